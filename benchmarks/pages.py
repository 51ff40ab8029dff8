"""What a page and a journey cost: CPU beside a bare Django view and beside django-formtools, waiting
time, memory, and bytes on the wire.

    .venv/bin/python benchmarks/pages.py

Gunicorns with the site's own configuration and two workers each run side by side, on loopback only. The
load comes from this process, on the same cores: requests a second and waiting times compare within one
run only. CPU a request divided by that of the bare view is the figure to follow. Compression is asked for
as browsers do. Nothing passes or fails.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.load import Case, measure_beside  # noqa: E402
from benchmarks.memory import print_memory  # noqa: E402
from benchmarks.server import machine_seconds, reference_site, serving, tree_seconds  # noqa: E402
from benchmarks.visitor import (  # noqa: E402
    FORM,
    PAGES_ASKED,
    STEPS,
    Visitor,
    answers_to,
    in_the_wizard,
    on_the_site,
    questions_alone,
    site_journey,
    wizard_answer,
    wizard_journey,
)
from benchmarks.wire import assets_of, response_to  # noqa: E402
from eligibility.domain.pages import PAGE_OF  # noqa: E402

BARE, SITE, COOKIES, ROWS = 8741, 8742, 8745, 8746
SETTINGS = {
    BARE: "benchmarks.settings_bare",
    SITE: "ame_site.settings",
    COOKIES: "benchmarks.formtools_wizard.settings_cookies",
    ROWS: "benchmarks.formtools_wizard.settings",
}
WIZARDS = {"cookie": COOKIES, "database": ROWS}
ROUNDS, TURNS, JOURNEYS = 7, 15, 5
TARGET_BYTES = 14 * 1024
FIRST, LAST = STEPS[0], STEPS[-1]
QUESTIONS_ALONE = "this site, its questions alone"
QUESTION, LONG_QUESTION, GROUP = "request", "papers", "partner"


def question(key: str, language: str = "fr") -> str:
    return f"/{language}/questions/{key}/"


def cases_of_the_site() -> list[Case]:
    answered, before = on_the_site(SITE), on_the_site(SITE, PAGES_ASKED[:3])
    at_first, at_last = on_the_site(SITE, ()), on_the_site(SITE, PAGES_ASKED[:-1])
    kept = answered.headers

    def post(name: str, key: str, language: str = "fr", visitor: Visitor = answered) -> Case:
        body = visitor.form(answers_to(PAGE_OF[key]))
        return Case(name, SITE, question(key, language), 303, visitor.headers | FORM, body)

    cases = [
        Case("question of 16, unanswered", SITE, question(LONG_QUESTION), headers=before.headers),
        Case("page of 3 questions", SITE, question(GROUP), headers=kept),
        Case("first question", SITE, question(FIRST), headers=at_first.headers),
        post("first answer", FIRST, visitor=at_first),
        Case("last question", SITE, question(LAST), headers=at_last.headers),
        post("last answer", LAST, visitor=at_last),
    ]
    for first, second in (("fr", "ar"), ("ar", "fr")):
        both = Visitor(SITE, **answered.cookies, second=second)
        for words, visitor in ((first, answered), (f"{first} + {second}", both)):
            headers = visitor.headers
            cases += [
                Case(f"start page, {words}", SITE, f"/{first}/", headers=headers),
                Case(f"question of 4, {words}", SITE, question(QUESTION, first), headers=headers),
                Case(f"question of 16, {words}", SITE, question(LONG_QUESTION, first), headers=headers),
                post(f"answer, {words}", QUESTION, first, visitor),
                Case(f"result, {words}", SITE, f"/{first}/result/", headers=headers),
            ]
    pdf = answered.form({})
    cases.append(Case("PDF, fr", SITE, "/fr/paper/", headers=kept | FORM, body=pdf, requests=16))
    return cases


def cases_of_the_wizards() -> list[Case]:
    cases = []
    for sessions, port in WIZARDS.items():
        for number in (2, 6, 12):
            visitor, step = in_the_wizard(port, number - 1), STEPS[number - 1]
            address, headers = f"/named/{step}/", visitor.headers
            body = visitor.form(wizard_answer(step))
            name = f"formtools, {sessions}, step {number}"
            cases += [
                Case(name, port, address, headers=headers, requests=160),
                Case(f"{name}, POST", port, address, 302, headers | FORM, body, requests=160),
            ]
    return cases


def print_costs(bare: Case, cases: list[Case]) -> None:
    columns = ("x bare", "CPU ms", "req/s", "p50 ms", "p99 ms", "p99/p50", "others")
    print(f"{'':34}" + "".join(f"{column:>9}" for column in columns))
    bare.ratios.append(1)
    for case in (bare, *cases):
        calm = case.calmest
        print(
            f"{case.name:34}{case.times_bare:9.2f}{case.cpu_ms:9.2f}{calm.a_second:9.0f}"
            f"{calm.p50_ms:9.1f}{calm.p99_ms:9.1f}{case.unevenness:9.1f}{calm.others:9.0%}"
        )
    print("x bare, CPU and p99/p50: the median of batches, each of which comes after one of the bare view.")
    print("req/s, p50, p99, others (what other processes took of the machine): the calmest batch.\n")
    cost = {case.name: case.times_bare for case in cases}
    first, last = (cost[f"{place} question"] + cost[f"{place} answer"] for place in ("first", "last"))
    print(f"last step / first step: {last / first:.2f}")
    for page in ("start page", "question of 4", "question of 16", "answer", "result"):
        ratios = (cost[f"{page}, {a} + {b}"] / cost[f"{page}, {a}"] for a, b in (("fr", "ar"), ("ar", "fr")))
        print(f"second language, {page}: " + ", ".join(f"{ratio - 1:+.0%}" for ratio in ratios))


def print_journeys(servers: dict[int, int]) -> None:
    """Whole journeys one after the other, in turns of a few."""
    ways: dict[str, tuple[int, Callable[[], None]]] = {
        "this site": (SITE, lambda: site_journey(SITE)),
        QUESTIONS_ALONE: (SITE, lambda: questions_alone(SITE)),
        "this site, fr + ar": (SITE, lambda: site_journey(SITE, second="ar")),
        **{
            f"formtools, {name}": (port, lambda port=port: wizard_journey(port))
            for name, port in WIZARDS.items()
        },
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, (port, journey) in ways.items():
            cpu, machine = tree_seconds(servers[port]), machine_seconds()
            for _ in range(JOURNEYS):
                journey()
            spent[name].append((tree_seconds(servers[port]) - cpu) * 1000 / JOURNEYS)
            if not 0 < spent[name][-1] < (machine_seconds() - machine) * 1000:
                sys.exit(f"{name}: the server under test did not do this work.")
    print("\nOne whole journey of 14 questions, CPU ms; this site's has its start page, check and result:")
    for name, turns in spent.items():
        whole, alone = (
            median(ours / theirs for ours, theirs in zip(spent[way], turns, strict=True))
            for way in ("this site", QUESTIONS_ALONE)
        )
        print(f"{name:34}{median(turns):9.1f}   this site's is {whole:.2f} of it, its questions {alone:.2f}")


def print_bytes(kept: dict[str, str]) -> None:
    print("\nBytes with headers, as a browser takes them:")
    long_question = question(LONG_QUESTION)
    assets = assets_of(SITE, long_question, {"Cookie": kept["Cookie"]})
    pages = ("/fr/", question(QUESTION), long_question, question(GROUP), "/fr/answers/", "/fr/result/")
    responses = {path: response_to(SITE, path, kept) for path in (*pages, "/fr/ceiling/", *assets)}
    for path, response in responses.items():
        print(f"{path:42}{len(response):8}")
    whole = sum(len(responses[path]) for path in (long_question, *assets))
    lasting = sum(b"immutable" in responses[path] for path in assets)
    print(f"The longest question with all its files: {whole} bytes, {whole / TARGET_BYTES:.0%} of 14 KB,")
    print(f"in {1 + len(assets)} requests, of which the browser keeps {lasting} for the next page.")


def main() -> None:
    with ExitStack() as stack:
        environment = stack.enter_context(reference_site())
        servers = {
            port: stack.enter_context(serving(port, settings, environment))
            for port, settings in SETTINGS.items()
        }
        bare = Case("bare view", BARE, "/", requests=800)
        cases = [*cases_of_the_site(), *cases_of_the_wizards()]
        for _ in range(ROUNDS):
            for case in cases:
                measure_beside(case, bare, servers)
        print_costs(bare, cases)
        print_journeys(servers)
        print_bytes(on_the_site(SITE).headers)
    print_memory()


if __name__ == "__main__":
    main()
