"""Pages for what went wrong, in the reader's language."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thresholds.held import ContentUnavailable


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", {}, status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django found suspicious; 413 where it was only too large."""
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return render(request, "errors/400.html", {}, status=413 if too_large else 400)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django refused the form's token: the page was open too long, or cookies are off."""
    return render(request, "errors/403.html", {}, status=403)


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
