"""Days that a table of amounts may bear."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


def validate_period(day: date) -> None:
    """A first day within this century: AME is of the year 2000, and the years around it must exist too."""
    if not FIRST <= day <= LAST:
        days = {"first": f"{FIRST:%d/%m/%Y}", "last": f"{LAST:%d/%m/%Y}"}
        raise ValidationError(_("Write a day from %(first)s to %(last)s."), params=days)


def validate_has_come(day: date) -> None:
    """Read on a day to come, a table would never look old."""
    if day > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
