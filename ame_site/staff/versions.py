"""The history of a row in the admin, at addresses that anyone may mistype."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin


class VersionsAdmin(SimpleHistoryAdmin):
    """simple_history fails on a number that is none."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        must_be_numbers(object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        must_be_numbers(object_id, version_id)
        return super().history_form_view(request, object_id, version_id, extra_context)


def must_be_numbers(*given: str) -> None:
    """Raises Http404 otherwise."""
    if not all(each.isdecimal() for each in given):
        raise Http404
