"""Reading the dated tables of amounts: plain values, no Django.

An amount is copied from a published table and never recomputed from another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, Protocol, TypeVar

Zone = Literal["metropole", "overseas"]
Published = Literal["yes", "one_person", "no"]


class Dated(Protocol):
    """Anything in force from a day on."""

    @property
    def valid_from(self) -> date: ...


AnyDated = TypeVar("AnyDated", bound=Dated)


def in_force(rows: Iterable[AnyDated], on: date) -> AnyDated | None:
    """The row with the latest start not after the day; None before the first."""
    started = [row for row in rows if row.valid_from <= on]
    return max(started, key=lambda row: row.valid_from, default=None)


def a_month(annual: int) -> int:
    """A twelfth of euros a year, to the nearest euro, a half going up."""
    return (annual + 6) // 12


@dataclass(frozen=True)
class IncomeScale:
    """One published table of ceilings: euros a year, for one zone, from one day on.

    CSS L861-1 and D861-1, to which CASF L251-1 refers.
    """

    zone: Zone
    valid_from: date
    persons_1: int
    persons_2: int
    persons_3: int
    persons_4: int
    each_extra_person: int
    published: Published
    source_title: str
    source_url: str = ""
    checked_on: date | None = None

    def annual(self, household_size: int) -> int:
        """The ceiling in whole euros a year for a household of one person or more."""
        if household_size < 1:
            raise ValueError("a household has at least one person")
        first_four = (self.persons_1, self.persons_2, self.persons_3, self.persons_4)
        extra = max(household_size - 4, 0)
        return first_four[min(household_size, 4) - 1] + extra * self.each_extra_person

    def monthly(self, household_size: int) -> int:
        """A twelfth of the annual ceiling, to the nearest euro, a half going up."""
        return a_month(self.annual(household_size))

    def is_published(self, household_size: int) -> bool:
        """Whether this household's figure was read in a published table."""
        return self.published == "yes" or (self.published == "one_person" and household_size == 1)


@dataclass(frozen=True)
class HousingBase:
    """The RSA base of one person, in euros a month, from one day on."""

    valid_from: date
    rsa_one_person_month: Decimal
    source_title: str
    source_url: str = ""
    checked_on: date | None = None

    def annual_lump_sum(self, percentages: tuple[Decimal, Decimal, Decimal], household_size: int) -> int:
        """Euros a year that free housing counts for, to the nearest euro, a half going up.

        CSS R861-5 and R861-7: a percentage of the RSA base of 1, 2 or 3 persons
        (times 1, 1.5 and 1.8), that of 3 for any larger household.
        """
        place = min(household_size, 3) - 1
        base = self.rsa_one_person_month * (Decimal(1), Decimal("1.5"), Decimal("1.8"))[place]
        return int((base * percentages[place] / 100 * 12).quantize(Decimal(1), ROUND_HALF_UP))
