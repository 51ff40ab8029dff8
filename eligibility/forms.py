"""A form of one field for any question, read from its declaration."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ame_site.bilingual import lazily
from eligibility.domain.errors import AnswerError
from eligibility.domain.facts import Facts
from eligibility.domain.questions import Kind, Question
from eligibility.numbers import Unreadable, read_whole_number, written

NONE = "none"

REQUIRED = {
    Kind.CHOICE: gettext_lazy("Choose an answer."),
    Kind.CHOICES: gettext_lazy("Choose at least one answer."),
    Kind.NUMBER: gettext_lazy("Write a number. Write 0 if there is none."),
}
UNREADABLE = {
    "empty": REQUIRED[Kind.NUMBER],
    "negative": gettext_lazy("The number cannot be below 0."),
    "cents": gettext_lazy("Write whole euros, without cents. For example: 850"),
    "letters": gettext_lazy("Write digits only. For example: 850"),
    "ambiguous": gettext_lazy(
        "We are not sure of this number. Write it without dots or commas, for example 10000."
    ),
}
NOT_A_DATE = gettext_lazy("This date does not exist. Check the day, the month and the year.")
INCOMPLETE_DATE = gettext_lazy("Choose the day, the month and the year, or leave all three empty.")
NOT_A_CHOICE = gettext_lazy("Choose one of the answers in the list.")
NONE_AND_OTHERS = gettext_lazy("Choose either “None of these” or the papers that you have.")


class NumberField(forms.CharField):
    """A whole number, written as people write it."""

    def run_validators(self, value: str) -> None:
        """Nothing to do: what is no number is refused in the site's own words."""

    def clean(self, value: Any) -> int:
        text = super().clean(value)
        try:
            return read_whole_number(text)
        except Unreadable as error:
            raise forms.ValidationError(UNREADABLE[error.kind], code=error.kind) from error


class DateLists(forms.Widget):
    """Day, month and year from three lists, read as an ISO date in every language."""

    PARTS = ("year", "month", "day")

    def __init__(self, years: tuple[int, ...]) -> None:
        self.years = years
        super().__init__()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        parts = [data.get(f"{name}_{part}", "") for part in self.PARTS]
        return "-".join(parts) if any(parts) else data.get(name)


class ListsField(forms.DateField):
    """A date that may be left empty, from three lists."""

    def __init__(self, years: tuple[int, ...]) -> None:
        super().__init__(
            required=False,
            input_formats=["%Y-%m-%d"],
            widget=DateLists(years),
            error_messages={"invalid": NOT_A_DATE},
        )

    def to_python(self, value: Any) -> date | None:
        parts = str(value or "").split("-")
        if any(parts) and not all(parts):
            raise forms.ValidationError(INCOMPLETE_DATE, code="incomplete")
        return super().to_python(value)


class ChoicesField(forms.MultipleChoiceField):
    """Codes of a list, among them "none of these" where the question has it."""

    def clean(self, value: Any) -> list[str]:
        codes = super().clean(value)
        if NONE not in codes:
            return codes
        if len(codes) > 1:
            raise forms.ValidationError(NONE_AND_OTHERS, code="none_and_others")
        return []


def _choices(question: Question) -> list[tuple[str, str]]:
    none = [(NONE, question.none_label)] if question.none_label else []
    return [(choice.code, choice.label) for choice in question.all_choices] + none


@cache
def _choices_of(question: Question) -> forms.Field:
    """Made once: a field keeps nothing of what it cleans."""
    messages = {"required": REQUIRED[question.kind], "invalid_choice": NOT_A_CHOICE}
    field = forms.ChoiceField if question.kind is Kind.CHOICE else ChoicesField
    return field(choices=_choices(question), error_messages=messages)


A_NUMBER = NumberField(error_messages={"required": REQUIRED[Kind.NUMBER]})
FIELDS: dict[Kind, Callable[[Question, Facts], forms.Field]] = {
    Kind.CHOICE: lambda question, facts: _choices_of(question),
    Kind.CHOICES: lambda question, facts: _choices_of(question),
    Kind.NUMBER: lambda question, facts: A_NUMBER,
    Kind.DATE: lambda question, facts: ListsField(question.years(facts)),
}


class QuestionForm(forms.Form):
    """The question's own field, named by its key; the core has the last word on the value."""

    def __init__(self, question: Question, facts: Facts, data: Mapping[str, Any] | None = None) -> None:
        self.question = question
        self.facts = facts
        super().__init__(data)
        self.fields[question.key] = FIELDS[question.kind](question, facts)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.question.key in cleaned:
            try:
                cleaned[self.question.key] = self._answer(cleaned[self.question.key])
            except AnswerError as error:
                values = {name: written(value) for name, value in error.values.items()}
                self.add_error(self.question.key, forms.ValidationError(lazily(error.message), params=values))
        return cleaned

    def _answer(self, value: Any) -> Any:
        answer = self.question.clean(value.isoformat() if isinstance(value, date) else value)
        if problem := self.question.problem(answer, self.facts):
            raise problem
        return answer

    @property
    def answer(self) -> Any:
        """The valid answer in its stored shape."""
        return self.cleaned_data[self.question.key]
