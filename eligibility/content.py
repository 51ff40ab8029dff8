"""What the pages hand to the core: the amounts of a day and the papers in use."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from eligibility.domain import checklist
from eligibility.domain.reference import Reference
from eligibility.models import Document
from thresholds.amounts import AMOUNTS, ZONES, Amounts
from thresholds.held import Held


def _read() -> tuple[checklist.Document, ...]:
    return tuple(row.as_plain() for row in Document.objects.filter(in_use=True))


DOCUMENTS = Held(_read)
HELD = (AMOUNTS, DOCUMENTS)  # all that pages read from the database


def reference_on(day: date) -> Reference:
    """The amounts in force on the day; raises ContentUnavailable where none was ever read."""
    return reference_from(AMOUNTS.current(), day)


@lru_cache(maxsize=8)
def reference_from(amounts: Amounts, day: date) -> Reference:
    """What of these amounts is in force on the day."""
    in_force = {zone: amounts.scale_in_force(zone, day) for zone in ZONES}
    published = {zone: amounts.last_published(zone, day) for zone in ZONES}
    return Reference(
        on=day,
        scales={zone: scale for zone, scale in in_force.items() if scale},
        housing=amounts.housing_in_force(day),
        last_published={zone: scale for zone, scale in published.items() if scale},
    )


def localized(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """A text in the language, or the French one, and the code of the language it is in."""
    return (texts[language], language) if language in texts else (texts.get("fr", ""), "fr")
