"""Delete what is no longer needed of the staff's sign-ins; to be run every hour."""

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from ame_site.staff.models import SignIn

KEPT = timedelta(days=365)


class Command(BaseCommand):
    """Addresses of failed sign-ins go once their lock-out is over, ended sessions, sign-ins after a year."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME).delete()
        SignIn.objects.filter(at__lt=now - KEPT).delete()
        call_command("clearsessions")
