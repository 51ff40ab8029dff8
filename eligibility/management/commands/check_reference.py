"""Say what of the site's content is out of date: for a scheduled job, which mails what fails."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from eligibility.content import DOCUMENTS
from eligibility.freshness import freshness
from eligibility.management.commands.assess import day_of, refusal
from thresholds.amounts import AMOUNTS
from thresholds.held import ContentUnavailable
from thresholds.staleness import Staleness


class Command(BaseCommand):
    """Exit status 0: nothing is out of date; 1: something is; 2: it cannot be told."""

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--on", metavar="DATE", help="the day, as 2027-04-01; today by default")

    def handle(self, *args: Any, on: str | None, **options: Any) -> None:
        day = day_of(on)
        try:
            found, papers = freshness(AMOUNTS.current(), day), len(DOCUMENTS.current())
        except ContentUnavailable as error:
            raise refusal("the reference content cannot be read") from error
        self.stdout.write(
            json.dumps(as_json(found, papers), indent=2)
            if options["json"]
            else "\n".join(lines(found, papers))
        )
        if found.is_stale or not papers:
            sys.exit(1)


def as_json(found: Staleness, papers: int) -> dict[str, Any]:
    """Zones and keys of facts; dates as ISO dates; how many papers are in use."""
    return {
        "on": found.on.isoformat(),
        "reference": "stale" if found.is_stale or not papers else "fresh",
        "unknown": list(found.unknown),
        "overdue": list(found.overdue),
        "due": found.due.isoformat(),
        "unpublished": list(found.unpublished),
        "old_facts": {name: day.isoformat() for name, day in found.old_facts.items()},
        "papers": papers,
    }


def lines(found: Staleness, papers: int) -> list[str]:
    """One line for each thing that is out of date."""
    return [
        *(() if papers else ("no paper is in use",)),
        *(f"{zone}: no ceiling is in force" for zone in found.unknown),
        *(f"{zone}: the ceilings due on {found.due} are missing" for zone in found.overdue),
        *(f"{zone}: the ceilings were not read in a published table" for zone in found.unpublished),
        *(f"{name}: last checked on {day}, over 12 months ago" for name, day in found.old_facts.items()),
    ] or ["Nothing is out of date."]
