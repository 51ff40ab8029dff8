"""The real servers: PostgreSQL, gunicorn and nginx, each on a free port and ended with its block.

    python -m tests.servers COMMAND...

runs a command with DATABASE_URL naming a PostgreSQL that lives as long as the command.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60
GUNICORN = (
    str(Path(sys.executable).with_name("gunicorn")),
    "-c",
    "python:ame_site.gunicorn",
    "ame_site.wsgi",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command, "-v", "0"],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def collect_static_once(shared: Path) -> None:
    """The processes of one test run share the folder: the first fills it while the others wait."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    with (shared / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / f"static-{run}"
        if not done.exists():
            manage({}, "collectstatic", "--noinput")
            done.touch()


def fetch(address: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, str]:
    """The status and the text of one answer, asked on a connection of its own as if over HTTPS."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=70)
    try:
        sent = {"X-Forwarded-Proto": "https", "Connection": "close", **headers}
        connection.request(method, f"{parts.path}?{parts.query}", body, sent)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def wait_until(is_true: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        if is_true():
            return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args} did not start: {log.read_text()[-2000:]}")


def until(is_true: Callable[[], bool], seconds: float = SECONDS_TO_START) -> None:
    """Asked again and again until the time is over."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def answers(address: str) -> bool:
    """Whether a GET of the address is answered with 200."""
    try:
        return fetch(address)[0] == 200
    except (OSError, HTTPException):
        return False


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def unprivileged(name: str) -> dict[str, object]:
    """How to start a server that refuses to run as root, as CI does."""
    return {"user": name, "group": name, "extra_groups": ()} if os.geteuid() == 0 else {}


class Postgres:
    """A PostgreSQL of Debian's packages in a temporary folder, that may be stopped and started again."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self.folder, self.port, self.settings = folder, free_port(), settings
        self.url = f"postgres://ame@127.0.0.1:{self.port}/ame"
        self.log = folder / "log"
        self._as_user = unprivileged("postgres")
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        if not found:
            raise RuntimeError("PostgreSQL is missing: run `make tools`")
        self._programs = found[-1]
        if self._as_user:
            shutil.chown(folder, "postgres", "postgres")
        self._run("initdb", "-U", "ame", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")

    def create_database(self, name: str, like: str = "template1") -> str:
        """The address of a new database: empty, or a copy of one that nobody is connected to."""
        with psycopg.connect(self.url, dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return f"{self.url.rpartition('/')[0]}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._programs / program, "-D", self.folder / "data", *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            **self._as_user,
        )

    def start(self) -> None:
        # What is lost when the machine stops matters to no test.
        settings = (
            *("listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}"),
            *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
            *self.settings,
        )
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [
                    *(self._programs / "postgres", "-D", self.folder / "data", "-p", str(self.port)),
                    *(word for setting in settings for word in ("-c", setting)),
                ],
                cwd=self.folder,
                stdout=output,
                stderr=output,
                **self._as_user,
            )
        wait_until(self._accepts, self.process, self.log)

    def _accepts(self) -> bool:
        try:
            psycopg.connect(self.url, dbname="postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """End it and every connection at once; nothing where it has ended."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=20)


@contextmanager
def postgres(*settings: str) -> Iterator[Postgres]:
    """A fresh PostgreSQL with an empty database; `settings` as in `name=value`."""
    # Not below pytest's folders, which only root may enter.
    with tempfile.TemporaryDirectory(prefix="ame-postgres-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder), *settings)
        try:
            server.start()
            server.create_database("ame")
            yield server
        finally:
            server.stop()


def workers_of(master: int) -> list[int]:
    """The process ids of the workers that live now."""
    children = Path(f"/proc/{master}/task/{master}/children")
    return [int(pid) for pid in children.read_text().split()]


def descendants(master: int) -> list[int]:
    """The process ids of all that it started, and that those started."""
    children = workers_of(master)
    return children + [pid for child in children for pid in descendants(child)]


class Gunicorn:
    """A running site; its workers may be counted, and signals sent to its master."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, log: Path) -> None:
        self.process, self.address, self.log = process, address, log

    def workers(self) -> list[int]:
        return workers_of(self.process.pid)

    def faults(self) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if line.startswith(("ERROR", "CRITICAL"))]


@contextmanager
def gunicorn(
    environment: dict[str, str],
    log: Path,
    *,
    command: Sequence[str] = GUNICORN,
    folder: Path = ROOT,
    path: str = "/readyz",
    inherit: bool = True,
) -> Iterator[Gunicorn]:
    """The site as production serves it, once the path answers 200.

    It sees the variables of the tests too, unless `inherit` is false.
    """
    port = free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=(os.environ if inherit else {}) | environment | {"BIND": f"127.0.0.1:{port}"},
            stdout=output,
            stderr=output,
        )
    server = Gunicorn(process, f"http://127.0.0.1:{port}", log)
    try:
        wait_until(lambda: answers(server.address + path), process, log)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=60)


def shipped_nginx(folder: Path, upstream: str, changes: dict[str, str]) -> Path:
    """deploy/nginx.conf with its addresses and folders replaced; each must stand in it."""
    text = (ROOT / "deploy/nginx.conf").read_text()
    for old, new in {"web:8000": upstream, "/tmp/": f"{folder}/", **changes}.items():
        assert old in text, f"deploy/nginx.conf has no {old!r} any more"
        text = text.replace(old, new)
    file = folder / "nginx.conf"
    file.write_text(text)
    return file


@contextmanager
def nginx(upstream: str, folder: Path, changes: dict[str, str] | None = None) -> Iterator[str]:
    """The address of the proxy that compose.yaml ships, in front of `host:port`, up or not."""
    port = free_port()
    listen = {"listen 8080 default_server": f"listen 127.0.0.1:{port} default_server"}
    file = shipped_nginx(folder, upstream, listen | (changes or {}))
    log = folder / "nginx.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["nginx", "-p", folder, "-c", file, "-g", "daemon off;"], stdout=output, stderr=output
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: listens(port), process, log)
        yield address
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(timeout=60)


def main(command: list[str]) -> int:
    # Ended from outside, the server ends too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with postgres() as server:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": server.url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
