"""A gunicorn under test, and what it really takes of the machine."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# No worker ends amid the measurements for having served enough.
GUNICORN = (sys.executable, "-m", "gunicorn", "-c", "python:ame_site.gunicorn", "--max-requests", "0")
TICKS = os.sysconf("SC_CLK_TCK")


def manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command, "-v", "0"],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def reference_site() -> Iterator[dict[str, str]]:
    """The environment of a site of two workers, with the reference rows on a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "WEB_CONCURRENCY": "2",
        }
        for command in (("migrate",), ("load_reference",), ("collectstatic", "--noinput")):
            manage(environment, *command)
        yield environment


def refuse_taken(port: int) -> None:
    """A server left over on the port would be measured in place of ours."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(f"Port {port} is taken: something else answers there.")


@contextmanager
def serving(port: int, settings: str, environment: dict[str, str]) -> Iterator[int]:
    """The process id of a gunicorn with the site's own configuration."""
    refuse_taken(port)
    server = subprocess.Popen(  # what is not the site cannot be warmed, and says so
        [*GUNICORN, "ame_site.wsgi"],
        cwd=ROOT,
        env=environment | {"DJANGO_SETTINGS_MODULE": settings, "BIND": f"127.0.0.1:{port}"},
        stderr=None if settings == "ame_site.settings" else subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=40)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(1500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.02)
    sys.exit(f"The server on port {port} did not start.")


def children_of(pid: int) -> list[int]:
    """The processes that live below this one."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _descendants(root: int) -> set[int]:
    tree, waiting = {root}, [root]
    while waiting:
        found = children_of(waiting.pop())
        tree |= set(found)
        waiting += found
    return tree


def tree_seconds(root: int) -> float:
    """CPU seconds that a process and its descendants took so far, to the nanosecond."""
    nanoseconds = 0
    for pid in _descendants(root):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            nanoseconds += int((thread / "schedstat").read_text().split()[0])
    return nanoseconds / 1e9


def machine_seconds() -> float:
    """CPU seconds that all processes of the machine took so far."""
    user, nice, system, _, _, irq, softirq, *_ = map(
        int, Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    )
    return (user + nice + system + irq + softirq) / TICKS
