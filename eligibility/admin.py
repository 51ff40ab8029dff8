"""The papers as staff edit them."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from modeltranslation.admin import TabbedTranslationAdmin
from simple_history.admin import SimpleHistoryAdmin

from ame_site.bilingual import direction
from eligibility.admin_forms import DocumentForm
from eligibility.models import Document
from eligibility.period_admin import DraftPeriodAdmin
from eligibility.translation import DocumentTranslation

__all__ = ["DocumentAdmin", "DraftPeriodAdmin"]

admin.site.site_header = admin.site.site_title = "AME content"


@admin.register(Document)
class DocumentAdmin(SimpleHistoryAdmin, TabbedTranslationAdmin):
    form = DocumentForm
    fieldsets = (
        (
            None,
            {
                "fields": ("key", "proof", "persons", "role", "order", "in_use"),
                "description": "A paper is never deleted: the seeds would bring it back. "
                "Untick “In use” to retire it.",
            },
        ),
        ("Words", {"fields": ("name", "note")}),
        (
            "Paper",
            {"fields": ("older_than_months", "newer_than_months", "statement", "source")},
        ),
        ("When it applies", {"fields": ("applies_when",)}),
        ("When it does not apply", {"fields": ("not_when",)}),
    )
    list_display = ("key", "name_fr", "proof", "for_whom", "role_code", "in_use", "order")
    list_editable = ("in_use", "order")
    list_filter = ("proof", "in_use")
    list_per_page = 100  # three fields a row: within DATA_UPLOAD_MAX_NUMBER_FIELDS
    search_fields = ("key", "name_fr", "note_fr")

    @admin.display(description="for whom")
    def for_whom(self, row: Document) -> str:
        return ", ".join(row.persons)

    @admin.display(description="role", ordering="role")
    def role_code(self, row: Document) -> str:
        return row.role.replace("_", " ")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Under another key the seeds would load the paper a second time."""
        return (*super().get_readonly_fields(request, obj), *(("key",) if obj else ()))

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Write each translation in its own language and direction."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        language = getattr(db_field, "language", None)
        if field and language:
            field.widget.attrs.update(lang=language, dir=direction(language))
        return field

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Iterable[Any], **kwargs: Any
    ) -> None:
        """What changed, in each language; the bare columns only repeat the editor's own one."""
        for newer, older in pairwise(historical_records):
            delta = newer.diff_against(older, excluded_fields=DocumentTranslation.fields)
            helper = self.get_historical_record_context_helper(request, newer)
            newer.history_delta_changes = helper.context_for_delta_changes(delta)
