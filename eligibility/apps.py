from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "eligibility"
    verbose_name = "Documents"

    def ready(self) -> None:
        from eligibility.models import Document
        from thresholds.signals import watch

        watch(Document)
