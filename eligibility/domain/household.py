"""The household, its resources for a year, and how they stand to the ceiling."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from thresholds.scale import HousingBase, IncomeScale, a_month

# CSS R861-5 and R861-7: percentages of the RSA of 1, 2 and 3 persons.
FREE_HOUSING = (Decimal(12), Decimal(14), Decimal(14))
HOUSING_AID = (Decimal(12), Decimal(16), Decimal("16.5"))
LUMP_SUMS = {"hosted": FREE_HOUSING, "owner": FREE_HOUSING, "tenant_with_aid": HOUSING_AID}

# Within two per cent above the ceiling the fund decides (law 9.7).
MARGIN_PERCENT = 2


class Standing(Enum):
    """How the resources stand to the ceiling."""

    WITHIN = "within the ceiling"
    CLOSE = "the fund decides"
    ABOVE = "above the ceiling"
    OPEN = "the law does not settle it"


@dataclass(frozen=True)
class Household:
    """Who counts for the ceiling (CASF L251-1, CSS L161-1, circular DSS/2A/2011/351).

    The applicant, a partner in irregular stay, the children, one other dependant. A
    partner in regular stay counts neither as a person nor for income.
    """

    partner: str | None
    children: int
    other_dependant: bool

    @property
    def size(self) -> int:
        """Persons; a partner whose stay is unknown is left out."""
        return 1 + (self.partner == "irregular") + self.children + self.other_dependant

    @property
    def size_with_partner(self) -> int | None:
        """Persons if the partner counted, where that is unknown."""
        return self.size + 1 if self.partner == "unknown" else None

    @property
    def size_without_children(self) -> int | None:
        """Persons if the children did not count: open where the partner is in regular stay (law 10.9)."""
        return self.size - self.children if self.partner == "regular" and self.children else None


@dataclass(frozen=True)
class Income:
    """Resources in euros a year, net, and their standing to the ceiling."""

    annual: int
    with_housing: int
    standing: Standing

    @property
    def monthly(self) -> int:
        """A twelfth, to the nearest euro, a half going up."""
        return a_month(self.annual)

    @property
    def monthly_with_housing(self) -> int:
        return a_month(self.with_housing)

    @property
    def is_too_high(self) -> bool:
        return self.standing is Standing.ABOVE


def lump_sum(housing: str | None, size: int, base: HousingBase | None) -> int:
    """Euros a year added for housing (CSS R861-5, R861-7); 0 where none applies or none is known."""
    if base is None or housing not in LUMP_SUMS:
        return 0
    return base.annual_lump_sum(LUMP_SUMS[housing], size)


def _standing(annual: int, with_housing: int, ceiling: int) -> Standing:
    """CASF L251-1: resources that do not exceed the ceiling; equal is not above."""
    if with_housing <= ceiling:
        return Standing.WITHIN
    if annual * 100 <= ceiling * (100 + MARGIN_PERCENT):
        return Standing.CLOSE
    return Standing.ABOVE


def income_of(
    *,
    annual: int,
    household: Household,
    housing: str | None,
    has_gifts: bool,
    scale: IncomeScale | None,
    housing_base: HousingBase | None,
) -> Income:
    """The resources of the household as counted, and what the ceiling in force says of them.

    `annual` is what was received in the last 12 months, in euros. Where no ceiling is
    in force, or the law leaves open whether gifts or the children count, the standing
    is open.
    """

    def against(size: int) -> Standing:
        assert scale is not None
        return _standing(annual, annual + lump_sum(housing, size, housing_base), scale.annual(size))

    with_housing = annual + lump_sum(housing, household.size, housing_base)
    if scale is None:
        return Income(annual, with_housing, Standing.OPEN)
    standing = against(household.size)
    if household.size_with_partner:
        larger = against(household.size_with_partner)
        standing = Standing.ABOVE if larger is Standing.ABOVE else Standing.OPEN
    elif household.size_without_children:
        counted_apart = against(household.size_without_children)
        within_with_them = annual <= scale.annual(household.size)
        if counted_apart is not Standing.WITHIN and within_with_them:
            standing = Standing.OPEN
    if standing is Standing.ABOVE and has_gifts:
        standing = Standing.OPEN
    return Income(annual, with_housing, standing)
