"""The days worth a place in a calendar, reckoned by hand, and for any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.domain.calendar import months_later
from eligibility.domain.deadlines import (
    ANSWER_DUE,
    OPENS,
    RENEWAL_ENDS,
    RENEWAL_OPENS,
    TEXTS,
    Entry,
    answer_due,
    entries,
    may_have_filed,
    may_renew,
    renewal_window,
)
from eligibility.domain.reference import Reference
from eligibility.domain.verdict import assess
from tests.personas import FOREIGN_ADULT, adult, children, minor, waiting, yearly

ANY_DAY = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("filed", "due"),
    [
        (date(2026, 11, 24), date(2027, 1, 24)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 30), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 8, 30)),
        (date(2026, 7, 31), date(2026, 9, 30)),
    ],
)
def test_the_fund_has_two_months_to_answer(filed: date, due: date) -> None:
    assert answer_due(filed) == due


@pytest.mark.parametrize(
    ("ends", "first"),
    [
        (date(2027, 1, 24), date(2026, 11, 24)),
        (date(2027, 4, 30), date(2027, 3, 1)),  # February has no 30th
        (date(2028, 4, 30), date(2028, 3, 1)),
        (date(2028, 4, 29), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2026, 7, 1)),  # June has no 31st
        (date(2027, 2, 28), date(2026, 12, 28)),
        (date(2027, 1, 31), date(2026, 12, 1)),
    ],
)
def test_the_new_request_is_filed_in_the_two_months_before_the_card_ends(ends: date, first: date) -> None:
    assert renewal_window(ends) == (first, ends)


@given(ANY_DAY)
def test_the_window_opens_on_the_first_day_from_which_two_months_reach_the_end(ends: date) -> None:
    first, last = renewal_window(ends)
    assert last == ends
    assert months_later(first, 2) >= ends > months_later(first - timedelta(days=1), 2)


@given(ANY_DAY)
def test_an_answer_is_due_within_two_months_and_never_in_a_third(filed: date) -> None:
    due = answer_due(filed)
    assert (due.year * 12 + due.month) - (filed.year * 12 + filed.month) == 2
    assert due.day <= filed.day


def test_days_come_in_order_and_those_that_have_passed_are_left_out() -> None:
    today = date(2026, 11, 24)
    assert entries(today, opens=date(2027, 2, 1), filed=today, card_ends=date(2027, 1, 10)) == (
        Entry(date(2027, 1, 10), RENEWAL_ENDS),  # its window opened on 10 November
        Entry(date(2027, 1, 24), ANSWER_DUE),
        Entry(date(2027, 2, 1), OPENS),
    )
    assert [entry.text for entry in entries(today, card_ends=date(2027, 6, 1))] == [
        RENEWAL_OPENS,
        RENEWAL_ENDS,
    ]
    assert entries(today) == ()


def test_no_word_betrays_what_it_is_about() -> None:
    words = " ".join(TEXTS).lower()
    assert not [
        word for word in ("ame", "aid", "health", "care", "fund", "stay", "card") if word in words.split()
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "filed", "renew"),
    [
        (adult(), True, False),
        (adult(request="renewal_over_2_months"), True, True),
        (adult(request="renewal_within_2_months"), True, True),
        (adult(request="renewal_ended"), True, False),
        (adult("request", "identity_papers", **yearly(90_000)), True, False),
        (minor("alone", housing="shelter", request="first", identity_papers=[]), True, False),
        (waiting(irregular_since=""), False, False),
        (
            waiting(irregular_since="", housing="tenant", identity_papers=[], **children(2, older=1)),
            True,
            False,
        ),
        (waiting(irregular_since="", partner="irregular"), True, False),
        (FOREIGN_ADULT | {"papers": "permit"}, False, False),
        ({"territory": "mayotte"}, False, False),
    ],
)
def test_a_date_is_asked_only_where_it_can_concern_someone(
    reference: Reference, answers: dict[str, object], filed: bool, renew: bool
) -> None:
    outcome = assess(answers, reference)
    assert (may_have_filed(outcome), may_renew(outcome)) == (filed, renew)
