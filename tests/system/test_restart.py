"""Stopping and restarting the site loses no request, through the proxy as visitors come."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.servers import (
    GUNICORN,
    ROOT,
    Gunicorn,
    fetch,
    gunicorn,
    listens,
    nginx,
    until,
    workers_of,
)

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
        self.leave()

    def leave(self) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def are_served(self) -> None:
        """Wait until thirty more pages were served."""
        goal = self.served + 30
        until(lambda: self.served >= goal)


@contextmanager
def visited(site: Gunicorn, folder: Path) -> Iterator[Visitors]:
    with nginx(urlsplit(site.address).netloc, folder) as proxy, Visitors(proxy) as visitors:
        visitors.are_served()
        yield visitors


def test_new_workers_take_over_without_a_lost_request(environment: dict[str, str], tmp_path: Path) -> None:
    """As each worker is replaced after some thousands of requests."""
    with gunicorn(environment, tmp_path / "log") as site:
        with visited(site, tmp_path) as visitors:
            old = set(site.workers())
            site.process.send_signal(signal.SIGHUP)
            until(lambda: len(site.workers()) == 2 and not old & set(site.workers()))
            visitors.are_served()
        assert visitors.lost == []
    assert not site.faults()


@contextmanager
def activated(listening: socket.socket, environment: dict[str, str], log: Path) -> Iterator[None]:
    """A site on a port that systemd holds, as ame.socket does: it is handed over as descriptor 3."""
    program = 'import os, sys; os.dup2(int(sys.argv[1]), 3); os.environ["LISTEN_PID"] = str(os.getpid()); '
    program += "os.execv(sys.argv[2], sys.argv[2:])"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(listening.fileno()), *GUNICORN],
            cwd=ROOT,
            env=os.environ | environment | {"LISTEN_FDS": "1"},
            pass_fds=(listening.fileno(),),
            stdout=output,
            stderr=output,
        )
    try:
        until(lambda: len(workers_of(process.pid)) == 2)
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)
    assert "ERROR" not in log.read_text()


def test_a_restart_makes_visitors_wait_and_loses_no_request(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        upstream = f"127.0.0.1:{listening.getsockname()[1]}"
        with nginx(upstream, tmp_path) as proxy, ExitStack() as old:
            old.enter_context(activated(listening, environment, tmp_path / "old"))
            with ExitStack() as new, Visitors(proxy) as visitors:
                visitors.are_served()
                old.close()
                new.enter_context(activated(listening, environment, tmp_path / "new"))
                visitors.are_served()
                visitors.leave()
    assert visitors.lost == []


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
        assert site.process.wait(timeout=60) == 0
    assert not site.faults()
