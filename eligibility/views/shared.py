"""What the views of the journey have in common."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import cache_control

from eligibility import answers
from eligibility.addresses import check_url, question_url
from eligibility.content import DOCUMENTS, reference_on
from eligibility.domain.journey import Journey, replay
from eligibility.domain.questions import Question
from eligibility.domain.verdict import Outcome, outcome_of

# What `never_cache` adds to this says the same to browsers of the last century, on every response.
no_store = cache_control(no_store=True)


def journey_of(given: Mapping[str, Any], before: Question | None = None) -> Journey:
    """The journey of these answers, today in Paris; just as far as a question, where one is given."""
    return replay(given, reference_on(timezone.localdate()), before=before)


def where_it_stands(journey: Journey) -> str:
    """The address of the next question to answer, or of check-answers where none is left."""
    return question_url(journey.next_question) if journey.next_question else check_url()


def see_other(address: str) -> HttpResponse:
    """A redirect after which a reload asks nothing twice."""
    return HttpResponseRedirect(address, status=303)


def where_to_go_on(kept: answers.Kept, journey: Journey) -> HttpResponse:
    """To where the journey stands; who comes without any answer reads there why it begins anew."""
    response = see_other(where_it_stands(journey))
    if not kept.given:
        answers.write_that_none_are_left(response)
    return response


def of_a_finished_journey(
    view: Callable[[HttpRequest, answers.Kept, Outcome], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Hand the view what the browser keeps and its outcome; lead an unfinished journey to where it stands."""

    @wraps(view)
    def respond(request: HttpRequest) -> HttpResponse:
        kept = answers.read(request)
        journey = journey_of(kept.given)
        if journey.next_question:
            return where_to_go_on(kept, journey)
        return view(request, kept, outcome_of(journey, DOCUMENTS.current()))

    return respond


def keep_alive(response: HttpResponse, kept: answers.Kept) -> HttpResponse:
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


def keep_second_language(response: HttpResponse, code: str | None) -> None:
    """Show this second language on each page until the browser is closed; none, or no language, ends it."""
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.SECOND_LANGUAGE_COOKIE_NAME,
            code,
            secure=settings.ANSWERS_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(settings.SECOND_LANGUAGE_COOKIE_NAME, samesite="Lax")
