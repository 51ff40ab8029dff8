"""What the views of the journey have in common."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from eligibility import answers
from eligibility.content import reference_on
from eligibility.domain.journey import Journey, replay
from eligibility.domain.questions import Question


def journey_of(given: Mapping[str, Any]) -> Journey:
    """The journey of these answers, today in Paris."""
    return replay(given, reference_on(timezone.localdate()))


def question_url(question: Question) -> str:
    return reverse("question", args=[question.key])


def where_it_stands(journey: Journey) -> str:
    """The address of the next question to answer, or of check-answers where none is left."""
    return question_url(journey.next_question) if journey.next_question else reverse("answers")


def see_other(address: str) -> HttpResponse:
    """A redirect after which a reload asks nothing twice."""
    return HttpResponseRedirect(address, status=303)


def keep_alive(request: HttpRequest, response: HttpResponse, kept: answers.Kept) -> HttpResponse:
    """Renew the cookie of someone who is still reading; drop one that cannot be read."""
    if kept.lost:
        answers.erase(response)
    elif kept.wants_renewal:
        answers.write(response, kept.given)
    return response


def comes_from_another_site(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of another site, or will not say."""
    origin = request.headers.get("Origin")
    return origin is not None and origin != f"{request.scheme}://{request.get_host()}"
