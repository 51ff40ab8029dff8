"""What is out of date on a day: plain values, no Django.

Ceilings are revalued every 1 April (CSS L161-25, L861-1); whoever reads the law again writes down the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thresholds.scale import IncomeScale, Zone


def last_revaluation(on: date) -> date:
    """The latest 1 April that is not after the day."""
    first = date(on.year, 4, 1)
    return first if first <= on else date(on.year - 1, 4, 1)


def next_revaluation(after: date) -> date:
    """The first 1 April that is after the day."""
    return date(last_revaluation(after).year + 1, 4, 1)


def overdue_since(scale: IncomeScale | None, on: date) -> date | None:
    """The 1 April from which newer ceilings were due than this table, None where it is the newest."""
    due = last_revaluation(on)
    return due if scale and scale.valid_from < due else None


def is_old(checked_on: date, on: date) -> bool:
    """Whether more than 12 months have passed: on the same day of the next year they have not."""
    return (on.year - checked_on.year, on.month, on.day) > (1, checked_on.month, checked_on.day)


@dataclass(frozen=True)
class Staleness:
    """What the site should not say without a warning on a day.

    `unknown`: zones without a table in force; `overdue`: zones whose table is older than the
    last 1 April; `unpublished`: zones whose table was not read whole in a published one;
    `old_facts`: the law facts checked more than 12 months ago, with the day of the check.
    """

    on: date
    unknown: tuple[Zone, ...]
    overdue: tuple[Zone, ...]
    unpublished: tuple[Zone, ...]
    old_facts: Mapping[str, date]

    @property
    def due(self) -> date:
        """The 1 April whose ceilings should be in force."""
        return last_revaluation(self.on)

    @property
    def is_stale(self) -> bool:
        return bool(self.unknown or self.overdue or self.unpublished or self.old_facts)


def staleness(
    on: date, scales: Mapping[Zone, IncomeScale | None], facts: Mapping[str, date | None]
) -> Staleness:
    """What is out of date on the day.

    `scales` holds the table in force in each zone; `facts` the day on which each fact of law
    was last checked, None where nobody wrote it down: it does not age.
    """
    known = {zone: scale for zone, scale in scales.items() if scale}
    return Staleness(
        on=on,
        unknown=tuple(zone for zone in scales if zone not in known),
        overdue=tuple(zone for zone, scale in known.items() if overdue_since(scale, on)),
        unpublished=tuple(zone for zone, scale in known.items() if scale.published != "yes"),
        old_facts={name: day for name, day in facts.items() if day and is_old(day, on)},
    )
