"""Who changed what and when: the histories of all content, the users, and the sign-ins, newest first."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from heapq import nlargest
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalChanges

from ame_site.staff.models import SignIn
from ame_site.staff.roles import label

PER_PAGE = 50
LONGEST_NUMBER = 5


@dataclass(frozen=True)
class Event:
    """One line of the list; `details` is asked for only where the line is shown."""

    at: datetime
    who: str
    what: str
    about: str
    url: str = ""
    details: Callable[[], list[str]] = list


class AuditAdmin(admin.ModelAdmin):
    """The list stands where the list of sign-ins would."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = request.GET.get("page", "")
        number = max(1, int(page)) if page.isdecimal() and len(page) < LONGEST_NUMBER else 1
        events = newest(number * PER_PAGE + 1)[(number - 1) * PER_PAGE :]
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural,
            "opts": self.opts,
            "events": events[:PER_PAGE],
            "newer": number - 1,
            "older": number + 1 if len(events) > PER_PAGE else 0,
        }
        return render(request, "admin/staff/audit.html", context)


def newest(count: int) -> list[Event]:
    """The last events of every kind, at most `count`."""
    found = (*_changes(count), *_users(count), *_sign_ins(count))
    return nlargest(count, found, key=lambda event: event.at)


def _changes(count: int) -> Iterator[Event]:
    for model in apps.get_models():
        if not issubclass(model, HistoricalChanges):
            continue
        for record in model.objects.select_related("history_user").order_by("-history_date")[:count]:
            of = record.instance_type._meta
            yield Event(
                at=record.history_date,
                who=str(record.history_user or gettext("The seeds, or a command")),
                what=record.get_history_type_display(),
                about=f"{of.verbose_name} · {record.instance}",
                url=_history_of(record.instance),
                details=partial(_details, record),
            )


def _history_of(row: Any) -> str:
    if not admin.site.is_registered(type(row)):
        return ""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_history", args=[row.pk])


def _details(record: Any) -> list[str]:
    """The fields that changed since the version before; their values are in the row's own history."""
    before = record.prev_record
    if before is None:
        return []
    fields = record.instance_type._meta.get_fields()
    # modeltranslation's bare columns repeat one of the languages.
    bare = {field.translated_field.name for field in fields if hasattr(field, "translated_field")}
    changes = record.diff_against(before, excluded_fields=bare).changes
    return [str(record.instance_type._meta.get_field(change.field).verbose_name) for change in changes]


def _users(count: int) -> Iterator[Event]:
    entries = LogEntry.objects.filter(content_type__app_label="auth").select_related("user", "content_type")
    for entry in entries.order_by("-action_time")[:count]:
        yield Event(
            at=entry.action_time,
            who=entry.user.get_username(),
            what=entry.get_action_flag_display(),
            about=f"{User._meta.verbose_name} · {entry.object_repr}",
            url=reverse("admin:auth_user_change", args=[entry.object_id]),
            details=partial(_message, entry),
        )


def _message(entry: LogEntry) -> list[str]:
    """What Django says, and the roles that someone has from then on (see StaffAdmin)."""
    parts = json.loads(entry.change_message) if entry.change_message.startswith("[") else []
    given = [label(name) for part in parts for name in part.get("roles", ())]
    return [entry.get_change_message(), *given]


def _sign_ins(count: int) -> Iterator[Event]:
    for row in SignIn.objects.all()[:count]:
        what = _("Signed in") if row.succeeded else _("Failed to sign in")
        yield Event(at=row.at, who=row.name, what=str(what), about="")
