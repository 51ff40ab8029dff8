"""The version that tells every worker of a change of reference content."""

import time

from django.db import models
from django.db.models import F


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
