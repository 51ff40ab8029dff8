"""Many requests of one kind over kept connections, and what they cost the server."""

import http.client
import os
import sys
import threading
import time
from dataclasses import dataclass, field
from statistics import quantiles

from benchmarks.server import machine_seconds, tree_seconds

CONNECTIONS = 8
REQUESTS = 800


@dataclass
class Case:
    """One kind of request, and its measurements in the round that disturbed the server least."""

    name: str
    port: int
    path: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    cpu_ms: float = float("inf")
    a_second: float = 0
    p50_ms: float = 0
    p99_ms: float = 0
    others: float = 0

    def send(self, connection: http.client.HTTPConnection) -> None:
        connection.request("GET" if self.body is None else "POST", self.path, self.body, self.headers)
        response = connection.getresponse()
        response.read()
        if response.status != self.status:
            raise RuntimeError(f"{self.name}: {response.status} where {self.status} was expected")


def _send_all(case: Case) -> list[float]:
    """The milliseconds that each request waited for its whole answer."""
    waits: list[float] = []

    def visit() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", case.port)
        for _ in range(REQUESTS // CONNECTIONS):
            started = time.perf_counter()
            case.send(connection)
            waits.append((time.perf_counter() - started) * 1000)
        connection.close()

    visitors = [threading.Thread(target=visit) for _ in range(CONNECTIONS)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return waits


def measure(case: Case, server: int) -> None:
    """Send the requests of one round; `server` is the process whose tree is to do the work."""
    began, machine, own, cpu = (
        time.perf_counter(),
        machine_seconds(),
        time.process_time(),
        tree_seconds(server),
    )
    waits = _send_all(case)
    lasted = time.perf_counter() - began
    cpu, own = tree_seconds(server) - cpu, time.process_time() - own
    others = max(0.0, machine_seconds() - machine - cpu - own)
    if cpu <= 0 or len(waits) != REQUESTS:
        sys.exit(f"{case.name}: the server under test did not do this work.")
    cpu_ms = cpu * 1000 / REQUESTS
    if cpu_ms < case.cpu_ms:
        cuts = quantiles(waits, n=100)
        case.cpu_ms, case.p50_ms, case.p99_ms = cpu_ms, cuts[49], cuts[98]
        case.a_second, case.others = REQUESTS / lasted, others / lasted / (os.cpu_count() or 1)
