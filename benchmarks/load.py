"""Many requests of one kind over kept connections, and what they cost the server."""

import os
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from statistics import quantiles

from benchmarks.server import machine_seconds, tree_seconds

CONNECTIONS = 8


@dataclass
class Case:
    """One kind of request, and its measurements in the round that disturbed the server least."""

    name: str
    port: int
    path: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    requests: int = 240
    cpu_ms: float = float("inf")
    a_second: float = 0
    p50_ms: float = 0
    p99_ms: float = 0
    others: float = 0

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
    if cpu <= 0 or len(waits) != case.requests:
        sys.exit(f"{case.name}: the server under test did not do this work.")
    cpu_ms = cpu * 1000 / case.requests
    if cpu_ms < case.cpu_ms:
        cuts = quantiles(waits, n=100)
        case.cpu_ms, case.p50_ms, case.p99_ms = cpu_ms, cuts[49], cuts[98]
        case.a_second, case.others = case.requests / lasted, others / lasted / (os.cpu_count() or 1)
