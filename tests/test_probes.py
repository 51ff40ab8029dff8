"""What machines are told, and what visitors see when the database fails."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError
from django.test import Client
from time_machine import travel

from eligibility.models import Document
from tests.servers import until
from tests.walk import ALONE, walk
from thresholds.held import ContentUnavailable, Held, Watch
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


def test_it_stays_ready_where_an_editor_retired_every_paper_and_says_that_something_is_wrong(
    client: Client,
) -> None:
    """Without a checklist the site still answers; unready everywhere, it would answer nothing."""
    Document.objects.update(in_use=False)
    assert client.get("/readyz").status_code == 200
    assert client.get("/healthz").json()["reference"] == "stale"


def test_it_is_not_ready_where_the_content_holds_no_ceiling(client: Client) -> None:
    IncomeThreshold.objects.all().delete()
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_machines_may_ask_by_address_and_visitors_may_not(client: Client) -> None:
    asked = {path: client.get(path, headers={"host": "10.0.0.7"}) for path in ("/healthz", "/readyz", "/fr/")}
    assert [response.status_code for response in asked.values()] == [200, 200, 400]


def test_the_last_content_goes_on_serving_while_the_database_fails(
    client: Client, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    client.get("/readyz")
    walk(client, ALONE)
    monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
    request.getfixturevalue("broken_database")
    assert client.get("/en/result/").context["status"] == "likely"
    told = client.get("/healthz").json()
    assert (told["status"], told["content_age"]) == ("degraded", 0)
    assert client.get("/readyz").status_code == 200


@pytest.mark.usefixtures("broken_database")
def test_it_says_so_where_nothing_was_ever_read(client: Client) -> None:
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").json() == {
        "status": "degraded",
        "content_age": None,
        "reference": "unknown",
    }
    response = client.get("/en/ceiling/")
    assert response.status_code == 503
    assert "come back in a few minutes" in response.content.decode()
    assert client.get("/en/care-today/").status_code == 200


def test_an_edit_is_seen_when_the_version_is_looked_at_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/en/ceiling/?persons=1&zone=metropole"
    monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 3600)
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


class Database:
    """A version to look at, that may fail or hang."""

    def __init__(self) -> None:
        self.version = 1
        self.error: Exception | None = None
        self.may_answer = threading.Event()
        self.may_answer.set()

    def current(self) -> int:
        assert self.may_answer.wait(10)
        if self.error:
            raise self.error
        return self.version


class TestWatch:
    """One thread a process looks at the version, so that no request does."""

    @pytest.fixture
    def database(self, monkeypatch: pytest.MonkeyPatch) -> Database:
        database = Database()
        monkeypatch.setattr(ContentVersion, "current", database.current)
        monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0.01)
        return database

    @pytest.fixture
    def watched(self, database: Database) -> Iterator[Held[int]]:
        """Content that is the version itself."""
        held = Held(lambda: database.version)
        watch = Watch(held)
        watch.start()
        assert watch.looked.wait(10)
        yield held
        database.may_answer.set()
        watch.end()
        watch.join(10)
        assert not watch.is_alive()

    def test_it_follows_a_change(self, watched: Held[int], database: Database) -> None:
        assert watched.current() == 1
        database.version = 2
        until(lambda: watched.current() == 2)

    @pytest.mark.parametrize("error", [OperationalError(), InterfaceError(), ValueError("an unreadable row")])
    def test_it_lives_through_errors_and_keeps_the_last_content(
        self, watched: Held[int], database: Database, error: Exception
    ) -> None:
        database.error = error
        until(lambda: watched.is_stale)
        assert watched.current() == 1
        database.version, database.error = 3, None
        until(lambda: watched.current() == 3)
        assert not watched.is_stale

    def test_a_database_that_hangs_makes_the_content_stale_and_nobody_wait(
        self, watched: Held[int], database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("thresholds.held.SECONDS_UNTIL_STALE", 0.1)
        database.may_answer.clear()
        until(lambda: watched.is_stale)
        assert watched.current() == 1

    def test_it_is_unavailable_until_the_first_look_that_succeeds(self, database: Database) -> None:
        database.error = OperationalError()
        held = Held(lambda: database.version)
        watch = Watch(held)
        watch.start()
        try:
            assert watch.looked.wait(10)
            with pytest.raises(ContentUnavailable):
                held.current()
            database.error = None
            until(lambda: not held.is_stale)
            assert held.current() == 1
        finally:
            watch.end()
            watch.join(10)


def test_an_emptied_and_refilled_database_repeats_no_version() -> None:
    with travel("2030-01-01", tick=False):
        ContentVersion.objects.all().delete()
        ContentVersion.raise_by_one()
        ContentVersion.raise_by_one()
        before = ContentVersion.current()
    with travel("2030-01-01T00:00:01+00:00", tick=False):
        ContentVersion.objects.all().delete()
        ContentVersion.raise_by_one()
        assert ContentVersion.current() > before
