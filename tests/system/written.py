"""Every byte that processes write to anything but a socket, as the kernel sees it (strace)."""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import descendants, until

NAMES = "creat,mkdir,mkdirat,open,openat,rename,renameat,renameat2,link,linkat,symlink,symlinkat"
WRITES = "write,writev,pwrite64,pwritev,pwritev2,splice,copy_file_range,sendfile"
CALL = re.compile(r"^\d+ +(\w+)\((.*)", re.DOTALL)
TARGET = re.compile(r"^\d+<([^>]*)>")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
SHARED = re.compile(r"PROT_WRITE.*MAP_SHARED[^,]*, \d+<([^>]*)>")
PORT = re.compile(r"htons\((\d+)\)")


def plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass(frozen=True)
class Written:
    """What was written where, in order; files mapped to be written; ports that were connected to."""

    pieces: tuple[tuple[str, bytes], ...]
    mapped: frozenset[str]
    ports: frozenset[int]

    @property
    def all(self) -> bytes:
        """The bytes, and the names of files that were made or opened."""
        return b"\n".join(piece for _, piece in self.pieces)

    def to(self, file: Path) -> bytes:
        return b"".join(piece for path, piece in self.pieces if path == str(file))


def read(file: Path) -> Written:
    pieces, mapped, ports = [], set(), set()
    for line in file.read_text().splitlines():
        if not (call := CALL.match(line)):
            continue  # the end of a call that began before, a signal, an exit
        name, arguments = call.groups()
        if name == "mmap":
            mapped |= {plain(found).decode() for found in SHARED.findall(arguments)}
        elif name == "connect":
            ports |= set(map(int, PORT.findall(arguments)))
        else:
            found = TARGET.match(arguments)
            target = plain(found[1]).decode() if found else name
            if not target.startswith("socket:"):
                pieces += [(target, plain(text)) for text in TEXT.findall(arguments)]
    return Written(tuple(pieces), frozenset(mapped), frozenset(ports))


def is_traced(process: int) -> bool:
    """Whether each of its threads is; one that has ended is no matter."""
    try:
        threads = [task / "status" for task in Path(f"/proc/{process}/task").iterdir()]
        return all("TracerPid:\t0\n" not in status.read_text() for status in threads)
    except FileNotFoundError:
        return True


@contextmanager
def watched(file: Path, *masters: int) -> Iterator[None]:
    """Record into the file what these processes, and all that they started or start, write until the end."""
    processes = [pid for master in masters for pid in (master, *descendants(master))]
    command = ["strace", "-f", "-qq", "-y", "-xx", "-s", "4000000", "-o", str(file)]
    command += ["-e", f"trace={NAMES},{WRITES},mmap,connect", "-e", "signal=none"]
    tracer = subprocess.Popen([*command, *(f"--attach={pid}" for pid in processes)], stderr=subprocess.PIPE)
    try:
        until(lambda: tracer.poll() is not None or all(map(is_traced, processes)))
        assert tracer.poll() is None, f"strace cannot look: {tracer.stderr.read().decode()}"
        yield
        assert tracer.poll() is None
        assert all(map(is_traced, processes))
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.communicate(timeout=60)
