"""A real browser on the site as gunicorn serves it, with its headers and compressed static files.

Each test process has its own server, port and database, and so has a file whose tests change the
content. The browser is started once a file and closed at its end: Playwright's loop would otherwise
keep later tests of that process from the database.
"""

import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Playwright, Request, expect, sync_playwright

from tests.browser.visitor import Visitor
from tests.servers import collect_static_once, gunicorn, manage

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 10_000  # ms; three browsers and the fault tests share the machine
expect.set_options(timeout=PATIENCE)


def new_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The DATABASE_URL of the site, for commands that an operator runs."""
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'site.sqlite3'}"


def new_site(tmp_path_factory: pytest.TempPathFactory, site_database: str) -> Iterator[str]:
    """The address of a running site with the reference rows; no request may make it fail."""
    folder = tmp_path_factory.mktemp("site")
    environment = {"DATABASE_URL": site_database, "WEB_CONCURRENCY": "1"}
    manage(environment, "migrate")
    manage(environment, "load_reference")
    collect_static_once(tmp_path_factory.getbasetemp().parent)
    with gunicorn(environment, folder / "server.log") as server:
        yield server.address
    assert not server.faults(), server.log.read_text()


# Where tests change the content, their file makes both of its own, with the scope of a module.
site_database = pytest.fixture(scope="session")(new_database)
site = pytest.fixture(scope="session")(new_site)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


def launch(playwright: Playwright, **options: object) -> Browser:
    """Debian's Chromium, which asks no other host for anything; without windows it takes half the time."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
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
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(context.new_page(), language, site)
        witness.watch(visitor)
        visitors.append(visitor)
        return visitor

    yield arrive
    for visitor in visitors:
        visitor.page.context.close()
    witness.check()
