"""A real browser on the site as gunicorn serves it, with its headers and compressed static files.

Each test process has its own server, port and database. The browser is started once a file and
closed at its end: Playwright's loop would otherwise keep later tests of that process from the database.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Playwright, Request, sync_playwright

from tests.browser.visitor import Visitor

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS_TO_START = 30


def _manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command, "-v", "0"],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _collect_static_once(environment: dict[str, str], shared: Path) -> None:
    """The processes of one test run share the folder: the first fills it while the others wait."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    with (shared / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / f"static-{run}"
        if not done.exists():
            _manage(environment, "collectstatic", "--noinput")
            done.touch()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The server did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def site_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The DATABASE_URL of the site, for commands that an operator runs."""
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'site.sqlite3'}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, site_database: str) -> Iterator[str]:
    """The address of a running site with the reference rows; no request may make it fail."""
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": site_database,
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
    }
    _manage(environment, "migrate")
    _manage(environment, "load_reference")
    _collect_static_once(environment, tmp_path_factory.getbasetemp().parent)
    address = f"http://127.0.0.1:{port}"
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "python:ame_site.gunicorn", "ame_site.wsgi"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            _wait_until_ready(server, address, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=40)
    faults = [line for line in log.read_text().splitlines() if line.startswith(("ERROR", "CRITICAL"))]
    assert not faults, log.read_text()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


def launch(playwright: Playwright, **options: object) -> Browser:
    """Debian's Chromium, which asks no other host for anything."""
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is missing: run `make tools`"
    return playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS), **options)


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


class Witness:
    """Everything that the browser asked for and complained about."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.requests: list[Request] = []
        self.complaints: list[str] = []

    def watch(self, visitor: Visitor) -> None:
        context = visitor.page.context
        context.on("request", lambda request: self.requests.append(request))
        context.on("console", lambda message: self.hear(message.type, message.text))

    def hear(self, kind: str, text: str) -> None:
        """Chromium also writes an error for each page that is served with 404 or 422."""
        if kind in ("error", "warning") and not text.startswith("Failed to load resource"):
            self.complaints.append(text)

    def check(self) -> None:
        """Nothing went elsewhere, no answer stood in an address, and the pages are in order."""
        elsewhere = {request.url for request in self.requests if not request.url.startswith(self.site)}
        pages = {request.url for request in self.requests if request.is_navigation_request()}
        with_query = {url for url in pages if urlsplit(url).query and not _holds_no_answer(url)}
        assert (elsewhere, with_query, self.complaints) == (set(), set(), [])


def _holds_no_answer(url: str) -> bool:
    """The calculator of ceilings takes a number and a place; the admin is for staff."""
    path = urlsplit(url).path
    return path.endswith("/ceiling/") or path.startswith("/admin/")


@pytest.fixture
def new_visitor(browser: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """Someone with a fresh browser: without scripts unless told, in a language, at a width."""
    witness = Witness(site)
    visitors = []

    def arrive(
        language: str = "en", *, width: int = 1280, javascript: bool = False, **options: object
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            locale=language,
            **options,
        )
        context.set_default_timeout(10_000)
        visitor = Visitor(context.new_page(), language, site)
        witness.watch(visitor)
        visitors.append(visitor)
        return visitor

    yield arrive
    for visitor in visitors:
        visitor.page.context.close()
    witness.check()
