"""The questionnaire on a slow network: waiting time, bytes and requests, beside django-formtools.

    .venv/bin/python benchmarks/slow_network.py

Chromium's own protocol slows the network down as its developer tools do ("Slow 3G", "Fast 3G"), and the
processor six times. One person answers the longest usual journey: a couple with children and an income.
Counted is the waiting: from a click until the page that it opens has loaded. What the browser fetches
while a page is read is not waited for. The latency is that of each request; a new connection, which
people's networks make as slow again, is not part of it. Nothing passes or fails.
"""

import shutil
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.server import reference_site, serving  # noqa: E402

SITE_PORT, WIZARD_PORT = 8743, 8744
CPU_SLOWDOWN = 6
# The presets of Chromium's developer tools: milliseconds, then bytes a second down and up.
NETWORKS = {"Slow 3G": (2000, 50_000, 50_000), "Fast 3G": (562.5, 180_000, 84_375)}
ANSWERS: dict[str, Any] = {
    "territory": "metropole",
    "nationality": "other",
    "age": "adult",
    "papers": "none",
    "irregular_start": "visa_ended",
    "irregular_duration": "over_6_months",
    "residence": "continuous",
    "partner": "irregular",
    "children": 2,
    "children_16_plus": 1,
    "other_dependant": "no",
    "housing": "hosted",
    "resources_kind": "monthly",
    "resources_amount": 900,
    "resources_from": ["work"],
    "request": "first",
    "identity_papers": ["passport"],
}
NAMES = "fields => [...new Set(fields.filter(field => field.type != 'hidden').map(field => field.name))]"


@dataclass
class Way:
    """A journey's pages so far: seconds waited, bytes received with headers, requests sent."""

    seconds: float = 0
    size: int = 0
    pages: int = 0
    sent: int = 0
    from_cache: set[str] = field(default_factory=set)

    @property
    def requests(self) -> int:
        """Those that left the browser."""
        return self.sent - len(self.from_cache)

    def listen(self, protocol: CDPSession) -> None:
        protocol.on("Network.requestWillBeSent", self._sent)
        protocol.on("Network.requestServedFromCache", lambda event: self.from_cache.add(event["requestId"]))
        protocol.on("Network.responseReceived", self._answered)
        protocol.on("Network.loadingFinished", lambda event: self._received(event["encodedDataLength"]))

    def _sent(self, event: dict[str, Any]) -> None:
        self.sent += 1
        if "redirectResponse" in event:
            self._received(event["redirectResponse"]["encodedDataLength"])

    def _answered(self, event: dict[str, Any]) -> None:
        if event["response"]["fromDiskCache"]:
            self.from_cache.add(event["requestId"])

    def _received(self, size: float) -> None:
        self.size += int(size)

    def wait_for(self, page: Page, open_page: Callable[[], object]) -> None:
        """Open a page, count the time until it has loaded, then read it."""
        started = time.perf_counter()
        with page.expect_navigation(wait_until="load"):
            open_page()
        self.seconds += time.perf_counter() - started
        self.pages += 1
        page.wait_for_load_state("networkidle")


def _fill_in(page: Page, name: str, answer: Any) -> None:
    if isinstance(answer, int):
        page.locator(f'[name="{name}"]').fill(str(answer))
        return
    for code in answer if isinstance(answer, list) else [answer]:
        page.locator(f'[name="{name}"][value="{code}"]').check(force=True)


def _answer(page: Page) -> bool:
    """Fill in what the page asks; False where it asks nothing."""
    names = page.locator("main form [name]:not(button)").evaluate_all(NAMES)
    for name in names:
        _fill_in(page, name, ANSWERS[name.rpartition("-")[2]])
    return bool(names)


def journey(browser: Browser, network: str, address: str) -> tuple[float, Way]:
    """The seconds of the first view, and the whole way to the page after the last question."""
    latency, down, up = NETWORKS[network]
    page = browser.new_context(java_script_enabled=False, reduced_motion="reduce").new_page()
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": latency, "downloadThroughput": down, "uploadThroughput": up},
    )
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    way = Way()
    way.listen(protocol)
    way.wait_for(page, lambda: page.goto(address))
    first_view = way.seconds
    if page.locator("main a.button").count():
        way.wait_for(page, page.locator("main a.button").first.click)
    while _answer(page):
        way.wait_for(page, page.locator("main form button[type=submit]").last.click)
    page.context.close()
    return first_view, way


def print_journeys(browser: Browser) -> None:
    ways = {
        "this site": f"http://127.0.0.1:{SITE_PORT}/fr/",
        "formtools, with a redirect": f"http://127.0.0.1:{WIZARD_PORT}/named/",
        "formtools, without": f"http://127.0.0.1:{WIZARD_PORT}/plain/",
    }
    print(f"{'':10}{'':28}{'first view':>11}{'whole way':>11}{'pages':>7}{'requests':>10}{'bytes':>8}")
    for network in NETWORKS:
        for name, address in ways.items():
            first_view, way = journey(browser, network, address)
            print(
                f"{network:10}{name:28}{first_view:9.1f} s{way.seconds:9.1f} s"
                f"{way.pages:7}{way.requests:10}{way.size:8}"
            )
    print(f"{len(ANSWERS)} questions, from the start page to the page after the last question.")


def main() -> None:
    with ExitStack() as stack:
        environment = stack.enter_context(reference_site())
        stack.enter_context(serving(SITE_PORT, "ame_site.settings", environment))
        stack.enter_context(serving(WIZARD_PORT, "benchmarks.formtools_wizard.settings", environment))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        print_journeys(browser)
        browser.close()


if __name__ == "__main__":
    main()
