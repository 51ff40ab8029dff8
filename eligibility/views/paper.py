"""The result to take along, as a PDF that is made on the fly and kept nowhere."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from eligibility import answers
from eligibility.content import DOCUMENTS
from eligibility.domain.verdict import assess
from eligibility.presentation.paper import result_as_pdf
from eligibility.views.shared import journey_of, keep_alive, see_other, where_it_stands

NAME = "ame.pdf"  # says nothing about anyone


@never_cache
@require_POST
def paper(request: HttpRequest) -> HttpResponse:
    """The outcome of the answers on this day, to download."""
    kept = answers.read(request)
    journey = journey_of(kept.given)
    if journey.next_question:
        return see_other(where_it_stands(journey))
    outcome = assess(kept.given, journey.facts.reference, DOCUMENTS.current())
    headers = {"Content-Disposition": f'attachment; filename="{NAME}"'}
    response = HttpResponse(result_as_pdf(outcome), content_type="application/pdf", headers=headers)
    return keep_alive(request, response, kept)
