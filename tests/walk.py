"""Walking the real site page by page, as a browser without scripts does."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.test import Client

from eligibility.domain.pages import PAGE_OF
from tests.html_forms import Form

ALONE = {
    "territory": "metropole",
    "nationality": "other",
    "age": "adult",
    "papers": "none",
    "irregular_start": "visa_ended",
    "irregular_duration": "over_6_months",
    "residence": "continuous",
    "partner": "none",
    "children": 0,
    "other_dependant": "no",
    "housing": "tenant",
    "resources_kind": "none",
    "request": "first",
    "identity_papers": ["passport"],
}
# Three months or less, up to the question since which day.
WAITING = {**{key: ALONE[key] for key in list(ALONE)[:5]}, "irregular_duration": "under_3_months"}
NOT_YET = WAITING | {"irregular_since": "", "partner": "none", "children": 0}


def form_data(key: str, answer: Any) -> dict[str, Any]:
    """What the form of a question sends for an answer."""
    return {key: "none" if answer == [] else answer}


def address(key: str, language: str = "en") -> str:
    """The address of the page that asks a question."""
    return f"/{language}/questions/{PAGE_OF[key].first.key}/"


def send_page(client: Client, key: str, answers: Mapping[str, Any], language: str = "en") -> HttpResponse:
    """Answer all that the page of a question asks and `answers` hold."""
    data: dict[str, Any] = {}
    for question in PAGE_OF[key].questions:
        if question.key in answers:
            data |= form_data(question.key, answers[question.key])
    return client.post(address(key, language), data)


def send(client: Client, key: str, answer: Any, language: str = "en") -> HttpResponse:
    """Answer one question, and leave the others of its page as they are shown."""
    others: dict[str, Any] = {}
    if len(PAGE_OF[key].questions) > 1:
        page = client.get(address(key, language))
        others = Form(page).fields if page.status_code == 200 else {}
    return client.post(address(key, language), others | form_data(key, answer))


def walk(client: Client, answers: Mapping[str, Any], language: str = "en") -> list[str]:
    """Answer page after page, in the site's order, until it asks something else; the keys answered."""
    answered: list[str] = []
    page = address("territory", language)
    while "/questions/" in page:
        key = page.split("/")[3]
        if key not in answers or key in answered:
            break
        answered += [each.key for each in PAGE_OF[key].questions if each.key in answers]
        response = send_page(client, key, answers, language)
        assert response.status_code == 303, (key, response.status_code)
        page = response["Location"]
    return answered
