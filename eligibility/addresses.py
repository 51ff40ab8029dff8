"""Where a question stands on the site."""

from django.urls import reverse
from django.utils.translation import get_language

from ame_site.kept import Kept
from eligibility.domain.pages import PAGE_OF, Page
from eligibility.domain.questions import Question

ADDRESSES: Kept[str] = Kept(10_000)


def page_url(page: Page) -> str:
    key = page.first.key
    return ADDRESSES.get((key, get_language()), lambda: reverse("question", args=[key]))


def check_url() -> str:
    """The address of check-answers."""
    return ADDRESSES.get(("answers", get_language()), lambda: reverse("answers"))


def question_url(question: Question) -> str:
    """The address of its page, and its place there where others come before it."""
    page = PAGE_OF[question.key]
    return page_url(page) if question is page.first else f"{page_url(page)}#{question.key}_question"
