"""The answers, in one encrypted cookie of the visitor's browser and nowhere else."""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from eligibility.domain.errors import AnswerError
from eligibility.domain.questions import BY_KEY

# A browser keeps 4096 bytes for a cookie; ours is far below, and no longer one is decrypted.
LONGEST_TOKEN = 3000
SECONDS_BEFORE_RENEWAL = 600


@dataclass(frozen=True)
class Kept:
    """What the browser sent: the answers, and whether a cookie came that could not be read."""

    given: Mapping[str, Any]
    lost: bool = False
    wants_renewal: bool = False


@lru_cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    """The first key seals, each opens: SECRET_KEY, then the fallbacks while keys are rotated."""
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    HKDF(SHA256(), length=32, salt=None, info=b"answers cookie").derive(key.encode())
                )
            )
            for key in keys
        ]
    )


def _current_box() -> MultiFernet:
    return _box((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def seal(given: Mapping[str, Any]) -> str:
    """The answers as an encrypted, authenticated, dated token."""
    return _current_box().encrypt(json.dumps(given, separators=(",", ":")).encode()).decode()


def unseal(token: str) -> dict[str, Any]:
    """The answers of a token; raises InvalidToken where it is foreign, altered or too old.

    An answer that the questionnaire no longer knows is dropped.
    """
    if len(token) > LONGEST_TOKEN or not token.isascii():
        raise InvalidToken
    given = json.loads(_current_box().decrypt(token, ttl=settings.ANSWERS_MAX_AGE))
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
        age = time.time() - _current_box().extract_timestamp(token)
    except InvalidToken:
        return Kept({}, lost=True)
    return Kept(given, wants_renewal=age > SECONDS_BEFORE_RENEWAL)


def write(response: HttpResponse, given: Mapping[str, Any]) -> None:
    """Hand the answers back to the browser, for another hour."""
    response.set_cookie(
        settings.ANSWERS_COOKIE_NAME,
        seal(given),
        max_age=settings.ANSWERS_MAX_AGE,
        secure=settings.ANSWERS_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def erase(response: HttpResponse) -> None:
    """Remove the answers from the browser."""
    response.delete_cookie(settings.ANSWERS_COOKIE_NAME, samesite="Lax")
    if settings.ANSWERS_COOKIE_SECURE:
        response.cookies[settings.ANSWERS_COOKIE_NAME]["secure"] = True
