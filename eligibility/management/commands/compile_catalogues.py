"""Compile the catalogues of `locale/` without gettext installed."""

from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Leaves out what is not translated whole, so that the French text stands in for it.

    Babel alone would write the English words for a plural that lacks a form.
    """

    help = __doc__
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(folder.glob("*/LC_MESSAGES/django.po")):
                with source.open("rb") as file:
                    catalogue = read_po(file)
                for message in catalogue:
                    if message.pluralizable and not all(message.string):
                        message.string = ""
                with source.with_suffix(".mo").open("wb") as file:
                    write_mo(file, catalogue)
