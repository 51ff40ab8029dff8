"""What the legal coefficients give, beside what is printed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.thresholds.test_scale import SCALES
from thresholds.coefficients import fitting_base, lawful, off_by
from thresholds.comparison import compare_ceilings
from thresholds.models import IncomeThreshold
from thresholds.scale import IncomeScale

LABELS = {name: name for name in IncomeThreshold.AMOUNTS}
DAYS = sorted({scale.valid_from for scale in SCALES})


def both_zones(day: date) -> list[IncomeScale]:
    return [scale for scale in SCALES if scale.valid_from == day]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_table_ever_printed_is_within_a_euro_of_the_law(day: date) -> None:
    scales = both_zones(day)
    base = fitting_base(scales)
    assert [gap for scale in scales for gap in off_by(scale, base).values() if gap > 1] == []


def test_the_table_of_2025_follows_from_its_unrounded_base() -> None:
    mainland, overseas = both_zones(date(2025, 4, 1))
    base = fitting_base([mainland, overseas])
    assert [lawful(scale, base) for scale in (mainland, overseas)] == [mainland, overseas]


@pytest.mark.parametrize("name", LABELS)
@pytest.mark.parametrize("euros", [3, -3, 100])
def test_a_single_wrong_figure_stands_out(name: str, euros: int) -> None:
    mainland, overseas = both_zones(date(2025, 4, 1))
    wrong = replace(mainland, **{name: getattr(mainland, name) + euros})
    base = fitting_base([wrong, overseas])
    found = [
        (scale.zone, line.label)
        for scale in (wrong, overseas)
        for line in compare_ceilings(scale, None, LABELS, title="", base=base).off
    ]
    assert found == [("metropole", name)]
