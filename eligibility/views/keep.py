"""Taking the result along: to a phone, and its dates to a calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

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
    context = handover.what_a_code_opens() | {
        "start": handover.address_for_the_client(request, "start"),
        "has_result": not journey_of(kept.given).next_question,
    }
    return keep_alive(render(request, "hand_over.html", context), kept)


@no_store
@require_safe
@of_a_finished_journey
def result_code(request: HttpRequest, kept: answers.Kept, outcome: Outcome) -> HttpResponse:
    """The code of this result, valid from the moment that it is drawn."""
    return _drawing(handover.code_of_the_result(request, kept.given))


@no_store
@require_safe
def start_code(request: HttpRequest) -> HttpResponse:
    """The code of the start page, which holds no answer."""
    return _drawing(handover.code_to_scan(handover.address_for_the_client(request, "start")))


def _drawing(code: bytes) -> HttpResponse:
    return HttpResponse(code, content_type="image/svg+xml")


@no_store
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
    return keep_alive(response, kept)
