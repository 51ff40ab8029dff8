"""Which files anybody may fetch."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.http import HttpResponse

from ame_site.static_files import StaticFiles

ADMINS_OWN = {"admin", "django_otp", "modeltranslation", "otp_totp", "vendor", "staff.css"}


@pytest.fixture
def collected(tmp_path: Path, settings: object) -> set[str]:
    """The first part of the name of each file that is collected; all are there."""
    names = {path for finder in get_finders() for path, _storage in finder.list([])}
    for name in (*names, "staticfiles.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    settings.STATIC_ROOT = tmp_path
    return {name.partition("/")[0] for name in names}


def served() -> set[str]:
    files = StaticFiles(lambda request: HttpResponse()).files
    return {url.split("/")[2] for url in files}


def test_the_list_of_all_files_is_not_served_and_each_file_is(collected: set[str]) -> None:
    assert served() == collected


def test_where_there_is_no_admin_its_files_are_not_served(collected: set[str], settings: object) -> None:
    settings.ADMIN = False
    assert served() == collected - ADMINS_OWN
    assert collected >= ADMINS_OWN | {"site.css", "desk.js"}
