"""The 1 April of an admin: the next period drafted, looked at, and published."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ame_site.staff.uploads import takes_a_file
from eligibility.domain.calendar import iso_day
from eligibility.preview import preview_of, result_as_of, site_as_of
from thresholds.admin import DAYS, KeptHistoryAdmin
from thresholds.amounts import ZONES, Amounts, read_amounts
from thresholds.draft_forms import DraftForm
from thresholds.models import DraftPeriod
from thresholds.publishing import PublishForm
from thresholds.staleness import last_revaluation, next_revaluation
from thresholds.validators import validate_period
from thresholds.views import ZONE_NAMES


@admin.register(DraftPeriod)
class DraftPeriodAdmin(KeptHistoryAdmin):
    """Drafts need the model's own permissions; publishing needs `thresholds.publish_ceiling`."""

    form = DraftForm
    formfield_overrides = DAYS
    fieldsets = (
        (None, {"fields": ("valid_from",)}),
        (
            _("Amounts from the printed table"),
            {
                "fields": ("table", "file"),
                "description": _("They overwrite the amounts below when you save. Nothing is public yet."),
            },
        ),
        (
            _("Whole euros a year"),
            {
                "fields": tuple(
                    tuple(DraftPeriod.amount_names(zone)[name] for zone in ZONES)
                    for name in DraftPeriod.amount_names(ZONES[0])
                )
            },
        ),
        (_("Housing lump sum"), {"fields": ("rsa_one_person_month",)}),
    )
    list_display = ("valid_from", "metropole_persons_1", "overseas_persons_1")

    # --- Addresses ------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        urls = super().get_urls()
        for url in urls:
            if str(url.name).endswith(("_add", "_change")):
                url.callback = takes_a_file(self.admin_site, url.callback)
        own = self.admin_site.admin_view
        return [
            path("as-of/", own(self.as_of_view), name="as_of"),
            path("as-of/<int:number>/", own(self.result_as_of_view), name="result_as_of"),
            path("<int:pk>/publish/", own(self.publish_view), name="publish_draft"),
            *urls,
        ]

    # --- The draft ------------------------------------------------------------------------------

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The period in force, from the next 1 April on."""
        amounts, today = read_amounts(), timezone.localdate()
        started = [scale.valid_from for scale in amounts.scales]
        copied: dict[str, Any] = {"valid_from": next_revaluation(max(started, default=today))}
        for zone in ZONES:
            if scale := amounts.scale_in_force(zone, today):
                names = DraftPeriod.amount_names(zone)
                copied |= {field: getattr(scale, name) for name, field in names.items()}
        if base := amounts.housing_in_force(today):
            copied["rsa_one_person_month"] = base.rsa_one_person_month
        return copied | super().get_changeform_initial_data(request)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        if (draft := context.get("original")) and not context["errors"]:
            context["preview"] = preview_of(draft, read_amounts())
            context["may_publish"] = self.may_publish(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: DraftPeriod, form: DraftForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if last_revaluation(obj.valid_from) != obj.valid_from or obj.valid_from <= timezone.localdate():
            messages.warning(
                request,
                gettext("This period does not begin on a 1 April to come. Ceilings change on 1 April."),
            )
        missed = [str(ZONE_NAMES[zone]) for zone in ZONES if zone not in form.zones_read]
        if form.zones_read and missed:
            text = gettext("The table named one zone only. The amounts of the other are as before: %(zones)s")
            messages.warning(request, text % {"zones": ", ".join(missed)})

    def response_post_save_add(self, request: HttpRequest, obj: DraftPeriod) -> HttpResponse:
        """To the preview, which stands on the draft's own page."""
        return HttpResponseRedirect(
            reverse("admin:thresholds_draftperiod_change", args=[obj.pk]) + "#preview"
        )

    response_post_save_change = response_post_save_add

    # --- Publishing -----------------------------------------------------------------------------

    def may_publish(self, request: HttpRequest) -> bool:
        return request.user.has_perm("thresholds.publish_ceiling")

    @transaction.atomic
    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Compare, name the source, tick, publish."""
        if not self.may_publish(request):
            raise PermissionDenied
        draft = DraftPeriod.objects.select_for_update().filter(pk=pk).first()
        if draft is None:
            messages.warning(request, gettext("This draft is gone: somebody published or deleted it."))
            return HttpResponseRedirect(reverse("admin:index"))
        amounts = read_amounts()
        form = PublishForm(draft, amounts, request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._published(request, draft, form)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Publish"),
            "subtitle": str(draft),
            "opts": self.opts,
            "original": draft,
            "form": form,
            "preview": preview_of(draft, amounts),
        }
        return render(request, "admin/thresholds/draftperiod/publish.html", context)

    def _published(self, request: HttpRequest, draft: DraftPeriod, form: PublishForm) -> HttpResponse:
        self.log_deletions(request, [draft])
        for row in form.publish():
            self.log_addition(request, row, gettext("Published from a draft"))
        day = {"day": f"{draft.valid_from:%d/%m/%Y}"}
        messages.success(
            request, gettext("Published: the site counts with these amounts from %(day)s on.") % day
        )
        return HttpResponseRedirect(reverse("admin:index"))

    # --- The site as of another day ---------------------------------------------------------------

    def as_of_view(self, request: HttpRequest) -> HttpResponse:
        """The ceilings, what the site says of them, and the verdicts of typical households."""
        amounts, day = self._as_asked(request)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("The site as of another day"),
            "opts": self.opts,
            "with_drafts": "drafts" in request.GET,
            **site_as_of(amounts, day),
        }
        return render(request, "admin/thresholds/draftperiod/as_of.html", context)

    def result_as_of_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """The public result page of one typical household, in the order of their list."""
        amounts, day = self._as_asked(request)
        try:
            context = result_as_of(amounts, day, number)
        except IndexError as error:
            raise Http404 from error
        return render(request, "result.html", context)

    def _as_asked(self, request: HttpRequest) -> tuple[Amounts, date]:
        """`on` is an ISO date, today where it is none; `drafts` counts the drafts as published."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        amounts = read_amounts()
        if "drafts" in request.GET:
            for draft in DraftPeriod.objects.all():
                amounts = amounts.with_period(draft.scales(), draft.base())
        try:
            validate_period(day := iso_day(request.GET.get("on")))
        except (ValueError, ValidationError):
            return amounts, timezone.localdate()
        return amounts, day
