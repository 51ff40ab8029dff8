"""The steps of the Dockerfile, run without a container engine: its absolute paths become a folder's."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import ROOT

# Steps for the system's own packages change the machine; they are tried without doing them.
OF_THE_SYSTEM = ("apt-get update", "rm -rf /var/lib/apt/lists/*")


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """Each instruction and its text, continued lines joined."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for line in re.sub(r"\\\n\s*", " ", "\n".join(lines)).splitlines():
        if line.strip():
            name, _, rest = line.partition(" ")
            yield name, rest.strip()


def is_ignored(path: str, patterns: list[str]) -> bool:
    """As Docker reads .dockerignore: the last pattern that fits the path or a folder above it decides."""
    ignored = False
    parts = path.split("/")
    ancestors = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    for pattern in patterns:
        expression = re.escape(pattern.lstrip("!")).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
        if any(re.fullmatch(expression, ancestor) for ancestor in ancestors):
            ignored = not pattern.startswith("!")
    return ignored


def context() -> list[str]:
    """The files that a build is sent."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    unseen = {".git", ".venv", ".tools", "node_modules"}
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in unseen]
        found += [str((Path(folder) / name).relative_to(ROOT)) for name in files]
    return [path for path in found if not is_ignored(path, patterns)]


@dataclass
class Image:
    """What the last stage holds, below `root`, and how it is started."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path = Path("/")
    user: str = ""
    command: tuple[str, ...] = ()
    health: tuple[str, ...] = ()

    def moved(self, text: str) -> str:
        """The text with the image's folders replaced by those below `root`."""
        return re.sub(r"(?<![\w.\-/])/(app|venv)\b", rf"{self.root}/\1", text)

    def words(self, text: str) -> tuple[str, ...]:
        return tuple(json.loads(self.moved(text)))

    def build(self) -> None:
        for name, rest in instructions((ROOT / "Dockerfile").read_text()):
            getattr(self, f"_{name.lower()}")(rest)

    def _from(self, rest: str) -> None:
        self.environment, self.folder = {}, Path("/")

    def _workdir(self, rest: str) -> None:
        self.folder = Path(self.moved(rest))
        self.folder.mkdir(parents=True, exist_ok=True)

    def _copy(self, rest: str) -> None:
        source, target = rest.split()[-2:]
        if rest.startswith("--from="):
            # The stages share `root`: what the last one copies is there already.
            assert source == target
            assert Path(self.moved(source)).exists()
            return
        for path in context():
            if source == "." or path == source:
                destination = self.folder / target / path
                destination.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / path, destination)

    def _run(self, rest: str) -> None:
        for step in rest.split(" && "):
            if step.strip() not in OF_THE_SYSTEM:
                self._try(step.strip().replace("apt-get install", "apt-get install --simulate"))

    def _try(self, step: str) -> None:
        command = self.moved(step)
        if command.startswith("python "):
            command = f"{shlex.quote(sys._base_executable)} {command.removeprefix('python ')}"
        done = subprocess.run(
            command,
            shell=True,
            cwd=self.folder,
            env=self.bare_environment() | self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{step}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"

    def bare_environment(self) -> dict[str, str]:
        """Of this machine's environment, no more than finding programs and packages takes."""
        kept = {
            name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "http"))
        }
        return kept | {"PATH": f"{self.root}/venv/bin:/usr/bin:/bin", "HOME": str(self.root)}

    def _env(self, rest: str) -> None:
        self.environment |= dict(pair.split("=", 1) for pair in shlex.split(rest))

    def _user(self, rest: str) -> None:
        self.user = rest

    def _expose(self, rest: str) -> None:
        assert self.environment["BIND"].endswith(f":{rest}")

    def _healthcheck(self, rest: str) -> None:
        self.health = self.words(rest.partition("CMD ")[2])

    def _cmd(self, rest: str) -> None:
        self.command = self.words(rest)
