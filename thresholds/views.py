"""The calculator: the ceiling of any household, now and in earlier periods."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from thresholds.amounts import AMOUNTS, ZONES, Amounts
from thresholds.models import IncomeThreshold
from thresholds.scale import IncomeScale, Zone

LARGEST_HOUSEHOLD = 20
ZONE_NAMES = dict(IncomeThreshold.ZONES)


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """`persons` (1 to 20) and `zone` in the query give one ceiling; the tables need neither."""
    today = timezone.localdate()
    amounts = AMOUNTS.current()
    context: dict[str, Any] = {
        "sizes": range(1, LARGEST_HOUSEHOLD + 1),
        "zones": ZONE_NAMES.items(),
        "tables": [table_of(amounts, zone, today) for zone in ZONES],
    }
    status = 200
    if "persons" in request.GET or "zone" in request.GET:
        chosen = _read(request)
        context |= chosen
        status = 422 if chosen.get("error") else 200
        if not chosen.get("error"):
            context["answer"] = _answer(amounts, chosen["zone"], chosen["persons"], today)
    response = render(request, "ceiling.html", context, status=status)
    if request.GET:
        patch_cache_control(response, no_store=True)
    return response


def _read(request: HttpRequest) -> dict[str, Any]:
    zone = request.GET.get("zone")
    persons = request.GET.get("persons", "")
    sizes = {str(size): size for size in range(1, LARGEST_HOUSEHOLD + 1)}
    chosen = {"persons": sizes.get(persons), "zone": zone if zone in ZONES else None}
    return {**chosen, "error": None in chosen.values()}


def _answer(amounts: Amounts, zone: Zone, persons: int, today: date) -> dict[str, Any] | None:
    scale = amounts.scale_in_force(zone, today)
    if scale is None:
        return None
    published = amounts.last_published(zone, today)
    return {
        "zone_name": ZONE_NAMES[zone],
        **_row(scale, persons),
        "scale": scale,
        "last_published": {"scale": published, **_row(published, persons)}
        if published and not scale.is_published(persons)
        else None,
    }


def _row(scale: IncomeScale, persons: int) -> dict[str, Any]:
    return {
        "persons": persons,
        "annual": scale.annual(persons),
        "monthly": scale.monthly(persons),
        "published": scale.is_published(persons),
    }


def table_of(amounts: Amounts, zone: Zone, today: date) -> dict[str, Any]:
    """The zone's table in force on the day, row by row, and those before it."""
    scale = amounts.scale_in_force(zone, today)
    started = [each for each in amounts.of_zone(zone) if each.valid_from <= today and each is not scale]
    return {
        "zone": zone,
        "zone_name": ZONE_NAMES[zone],
        "scale": scale,
        "whole": scale is not None and scale.published == "yes",
        "rows": [_row(scale, persons) for persons in range(1, LARGEST_HOUSEHOLD + 1)] if scale else [],
        "earlier": sorted(started, key=lambda each: each.valid_from, reverse=True),
    }
