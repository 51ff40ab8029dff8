"""The result to take along: a PDF that is made on the fly and kept nowhere, and the sheet for the counter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from eligibility import answers
from eligibility.content import DOCUMENTS
from eligibility.domain.verdict import assess
from eligibility.presentation.paper import result_as_pdf
from eligibility.presentation.preparation import preparation_sheet
from eligibility.views.shared import journey_of, keep_alive, no_store, see_other, where_it_stands

NAME = "liste.pdf"  # says nothing about anyone


@no_store
def paper(request: HttpRequest) -> HttpResponse:
    """The outcome of the answers on this day, to download from the result page's button."""
    kept = answers.read(request)
    journey = journey_of(kept.given)
    if journey.next_question:
        return see_other(where_it_stands(journey))
    if request.method != "POST":
        return see_other(reverse("result"))
    outcome = assess(kept.given, journey.facts.reference, DOCUMENTS.current())
    headers = {"Content-Disposition": f'attachment; filename="{NAME}"'}
    response = HttpResponse(result_as_pdf(outcome), content_type="application/pdf", headers=headers)
    return keep_alive(request, response, kept)


@no_store
@require_safe
def preparation(request: HttpRequest) -> HttpResponse:
    """The sheet to print, where there is something to file."""
    kept = answers.read(request)
    journey = journey_of(kept.given)
    if journey.next_question:
        return see_other(where_it_stands(journey))
    outcome = assess(kept.given, journey.facts.reference, DOCUMENTS.current())
    if not outcome.checklist:
        return see_other(reverse("result"))
    response = render(request, "preparation.html", {"sheet": preparation_sheet(outcome)})
    return keep_alive(request, response, kept)
