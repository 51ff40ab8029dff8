"""What one line of a pasted table says: its zones, its persons, its amounts. No Django."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from thresholds.scale import Zone

EXTRA = 0  # the row of each person above four
LARGEST_HOUSEHOLD = 20

ZONE_WORDS: dict[Zone, re.Pattern[str]] = {
    "metropole": re.compile(r"m[ée]tropol|hexagon|mainland"),
    "overseas": re.compile(
        r"outre.?mer|overseas|ultramar|\bd(?:r)?om\b|guadeloupe|guyane|martinique|r[ée]union"
    ),
}
EXTRA_WORDS = re.compile(
    r"suppl|en plus|de plus|au.?del[àa]|par personne|chaque|extra|additional|each|adicional"
)
ONE_MORE = re.compile(r"\W*\+ ?1\b")  # not “couple + 1 child”, which is a household
HEADING = re.compile(r"(?<!\d)1\D+2\D+3\D+4\b")  # persons in columns
NUMBER_WORDS = {
    1: re.compile(r"\b(?:une?|seule?|one|una?|uno)\b"),
    2: re.compile(r"\b(?:deux|two|dos)\b"),
    3: re.compile(r"\b(?:trois|three|tres)\b"),
    4: re.compile(r"\b(?:quatre|four|cuatro)\b"),
}
DATES = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\b\d{1,2}(?:er|st)? [^\W\d_]+ \d{4}\b"
)
AMOUNT = re.compile(
    r"(?<![\w-])"
    r"(?P<whole>\d{1,2}[ .,'’]\d{3}(?!\d)|\d{4,6}(?!\d)|\d{3}(?= ?(?:€|eur|[.,]\d\d(?!\d)|[\t;|]|$)))"
    r"(?:[.,](?P<cents>\d\d)(?!\d))?"
    r"(?P<euro> ?(?:€|euros?\b|eur\b))?"
)
YEAR = re.compile(r"20\d\d")


def plain(line: str) -> str:
    """One kind of space and of letters; dates taken out, since they look like amounts."""
    same = unicodedata.normalize("NFKC", line).replace("\ufeff", "").casefold()
    return DATES.sub(" ", re.sub(r"[^\S\t]+", " ", same))


def amounts_of(line: str) -> tuple[str, list[int]]:
    """The words before the first amount, and the amounts in whole euros."""
    found = [match for match in AMOUNT.finditer(line) if match["euro"] or not YEAR.fullmatch(match["whole"])]
    words = line[: found[0].start()] if found else line
    return words, [_euros(match) for match in found]


def _euros(match: re.Match[str]) -> int:
    whole = re.sub(r"\D", "", match["whole"])
    return int(Decimal(f"{whole}.{match['cents'] or '0'}").quantize(Decimal(1), ROUND_HALF_UP))


def zones_of(words: str) -> list[Zone]:
    """The zones named, in the order in which they first are."""
    at = {zone: found.start() for zone, word in ZONE_WORDS.items() if (found := word.search(words))}
    return sorted(at, key=lambda zone: at[zone])


def persons_of(words: str) -> int | None:
    """The number of persons that the words of a row name, EXTRA for each one more."""
    if EXTRA_WORDS.search(words) or ONE_MORE.match(words):
        return EXTRA
    if number := re.search(r"(?<![\d-])\d{1,2}(?!\d)", words):
        return int(number[0]) if 1 <= int(number[0]) <= LARGEST_HOUSEHOLD else None
    return next((persons for persons, word in NUMBER_WORDS.items() if word.search(words)), None)


def columns_of(heading: str) -> list[int] | None:
    """The persons that a heading names from 1 to 4 and on, EXTRA last where it says so; None without one."""
    if not HEADING.search(heading):
        return None
    numbers = [int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", heading)]
    persons = [number for number in numbers if number <= LARGEST_HOUSEHOLD]
    return [*range(1, 5), EXTRA] if EXTRA_WORDS.search(heading) else persons
