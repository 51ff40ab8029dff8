"""The form that asks for the days a calendar file is made from; nothing of it is kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from eligibility.domain.deadlines import Entry, answer_due, entries, may_have_filed, may_renew
from eligibility.domain.verdict import Outcome
from eligibility.forms import ListsField

FILED, CARD_ENDS = "filed", "card_ends"
NO_DATE = gettext_lazy("Choose at least one date.")
NOT_YET_FILED = gettext_lazy("This day is still to come. Come back once you have filed.")
ANSWER_OVERDUE = gettext_lazy(
    "The 2 months after this day are over. Without an answer, the request is refused: you can contest it."
)
CARD_HAS_ENDED = gettext_lazy("This card has already ended. File a new request as soon as you can.")


def _filed_problem(filed: date, today: date) -> Any:
    if filed > today:
        return NOT_YET_FILED
    return ANSWER_OVERDUE if answer_due(filed) < today else None


def _card_problem(card_ends: date, today: date) -> Any:
    return CARD_HAS_ENDED if card_ends < today else None


PROBLEMS: dict[str, Callable[[date, date], Any]] = {FILED: _filed_problem, CARD_ENDS: _card_problem}


class DatesForm(forms.Form):
    """A date for each deadline that can concern this outcome; each may be left empty."""

    def __init__(self, outcome: Outcome, data: Any = None) -> None:
        super().__init__(data)
        self.today = outcome.facts.reference.on
        self.opens = outcome.from_date
        if may_have_filed(outcome):
            self._ask(FILED, years=(self.today.year, self.today.year - 1))
        if may_renew(outcome):
            self._ask(CARD_ENDS, years=(self.today.year, self.today.year + 1))

    def _ask(self, name: str, years: tuple[int, ...]) -> None:
        self.fields[name] = ListsField(years)

    @property
    def has_dates(self) -> bool:
        """Whether there is anything to put into a calendar."""
        return bool(self.fields) or self.opens is not None

    def clean(self) -> dict[str, Any]:
        given = {name: day for name, day in (super().clean() or {}).items() if day}
        for name, day in given.items():
            if problem := PROBLEMS[name](day, self.today):
                self.add_error(name, problem)
        if not (given or self.errors or self.opens):
            self.add_error(next(iter(self.fields)), NO_DATE)
        return given

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What a valid form puts into the calendar."""
        return entries(self.today, opens=self.opens, **self.cleaned_data)
