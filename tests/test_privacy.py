"""Nothing that a visitor answers stays on the server."""

import logging
import re
from collections.abc import Hashable
from typing import Any

import brotli
import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ame_site.bilingual import PIECES, TEXTS
from ame_site.compression import compressed_once
from eligibility.answers import seal
from eligibility.desk import DESK_PAGE
from eligibility.handover import HAND_OVER
from eligibility.presentation.kept_page import BlankPage
from tests.walk import ALONE, address, send, send_page, walk

pytestmark = pytest.mark.django_db

MARKED = {
    **ALONE,
    "children": 7,
    "children_16_plus": 3,
    "resources_kind": "yearly",
    "resources_amount": 87_531,
    "resources_from": ["family"],
}


def fill_in_at_the_desk(
    client: Client, answers: dict[str, Any] = MARKED, to: str = "", **button: str
) -> HttpResponse:
    filled = {"answers": seal({}, DESK_PAGE), "shown": list(answers), **answers}
    return client.post(f"/en/desk/{to}", filled | button)


def take_along_from_the_desk(client: Client) -> None:
    assert fill_in_at_the_desk(client, to="paper/")["Content-Type"] == "application/pdf"
    assert fill_in_at_the_desk(client, phone="yes").context["code"]


def every_row() -> list[Any]:
    with translation.override("fr"):
        return [row for model in apps.get_models() for row in model._default_manager.values_list()]


def do_all_that_a_visitor_can(client: Client) -> None:
    """From the first question to the quick exit, with all that can be taken along."""
    walk(client, MARKED)
    for page in ("answers", "result", "preparation", "hand-over"):
        assert client.get(f"/en/{page}/").status_code == 200
    assert fill_in_at_the_desk(client).status_code == 200
    take_along_from_the_desk(client)
    assert client.post("/en/paper/")["Content-Type"] == "application/pdf"
    assert client.post("/en/dates/", {"filed": "2026-11-01"})["Content-Type"].startswith("text/calendar")
    phone = client.post("/en/phone/", {"token": seal(MARKED, HAND_OVER)})
    assert (phone.status_code, phone["Location"]) == (303, "/en/result/")
    assert client.post("/en/month/").status_code == 303
    assert client.cookies["answers"].value == ""


@pytest.mark.usefixtures("today")
def test_a_journey_writes_no_row(client: Client) -> None:
    client.get("/readyz")
    before = every_row()
    do_all_that_a_visitor_can(client)
    assert every_row() == before


@pytest.mark.usefixtures("today")
def test_a_journey_runs_no_query_once_the_content_is_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However slow the machine: in production a thread looks at the version, and no request does.
    monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 3600)
    assert client.get("/readyz").status_code == 200
    with CaptureQueriesContext(connection) as queries:
        do_all_that_a_visitor_can(client)
        for page in ("/", "/fr/", "/en/rights/", "/en/ceiling/?persons=3&zone=overseas", "/healthz"):
            assert client.get(page).status_code == 200
    assert queries.captured_queries == []


def test_no_address_holds_an_answer(client: Client) -> None:
    addresses = []
    page = address("territory")
    while "/questions/" in page:
        key = page.split("/")[3]
        page = send_page(client, key, MARKED)["Location"]
        addresses.append(page)
    assert not any("?" in page or "87531" in page for page in addresses)


def kept_after(client: Client, answers: dict[str, Any]) -> dict[Hashable, str]:
    """All pieces of pages in memory once someone walked to the result, looking at each page again."""
    for kept in (TEXTS, PIECES):
        kept.forget()
    client.defaults["HTTP_ACCEPT_ENCODING"] = "br"
    page = address("territory")
    while "/questions/" in page:
        client.get(page)
        following = send_page(client, page.split("/")[3], answers)["Location"]
        client.get(page)
        page = following
    for last in ("answers", "result", "preparation"):
        client.get(f"/en/{last}/")
    fill_in_at_the_desk(client, answers)
    fill_in_at_the_desk(client, answers, phone="yes")
    return TEXTS.pieces | PIECES.pieces | streams()


def streams() -> dict[Hashable, str]:
    """The compressed pages in memory, by the blank page and what they say of the pages left."""
    return {
        (name, left): brotli.decompress(pressed.filled(b"-" * 64, padding=0)).decode()
        for name, page in PIECES.pieces.items()
        if isinstance(page, BlankPage)
        for left, pressed in page.streams.items()
    }


def test_the_memory_of_pages_holds_no_answer(client: Client) -> None:
    kept = kept_after(client, MARKED)
    assert streams()
    assert any('name="resources_amount"' in text for text in kept.values())
    secrets = ("87531", "87\u202f531", '" checked', client.cookies["csrf"].value)
    assert not [name for name in kept for secret in secrets if secret in f"{name} {kept[name]}"]


