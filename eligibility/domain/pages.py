"""The pages of the questionnaire: questions that belong together share one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eligibility.domain.facts import Facts
from eligibility.domain.journey import Journey, replay
from eligibility.domain.questions import GROUPS, QUESTIONS, Question


@dataclass(frozen=True, eq=False)
class Page:
    """Questions that are shown and answered together, by far the most often one.

    A page is reached with its first question, and stands under that one's address.
    """

    questions: tuple[Question, ...]
    title: str = ""

    @property
    def first(self) -> Question:
        return self.questions[0]

    def shown(self, facts: Facts) -> tuple[Question, ...]:
        """The first question, and each other that is asked after `facts`, the answers before the page,
        or that an answer to the first one opens."""
        first, *others = self.questions
        if not others:
            return self.questions
        may_be_known = [facts, *(facts.and_also(first.key, code) for code in first.codes)]
        return (first, *(each for each in others if any(map(each.asked_when, may_be_known))))


def _pages() -> tuple[Page, ...]:
    """Each question in its group, or alone, in the order of the questions."""
    groups = {
        key: Page(tuple(each for each in QUESTIONS if each.key in group.keys), group.title)
        for group in GROUPS
        for key in group.keys[:1]
    }
    grouped = {key for group in GROUPS for key in group.keys[1:]}
    return tuple(
        groups.get(question.key) or Page((question,)) for question in QUESTIONS if question.key not in grouped
    )


PAGES = _pages()
PAGE_OF = {question.key: page for page in PAGES for question in page.questions}


def pages_of(journey: Journey) -> tuple[Page, ...]:
    """The pages that this journey asks, in the order in which they come."""
    return tuple(dict.fromkeys(PAGE_OF[question.key] for question in journey.asked))


def page_before(page: Page, journey: Journey) -> Page | None:
    """The page that comes just before; None before the first, or where the journey asks no such page."""
    pages = pages_of(journey)
    place = pages.index(page) if page in pages else 0
    return pages[place - 1] if place else None


TYPICAL = {question.key: question.typical for question in QUESTIONS}


def pages_left(given: Mapping[str, Any], page: Page, journey: Journey) -> int | None:
    """About how many pages with something to answer follow this one, if the answers are common ones.

    `journey` is that of the answers given: what they hold is not asked again. None where no page follows.
    """
    if blocking := journey.blocking:
        given = {key: answer for key, answer in given.items() if key != blocking.key}
        journey = replay({**TYPICAL, **given}, journey.facts.reference, journey, blocking)
    pages = pages_of(journey)
    after = pages[pages.index(page) + 1 :]
    to_answer = {PAGE_OF[question.key] for question in journey.asked if question.key not in given}
    return sum(each in to_answer for each in after) if after else None
