"""What may break under the site while people are on it: they lose no answer and see no broken page."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from time_machine import travel

from ame_site.gunicorn import SECONDS_TO_WAIT_FOR_A_LOCK, threads
from tests.faults import Tally
from tests.personas import yearly
from tests.servers import (
    GUNICORN,
    ROOT,
    Gunicorn,
    Postgres,
    answers,
    descendants,
    fetch,
    gunicorn,
    nginx,
    until,
)
from tests.system.conftest import production
from tests.system.visitor import Visitor

pytestmark = pytest.mark.system

CEILING = "/en/ceiling/?persons=1&zone=metropole"
PEOPLE = (
    {"territory": "overseas", "children": 2, "children_16_plus": 1, **yearly(7_919)},
    {"housing": "hosted", **yearly(99_991)},
    {"irregular_duration": "under_3_months", "irregular_since": ""},
    {"partner": "regular", **yearly(12_007, "family", "abroad")},
)
MOVED_CLOCK = (*GUNICORN[:-1], "tests.system.moved_clock")


@contextmanager
def served(
    environment: dict[str, str], folder: Path, command: Sequence[str] = GUNICORN, path: str = "/readyz"
) -> Iterator[tuple[Gunicorn, str]]:
    """The site with both workers, and the address of the proxy in front of it."""
    with (
        gunicorn(environment, folder / "log", command=command, path=path) as site,
        nginx(urlsplit(site.address).netloc, folder) as proxy,
    ):
        until(lambda: len(site.workers()) == 2)
        yield site, proxy


def replace_workers(site: Gunicorn) -> None:
    """Kill every worker, and wait until others are born."""
    before = set(site.workers())
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    until(lambda: len(site.workers()) == 2 and not before & set(site.workers()))


def verdict_of(site: str, tally: Tally, answers: dict[str, object]) -> str:
    visitor = Visitor(site, tally)
    visitor.walk(answers)
    return visitor.verdict()


@pytest.mark.fault("workers killed (SIGKILL) under load")
def test_no_answer_is_lost_while_workers_are_killed(
    environment: dict[str, str], tmp_path: Path, tally: Tally
) -> None:
    kills, journeys, wrong = 10, [], []
    ended = threading.Event()

    def live(answers: dict[str, object], expected: str) -> None:
        while not ended.is_set():
            if verdict_of(proxy, tally, answers) != expected:
                wrong.append(answers)
            journeys.append(answers)

    with served(environment, tmp_path) as (site, proxy):
        expected = [verdict_of(proxy, tally, answers) for answers in PEOPLE]
        assert len(set(expected)) == len(PEOPLE)
        threads = [threading.Thread(target=live, args=pair) for pair in zip(PEOPLE, expected, strict=True)]
        for thread in threads:
            thread.start()
        try:
            for number in range(kills):
                goal = len(tally.statuses) + 50
                until(lambda goal=goal: len(tally.statuses) >= goal)
                old = site.workers()
                os.kill(old[number % len(old)], signal.SIGKILL)
                until(lambda old=old: len(set(site.workers()) - set(old)) == 1)
        finally:
            ended.set()
            for thread in threads:
                thread.join()
    assert wrong == []
    assert len(journeys) >= len(PEOPLE)
    tally.note(f"{kills} kills, {len(journeys)} journeys: each reached its verdict")


def limit_files(process: int, size: str) -> None:
    """Set the largest file that a process may write, as its own user: containers seldom let root do it."""
    proc = Path(f"/proc/{process}")
    try:
        status = (proc / "status").read_text()
    except FileNotFoundError:  # it has ended
        return
    user, group = (int(re.search(rf"{kind}:\s+(\d+)", status)[1]) for kind in ("Uid", "Gid"))
    own = {"user": user, "group": group, "extra_groups": ()} if os.geteuid() == 0 else {}
    done = subprocess.run(["prlimit", f"--pid={process}", f"--fsize={size}:"], check=False, **own)
    assert done.returncode == 0 or not proc.exists()


@contextmanager
def no_space(*masters: int) -> Iterator[None]:
    """Processes, and those that they start, can write to no file, as on a full disk."""
    for master in masters:
        for process in (master, *descendants(master)):
            limit_files(process, "0")
    yield
    for master in masters:
        for process in (master, *descendants(master)):
            limit_files(process, "unlimited")


def publish(url: str, amount: int) -> None:
    """Staff publish another ceiling; it is on the disk when this ends."""
    with psycopg.connect(url, options="-c synchronous_commit=on") as connection:
        connection.execute(
            "UPDATE thresholds_incomethreshold SET persons_1 = %s WHERE valid_from <= now()", [amount]
        )
        connection.execute("UPDATE thresholds_contentversion SET number = number + 1")


@pytest.mark.fault("disk full: site, proxy and database can write to no file")
def test_a_full_disk_is_no_matter_to_visitors(
    database: Postgres, copy: str, tmp_path: Path, tally: Tally
) -> None:
    with served(production(copy), tmp_path) as (site, proxy):
        expected = [verdict_of(proxy, tally, answers) for answers in PEOPLE]
        proxy_pid = int((tmp_path / "nginx.pid").read_text())
        logged = site.log.read_text()
        try:
            with no_space(site.process.pid, proxy_pid, database.process.pid):
                with pytest.raises(psycopg.Error):
                    publish(copy, 10_601)
                assert fetch(f"{site.address}/en/", Host="elsewhere")[0] == 400  # a line for the log
                assert site.log.read_text() == logged
                seen = [verdict_of(proxy, tally, answers) for answers in PEOPLE]
                replace_workers(site)
                seen += [verdict_of(proxy, tally, answers) for answers in PEOPLE]
                visitor = Visitor(proxy, tally)
                visitor.walk(PEOPLE[0])
                assert visitor.ask("/en/paper/", {}).body.startswith(b"%PDF")
        finally:
            database.stop()
            database.start()
        assert seen == expected * 2
        publish(copy, 10_602)
        until(lambda: "10\u202f602" in fetch(proxy + CEILING)[1])
    tally.note("journeys, new workers and a PDF as before; an edit of staff fails, and works afterwards")


@pytest.mark.fault("the clock passes from 31 March to 1 April")
def test_each_request_uses_the_day_in_paris(copy: str, tmp_path: Path, tally: Tally) -> None:
    clock = tmp_path / "clock"
    moved = {"CLOCK": str(clock), "TZ": "America/Cayenne"}

    # 10 339 euros until 31 March 2026, 10 421 from 1 April on; Paris is two hours ahead of UTC.
    def at(moment: str) -> travel:
        clock.write_text(moment)
        return travel(moment)

    with (
        at("2026-03-31T21:59+00:00"),
        served(production(copy) | moved, tmp_path, MOVED_CLOCK) as (site, proxy),
    ):
        workers, visitor = site.workers(), Visitor(proxy, tally)
        visitor.walk(yearly(10_400))
        before, verdict, table = visitor.result(), visitor.verdict(), visitor.ask(CEILING).text
        with at("2026-03-31T22:00+00:00"):
            after = visitor.result()
            assert visitor.verdict() != verdict
            assert visitor.ask(CEILING).text != table
        assert site.workers() == workers
        assert not site.faults()
    assert "10\u202f339" in before
    assert "10\u202f421" in after
    tally.note(
        "the same processes and the same cookie: from 00:00 in Paris, 22:00 UTC, the new ceiling and verdict"
    )


@pytest.mark.fault("a migration locks every table, and all workers die")
def test_a_migration_that_locks_every_table_is_no_matter_to_visitors(
    copy: str, tmp_path: Path, tally: Tally
) -> None:
    with served(production(copy), tmp_path) as (site, proxy), psycopg.connect(copy) as migration:
        expected = [verdict_of(proxy, tally, answers) for answers in PEOPLE]
        tables = migration.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        migration.execute(f"LOCK TABLE {', '.join(name for (name,) in tables)} IN ACCESS EXCLUSIVE MODE")
        waiting = "SELECT 1 FROM pg_locks WHERE NOT granted"
        until(lambda: migration.execute(waiting).fetchone() is not None)
        seen = [verdict_of(proxy, tally, answers) for answers in PEOPLE]
        replace_workers(site)
        seen += [verdict_of(proxy, tally, answers) for answers in PEOPLE]
        assert seen == expected * 2
        migration.rollback()
        publish(copy, 10_603)
        until(lambda: "10\u202f603" in fetch(proxy + CEILING)[1])
    tally.note(f"journeys as before on {len(tables)} locked tables, also by workers born meanwhile")


def ask_for_a_page_of_staff(site: str, ended: list[int]) -> threading.Thread:
    """Ask for it in the background, and note how it ended."""

    def ask() -> None:
        ended.append(fetch(f"{site}/admin/", cookie=f"__Host-admin={'a' * 32}")[0])

    asking = threading.Thread(target=ask)
    asking.start()
    return asking


@pytest.mark.fault("pages of staff wait for a lock in every thread")
def test_pages_of_staff_that_wait_for_a_lock_give_their_threads_back(
    copy: str, tmp_path: Path, tally: Tally
) -> None:
    alone = production(copy) | {"WEB_CONCURRENCY": "1"}
    with (
        gunicorn(alone, tmp_path / "log") as site,
        nginx(urlsplit(site.address).netloc, tmp_path) as proxy,
        psycopg.connect(copy) as migration,
    ):
        expected = verdict_of(proxy, tally, PEOPLE[0])
        migration.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")
        waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'django_session'::regclass"
        ended: list[int] = []
        staff = [ask_for_a_page_of_staff(proxy, ended) for _ in range(threads)]
        until(lambda: len(migration.execute(waiting).fetchall()) == threads)
        assert verdict_of(proxy, tally, PEOPLE[0]) == expected
        for each in staff:
            each.join()
        assert ended == [500] * threads
    gone = f"they fail after {SECONDS_TO_WAIT_FOR_A_LOCK} seconds"
    tally.note(f"{gone}, and a visitor who waited meanwhile reaches the same verdict")


@pytest.mark.fault("the first migration and loading run while people are on the site")
def test_a_site_that_is_still_being_filled_says_so_and_breaks_nothing(
    database: Postgres, tmp_path: Path, tally: Tally
) -> None:
    filling = production(database.create_database("filling"))
    with served(filling, tmp_path, path="/healthz") as (site, proxy):
        visitor, seen = Visitor(proxy, tally), set()
        for command in ("migrate", "load_reference"):
            running = subprocess.Popen(
                [sys.executable, "manage.py", command, "-v", "0"],
                cwd=ROOT,
                env=os.environ | filling,
                stdout=subprocess.DEVNULL,
            )
            while running.poll() is None:
                seen.add((CEILING, visitor.ask(CEILING).status))
                seen.add(("/en/care-today/", visitor.ask("/en/care-today/").status))
                time.sleep(0.05)
            assert running.returncode == 0
        until(lambda: all(answers(f"{site.address}/readyz") for _ in range(20)))
        assert visitor.ask(CEILING).status == 200
        visitor.walk(PEOPLE[0])
        assert visitor.result()
    assert {status for path, status in seen if path != CEILING} == {200}
    assert (CEILING, 503) in seen
    tally.note("pages with amounts say to come back until there are any; all others are served")


def reference_files(folder: Path, old: str = "", new: str = "") -> Path:
    """A copy of the files that ship, with a change in the ceilings."""
    for path in ("thresholds/reference", "eligibility/reference"):
        shutil.copytree(ROOT / path, folder / path)
    file = folder / "thresholds/reference/ceilings.toml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    return folder


@contextmanager
def loading(environment: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "manage.py", "load_reference", "--from", str(folder)],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


@pytest.mark.fault("a reference file is broken, or its loading is killed half way")
def test_a_reference_file_is_taken_whole_or_not_at_all(copy: str, tmp_path: Path, tally: Tally) -> None:
    # The newest period is missing; loading brings it back, unless the file is broken.
    with psycopg.connect(copy) as connection:
        connection.execute("DELETE FROM thresholds_incomethreshold WHERE valid_from = '2026-04-01'")

    def rows() -> int:
        with psycopg.connect(copy) as connection:
            return connection.execute("SELECT count(*) FROM thresholds_incomethreshold").fetchone()[0]

    missing = rows()
    environment = production(copy)
    with served(environment, tmp_path) as (site, proxy):
        expected = [verdict_of(proxy, tally, answers) for answers in PEOPLE]
        broken = reference_files(tmp_path / "broken", "persons_2 = 15632", "persons_2 = 1")
        with loading(environment, broken) as refused:
            message = refused.stderr.read()
        assert refused.returncode == 1
        assert "ceilings.toml was refused whole" in message
        assert "Traceback" not in message
        assert rows() == missing

        # The second row of the period waits for another transaction; the first is written by then.
        whole = reference_files(tmp_path / "whole")
        with psycopg.connect(copy) as other:
            other.execute(
                "INSERT INTO thresholds_incomethreshold (zone, valid_from, persons_1, persons_2, persons_3,"
                " persons_4, each_extra_person, published, source_title, source_url)"
                " SELECT zone, '2026-04-01', persons_1, persons_2, persons_3, persons_4, each_extra_person,"
                " published, source_title, source_url FROM thresholds_incomethreshold"
                " WHERE zone = 'overseas' AND valid_from = '2025-04-01'"
            )
            waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"
            with loading(environment, whole) as half_way:
                until(lambda: other.execute(waiting).fetchone() is not None)
                half_way.kill()
            other.rollback()
        until(lambda: rows() == missing)
        assert [verdict_of(proxy, tally, answers) for answers in PEOPLE] == expected
        assert not site.faults()

        with loading(environment, whole) as taken:
            assert taken.wait() == 0
        assert rows() == missing + 2
    tally.note("refused whole with the file's name and reason, nothing of it is kept, verdicts as before")


@pytest.mark.fault("no period is in force")
def test_without_a_period_in_force_the_verdict_says_that_the_ceiling_is_unknown(
    copy: str, tmp_path: Path, tally: Tally
) -> None:
    with psycopg.connect(copy) as connection:
        connection.execute("DELETE FROM thresholds_incomethreshold WHERE valid_from <> '2026-04-01'")
        connection.execute("UPDATE thresholds_incomethreshold SET valid_from = now() + interval '20 days'")
    with served(production(copy), tmp_path) as (site, proxy):
        for income in (0, 7_919, 999_999):
            visitor = Visitor(proxy, tally)
            visitor.walk(yearly(income))
            result = visitor.result()
            assert "No ceiling is known to this site for today: ask the fund for it." in result
            assert not re.search("10\u202f421|15\u202f632", result)
        assert visitor.ask("/en/paper/", {}).body.startswith(b"%PDF")
        assert visitor.ask(CEILING).status == 200
        assert not site.faults()
    tally.note("result, PDF and calculator name no ceiling; the result says to ask the fund")
