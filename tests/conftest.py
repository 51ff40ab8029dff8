"""What every test may use: the reference rows as they ship, and a clean memory of them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from time_machine import travel

from eligibility.content import HELD, reference_on
from eligibility.domain.reference import Reference
from tests.faults import print_faults

TODAY = date(2026, 11, 24)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--hostile", type=int, default=1_500, help="how many hostile requests to send")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    print_faults(terminalreporter)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Every test database holds the reference rows."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)


@pytest.fixture(autouse=True)
def _no_content_from_another_test() -> None:
    for held in HELD:
        held.forget()


@pytest.fixture
def today() -> Iterator[None]:
    """The day that the facts were written, for tests that name its amounts."""
    with travel(f"{TODAY} 12:00", tick=False):
        yield


@pytest.fixture
def reference(db: None) -> Reference:
    """The amounts in force on the day that the facts were written."""
    return reference_on(TODAY)


@pytest.fixture(autouse=True)
def _plain_static_files(settings: object) -> None:
    """Pages name their files without a build of static files."""
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
