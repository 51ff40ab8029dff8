"""Each persona reaches its outcome: in the core, through `assess`, and page by page on the site."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from eligibility.content import DOCUMENTS, reference_on
from eligibility.domain.errors import AnswerError
from eligibility.domain.journey import Journey, read_answers, replay
from eligibility.domain.pages import PAGE_OF, pages_of
from eligibility.domain.questions import BY_KEY, QUESTIONS, Kind
from eligibility.domain.verdict import assess
from eligibility.report import report
from tests.html_forms import Form
from tests.personas import PERSONAS, REFUSED, TODAY, UNSETTLED, Persona
from tests.walk import address, send_page

SKIPPED = {question.key: "" for question in QUESTIONS if question.optional}
Travel = Callable[[date], None]

each_persona = pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
each_refused = pytest.mark.parametrize(
    ("answers", "key"), [refused[1:] for refused in REFUSED], ids=[refused[0] for refused in REFUSED]
)

pytestmark = pytest.mark.django_db


def journey_of(persona: Persona) -> Journey:
    return replay(read_answers(persona.answers), reference_on(persona.on))


def check(outcome: dict[str, Any], persona: Persona) -> None:
    """The outcome, as plain data, is the persona's."""
    assert (outcome["status"], outcome["next"]) == (persona.status, persona.next)
    assert outcome["from_date"] == (persona.from_date.isoformat() if persona.from_date else None)
    assert outcome["children_entitled"] is persona.children_entitled
    if persona.household_size is not UNSETTLED:
        assert outcome["household_size"] == persona.household_size
    if persona.ceiling is not UNSETTLED:
        assert outcome["ceiling"] == expected_ceiling(persona)
    if persona.resources is not UNSETTLED:
        assert outcome["resources"] == expected_resources(persona)
    check_papers(outcome["checklist"], persona)


def expected_ceiling(persona: Persona) -> dict[str, Any] | None:
    if persona.ceiling is None:
        return None
    twelfth, rest = divmod(persona.ceiling, 12)
    return {
        "annual": persona.ceiling,
        "monthly": twelfth + (rest >= 6),
        "zone": persona.zone,
        "valid_from": persona.valid_from.isoformat() if persona.valid_from else None,
        "published": persona.published,
    }


def expected_resources(persona: Persona) -> dict[str, int] | None:
    if persona.resources is None:
        return None
    annual, with_housing = persona.resources
    return {"annual": annual, "with_housing": with_housing}


def check_papers(checklist: list[dict[str, Any]], persona: Persona) -> None:
    listed = {document["key"] for item in checklist for document in item["documents"]}
    assert persona.papers <= listed
    assert not persona.absent_papers & listed
    if persona.presence_months:
        assert persona.presence_months in {item["shows_months"] for item in checklist}


@each_persona
def test_the_core_gives_the_outcome(persona: Persona) -> None:
    outcome = assess(read_answers(persona.answers), reference_on(persona.on), DOCUMENTS.current())
    check(report(outcome, "en"), persona)


@each_persona
def test_the_command_gives_the_outcome(persona: Persona, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(persona.answers), encoding="utf-8")
    printed = StringIO()
    call_command("assess", str(file), on=persona.on.isoformat(), language="en", stdout=printed)
    check(json.loads(printed.getvalue()), persona)


@each_persona
def test_the_journey_asks_what_the_law_needs_and_no_more(persona: Persona) -> None:
    asked = {question.key for question in journey_of(persona).asked}
    may_be_skipped = {question.key for question in QUESTIONS if question.optional}
    waiting_for = {persona.next} if persona.next else set()
    assert asked - may_be_skipped == (set(persona.answers) | waiting_for) - may_be_skipped
    assert set(persona.answers) & may_be_skipped <= asked


def walk(client: Client, answers: dict[str, Any]) -> tuple[list[str], list[str], str]:
    """Answer page after page, as they come; the pages seen, the questions on them, and where it ends."""
    pages: list[str] = []
    questions: list[str] = []
    address_now = address("territory")
    while "/questions/" in address_now:
        page = client.get(address_now)
        assert page.status_code == 200
        shown = Form(page).questions
        assert not set(questions) & set(shown), "a question is asked twice"
        questions += shown
        pages.append(shown[0])
        if shown[0] not in answers and not BY_KEY[shown[0]].optional:
            break
        response = send_page(client, shown[0], {**SKIPPED, **answers})
        assert response.status_code == 303, (shown[0], response.status_code)
        address_now = response["Location"]
    return pages, questions, address_now


@each_persona
def test_the_site_gives_the_outcome_page_by_page(persona: Persona, client: Client, travel: Travel) -> None:
    travel(persona.on)
    pages, questions, end = walk(client, persona.answers)
    journey = journey_of(persona)
    assert pages == [page.first.key for page in pages_of(journey)]
    assert set(questions) >= {question.key for question in journey.asked}
    if persona.next:
        assert end == address(persona.next)
        return
    assert end == "/en/answers/"
    assert client.get(end).status_code == 200
    result = client.get("/en/result/")
    assert result.status_code == 200
    assert result.context["status"] == persona.status


@each_refused
def test_the_core_refuses_the_answer(answers: dict[str, Any], key: str) -> None:
    with pytest.raises(AnswerError) as error:
        assess(read_answers(answers), reference_on(TODAY), DOCUMENTS.current())
    assert error.value.key == key


@each_refused
def test_the_command_refuses_the_answer_in_one_line(
    answers: dict[str, Any], key: str, tmp_path: Path
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    with pytest.raises(CommandError) as error:
        call_command("assess", str(file), on=TODAY.isoformat())
    assert error.value.returncode == 2
    assert str(error.value).startswith(f"{key}: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "name", ["tomorrow, visa_ended", "more older children than children", "sixteen children", "a million"]
)
def test_the_site_refuses_the_answer_on_its_page(name: str, client: Client, travel: Travel) -> None:
    travel(TODAY)
    answers, key = next(refused[1:] for refused in REFUSED if refused[0] == name)
    page = [question.key for question in PAGE_OF[key].questions]
    walk(client, {each: answers[each] for each in answers if each not in page})
    response = send_page(client, key, answers)
    assert response.status_code == 422
    assert [part["question"].key for part in response.context["wrong"]] == [key]


def possible_answers() -> set[tuple[str, Any]]:
    """Every code of every list, an empty list, the ends of a number, a day given and skipped."""
    possible: set[tuple[str, Any]] = set()
    for question in QUESTIONS:
        possible |= {(question.key, code) for code in question.codes}
        if question.kind is Kind.NUMBER:
            possible |= {(question.key, question.minimum), (question.key, question.maximum)}
        if question.kind is Kind.DATE:
            possible |= {(question.key, "a day"), (question.key, "skipped")}
        if question.none_label:
            possible.add((question.key, "none of these"))
    return possible


def answers_taken(persona: Persona) -> set[tuple[str, Any]]:
    taken: set[tuple[str, Any]] = set()
    for question in journey_of(persona).asked:
        answer = persona.answers.get(question.key)
        if question.kind is Kind.DATE:
            taken.add((question.key, "a day" if answer else "skipped"))
        elif isinstance(answer, list):
            taken |= {(question.key, code) for code in answer or ["none of these"]}
        else:
            taken.add((question.key, answer))
    return taken


def test_every_possible_answer_is_given_by_someone(reference: object) -> None:
    taken = set().union(*(answers_taken(persona) for persona in PERSONAS))
    assert possible_answers() - taken == set()


def test_every_persona_has_its_own_name() -> None:
    assert len({persona.name for persona in PERSONAS}) == len(PERSONAS)
