"""Many requests of one kind over kept connections, and what they cost the server."""

import os
import selectors
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median, quantiles

from benchmarks.server import machine_seconds, tree_seconds

CONNECTIONS = 8


@dataclass(frozen=True)
class Sample:
    """One batch: CPU milliseconds a request, what each waited, and what others took of the machine."""

    cpu_ms: float
    a_second: float
    waits: list[float]
    others: float

    @property
    def p50_ms(self) -> float:
        return median(self.waits)

    @property
    def p99_ms(self) -> float:
        return quantiles(self.waits, n=100)[98]


@dataclass
class Case:
    """One kind of request, its batches, and what each cost beside a batch of the bare view."""

    name: str
    port: int
    path: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    requests: int = 240
    samples: list[Sample] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        return median(sample.cpu_ms for sample in self.samples)

    @property
    def times_bare(self) -> float:
        return median(self.ratios)

    @property
    def unevenness(self) -> float:
        """How many times as long as half of the requests one in a hundred waited."""
        return median(sample.p99_ms / sample.p50_ms for sample in self.samples)

    @property
    def calmest(self) -> Sample:
        """The batch that was disturbed least."""
        return min(self.samples, key=lambda sample: sample.cpu_ms)

    @property
    def sent(self) -> bytes:
        """The request as it travels."""
        method, body = ("GET", "") if self.body is None else ("POST", self.body)
        headers = {"Host": f"127.0.0.1:{self.port}"} | self.headers
        if body:
            headers["Content-Length"] = str(len(body))
        lines = [f"{method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return ("\r\n".join(lines) + f"\r\n\r\n{body}").encode()


class Connection:
    """One visitor's requests, each sent when the one before is answered."""

    def __init__(self, case: Case) -> None:
        self.case, self.left = case, case.requests // CONNECTIONS
        self.waits: list[float] = []
        self.socket = socket.create_connection(("127.0.0.1", case.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self) -> None:
        """The next request."""
        self.left -= 1
        self.received = b""
        self.started = time.perf_counter()
        self.socket.sendall(self.case.sent)

    def receive(self) -> bool:
        """Take what has come; whether it was the whole answer."""
        came = self.socket.recv(1 << 18)
        self.received += came
        if came and not _is_whole(self.received):
            return False
        status = self.received[9:12].decode()
        if status != str(self.case.status):
            raise RuntimeError(f"{self.case.name}: {status} where {self.case.status} was expected")
        self.waits.append((time.perf_counter() - self.started) * 1000)
        return True


def _is_whole(response: bytes) -> bool:
    head, end, body = response.partition(b"\r\n\r\n")
    if not end:
        return False
    _, named, rest = head.lower().partition(b"content-length: ")
    return len(body) >= int(rest.split(b"\r\n")[0]) if named else body.endswith(b"0\r\n\r\n")


def _send_all(case: Case) -> list[float]:
    """The milliseconds that each request waited for its whole answer."""
    with selectors.DefaultSelector() as selector:
        connections = [Connection(case) for _ in range(CONNECTIONS)]
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send()
        while selector.get_map():
            for key, _ in selector.select():
                connection = key.data
                if connection.receive():
                    if connection.left:
                        connection.send()
                    else:
                        selector.unregister(connection.socket)
                        connection.socket.close()
    return [wait for connection in connections for wait in connection.waits]


def measure(case: Case, server: int) -> Sample:
    """Send one batch; `server` is the process whose tree is to do the work."""
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
    if cpu <= 0 or len(waits) != case.requests:
        sys.exit(f"{case.name}: the server under test did not do this work.")
    share = others / lasted / (os.cpu_count() or 1)
    sample = Sample(cpu * 1000 / case.requests, case.requests / lasted, waits, share)
    case.samples.append(sample)
    return sample


def measure_beside(case: Case, bare: Case, servers: Mapping[int, int]) -> None:
    """A batch of the bare view and one of the case, one after the other: the machine changes its speed."""
    least = measure(bare, servers[bare.port]).cpu_ms
    case.ratios.append(measure(case, servers[case.port]).cpu_ms / least)
