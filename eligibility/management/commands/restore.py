"""Fill an empty database from a file of `backup`."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, transaction

from eligibility.management.commands.backup import LEFT_OUT


class Command(BaseCommand):
    """Takes the file whole or not at all, and only into a database with nothing to lose.

    `--replace` empties the database in the same transaction: visitors see the old content, then the new.
    """

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", help="written by `backup`; its name ends in .json. `-` reads the input")
        parser.add_argument("--replace", action="store_true", help="lose what the database holds now")

    def handle(self, *args: Any, file: str, replace: bool, **options: Any) -> None:
        try:
            with transaction.atomic():
                if replace:
                    call_command("flush", interactive=False, verbosity=0)
                refuse_filled()
                call_command("loaddata", file, format="json", verbosity=0)
        except (DeserializationError, DatabaseError, ValidationError) as error:
            raise CommandError(f"{file} was refused whole: {error}") from error
        rows = sum(model._default_manager.count() for model in kept_models())
        self.stdout.write(f"{rows} rows restored")


def refuse_filled() -> None:
    if filled := [model._meta.label for model in kept_models() if model._default_manager.exists()]:
        raise CommandError(f"The database is not empty: {', '.join(filled)}.")


def kept_models() -> list[Any]:
    """The models whose rows a backup holds; groups apart, which migrations may have made already."""
    return [
        model
        for model in apps.get_models()
        if not {model._meta.app_label, model._meta.label_lower} & {*LEFT_OUT, "auth.group"}
    ]
