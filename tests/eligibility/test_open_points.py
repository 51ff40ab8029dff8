"""Where the law is open, or the day has not come, the result says so (law 1.2, 1.3, 3.3, 3.4, 4.4, 10.9)."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from eligibility.answers import seal
from eligibility.content import reference_on
from eligibility.domain.verdict import assess
from tests.conftest import TODAY
from tests.eligibility.test_result_page import text_of
from tests.personas import adult, children, european, in_europe, minor, waiting, was_insured, yearly

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

UNDECLARED = "money from work that was not declared is not certain"
ABROAD = "Money received abroad: check with the fund"
LUMP_SUM = "it is not settled whether the fund adds a lump sum for housing"
DSUV = "a scheme called DSUV"
PARTNER = "Your partner may apply now"
UNTIL_THEN = "Until your irregular stay begins, use the insurance of your country"
FILE_QUICKLY, LATER = "File quickly and ask for a proof", "Once you may file, do it quickly"
WITH_YOU = "Your children may still be insured with you (PUMa)"
WITHOUT_CHILDREN = "Ceiling if your children do not count"
YOUNG_EUROPEAN = "the fund may first check whether there is a right of residence, and a cover"
RICH = adult("request", "identity_papers", **yearly(20_000, "work", "abroad"))
NOT_YET_IRREGULAR = in_europe(
    "no_right",
    irregular_duration="under_3_months",
    irregular_since="2027-01-20",
    partner="irregular",
    children=0,
)
MINOR = {"housing": "hosted", "request": "first", "identity_papers": []}
BESIDE_REGULAR = {"partner": "regular", **children(2), **yearly(12_000)}


@pytest.mark.parametrize(
    ("answers", "said", "not_said"),
    [
        (RICH, [UNDECLARED, ABROAD], []),
        (adult("request", "identity_papers", **yearly(20_000, "benefits")), [], [UNDECLARED, ABROAD]),
        (adult(**yearly(9_000)), [], [UNDECLARED]),
        (adult(housing="shelter", **yearly(10_000)), [LUMP_SUM], []),
        (adult(housing="no_home_domiciled", **yearly(10_000)), [LUMP_SUM], []),
        (adult(housing="shelter", **yearly(5_000)), [], [LUMP_SUM]),
        (adult(housing="tenant", **yearly(10_000)), [], [LUMP_SUM]),
        (NOT_YET_IRREGULAR, [UNTIL_THEN, LATER], [DSUV, PARTNER, FILE_QUICKLY]),
        (NOT_YET_IRREGULAR | {"irregular_since": "2026-11-24"}, [DSUV, PARTNER], [UNTIL_THEN]),
        (waiting(irregular_since=""), [DSUV, LATER], [UNTIL_THEN]),
        (adult(), [FILE_QUICKLY], [LATER]),
        (adult(request="renewal_over_2_months"), [LATER], [FILE_QUICKLY]),
        (adult(**was_insured("permit_ended", "3_to_6_months", "yes"), **children(1)), [WITH_YOU, LATER], []),
        (adult(**was_insured("permit_ended", "3_to_6_months", "yes")), [], [WITH_YOU]),
        (adult(**BESIDE_REGULAR), [WITHOUT_CHILDREN, "18\u202f758", "10\u202f421"], []),
        (adult(**BESIDE_REGULAR | {"partner": "irregular"}), [], [WITHOUT_CHILDREN]),
        (minor("parents_irregular", **MINOR) | {"nationality": "eu_eea_swiss"}, [YOUNG_EUROPEAN], []),
        (minor("parents_irregular", **MINOR), [], [YOUNG_EUROPEAN]),
    ],
)
def test_the_result_says_it_where_it_applies_only(
    client: Client, answers: dict[str, Any], said: list[str], not_said: list[str]
) -> None:
    client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(answers)
    response = client.get("/en/result/")
    assert response.status_code == 200
    text = text_of(response)
    assert [each for each in said if each not in text] == []
    assert [each for each in not_said if each in text] == []


@pytest.mark.parametrize(
    ("answers", "condition", "state"),
    [
        (NOT_YET_IRREGULAR, "irregular_stay", "not_met"),
        (NOT_YET_IRREGULAR | {"irregular_since": "2026-11-24"}, "irregular_stay", "met"),
        (minor("parents_irregular", **MINOR), "irregular_stay", "met"),
        (minor("parents_irregular", **MINOR) | {"nationality": "eu_eea_swiss"}, "irregular_stay", "unknown"),
        (adult(**was_insured("permit_ended", "3_to_6_months", "yes")), "no_other_cover", "unknown"),
        (waiting(**was_insured("permit_ended", "under_3_months", "yes")), "no_other_cover", "not_met"),
        (european(), "irregular_stay", "met"),
    ],
)
def test_a_condition_is_no_surer_than_the_law(answers: dict[str, Any], condition: str, state: str) -> None:
    outcome = assess(answers, reference_on(TODAY))
    assert {reason.condition.key: reason.state.value for reason in outcome.reasons}[condition] == state
