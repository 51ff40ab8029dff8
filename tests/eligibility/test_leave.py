"""The quick exit, and the page it leaves to."""

import re

import pytest
from django.test import Client
from time_machine import travel

from tests.walk import ALONE, address, walk

pytestmark = pytest.mark.django_db

PAGES = (
    address("housing"),
    "/en/answers/",
    "/en/result/",
    "/en/hand-over/",
    "/en/dates/",
    "/en/erase/",
    "/en/phone/",
    "/en/",
    "/en/rights/",
    "/en/no-such-page/",
)


def test_it_is_the_first_thing_after_the_skip_link_on_every_page(client: Client) -> None:
    walk(client, ALONE)
    for page in PAGES:
        body = client.get(page).content.decode().partition("<body>")[2]
        first, second = re.findall(r"<(?:a|button|input|select|summary)\b[^>]*>", body)[:2]
        assert 'class="skip"' in first
        assert second == '<button type="submit" id="quit">', page
        assert '<form class="quit" method="post" action="/en/month/"' in body


def test_it_erases_everything_that_the_browser_holds_of_this_site(client: Client) -> None:
    client.get(address("territory"))
    client.cookies["second"] = "fr"
    walk(client, ALONE)
    response = client.post("/en/month/")
    assert (response.status_code, response["Location"]) == (303, "/en/month/")
    assert response["Clear-Site-Data"] == '"cache"'
    for name in ("answers", "second", "csrf"):
        assert client.cookies[name].value == ""
        assert client.cookies[name]["max-age"] == 0
    assert client.get("/en/result/")["Location"] == address("territory")


def test_it_works_on_a_page_that_was_open_too_long_and_whatever_the_browser_says_of_its_origin() -> None:
    for origin in ({}, {"origin": "null"}, {"origin": "http://testserver"}):
        visitor = Client(enforce_csrf_checks=True)
        visitor.cookies["answers"] = "x"
        assert visitor.post("/fr/month/", headers=origin).status_code == 303
        assert visitor.cookies["answers"].value == ""


def test_looking_at_the_month_erases_nothing(client: Client) -> None:
    walk(client, ALONE)
    assert client.get("/en/month/").status_code == 200
    assert client.get("/en/result/").status_code == 200


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "February 2027"), ("fr", "février 2027"), ("es", "febrero 2027"), ("ar", "فبراير 2027")],
)
def test_the_page_is_a_calendar_of_this_month_and_nothing_else(
    client: Client, language: str, title: str
) -> None:
    with travel("2027-02-03 12:00", tick=False):
        page = client.get(f"/{language}/month/").content.decode()
    assert f"<title>{title}</title>" in page
    assert f"<h1>{title}</h1>" in page
    assert [int(day) for day in re.findall(r"<td[^>]*>(\d+)</td>", page)] == list(range(1, 29))
    assert re.findall(r'<td aria-current="date">(\d+)</td>', page) == ["3"]
    assert not re.search(r"\bAME\b|<a |<form|<script|site\.css|icon\.svg", page)


def test_its_weeks_begin_on_monday(client: Client) -> None:
    with travel("2027-02-03 12:00", tick=False):
        page = client.get("/en/month/").content.decode()
    assert re.findall(r'<th scope="col" abbr="(\w+)"', page)[0] == "Monday"
    assert re.findall(r"<tr><td>(\d+)", page)[0] == "1"  # 1 February 2027 is a Monday


def test_the_day_is_the_one_in_paris(client: Client) -> None:
    with travel("2027-01-31T23:30:00+00:00", tick=False):
        assert "<title>February 2027</title>" in client.get("/en/month/").content.decode()


def test_one_language_is_enough_for_it(client: Client) -> None:
    client.cookies["second"] = "fr"
    assert 'class="second"' not in client.get("/en/month/").content.decode()


def test_the_privacy_page_says_what_it_does_not_do(client: Client) -> None:
    page = client.get("/en/privacy/").content.decode()
    for honest in ("history of the browser", "still shows the name of this site", "watches the network"):
        assert honest in page
