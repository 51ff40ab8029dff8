"""The result page: the outcome in words, rows and amounts."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ame_site.bilingual import PIECES, Tone, piece, say, say_in, tone
from eligibility.domain import advice
from eligibility.domain.conditions import Reason
from eligibility.domain.facts import Course
from eligibility.domain.verdict import MAY_FILE, Outcome
from eligibility.handover import MINUTES
from eligibility.presentation.checklist import groups_of
from eligibility.summary import rows_as_html
from eligibility.templatetags.ame import day, source


def result_page(outcome: Outcome) -> dict[str, Any]:
    """What `result.html` shows."""
    heard = tone()

    def lines(advices: Iterable[advice.Advice]) -> list[dict[str, Any]]:
        return [_words(each, outcome, heard) for each in advices]

    opening = advice.opening(outcome)
    return what_is_known(outcome) | {
        "status": outcome.status.value,
        "sentence": _words(advice.sentence(outcome), outcome, heard)["text"],
        "missing": [say_in(heard, text) for text in advice.missing_sentences(outcome)],
        "steps": lines(advice.steps(outcome)),
        "alternatives": lines(advice.alternatives(outcome)),
        "care": lines(advice.care(outcome)),
        "data": lines(advice.data(outcome)),
        "may_file": outcome.status in MAY_FILE,
        "files_later": advice.files_later(outcome),
        "is_filed_by_others": outcome.facts.says("minor_situation", "alone"),
        "opening": _words(opening, outcome, heard) if opening else None,
        "is_of_a_minor": outcome.facts.is_minor,
        "for_children_only": outcome.facts.course not in (Course.FULL, Course.MINOR),
        "groups": groups_of(outcome.checklist),
        "rows": rows_as_html(outcome.journey, change=False),
        "minutes": MINUTES,
    }


def what_is_known(outcome: Outcome) -> dict[str, Any]:
    """The conditions and the household, as far as the answers go."""
    heard = tone()
    return {
        "outcome": outcome,
        "reasons": [_reason(reason, heard) for reason in outcome.reasons],
        "household": outcome.facts.household,
        "income": outcome.facts.income,
    }


def _reason(reason: Reason, heard: Tone) -> dict[str, Any]:
    page = {
        "text": say_in(heard, reason.condition.text),
        "state": reason.state.value,
        "article": reason.condition.article,
    }
    says = reason.condition.key, reason.state
    return page | {"line": piece(heard, "result/reason.html", *says, reason=page)}


def _words(each: advice.Advice, outcome: Outcome, heard: Tone) -> dict[str, Any]:
    """An advice; only where it names no day of this person is its line kept."""
    if outcome.from_date and "%(day)s" in each.text:
        text = say(each.text, day=day(outcome.from_date))
        return {"text": text, "line": _line(text, each.article)}
    text = say_in(heard, each.text)
    name = ("advice", text, each.article, heard)
    return {"text": text, "line": PIECES.get(name, lambda: _line(text, each.article))}


def _line(text: SafeString, article: str) -> SafeString:
    """A sentence of a list, with what it rests on."""
    return format_html("<li><p>{}</p>{}</li>", text, source(article) if article else "")
