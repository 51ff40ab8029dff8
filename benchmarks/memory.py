"""What one more worker costs in memory, and how soon a site answers."""

import http.client
import time
from contextlib import ExitStack
from itertools import permutations
from pathlib import Path

from ame_site.languages import SITE_LANGUAGES
from benchmarks.server import children_of, reference_site, serving
from benchmarks.visitor import site_journey

PORT = 8747
FEW, MORE = 2, 4
LANGUAGES = [language.code for language in SITE_LANGUAGES]
JOURNEYS_A_WORKER = 2


def _pss_mb(pid: int) -> float:
    """The memory of a process, its part of what it shares with others included."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"No Pss of {pid}")


def _serve(environment: dict[str, str], workers: int) -> tuple[float, list[float]]:
    """The seconds until the first answer; the memory after journeys in each language, then in each pair."""
    began = time.perf_counter()
    with serving(PORT, "ame_site.settings", environment | {"WEB_CONCURRENCY": str(workers)}) as server:
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        connection.request("GET", "/fr/")
        connection.getresponse().read()
        seconds = time.perf_counter() - began
        connection.close()
        memory = []
        for pairs in ([(each, "") for each in LANGUAGES], list(permutations(LANGUAGES, 2))):
            for _ in range(JOURNEYS_A_WORKER * workers):
                for language, second in pairs:
                    site_journey(PORT, language, second=second)
            memory.append(sum(map(_pss_mb, (server, *children_of(server)))))
        return seconds, memory


def print_memory() -> None:
    """Compare servers that differ in their number of workers."""
    with ExitStack() as stack:
        environment = stack.enter_context(reference_site())
        seconds, few = _serve(environment, FEW)
        _, more = _serve(environment, MORE)
    print(f"\nMemory (PSS) of the server with {FEW} and with {MORE} workers, and of one more:")
    for name, less, much in zip(("each language", "each pair of languages"), few, more, strict=True):
        print(f"after {name:26}{less:6.0f} MB{much:6.0f} MB{(much - less) / (MORE - FEW):7.1f} MB")
    print(f"From the start of gunicorn to the first answer: {seconds:.2f} s")
