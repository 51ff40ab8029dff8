"""The site as it is deployed: PostgreSQL, gunicorn and nginx as processes of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import tally as tally
from tests.servers import Postgres, collect_static_once, manage, postgres

SECRET_KEY = "k" * 60


def production(database_url: str) -> dict[str, str]:
    """What a production site behind the shipped proxy is started with."""
    return {
        "AME_ENV": "production",
        "SECRET_KEY": SECRET_KEY,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "BEHIND_PROXY": "yes",
        "DATABASE_URL": database_url,
        "WEB_CONCURRENCY": "2",
    }


@pytest.fixture(scope="session")
def _static_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    collect_static_once(tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def database(_static_files: None) -> Iterator[Postgres]:
    """A PostgreSQL with the reference rows, that writes each statement to its log, and nothing before it."""
    with postgres("log_statement=all", "log_line_prefix=") as server:
        manage(production(server.url), "migrate")
        manage(production(server.url), "load_reference")
        server.create_database("shipped", like="ame")
        yield server


@pytest.fixture(scope="session")
def environment(database: Postgres) -> dict[str, str]:
    return production(database.url)


@pytest.fixture
def copy(database: Postgres, tmp_path: Path) -> str:
    """The address of a database for this test alone, with the rows that ship."""
    return database.create_database(tmp_path.name, like="shipped")
