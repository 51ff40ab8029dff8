"""A page of questions, kept in memory as nobody has filled it in (decision 17)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils.safestring import SafeString

from ame_site.bilingual import PIECES, tone
from ame_site.kept import place
from ame_site.pressed import Pressed
from eligibility.domain.facts import Facts
from eligibility.domain.pages import PAGE_OF, PAGES, Page
from eligibility.domain.questions import Kind, Question
from eligibility.forms import NONE
from eligibility.presentation.question import codes_of, parts_of

# What the kept page has in place of what differs from one visitor to the next.
PLACES = {name: place(name) for name in ("csrf_token", "progress")}
PLACE = {page: number for number, page in enumerate(PAGES)}


class BlankPage(SafeString):
    """A page as nobody has filled it in, and its compressed streams by what they say of the pages left."""

    def __init__(self, _: str) -> None:
        self.streams: dict[str, Pressed] = {}

    def stream(self, token: str, left: str, padding: int) -> bytes:
        """The page with the form's token and the pages left, as a Brotli stream."""
        if left not in self.streams:
            page = self.replace(PLACES["progress"], left, 1)
            self.streams[left] = Pressed(*page.split(PLACES["csrf_token"]), hole=len(token))
        return self.streams[left].filled(token.encode(), padding)

    def filled_in(self, page: Page, given: Mapping[str, Any], token: str, left: str) -> HttpResponse:
        """The page with what is this visitor's: the form's token, the pages left, the answers given.

        Its stream is kept only for who goes forward: the pages left also tell of answers given further on.
        """
        text = self.replace(PLACES["csrf_token"], token, 1).replace(PLACES["progress"], left, 1)
        for question in page.questions:
            if given.get(question.key) is not None:
                text = _answered(text, question, given[question.key])
        response = HttpResponse(text)
        if all(PLACE[PAGE_OF[key]] < PLACE[page] for key in given):
            response.stream = partial(self.stream, token, left)
        return response


def kept_page(page: Page, facts: Facts, back_url: str, render: Callable[[], SafeString]) -> BlankPage:
    """What `render` gives, rendered once for all whose page says the same.

    Its name is all that differs from one visitor to another before they answer: `facts` are the answers
    before the page.
    """
    shown = tuple(_says(question, facts) for question in page.shown(facts))
    return PIECES.get(("questions", tone(), back_url, shown), lambda: BlankPage(render()))


def _says(question: Question, facts: Facts) -> tuple[Any, ...]:
    years = question.years(facts) if question.kind is Kind.DATE else ()
    return question.key, question.asked_when(facts), years, *question.words(facts)


def _answered(page: str, question: Question, answer: Any) -> str:
    key = question.key
    if question.kind is Kind.NUMBER:
        return page.replace(f' id="{key}" value=""', f' id="{key}" value="{answer:d}"', 1)
    if question.kind is Kind.DATE:
        for part, value in parts_of(answer).items():
            before, select, options = page.partition(f'<select name="{key}_{part}"')
            chosen = options.replace(f'<option value="{value}">', f'<option value="{value}" selected>', 1)
            page = before + select + chosen if value else page
        return page
    codes = (*question.codes, NONE)
    for code in codes_of(question, answer):
        field = f' id="{key}_{codes.index(code)}" value="{code}"'
        page = page.replace(field, f"{field} checked", 1)
    return page
