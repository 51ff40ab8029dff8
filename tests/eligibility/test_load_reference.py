"""Seeds add what is missing, leave edits alone, and are taken whole or not at all."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from eligibility.models import Document
from thresholds.models import IncomeThreshold

pytestmark = pytest.mark.django_db

CEILINGS = "thresholds/reference/ceilings.toml"
DOCUMENTS = "eligibility/reference/documents.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the seeds that a test may spoil."""
    for path in (CEILINGS, "thresholds/reference/housing.toml", DOCUMENTS):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(settings.BASE_DIR / path, tmp_path / path)
    return tmp_path


def load(folder: Path) -> str:
    out = StringIO()
    call_command("load_reference", folder=folder, stdout=out)
    return out.getvalue()


def test_a_second_load_adds_nothing(folder: Path) -> None:
    load(folder)
    assert "ceilings.toml: 0 rows added" in load(folder)


def test_it_leaves_an_edit_alone(folder: Path) -> None:
    Document.objects.filter(key="passport").update(name_en="Any passport", in_use=False)
    IncomeThreshold.objects.filter(valid_from="2026-04-01").update(persons_1=10_500)
    load(folder)
    passport = Document.objects.get(key="passport")
    assert (passport.name_en, passport.in_use) == ("Any passport", False)
    assert set(IncomeThreshold.objects.filter(valid_from="2026-04-01").values_list("persons_1")) == {
        (10_500,)
    }


def test_it_adds_what_is_missing(folder: Path) -> None:
    load(folder)
    IncomeThreshold.objects.filter(valid_from="2026-04-01").delete()
    assert "ceilings.toml: 2 rows added" in load(folder)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CEILINGS, "persons_2 = 15632", "persons_2 = 1"),
        (CEILINGS, "persons_2 = 15632", "persons_2 = [[["),
        (CEILINGS, 'zone = "overseas"', 'zone = "mars"'),
        (DOCUMENTS, "housing=hotel", "housing=castle"),
        (DOCUMENTS, 'persons = ["host"]', 'persons = ["neighbour"]'),
        (DOCUMENTS, "role = ", "rule = "),
    ],
)
def test_a_broken_file_is_refused_whole(folder: Path, path: str, old: str, new: str) -> None:
    for model in (IncomeThreshold, Document):
        model.objects.all().delete()
    content = (folder / path).read_text()
    assert old in content
    (folder / path).write_text(content.replace(old, new))
    with pytest.raises(CommandError, match="was refused whole"):
        load(folder)
    model = IncomeThreshold if path == CEILINGS else Document
    assert not model.objects.exists()


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / CEILINGS).unlink()
    with pytest.raises(CommandError, match=r"ceilings\.toml was refused whole"):
        load(folder)


def test_a_language_just_added_is_filled_in_but_not_under_a_changed_french_text(folder: Path) -> None:
    Document.objects.update(name_es=None, note_es="")
    Document.objects.filter(key="passport").update(name_fr="Passeport valable")
    assert "41 rows translated" in load(folder)
    assert Document.objects.get(key="national-card").name_es
    assert not Document.objects.get(key="passport").name_es


def test_a_translation_that_an_admin_emptied_stays_empty(folder: Path) -> None:
    Document.objects.filter(key="passport").update(name_es="")
    assert "translated" not in load(folder)
    assert not Document.objects.get(key="passport").name_es
