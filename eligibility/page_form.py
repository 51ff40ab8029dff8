"""The forms of one page, sent together and read in their order."""

from collections.abc import Mapping
from typing import Any

from eligibility.domain.facts import Facts
from eligibility.domain.pages import Page
from eligibility.forms import QuestionForm


class PageForm:
    """A form for each question that a page shows; `facts` are the answers before the page.

    An answer can close the questions after it ("no money" closes "how much"): what was written there
    is then not read, so that nobody has to empty a field.
    """

    def __init__(self, page: Page, facts: Facts, data: Mapping[str, Any] | None = None) -> None:
        self.forms: list[QuestionForm] = []
        self.answers: dict[str, Any] = {}
        self.wrong: list[QuestionForm] = []
        for question in page.shown(facts):
            form = QuestionForm(question, facts, data)
            self.forms.append(form)
            if not form.is_bound or not question.asked_when(facts):
                continue
            if form.is_valid():
                self.answers[question.key] = form.answer
                facts = facts.and_also(question.key, form.answer)
            else:
                self.wrong.append(form)


def readable_answers(page: Page, facts: Facts, data: Mapping[str, Any]) -> dict[str, Any]:
    """What can be an answer, sent from a page that the journey has not reached."""
    forms = (QuestionForm(question, facts, data) for question in page.questions)
    return {form.question.key: form.answer for form in forms if form.is_valid()}
