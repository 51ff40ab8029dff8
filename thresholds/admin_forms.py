"""Forms that save at the second press: the first shows the amounts against the period before."""

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet

from thresholds.comparison import Comparison, compare_ceilings, compare_housing
from thresholds.models import HousingLumpSum, IncomeThreshold
from thresholds.ticks import TicksForm
from thresholds.validators import validate_has_come

# One way to write a day for staff of every language: 01/04 is the 4th of January to some.
DAY_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ComparedForm(forms.ModelForm, TicksForm):
    """A row, confirmed once it was compared. The admin gives the model and its fields."""

    def compare(self, before: Any) -> Comparison:
        """The figures of this form against the row of the period before, if there is one."""
        raise NotImplementedError

    def clean_checked_on(self) -> date | None:
        """Here and not in the model: the rows that ship must load where the clock is behind."""
        if day := self.cleaned_data["checked_on"]:
            validate_has_come(day)
        return day

    def clean(self) -> None:
        super().clean()
        if self._same_series().filter(valid_from=self.cleaned_data.get("valid_from")).exists():
            (constraint,) = self._meta.model._meta.constraints
            self.add_error("valid_from", constraint.get_violation_error_message())

    def full_clean(self) -> None:
        # After super(): only there have the model's own checks been made as well.
        super().full_clean()
        if self.is_bound and not self._errors:
            self._ask_to_compare()

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields of the row that changed: a tick is no change."""
        return [name for name in super().changed_data if name not in ("previewed", *self.TICKS)]

    def _same_series(self) -> QuerySet:
        model = self._meta.model
        series = {name: self.cleaned_data.get(name) for name in model.SERIES}
        return model._default_manager.filter(**series).exclude(pk=self.instance.pk)

    def _ask_to_compare(self) -> None:
        earlier = self._same_series().filter(valid_from__lt=self.instance.valid_from)
        printed = getattr(self.instance, "published", "yes") == "yes"
        self.show_comparisons([self.compare(earlier.order_by("-valid_from").first())], printed)
        self.check_ticks(self.instance)


class IncomeThresholdForm(ComparedForm):
    """A ceiling, compared for households of 1 to 8 persons."""

    def compare(self, before: IncomeThreshold | None) -> Comparison:
        labels = {
            name: str(IncomeThreshold._meta.get_field(name).verbose_name) for name in IncomeThreshold.AMOUNTS
        }
        zone = self.instance.get_zone_display()
        return compare_ceilings(self.instance.as_scale(), before and before.as_scale(), labels, title=zone)


class HousingLumpSumForm(ComparedForm):
    """A housing base, compared with the one before."""

    def compare(self, before: HousingLumpSum | None) -> Comparison:
        title = str(HousingLumpSum._meta.verbose_name)
        return compare_housing(self.instance.as_base(), before and before.as_base(), title=title)
