"""Reading the tables of ceilings."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings

from thresholds.scale import HousingBase, IncomeScale, in_force

ROWS: list[dict[str, Any]] = tomllib.loads(
    (settings.BASE_DIR / "thresholds/reference/ceilings.toml").read_text()
)["ceiling"]
SCALES = [IncomeScale(**row) for row in ROWS]
MAINLAND_2025 = next(s for s in SCALES if (s.zone, s.valid_from) == ("metropole", date(2025, 4, 1)))


def test_it_reads_the_printed_figures_and_adds_each_extra_person() -> None:
    assert [MAINLAND_2025.annual(size) for size in range(1, 8)] == [
        10_339,
        15_508,
        18_609,
        21_711,
        25_846,
        29_981,
        34_116,
    ]


def test_a_month_is_a_twelfth_to_the_nearest_euro() -> None:
    assert MAINLAND_2025.monthly(1) == 862
    assert IncomeScale(**{**ROWS[0], "persons_1": 10_002}).monthly(1) == 834  # 833.50 goes up


def test_a_household_has_at_least_one_person() -> None:
    with pytest.raises(ValueError, match="at least one person"):
        MAINLAND_2025.annual(0)


def test_a_table_is_in_force_from_its_day_until_the_next() -> None:
    mainland = [scale for scale in SCALES if scale.zone == "metropole"]
    for earlier, later in zip(mainland, mainland[1:], strict=False):
        assert in_force(mainland, later.valid_from) is later
        assert in_force(mainland, date.fromordinal(later.valid_from.toordinal() - 1)) is earlier
    assert in_force(mainland, date(2016, 3, 31)) is None


def test_only_the_one_person_figure_is_published_where_only_that_was_read() -> None:
    scale = IncomeScale(**{**ROWS[0], "published": "one_person"})
    assert scale.is_published(1)
    assert not scale.is_published(2)


@pytest.mark.parametrize("scale", SCALES, ids=lambda s: f"{s.zone} {s.valid_from}")
def test_the_seeds_agree_with_the_legal_coefficients_within_a_euro(scale: IncomeScale) -> None:
    """CSS D861-1: 1, 1.5, 1.8, 2.1 and 0.4 for each more; the printed base is itself rounded."""
    base = Decimal(scale.persons_1)
    for printed, coefficient in (
        (scale.persons_2, "1.5"),
        (scale.persons_3, "1.8"),
        (scale.persons_4, "2.1"),
        (scale.each_extra_person, "0.4"),
    ):
        assert abs(printed - base * Decimal(coefficient)) <= Decimal("1.55"), printed


@pytest.mark.parametrize(
    ("size", "euros"),
    [(1, 938), (2, 1_642), (3, 1_971), (4, 1_971), (9, 1_971)],
)
def test_free_housing_counts_for_a_percentage_of_the_rsa(size: int, euros: int) -> None:
    """CSS R861-5 and R861-7, with the RSA of 1 April 2026."""
    base = HousingBase(date(2026, 4, 1), Decimal("651.69"), "decree 2026-220")
    assert base.annual_lump_sum((Decimal(12), Decimal(14), Decimal(14)), size) == euros
