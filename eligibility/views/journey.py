"""The questions, check-answers and the result."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ame_site.form_token import form_token
from eligibility import answers
from eligibility.addresses import page_url, question_url
from eligibility.dates_form import DatesForm
from eligibility.domain.journey import Journey, facts_before, replay
from eligibility.domain.pages import PAGE_OF, PAGES, Page, page_before, pages_left, pages_of
from eligibility.domain.questions import BY_KEY
from eligibility.domain.verdict import Outcome
from eligibility.page_form import PageForm, readable_answers
from eligibility.presentation.dates import dates_page
from eligibility.presentation.kept_page import PLACES, kept_page
from eligibility.presentation.question import progress, question_page
from eligibility.presentation.result import result_page
from eligibility.summary import rows_as_html
from eligibility.views.shared import (
    comes_from_another_site,
    journey_of,
    keep_alive,
    no_store,
    of_a_finished_journey,
    see_other,
    where_it_stands,
    where_to_go_on,
)


@no_store
def question(request: HttpRequest, key: str) -> HttpResponse:
    """A page of questions: shown, or answered and followed by where the journey then stands."""
    page = PAGE_OF[key]
    kept = answers.read(request)
    if request.method == "POST":
        return _take_answers(request, page, kept)
    journey = journey_of(kept.given)
    if not journey.reached(page.first):
        return where_to_go_on(kept, journey)
    if key != page.first.key:
        return see_other(question_url(BY_KEY[key]))
    return keep_alive(_show(request, page, kept, journey), kept)


def _take_answers(request: HttpRequest, page: Page, kept: answers.Kept) -> HttpResponse:
    """Answers to a page that the journey has not reached are kept where they can be answers."""
    if kept.lost or not (kept.given or page is PAGES[0]):
        return where_to_go_on(kept, journey_of({}))
    known = journey_of(kept.given, before=page.first)
    if known.waiting or not page.first.asked_when(known.facts):
        taken = readable_answers(page, known.facts, request.POST)
        given = {**kept.given, **taken}
        journey = journey_of(given)
    else:
        form = PageForm(page, known.facts, request.POST)
        if form.wrong:
            return keep_alive(_show(request, page, kept, journey_of(kept.given), form), kept)
        taken = form.answers
        given = {**kept.given, **taken}
        journey = replay(given, known.facts.reference, known, page.first)
    response = see_other(where_it_stands(journey))
    if taken:
        answers.write(response, given)
    return response


def _show(
    request: HttpRequest, page: Page, kept: answers.Kept, journey: Journey, sent: PageForm | None = None
) -> HttpResponse:
    """The page, with what is wrong in what was just sent."""
    facts, given = facts_before(page.first, journey), kept.given
    before = page_before(page, journey)
    back_url = page_url(before) if before else reverse("start")
    left = progress(pages_left(given, page, journey))
    go_on_url = where_it_stands(journey) if page is PAGES[0] and journey.answers else ""

    def rendered(form: PageForm, given: Mapping[str, Any], **more: Any) -> SafeString:
        context = question_page(page, facts, form, given) | {"back_url": back_url, **more}
        return render_to_string("question.html", context, request)

    if sent or kept.lost or go_on_url:
        # It holds what was just sent, or says more than the questions: it is rendered for this visitor.
        form = sent or PageForm(page, facts)
        text = rendered(form, given, progress=left, lost=kept.lost, go_on_url=go_on_url)
        return HttpResponse(text, status=422 if sent else 200)
    blank = kept_page(page, facts, back_url, lambda: rendered(PageForm(page, facts), {}, **PLACES))
    return blank.filled_in(page, given, form_token(request), left)


@no_store
@require_safe
def check_answers(request: HttpRequest) -> HttpResponse:
    """Every answer with a link to change it, once no question is left."""
    kept = answers.read(request)
    journey = journey_of(kept.given)
    if journey.next_question:
        return where_to_go_on(kept, journey)
    context = {"rows": rows_as_html(journey, change=True), "back_url": page_url(pages_of(journey)[-1])}
    return keep_alive(render(request, "answers.html", context), kept)


@no_store
@require_safe
@of_a_finished_journey
def result(request: HttpRequest, kept: answers.Kept, outcome: Outcome) -> HttpResponse:
    """The outcome of the answers on this day."""
    context = result_page(outcome) | dates_page(DatesForm(outcome))
    return keep_alive(render(request, "result.html", context), kept)


@no_store
@csrf_exempt  # it must work on a page that has been open too long; another site only gets the question
def erase(request: HttpRequest) -> HttpResponse:
    """Ask once, then remove the answers from the browser."""
    if request.method != "POST" or comes_from_another_site(request):
        return render(request, "erase.html", {})
    response = see_other(reverse("erased"))
    answers.erase(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
