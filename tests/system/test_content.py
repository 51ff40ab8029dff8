"""Any number of workers on any number of machines hold the same content, and no request asks for it."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.faults import Tally
from tests.personas import yearly
from tests.servers import Gunicorn, Postgres, answers, fetch, gunicorn, manage, until
from tests.system.visitor import Visitor
from thresholds.held import SECONDS_BETWEEN_LOOKS, SECONDS_UNTIL_STALE

pytestmark = pytest.mark.system

CEILING = "/en/ceiling/?persons=1&zone=metropole"
PAGES = ("/", "/fr/", "/ar/rights/", CEILING, "/en/questions/territory/", "/en/care-today/", "/readyz")
TABLES = ("thresholds_contentversion", "thresholds_incomethreshold", "eligibility_document")
SECONDS_TO_AGREE = 10


def edit(environment: dict[str, str], amount: int) -> None:
    """Another process changes the ceilings, as the admin of any machine does."""
    code = (
        "from django.utils.timezone import localdate; from thresholds.models import IncomeThreshold as T; "
        "row = T.objects.filter(zone='metropole', valid_from__lte=localdate()).latest('valid_from'); "
        f"row.persons_1 = {amount}; row.save()"
    )
    manage(environment, "shell", "-c", code)


def shows(site: Gunicorn, amount: str) -> bool:
    """Whether every worker shows the amount: as many requests as leave none of them out."""
    return all(amount in fetch(site.address + CEILING)[1] for _ in range(20))


def test_two_machines_agree_within_ten_seconds_of_a_change(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with gunicorn(environment, tmp_path / "a") as one, gunicorn(environment, tmp_path / "b") as other:
        until(lambda: len(one.workers()) == len(other.workers()) == 2)
        edit(environment, 10_501)
        until(lambda: shows(one, "10\u202f501") and shows(other, "10\u202f501"), SECONDS_TO_AGREE)
    assert one.faults() == other.faults() == []


def statements(log: bytes) -> list[str]:
    """What PostgreSQL was asked, in the order of its log."""
    lines = (line for line in log.decode().splitlines() if "statement: " in line or "execute " in line)
    return [line.partition("statement: ")[2] or line.partition("execute <unnamed>: ")[2] for line in lines]


def test_requests_ask_the_database_nothing(
    environment: dict[str, str], database: Postgres, tmp_path: Path
) -> None:
    with gunicorn(environment, tmp_path / "log") as site:
        start = database.log.stat().st_size
        # The workers have read the content: this log would show what a page asks.
        before = "".join(statements(database.log.read_bytes()))
        assert all(f'FROM "{table}"' in before for table in TABLES)
        began = time.monotonic()
        for _ in range(20):
            for page in PAGES:
                assert fetch(site.address + page)[0] == 200, page
        seconds = time.monotonic() - began
        asked = statements(database.log.read_bytes()[start:])
    looks = [statement for statement in asked if "thresholds_contentversion" in statement]
    others = [statement for statement in asked if statement not in looks]
    assert not [
        statement for statement in others if "eligibility_" in statement or "thresholds_" in statement
    ]
    # One look a worker and period, whatever was asked; one more for each where the period began.
    assert len(looks) <= 2 * (seconds / SECONDS_BETWEEN_LOOKS + 1)


@pytest.mark.fault("the database is stopped while serving, and all workers die")
def test_old_and_new_workers_serve_on_while_the_database_is_away_and_follow_when_it_is_back(
    environment: dict[str, str], database: Postgres, tmp_path: Path, tally: Tally
) -> None:
    def health() -> str:
        return fetch(f"{site.address}/healthz")[1]

    with gunicorn(environment, tmp_path / "log") as site:
        until(lambda: len(site.workers()) == 2)
        until(lambda: all(answers(f"{site.address}/readyz") for _ in range(20)))
        database.stop()
        try:
            until(lambda: "degraded" in health(), SECONDS_UNTIL_STALE)
            visitor = Visitor(site.address, tally)
            visitor.walk(yearly(7_919))
            verdict = visitor.verdict()
            assert all(fetch(site.address + page)[0] == 200 for page in PAGES)
            before = set(site.workers())
            for worker in before:
                os.kill(worker, signal.SIGKILL)
            until(lambda: len(site.workers()) == 2 and not before & set(site.workers()))
            until(lambda: answers(f"{site.address}/"))
            assert all(fetch(site.address + page)[0] == 200 for page in PAGES * 3)
            visitor.walk(yearly(7_919))
            assert visitor.verdict() == verdict
        finally:
            database.start()
        edit(environment, 10_502)
        until(lambda: shows(site, "10\u202f502"), SECONDS_TO_AGREE)
        until(lambda: all("ok" in health() for _ in range(20)), SECONDS_TO_AGREE)
    assert not [fault for fault in site.faults() if "was sent SIGKILL" not in fault]
    tally.note("journeys by old and by new workers reach the same verdict; they follow when it is back")


def test_without_a_database_it_starts_says_so_and_becomes_ready_by_itself(
    environment: dict[str, str], database: Postgres, tmp_path: Path
) -> None:
    database.stop()
    try:
        with gunicorn(environment, tmp_path / "log", path="/healthz") as site:
            assert not answers(f"{site.address}/readyz")
            status, page = fetch(site.address + CEILING)
            assert (status, "come back in a few minutes" in page) == (503, True)
            assert fetch(f"{site.address}/en/care-today/")[0] == 200
            database.start()
            until(lambda: all(answers(f"{site.address}/readyz") for _ in range(20)), SECONDS_TO_AGREE)
            assert fetch(site.address + CEILING)[0] == 200
    finally:
        if database.process.poll() is not None:
            database.start()
