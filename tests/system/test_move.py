"""The content moves from one kind of database to the other and stays the same site."""

from pathlib import Path

import pytest

from tests.servers import Postgres, fetch, gunicorn, manage
from tests.system.conftest import production

pytestmark = pytest.mark.system

PAGES = [
    f"/{language}/ceiling/?persons={persons}&zone={zone}"
    for language in ("fr", "ar")
    for persons in (1, 7)
    for zone in ("metropole", "overseas")
]


def test_a_backup_of_sqlite_fills_postgresql_and_back(database: Postgres, tmp_path: Path) -> None:
    first = production(f"sqlite:///{tmp_path / 'first.sqlite3'}")
    second = production(database.create_database("second"))
    third = production(f"sqlite:///{tmp_path / 'third.sqlite3'}")
    for environment in (first, second, third):
        manage(environment, "migrate")
    manage(first, "load_reference")
    code = "from thresholds.models import IncomeThreshold as T; T.objects.update(persons_1=10_777)"
    manage(first, "shell", "-c", code)
    files = [tmp_path / f"{number}.json" for number in range(3)]
    manage(first, "backup", str(files[0]))
    manage(second, "restore", str(files[0]))
    manage(second, "backup", str(files[1]))
    manage(third, "restore", str(files[1]))
    manage(third, "backup", str(files[2]))
    # Times are written to the millisecond, and a whole second without any.
    saved = [file.read_bytes().replace(b".000Z", b"Z") for file in files]
    assert saved[0] == saved[1] == saved[2]

    seen = []
    for environment in (first, second):
        with gunicorn(environment, tmp_path / "log") as site:
            seen.append([fetch(site.address + page) for page in PAGES])
    assert seen[0] == seen[1]
    assert "10\u202f777" in seen[1][0][1]
