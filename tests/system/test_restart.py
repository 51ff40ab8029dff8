"""Stopping and restarting the site loses no request."""

import os
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

from tests.servers import GUNICORN, SECONDS_TO_START, Gunicorn, fetch, gunicorn, listens, nginx, workers_of

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
    deadline = time.monotonic() + SECONDS_TO_START
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@contextmanager
def visited(site: Gunicorn, folder: Path) -> Iterator[Visitors]:
    with nginx(urlsplit(site.address).netloc, folder) as proxy, Visitors(proxy) as visitors:
        visitors.are_served()
        yield visitors


def test_new_workers_take_over_without_a_lost_request(environment: dict[str, str], tmp_path: Path) -> None:
    with gunicorn(environment, tmp_path / "log") as site:
        with visited(site, tmp_path) as visitors:
            old = set(site.workers())
            site.process.send_signal(signal.SIGHUP)
            until(lambda: len(site.workers()) == 2 and not old & set(site.workers()))
            visitors.are_served()
        assert visitors.lost == []
    assert not site.faults()


def test_a_new_release_takes_over_without_a_lost_request(environment: dict[str, str], tmp_path: Path) -> None:
    """USR2 starts the new code beside the old on the same port; TERM then ends the old."""
    pid = tmp_path / "pid"
    with gunicorn(environment, tmp_path / "log", command=(*GUNICORN, "--pid", str(pid))) as site:
        new = 0
        try:
            with visited(site, tmp_path) as visitors:
                site.process.send_signal(signal.SIGUSR2)
                new = int(content(tmp_path / "pid.2"))
                until(lambda: len(workers_of(new)) == 2)
                visitors.are_served()
                site.process.terminate()
                site.process.wait(timeout=40)
                visitors.are_served()
            assert visitors.lost == []
            assert content(pid) == str(new)
        finally:
            if new:
                os.kill(new, signal.SIGTERM)
                until(lambda: not listens(urlsplit(site.address).port))
    assert not site.faults()


def content(file: Path) -> str:
    """The text of a file that another process is about to write."""
    until(lambda: file.exists() and file.read_text() != "")
    return file.read_text().strip()


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
            until(lambda: not listens(parts.port))
            connection.sendall(b"metropole.")
            assert b" 403 " in connection.recv(100)
        assert site.process.wait(timeout=40) == 0
    assert not site.faults()
