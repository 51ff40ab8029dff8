"""The result to take along: a PDF that is made on the fly and kept nowhere, and the sheet for the counter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from eligibility import answers
from eligibility.domain.verdict import Outcome
from eligibility.presentation.paper import result_as_pdf
from eligibility.presentation.preparation import preparation_sheet
from eligibility.views.shared import keep_alive, no_store, of_a_finished_journey, see_other

NAME = "liste.pdf"  # says nothing about anyone


@no_store
@of_a_finished_journey
def paper(request: HttpRequest, kept: answers.Kept, outcome: Outcome) -> HttpResponse:
    """The outcome of the answers on this day, to download from the result page's button."""
    if request.method != "POST":
        return see_other(reverse("result"))
    return keep_alive(as_download(outcome), kept)


def as_download(outcome: Outcome) -> HttpResponse:
    """The PDF of an outcome, in the languages of the page."""
    headers = {"Content-Disposition": f'attachment; filename="{NAME}"'}
    return HttpResponse(result_as_pdf(outcome), content_type="application/pdf", headers=headers)


@no_store
@require_safe
@of_a_finished_journey
def preparation(request: HttpRequest, kept: answers.Kept, outcome: Outcome) -> HttpResponse:
    """The sheet to print, where there is something to file."""
    if not outcome.checklist:
        return see_other(reverse("result"))
    response = render(request, "preparation.html", {"sheet": preparation_sheet(outcome)})
    return keep_alive(response, kept)
