"""The words a row may use: the answers of the questionnaire and the persons of the checklist."""

from typing import Any

from django.core.exceptions import ValidationError

from eligibility.domain.checklist import Person
from eligibility.domain.questions import QUESTIONS, Kind

GROUPED_ANSWERS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = tuple(
    (
        question.short,
        tuple((f"{question.key}={choice.code}", choice.label) for choice in question.all_choices),
    )
    for question in QUESTIONS
    if question.kind in (Kind.CHOICE, Kind.CHOICES)
)
ANSWERS = frozenset(answer for _, answers in GROUPED_ANSWERS for answer, _ in answers)
PERSONS = tuple((person.value, person.value.replace("_", " ")) for person in Person)


def validate_answers(value: Any) -> None:
    """Refuse anything but a list of `question=choice` that the questionnaire holds."""
    _refuse_unknown(value, ANSWERS, "No answer of the questionnaire: %s.")


def validate_persons(value: Any) -> None:
    """Refuse anything but a list of persons of the checklist."""
    _refuse_unknown(value, frozenset(code for code, _ in PERSONS), "No person of the checklist: %s.")


def _refuse_unknown(value: Any, known: frozenset[str], message: str) -> None:
    if not isinstance(value, list):
        raise ValidationError(f"Give a list, not {value!r}.")
    unknown = [each for each in value if not isinstance(each, str) or each not in known]
    if unknown:
        raise ValidationError(message % ", ".join(map(str, unknown)))
