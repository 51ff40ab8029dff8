"""What the legal coefficients give, to set beside a printed table and never in its place.

CSS L861-1 and D861-1: 1 / 1.5 / 1.8 / 2.1, then 0.4 for each more; overseas 11.3 % more; to the
nearest euro, a half going up. Plain values, no Django.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from thresholds.scale import IncomeScale

COEFFICIENTS = {
    "persons_1": Decimal(1),
    "persons_2": Decimal("1.5"),
    "persons_3": Decimal("1.8"),
    "persons_4": Decimal("2.1"),
    "each_extra_person": Decimal("0.4"),
}
OF_ZONE = {"metropole": Decimal(1), "overseas": Decimal("1.113")}
TOLERANCE = 1  # euro: printed figures come from an unrounded base

STEPS = [Decimal(step) / 20 for step in range(-10, 10)]


def lawful(scale: IncomeScale, base: Decimal) -> IncomeScale:
    """The table of the same zone that this base, in unrounded euros a year, would give."""
    amounts: dict[str, Any] = {name: _rounded(base, scale, name) for name in COEFFICIENTS}
    return replace(scale, **amounts)


def off_by(scale: IncomeScale, base: Decimal) -> dict[str, int]:
    """How far each printed figure is from what the base gives, in euros."""
    return {name: abs(getattr(scale, name) - _rounded(base, scale, name)) for name in COEFFICIENTS}


def fitting_base(scales: Sequence[IncomeScale]) -> Decimal:
    """The unrounded base that gives the most printed figures exactly: a single wrong one then stands out."""

    def misfit(base: Decimal) -> tuple[int, int]:
        gaps = [gap for scale in scales for gap in off_by(scale, base).values()]
        return sum(gap > 0 for gap in gaps), sum(gaps)

    return min(_candidates(scales), key=misfit)


def _candidates(scales: Sequence[IncomeScale]) -> Iterator[Decimal]:
    for scale in scales:
        for name in COEFFICIENTS:
            for step in STEPS:
                yield (getattr(scale, name) + step) / _coefficient(scale, name)


def _coefficient(scale: IncomeScale, name: str) -> Decimal:
    return COEFFICIENTS[name] * OF_ZONE[scale.zone]


def _rounded(base: Decimal, scale: IncomeScale, name: str) -> int:
    return int((base * _coefficient(scale, name)).quantize(Decimal(1), ROUND_HALF_UP))
