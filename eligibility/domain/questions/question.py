"""What a question is: a value that every other part reads."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from eligibility.domain.calendar import iso_day
from eligibility.domain.errors import AnswerError
from eligibility.domain.facts import UNKNOWN, Facts
from eligibility.domain.wording import _, you_or_them

DONT_KNOW = you_or_them(_("I don't know"), _("Not known"))


class Kind(Enum):
    """The shape of an answer."""

    CHOICE = "one code"
    CHOICES = "a list of codes"
    NUMBER = "a whole number"
    DATE = "an ISO date"


@dataclass(frozen=True)
class Choice:
    """A code and what the visitor reads beside it.

    `on_paper` holds the French words to recognise on a paper, which no language translates.
    """

    code: str
    label: str
    hint: str = ""
    on_paper: tuple[str, ...] = ()


@dataclass(frozen=True)
class Variant:
    """Another help for the same question in another situation, and other words where it has some."""

    when: Callable[[Facts], bool]
    help: str
    text: str = ""


@dataclass(frozen=True, eq=False)
class Question:
    """One question, declared once; forms, navigation, summary and rules read it here.

    `typical` is a common answer, from which the number of pages left is estimated.
    `only_if` says beside a question that may still apply whom it is for (a page without script).
    `how_to_know` makes "I don't know" a choice and says how to find out.
    `problem` gives the sentence for an answer that the earlier answers exclude.
    `read_as` says what an answer is taken for, where another answer says something else.
    """

    key: str
    kind: Kind
    text: str
    short: str
    typical: Any
    help: str = ""
    choices: tuple[Choice, ...] = ()
    asked_when: Callable[[Facts], bool] = lambda facts: True
    only_if: str = ""
    how_to_know: str = ""
    none_label: str = ""
    unit: str = ""
    minimum: int = 0
    maximum: int = 0
    optional: bool = False
    problem: Callable[[Any, Facts], AnswerError | None] = lambda value, facts: None
    read_as: Callable[[Facts], str] = lambda facts: ""
    variants: tuple[Variant, ...] = ()

    @cached_property
    def all_choices(self) -> tuple[Choice, ...]:
        """The choices, with "I don't know" last where it is one."""
        if not self.how_to_know:
            return self.choices
        return (*self.choices, Choice(UNKNOWN, DONT_KNOW, self.how_to_know))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(choice.code for choice in self.all_choices)

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each code means."""
        return {choice.code: choice.label for choice in self.all_choices}

    def words(self, facts: Facts) -> tuple[str, str]:
        """Text and help for this person's situation."""
        for variant in self.variants:
            if variant.when(facts):
                return variant.text or self.text, variant.help
        return self.text, self.help

    def years(self, facts: Facts) -> tuple[int, ...]:
        """The years offered for a date, the latest first; the next one only where a day of it can be right."""
        year = facts.reference.on.year
        to_come = () if self.problem(f"{year + 1}-01-01", facts) else (year + 1,)
        return (*to_come, year, year - 1, year - 2)

    def clean(self, value: object) -> Any:
        """The answer in its stored shape; raises AnswerError for a wrong shape or code."""
        return CLEANERS[self.kind](self, value)


@dataclass(frozen=True)
class Group:
    """Questions that belong together and share a page: three at most, and the first opens the others."""

    title: str
    keys: tuple[str, ...]


def _clean_choice(question: Question, value: object) -> str:
    if not isinstance(value, str) or value not in question.codes:
        raise AnswerError(question.key, _("Choose one of the answers in the list."))
    return value


def _clean_choices(question: Question, value: object) -> list[str]:
    if not isinstance(value, list):
        raise AnswerError(question.key, _("Choose answers in the list."))
    chosen = [_clean_choice(question, code) for code in value]
    if not chosen and not question.none_label:
        raise AnswerError(question.key, _("Choose at least one answer."))
    return [code for code in question.codes if code in chosen]


def _clean_number(question: Question, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise AnswerError(question.key, _("Write a whole number, for example 2."))
    if not question.minimum <= value <= question.maximum:
        raise AnswerError(
            question.key,
            _("Write a number from %(minimum)s to %(maximum)s."),
            minimum=question.minimum,
            maximum=question.maximum,
        )
    return value


def _clean_date(question: Question, value: object) -> str:
    if question.optional and (value is None or value == ""):
        return ""
    try:
        day = iso_day(value)
    except ValueError:
        raise AnswerError(
            question.key, _("This date does not exist. Check the day, the month and the year.")
        ) from None
    if not 1900 <= day.year <= 2100:
        raise AnswerError(question.key, _("Check the year."))
    return day.isoformat()


CLEANERS: dict[Kind, Callable[[Question, object], Any]] = {
    Kind.CHOICE: _clean_choice,
    Kind.CHOICES: _clean_choices,
    Kind.NUMBER: _clean_number,
    Kind.DATE: _clean_date,
}
