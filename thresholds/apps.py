from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThresholdsConfig(AppConfig):
    name = "thresholds"
    verbose_name = _("Ceilings")

    def ready(self) -> None:
        from thresholds.models import HousingLumpSum, IncomeThreshold
        from thresholds.signals import watch

        watch(IncomeThreshold)
        watch(HousingLumpSum)
