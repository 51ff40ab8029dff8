"""The image, built step by step in an empty folder, serves the site; so do the other ways to start it."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.servers import ROOT, Gunicorn, Postgres, answers, fetch, free_port, gunicorn, wait_until
from tests.system.conftest import production
from tests.system.dockerfile import Image, context
from tests.test_deployment import COMPOSE, KUBERNETES

pytestmark = pytest.mark.system

# As the containers run: no right above those of the files, and no way to more.
LOCKED = (
    "setpriv",
    "--no-new-privs",
    *(("--inh-caps=-all", "--bounding-set=-all") if os.geteuid() == 0 else ()),
)


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """Built, and then read-only."""
    with tempfile.TemporaryDirectory(prefix="ame-image-") as folder:
        built = Image(Path(folder))
        built.build()
        subprocess.run(["chmod", "-R", "a-w", folder], check=True)
        try:
            yield built
        finally:
            subprocess.run(["chmod", "-R", "u+w", folder], check=True)


def run(image: Image, command: Sequence[str], **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*LOCKED, *command],
        cwd=image.folder,
        env=image.bare_environment() | image.environment | environment,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def started(image: Image, environment: dict[str, str], tmp_path: Path) -> Iterator[Gunicorn]:
    with gunicorn(
        image.bare_environment() | image.environment | environment,
        tmp_path / "log",
        command=(*LOCKED, *image.command),
        folder=image.folder,
        inherit=False,
    ) as site:
        yield site
    assert not site.faults()


def test_it_serves_every_language_and_its_static_files(image: Image, started: Gunicorn) -> None:
    assert run(image, ["touch", "written"]).returncode != 0
    status, page = fetch(f"{started.address}/ar/")
    assert (status, 'dir="rtl"' in page, "إجاباتكم" in page) == (200, True, True)
    style = re.search(r'href="(/static/[^"]+\.\w{12}\.css)"', page).group(1)
    assert fetch(started.address + style)[0] == 200


def test_its_health_check_tells_life_from_death(image: Image, started: Gunicorn) -> None:
    port = str(urlsplit(started.address).port)
    for here, health in ((port, True), (str(free_port()), False)):
        command = [word.replace("8000", here) for word in image.health]
        assert (run(image, command).returncode == 0) == health


def test_its_user_is_nobody(image: Image) -> None:
    assert image.user == "65534:65534"


@pytest.mark.parametrize(
    "command",
    [
        COMPOSE["prepare"]["command"],
        KUBERNETES["Job"]["spec"]["template"]["spec"]["containers"][0]["command"],
    ],
    ids=["compose", "kubernetes"],
)
def test_an_empty_database_is_prepared_and_a_prepared_one_left_alone(
    image: Image, database: Postgres, tmp_path: Path, command: list[str], request: pytest.FixtureRequest
) -> None:
    environment = production(database.create_database(f"empty_{request.node.callspec.id}"))
    for _ in range(2):
        done = run(image, [image.moved(word) for word in command], **environment)
        assert done.returncode == 0, done.stderr
    assert b"ceilings.toml: 0 rows added" in done.stdout
    with gunicorn(environment, tmp_path / "log") as site:
        assert answers(f"{site.address}/readyz")


def test_a_platform_with_a_procfile_serves_it_on_its_port(
    image: Image, environment: dict[str, str], tmp_path: Path
) -> None:
    commands = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    port = str(free_port())
    bare = image.bare_environment() | environment | {"PORT": port}
    assert run(image, ["sh", "-c", commands["release"]], **bare).returncode == 0
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            commands["web"].split(), cwd=image.folder, env=bare, stdout=log, stderr=log
        )
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/readyz"), process, tmp_path / "log")
    finally:
        process.terminate()
        process.wait(timeout=60)


def test_nothing_enters_it_but_what_is_kept_in_the_project() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    sent = context()
    assert {"manage.py", "requirements.lock"} <= set(sent)
    assert set(sent) - set(listed) == set()
    assert not [path for path in sent if path.startswith(("tests/", "docs/", ".env"))]
