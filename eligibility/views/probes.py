"""Two addresses for machines."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from eligibility.content import DOCUMENTS
from eligibility.freshness import freshness
from thresholds.amounts import AMOUNTS
from thresholds.held import ContentUnavailable


def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; `degraded` while the last content serves because the database fails.

    `reference` is `stale` where `check_reference` would complain, `unknown` where nothing was read
    yet. The status stays 200: an old ceiling is no reason to end a process.
    """
    degraded = AMOUNTS.is_stale or DOCUMENTS.is_stale
    return JsonResponse({"status": "degraded" if degraded else "ok", "reference": _reference()})


def _reference() -> str:
    amounts = AMOUNTS.last
    if amounts is None:
        return "unknown"
    return "stale" if freshness(amounts, timezone.localdate()).is_stale else "fresh"


def readyz(request: HttpRequest) -> JsonResponse:
    """Ready once the reference content was read."""
    try:
        ready = bool(AMOUNTS.current().scales) and bool(DOCUMENTS.current())
    except ContentUnavailable:
        ready = False
    return JsonResponse({"status": "ready" if ready else "not ready"}, status=200 if ready else 503)
