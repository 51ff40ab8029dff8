"""The helper's desk: the whole questionnaire on one page, whose answers live in that page alone."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy, override
from django.views.decorators.csrf import csrf_exempt

from ame_site.bilingual import at_the_desk, beside_each_text, language_of_the_client, second_language
from ame_site.middleware import allow
from eligibility.answers import seal, unseal
from eligibility.content import DOCUMENTS
from eligibility.desk import DESK_PAGE, NEXT, PHONE, SEALED, SECOND, Filled, read
from eligibility.domain.verdict import outcome_of
from eligibility.handover import code_of_the_result, what_a_code_opens
from eligibility.presentation.desk import desk_page
from eligibility.sealing import InvalidToken
from eligibility.views.paper import as_download
from eligibility.views.shared import (
    comes_from_another_site,
    journey_of,
    keep_second_language,
    no_store,
)

WIPED = gettext_lazy("Everything was wiped. The page is ready for the next person.")
LOST = gettext_lazy(
    "Everything was wiped: the page was not used for an hour, or what it held could not be read."
)


@no_store
@csrf_exempt  # nothing changes on the server, and a page left open must not lose what was filled in
def desk(request: HttpRequest) -> HttpResponse:
    """The blank page, the page as filled in, or the page wiped for the next person."""
    if request.method != "POST" or comes_from_another_site(request):
        return _show(request, _blank(), second_language())
    if NEXT in request.POST:
        return _wiped(request, WIPED)
    try:
        filled = _filled(request)
    except InvalidToken:
        return _wiped(request, LOST)
    second = _second(request)
    response = _show(request, filled, second, with_code=PHONE in request.POST)
    keep_second_language(response, second)
    return response


@no_store
@csrf_exempt
def desk_paper(request: HttpRequest) -> HttpResponse:
    """The PDF that the person would get themselves, and which speaks to them, of the page as filled in.

    It has an address of its own, so that the proxy can limit what costs so much. What has no outcome goes
    on to the desk as it was sent.
    """
    if request.method == "POST" and not comes_from_another_site(request):
        with suppress(InvalidToken):
            filled = _filled(request)
            if filled.is_complete:
                with beside_each_text(_second(request)), override(language_of_the_client()):
                    return as_download(outcome_of(filled.journey, DOCUMENTS.current()))
    return HttpResponseRedirect(reverse("desk"), preserve_request=True)


def _filled(request: HttpRequest) -> Filled:
    """The page as it was sent; raises InvalidToken where its hidden field is not the desk's own."""
    kept = unseal(request.POST.get(SEALED, ""), DESK_PAGE)
    return read(kept, request.POST, journey_of({}).facts.reference)


def _second(request: HttpRequest) -> str | None:
    """The person's language, where the page named one."""
    code = request.POST.get(SECOND, "")
    return code if code in dict(_languages()) else None


def _blank() -> Filled:
    return Filled({}, journey_of({}), {})


def _languages() -> list[tuple[str, str]]:
    """The languages that may stand under this page's own."""
    return [(code, name) for code, name in settings.LANGUAGES if code != get_language()]


def _wiped(request: HttpRequest, notice: object) -> HttpResponse:
    """Nothing of this person is left: neither an answer nor the language that they read."""
    response = _show(request, _blank(), None, notice)
    keep_second_language(response, None)
    return response


def _show(
    request: HttpRequest,
    filled: Filled,
    second: str | None,
    notice: object = "",
    *,
    with_code: bool = False,
) -> HttpResponse:
    with at_the_desk(second):
        context = desk_page(filled, _languages(), second) | {
            "sealed": seal(filled.given, DESK_PAGE),
            "notice": notice,
            "idle": settings.ANSWERS_MAX_AGE,
        }
        if with_code and filled.is_complete:
            code = code_of_the_result(request, filled.as_visited)
            context |= what_a_code_opens() | {"code": mark_safe(code.decode())}  # noqa: S308
        response = render(request, "desk.html", context, status=422 if filled.mistakes else 200)
    return allow(response, "connect-src", "'self'")
