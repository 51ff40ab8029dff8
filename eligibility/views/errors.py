"""Pages for what went wrong, in the reader's language."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ame_site.staff.middleware import is_for_staff
from thresholds.held import ContentUnavailable


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "404", 404, "missing")


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django found suspicious; 413 where it was only too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return _page(request, "400", 400, "unreadable")


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, "400", 413, "too_large")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django refused the form's token: the page was open too long, or cookies are off."""
    return _page(request, "403", 403, "expired")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the roles of a member of the staff do not allow; visitors have none."""
    return _page(request, "403", 403, "forbidden")


def _page(request: HttpRequest, name: str, status: int, why: str) -> HttpResponse:
    """The page of an error; staff are told in the admin's frame what it means for their work."""
    if not is_for_staff(request):
        return render(request, f"errors/{name}.html", {}, status=status)
    kilobytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024
    return render(request, "admin/error.html", {"why": why, "kilobytes": kilobytes}, status=status)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", {}, status=500)


class NoContent:
    """A page that says so where the reference content was never read, instead of a guess."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ContentUnavailable):
            return None
        return render(request, "errors/503.html", {}, status=503)
