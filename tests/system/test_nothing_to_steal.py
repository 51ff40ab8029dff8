"""Whoever took every byte that the servers write would hold nothing of a visitor."""

import base64
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlsplit

import psycopg
import pytest

from eligibility.desk import DESK_PAGE
from eligibility.domain.pages import PAGE_OF
from eligibility.handover import HAND_OVER
from eligibility.packing import packed
from tests.faults import Tally
from tests.personas import PERSONAS, TODAY, yearly
from tests.servers import GUNICORN, Postgres, gunicorn, nginx, until
from tests.system.conftest import production
from tests.system.visitor import ANSWERS, CSRF, Visitor
from tests.system.written import Written, read, watched
from tests.walk import form_data

pytestmark = pytest.mark.system

JOURNEYS = 50
BREAKS, LEAKS = 87_501, 87_502  # as in faulty_site.py
FAULTY = (*GUNICORN[:-1], "tests.system.faulty_site")
# Whatever nginx would write, it may: pytest's folders are closed to others than root.
FREE_TO_WRITE = {"worker_processes auto;": "worker_processes auto; user root;"} if os.geteuid() == 0 else {}
# Whatever the site seals looks like this: cookies, the desk's hidden field, the code for a phone.
TOKEN = re.compile(rb"gAAAAA[\w-]{40,}")


