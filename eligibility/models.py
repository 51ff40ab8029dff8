"""The papers that an admin edits."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from ame_site.staff.texts import validate_seen
from eligibility.domain import checklist
from eligibility.domain.checklist import Person, Proof, Role
from eligibility.vocabulary import PERSONS, PROOFS, validate_answers, validate_persons

ROLES = (
    (Role.FIRST.value, _("Comes first: whoever has it needs no other")),
    (Role.ONE_OF.value, _("One of several: any of them is enough")),
    (Role.ALSO.value, _("Needed beside the others")),
    (Role.HELPS.value, _("Helps, where one has it")),
)
STATEMENTS = (
    ("host", _("Statement of the host")),
    ("no-passport", _("Statement of having no passport")),
    ("means-of-living", _("Statement of means of living")),
    ("dependant", _("Statement of the other dependant")),
)


def by_question(answers: list[str]) -> dict[str, frozenset[str]]:
    """`["housing=hotel", "housing=shelter"]` as a mapping of question to codes."""
    codes: dict[str, set[str]] = {}
    for answer in answers:
        key, _, code = answer.partition("=")
        codes.setdefault(key, set()).add(code)
    return {key: frozenset(values) for key, values in codes.items()}


class Document(models.Model):
    """A paper accepted for a proof (decree 2005-860 art. 4, as amended by decree 2026-67).

    Which proof is needed is law and lives in the code; which papers show it, for
    whom and under which answers, is a row.
    """

    ANSWERS_HELP = _(
        "Answers, as question=choice. Several of one question: any of them. "
        "Of several questions: one of each. None: always."
    )

    key = models.SlugField(_("key"), unique=True, help_text=_("Never shown; keep it once given."))
    proof = models.CharField(_("proof"), max_length=10, choices=PROOFS)
    persons = models.JSONField(_("for whom"), validators=[validate_persons])
    role = models.CharField(_("role"), max_length=10, choices=ROLES, default=Role.ONE_OF.value)
    applies_when = models.JSONField(
        _("applies when"),
        default=list,
        blank=True,
        validators=[validate_answers],
        help_text=ANSWERS_HELP,
    )
    not_when = models.JSONField(
        _("not when"),
        default=list,
        blank=True,
        validators=[validate_answers],
        help_text=_("Answers that exclude this paper."),
    )
    older_than_months = models.PositiveSmallIntegerField(
        _("older than, months"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    newer_than_months = models.PositiveSmallIntegerField(
        _("newer than, months"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    statement = models.CharField(_("model to print"), max_length=40, blank=True, choices=STATEMENTS)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    in_use = models.BooleanField(_("in use"), default=True)
    source = models.CharField(_("source"), max_length=200, validators=[validate_seen])
    name = models.CharField(_("name"), max_length=300, validators=[validate_seen])
    note = models.TextField(_("note"), blank=True, validators=[validate_seen])

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ("proof", "order", "key")

    def __str__(self) -> str:
        return self.key

    def clean(self) -> None:
        """Refuse an age that no paper can have, and conditions that are no list."""
        errors = {
            name: _("Give a list of answers, empty for none.")
            for name in ("applies_when", "not_when")
            if not isinstance(getattr(self, name), list)
        }
        older, newer = self.older_than_months, self.newer_than_months
        if older and newer and older >= newer:
            errors["newer_than_months"] = _("Must be above “older than” (%(older)d months).") % {
                "older": older
            }
        if errors:
            raise ValidationError(errors)

    @property
    def persons_labels(self) -> list[str]:
        """For whom it is, in words."""
        return [str(label) for code, label in PERSONS if code in self.persons]

    def texts(self, field: str) -> dict[str, str]:
        """The field in each language that has it: no fallback, so the language is always known."""
        by_language = {
            code: getattr(self, build_localized_fieldname(field, code)) for code, _ in settings.LANGUAGES
        }
        return {code: text for code, text in by_language.items() if text}

    def as_plain(self) -> checklist.Document:
        """The plain value that the checklist reads, with the texts of every language."""
        return checklist.Document(
            key=self.key,
            proof=Proof(self.proof),
            persons=frozenset(Person(person) for person in self.persons),
            role=Role(self.role),
            applies_when=by_question(self.applies_when),
            not_when=by_question(self.not_when),
            older_than_months=self.older_than_months,
            newer_than_months=self.newer_than_months,
            statement=self.statement,
            name=self.texts("name"),
            note=self.texts("note"),
        )
