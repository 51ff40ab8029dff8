"""The answers, in one encrypted cookie of the visitor's browser and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from eligibility.domain.errors import AnswerError
from eligibility.domain.questions import BY_KEY
from eligibility.packing import packed, unpacked
from eligibility.sealing import InvalidToken, Seal

COOKIE = Seal(b"answers cookie", settings.ANSWERS_MAX_AGE)
SECONDS_BEFORE_RENEWAL = 600
NONE_LEFT, SECONDS_TO_SAY_SO = "none", 60


@dataclass(frozen=True)
class Kept:
    """What the browser sent: the answers, and whether a cookie came that could not be read."""

    given: Mapping[str, Any]
    lost: bool = False
    wants_renewal: bool = False


def seal(given: Mapping[str, Any], purpose: Seal = COOKIE) -> str:
    """The answers as an encrypted, authenticated, dated token."""
    return purpose.close(packed(given))


def unseal(token: str, purpose: Seal = COOKIE) -> dict[str, Any]:
    """The answers of a token; raises InvalidToken where it is foreign, altered or too old.

    An answer that the questionnaire no longer knows is dropped.
    """
    try:
        given = unpacked(purpose.open(token))
    except ValueError as error:
        raise InvalidToken from error
    kept = {}
    for key, value in given.items():
        try:
            kept[key] = BY_KEY[key].clean(value)
        except (KeyError, AnswerError):
            continue
    return kept


def read(request: HttpRequest) -> Kept:
    """The answers that came with the request."""
    token = request.COOKIES.get(settings.ANSWERS_COOKIE_NAME)
    if not token:
        return Kept({})
    try:
        given = unseal(token)
    except InvalidToken:
        return Kept({}, lost=True)
    return Kept(given, wants_renewal=COOKIE.age(token) > SECONDS_BEFORE_RENEWAL)


def write(response: HttpResponse, given: Mapping[str, Any]) -> None:
    """Hand the answers back to the browser, for another hour."""
    _set(response, seal(given), settings.ANSWERS_MAX_AGE)


def write_that_none_are_left(response: HttpResponse) -> None:
    """A cookie that holds no answer: the next page finds nothing to read in it, says so and removes it."""
    _set(response, NONE_LEFT, SECONDS_TO_SAY_SO)


def _set(response: HttpResponse, token: str, max_age: int) -> None:
    response.set_cookie(
        settings.ANSWERS_COOKIE_NAME,
        token,
        secure=settings.ANSWERS_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    # Given to `set_cookie` it would stand there twice, the second time for browsers of the last century.
    response.cookies[settings.ANSWERS_COOKIE_NAME]["max-age"] = max_age


def erase(response: HttpResponse) -> None:
    """Remove the answers from the browser."""
    response.delete_cookie(settings.ANSWERS_COOKIE_NAME, samesite="Lax")
