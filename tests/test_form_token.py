"""The token of a form on a page that comes from memory."""

import re

import pytest
from django.test import Client

from tests.walk import address

pytestmark = pytest.mark.django_db

TOKEN = re.compile('(?<=name="csrfmiddlewaretoken" value=")[^"]+')


def visitor_with_a_page() -> tuple[Client, str]:
    """Someone who has opened a page of questions twice: with a new cookie, then with the one they have."""
    visitor = Client(enforce_csrf_checks=True)
    visitor.get(address("territory"))
    return visitor, token_of(visitor)


def token_of(visitor: Client) -> str:
    page = visitor.get(address("territory")).content.decode()
    return TOKEN.findall(page)[-1]


def answered(visitor: Client, token: str) -> int:
    sent = {"csrfmiddlewaretoken": token, "territory": "metropole"}
    return visitor.post(address("territory"), sent).status_code


def test_it_differs_on_each_page_and_each_opens_the_form() -> None:
    visitor, first = visitor_with_a_page()
    tokens = {first, *(token_of(visitor) for _ in range(20))}
    assert len(tokens) == 21
    assert {answered(visitor, token) for token in tokens} == {303}


def test_neither_another_visitors_nor_an_altered_one_opens_it() -> None:
    visitor, token = visitor_with_a_page()
    _, foreign = visitor_with_a_page()
    altered = token[:-1] + ("a" if token[-1] != "a" else "b")
    assert {answered(visitor, other) for other in (foreign, altered, token[:32] * 2, "")} == {403}