def test_the_memory_of_pages_is_the_same_whatever_the_numbers_are(client: Client) -> None:
    """Two persons of the same outcome: neither pieces nor their names tell one from the other."""
    other = {**MARKED, "children": 5, "children_16_plus": 2, "resources_amount": 86_204}
    assert kept_after(client, MARKED) == kept_after(Client(), other)


def test_who_goes_back_leaves_no_stream_that_tells_of_answers_further_on(client: Client) -> None:
    """The pages left after a changed answer depend on children, partner and income."""
    kept_after(client, MARKED)
    before = streams()
    send(client, "nationality", "eu_eea_swiss")
    for key in ("nationality", "eu_situation", "age"):
        assert client.get(address(key))["Content-Encoding"] == "br"
    assert streams() == before


def test_only_what_is_for_everyone_stays_compressed_in_memory(client: Client) -> None:
    compressed_once.cache_clear()
    client.defaults["HTTP_ACCEPT_ENCODING"] = "br"
    walk(client, MARKED)
    for page in ("questions/territory/", "answers/", "result/", "ceiling/?persons=3&zone=overseas", "desk/"):
        assert client.get(f"/en/{page}")["Content-Encoding"] == "br"
    assert compressed_once.cache_info().currsize == 0
    client.get("/en/")
    assert compressed_once.cache_info().currsize == 1


def test_no_log_line_holds_an_answer(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        walk(client, MARKED)
        client.get("/en/result/")
        client.post("/en/paper/")
        send(client, "resources_amount", "87531x")
        desk = fill_in_at_the_desk(client)
        take_along_from_the_desk(client)
        assert client.get("/en/questions/87531/").status_code == 404
    assert 404 in {getattr(record, "status_code", None) for record in caplog.records}
    assert "87531" not in caplog.text
    assert client.cookies["answers"].value not in caplog.text
    assert desk.context["sealed"] not in caplog.text


def test_what_is_filled_in_at_the_desk_is_in_that_page_and_encrypted_only(client: Client) -> None:
    response = fill_in_at_the_desk(client)
    assert response.context["outcome"].facts.income.annual == 87_531
    assert "no-store" in response["Cache-Control"]
    assert response.request["QUERY_STRING"] == ""
    assert "87531" not in str(response.headers) + str(client.cookies)
    assert "answers" not in client.cookies


def test_a_fault_reports_its_place_and_not_what_was_sent(
    client: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*args: Any, **more: Any) -> None:
        raise RuntimeError("87531 was sent")

    monkeypatch.setattr("eligibility.views.journey.journey_of", fail)
    client.raise_request_exception = False
    handler = logging.getLogger("django").handlers[0]
    lines: list[str] = []
    monkeypatch.setattr(handler, "emit", lambda record: lines.append(handler.format(record)))
    response = send(client, "territory", "metropole")
    assert response.status_code == 500
    assert "still in your browser" in response.content.decode()
    assert "RuntimeError" in "".join(lines)
    assert "87531" not in "".join(lines)
    assert "metropole" not in "".join(lines)


def test_public_pages_open_no_session_and_name_no_other_host(client: Client) -> None:
    walk(client, ALONE)
    for page in ("/en/", "/en/rights/", "/en/result/", "/en/care-today/", "/en/hand-over/", "/en/phone/"):
        response = client.get(page)
        assert set(client.cookies) <= {"answers", "csrf"}
        content = response.content.decode()
        scripts = re.findall(r"<script[^>]*>[^<]*", content)
        assert all(script.startswith('<script src="/static/') for script in scripts)
        assert all(script.endswith("defer>") for script in scripts)
        for loaded in ('src="http', 'rel="stylesheet" href="http', "url(http"):
            assert loaded not in content


def test_pages_that_depend_on_no_answer_may_be_kept_and_the_others_not(client: Client) -> None:
    walk(client, ALONE)
    assert "public" in client.get("/en/rights/")["Cache-Control"]
    private = ("answers/", "result/", "preparation/", "paper/", "hand-over/", "dates/")
    for page in (address("housing"), *(f"/en/{each}" for each in private)):
        assert "no-store" in client.get(page)["Cache-Control"]


def test_a_page_that_a_shared_cache_may_keep_brings_no_cookie(client: Client) -> None:
    """Not even in place of one that cannot be read."""
    client.cookies["csrf"] = "junk"
    response = client.get("/fr/rights/")
    assert "public" in response["Cache-Control"]
    assert not response.cookies
