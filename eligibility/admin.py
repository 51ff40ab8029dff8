"""The papers as staff edit them, each within their languages."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TabbedTranslationAdmin
from modeltranslation.utils import build_localized_fieldname

from ame_site.bilingual import direction
from ame_site.staff.roles import languages_of
from ame_site.staff.versions import VersionsAdmin, must_be_numbers
from eligibility.admin_forms import DocumentForm
from eligibility.admin_translations import MissingFilter, TranslationPages
from eligibility.domain.typical import TYPICAL_HOUSEHOLDS
from eligibility.models import Document
from eligibility.paper_preview import HOUSEHOLDS, preview
from eligibility.period_admin import DraftPeriodAdmin
from eligibility.translation import DocumentTranslation

__all__ = ["DocumentAdmin", "DraftPeriodAdmin"]

CONDITIONS = (
    "proof",
    "persons",
    "role",
    "order",
    "in_use",
    "older_than_months",
    "newer_than_months",
    "statement",
    "source",
    "applies_when",
    "not_when",
)


@admin.register(Document)
class DocumentAdmin(VersionsAdmin, TabbedTranslationAdmin, TranslationPages):
    form = DocumentForm
    object_history_form_template = "admin/eligibility/document/version.html"
    change_list_template = "admin/eligibility/document/list.html"
    fieldsets = (
        (
            None,
            {
                "fields": ("key", "proof", "persons", "role", "order", "in_use"),
                "description": _(
                    "A paper is never deleted: the seeds would bring it back. Untick “In use” to retire it."
                ),
            },
        ),
        (_("Words"), {"fields": ("name", "note")}),
        (
            _("Paper"),
            {"fields": ("older_than_months", "newer_than_months", "statement", "source")},
        ),
        (_("When it applies"), {"fields": ("applies_when",)}),
        (_("When it does not apply"), {"fields": ("not_when",)}),
    )
    list_display = ("key", "name_fr", "proof", "for_whom", "in_use", "order", "missing_texts")
    list_editable = ("in_use", "order")
    list_filter = ("proof", "in_use", MissingFilter)
    list_per_page = 100  # three fields a row: within DATA_UPLOAD_MAX_NUMBER_FIELDS
    search_fields = ("key", "name_fr", "note_fr")

    @admin.display(description=_("for whom"))
    def for_whom(self, row: Document) -> str:
        return ", ".join(row.persons_labels)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new paper needs its French name."""
        return super().has_add_permission(request) and "fr" in languages_of(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who writes texts of any language changes those, and nothing else."""
        return super().has_change_permission(request, obj) or bool(languages_of(request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        (title, first), *others = super().get_fieldsets(request, obj)
        if obj and self.has_change_permission(request, obj):
            first = first | {"fields": ("seen", *first["fields"])}
        return [(title, first), *others]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Under another key the seeds would load the paper a second time."""
        return (
            *super().get_readonly_fields(request, obj),
            *(("key",) if obj else ()),
            *_closed_to(request),
        )

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        """A version brought back from the history holds every field: those of others stay as they are."""
        if change:
            stored = Document.objects.get(pk=obj.pk)
            for name in _closed_to(request):
                setattr(obj, name, getattr(stored, name))
        super().save_model(request, obj, form, change)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changes = super().get_changelist_instance(request)
        if not _may_edit_conditions(request):
            changes.list_editable = ()
        return changes

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Write each translation in its own language and direction."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        language = getattr(db_field, "language", None)
        if field and language:
            field.widget.attrs.update(lang=language, dir=direction(language))
            field.widget.attrs["class"] += " vLargeTextField"  # a name fills a line
        return field

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        context |= {"households": TYPICAL_HOUSEHOLDS, "site_languages": settings.LANGUAGES}
        if form.was_looked_at:
            context["errors"] = []  # nothing is wrong with the entry
            context["preview"] = preview(form.instance, *_looked_at(request))
            messages.warning(request, DocumentForm.NOT_SAVED)
        return super().render_change_form(request, context, *args, **kwargs)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """A version of the history, with what bringing it back would change."""
        must_be_numbers(object_id, version_id)
        version = get_object_or_404(Document.history, id=object_id, history_id=version_id)
        changes = self._changes(request, version, Document.history.filter(id=object_id).latest())
        return super().history_form_view(request, object_id, version_id, {"changes_to_today": changes})

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Iterable[Any], **kwargs: Any
    ) -> None:
        """What changed, in each language; the bare columns only repeat the editor's own one."""
        for newer, older in pairwise(historical_records):
            newer.history_delta_changes = self._changes(request, newer, older)

    def _changes(self, request: HttpRequest, version: Any, other: Any) -> list[dict[str, Any]]:
        delta = version.diff_against(other, excluded_fields=DocumentTranslation.fields)
        helper = self.get_historical_record_context_helper(request, version)
        return helper.context_for_delta_changes(delta)


def _may_edit_conditions(request: HttpRequest) -> bool:
    return request.user.has_perm("eligibility.change_document")


def _closed_to(request: HttpRequest) -> list[str]:
    """The fields that the user may read and not write."""
    mine = languages_of(request.user)
    others = [code for code, _name in settings.LANGUAGES if code not in mine]
    texts = [
        build_localized_fieldname(field, code) for field in DocumentTranslation.fields for code in others
    ]
    return [*texts, *(() if _may_edit_conditions(request) else CONDITIONS)]


def _looked_at(request: HttpRequest) -> tuple[Any, str]:
    """The household and the language chosen for the preview; the first ones where none is."""
    languages = dict(settings.LANGUAGES)
    household = HOUSEHOLDS.get(request.POST.get("household", ""), TYPICAL_HOUSEHOLDS[0])
    language = request.POST.get("preview_language", "")
    return household, language if language in languages else settings.LANGUAGE_CODE
