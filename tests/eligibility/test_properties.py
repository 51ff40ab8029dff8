"""What holds for every person, whatever they answer."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eligibility.domain.errors import AnswerError
from eligibility.domain.facts import READ_FROM, Facts
from eligibility.domain.journey import Journey, facts_before, read_answers, replay
from eligibility.domain.pages import PAGE_OF, PAGES, pages_left, pages_of
from eligibility.domain.questions import BY_KEY, QUESTIONS, Kind, Question
from eligibility.domain.reference import Reference
from eligibility.domain.verdict import Outcome, Status, assess
from eligibility.models import Document
from eligibility.report import report
from tests.personas import WHOLE_JOURNEY, adult, waiting, yearly
from thresholds.amounts import Amounts
from thresholds.scale import HousingBase, IncomeScale

ROOT = Path(__file__).parents[2]
ZONES = ("metropole", "overseas")
KEYS = list(BY_KEY)

everyone = settings(max_examples=400)


def rows(path: str, table: str) -> list[dict[str, Any]]:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))[table]


AMOUNTS = Amounts(
    scales=tuple(IncomeScale(**row) for row in rows("thresholds/reference/ceilings.toml", "ceiling")),
    housing=tuple(
        HousingBase(**row | {"rsa_one_person_month": Decimal(row["rsa_one_person_month"])})
        for row in rows("thresholds/reference/housing.toml", "housing")
    ),
)
DOCUMENTS = tuple(
    Document(**row).as_plain() for row in rows("eligibility/reference/documents.toml", "document")
)


def reference_on(day: date) -> Reference:
    """The shipped amounts of a day, without a database."""
    scales = {zone: scale for zone in ZONES if (scale := AMOUNTS.scale_in_force(zone, day))}
    return Reference(on=day, scales=scales, housing=AMOUNTS.housing_in_force(day))


# --- Strategies ------------------------------------------------------------------------------

days = st.sampled_from([scale.valid_from for scale in AMOUNTS.scales] + [date(2016, 3, 31)]).flatmap(
    lambda start: st.integers(-40, 300).map(lambda later: start + timedelta(days=later))
)
references = days.map(reference_on)


def answers_to(question: Question, on: date, most: int | None = None) -> st.SearchStrategy[Any]:
    """Answers of the right shape, up to `most`; a common one more often, so that journeys go far."""
    if question.kind is Kind.CHOICE:
        return st.just(question.typical) | st.sampled_from(question.codes)
    if question.kind is Kind.CHOICES:
        return st.lists(st.sampled_from(question.codes), unique=True)
    if question.kind is Kind.NUMBER:
        most = question.maximum if most is None else most
        return st.integers(question.minimum, min(most, 25_000)) | st.integers(question.minimum, most)
    near = st.integers(-400, 100).map(lambda later: (on + timedelta(days=later)).isoformat())
    return st.just("") | near


@st.composite
def people(draw: st.DrawFn) -> tuple[dict[str, Any], Reference]:
    """Someone who answers what they are asked, one question after the other, and a day."""
    reference = draw(references)
    answers: dict[str, Any] = {}
    while question := replay(answers, reference).next_question:
        assert question.key not in answers, "a question is asked twice"
        most = answers["children"] if question.key == "children_16_plus" else None
        answer = draw(answers_to(question, reference.on, most))
        assume(question.problem(answer, replay(answers, reference).facts) is None)
        answers[question.key] = answer
    return answers, reference


@st.composite
def newcomers(draw: st.DrawFn) -> tuple[dict[str, Any], Reference]:
    """Someone alone whose three months are not over, with a date."""
    reference = draw(references)
    start = draw(st.sampled_from(BY_KEY["irregular_start"].codes))
    ends_later = start == "visa_free_ended"
    since = reference.on + timedelta(days=draw(st.integers(-88, 90 if ends_later else 0)))
    insured = {"insured_before": "no"} if start in ("permit_ended", "asylum_ended") else {}
    return waiting(irregular_start=start, irregular_since=since.isoformat(), **insured), reference


@st.composite
def households(draw: st.DrawFn) -> dict[str, Any]:
    """The whole journey of an adult past the three months, with some income."""
    answers = adult(territory=draw(st.sampled_from(ZONES)))
    drawn = ("residence", "partner", "other_dependant", "housing")
    answers |= {key: draw(st.sampled_from(BY_KEY[key].codes)) for key in drawn}
    children = draw(st.integers(0, 6))
    answers |= {"children": children, "children_16_plus": draw(st.integers(0, children))}
    sources = draw(st.lists(st.sampled_from(BY_KEY["resources_from"].codes), min_size=1, unique=True))
    return answers | yearly(0, *sources) | {"resources_kind": draw(st.sampled_from(("monthly", "yearly")))}


@st.composite
def irregular_adults(draw: st.DrawFn) -> dict[str, Any]:
    """An adult in irregular stay, whatever was asked: also answers that no journey brings together."""
    drawn = ("irregular_start", "irregular_duration", "insured_before")
    answers = draw(households()) | {key: draw(st.sampled_from(BY_KEY[key].codes)) for key in drawn}
    return answers | {"resources_amount": draw(st.integers(0, 40_000))}


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(KEYS + ["unknown"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def told(outcome: Outcome) -> dict[str, Any]:
    """All that a program is told."""
    return report(outcome, "en")


def known(journey: Journey) -> tuple[Any, ...]:
    return journey.asked, journey.waiting, dict(journey.answers), journey.problem


# --- The journey -----------------------------------------------------------------------------


@everyone
@given(people())
def test_every_person_reaches_an_outcome_and_is_asked_nothing_twice(
    person: tuple[dict[str, Any], Reference],
) -> None:
    answers, reference = person
    asked = [question.key for question in replay(answers, reference).asked]
    assert asked == list(answers)
    assert len(set(asked)) == len(asked)
    outcome = assess(answers, reference, DOCUMENTS)
    assert outcome.status is not Status.INCOMPLETE
    assert outcome.waits_for is None


@everyone
@given(people(), st.data())
def test_there_is_no_outcome_before_the_last_answer(
    person: tuple[dict[str, Any], Reference], data: st.DataObject
) -> None:
    answers, reference = person
    left_out = data.draw(st.sampled_from([key for key in answers if not BY_KEY[key].optional]))
    outcome = assess({key: answers[key] for key in answers if key != left_out}, reference)
    assert (outcome.status, outcome.waits_for) == (Status.INCOMPLETE, left_out)


@everyone
@given(people())
def test_a_day_left_out_is_a_day_left_empty(person: tuple[dict[str, Any], Reference]) -> None:
    answers, reference = person
    without = {key: answers[key] for key in answers if key != "irregular_since"}
    skipped = assess({**without, "irregular_since": ""}, reference, DOCUMENTS)
    assert told(assess(without, reference, DOCUMENTS)) == told(skipped)


@everyone
@given(people())
def test_replaying_the_answers_that_count_changes_nothing(person: tuple[dict[str, Any], Reference]) -> None:
    answers, reference = person
    journey = replay(answers, reference)
    assert known(replay(journey.answers, reference)) == known(journey)


@everyone
@given(people(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(
    person: tuple[dict[str, Any], Reference], random: Any
) -> None:
    answers, reference = person
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert told(assess(dict(shuffled), reference, DOCUMENTS)) == told(assess(answers, reference, DOCUMENTS))


@everyone
@given(people(), st.data())
def test_answers_that_are_not_asked_change_nothing(
    person: tuple[dict[str, Any], Reference], data: st.DataObject
) -> None:
    answers, reference = person
    hidden = [question for question in QUESTIONS if question.key not in answers]
    extra = {
        question.key: data.draw(answers_to(question, reference.on))
        for question in hidden
        if data.draw(st.booleans())
    }
    with_hidden = assess({**extra, **answers}, reference, DOCUMENTS)
    assert told(with_hidden) == told(assess(answers, reference, DOCUMENTS))
    assert list(with_hidden.journey.answers) == list(answers)


@everyone
@given(people())
def test_the_last_page_is_last_once_all_before_it_is_answered(
    person: tuple[dict[str, Any], Reference],
) -> None:
    answers, reference = person
    so_far: dict[str, Any] = {}
    *before, last = pages_of(replay(answers, reference))
    for page in (*before, last):
        left = pages_left(so_far, page, replay(so_far, reference))
        assert left is None or left >= 0
        so_far |= {each.key: answers[each.key] for each in page.questions if each.key in answers}
    whole = replay(so_far, reference)
    assert pages_left(so_far, last, whole) is None
    assert {pages_left(so_far, page, whole) for page in before} <= {0}


@everyone
@given(people(), people())
def test_a_walk_that_goes_on_from_where_another_came_leads_where_the_whole_walk_does(
    person: tuple[dict[str, Any], Reference], other: tuple[dict[str, Any], Reference]
) -> None:
    (answers, reference), (others, _) = person, other
    known = replay(answers, reference)
    for first in known.asked:
        earlier = {each.key for each in QUESTIONS[: QUESTIONS.index(first)]}
        changed = {key: answer for key, answer in answers.items() if key in earlier}
        changed |= {key: answer for key, answer in others.items() if key not in earlier}
        gone_on, whole = replay(changed, reference, known, first), replay(changed, reference)
        assert (gone_on.asked, gone_on.waiting, gone_on.answers) == (
            whole.asked,
            whole.waiting,
            whole.answers,
        )
        assert (gone_on.problem is None) == (whole.problem is None)


@everyone
@given(people())
def test_a_walk_that_ends_before_a_question_knows_what_the_whole_walk_knew_there(
    person: tuple[dict[str, Any], Reference],
) -> None:
    answers, reference = person
    whole = replay(answers, reference)
    for question in whole.asked:
        part = replay(answers, reference, before=question)
        assert part.asked == whole.asked[: whole.asked.index(question)]
        assert part.answers == facts_before(question, whole).answers
        assert question.asked_when(part.facts)
        gone_on = replay(answers, reference, part, question)
        assert known(gone_on) == known(whole)


def _all_that_is_read(facts: Facts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in READ_FROM}


@everyone
@given(people() | st.tuples(irregular_adults(), references), st.randoms(use_true_random=False))
def test_facts_that_grew_say_what_facts_made_at_once_say(
    person: tuple[dict[str, Any], Reference], order: Random
) -> None:
    """In any order, and changed on the way: what an answer cannot change is not computed again."""
    answers, reference = person
    facts = Facts({}, reference)
    keys = list(answers)
    order.shuffle(keys)
    for key in keys:
        for answer in (*_others(BY_KEY[key], answers[key]), answers[key]):
            _all_that_is_read(facts)
            facts = facts.and_also(key, answer)
            assert _all_that_is_read(facts) == _all_that_is_read(Facts(facts.answers, reference))


def _others(question: Question, answer: Any) -> list[Any]:
    """A few other answers to the question."""
    if question.kind is Kind.NUMBER:
        return [answer + 20_000]
    if question.kind is Kind.CHOICE:
        return [code for code in question.codes if code != answer]
    return [[]] if question.kind is Kind.CHOICES else ["2020-01-01"]


@everyone
@given(people())
def test_a_page_shows_every_question_that_it_must_ask_and_never_opens_on_another(
    person: tuple[dict[str, Any], Reference],
) -> None:
    answers, reference = person
    journey = replay(answers, reference)
    for page in pages_of(journey):
        shown = page.shown(facts_before(page.first, journey))
        assert shown[0] is page.first
        assert page.first.asked_when(facts_before(page.first, journey))
        assert {each.key for each in page.questions if each.key in answers} <= {each.key for each in shown}


@everyone
@given(people())
def test_answering_page_by_page_asks_the_same_as_question_by_question(
    person: tuple[dict[str, Any], Reference],
) -> None:
    answers, reference = person
    so_far: dict[str, Any] = {}
    while question := replay(so_far, reference).next_question:
        page = PAGE_OF[question.key]
        assert not so_far.keys() & {each.key for each in page.questions}, "a page is asked twice"
        so_far |= {each.key: answers[each.key] for each in page.questions if each.key in answers}
    assert so_far == answers


def test_every_question_stands_on_one_page_and_no_page_holds_more_than_three() -> None:
    assert sorted(each.key for page in PAGES for each in page.questions) == sorted(KEYS)
    assert max(len(page.questions) for page in PAGES) <= 3


# --- The verdict -----------------------------------------------------------------------------


@everyone
@given(people())
def test_a_yes_rests_on_conditions_that_are_all_met(person: tuple[dict[str, Any], Reference]) -> None:
    outcome = assess(*person)
    states = {reason.condition.key: reason.state.value for reason in outcome.reasons}
    if outcome.status is Status.LIKELY:
        # Of a young European the fund may check a right of residence first; the page says so.
        is_young_european = outcome.facts.is_minor and outcome.facts.says("nationality", "eu_eea_swiss")
        assert {key for key, state in states.items() if state != "met"} == (
            {"irregular_stay"} if is_young_european else set()
        )
    if outcome.status in (Status.NOT_YET, Status.INCOME_TOO_HIGH):
        assert "not_met" in states.values()


@everyone
@given(newcomers())
def test_from_the_day_given_the_three_months_are_over_and_not_before(
    person: tuple[dict[str, Any], Reference],
) -> None:
    answers, reference = person
    outcome = assess(answers, reference)
    assert outcome.status is Status.NOT_YET
    assert outcome.from_date
    assert outcome.from_date > reference.on
    eve = reference_on(outcome.from_date - timedelta(days=1))
    assert assess(answers, eve).status is Status.NOT_YET
    assert assess(answers, reference_on(outcome.from_date)).waits_for == "residence"


@everyone
@given(households(), st.integers(0, 40_000), st.integers(0, 40_000), references)
def test_more_income_never_turns_a_no_into_a_yes(
    answers: dict[str, Any], one: int, other: int, reference: Reference
) -> None:
    less, more = (
        assess({**answers, "resources_amount": amount}, reference).status for amount in sorted((one, other))
    )
    if less is Status.INCOME_TOO_HIGH:
        assert more is Status.INCOME_TOO_HIGH
    if more is Status.LIKELY:
        assert less is Status.LIKELY


@everyone
@given(households(), st.integers(0, 40_000), references)
def test_free_housing_never_turns_a_no_into_a_yes(
    answers: dict[str, Any], amount: int, reference: Reference
) -> None:
    answers = {**answers, "resources_amount": amount}
    hosted, tenant = (
        assess({**answers, "housing": housing}, reference).status for housing in ("hosted", "tenant")
    )
    assert hosted is not Status.LIKELY or tenant is Status.LIKELY


@everyone
@given(households(), st.integers(0, 40_000), references)
def test_one_child_more_never_lowers_the_ceiling_nor_rules_anyone_out(
    answers: dict[str, Any], amount: int, reference: Reference
) -> None:
    answers = {**answers, "resources_amount": amount}
    smaller = assess(answers, reference)
    larger = assess({**answers, "children": answers["children"] + 1}, reference)
    assert larger.household_size == smaller.household_size + 1
    if smaller.ceiling:
        assert larger.ceiling.annual > smaller.ceiling.annual
    assert larger.status is not Status.INCOME_TOO_HIGH or smaller.status is Status.INCOME_TOO_HIGH


@everyone
@given(st.sampled_from(AMOUNTS.scales), st.integers(1, 40))
def test_a_larger_household_never_has_a_lower_ceiling(scale: IncomeScale, size: int) -> None:
    assert scale.annual(size + 1) > scale.annual(size)
    assert scale.monthly(size + 1) >= scale.monthly(size)


# --- Anything at all -------------------------------------------------------------------------


def refused_key(sent: object) -> str | None:
    """The key of the only error that may come; None where the answers are taken."""
    try:
        assess(read_answers(sent), reference_on(date(2026, 11, 24)), DOCUMENTS)
    except AnswerError as error:
        return error.key
    return None


@everyone
@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), junk) | junk)
def test_whatever_is_sent_is_taken_or_refused_by_its_own_error(sent: Any) -> None:
    if refused_key(sent) is None:
        assert set(sent) <= set(KEYS)


@everyone
@given(st.dictionaries(st.sampled_from(list(WHOLE_JOURNEY)), junk, min_size=1))
def test_one_wrong_answer_is_refused_by_its_own_name(changes: dict[str, Any]) -> None:
    assert refused_key(WHOLE_JOURNEY | changes) in {None, *changes}
