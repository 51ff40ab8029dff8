"""Two addresses for machines."""

from django.http import HttpRequest, JsonResponse

from eligibility.content import DOCUMENTS
from thresholds.amounts import AMOUNTS
from thresholds.held import ContentUnavailable


def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; `degraded` while the last content serves because the database fails."""
    degraded = AMOUNTS.is_stale or DOCUMENTS.is_stale
    return JsonResponse({"status": "degraded" if degraded else "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Ready once the reference content was read."""
    try:
        ready = bool(AMOUNTS.current().scales) and bool(DOCUMENTS.current())
    except ContentUnavailable:
        ready = False
    return JsonResponse({"status": "ready" if ready else "not ready"}, status=200 if ready else 503)
