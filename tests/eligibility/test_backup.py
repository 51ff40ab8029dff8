"""Backup, wipe, restore: the same site, with its history and its accounts."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from eligibility.models import Document
from tests.staff import administrator, sign_in
from tests.test_html import BIG_FAMILY
from tests.walk import ALONE, walk
from thresholds.models import ContentVersion, IncomeThreshold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def anna() -> User:
    """Someone on the staff, who has changed a ceiling and a paper."""
    anna = User.objects.create_superuser("anna", password="a long enough password")
    translators = Group.objects.create(name="translators")
    translators.permissions.add(Permission.objects.get(codename="change_document"))
    anna.groups.add(translators)
    for row in (IncomeThreshold.objects.first(), Document.objects.get(key="passport")):
        row._history_user = anna
        row.source_url = "https://example.org/"
        row.save()
    Document.objects.filter(key="passport").update(name_ar="", name_es="Un pasaporte, también caducado")
    return anna


def pages() -> Iterator[str]:
    """What visitors read that comes from the database; a form's token is new each time."""
    for language, _ in settings.LANGUAGES:
        for answers in (ALONE, BIG_FAMILY):
            client = Client()
            walk(client, answers, language)
            for path in ("result/", "answers/", "ceiling/?persons=3&zone=overseas", "ceiling/"):
                response = client.get(f"/{language}/{path}")
                assert response.status_code == 200
                yield re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def back_up(file: Path) -> bytes:
    """What was written; times are to the millisecond, and a whole second without any."""
    call_command("backup", str(file))
    return file.read_bytes().replace(b".000Z", b"Z")


def wipe() -> None:
    connection.check_constraints()  # PostgreSQL empties no table that it has still to check
    call_command("flush", interactive=False, verbosity=0)
    assert Document.objects.count() == 0


@pytest.mark.usefixtures("anna")
def test_what_was_backed_up_and_wiped_comes_back_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
    before, version = list(pages()), ContentVersion.current()
    saved = back_up(tmp_path / "backup.json")

    wipe()
    call_command("restore", str(tmp_path / "backup.json"))

    assert list(pages()) == before
    assert back_up(tmp_path / "again.json") == saved
    assert ContentVersion.current() != version
    anna = User.objects.get(username="anna")
    assert anna.check_password("a long enough password")
    assert anna.groups.get().permissions.get().codename == "change_document"
    assert IncomeThreshold.history.filter(history_user=anna).count() == 1


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    back_up(tmp_path / "backup.json")
    assert (tmp_path / "backup.json").stat().st_mode & 0o077 == 0


def test_nor_a_file_that_everybody_could_read_before(tmp_path: Path) -> None:
    (file := tmp_path / "content.json").touch(mode=0o644)
    back_up(file)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("anna")
def test_it_holds_who_signed_in_but_no_session_and_no_failed_attempt(client: Client, tmp_path: Path) -> None:
    administrator(client, "basil")
    sign_in(Client(), "anna", "a wrong password", "000000", REMOTE_ADDR="192.0.2.1")
    assert AccessAttempt.objects.get().ip_address == "192.0.2.1"
    saved = back_up(tmp_path / "backup.json").decode()
    assert '"model": "staff.signin"' in saved
    for left_out in (client.session.session_key, "192.0.2.1", '"sessions.', '"axes.'):
        assert left_out not in saved


def test_it_goes_through_pipes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("backup")
    piped = capsys.readouterr().out
    saved = back_up(tmp_path / "backup.json")
    assert piped.replace(".000Z", "Z").encode().strip() == saved.strip()
    wipe()
    monkeypatch.setattr("sys.stdin", StringIO(piped))
    call_command("restore", "-")
    assert back_up(tmp_path / "again.json") == saved


def test_it_overwrites_nothing(tmp_path: Path) -> None:
    back_up(tmp_path / "backup.json")
    with pytest.raises(CommandError, match=r"not empty: .*thresholds\.IncomeThreshold"):
        call_command("restore", str(tmp_path / "backup.json"))


def test_it_replaces_what_is_there_if_told_to(tmp_path: Path) -> None:
    saved = back_up(tmp_path / "backup.json")
    Document.objects.get(key="passport").delete()
    Document.objects.filter(key="lease-or-rent-receipt").update(in_use=False)
    connection.check_constraints()
    call_command("restore", str(tmp_path / "backup.json"), replace=True)
    assert back_up(tmp_path / "again.json") == saved


def test_a_broken_file_is_refused_whole(tmp_path: Path) -> None:
    file = tmp_path / "backup.json"
    saved = back_up(file)
    wipe()
    file.write_bytes(saved.replace(b'"role": "one_of"', b'"rule": "one_of"', 1))
    with pytest.raises(CommandError, match="refused whole"):
        call_command("restore", str(file))
    assert Document.objects.count() == IncomeThreshold.objects.count() == 0
