"""Headers that never change, and the methods that the site takes."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render
from django.urls import resolve

from eligibility.views.errors import too_large

Respond = Callable[[HttpRequest], HttpResponse]

METHODS = ("GET", "HEAD", "POST")
PROBES = ("/healthz", "/readyz")
POLICY = "Content-Security-Policy"
# Without blanks and with nothing that public pages do not need: it travels with each of them.
HEADERS = {
    POLICY: (
        "default-src 'none';style-src 'self';script-src 'self';img-src 'self';media-src 'self';"
        "form-action 'self';base-uri 'none';frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(),microphone=(),geolocation=(),payment=(),usb=(),browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}

BOUND_BY_A_PAGE = ("text/css", "text/javascript", "image/svg+xml")
OF_A_PAGE = (POLICY, "Permissions-Policy")
# What says how to show or to load a body, on a redirect that has none.
OF_A_BODY = (
    "Content-Type",
    "Content-Language",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Cross-Origin-Resource-Policy",
)


def allow(response: HttpResponse, directive: str, source: str) -> HttpResponse:
    """Let this page take what a directive names from one more source."""
    policy = response.headers.get(POLICY, HEADERS[POLICY])
    known = f"{directive} 'self'"
    if known in policy:
        response.headers[POLICY] = policy.replace(known, f"{known} {source}")
    else:
        response.headers[POLICY] = f"{policy};{directive} {source}"
    return response


def fixed_headers(get_response: Respond) -> Respond:
    """Put the fixed headers on every response.

    A redirect shows nothing that the policies of a page could bind, and every answer is followed by one:
    it goes without them, which saves a slow network half of its bytes. Styles, scripts and drawings, which
    are the site's own files, go without the policies. What no cache may keep does not say what it
    varies with.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        headers = response.headers
        kind = headers.get("Content-Type", "").partition(";")[0]
        redirects = isinstance(response, HttpResponseRedirectBase)
        for name, value in HEADERS.items():
            if name not in OF_A_PAGE or not (redirects or kind in BOUND_BY_A_PAGE):
                headers.setdefault(name, value)
        if redirects:
            for name in OF_A_BODY:
                headers.pop(name, None)
        if headers.get("Cache-Control") == "no-store":
            headers.pop("Vary", None)
        return response

    return respond


def form_cookie_once(get_response: Respond) -> Respond:
    """Send the cookie of Django's forms to browsers that lack it only, and never with a page for everyone.

    Django, whose middleware stands around this one, sends it with every form, to renew an expiry that ours
    does not have; and in place of one that it cannot read, also with a page that a shared cache may keep.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_there = request.COOKIES.get(settings.CSRF_COOKIE_NAME) == request.META.get("CSRF_COOKIE")
        if is_there or "public" in response.headers.get("Cache-Control", ""):
            request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False
        return response

    return respond


def plain_requests_only(get_response: Respond) -> Respond:
    """Refuse every method that no page uses, TRACE among them, and bodies larger than any form."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return too_large(request)
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            response.content = render(request, "errors/405.html", {}).content
            response.headers["Cache-Control"] = "no-store"
        return response

    return respond


def probes_for_any_host(get_response: Respond) -> Respond:
    """Answer the probes before the host is checked: balancers and orchestrators ask by IP address."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path in PROBES:
            return resolve(request.path).func(request)
        return get_response(request)

    return respond
