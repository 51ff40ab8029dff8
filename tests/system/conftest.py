"""The site as it is deployed: PostgreSQL, gunicorn and nginx as processes of their own."""

from collections.abc import Iterator

import pytest

from tests.servers import Postgres, collect_static_once, manage, postgres


def production(database_url: str) -> dict[str, str]:
    """What a production site behind the shipped proxy is started with."""
    return {
        "AME_ENV": "production",
        "SECRET_KEY": "k" * 60,
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
    """A PostgreSQL with the reference rows, that writes each statement to its log."""
    with postgres("log_statement=all") as server:
        manage(production(server.url), "migrate")
        manage(production(server.url), "load_reference")
        yield server


@pytest.fixture(scope="session")
def environment(database: Postgres) -> dict[str, str]:
    return production(database.url)
