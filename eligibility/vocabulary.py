"""The words a row may use: the answers of the questionnaire and the persons of the checklist."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ame_site.bilingual import lazily
from eligibility.domain.checklist import PROOF_TITLES, Person
from eligibility.domain.questions import QUESTIONS, Kind

GROUPED_ANSWERS: tuple[tuple[Any, tuple[tuple[str, Any], ...]], ...] = tuple(
    (
        lazily(question.short),
        tuple((f"{question.key}={choice.code}", lazily(choice.label)) for choice in question.all_choices),
    )
    for question in QUESTIONS
    if question.kind in (Kind.CHOICE, Kind.CHOICES)
)
ANSWERS = frozenset(answer for _question, answers in GROUPED_ANSWERS for answer, _label in answers)
PROOFS = [(proof.value, lazily(title)) for proof, title in PROOF_TITLES.items()]
PERSONS = (
    (Person.APPLICANT.value, _("Applicant")),
    (Person.PARTNER.value, _("Partner")),
    (Person.CHILD.value, _("Child")),
    (Person.CHILD_16_PLUS.value, _("Child of 16 or older")),
    (Person.OTHER_DEPENDANT.value, _("Other dependant")),
    (Person.HOST.value, _("Host")),
)


def validate_answers(value: Any) -> None:
    """Refuse anything but a list of `question=choice` that the questionnaire holds."""
    _refuse_unknown(value, ANSWERS, _("No answer of the questionnaire: %(unknown)s."))


def validate_persons(value: Any) -> None:
    """Refuse anything but a list of persons of the checklist."""
    known = frozenset(code for code, _label in PERSONS)
    _refuse_unknown(value, known, _("No person of the checklist: %(unknown)s."))


def _refuse_unknown(value: Any, known: frozenset[str], message: Any) -> None:
    if not isinstance(value, list):
        raise ValidationError(_("Give a list, not %(value)r.") % {"value": value})
    unknown = [each for each in value if not isinstance(each, str) or each not in known]
    if unknown:
        raise ValidationError(message % {"unknown": ", ".join(map(str, unknown))})
