"""The desk: every question that applies or may apply, and the outcome beside them."""

from itertools import groupby
from string import ascii_lowercase
from typing import Any

from django.utils.html import format_html

from ame_site.bilingual import direction, say
from eligibility.content import DOCUMENTS
from eligibility.desk import SECOND, Filled
from eligibility.domain.conditions import State
from eligibility.domain.questions import Question
from eligibility.domain.verdict import Outcome, outcome_of
from eligibility.domain.wording import _
from eligibility.forms import QuestionForm
from eligibility.presentation.question import asked
from eligibility.presentation.result import result_page, what_is_known

# The first choices have a digit; those of a longer list go on with 0 and letters.
KEYS = "1234567890" + ascii_lowercase
# Keys that neither browsers nor screen readers take on their own.
PRINT_KEY, NEXT_KEY = "F8", "F2"


def desk_page(filled: Filled, languages: list[tuple[str, str]], second: str | None) -> dict[str, Any]:
    """What `desk.html` shows. `languages` are those that may stand under the first."""
    journey = filled.journey
    outcome = outcome_of(journey, DOCUMENTS.current())
    return {
        "language_field": _language_field(languages, second),
        "asked": [_question(question, filled) for question in journey.asked],
        "may_follow": [
            {"only_if": say(only_if), "questions": [_question(question, filled) for question in alike]}
            for only_if, alike in groupby(filled.may_follow, key=lambda question: question.only_if)
        ],
        "mistakes": [_question(question, filled) for question in filled.mistakes],
        "is_complete": filled.is_complete,
        "print_key": PRINT_KEY,
        "next_key": NEXT_KEY,
        **(result_page(outcome) if filled.is_complete else _so_far(outcome)),
    }


def _so_far(outcome: Outcome) -> dict[str, Any]:
    """Before the end, only the conditions that are known already."""
    page = what_is_known(outcome)
    return page | {"reasons": [each for each in page["reasons"] if each["state"] != State.UNKNOWN.value]}


def _question(question: Question, filled: Filled) -> dict[str, Any]:
    form = filled.mistaken.get(question.key) or QuestionForm(question, filled.journey.facts)
    stored = filled.given.get(question.key)
    problem = filled.journey.problem
    is_excluded = problem is not None and problem.key == question.key
    page = asked(form, filled.journey.facts, None if is_excluded else stored, is_wrong=form.is_bound)
    return page | {"field": _with_keys(page["field"])}


def _with_keys(field: dict[str, Any]) -> dict[str, Any]:
    """Each choice with the key that chooses it."""
    if "options" not in field:
        return field
    keyed = [option | {"key": key} for key, option in zip(KEYS, field["options"], strict=False)]
    return {**field, "options": keyed}


def _language_field(languages: list[tuple[str, str]], second: str | None) -> dict[str, Any]:
    """A field like that of a question: which language stands under each text, none at first."""
    named = [
        (code, format_html('<span lang="{}" dir="{}">{}</span>', code, direction(code), name))
        for code, name in languages
    ]
    options = [
        {"code": code, "label": label, "checked": code == (second or "")}
        for code, label in (("", say(_("None"))), *named)
    ]
    return {
        "question": {"key": SECOND},
        "text": say(_("The person's language, under each text")),
        "field": _with_keys({"template": "fields/choices.html", "type": "radio", "options": options}),
    }
