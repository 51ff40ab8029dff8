"""What every worker needs, loaded before the first is born: they share it, and no visitor waits for it."""

import ctypes
import gc
import logging
from collections.abc import Iterator
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils import translation

from eligibility import answers
from eligibility.addresses import page_url
from eligibility.domain.pages import TYPICAL, pages_of
from eligibility.views.pages import PAGES
from eligibility.views.shared import journey_of
from thresholds.held import ContentUnavailable

M_ARENA_MAX = -8  # of glibc's malloc.h

logger = logging.getLogger(__name__)


def warm() -> None:
    """Render the journey once in each language, and what else there is to read once.

    That reads the catalogues and compiles the templates. Afterwards the collector of garbage leaves
    alone what is there: looking at it would copy it into each worker.
    """
    sealed = answers.seal(TYPICAL)
    try:
        for language, _ in settings.LANGUAGES:
            with translation.override(language):
                for address in _journey():
                    _render(address, sealed)
        for slug in PAGES:
            _render(reverse("page", args=[slug]), sealed)
    except ContentUnavailable:
        logger.warning("Nothing was rendered in advance: the content was never read")
    except Exception:
        # A page that fails must not end the site: the visitor of that one sees its fault.
        logger.exception("A page could not be rendered in advance")
    gc.collect()
    gc.freeze()
    # glibc gives each thread a heap of its own, which keeps what a page needed at its largest.
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, 1)


def _journey() -> Iterator[str]:
    yield reverse("start")
    yield from (page_url(page) for page in pages_of(journey_of(TYPICAL)))
    yield from map(reverse, ("answers", "result"))


def _render(address: str, sealed: str) -> None:
    request = HttpRequest()
    request.method, request.path = "GET", address
    request.COOKIES[settings.ANSWERS_COOKIE_NAME] = sealed
    match = request.resolver_match = resolve(address)
    match.func(request, *match.args, **match.kwargs)
