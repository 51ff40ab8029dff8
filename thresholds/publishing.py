"""Making a draft public: compared, sourced, and saved whole."""

from collections.abc import Iterator
from datetime import timedelta

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget, AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ame_site.staff.texts import validate_seen, web_address
from thresholds.admin_forms import DAY_INPUT
from thresholds.amounts import ZONES, Amounts
from thresholds.coefficients import fitting_base
from thresholds.comparison import Comparison, compare_ceilings, compare_housing
from thresholds.models import DatedAmounts, DraftPeriod, HousingLumpSum, IncomeThreshold
from thresholds.staleness import last_revaluation
from thresholds.ticks import TicksForm
from thresholds.validators import validate_has_come


def compare_draft(draft: DraftPeriod, amounts: Amounts) -> list[Comparison]:
    """Each zone, and last the RSA base, against the period before."""
    names = dict(IncomeThreshold.ZONES)
    scales = list(draft.scales())
    base = fitting_base(scales)
    comparisons = [
        compare_ceilings(
            scale,
            amounts.scale_in_force(scale.zone, draft.valid_from),
            {
                name: str(DraftPeriod._meta.get_field(field).verbose_name)
                for name, field in DraftPeriod.amount_names(scale.zone).items()
            },
            title=str(names[scale.zone]),
            base=base,
        )
        for scale in scales
    ]
    title = str(HousingLumpSum._meta.verbose_name)
    before = amounts.housing_in_force(draft.valid_from)
    return [*comparisons, compare_housing(draft.base(), before, title=title)]


class PublishForm(TicksForm):
    """Where the amounts were read, and when; then the ticks. `amounts` are those already published."""

    NOT_YET = _("The draft changed meanwhile: compare the figures again, tick the box and publish.")

    published_metropole = forms.ChoiceField(choices=(("", "---------"), *IncomeThreshold.PUBLISHED))
    published_overseas = forms.ChoiceField(choices=(("", "---------"), *IncomeThreshold.PUBLISHED))
    source_title = forms.CharField(
        label=_("Source"), max_length=300, widget=AdminTextInputWidget, validators=[validate_seen]
    )
    source_url = forms.URLField(
        label=_("Address of the source"),
        assume_scheme="https",
        widget=AdminURLFieldWidget,
        validators=[web_address, validate_seen],
    )
    checked_on = forms.DateField(label=_("Read on"), widget=DAY_INPUT)
    housing_source_title = forms.CharField(
        label=_("Source of the RSA"),
        max_length=300,
        widget=AdminTextInputWidget,
        validators=[validate_seen],
    )
    housing_source_url = forms.URLField(
        label=_("Address of the source of the RSA"),
        assume_scheme="https",
        widget=AdminURLFieldWidget,
        validators=[web_address, validate_seen],
    )

    def __init__(self, draft: DraftPeriod, amounts: Amounts, data: object = None) -> None:
        super().__init__(data)
        self.draft = draft
        comparisons = compare_draft(draft, amounts)
        self.has_new_base = not comparisons[-1].is_unchanged
        if not self.has_new_base:
            del self.fields["housing_source_title"], self.fields["housing_source_url"]
        for zone, name in IncomeThreshold.ZONES:
            self.fields[f"published_{zone}"].label = name
        self.show_comparisons(comparisons, printed=False)
        self.initial["previewed"] = self.fingerprint(draft)

    def clean_checked_on(self) -> object:
        validate_has_come(day := self.cleaned_data["checked_on"])
        before = last_revaluation(self.draft.valid_from - timedelta(days=1))
        if day < before:
            text = _("Nobody can have read this table before %(day)s.")
            raise ValidationError(text % {"day": f"{before:%d/%m/%Y}"})
        return day

    def clean(self) -> None:
        super().clean()
        if self._errors:
            return
        for row in self.rows():
            try:
                row.full_clean()
            except ValidationError as error:
                self.add_error(None, error.messages)
        if not self._errors:
            self.check_ticks(self.draft)

    def rows(self) -> Iterator[DatedAmounts]:
        """The rows that publishing saves."""
        given = self.cleaned_data
        read = {name: given[name] for name in ("source_title", "source_url", "checked_on")}
        for zone in ZONES:
            yield self.draft.ceiling(zone, published=given[f"published_{zone}"], **read)
        if self.has_new_base:
            yield self.draft.housing(
                source_title=given["housing_source_title"],
                source_url=given["housing_source_url"],
                checked_on=given["checked_on"],
            )

    def publish(self) -> list[DatedAmounts]:
        """Save the rows and delete the draft, all or nothing; every worker follows its version."""
        with transaction.atomic():
            rows = list(self.rows())
            for row in rows:
                row._change_reason = gettext("Published from a draft")
                row.save()
            self.draft.delete()
        return rows
