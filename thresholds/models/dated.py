"""The dated amounts that the public pages read."""

from decimal import Decimal
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ame_site.staff.texts import validate_seen, web_address
from thresholds.coefficients import COEFFICIENTS
from thresholds.scale import HousingBase, IncomeScale
from thresholds.validators import validate_period

NOT_POSITIVE = _("Write an amount above 0.")


class DatedAmounts(models.Model):
    """Amounts in force from a day on, with where and when they were read.

    Rows that agree on the fields named in `SERIES` follow one another in time.
    """

    SERIES: tuple[str, ...] = ()

    valid_from = models.DateField(_("in force from"), validators=[validate_period])
    source_title = models.CharField(_("source"), max_length=300, validators=[validate_seen])
    source_url = models.URLField(
        _("address of the source"), blank=True, validators=[web_address, validate_seen]
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse to move a row whose day has come: it would leave a gap, and could then be deleted."""
        stored = type(self)._default_manager.filter(pk=self.pk, valid_from__lte=timezone.localdate()).first()
        moved = [
            name
            for name in (*self.SERIES, "valid_from")
            if stored and getattr(self, name) != getattr(stored, name)
        ]
        if moved:
            message = _("This period has begun: this stays. Add another row instead.")
            raise ValidationError(dict.fromkeys(moved, message))


class IncomeThreshold(DatedAmounts):
    """One published table of ceilings, in whole euros a year (CSS L861-1, D861-1)."""

    SERIES = ("zone",)
    ZONES = (("metropole", _("Metropolitan France")), ("overseas", _("Overseas")))
    PUBLISHED = (
        ("yes", _("Read in a published table")),
        ("one_person", _("Only the figure for one person was read; the others are computed")),
        ("no", _("Computed, not yet read in a published table")),
    )
    AMOUNTS = tuple(COEFFICIENTS)
    ABOVE_ZERO = (MinValueValidator(1, NOT_POSITIVE),)

    zone = models.CharField(_("zone"), max_length=10, choices=ZONES)
    persons_1 = models.PositiveIntegerField(_("1 person"), validators=ABOVE_ZERO)
    persons_2 = models.PositiveIntegerField(_("2 persons"), validators=ABOVE_ZERO)
    persons_3 = models.PositiveIntegerField(_("3 persons"), validators=ABOVE_ZERO)
    persons_4 = models.PositiveIntegerField(_("4 persons"), validators=ABOVE_ZERO)
    each_extra_person = models.PositiveIntegerField(_("each extra person"), validators=ABOVE_ZERO)
    published = models.CharField(_("published"), max_length=10, choices=PUBLISHED)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("ceiling")
        verbose_name_plural = _("ceilings")
        ordering = ("-valid_from", "zone")
        constraints = (
            models.UniqueConstraint(
                fields=("zone", "valid_from"),
                name="one_ceiling_a_zone_and_day",
                violation_error_message=_("This zone already has ceilings from that day on."),
            ),
        )

    def __str__(self) -> str:
        return gettext("%(zone)s, from %(day)s") % {
            "zone": self.get_zone_display(),
            "day": f"{self.valid_from:%d/%m/%Y}",
        }

    def clean(self) -> None:
        """Refuse a household that may receive no more than a smaller one."""
        super().clean()
        errors = {}
        for smaller, larger in pairwise(self.AMOUNTS[:4]):
            low, high = getattr(self, smaller), getattr(self, larger)
            if low is not None and high is not None and high <= low:
                label = self._meta.get_field(smaller).verbose_name
                errors[larger] = gettext("Must be above the amount for %(label)s (%(amount)s).") % {
                    "label": label,
                    "amount": low,
                }
        if errors:
            raise ValidationError(errors)

    def as_scale(self) -> IncomeScale:
        """The plain value that the rules read."""
        return IncomeScale(**{name: getattr(self, name) for name in IncomeScale.__dataclass_fields__})


class HousingLumpSum(DatedAmounts):
    """The RSA base from which the housing lump sum is computed (CSS R861-5, R861-7)."""

    rsa_one_person_month = models.DecimalField(
        _("RSA of one person, euros a month"),
        max_digits=7,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), NOT_POSITIVE)],
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("housing lump sum")
        verbose_name_plural = _("housing lump sums")
        ordering = ("-valid_from",)
        constraints = (
            models.UniqueConstraint(
                fields=("valid_from",),
                name="one_housing_base_a_day",
                violation_error_message=_("There is already a base from that day on."),
            ),
        )

    def __str__(self) -> str:
        return gettext("from %(day)s") % {"day": f"{self.valid_from:%d/%m/%Y}"}

    def as_base(self) -> HousingBase:
        """The plain value that the rules read."""
        return HousingBase(**{name: getattr(self, name) for name in HousingBase.__dataclass_fields__})
