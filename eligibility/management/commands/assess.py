"""Read answers as JSON and print the outcome: the same code that the site runs."""

import json
import sys
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from eligibility.content import DOCUMENTS, reference_on
from eligibility.domain.calendar import iso_day
from eligibility.domain.errors import AnswerError
from eligibility.domain.journey import read_answers
from eligibility.domain.verdict import assess
from eligibility.report import report
from thresholds.held import ContentUnavailable

EXIT_STATUS = 2


class Command(BaseCommand):
    """FILE.json holds a mapping of question to answer; `-` is standard input.

    A mistake in it is one line on standard error and exit status 2.
    """

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file")
        parser.add_argument("--on", metavar="DATE", help="the day, as 2026-11-24; today by default")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, metavar="CODE")

    def handle(self, *args: Any, file: str, on: str | None, language: str, **options: Any) -> None:
        if language not in dict(settings.LANGUAGES):
            raise refusal(f"--language: {language} is not a language of the site")
        answers = self._answers(file)
        try:
            reference = reference_on(day_of(on))
            outcome = assess(read_answers(answers), reference, DOCUMENTS.current())
        except AnswerError as error:
            raise refusal(str(error)) from error
        except ContentUnavailable as error:
            raise refusal("the reference content cannot be read: run `make setup` first") from error
        with translation.override(language):
            self.stdout.write(json.dumps(report(outcome, language), indent=2))

    def _answers(self, file: str) -> object:
        try:
            if file == "-":
                return json.load(sys.stdin, object_pairs_hook=once)
            with open(file, encoding="utf-8") as stream:
                return json.load(stream, object_pairs_hook=once)
        except (OSError, ValueError, RecursionError) as error:
            raise refusal(f"{file}: {error}") from error


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; raises ValueError where a key stands twice, rather than choose."""
    keys = [key for key, _ in pairs]
    if repeated := sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"{', '.join(repeated)} stands twice")
    return dict(pairs)


def day_of(on: str | None) -> date:
    """The day of `--on`, today without it; raises CommandError where it is no date."""
    if on is None:
        return timezone.localdate()
    try:
        return iso_day(on)
    except ValueError as error:
        raise refusal(f"--on: {on} is not a date such as 2026-11-24") from error


def refusal(message: str) -> CommandError:
    """An error of one line, whatever the message holds."""
    return CommandError(" ".join(message.split()), returncode=EXIT_STATUS)
