"""Reading a table of ceilings as it was copied from a page or saved as CSV: plain values, no Django.

Persons may stand in rows or in columns, zones side by side or one after the other, with a monthly
column or without; thousands with any space, euro signs, cents. What is not understood is named with
its line, and nothing is guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto

from thresholds.coefficients import COEFFICIENTS, OF_ZONE
from thresholds.pasted_line import EXTRA, amounts_of, columns_of, persons_of, plain, zones_of
from thresholds.scale import Zone, a_month

NAMES = tuple(COEFFICIENTS)
REASONABLE = range(1_000, 100_000)  # euros a year
WORDS_OF_A_ROW = 6  # a longer line without an amount is a caption or a note
COLUMNS = (1, 2, 3, 4, EXTRA)  # where no heading names them


class Trouble(Enum):
    """Why a table was not understood."""

    NOTHING = auto()
    NO_PERSONS = auto()
    NO_AMOUNT = auto()
    NO_ZONE = auto()
    COLUMNS = auto()
    ODD = auto()
    TWICE = auto()
    MISSING = auto()
    LARGER_HOUSEHOLD = auto()


@dataclass(frozen=True)
class Problem:
    """A trouble, its line from 1 (None: the table as a whole), and what was read there."""

    trouble: Trouble
    line: int | None = None
    text: str = ""
    zone: Zone | None = None


@dataclass
class Reading:
    """Euros a year by zone and name of the amount; usable only without problems."""

    amounts: dict[Zone, dict[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _Row:
    line: int
    text: str
    persons: int
    zones: list[Zone]
    amounts: list[int]
    is_open: bool = False  # its amounts stand on the lines below


def read_table(text: str) -> Reading:
    """The amounts of a pasted table, or what is wrong with it."""
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        reader.read(number, line)
    return reader.finish()


def _without_months(amounts: list[int]) -> list[int]:
    """The amounts that are no twelfth of another one of the row."""
    return [
        amount
        for amount in amounts
        if not any(abs(a_month(other) - amount) <= 1 for other in amounts if other > amount)
    ]


def _are_of_both_zones(mainland: int, overseas: int) -> bool:
    """Whether one is 11.3 % above the other (D861-1), which the amounts of two years are not."""
    return abs(Decimal(overseas) / mainland - OF_ZONE["overseas"]) < Decimal("0.01")


class _Reader:
    """Goes through the lines: headings name the zones of the rows below them."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.zones: list[Zone] = []
        self.columns: Sequence[int] = ()
        self.is_heading = False
        self.reading = Reading()

    def read(self, number: int, line: str) -> None:
        words, amounts = amounts_of(plain(line))
        zones, text = zones_of(words), line.strip()
        persons = persons_of(words)
        if not amounts:
            columns = columns_of(words)
            self.columns = columns or self.columns
            self._read_words(number, text, zones, None if columns else persons)
        elif persons is None and zones and (self.columns or len(amounts) == len(COLUMNS)):
            self._read_zone(number, text, zones[0], amounts)
        elif persons is not None:
            self._add(_Row(number, text, persons, zones or self.zones, amounts))
        elif self.rows and self.rows[-1].is_open and not words.strip(" +\t"):
            self.rows[-1].amounts += amounts
        else:
            self._trouble(Trouble.NO_PERSONS, number, text)

    def _read_words(self, number: int, text: str, zones: list[Zone], persons: int | None) -> None:
        if zones:
            more = self.is_heading and len(zones) == 1 and zones[0] not in self.zones
            self.zones = [*self.zones, *zones] if more else zones
            self.is_heading = True
        elif persons is not None and len(text.split()) <= WORDS_OF_A_ROW:
            self._add(_Row(number, text, persons, self.zones, [], is_open=True))

    def _read_zone(self, number: int, text: str, zone: Zone, amounts: list[int]) -> None:
        columns = self.columns or COLUMNS
        if len(amounts) != len(columns):
            self._trouble(Trouble.COLUMNS, number, text)
            return
        for persons, amount in zip(columns, amounts, strict=True):
            self._add(_Row(number, text, persons, [zone], [amount]))

    def _add(self, row: _Row) -> None:
        self.rows.append(row)
        self.is_heading = False

    def _trouble(
        self, trouble: Trouble, line: int | None = None, text: str = "", zone: Zone | None = None
    ) -> None:
        if (trouble, line) not in [(each.trouble, each.line) for each in self.reading.problems]:
            self.reading.problems.append(Problem(trouble, line, text, zone))

    def finish(self) -> Reading:
        larger: list[tuple[Zone, _Row, int]] = []
        for row in self.rows:
            for zone, amount in self._of_zones(row):
                if row.persons > 4:
                    larger.append((zone, row, amount))
                else:
                    self._take(zone, row, amount)
        for zone, row, amount in larger:
            self._check_larger(zone, row, amount)
        for zone, found in self.reading.amounts.items():
            missing = [name for name in NAMES if name not in found]
            if missing and not self.reading.problems:
                self._trouble(Trouble.MISSING, None, missing[0], zone)
        if not self.reading.amounts and not self.reading.problems:
            self._trouble(Trouble.NOTHING)
        self.reading.problems.sort(key=lambda problem: problem.line or 0)
        return self.reading

    def _of_zones(self, row: _Row) -> Iterator[tuple[Zone, int]]:
        amounts = _without_months(row.amounts)
        zones = row.zones
        if not amounts:
            self._trouble(Trouble.NO_AMOUNT, row.line, row.text)
        elif any(amount not in REASONABLE for amount in amounts):
            self._trouble(Trouble.ODD, row.line, row.text)
        elif not zones and len(amounts) == 2 and _are_of_both_zones(*amounts):
            yield from (("metropole", amounts[0]), ("overseas", amounts[1]))
        elif not zones:
            self._trouble(Trouble.NO_ZONE, row.line, row.text)
        elif len(amounts) != len(zones):
            self._trouble(Trouble.COLUMNS, row.line, row.text)
        else:
            yield from zip(zones, amounts, strict=True)

    def _take(self, zone: Zone, row: _Row, amount: int) -> None:
        found = self.reading.amounts.setdefault(zone, {})
        name = NAMES[row.persons - 1]  # EXTRA is the last
        if found.setdefault(name, amount) != amount:
            self._trouble(Trouble.TWICE, row.line, row.text, zone)

    def _check_larger(self, zone: Zone, row: _Row, amount: int) -> None:
        """A household of five gives each extra person where no row does; the others must agree."""
        found = self.reading.amounts.get(zone, {})
        if "persons_4" not in found:
            return
        more = row.persons - 4
        each = found.setdefault("each_extra_person", round((amount - found["persons_4"]) / more))
        if each not in REASONABLE or abs(found["persons_4"] + more * each - amount) > more:
            self._trouble(Trouble.LARGER_HOUSEHOLD, row.line, row.text, zone)
