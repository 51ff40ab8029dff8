"""Walking the real site page by page, as a browser without scripts does."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.test import Client

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


def form_data(key: str, answer: Any) -> dict[str, Any]:
    """What the form of a question sends for an answer."""
    return {key: "none" if answer == [] else answer}


def address(key: str, language: str = "en") -> str:
    return f"/{language}/questions/{key}/"


def send(client: Client, key: str, answer: Any, language: str = "en") -> HttpResponse:
    """Answer one question."""
    return client.post(address(key, language), form_data(key, answer))


def walk(client: Client, answers: Mapping[str, Any], language: str = "en") -> list[str]:
    """Answer what the site asks, in its order, until it asks something else; the keys it asked."""
    asked = []
    page = address("territory", language)
    while "/questions/" in page:
        key = page.split("/")[3]
        if key not in answers or key in asked:
            break
        asked.append(key)
        response = send(client, key, answers[key], language)
        assert response.status_code == 303, (key, response.status_code)
        page = response["Location"]
    return asked
