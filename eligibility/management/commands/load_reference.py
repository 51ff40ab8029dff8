"""Load the reference rows that ship with the code, where they are missing."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

from eligibility.models import Document
from thresholds.models import HousingLumpSum, IncomeThreshold

SEEDS: tuple[tuple[str, str, type[models.Model], tuple[str, ...]], ...] = (
    ("thresholds/reference/ceilings.toml", "ceiling", IncomeThreshold, ("zone", "valid_from")),
    ("thresholds/reference/housing.toml", "housing", HousingLumpSum, ("valid_from",)),
    ("eligibility/reference/documents.toml", "document", Document, ("key",)),
)


class Command(BaseCommand):
    """Creates missing rows only: what an admin edited or retired is left as it is.

    A file is taken whole or not at all.
    """

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--from", dest="folder", default=settings.BASE_DIR, type=Path, help="another folder of files"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        new_languages = languages_without_text()
        for path, table, model, identity in SEEDS:
            file = folder / path
            try:
                with transaction.atomic():
                    created = load(file, table, model, identity)
            except (
                OSError,
                tomllib.TOMLDecodeError,
                KeyError,
                TypeError,
                ValueError,
                ValidationError,
            ) as error:
                raise CommandError(f"{file.name} was refused whole: {error}") from error
            self.stdout.write(f"{file.name}: {created} rows added")
        if filled := fill(file, new_languages):
            self.stdout.write(f"{file.name}: {filled} rows translated")


def languages_without_text() -> list[str]:
    """The languages in which papers exist, but none with a name: those just added to the site."""
    if not Document.objects.exists():
        return []
    return [
        code for code, _ in settings.LANGUAGES if not Document.objects.exclude(without_name(code)).exists()
    ]


def without_name(code: str) -> models.Q:
    return models.Q(**{f"name_{code}": None}) | models.Q(**{f"name_{code}": ""})


def fill(file: Path, languages: list[str]) -> int:
    """Give the rows the shipped texts of languages just added; the number of rows filled.

    A row whose French an admin changed stays without: its translation would say something else.
    """
    filled = 0
    for block in tomllib.loads(file.read_text(encoding="utf-8"))["document"] if languages else []:
        texts = {
            name: text
            for name, text in block.items()
            if name[:5] in ("name_", "note_") and name[5:] in languages
        }
        row = Document.objects.filter(key=block["key"], name_fr=block["name_fr"]).first()
        if row and texts:
            for name, text in texts.items():
                setattr(row, name, text)
            row.save()
            filled += 1
    return filled


def load(file: Path, table: str, model: type[models.Model], identity: tuple[str, ...]) -> int:
    """Create the file's rows that the database lacks; the number of those created."""
    created = 0
    for block in tomllib.loads(file.read_text(encoding="utf-8"))[table]:
        if model._default_manager.filter(**{name: block[name] for name in identity}).exists():
            continue
        row = model(**block)
        row.full_clean()
        row.save()
        created += 1
    return created
