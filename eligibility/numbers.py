"""Numbers: whole ones read as people type them, any written the French way."""

import re
import unicodedata
from decimal import Decimal

# Spaces of any kind, apostrophes, and the invisible marks of right-to-left keyboards.
_SPACE = r"[\s'’]"
_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CURRENCY = re.compile(r"^\s*(?:€|euros?|eur)|(?:€|euros?|eur)\s*$", re.IGNORECASE)
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(rf"\d{{1,3}}(?:(?:{_SPACE}\d{{3}})+|(?:\.\d{{3}})+|(?:[,٬]\d{{3}})+)")
_INDIAN_GROUPED = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_WITH_CENTS = re.compile(r".*\d[.,٫€]\d{1,2}")
_NEGATIVE = re.compile(r"[-−–]\s*[\d].*")


class Unreadable(ValueError):
    """Not a whole number; `kind` says why: empty, negative, cents, letters or ambiguous."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


def read_whole_number(text: str) -> int:
    """A whole number as people write it: "10 000 €", "10.000", "10,000", "١٠٠٠٠".

    Raises Unreadable, rather than guess whether a separator means thousands or cents.
    """
    text = _CURRENCY.sub("", _INVISIBLE.sub("", text)).strip()
    if not text:
        raise Unreadable("empty")
    if _NEGATIVE.fullmatch(text):
        raise Unreadable("negative")
    if any(unicodedata.category(character).startswith("L") for character in text):
        raise Unreadable("letters")
    if _PLAIN.fullmatch(text):
        return _value(text)
    grouped = _GROUPED.fullmatch(text) or _INDIAN_GROUPED.fullmatch(text)
    if grouped and unicodedata.digit(text[0]) != 0:
        return _value("".join(character for character in text if character.isdecimal()))
    raise Unreadable("cents" if _WITH_CENTS.fullmatch(text) else "ambiguous")


def _value(digits: str) -> int:
    """Longer numbers than any question takes are cut to a value that is too high anyway."""
    return int(digits[:30])


def written(number: int | Decimal) -> str:
    """A number as French papers have it: 10 339 or 651,69, with a narrow space that does not break."""
    return f"{number:,}".replace(",", "\u202f").replace(".", ",")
