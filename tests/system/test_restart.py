"""Stopping and restarting the site loses no request."""

import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.servers import SECONDS_TO_START, Gunicorn, fetch, gunicorn, nginx

pytestmark = pytest.mark.system


class Visitors:
    """A few people who ask for page after page; what they did not get is remembered."""

    def __init__(self, address: str) -> None:
        self.served, self.lost = 0, []
        self._address, self._ended = address, threading.Event()
        self._threads = [threading.Thread(target=self._visit) for _ in range(3)]

    def _visit(self) -> None:
        while not self._ended.is_set():
            try:
                status, _ = fetch(f"{self._address}/fr/questions/territory/")
            except (OSError, HTTPException) as error:
                self.lost.append(repr(error))
            else:
                self.served += status == 200
                if status != 200:
                    self.lost.append(str(status))

    def __enter__(self) -> "Visitors":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def are_served(self) -> None:
        """Wait until thirty more pages were served."""
        goal = self.served + 30
        until(lambda: self.served >= goal)


def until(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 2 * SECONDS_TO_START
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@contextmanager
def visited(site: Gunicorn, folder: Path) -> Iterator[Visitors]:
    with nginx(urlsplit(site.address).netloc, folder) as proxy, Visitors(proxy) as visitors:
        visitors.are_served()
        yield visitors
        visitors.are_served()


def test_new_workers_take_over_without_a_lost_request(environment: dict[str, str], tmp_path: Path) -> None:
    with gunicorn(environment, tmp_path / "log") as site:
        with visited(site, tmp_path) as visitors:
            old = set(site.workers())
            site.process.send_signal(signal.SIGHUP)
            until(lambda: len(site.workers()) == 2 and not old & set(site.workers()))
        assert visitors.lost == []
    assert not site.faults()


def test_a_new_release_takes_over_without_a_lost_request(environment: dict[str, str], tmp_path: Path) -> None:
    """As docs/operations.md says: USR2 starts the new code beside the old, TERM ends the old."""
    pidfile = tmp_path / "pid"
    command = (*GUNICORN, "--pid", str(pidfile))
    with gunicorn(environment, tmp_path / "log", command=command) as site, visited(site, tmp_path) as visitors:
        old = set(site.workers())
        site.process.send_signal(signal.SIGUSR2)
        until(lambda: (tmp_path / "pid.2").exists() and (tmp_path / "pid.2").read_text().strip() != "")
        new = int((tmp_path / "pid.2").read_text())
        try:
            children = Path(f"/proc/{new}/task/{new}/children")
            until(lambda: len(children.read_text().split()) == 2)
            visitors.are_served()
            site.process.terminate()
            site.process.wait(timeout=40)
            assert not old & {int(pid) for pid in children.read_text().split()}
            visitors.are_served()
        finally:
            os.kill(new, signal.SIGTERM)
        ...


def test_a_stop_lets_the_request_in_hand_finish(environment: dict[str, str], tmp_path: Path) -> None:
    head = (
        b"POST /en/questions/territory/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\n"
    )
    with gunicorn(environment, tmp_path / "log") as site:
        parts = urlsplit(site.address)
        with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
            connection.sendall(head + b"territory=")
            fetch(f"{site.address}/en/")
            site.process.terminate()
            until(lambda: refuses(site))
            connection.sendall(b"metropole.")
            assert b" 403 " in connection.recv(100)
        assert site.process.wait(timeout=40) == 0
    assert not site.faults()
