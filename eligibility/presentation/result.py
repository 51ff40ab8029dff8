"""The result page: the outcome in words, rows and amounts."""

from collections.abc import Mapping
from functools import partial
from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ame_site.bilingual import TEXTS, direction, say, shows_french, tone, with_second, worded
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
from eligibility.domain.verdict import MAY_FILE, Outcome
from eligibility.summary import rows
from eligibility.templatetags.ame import day

ROLES = (Role.FIRST, Role.ONE_OF, Role.ALSO, Role.HELPS)


def result_page(outcome: Outcome) -> dict[str, Any]:
    """What `result.html` shows."""
    return what_is_known(outcome) | {
        "status": outcome.status.value,
        "sentence": _words(advice.sentence(outcome), outcome)["text"],
        "missing": [say(text) for text in advice.missing_sentences(outcome)],
        "steps": [_words(each, outcome) for each in advice.steps(outcome)],
        "alternatives": [_words(each, outcome) for each in advice.alternatives(outcome)],
        "care": [_words(each, outcome) for each in advice.care(outcome)],
        "may_file": outcome.status in MAY_FILE,
        "opening": _words(opening, outcome) if (opening := advice.opening(outcome)) else None,
        "for_children_only": outcome.facts.course not in (Course.FULL, Course.MINOR),
        "groups": _groups(outcome.checklist),
        "rows": rows(outcome.journey),
    }


def what_is_known(outcome: Outcome) -> dict[str, Any]:
    """The conditions and the household, as far as the answers go."""
    return {
        "outcome": outcome,
        "reasons": [
            {
                "text": say(reason.condition.text),
                "state": reason.state.value,
                "article": reason.condition.article,
            }
            for reason in outcome.reasons
        ],
        "household": outcome.facts.household,
        "income": outcome.facts.income,
    }


def _words(each: advice.Advice, outcome: Outcome) -> dict[str, Any]:
    values = {"day": day(outcome.from_date)} if outcome.from_date and "%(day)s" in each.text else {}
    return {"text": say(each.text, **values), "article": each.article}


def _groups(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    """The items of each proof together, in the order of the decree."""
    return [
        {
            "key": proof.value,
            "title": say(PROOF_TITLES[proof]),
            "items": [_item(list(alike)) for _, alike in groupby(grouped, key=_what_it_asks)],
        }
        for proof, grouped in groupby(items, key=lambda item: item.proof)
    ]


def _what_it_asks(item: Item) -> tuple[Any, ...]:
    """Persons of whom the very same papers are asked share one list, with a box for each."""
    return item.documents, item.shows_months, item.if_missing


def _item(alike: list[Item]) -> dict[str, Any]:
    item = alike[0]
    is_of_one = len(alike) == item.count == 1
    return {
        "title": say(PERSON_TITLES[item.person])
        if is_of_one
        else with_second(lambda: " · ".join(map(_title, alike))),
        "persons": [] if is_of_one else [label for each in alike for label in labels_of(each)],
        "is_of_host": item.person is Person.HOST,
        "shows_months": item.shows_months,
        "shows_months_note": say(item.shows_months_note) if item.shows_months_note else "",
        "if_missing": say(item.if_missing),
        **{role.value: [_document(document) for document in item.of_role(role)] for role in ROLES},
    }


def _title(item: Item) -> str:
    title = gettext(worded(PERSON_TITLES[item.person]))
    return f"{title} ({item.count})" if item.count > 1 else title


def labels_of(item: Item) -> list[SafeString]:
    """Each person that an item is asked of, numbered where they are several."""
    if item.count == 1:
        return [say(PERSON_LABELS[item.person])]
    return [with_second(partial(_numbered, item, number)) for number in range(1, item.count + 1)]


def _numbered(item: Item, number: int) -> str:
    return f"{gettext(worded(PERSON_LABELS[item.person]))} {number}"


def _document(document: Document) -> dict[str, Any]:
    name, note = _in_languages(document.name), _in_languages(document.note) if document.note else ""
    ages = document.older_than_months, document.newer_than_months
    return {
        "says": (name, note, *ages, document.statement),
        "name": name,
        "on_paper": _french_beside(document.name),
        "note": note,
        "older_than_months": document.older_than_months,
        "newer_than_months": document.newer_than_months,
        "statement": document.statement,
    }


def _french_beside(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The French name, for a page that shows the paper's name in other languages only."""
    return () if shows_french() or get_language() not in texts else (texts["fr"],)


def _in_languages(texts: Mapping[str, str]) -> SafeString:
    """An admin's text, marked with the language it really is in."""

    def render() -> SafeString:
        text, language = localized(texts, get_language() or "fr")
        return format_html('<span lang="{}" dir="{}">{}</span>', language, direction(language), text)

    name = ("rows", tuple(texts.items()), tone())
    return TEXTS.get(name, lambda: with_second(render))