def people() -> list[dict[str, Any]]:
    """Answers of fifty people that tell them apart: an unusual amount, or an unusual day."""
    finished = [each.answers for each in PERSONAS if each.on == TODAY and each.status != "incomplete"]
    earning = [answers for answers in finished if "resources_amount" in answers]
    waiting = [answers for answers in finished if answers.get("irregular_duration") == "under_3_months"]
    earning = earning[:: len(earning) // 35][:35]
    waiting = list(islice((each for _ in range(15) for each in waiting[::3]), JOURNEYS - len(earning)))
    amounts = (BREAKS, *(87_503 + number for number in range(JOURNEYS)))
    days = [(date.today() - timedelta(days=20 + number)).isoformat() for number in range(len(waiting))]
    return [
        *({**answers, "resources_amount": amounts[n]} for n, answers in enumerate(earning)),
        *({**answers, "irregular_since": days[n]} for n, answers in enumerate(waiting)),
    ]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def mapping(answers: dict[str, Any]) -> set[bytes]:
    """Each answer beside its question, as a form, JSON or Python writes them."""
    marks = set()
    for key, answer in answers.items():
        for value in listed(answer):
            marks.add(quote_plus(f"{key}={value}", safe="="))
            marks |= {
                f"{mark}{key}{mark}:{space}{before}{value}"
                for mark in "'\""
                for space in ("", " ")
                for before in ("", mark, f"[{mark}")
            }
    return {mark.encode() for mark in marks}


def own_marks(visitor: Visitor) -> set[bytes]:
    """What nobody else has and nothing else looks like: the unusual amount or day, and the cookies."""
    kept = visitor.kept
    marks = {packed(kept), base64.b64encode(packed(kept))[:-3]}
    marks |= {visitor.cookies[name].encode() for name in (ANSWERS, CSRF)}
    if amount := kept.get("resources_amount"):
        between = ("", ",", ".", " ", "\u202f", "\u00a0")
        marks |= {f"{amount:,}".replace(",", each).encode() for each in between}
    if day := kept.get("irregular_since"):
        marks |= {day.encode(), date.fromisoformat(day).strftime("%d/%m/%Y").encode()}
    return marks


def holds(data: bytes, mark: bytes) -> bool:
    """Whether the mark is there, and not as a piece of a longer number."""
    if mark not in data or not mark.isdigit():
        return mark in data
    return re.search(rb"(?<!\d)%s(?!\d)" % mark, data) is not None


def found_in(data: bytes, marks: set[bytes]) -> set[bytes]:
    return {mark for mark in marks if holds(data, mark)} | set(TOKEN.findall(data))


def changed_files(since: float, *folders: Path) -> Iterator[tuple[Path, bytes]]:
    for folder in folders:
        for file in folder.rglob("*"):
            # The number of a process may be anybody's amount.
            if file.is_file() and file.suffix != ".pid" and file.stat().st_mtime >= since:
                yield file, file.read_bytes()


def everything_else(visitor: Visitor, answers: dict[str, Any]) -> set[bytes]:
    """All that can be done with a result, and all that can go wrong on the way; the marks of what it sent."""
    key = "resources_amount" if "resources_amount" in answers else "irregular_since"
    mark, kept = str(answers[key]), visitor.kept
    fields = {name: each for asked, given in kept.items() for name, each in form_data(asked, given).items()}
    at_the_desk = {"answers": visitor.sealed(DESK_PAGE), "shown": list(kept), **fields}
    filed = date.today() - timedelta(days=10)
    chosen = {"filed_day": filed.day, "filed_month": filed.month, "filed_year": filed.year}

    def gives(
        status: int, path: str, form: dict[str, Any] | None = None, *, holds: str = "", **headers: str
    ) -> None:
        answer = visitor.ask(f"/en/{path}", form, **headers)
        assert (answer.status, holds.encode() in answer.body) == (status, True), path

    gives(200, "answers/")
    gives(200 if "/en/preparation/" in visitor.result() else 303, "preparation/")
    gives(200, "hand-over/")
    gives(200, "hand-over/result.svg", holds="<svg")
    gives(303, "phone/", {"token": visitor.sealed(HAND_OVER)})
    gives(303, "second-language/", {"second": "ar", "page": "/en/result/"})
    gives(200, "paper/", {}, holds="%PDF")
    gives(200, "dates/", chosen, holds="BEGIN:VCALENDAR")
    gives(200, "desk/", at_the_desk | {"phone": "yes"}, holds='class="code"')
    gives(200, "desk/paper/", at_the_desk, holds="%PDF")
    gives(200, "desk/", at_the_desk | {"next": "yes"}, holds="Everything was wiped. ")
    gives(200, "erase/")
    # And what is refused.
    gives(200, "desk/", at_the_desk | {"answers": visitor.cookies[ANSWERS]}, holds="Everything was wiped: ")
    gives(422, "phone/", {"token": visitor.cookies[ANSWERS]})
    gives(422, f"ceiling/?persons={mark}")
    gives(422, f"questions/{PAGE_OF[key].first.key}/", {key: f"{mark}x"})
    gives(404, f"questions/{mark}/")
    gives(403, "questions/territory/", {"csrfmiddlewaretoken": "x", **answers})
    gives(413, "questions/territory/", {"filling": f"{mark} " * 20_000})
    gives(400, "result/", Host="elsewhere")
    gives(405, "answers/", {"mark": mark})
    return mapping(chosen)


def test_fifty_journeys_leave_nothing_behind(database: Postgres, copy: str, tmp_path: Path) -> None:
    own: set[bytes] = set()
    mapped: set[bytes] = set()
    tally = Tally("", [])
    with psycopg.connect(copy, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        connection.execute("SELECT pg_switch_wal()")
    start, logged = time.time(), database.log.stat().st_size
    served, logs = tmp_path / "proxy", tmp_path / "logs"
    for folder in (served, logs):
        folder.mkdir()
    with (
        gunicorn(production(copy), logs / "site", command=FAULTY) as site,
        nginx(urlsplit(site.address).netloc, served, FREE_TO_WRITE) as proxy,
    ):
        until(lambda: len(site.workers()) == 2)
        masters = (site.process.pid, int((served / "nginx.pid").read_text()), database.process.pid)
        with watched(tmp_path / "trace", *masters):
            for number, answers in enumerate(people()):
                visitor = Visitor(proxy, tally)
                visitor.walk(answers)
                broken = answers.get("resources_amount") == BREAKS
                assert visitor.ask("/en/result/").status == (500 if broken else 200)
                own |= own_marks(visitor)
                mapped |= mapping(visitor.kept)
                if number % 12 == 1:
                    mapped |= everything_else(visitor, answers)
        written = read(tmp_path / "trace")
        files = dict(changed_files(start, database.folder, served, logs))
        # The statements before are those of the loading, with days of their own.
        files[database.log] = files[database.log][logged:]

        leaking = Visitor(proxy, tally)
        with watched(tmp_path / "control", *masters):
            leaking.walk(yearly(LEAKS, "family"))
            leaking.result()
        control = read(tmp_path / "control")

    assert number == JOURNEYS - 1
    assert not tally.lost
    assert {"ERROR django.request 500", "ERROR django.security.DisallowedHost 400"} == set(site.faults())
    assert b"RuntimeError" in written.to(logs / "site")
    assert found_in(written.all, own | mapped) == set()
    assert {str(path): found for path, data in files.items() if (found := found_in(data, own))} == {}
    assert not [path for path in written.mapped if "PostgreSQL" not in path]
    assert written.ports <= {urlsplit(site.address).port, database.port}
    # The same eyes see a file that lived for a moment, and know a token.
    leaked = found_in(control.all, own_marks(leaking) | mapping(leaking.kept))
    assert {b"87502", b"'resources_amount': 87502", b"'resources_from': ['family"} <= leaked
    assert TOKEN.fullmatch(leaking.cookies[ANSWERS].rstrip("=").encode())


# --- nginx -------------------------------------------------------------------------------------

MARK = b"A visitor was told 87503 euros. "
LARGE = MARK * 250_000  # 8 MB, eight times what nginx may hold in memory for an answer
WITHOUT_PROTECTION = {
    "client_body_buffer_size 128k": "client_body_buffer_size 1k",
    "proxy_max_temp_file_size 0": "proxy_max_temp_file_size 100m",
}


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A site that reads a form of any size and gives this answer: its address."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            with suppress(OSError):  # who asked has gone
                self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def slow_exchange(folder: Path, changes: dict[str, str]) -> Written:
    """What nginx writes while a form comes in slowly and a large answer is hardly read."""
    folder.mkdir()
    body = MARK * 2_000
    head = f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    with answering(LARGE) as site, nginx(site, folder, FREE_TO_WRITE | changes) as proxy:
        parts = urlsplit(proxy)
        with (
            watched(folder / "trace", int((folder / "nginx.pid").read_text())),
            socket.socket() as client,
        ):
            client.settimeout(60)
            # The kernel must not take the answer for a client that does not read.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
            client.connect((parts.hostname, parts.port))
            client.sendall(head.encode())
            for start in range(0, len(body), 8_000):
                client.sendall(body[start : start + 8_000])
                time.sleep(0.05)
            received = client.recv(1_000)
            time.sleep(2)  # nginx takes what it may from the site
            while data := client.recv(1_000_000):
                received += data
        assert received.endswith(LARGE)
    return read(folder / "trace")


def test_nginx_holds_forms_and_answers_in_memory_alone(tmp_path: Path) -> None:
    assert MARK not in slow_exchange(tmp_path / "shipped", {}).all


def test_without_its_settings_nginx_would_write_both(tmp_path: Path) -> None:
    pieces = slow_exchange(tmp_path / "changed", WITHOUT_PROTECTION).pieces
    written = {Path(path).parts[len(tmp_path.parts) + 1] for path, data in pieces if MARK in data}
    assert written == {"body", "proxy"}
