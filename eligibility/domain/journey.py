"""The journey, replayed from the answers at every request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eligibility.domain.errors import AnswerError
from eligibility.domain.facts import Facts
from eligibility.domain.questions import BY_KEY, QUESTIONS, Question
from eligibility.domain.reference import Reference
from eligibility.domain.wording import _

PLACE = {question.key: place for place, question in enumerate(QUESTIONS)}


def read_answers(mapping: object) -> dict[str, Any]:
    """Every answer in its stored shape; raises AnswerError for a key or a value that cannot be."""
    if not isinstance(mapping, Mapping):
        raise AnswerError("answers", _("Give one mapping of questions to answers."))
    for key in mapping:
        if key not in BY_KEY:
            raise AnswerError(str(key), _("This is not a question."))
    return {key: BY_KEY[key].clean(value) for key, value in mapping.items()}


@dataclass(frozen=True)
class Journey:
    """Where the answers lead: what was asked, what counts, what is still to be answered.

    `waiting` holds the asked questions without a usable answer, in order: optional ones
    that were not seen, and at most one that the journey cannot go on without.
    """

    asked: tuple[Question, ...]
    waiting: tuple[Question, ...]
    facts: Facts
    problem: AnswerError | None = None

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers that count, in the order of the questions."""
        return self.facts.answers

    @property
    def blocking(self) -> Question | None:
        """The question without whose answer there is no outcome."""
        last = self.waiting[-1] if self.waiting else None
        return last if last and (not last.optional or self.problem) else None

    @property
    def next_question(self) -> Question | None:
        """The first question still to be shown."""
        return self.waiting[0] if self.waiting else None

    def reached(self, question: Question) -> bool:
        """Whether the visitor may see this question now."""
        if question not in self.asked:
            return False
        return self.next_question is None or self.asked.index(question) <= self.asked.index(
            self.next_question
        )


def facts_before(question: Question, journey: Journey) -> Facts:
    """What is known when the question is asked: the answers that count to the questions before it."""
    place = PLACE[question.key]
    known = {key: answer for key, answer in journey.answers.items() if PLACE[key] < place}
    return journey.facts if len(known) == len(journey.answers) else Facts(known, journey.facts.reference)


def replay(
    given: Mapping[str, Any],
    reference: Reference,
    known: Journey | None = None,
    first: Question = QUESTIONS[0],
    before: Question | None = None,
) -> Journey:
    """Walk the questions, keeping only the answers that still count.

    `given` holds answers in their stored shape (see `read_answers`). An answer that an
    earlier one excludes is asked again and stands in `problem`. The walk begins at `first`:
    what comes before it is as in `known`, a journey on the same day that came so far. It ends
    just before the question `before`, where one is given.
    """
    asked = [each for each in known.asked if PLACE[each.key] < PLACE[first.key]] if known else []
    waiting = [each for each in known.waiting if PLACE[each.key] < PLACE[first.key]] if known else []
    facts = facts_before(first, known) if known else Facts({}, reference)
    problem = None
    for question in QUESTIONS[PLACE[first.key] : PLACE[before.key] if before else None]:
        if not question.asked_when(facts):
            continue
        asked.append(question)
        if question.key in given:
            problem = question.problem(given[question.key], facts)
            if problem is None:
                facts = facts.and_also(question.key, given[question.key])
                continue
        waiting.append(question)
        if problem or not question.optional:
            break
    return Journey(tuple(asked), tuple(waiting), facts, problem)
