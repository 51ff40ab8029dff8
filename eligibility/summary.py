"""The answers as rows to read, for the check-answers page and the result."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ame_site.bilingual import Tone, piece, say_in, tone
from ame_site.kept import place
from eligibility.addresses import question_url
from eligibility.domain.journey import Journey
from eligibility.domain.questions import Kind, Question
from eligibility.domain.wording import _
from eligibility.templatetags.ame import day, euros


class Row(NamedTuple):
    """A question and its answer, in words."""

    question: Question
    label: str
    value: str

    @property
    def url(self) -> str:
        """Where to change the answer."""
        return question_url(self.question)


def _choice(question: Question, code: Any, heard: Tone) -> str:
    return say_in(heard, question.labels[code])


def _choices(question: Question, codes: Any, heard: Tone) -> str:
    if not codes:
        return say_in(heard, question.none_label or NOT_GIVEN)
    return format_html_join("", "<div>{}</div>", ((_choice(question, code, heard),) for code in codes))


def _number(question: Question, number: Any, heard: Tone) -> str:
    return euros(number) if question.unit else str(number)


def _date(question: Question, iso: Any, heard: Tone) -> str:
    return day(iso) if iso else say_in(heard, NOT_GIVEN)


NOT_GIVEN = _("Not given")
WORDS: dict[Kind, Callable[[Question, Any, Tone], str]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
}


def rows(journey: Journey) -> list[Row]:
    """A row for each answer that counts, in the order of the questions."""
    heard = tone()

    def value(question: Question) -> str:
        words = WORDS[question.kind](question, journey.answers[question.key], heard)
        read_as = question.read_as(journey.facts)
        return format_html("{}<div>{}</div>", words, say_in(heard, read_as)) if read_as else words

    return [
        Row(question, say_in(heard, question.short), value(question))
        for question in journey.asked
        if question.key in journey.answers
    ]


ANSWER = place("answer")


def rows_as_html(journey: Journey, change: bool) -> SafeString:
    """The rows as a list, each with a link to change the answer where asked for."""
    heard = tone()

    def blank(row: Row) -> SafeString:
        says = row.question.key, change
        return piece(heard, "includes/row.html", *says, row=row, change=change, answer=ANSWER)

    html = "".join(blank(row).replace(ANSWER, conditional_escape(row.value)) for row in rows(journey))
    return mark_safe(f'<dl class="rows">{html}</dl>')  # noqa: S308
