"""Amounts to be saved, set against the period before: plain values, no Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from thresholds.coefficients import COEFFICIENTS, TOLERANCE, fitting_base, lawful
from thresholds.scale import HousingBase, IncomeScale

Amount: TypeAlias = int | Decimal

JUMP_PERCENT = 20
HOUSEHOLDS = range(1, 9)


@dataclass(frozen=True)
class Line:
    """Amounts and those of the period before, which is empty for the first period.

    `lawful` is what the legal coefficients give for the first amount, `tolerance` how many euros
    the printed one may be away from it.
    """

    label: str
    now: tuple[Amount, ...]
    before: tuple[Amount, ...] = ()
    lawful: int | None = None
    tolerance: int = TOLERANCE

    @property
    def percent(self) -> Decimal | None:
        """How much the first amount changes, None where there is nothing to compare with."""
        if not self.before or not self.before[0]:
            return None
        return (Decimal(self.now[0]) / Decimal(self.before[0]) - 1) * 100

    @property
    def change(self) -> str:
        """The percentage as it is printed, with its sign."""
        return "" if self.percent is None else f"{self.percent:+.1f}\u00a0%".replace(".", ",")

    @property
    def jumps(self) -> bool:
        return self.percent is not None and abs(self.percent) > JUMP_PERCENT

    @property
    def is_off(self) -> bool:
        return self.lawful is not None and abs(Decimal(self.now[0]) - self.lawful) > self.tolerance


@dataclass(frozen=True)
class Comparison:
    """The lines to compare with the printed table, the amounts that jump, and those off the law's."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    jumps: tuple[Line, ...]
    off: tuple[Line, ...]
    since: date | None

    @property
    def is_unchanged(self) -> bool:
        """Whether every amount is that of the period before: copied, and perhaps forgotten."""
        return all(line.now == line.before for line in self.lines)


def unchanged(comparisons: Iterable[Comparison]) -> list[str]:
    """The titles of those whose amounts are all those of the period before."""
    return [comparison.title for comparison in comparisons if comparison.is_unchanged]


def compare_ceilings(
    new: IncomeScale,
    before: IncomeScale | None,
    printed: Mapping[str, str],
    *,
    title: str,
    base: Decimal | None = None,
) -> Comparison:
    """Households of 1 to 8 persons; jumps and amounts off are those printed, given with their labels.

    `base`, unrounded euros a year, is the one that the coefficients multiply; without one, that
    which fits this table best.
    """
    due = lawful(new, base or fitting_base([new]))

    def shown(scale: IncomeScale, persons: int) -> tuple[Amount, ...]:
        return scale.annual(persons), scale.monthly(persons)

    lines = tuple(
        Line(
            label=str(size),
            now=shown(new, size),
            before=shown(before, size) if before else (),
            lawful=due.annual(size),
            tolerance=TOLERANCE * (1 + max(size - 4, 0)),  # each extra person may add as much
        )
        for size in HOUSEHOLDS
    )
    amounts = [
        Line(
            label=printed[name],
            now=(getattr(new, name),),
            before=(getattr(before, name),) if before else (),
            lawful=getattr(due, name),
        )
        for name in COEFFICIENTS
    ]
    return Comparison(
        title=title,
        columns=("year", "month"),
        lines=lines,
        jumps=tuple(line for line in amounts if line.jumps),
        off=tuple(line for line in amounts if line.is_off),
        since=before.valid_from if before else None,
    )


def compare_housing(new: HousingBase, before: HousingBase | None, *, title: str) -> Comparison:
    """The one amount of a housing base."""
    line = Line("1", (new.rsa_one_person_month,), (before.rsa_one_person_month,) if before else ())
    return Comparison(
        title=title,
        columns=("month",),
        lines=(line,),
        jumps=(replace(line, label=title),) if line.jumps else (),
        off=(),
        since=before.valid_from if before else None,
    )
