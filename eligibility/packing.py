"""The answers as few bytes: a cookie travels with every request, and a code to scan must not be too fine.

An answer is a capital letter for its question and a small one for its code, a number or, after `+`, the codes
chosen: `AaBcM2U+ad`. What the table does not know, and a date, follows as JSON.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from string import ascii_lowercase, ascii_uppercase
from typing import Any

# A letter is a place in this table: only append to it, or what an earlier release packed is read as something
# else. What is missing here only takes more room.
WORDS = {
    "territory": "metropole overseas mayotte other_territory passing_through",
    "nationality": "french eu_eea_swiss other",
    "age": "adult minor",
    "minor_situation": "parents_irregular parents_asylum parent_regular child_welfare alone short_visa "
    "detained unknown",
    "eu_situation": "right_of_residence home_insurance no_right detained unknown",
    "papers": "none permit receipt extension long_card_renewal online_filing summons asylum temporary_stay "
    "short_visa long_visa foreign_permit eu_family detained retention unknown",
    "irregular_start": "entered_without_visa visa_ended visa_free_ended permit_ended asylum_ended unknown",
    "irregular_duration": "under_3_months 3_to_6_months over_6_months unknown",
    "irregular_since": "",
    "insured_before": "yes no unknown",
    "residence": "continuous interrupted unknown",
    "partner": "none irregular regular unknown",
    "children": "",
    "children_16_plus": "",
    "other_dependant": "yes no",
    "housing": "tenant tenant_with_aid owner hosted hotel shelter no_home_domiciled no_home",
    "resources_kind": "none monthly yearly unknown",
    "resources_amount": "",
    "resources_from": "work benefits abroad family other",
    "request": "first renewal_over_2_months renewal_within_2_months renewal_ended",
    "identity_papers": "passport national_card birth_certificate family_book old_permit other_with_photo",
}
CAPITALS = dict(zip(WORDS, ascii_uppercase, strict=False))
KEYS = {capital: key for key, capital in CAPITALS.items()}
LETTERS = {key: dict(zip(codes.split(), ascii_lowercase, strict=False)) for key, codes in WORDS.items()}
CODES = {
    CAPITALS[key]: {letter: code for code, letter in letters.items()} for key, letters in LETTERS.items()
}
ITEM = re.compile("[A-Z][^A-Z]*")


def packed(given: Mapping[str, Any]) -> bytes:
    """The answers, in their stored shape, as few bytes."""
    items, rest = [], {}
    for key, answer in given.items():
        try:
            items.append(CAPITALS[key] + _short(answer, LETTERS[key]))
        except (KeyError, TypeError):
            rest[key] = answer
    return ("".join(items) + (json.dumps(rest, separators=(",", ":")) if rest else "")).encode()


def unpacked(content: bytes) -> dict[str, Any]:
    """What `packed` was given; raises ValueError where the bytes are no answers.

    What a later release named by a letter of its own is left out, as other answers that are not known.
    """
    text, brace, rest = content.decode().partition("{")
    items = ITEM.findall(text)
    if sum(map(len, items)) < len(text):
        raise ValueError
    given = {}
    for item in items:
        with suppress(KeyError):
            given[KEYS[item[0]]] = _long(item[1:], CODES[item[0]])
    return given | json.loads(brace + rest) if brace else given


def _short(answer: Any, letters: Mapping[str, str]) -> str:
    if isinstance(answer, list):
        return "+" + "".join([letters[code] for code in answer])
    return f"{answer:d}" if type(answer) is int and answer >= 0 else letters[answer]


def _long(value: str, codes: Mapping[str, str]) -> Any:
    if value.startswith("+"):
        return [codes[letter] for letter in value[1:]]
    return int(value) if value.isdecimal() else codes[value]
