"""What is out of date on which day."""

from dataclasses import replace
from datetime import date

import pytest

from tests.thresholds.test_scale import MAINLAND_2025
from thresholds.scale import IncomeScale
from thresholds.staleness import last_revaluation, next_revaluation, overdue_since, staleness

APRIL_2026 = date(2026, 4, 1)


def found(
    on: str, scale: IncomeScale | None = MAINLAND_2025, checked_on: str = "2025-04-01"
) -> dict[str, object]:
    """What is out of date on a day with one zone, its table, and one fact of law."""
    facts = {"residence": date.fromisoformat(checked_on)}
    age = staleness(date.fromisoformat(on), {"metropole": scale}, facts)
    return {
        name: list(value)
        for name in ("unknown", "overdue", "unpublished", "old_facts")
        if (value := getattr(age, name))
    }


@pytest.mark.parametrize(
    ("on", "last", "following"),
    [
        ("2026-03-31", "2025-04-01", "2026-04-01"),
        ("2026-04-01", "2026-04-01", "2027-04-01"),
        ("2026-12-31", "2026-04-01", "2027-04-01"),
    ],
)
def test_ceilings_are_revalued_every_1_april(on: str, last: str, following: str) -> None:
    day = date.fromisoformat(on)
    assert last_revaluation(day).isoformat() == last
    assert next_revaluation(day).isoformat() == following


def test_a_table_is_the_newest_until_31_march_and_overdue_from_1_april() -> None:
    assert found("2026-03-31") == {}
    assert found("2026-04-01") == {"overdue": ["metropole"]}
    assert overdue_since(MAINLAND_2025, APRIL_2026) == APRIL_2026


def test_a_table_of_july_is_not_overdue_before_the_next_april() -> None:
    of_july = replace(MAINLAND_2025, valid_from=date(2022, 7, 1))
    assert overdue_since(of_july, date(2023, 3, 31)) is None
    assert overdue_since(of_july, date(2023, 4, 1)) == date(2023, 4, 1)


def test_a_published_table_of_this_april_is_fresh() -> None:
    assert found("2026-04-01", replace(MAINLAND_2025, valid_from=APRIL_2026)) == {}


@pytest.mark.parametrize("published", ["no", "one_person"])
def test_a_table_that_was_not_read_whole_is_never_fresh(published: str) -> None:
    computed = replace(MAINLAND_2025, valid_from=APRIL_2026, published=published)
    assert found("2026-04-01", computed) == {"unpublished": ["metropole"]}


def test_a_zone_without_a_table_is_unknown() -> None:
    assert found("2025-06-01", None) == {"unknown": ["metropole"]}
    assert overdue_since(None, APRIL_2026) is None


@pytest.mark.parametrize(
    ("checked_on", "on", "is_old"),
    [
        ("2025-02-10", "2026-02-09", False),
        ("2025-02-10", "2026-02-10", False),
        ("2025-02-10", "2026-02-11", True),
        ("2024-02-29", "2025-02-28", False),
        ("2024-02-29", "2025-03-01", True),
        ("2025-12-31", "2026-01-01", False),
        ("2023-06-01", "2026-01-01", True),
    ],
)
def test_a_fact_of_law_is_old_12_months_and_a_day_after_it_was_checked(
    checked_on: str, on: str, is_old: bool
) -> None:
    fresh = replace(MAINLAND_2025, valid_from=last_revaluation(date.fromisoformat(on)))
    assert found(on, fresh, checked_on) == ({"old_facts": ["residence"]} if is_old else {})


def test_a_fact_that_nobody_dated_does_not_age() -> None:
    assert not staleness(APRIL_2026, {}, {"housing_base": None}).is_stale
