"""What a page costs: CPU beside a bare Django view, waiting time, and bytes on the wire.

    .venv/bin/python benchmarks/pages.py

Two gunicorns with the site's own configuration run side by side, on loopback only. The load comes from
threads of this process, on the same cores: requests a second and waiting times compare within one run
only. CPU a request divided by that of the bare view is the figure to follow. Nothing passes or fails.
"""

import http.client
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.load import Case, measure  # noqa: E402
from benchmarks.server import reference_site, serving  # noqa: E402
from benchmarks.wire import assets_of, response_to  # noqa: E402
from eligibility.domain.pages import PAGE_OF, Page  # noqa: E402

BARE_PORT, SITE_PORT = 8741, 8742
ROUNDS = 3
TARGET_BYTES = 14 * 1024
QUESTION, LONG_QUESTION, GROUP = (f"/fr/questions/{key}/" for key in ("request", "papers", "partner"))
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ANSWERS = {
    "territory": "metropole",
    "nationality": "other",
    "age": "adult",
    "papers": "none",
    "irregular_start": "visa_ended",
    "irregular_duration": "over_6_months",
    "residence": "continuous",
    "partner": "none",
    "children": "0",
    "other_dependant": "no",
    "housing": "hosted",
    "resources_kind": "none",
    "request": "first",
    "identity_papers": "passport",
}
PAGES_ASKED = tuple(dict.fromkeys(PAGE_OF[key] for key in ANSWERS))


def cookie_header(cookies: dict[str, str]) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}


def form(cookies: dict[str, str], page: Page) -> str:
    answers = {each.key: ANSWERS[each.key] for each in page.questions if each.key in ANSWERS}
    return urlencode({"csrfmiddlewaretoken": cookies["csrf"]} | answers)


def answer(pages: Iterable[Page]) -> dict[str, str]:
    """The cookies of a visitor who has answered these pages."""
    connection = http.client.HTTPConnection("127.0.0.1", SITE_PORT)
    cookies: dict[str, str] = {}

    def take(method: str, key: str, body: str | None = None) -> None:
        connection.request(method, f"/fr/questions/{key}/", body, cookie_header(cookies) | FORM)
        response = connection.getresponse()
        response.read()
        for header in response.headers.get_all("Set-Cookie", []):
            cookies.update({name: morsel.value for name, morsel in SimpleCookie(header).items()})

    take("GET", "territory")
    for page in pages:
        take("POST", page.first.key, form(cookies, page))
    return cookies


def cases_of(cookies: dict[str, str]) -> list[Case]:
    kept = cookie_header(cookies)
    before = cookie_header(answer(PAGES_ASKED[:3]))
    request = form(cookies, PAGE_OF["request"])
    return [
        Case("bare view", BARE_PORT, "/"),
        Case("start page", SITE_PORT, "/fr/"),
        Case("question, 4 choices", SITE_PORT, QUESTION, headers=kept),
        Case("question, 16 choices", SITE_PORT, LONG_QUESTION, headers=kept),
        Case("the same, unanswered", SITE_PORT, LONG_QUESTION, headers=before),
        Case("three questions", SITE_PORT, GROUP, headers=kept),
        Case("answer to a question", SITE_PORT, QUESTION, 303, kept | FORM, request),
        Case("result", SITE_PORT, "/fr/result/", headers=kept),
    ]


def print_costs(cases: list[Case]) -> None:
    bare = cases[0].cpu_ms
    print(f"{'':22}{'CPU ms':>8}{'x bare':>8}{'req/s':>8}{'p50 ms':>8}{'p99 ms':>8}{'others':>8}")
    for case in cases:
        print(
            f"{case.name:22}{case.cpu_ms:8.2f}{case.cpu_ms / bare:8.1f}{case.a_second:8.0f}"
            f"{case.p50_ms:8.1f}{case.p99_ms:8.1f}{case.others:8.0%}"
        )
    print("others: what other processes took of the machine meanwhile; above 8 %, do not compare.\n")


def print_bytes(cookies: dict[str, str]) -> None:
    kept = cookie_header(cookies)
    assets = assets_of(SITE_PORT, LONG_QUESTION, kept)
    pages = ("/fr/", QUESTION, LONG_QUESTION, GROUP, "/fr/answers/", "/fr/result/", "/fr/ceiling/")
    responses = {path: response_to(SITE_PORT, path, kept) for path in (*pages, *assets)}
    for path, response in responses.items():
        print(f"{path:42}{len(response):8} bytes, gzip, with headers")
    whole = sum(len(responses[path]) for path in (LONG_QUESTION, *assets))
    lasting = sum(b"immutable" in responses[path] for path in assets)
    print(f"The longest question with all its files: {whole} bytes, {whole / TARGET_BYTES:.0%} of 14 KB,")
    print(f"in {1 + len(assets)} requests, of which the browser keeps {lasting} for the next page.")


def main() -> None:
    with ExitStack() as stack:
        environment = stack.enter_context(reference_site())
        bare = stack.enter_context(serving(BARE_PORT, "benchmarks.settings_bare", environment))
        site = stack.enter_context(serving(SITE_PORT, "ame_site.settings", environment))
        cookies = answer(PAGES_ASKED)
        cases = cases_of(cookies)
        for _ in range(ROUNDS):
            for case in cases:
                measure(case, bare if case.port == BARE_PORT else site)
        print_costs(cases)
        print_bytes(cookies)


if __name__ == "__main__":
    main()
