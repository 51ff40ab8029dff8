"""Where a question stands on the site."""

from django.urls import reverse

from eligibility.domain.pages import PAGE_OF, Page
from eligibility.domain.questions import Question


def page_url(page: Page) -> str:
    return reverse("question", args=[page.first.key])


def question_url(question: Question) -> str:
    """The address of its page, and its place there where others come before it."""
    page = PAGE_OF[question.key]
    return page_url(page) if question is page.first else f"{page_url(page)}#{question.key}_question"
