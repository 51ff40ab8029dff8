"""The next period while it is prepared: in a table of its own, which no public page reads."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from thresholds.models.dated import NOT_POSITIVE, HousingLumpSum, IncomeThreshold
from thresholds.scale import HousingBase, IncomeScale, Zone
from thresholds.validators import validate_period

ZONES: tuple[Zone, ...] = ("metropole", "overseas")


def amount_field(label: Any) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, validators=IncomeThreshold.ABOVE_ZERO)


class DraftPeriod(models.Model):
    """The ceilings of both zones, in whole euros a year, and the RSA base, from a day to come.

    Published, its amounts become rows of `IncomeThreshold` and `HousingLumpSum` and the draft is gone.
    """

    valid_from = models.DateField(
        _("in force from"),
        unique=True,
        validators=[validate_period],
        error_messages={"unique": _("There is already a draft from that day on.")},
    )
    metropole_persons_1 = amount_field(_("1 person, metropolitan France"))
    metropole_persons_2 = amount_field(_("2 persons, metropolitan France"))
    metropole_persons_3 = amount_field(_("3 persons, metropolitan France"))
    metropole_persons_4 = amount_field(_("4 persons, metropolitan France"))
    metropole_each_extra_person = amount_field(_("each extra person, metropolitan France"))
    overseas_persons_1 = amount_field(_("1 person, overseas"))
    overseas_persons_2 = amount_field(_("2 persons, overseas"))
    overseas_persons_3 = amount_field(_("3 persons, overseas"))
    overseas_persons_4 = amount_field(_("4 persons, overseas"))
    overseas_each_extra_person = amount_field(_("each extra person, overseas"))
    rsa_one_person_month = models.DecimalField(
        _("RSA of one person, euros a month"),
        max_digits=7,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), NOT_POSITIVE)],
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("draft of the next period")
        verbose_name_plural = _("drafts of the next period")
        ordering = ("-valid_from",)
        permissions = (("publish_ceiling", "Can publish ceilings"),)

    def __str__(self) -> str:
        return gettext("Draft from %(day)s") % {"day": f"{self.valid_from:%d/%m/%Y}"}

    @classmethod
    def amount_names(cls, zone: Zone) -> dict[str, str]:
        """The field of this draft that holds each amount of the zone."""
        return {name: f"{zone}_{name}" for name in IncomeThreshold.AMOUNTS}

    def clean(self) -> None:
        """Refuse what the published rows would refuse."""
        errors: dict[str, list[str]] = {}
        for zone in ZONES:
            names = self.amount_names(zone)
            try:
                self.ceiling(zone).clean()
            except ValidationError as error:
                errors |= {names[name]: messages for name, messages in error.message_dict.items()}
        if IncomeThreshold.objects.filter(valid_from=self.valid_from).exists():
            errors["valid_from"] = [gettext("Ceilings from that day on are already published.")]
        if errors:
            raise ValidationError(errors)

    def ceiling(self, zone: Zone, **source: Any) -> IncomeThreshold:
        """The row of the zone that publishing will save, with where it was read."""
        amounts = {name: getattr(self, field) for name, field in self.amount_names(zone).items()}
        return IncomeThreshold(zone=zone, valid_from=self.valid_from, **amounts, **source)

    def housing(self, **source: Any) -> HousingLumpSum:
        """The row of the RSA base that publishing will save where the base is a new one."""
        return HousingLumpSum(
            valid_from=self.valid_from, rsa_one_person_month=self.rsa_one_person_month, **source
        )

    def scales(self) -> Iterator[IncomeScale]:
        """The tables as the rules would read them once they are published."""
        for zone in ZONES:
            yield self.ceiling(zone, published="yes", source_title=str(self)).as_scale()

    def base(self) -> HousingBase:
        return self.housing(source_title=str(self)).as_base()
