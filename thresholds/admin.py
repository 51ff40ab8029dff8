"""The dated amounts as staff edit them."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminIntegerFieldWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ame_site.staff.versions import VersionsAdmin
from thresholds.admin_forms import DAY_INPUT, ComparedForm, HousingLumpSumForm, IncomeThresholdForm
from thresholds.models import NOT_POSITIVE, HousingLumpSum, IncomeThreshold

DAYS = {models.DateField: {"widget": DAY_INPUT, "input_formats": [DAY_INPUT.format]}}
SOURCE = (_("Source"), {"fields": ("source_title", "source_url", "checked_on")})


class KeptHistoryAdmin(VersionsAdmin):
    """Old amounts are shown, and typed again to come back, so that they are compared again."""

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            raise PermissionDenied
        return super().history_form_view(request, *args, **kwargs)


class DatedAmountsAdmin(KeptHistoryAdmin):
    """Rows that follow one another in time, saved once they were compared."""

    formfield_overrides = DAYS | {
        models.PositiveIntegerField: {
            "min_value": 1,
            "widget": AdminIntegerFieldWidget,
            "error_messages": {"min_value": NOT_POSITIVE},
        },
        models.URLField: {"assume_scheme": "https"},
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        series = {name: OuterRef(name) for name in self.model.SERIES}
        later = self.model._default_manager.filter(
            **series, valid_from__gt=OuterRef("valid_from"), valid_from__lte=timezone.localdate()
        )
        return super().get_queryset(request).annotate(is_replaced=Exists(later))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a row that is still to come: without the one in force, the one before would count."""
        is_to_come = obj is not None and obj.valid_from > timezone.localdate()
        return is_to_come and super().has_delete_permission(request, obj)

    @admin.display(description=_("state"), ordering="valid_from")
    def state(self, row: Any) -> str:
        """Where the row stands today, in Paris."""
        if row.valid_from > timezone.localdate():
            return gettext("upcoming")
        return gettext("past") if row.is_replaced else gettext("in force")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if context["adminform"].form.waits_for_ticks:
            # Nothing is wrong with the entry: no "correct the errors below".
            context["errors"] = []
            messages.warning(request, ComparedForm.NOT_YET)
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(IncomeThreshold)
class IncomeThresholdAdmin(DatedAmountsAdmin):
    form = IncomeThresholdForm
    fieldsets = (
        (None, {"fields": ("zone", "valid_from")}),
        (
            _("Whole euros a year, copied from the published table"),
            {"fields": (*IncomeThreshold.AMOUNTS, "published")},
        ),
        SOURCE,
    )
    list_display = (
        "zone",
        "valid_from",
        "state",
        *IncomeThreshold.AMOUNTS,
        "read_in_a_table",
        "checked_on",
    )
    list_display_links = ("zone", "valid_from")
    list_filter = ("zone",)

    @admin.display(description=_("published"), ordering="published")
    def read_in_a_table(self, row: IncomeThreshold) -> str:
        """The labels are too long for a column."""
        return {"yes": gettext("yes"), "one_person": gettext("one person"), "no": gettext("no")}[
            row.published
        ]


@admin.register(HousingLumpSum)
class HousingLumpSumAdmin(DatedAmountsAdmin):
    form = HousingLumpSumForm
    fieldsets = (
        (None, {"fields": ("valid_from", "rsa_one_person_month")}),
        SOURCE,
    )
    list_display = ("valid_from", "state", "rsa_one_person_month", "checked_on", "source_title")
