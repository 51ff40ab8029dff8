"""What machines are told, and what visitors see when the database fails."""

import threading
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from tests.walk import ALONE, walk
from thresholds.held import Held
from thresholds.models import ContentVersion, IncomeThreshold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def broken_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(ContentVersion, "current", fail)


def test_it_is_ready_once_the_content_was_read(client: Client) -> None:
    assert client.get("/readyz").status_code == 200
    assert client.get("/healthz").json()["status"] == "ok"


def test_the_last_content_goes_on_serving_while_the_database_fails(
    client: Client, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    client.get("/readyz")
    walk(client, ALONE)
    monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
    request.getfixturevalue("broken_database")
    assert client.get("/en/result/").context["status"] == "likely"
    assert client.get("/healthz").json()["status"] == "degraded"
    assert client.get("/readyz").status_code == 200


@pytest.mark.usefixtures("broken_database")
def test_it_says_so_where_nothing_was_ever_read(client: Client) -> None:
    assert client.get("/readyz").status_code == 503
    response = client.get("/en/ceiling/")
    assert response.status_code == 503
    assert "come back in a few minutes" in response.content.decode()
    assert client.get("/en/care-today/").status_code == 200


def test_an_edit_is_seen_when_the_version_is_looked_at_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/en/ceiling/?persons=1&zone=metropole"
    client.get(address)
    row = IncomeThreshold.objects.filter(zone="metropole").first()
    row.persons_1 = 10_500
    row.save()
    assert client.get(address).context["answer"]["annual"] == 10_421
    monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
    assert client.get(address).context["answer"]["annual"] == 10_500


def test_a_slow_database_makes_nobody_wait_who_has_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """One thread looks at the version; the others go on with what they have."""
    held = Held(lambda: "content")
    assert held.current() == "content"
    monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
    looking, go_on = threading.Event(), threading.Event()

    def slowly() -> int:
        looking.set()
        assert go_on.wait(10)
        return 0

    monkeypatch.setattr(ContentVersion, "current", slowly)
    thread = threading.Thread(target=held.current)
    thread.start()
    assert looking.wait(10)
    assert held.current() == "content"
    go_on.set()
    thread.join()
