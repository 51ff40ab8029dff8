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
