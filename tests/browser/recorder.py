"""What a browser really sends to the site, byte by byte."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Recorder:
    """Passes bytes on between a browser and the site, and keeps those of the browser."""

    def __init__(self, site: str) -> None:
        self._site = (urlsplit(site).hostname, urlsplit(site).port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._connections: list[list[bytes]] = []
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._open, daemon=True).start()

    @property
    def requests(self) -> list[tuple[str, str]]:
        """The head (address and headers) and the body of every request."""
        return [request for sent in self._connections for request in _requests(b"".join(sent))]

    def _open(self) -> None:
        while True:
            try:
                browser, _ = self._door.accept()
            except OSError:  # closed
                return
            site = socket.create_connection(self._site)
            self._connections.append([])
            for ends in ((browser, site, self._connections[-1]), (site, browser, [])):
                threading.Thread(target=self._pass, args=ends, daemon=True).start()

    @staticmethod
    def _pass(source: socket.socket, target: socket.socket, kept: list[bytes]) -> None:
        with source, target:
            try:
                while data := source.recv(65536):
                    kept.append(data)
                    target.sendall(data)
            except OSError:  # the other side hung up
                return

    def close(self) -> None:
        self._door.close()


def _requests(sent: bytes) -> Iterator[tuple[str, str]]:
    while sent:
        head, _, rest = sent.partition(b"\r\n\r\n")
        length = int(found[1]) if (found := LENGTH.search(head)) else 0
        yield head.decode("latin-1"), rest[:length].decode("latin-1")
        sent = rest[length:]


@contextmanager
def recording(site: str) -> Iterator[Recorder]:
    recorder = Recorder(site)
    try:
        yield recorder
    finally:
        recorder.close()
