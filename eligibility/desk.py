"""The whole questionnaire on one page: what was filled in, read in the order of the questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict

from eligibility.domain.journey import PLACE, Journey, replay
from eligibility.domain.questions import QUESTIONS, Question
from eligibility.domain.reference import Reference
from eligibility.forms import QuestionForm
from eligibility.sealing import Seal

# Names of the page's own fields, beside those of the questions: the encrypted answers, the
# questions that the page showed, the person's language, and the buttons: the next person, the code for
# the person's phone.
SEALED, SHOWN, SECOND, NEXT, PHONE = "answers", "shown", "second", "next", "phone"
DESK_PAGE = Seal(b"answers desk", settings.ANSWERS_MAX_AGE)


@dataclass(frozen=True)
class Filled:
    """The page as it was filled in.

    `given` also holds answers of questions that are no longer shown: they come back if the
    change is undone. `mistaken` holds the forms that could not be read, by question.
    """

    given: Mapping[str, Any]
    journey: Journey
    mistaken: Mapping[str, QuestionForm]

    @property
    def is_complete(self) -> bool:
        """Whether the outcome is settled."""
        return self.journey.blocking is None

    @property
    def as_visited(self) -> dict[str, Any]:
        """The answers that count, as someone's who went from page to page: what is blank was seen."""
        return {question.key: "" for question in self.journey.waiting} | dict(self.journey.answers)

    @property
    def may_follow(self) -> tuple[Question, ...]:
        """The questions that an answer still missing may open."""
        missing = self.journey.blocking
        return QUESTIONS[PLACE[missing.key] + 1 :] if missing else ()

    @property
    def mistakes(self) -> tuple[Question, ...]:
        """The questions on the page whose answer could not be read."""
        on_the_page = (*self.journey.asked, *self.may_follow)
        return tuple(question for question in on_the_page if question.key in self.mistaken)


def read(kept: Mapping[str, Any], posted: QueryDict, reference: Reference) -> Filled:
    """Put the fields that the page showed over the answers that its hidden field kept.

    A field left blank takes its answer back. Each answer is checked against the ones before it.
    """
    shown = frozenset(posted.getlist(SHOWN))
    given: dict[str, Any] = {}
    mistaken = {}
    for question in QUESTIONS:
        if question.key not in shown:
            given |= {key: kept[key] for key in (question.key,) if key in kept}
            continue
        form = QuestionForm(question, replay(given, reference).facts, posted)
        if _is_blank(form):
            continue
        if form.is_valid():
            given[question.key] = form.answer
        else:
            mistaken[question.key] = form
    return Filled(given, replay(given, reference), mistaken)


def _is_blank(form: QuestionForm) -> bool:
    key = form.question.key
    value = form.fields[key].widget.value_from_datadict(form.data, {}, key)
    return not (value.strip() if isinstance(value, str) else value)
