"""Forms that save at the second press: the first shows the amounts against the period before."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from thresholds.comparison import Comparison, compare_ceilings, compare_housing
from thresholds.models import HousingLumpSum, IncomeThreshold


class ComparedForm(forms.ModelForm):
    """Valid once the figures shown in the comparison, and no others, were confirmed.

    The admin gives the model and its fields.
    `previewed` is a fingerprint of the figures that were shown; a tick holds only with it.
    """

    NOT_YET = "Nothing is saved yet: compare the figures below, tick the box and save again."
    TICKS = ("compared", "jump_is_right")

    previewed = forms.CharField(required=False, widget=forms.HiddenInput)
    compared = forms.BooleanField(required=False)
    jump_is_right = forms.BooleanField(required=False)

    comparison: Comparison | None = None
    waits_for_ticks = False

    def compare(self, before: Any) -> Comparison:
        """The figures of this form against the row of the period before, if there is one."""
        raise NotImplementedError

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
        self.comparison = self.compare(earlier.order_by("-valid_from").first())
        self._label_the_ticks()
        if self.cleaned_data["previewed"] != self._fingerprint():
            self._show_without_ticks()
            return
        if not self.cleaned_data["compared"]:
            self.add_error("compared", "Compare the figures, then tick this box.")
        if self.comparison.jumps and not self.cleaned_data["jump_is_right"]:
            self.add_error("jump_is_right", "Check these amounts again, then tick this box.")

    def _label_the_ticks(self) -> None:
        printed = getattr(self.instance, "published", "yes") == "yes"
        against = "the printed table" if printed else "the source named above"
        self.fields["compared"].label = f"I compared these figures with {against}"
        names = ", ".join(line.label for line in self.comparison.jumps)
        self.fields["jump_is_right"].label = f"A change of more than 20 % is right for: {names}"

    def _fingerprint(self) -> str:
        figures = (str(self.instance), self.fields["compared"].label, self.comparison)
        return salted_hmac("thresholds.compared", repr(figures)).hexdigest()

    def _show_without_ticks(self) -> None:
        self.data = self.data.copy()
        for tick in self.TICKS:
            self.data.pop(self.add_prefix(tick), None)
        self.data[self.add_prefix("previewed")] = self._fingerprint()
        self.waits_for_ticks = True
        self.add_error(None, self.NOT_YET)


class IncomeThresholdForm(ComparedForm):
    """A ceiling, compared for households of 1 to 8 persons."""

    def compare(self, before: IncomeThreshold | None) -> Comparison:
        labels = {
            name: str(IncomeThreshold._meta.get_field(name).verbose_name) for name in IncomeThreshold.AMOUNTS
        }
        return compare_ceilings(self.instance.as_scale(), before and before.as_scale(), labels)


class HousingLumpSumForm(ComparedForm):
    """A housing base, compared with the one before."""

    def compare(self, before: HousingLumpSum | None) -> Comparison:
        return compare_housing(self.instance.as_base(), before and before.as_base())
