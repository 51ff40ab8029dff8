"""Nothing that a visitor answers stays on the server."""

import logging
import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from eligibility.handover import sealed
from tests.walk import ALONE, address, send, walk

pytestmark = pytest.mark.django_db

MARKED = {
    **ALONE,
    "children": 7,
    "children_16_plus": 3,
    "resources_kind": "yearly",
    "resources_amount": 87_531,
    "resources_from": ["family"],
}


def every_row() -> list[Any]:
    with translation.override("fr"):
        return [row for model in apps.get_models() for row in model._default_manager.values_list()]


def test_a_journey_writes_no_row(client: Client) -> None:
    client.get("/readyz")
    before = every_row()
    walk(client, MARKED)
    client.get("/en/result/")
    client.post("/en/dates/", {"filed": "2026-11-01"})
    client.get("/en/hand-over/")
    client.post("/en/phone/", {"token": sealed(MARKED)})
    client.post("/en/month/")
    assert every_row() == before


def test_a_journey_runs_no_query_once_the_content_is_read(client: Client) -> None:
    client.get("/readyz")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        walk(client, MARKED)
        client.get("/en/answers/")
        client.get("/en/result/")
        client.post("/en/dates/", {"filed": "2026-11-01"})
        client.get("/en/hand-over/")
        client.post("/en/phone/", {"token": sealed(MARKED)})
        client.post("/en/month/")
        for page in ("/", "/fr/", "/en/rights/", "/en/ceiling/?persons=3&zone=overseas", "/healthz"):
            client.get(page)
    assert queries.captured_queries == []


def test_no_address_holds_an_answer(client: Client) -> None:
    addresses = []
    page = address("territory")
    while "/questions/" in page:
        key = page.split("/")[3]
        page = send(client, key, MARKED[key])["Location"]
        addresses.append(page)
    assert not any("?" in page or "87531" in page for page in addresses)


def test_no_log_line_holds_an_answer(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        walk(client, MARKED)
        client.get("/en/result/")
        send(client, "resources_amount", "87531x")
        client.get("/en/questions/87531/")
    assert "87531x" not in caplog.text
    assert client.cookies["answers"].value not in caplog.text


def test_a_fault_reports_its_place_and_not_what_was_sent(
    client: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*args: Any) -> None:
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
    for page in (address("housing"), "/en/answers/", "/en/result/", "/en/hand-over/", "/en/dates/"):
        assert "no-store" in client.get(page)["Cache-Control"]
