"""Write the content and the staff accounts to a file that any database of the site can be filled from."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

# Made by migrations, or true of one running site only: sessions, who failed to sign in within the hour,
# and the version that workers compare.
LEFT_OUT = ("contenttypes", "auth.permission", "sessions", "axes", "thresholds.contentversion")


class Command(BaseCommand):
    """Every row that people made, as JSON: keep it like a key, for it holds the accounts."""

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", nargs="?", help="where to write, for the owner only; else the output")

    def handle(self, *args: Any, file: str | None, **options: Any) -> None:
        if file:
            Path(file).touch(mode=0o600)
            Path(file).chmod(0o600)  # also one that was there before
        call_command(
            "dumpdata",
            exclude=LEFT_OUT,
            use_natural_primary_keys=True,
            use_natural_foreign_keys=True,
            indent=1,
            output=file,
            verbosity=0,
        )
