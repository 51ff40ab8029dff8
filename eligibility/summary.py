"""The answers as rows to read, for the check-answers page and the result."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ame_site.bilingual import PIECES, say, tone
from ame_site.kept import place
from eligibility.addresses import question_url
from eligibility.domain.journey import Journey
from eligibility.domain.questions import Kind, Question
from eligibility.domain.wording import _
from eligibility.templatetags.ame import day, euros


@dataclass(frozen=True)
class Row:
    """A question, its answer in words, and where to change it."""

    question: Question
    label: str
    value: str
    url: str


def _choice(question: Question, code: Any) -> str:
    return say(next(choice.label for choice in question.all_choices if choice.code == code))


def _choices(question: Question, codes: Any) -> str:
    if not codes:
        return say(question.none_label) if question.none_label else say(_("Not given"))
    return format_html_join("", "<div>{}</div>", ((_choice(question, code),) for code in codes))


def _number(question: Question, number: Any) -> str:
    return euros(number) if question.unit else str(number)


def _date(question: Question, iso: Any) -> str:
    return day(iso) if iso else say(_("Not given"))


WORDS: dict[Kind, Callable[[Question, Any], str]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
}


def rows(journey: Journey) -> list[Row]:
    """A row for each answer that counts, in the order of the questions."""
    return [
        Row(
            question,
            say(question.short),
            WORDS[question.kind](question, journey.answers[question.key]),
            question_url(question),
        )
        for question in journey.asked
        if question.key in journey.answers
    ]


ANSWER = place("answer")


def rows_as_html(journey: Journey, change: bool) -> SafeString:
    """The rows as a list, each with a link to change the answer where asked for."""
    heard = tone()

    def blank(row: Row) -> SafeString:
        context = {"row": row, "change": change, "answer": ANSWER}
        name = ("row", row.question.key, change, heard)
        return PIECES.get(name, lambda: render_to_string("includes/row.html", context))

    html = "".join(blank(row).replace(ANSWER, conditional_escape(row.value)) for row in rows(journey))
    return mark_safe(f'<dl class="rows">{html}</dl>')  # noqa: S308
