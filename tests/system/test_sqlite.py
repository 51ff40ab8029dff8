"""One machine with SQLite, where one writes at a time."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults import Tally
from tests.servers import gunicorn, manage
from tests.system.conftest import production
from tests.system.visitor import Visitor

pytestmark = pytest.mark.system

AT_ONCE = 4
NAMES = 12


@pytest.mark.fault("several fail to sign in at the same time, with SQLite")
@pytest.mark.usefixtures("_static_files")
def test_failed_sign_ins_at_the_same_time_are_all_counted(tmp_path: Path, tally: Tally) -> None:
    file = tmp_path / "site.sqlite3"
    environment = production(f"sqlite:///{file}")
    manage(environment, "migrate")
    manage(environment, "load_reference")
    with gunicorn(environment, tmp_path / "log") as site:
        visitors = [Visitor(site.address, tally) for _ in range(AT_ONCE)]
        for visitor in visitors:
            visitor.ask("/admin/login/")

        def fail(visitor: Visitor) -> None:
            for name in range(NAMES):
                given = {"username": f"name {name}", "password": "x", "otp_token": "000000"}
                visitor.ask("/admin/login/", given)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(fail, visitors))
    with sqlite3.connect(file) as database:
        counted = database.execute("SELECT failures_since_start FROM axes_accessattempt").fetchall()
    database.close()
    assert counted == [(AT_ONCE,)] * NAMES
    tally.note("each failure is counted")
