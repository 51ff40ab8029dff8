"""The answers on their way to another phone: a short-lived token, and codes to scan."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import override

from ame_site.bilingual import language_of_the_client
from eligibility.answers import seal
from eligibility.sealing import Seal

MINUTES = 30
HAND_OVER = Seal(b"answers hand-over", MINUTES * 60)


def address_for_the_client(request: HttpRequest, name: str) -> str:
    """The whole address of a page in the client's language."""
    with override(language_of_the_client()):
        return request.build_absolute_uri(reverse(name))


def what_a_code_opens() -> dict[str, Any]:
    """What pages say of a code: the client's language, by its own name, and how long it works."""
    client = language_of_the_client()
    name = format_html('<bdi lang="{}">{}</bdi>', client, dict(settings.LANGUAGES)[client])
    return {"client": client, "language": name, "minutes": MINUTES}


def code_of_the_result(request: HttpRequest, given: Mapping[str, Any]) -> bytes:
    """The code that opens the result of these answers, valid from the moment that it is drawn."""
    return code_to_scan(f"{address_for_the_client(request, 'phone')}#{seal(given, HAND_OVER)}")


def code_to_scan(address: str) -> bytes:
    """The address as a QR code (level L): an SVG, dark on white with its quiet zone in any scheme."""
    drawing = BytesIO()
    segno.make_qr(address, error="l", boost_error=False).save(
        drawing, kind="svg", xmldecl=False, light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return drawing.getvalue()
