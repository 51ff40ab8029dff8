"""What every test may use: the reference rows of one day, a clean memory of them, a clock to set."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import time_machine
from django.core.management import call_command

from eligibility.content import HELD, reference_on
from eligibility.domain.reference import Reference
from tests.faults import print_faults
from tests.personas import TODAY
from thresholds.models import HousingLumpSum, IncomeThreshold

# Repeatable: a build fails because of a change, never because of a draw or of a slow machine.
hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--hostile", type=int, default=1_500, help="how many hostile requests to send")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, and put between them those whose tests mostly wait.

    The processes of a test run take a file at a time: none then idles, and none has a long one at the end.
    """
    files: dict[str, dict[Path, list[pytest.Item]]] = {"browser": {}, "system": {}, "": {}}
    for item in items:
        kind = next((mark for mark in ("browser", "system") if mark in item.keywords), "")
        files[kind].setdefault(item.path, []).append(item)
    browser, system, others = (list(of_kind.values()) for of_kind in files.values())
    pairs = zip_longest(browser, system, fillvalue=[])
    items[:] = [item for file in (*chain.from_iterable(pairs), *others) for item in file]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    print_faults(terminalreporter)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Every test database holds the reference rows of the day that the facts were written.

    Tests name the amounts then in force and draft those to come, whatever has been read or shipped since.
    """
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
        for model in (IncomeThreshold, HousingLumpSum):
            for rows in (model.objects, model.history):
                rows.filter(valid_from__gt=TODAY).delete()
        # No published table of these had been found then.
        IncomeThreshold.objects.filter(valid_from="2026-04-01").update(published="no", source_url="")


@pytest.fixture(autouse=True)
def _no_content_from_another_test() -> None:
    for held in HELD:
        held.forget()


@pytest.fixture
def travel() -> Iterator[Callable[[date], None]]:
    """Go to noon of a day, and stay there."""
    with ExitStack() as travels:

        def to(day: date) -> None:
            travels.enter_context(time_machine.travel(f"{day} 12:00", tick=False))

        yield to


@pytest.fixture
def today(travel: Callable[[date], None]) -> None:
    """The day that the facts were written, for tests that name its amounts."""
    travel(TODAY)


@pytest.fixture
def reference(db: None) -> Reference:
    """The amounts in force on the day that the facts were written."""
    return reference_on(TODAY)


@pytest.fixture(autouse=True)
def _plain_static_files(settings: object) -> None:
    """Pages name their files without a build of static files."""
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
