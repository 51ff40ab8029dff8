"""Two addresses for machines."""

from math import isfinite

from django.http import HttpRequest, JsonResponse

from eligibility.content import DOCUMENTS, HELD
from thresholds.amounts import AMOUNTS
from thresholds.held import ContentUnavailable


def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; `degraded` while the last content serves because the database fails.

    Then `content_age` says for how many seconds; null where nothing was ever read.
    """
    if not any(held.is_stale for held in HELD):
        return JsonResponse({"status": "ok"})
    age = max(held.age for held in HELD)
    return JsonResponse({"status": "degraded", "content_age": round(age) if isfinite(age) else None})


def readyz(request: HttpRequest) -> JsonResponse:
    """Ready once the reference content was read."""
    try:
        ready = bool(AMOUNTS.current().scales) and bool(DOCUMENTS.current())
    except ContentUnavailable:
        ready = False
    return JsonResponse({"status": "ready" if ready else "not ready"}, status=200 if ready else 503)
