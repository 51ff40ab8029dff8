"""The start page, the pages to read, and the models to print."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from ame_site.bilingual import PIECES, direction, tone
from ame_site.languages import SITE_LANGUAGES
from ame_site.middleware import allow
from ame_site.stylesheet import inline_style
from eligibility import handover
from eligibility.freshness import freshness, rules_checked_on
from eligibility.models import STATEMENTS as OF_PAPERS
from eligibility.views.shared import keep_second_language, no_store, see_other
from eligibility.wcag import CRITERIA
from thresholds.amounts import AMOUNTS, ZONES
from thresholds.held import ContentUnavailable
from thresholds.staleness import is_old

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
DATED_PAGES = ("about", "resources")  # they say how old the ceilings are
STATEMENTS = (*dict(OF_PAPERS), "refusal-letter")

may_be_kept = cache_control(public=True, max_age=300)


@require_safe
@vary_on_headers("Accept-Language")
def root(request: HttpRequest) -> HttpResponse:
    """To the browser's language, or to the choice of languages where the site has none of its own."""
    for wanted, quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if not quality:
            continue
        try:
            code = translation.get_supported_language_variant(wanted)
        except LookupError:
            continue
        with translation.override(code):
            return HttpResponseRedirect(reverse("start"))
    return render(request, "choose_language.html", {"site_languages": _languages()})


def _languages() -> list[dict[str, object]]:
    """Each language with its own start page, and what is answered there in that language."""
    languages = []
    for language in SITE_LANGUAGES:
        with translation.override(language.code):
            start = {
                "start_url": reverse("start"),
                "question": translation.gettext("Am I entitled to State medical aid (AME)?"),
                "direction": direction(language.code),
            }
        languages.append({**language._asdict(), **start})
    return languages


@require_safe
@may_be_kept
def start(request: HttpRequest) -> HttpResponse:
    """The first view: its style stands in it, and the file for the next pages comes while it is read."""
    style = inline_style()
    html = PIECES.get(
        ("start", tone()), lambda: render_to_string("start.html", {"style": style.text}, request)
    )
    return allow(HttpResponse(html), "style-src", style.source)


@require_safe
@may_be_kept
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of information."""
    context = {
        "site_languages": _languages(),
        "criteria": CRITERIA,
        "hand_over_minutes": handover.MINUTES,
        **(_how_old() if slug in DATED_PAGES else {}),
    }
    return render(request, f"pages/{slug.replace('-', '_')}.html", context)


def _how_old() -> dict[str, object]:
    """The age of rules and ceilings; where no content was ever read, that of the rules only."""
    today = timezone.localdate()
    rules = {"rules_checked_on": rules_checked_on(), "rules_are_old": is_old(rules_checked_on(), today)}
    try:
        amounts = AMOUNTS.current()
    except ContentUnavailable:
        return rules
    scales = [amounts.scale_in_force(zone, today) for zone in ZONES]
    return {
        **rules,
        "ceilings": freshness(amounts, today),
        "not_read": sorted({scale.valid_from for scale in scales if scale and scale.published != "yes"}),
    }


@require_safe
@may_be_kept
def statement(request: HttpRequest, name: str) -> HttpResponse:
    """A model to print, in French with its translation."""
    return render(request, f"statements/{name.replace('-', '_')}.html", {})


@csrf_exempt  # it changes how pages look in this browser, and nothing else
@require_POST
def second(request: HttpRequest) -> HttpResponse:
    """Show a second language under each text until the browser is closed, or no longer."""
    response = see_other(_a_page_of_this_site(request.POST.get("page", "")))
    keep_second_language(response, request.POST.get("second"))
    return response


def _a_page_of_this_site(path: str) -> str:
    """The path where it is a page that the form can be on, the start page otherwise."""
    try:
        return path if resolve(path).view_name != "second" else reverse("start")
    except Resolver404:
        return reverse("start")


@no_store
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Said only where it is true."""
    if request.COOKIES.get(settings.ANSWERS_COOKIE_NAME):
        return see_other(reverse("erase"))
    return render(request, "erased.html", {})
