"""The start page, the pages to read, and the models to print."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from ame_site.languages import SITE_LANGUAGES

RULES_CHECKED_ON = date(2026, 11, 24)

PAGES = (
    "rights",
    "how-to-apply",
    "renewal",
    "resources",
    "which-office",
    "privacy",
    "languages",
    "about",
    "accessibility",
    "care-today",
    "after-a-refusal",
)
STATEMENTS = ("host", "no-passport", "means-of-living", "dependant", "refusal-letter")

may_be_kept = cache_control(public=True, max_age=300)


@require_safe
@vary_on_headers("Accept-Language")
def root(request: HttpRequest) -> HttpResponse:
    """To the browser's language, or to the choice of languages where the site has none of its own."""
    for wanted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            code = translation.get_supported_language_variant(wanted)
        except LookupError:
            continue
        with translation.override(code):
            return HttpResponseRedirect(reverse("start"))
    return render(request, "choose_language.html", {"site_languages": _languages()})


def _languages() -> list[dict[str, object]]:
    starts = {}
    for language in SITE_LANGUAGES:
        with translation.override(language.code):
            starts[language.code] = reverse("start")
    return [{**language._asdict(), "start_url": starts[language.code]} for language in SITE_LANGUAGES]


@may_be_kept
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "start.html", {"site_languages": _languages()})


@may_be_kept
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of information."""
    context = {"rules_checked_on": RULES_CHECKED_ON, "site_languages": _languages()}
    return render(request, f"pages/{slug.replace('-', '_')}.html", context)


@may_be_kept
@require_safe
def statement(request: HttpRequest, name: str) -> HttpResponse:
    """A model to print, in French with its translation."""
    return render(request, f"statements/{name.replace('-', '_')}.html", {})


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "erased.html", {})
