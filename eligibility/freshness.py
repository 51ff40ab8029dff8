"""What of the site's content is out of date: for the pages, the admin and machines."""

from datetime import date

from eligibility.domain.conditions import CONDITIONS
from thresholds.amounts import ZONES, Amounts
from thresholds.staleness import Staleness, staleness


def rules_checked_on() -> date:
    """The day since which every condition was checked."""
    return min(condition.checked_on for condition in CONDITIONS)


def freshness(amounts: Amounts, on: date) -> Staleness:
    """The ceilings of both zones, the RSA base and every condition, on the day."""
    housing = amounts.housing_in_force(on)
    return staleness(
        on,
        {zone: amounts.scale_in_force(zone, on) for zone in ZONES},
        {condition.key: condition.checked_on for condition in CONDITIONS}
        | {"housing_base": housing.checked_on if housing else None},
    )
