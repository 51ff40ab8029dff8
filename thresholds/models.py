"""The dated amounts that an admin edits, and the version that tells every worker of a change."""

import time
from decimal import Decimal
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F
from simple_history.models import HistoricalRecords

from thresholds.scale import HousingBase, IncomeScale

NOT_POSITIVE = "Write an amount above 0."


class ContentVersion(models.Model):
    """One row, raised in the same transaction as any change of reference content."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The number to compare with the one that was read last; 0 where nothing was ever saved."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def raise_by_one(cls) -> None:
        """Tell every worker that its copy of the reference content is old.

        The count starts from the clock: a database that was emptied and filled again repeats no number.
        """
        cls.objects.get_or_create(pk=1, defaults={"number": time.time_ns() // 1_000_000})
        cls.objects.filter(pk=1).update(number=F("number") + 1)


class DatedAmounts(models.Model):
    """Amounts in force from a day on, with where and when they were read.

    Rows that agree on the fields named in `SERIES` follow one another in time.
    """

    SERIES: tuple[str, ...] = ()

    valid_from = models.DateField("in force from")
    source_title = models.CharField("source", max_length=300)
    source_url = models.URLField("address of the source", blank=True)
    checked_on = models.DateField("checked on", null=True, blank=True)

    class Meta:
        abstract = True


class IncomeThreshold(DatedAmounts):
    """One published table of ceilings, in whole euros a year (CSS L861-1, D861-1)."""

    SERIES = ("zone",)
    ZONES = (("metropole", "Metropolitan France"), ("overseas", "Overseas"))
    PUBLISHED = (
        ("yes", "Read in a published table"),
        ("one_person", "Only the figure for one person was read; the others are computed"),
        ("no", "Computed, not yet read in a published table"),
    )
    AMOUNTS = ("persons_1", "persons_2", "persons_3", "persons_4", "each_extra_person")
    ABOVE_ZERO = (MinValueValidator(1, NOT_POSITIVE),)

    zone = models.CharField(max_length=10, choices=ZONES)
    persons_1 = models.PositiveIntegerField("1 person", validators=ABOVE_ZERO)
    persons_2 = models.PositiveIntegerField("2 persons", validators=ABOVE_ZERO)
    persons_3 = models.PositiveIntegerField("3 persons", validators=ABOVE_ZERO)
    persons_4 = models.PositiveIntegerField("4 persons", validators=ABOVE_ZERO)
    each_extra_person = models.PositiveIntegerField("each extra person", validators=ABOVE_ZERO)
    published = models.CharField(max_length=10, choices=PUBLISHED)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ceiling"
        ordering = ("-valid_from", "zone")
        constraints = (
            models.UniqueConstraint(
                fields=("zone", "valid_from"),
                name="one_ceiling_a_zone_and_day",
                violation_error_message="This zone already has ceilings from that day on.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_zone_display()}, from {self.valid_from}"

    def clean(self) -> None:
        """Refuse a household that may receive no more than a smaller one."""
        errors = {}
        for smaller, larger in pairwise(self.AMOUNTS[:4]):
            low, high = getattr(self, smaller), getattr(self, larger)
            if low is not None and high is not None and high <= low:
                label = self._meta.get_field(smaller).verbose_name
                errors[larger] = f"Must be above the amount for {label} ({low})."
        if errors:
            raise ValidationError(errors)

    def as_scale(self) -> IncomeScale:
        """The plain value that the rules read."""
        return IncomeScale(**{name: getattr(self, name) for name in IncomeScale.__dataclass_fields__})


class HousingLumpSum(DatedAmounts):
    """The RSA base from which the housing lump sum is computed (CSS R861-5, R861-7)."""

    rsa_one_person_month = models.DecimalField(
        "RSA of one person, euros a month",
        max_digits=7,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), NOT_POSITIVE)],
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "housing lump sum"
        ordering = ("-valid_from",)
        constraints = (
            models.UniqueConstraint(
                fields=("valid_from",),
                name="one_housing_base_a_day",
                violation_error_message="There is already a base from that day on.",
            ),
        )

    def __str__(self) -> str:
        return f"from {self.valid_from}"

    def as_base(self) -> HousingBase:
        """The plain value that the rules read."""
        return HousingBase(**{name: getattr(self, name) for name in HousingBase.__dataclass_fields__})
