"""Pages for what went wrong, in the reader's language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", {}, status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", {}, status=400)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django refused the form's token: the page was open too long, or cookies are off."""
    return render(request, "errors/403.html", {}, status=403)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", {}, status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/503.html", {}, status=503)
