from django.apps import AppConfig


class ThresholdsConfig(AppConfig):
    name = "thresholds"
    verbose_name = "Ceilings"

    def ready(self) -> None:
        from thresholds.models import HousingLumpSum, IncomeThreshold
        from thresholds.signals import watch

        watch(IncomeThreshold)
        watch(HousingLumpSum)
