"""The questions, check-answers and the result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from eligibility import answers
from eligibility.content import DOCUMENTS
from eligibility.dates_form import DatesForm
from eligibility.domain.journey import Journey, questions_left
from eligibility.domain.questions import BY_KEY, QUESTIONS, Question
from eligibility.domain.verdict import assess
from eligibility.forms import QuestionForm
from eligibility.presentation.dates import dates_page
from eligibility.presentation.question import question_page
from eligibility.presentation.result import result_page
from eligibility.summary import rows
from eligibility.views.shared import (
    comes_from_another_site,
    journey_of,
    keep_alive,
    question_url,
    see_other,
    where_it_stands,
)


@never_cache
def question(request: HttpRequest, key: str) -> HttpResponse:
    """One question: shown, or answered and followed by where the journey then stands."""
    asked = BY_KEY[key]
    kept = answers.read(request)
    journey = journey_of(kept.given)
    if request.method == "POST":
        return _take_answer(request, asked, kept, journey)
    if not journey.reached(asked):
        return see_other(where_it_stands(journey))
    response = _show(request, asked, kept, journey, QuestionForm(asked, journey.facts))
    return keep_alive(request, response, kept)


def _take_answer(request: HttpRequest, asked: Question, kept: answers.Kept, journey: Journey) -> HttpResponse:
    """An answer to a page that the journey has not reached is kept where it can be one."""
    form = QuestionForm(asked, journey.facts, request.POST)
    reached = journey.reached(asked)
    if kept.lost or not (reached or form.is_valid()):
        return see_other(where_it_stands(journey))
    if not form.is_valid():
        return _show(request, asked, kept, journey, form)
    given = {**kept.given, asked.key: form.answer}
    response = see_other(where_it_stands(journey_of(given)))
    answers.write(response, given)
    return response


def _show(
    request: HttpRequest, asked: Question, kept: answers.Kept, journey: Journey, form: QuestionForm
) -> HttpResponse:
    context = question_page(asked, journey, form, kept.given.get(asked.key))
    context |= {
        "back_url": _back(asked, journey),
        "left": questions_left(kept.given, asked, journey.facts.reference),
        "lost": kept.lost,
        "go_on_url": where_it_stands(journey) if asked is QUESTIONS[0] and kept.given else "",
    }
    return render(request, "question.html", context, status=422 if form.errors else 200)


def _back(asked: Question, journey: Journey) -> str:
    before = journey.before(asked) if asked in journey.asked else None
    return question_url(before) if before else reverse("start")


@never_cache
@require_safe
def check_answers(request: HttpRequest) -> HttpResponse:
    """Every answer with a link to change it, once no question is left."""
    kept = answers.read(request)
    journey = journey_of(kept.given)
    if journey.next_question:
        return see_other(where_it_stands(journey))
    context = {"rows": rows(journey), "back_url": question_url(journey.asked[-1])}
    return keep_alive(request, render(request, "answers.html", context), kept)


@never_cache
@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """The outcome of the answers on this day."""
    kept = answers.read(request)
    journey = journey_of(kept.given)
    if journey.next_question:
        return see_other(where_it_stands(journey))
    outcome = assess(kept.given, journey.facts.reference, DOCUMENTS.current())
    context = result_page(outcome) | dates_page(DatesForm(outcome))
    return keep_alive(request, render(request, "result.html", context), kept)


@never_cache
@csrf_exempt  # it must work on a page that has been open too long; another site only gets the question
def erase(request: HttpRequest) -> HttpResponse:
    """Ask once, then remove the answers from the browser."""
    if request.method != "POST" or comes_from_another_site(request):
        return render(request, "erase.html", {})
    response = see_other(reverse("erased"))
    answers.erase(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
