"""What the site is made of: each package pinned, hashed, installed as pinned, and free to use.

Known vulnerabilities are not looked for here, which takes a network: see `make audit`. A package
that cannot be looked at fails.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata, requires, version

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
DIRECT = [Requirement(text) for text in PROJECT["dependencies"]]
FOR_DEVELOPERS = [
    Requirement(text) for extra in ("test", "lint") for text in PROJECT["optional-dependencies"][extra]
]
# `make benchmark` installs these for itself: pinned, and not there when the tests run.
FOR_BENCHMARKS = [Requirement(text) for text in PROJECT["optional-dependencies"]["benchmark"]]
LOCK = (settings.BASE_DIR / "requirements.lock").read_text()
# One requirement a block: its pin and marker on the first line, then its hashes.
BLOCKS = [block for block in re.split(r"\n(?=\S)", LOCK) if not block.startswith("#")]
LOCKED = {canonicalize_name(line.name): line for line in (Requirement(b.split("\\")[0]) for b in BLOCKS)}
MAY_BE_USED = (
    "MIT",
    "BSD",
    "Apache",
    "PSF",
    "Python Software",
    "ISC",
    "MPL",
    "Mozilla",
    "LGPL",
    "Lesser",
    "Unlicense",
)


def needed(requirement: Requirement) -> Iterator[str]:
    """The names of a package and of all that it needs on this machine, as installed."""
    yield canonicalize_name(requirement.name)
    for text in requires(requirement.name) or ():
        below = Requirement(text)
        wanted = ["", *requirement.extras]
        if not below.marker or any(below.marker.evaluate({"extra": extra}) for extra in wanted):
            yield from needed(below)


RUNTIME = sorted({name for requirement in DIRECT for name in needed(requirement)})


def licence(name: str) -> str:
    """What the package says of its licence, alternatives joined by OR."""
    about = metadata(name)
    classifiers = [
        line.split("::")[-1] for line in about.get_all("Classifier") or () if line.startswith("License")
    ]
    return about.get("License-Expression") or " OR ".join(classifiers) or about.get("License") or ""


def may_be_used(licence: str) -> bool:
    alternatives = [part.split(" AND ") for part in licence.split(" OR ")]
    return any(all(any(word in part for word in MAY_BE_USED) for part in parts) for parts in alternatives)


@pytest.mark.parametrize("requirement", DIRECT + FOR_DEVELOPERS, ids=lambda requirement: requirement.name)
def test_each_direct_package_is_pinned_and_installed_as_pinned(requirement: Requirement) -> None:
    (pin,) = requirement.specifier
    assert pin.operator == "=="
    assert version(requirement.name) == pin.version


@pytest.mark.parametrize("requirement", FOR_BENCHMARKS, ids=lambda requirement: requirement.name)
def test_each_package_of_the_benchmarks_is_pinned(requirement: Requirement) -> None:
    (pin,) = requirement.specifier
    assert pin.operator == "=="


@pytest.mark.parametrize("name", RUNTIME)
def test_each_package_of_the_site_is_locked_and_installed_as_locked(name: str) -> None:
    assert name in LOCKED, "run `make lock`"
    assert str(LOCKED[name].specifier) == f"=={version(name)}", "run `make lock`"


def test_the_lock_holds_nothing_that_is_not_needed_here_or_on_another_system() -> None:
    here = {name for name, line in LOCKED.items() if not line.marker or line.marker.evaluate()}
    assert here == set(RUNTIME), "run `make lock`"


def test_pip_refuses_what_has_another_hash() -> None:
    """pip's rule for such files: one hash makes it ask for all, and each must be right."""
    assert [block.split()[0] for block in BLOCKS if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", RUNTIME)
def test_each_package_of_the_site_may_be_used_and_passed_on(name: str) -> None:
    assert may_be_used(licence(name)), licence(name) or "no licence named"


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("Commercial", False),
        ("", False),
    ],
)
def test_an_unknown_licence_is_refused(licence: str, allowed: bool) -> None:
    assert may_be_used(licence) == allowed


def test_the_installed_packages_fit_one_another() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
