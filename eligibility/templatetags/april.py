"""The state of the reference content, at the top of the admin."""

from typing import Any

from django import template
from django.utils import timezone

from eligibility.freshness import freshness, rules_checked_on
from thresholds.amounts import read_amounts
from thresholds.models import DraftPeriod
from thresholds.scale import Zone
from thresholds.staleness import next_revaluation
from thresholds.views import ZONE_NAMES

register = template.Library()


def _names(zones: tuple[Zone, ...]) -> list[Any]:
    return [ZONE_NAMES[zone] for zone in zones]


@register.simple_tag
def state_of_the_reference() -> dict[str, Any]:
    """What is out of date today, and what is prepared."""
    today = timezone.localdate()
    amounts = read_amounts()
    found = freshness(amounts, today)
    return {
        "unknown": _names(found.unknown),
        "overdue": _names(found.overdue),
        "unpublished": _names(found.unpublished),
        "old_facts": found.old_facts,
        "is_stale": found.is_stale,
        "due": found.due,
        "next_due": next_revaluation(today),
        "rules_checked_on": rules_checked_on(),
        "to_come": sorted({scale.valid_from for scale in amounts.scales if scale.valid_from > today}),
        "drafts": DraftPeriod.objects.all(),
    }
