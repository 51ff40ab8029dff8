"""The token of Django's forms."""

import secrets

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, get_token

PLACE = {character: place for place, character in enumerate(CSRF_ALLOWED_CHARS)}
NUMBER = len(CSRF_ALLOWED_CHARS)


def form_token(request: HttpRequest) -> str:
    """What Django's `get_token` gives, drawing by lot once where Django does for each of 32 characters.

    The secret of the visitor's cookie comes under another mask each time, before which the mask stands: no
    two pages have the same bytes (BREACH). The cookie needs no renewal (see `form_cookie_once`).
    """
    secret = request.META.get("CSRF_COOKIE")
    if secret is None:
        return get_token(request)
    lot, mask = secrets.randbelow(NUMBER ** len(secret)), []
    for _ in secret:
        lot, place = divmod(lot, NUMBER)
        mask.append(place)
    masked = [(PLACE[character] + shift) % NUMBER for character, shift in zip(secret, mask, strict=True)]
    return "".join([CSRF_ALLOWED_CHARS[place] for place in mask + masked])
