from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EligibilityConfig(AppConfig):
    name = "eligibility"
    verbose_name = _("Checklists")

    def ready(self) -> None:
        from eligibility.models import Document
        from thresholds.signals import watch

        watch(Document)
