"""Amounts to be saved, set against the period before: plain values, no Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from thresholds.scale import HousingBase, IncomeScale

Amount: TypeAlias = int | Decimal

JUMP_PERCENT = 20
HOUSEHOLDS = range(1, 9)


@dataclass(frozen=True)
class Line:
    """Amounts and those of the period before, which is empty for the first period."""

    label: str
    now: tuple[Amount, ...]
    before: tuple[Amount, ...] = ()

    @property
    def percent(self) -> Decimal | None:
        """How much the first amount changes, None where there is nothing to compare with."""
        if not self.before or not self.before[0]:
            return None
        return (Decimal(self.now[0]) / Decimal(self.before[0]) - 1) * 100

    @property
    def change(self) -> str:
        """The percentage as it is printed, with its sign."""
        return "" if self.percent is None else f"{self.percent:+.1f}\u00a0%"

    @property
    def jumps(self) -> bool:
        return self.percent is not None and abs(self.percent) > JUMP_PERCENT


@dataclass(frozen=True)
class Comparison:
    """The lines to compare with the printed table, and the amounts that jump."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    jumps: tuple[Line, ...]
    since: date | None


def compare_ceilings(new: IncomeScale, before: IncomeScale | None, printed: Mapping[str, str]) -> Comparison:
    """Households of 1 to 8 persons; jumps are those of the printed amounts, given with their labels."""

    def shown(scale: IncomeScale, persons: int) -> tuple[Amount, ...]:
        return scale.annual(persons), scale.monthly(persons)

    lines = (Line(str(size), shown(new, size), shown(before, size) if before else ()) for size in HOUSEHOLDS)
    amounts = (
        Line(label, (getattr(new, name),), (getattr(before, name),) if before else ())
        for name, label in printed.items()
    )
    return Comparison(
        columns=("a year", "a month"),
        lines=tuple(lines),
        jumps=tuple(line for line in amounts if line.jumps),
        since=before.valid_from if before else None,
    )


def compare_housing(new: HousingBase, before: HousingBase | None) -> Comparison:
    """The one amount of a housing base."""
    line = Line("1", (new.rsa_one_person_month,), (before.rsa_one_person_month,) if before else ())
    return Comparison(
        columns=("a month",),
        lines=(line,),
        jumps=(line,) if line.jumps else (),
        since=before.valid_from if before else None,
    )
