"""Taking the result along: to a phone, and its dates to a calendar."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods, require_safe

from ame_site.bilingual import second_language
from eligibility import answers, handover
from eligibility.calendar_file import calendar_file
from eligibility.dates_form import DatesForm
from eligibility.domain.verdict import Outcome
from eligibility.presentation.dates import dates_page
from eligibility.sealing import InvalidToken
from eligibility.views.shared import journey_of, keep_alive, no_store, of_a_finished_journey, see_other


@no_store
@require_safe
def hand_over(request: HttpRequest) -> HttpResponse:
    """Codes to scan: the result, once there is one, and the start page, in the client's language."""
    kept = answers.read(request)
    client = _language_of_the_client()
    context = {
        "client": client,
        "language": format_html('<bdi lang="{}">{}</bdi>', client, dict(settings.LANGUAGES)[client]),
        "start": _for_the_client(request, "start"),
        "minutes": handover.MINUTES,
        "has_result": not journey_of(kept.given).next_question,
    }
    return keep_alive(request, render(request, "hand_over.html", context), kept)


@no_store
@require_safe
@of_a_finished_journey
def result_code(request: HttpRequest, kept: answers.Kept, outcome: Outcome) -> HttpResponse:
    """The code of this result, valid from the moment that it is drawn."""
    token = answers.seal(kept.given, handover.HAND_OVER)
    return _drawing(f"{_for_the_client(request, 'phone')}#{token}")


@no_store
@require_safe
def start_code(request: HttpRequest) -> HttpResponse:
    """The code of the start page, which holds no answer."""
    return _drawing(_for_the_client(request, "start"))


def _drawing(address: str) -> HttpResponse:
    return HttpResponse(handover.code_to_scan(address), content_type="image/svg+xml")


def _for_the_client(request: HttpRequest, name: str) -> str:
    """The whole address of a page in the client's language."""
    with override(_language_of_the_client()):
        return request.build_absolute_uri(reverse(name))


def _language_of_the_client() -> str:
    """Of two languages the one that is not French, which is there for the helper; else the second."""
    first, second = get_language() or settings.LANGUAGE_CODE, second_language()
    return second if second and second != settings.LANGUAGE_CODE else first


@no_store
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """Where the code leads: a small script posts the token of the fragment, which no server sees.

    Answers that are already in this browser are replaced only once its owner has said so.
    """
    if request.method != "POST":
        return render(request, "phone.html", {"minutes": handover.MINUTES})
    token = request.POST.get("token", "")
    try:
        given = answers.unseal(token, handover.HAND_OVER)
    except InvalidToken:
        return render(request, "phone.html", {"minutes": handover.MINUTES, "refused": True}, status=422)
    here = answers.read(request).given
    if here and here != given and "replace" not in request.POST:
        return render(request, "phone_replace.html", {"token": token})
    response = see_other(reverse("result"))
    answers.write(response, given)
    return response


@no_store
@require_http_methods(["GET", "HEAD", "POST"])
@of_a_finished_journey
def dates(request: HttpRequest, kept: answers.Kept, outcome: Outcome) -> HttpResponse:
    """The dates of this result as a file for a calendar; or the form alone, with what is wrong in it."""
    form = DatesForm(outcome, request.POST if request.method == "POST" else None)
    if not form.has_dates:
        return see_other(reverse("result"))
    if form.is_valid():
        return HttpResponse(
            calendar_file(form.entries),
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="dates.ics"'},
        )
    response = render(request, "dates.html", dates_page(form), status=422 if form.errors else 200)
    return keep_alive(request, response, kept)
