"""Two addresses for machines."""

from math import isfinite

from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from eligibility.content import DOCUMENTS, HELD
from eligibility.freshness import freshness
from thresholds.amounts import AMOUNTS
from thresholds.held import ContentUnavailable


def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; `degraded` while the last content serves because the database fails.

    Then `content_age` says for how many seconds; null where nothing was ever read. `reference` is
    `stale` where `check_reference` would complain, `unknown` where nothing was read yet. The status
    stays 200: an old ceiling is no reason to end a process.
    """
    reference = _reference()
    if not any(held.is_stale for held in HELD):
        return JsonResponse({"status": "ok", "reference": reference})
    age = max(held.age for held in HELD)
    content_age = round(age) if isfinite(age) else None
    return JsonResponse({"status": "degraded", "content_age": content_age, "reference": reference})


def _reference() -> str:
    amounts, papers = AMOUNTS.last, DOCUMENTS.last
    if amounts is None or papers is None:
        return "unknown"
    return "stale" if not papers or freshness(amounts, timezone.localdate()).is_stale else "fresh"


def readyz(request: HttpRequest) -> JsonResponse:
    """Ready once the reference content was read, also where an editor has retired every paper."""
    try:
        ready = bool(AMOUNTS.current().scales) and DOCUMENTS.current() is not None
    except ContentUnavailable:
        ready = False
    return JsonResponse({"status": "ready" if ready else "not ready"}, status=200 if ready else 503)
