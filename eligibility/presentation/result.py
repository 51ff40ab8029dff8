"""The result page: the outcome in words, rows and amounts."""

from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language, gettext

from eligibility.content import localized
from eligibility.domain import advice
from eligibility.domain.checklist import (
    PERSON_LABELS,
    PERSON_TITLES,
    PROOF_TITLES,
    Document,
    Item,
    Person,
    Role,
)
from eligibility.domain.facts import Course
from eligibility.domain.verdict import Outcome, Status
from eligibility.summary import rows
from eligibility.templatetags.ame import day

# AME is open now or may be soon: where to file it is worth knowing.
MAY_FILE = (
    Status.LIKELY,
    Status.CLOSE_TO_CEILING,
    Status.INCOME_TOO_HIGH,
    Status.NOT_YET,
    Status.STILL_INSURED,
    Status.ASK_ADVICE,
)
ROLES = (Role.FIRST, Role.ONE_OF, Role.ALSO, Role.HELPS)


def result_page(outcome: Outcome) -> dict[str, Any]:
    """What `result.html` shows."""
    return {
        "outcome": outcome,
        "status": outcome.status.value,
        "is_likely": outcome.status is Status.LIKELY,
        "sentence": _words(advice.sentence(outcome), outcome)["text"],
        "missing": [gettext(text) for text in advice.missing_sentences(outcome)],
        "steps": [_words(each, outcome) for each in advice.steps(outcome)],
        "alternatives": [_words(each, outcome) for each in advice.alternatives(outcome)],
        "care": [_words(each, outcome) for each in advice.care(outcome)],
        "may_file": outcome.status in MAY_FILE,
        "opening": _words(opening, outcome) if (opening := advice.opening(outcome)) else None,
        "reasons": [
            {
                "text": gettext(reason.condition.text),
                "state": reason.state.value,
                "article": reason.condition.article,
            }
            for reason in outcome.reasons
        ],
        "household": outcome.facts.household,
        "income": outcome.facts.income,
        "for_children_only": outcome.facts.course not in (Course.FULL, Course.MINOR),
        "groups": _groups(outcome.checklist),
        "rows": rows(outcome.journey),
    }


def _words(each: advice.Advice, outcome: Outcome) -> dict[str, Any]:
    text = gettext(each.text)
    if outcome.from_date and "%(day)s" in text:
        before, _, after = text.partition("%(day)s")
        text = format_html("{}{}{}", before, day(outcome.from_date), after)
    return {"text": text, "article": each.article}


def _groups(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    """The items of each proof together, in the order of the decree."""
    return [
        {
            "key": proof.value,
            "title": gettext(PROOF_TITLES[proof]),
            "items": [_item(list(alike)) for _, alike in groupby(grouped, key=_what_it_asks)],
        }
        for proof, grouped in groupby(items, key=lambda item: item.proof)
    ]


def _what_it_asks(item: Item) -> tuple[Any, ...]:
    """Persons of whom the very same papers are asked share one list, with a box for each."""
    return item.documents, item.shows_months, item.if_missing


def _item(alike: list[Item]) -> dict[str, Any]:
    item = alike[0]
    persons = [label for each in alike for label in _labels(each)]
    return {
        "persons_titles": [
            f"{gettext(PERSON_TITLES[each.person])} ({each.count})"
            if each.count > 1
            else gettext(PERSON_TITLES[each.person])
            for each in alike
        ],
        "persons": persons if len(persons) > 1 else [],
        "is_of_host": item.person is Person.HOST,
        "shows_months": item.shows_months,
        "shows_months_note": gettext(item.shows_months_note) if item.shows_months_note else "",
        "if_missing": gettext(item.if_missing),
        **{role.value: [_document(document) for document in item.of_role(role)] for role in ROLES},
    }


def _labels(item: Item) -> list[str]:
    label = gettext(PERSON_LABELS[item.person])
    return [label] if item.count == 1 else [f"{label} {number}" for number in range(1, item.count + 1)]


def _document(document: Document) -> dict[str, Any]:
    language = get_language() or "fr"
    name, name_language = localized(document.name, language)
    note, note_language = localized(document.note, language)
    return {
        "name": name,
        "name_language": name_language,
        "note": note,
        "note_language": note_language,
        "older_than_months": document.older_than_months,
        "newer_than_months": document.newer_than_months,
        "statement": document.statement,
        "source": document.source,
    }
