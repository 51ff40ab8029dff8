"""Where the law is open, or the day has not come, the result says so (law 1.2, 1.3, 3.3, 3.4, 4.4, 10.9)."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from eligibility.answers import seal
from eligibility.content import reference_on
from eligibility.domain.errors import AnswerError
from eligibility.domain.facts import Facts
from eligibility.domain.questions import BY_KEY
from eligibility.domain.verdict import Status, assess
from tests.eligibility.test_result_page import text_of
from tests.personas import TODAY, adult, children, european, in_europe, minor, waiting, was_insured, yearly
from tests.walk import address

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
PARTNER_ALONE = "and is not insured, they may apply now"
OWN_NAME = "A child under 18 without papers or insurance who is not counted here may have AME"
STILL_INSURED = "Ask the fund whether you are still insured"
KEEP_PAPERS = "Keep every paper with a date from now on"
VISAS = "The fund can look into the visa database"
PASS = "A PASS, at the hospital, gives care and medicines free"
IN_PERSON = "A first request is filed in person."
STAMP = "Passport page with the visa or the entry stamp"
ONE_FILE = "one single file for the whole family"
HOSPITAL_SCHEME = "It gives urgent and vital care to people without papers who have no AME"
SHOW_CARD = "As long as your insurance goes on, show your card"
OTHER_CONDITIONS = "no longer above the ceiling, if the other conditions are met"
ADULT_PHOTO = "For an adult, a paper with a photo is strongly advised. If"
INSURED_3_TO_6 = was_insured("permit_ended", "3_to_6_months", "yes")
VISA_ENDED = {"irregular_start": "visa_ended"}
RICH = adult("request", "identity_papers", **yearly(20_000, "work", "abroad"))
NOT_YET_IRREGULAR = in_europe(
    "no_right",
    irregular_duration="under_3_months",
    irregular_since="2027-01-20",
    partner="irregular",
    children=0,
)
MINOR = {"housing": "hosted", "request": "first", "identity_papers": []}
FRENCH_CHILD = "A child who is French or already insured may not count"
CERTIFICATE = "once it is old enough, it can also prove that you live in France"
BESIDE_REGULAR = {"partner": "regular", **children(2), **yearly(12_000)}


def result_of(client: Client, answers: dict[str, Any]) -> str:
    client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(answers)
    response = client.get("/en/result/")
    assert response.status_code == 200
    return text_of(response)


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
        (NOT_YET_IRREGULAR | {"irregular_since": "2026-11-24"}, [UNTIL_THEN, LATER], [DSUV, PARTNER]),
        (NOT_YET_IRREGULAR | {"irregular_since": "2026-11-23"}, [DSUV, PARTNER], [UNTIL_THEN]),
        (waiting(irregular_since=""), [DSUV, LATER], [UNTIL_THEN]),
        (adult(), [FILE_QUICKLY], [LATER]),
        (adult(request="renewal_over_2_months"), [LATER], [FILE_QUICKLY]),
        (adult(**INSURED_3_TO_6, **children(1)), [WITH_YOU, LATER], []),
        (adult(**INSURED_3_TO_6), [STILL_INSURED], [WITH_YOU, PARTNER_ALONE]),
        (adult(**INSURED_3_TO_6, partner="irregular"), [PARTNER_ALONE], []),
        # Money may rule AME out, but not the insurance of before.
        (
            adult(
                "request",
                "identity_papers",
                **was_insured("permit_ended", "unknown", "yes"),
                **yearly(20_000),
            ),
            [STILL_INSURED],
            [],
        ),
        (RICH, [LATER, OTHER_CONDITIONS], [FILE_QUICKLY]),
        # Regular until the day that was given: the scheme for people without papers is not for them yet.
        (NOT_YET_IRREGULAR, [], [HOSPITAL_SCHEME]),
        (waiting(irregular_since=""), [HOSPITAL_SCHEME], [SHOW_CARD]),
        (adult(**INSURED_3_TO_6), [SHOW_CARD], []),
        (adult(identity_papers=[]), [ADULT_PHOTO], []),
        (minor("alone", **MINOR), [], [ADULT_PHOTO]),
        (adult(**children(1)), [OWN_NAME, PASS], []),
        (adult(), [PASS], [OWN_NAME]),
        (NOT_YET_IRREGULAR, [KEEP_PAPERS], []),
        (waiting(irregular_since=""), [], [KEEP_PAPERS]),
        (adult(**VISA_ENDED), [VISAS], []),
        (adult(), [STAMP, IN_PERSON, ONE_FILE], [VISAS]),
        (adult(identity_papers=[]), [], [STAMP]),
        (minor("alone", **MINOR), [], [IN_PERSON, ONE_FILE]),
        (minor("parents_irregular", **MINOR), [IN_PERSON], [ONE_FILE]),
        (adult(**BESIDE_REGULAR), [WITHOUT_CHILDREN, "18\u202f758", "10\u202f421"], []),
        (adult(**BESIDE_REGULAR | {"partner": "irregular"}), [], [WITHOUT_CHILDREN]),
        (minor("parents_irregular", **MINOR) | {"nationality": "eu_eea_swiss"}, [YOUNG_EUROPEAN], []),
        (minor("parents_irregular", **MINOR), [], [YOUNG_EUROPEAN]),
        (adult(**children(2), **yearly(12_000)), [FRENCH_CHILD], []),
        (adult(**children(2), **yearly(9_000)), [], [FRENCH_CHILD]),
        (adult(**children(2), **yearly(19_500)), [], [FRENCH_CHILD]),
        (adult(**BESIDE_REGULAR), [], [FRENCH_CHILD]),
        (adult(housing="no_home"), [CERTIFICATE], []),
        (minor("alone", **MINOR | {"housing": "no_home"}), [], [CERTIFICATE]),
    ],
)
def test_the_result_says_it_where_it_applies_only(
    client: Client, answers: dict[str, Any], said: list[str], not_said: list[str]
) -> None:
    text = result_of(client, answers)
    assert [each for each in said if each not in text] == []
    assert [each for each in not_said if each in text] == []


def test_a_first_day_that_is_still_to_come_says_so_beside_since(client: Client) -> None:
    assert "This day is still to come." in result_of(client, NOT_YET_IRREGULAR)
    for answers in (NOT_YET_IRREGULAR, waiting()):
        begun = answers | {"irregular_since": "2026-11-24"}
        assert "This day is still to come." not in result_of(client, begun)


def test_what_the_fund_can_see_is_nothing_to_do(client: Client) -> None:
    text = result_of(client, waiting(**VISA_ENDED, irregular_since=""))
    assert text.index("Who can see AME data") < text.index(VISAS)


def test_the_insurance_that_may_go_on_comes_before_all_that_is_to_do(client: Client) -> None:
    text = result_of(client, adult(**INSURED_3_TO_6, housing="no_home"))
    assert text.index("What to do now") < text.index(STILL_INSURED) < text.index("an address where mail")


@pytest.mark.parametrize(("papers", "is_open"), [([], True), (["passport"], False)])
def test_who_has_no_identity_paper_reads_at_once_what_to_do(
    client: Client, papers: list[str], is_open: bool
) -> None:
    text = result_of(client, adult(identity_papers=papers))
    identity = text[text.index("Who you are") : text.index("That you live in France")]
    assert ("<details open>" in identity) is is_open


@pytest.mark.parametrize(
    ("answers", "condition", "state"),
    [
        (NOT_YET_IRREGULAR, "irregular_stay", "not_met"),
        (NOT_YET_IRREGULAR | {"irregular_since": "2026-11-24"}, "irregular_stay", "not_met"),
        (NOT_YET_IRREGULAR | {"irregular_since": "2026-11-23"}, "irregular_stay", "met"),
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


# --- And the questions ------------------------------------------------------------------------


def words_of(client: Client, key: str, answers: dict[str, Any]) -> str:
    client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(answers)
    return client.get(address(key)).content.decode()


@pytest.mark.parametrize(
    ("start", "is_asked_after_them"), [("visa_free_ended", True), ("entered_without_visa", False)]
)
def test_where_the_first_three_months_are_free_the_question_itself_says_so(
    client: Client, start: str, is_asked_after_them: bool
) -> None:
    """In the help alone it was missed: five months in France are two without a right of residence."""
    text = words_of(client, "irregular_duration", adult("irregular_duration", irregular_start=start))
    assert ("after your first 3 months?</h1>" in text) is is_asked_after_them
    assert ("If you arrived 5 months ago, count 2 months." in text) is is_asked_after_them


@pytest.mark.parametrize(("housing", "is_named"), [("hosted", True), ("tenant", False)])
def test_the_money_of_a_host_is_left_out_by_name(client: Client, housing: str, is_named: bool) -> None:
    text = words_of(client, "resources_kind", adult("resources_kind", housing=housing))
    assert ("Leave out the person who lodges you" in text) is is_named


@pytest.mark.parametrize(("day", "problem"), [("2027-02-25", ""), ("2027-02-26", "Check the year")])
def test_the_end_of_the_first_three_months_is_at_most_three_months_away(day: str, problem: str) -> None:
    answers = NOT_YET_IRREGULAR | {"irregular_since": day}
    if problem:
        with pytest.raises(AnswerError, match=problem):
            assess(answers, reference_on(TODAY), ())
    else:
        assert assess(answers, reference_on(TODAY), ()).status is Status.NOT_YET


@pytest.mark.parametrize(
    ("answers", "on", "is_offered"),
    [
        (NOT_YET_IRREGULAR, TODAY, True),
        (NOT_YET_IRREGULAR, date(2026, 9, 28), False),
        (NOT_YET_IRREGULAR, date(2026, 9, 30), True),
        (waiting(), TODAY, False),
    ],
)
def test_the_next_year_is_offered_only_where_a_day_of_it_can_be_right(
    answers: dict[str, Any], on: date, is_offered: bool
) -> None:
    facts = Facts(answers, reference_on(on))
    assert (on.year + 1 in BY_KEY["irregular_since"].years(facts)) is is_offered
