"""The answers on their way to another phone: a short token, and codes to scan."""

import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe

from eligibility.answers import packed, unpacked
from eligibility.domain.questions import QUESTIONS
from eligibility.sealing import InvalidToken, Seal

MINUTES = 30
HAND_OVER = Seal(b"answers hand-over", MINUTES * 60)
RAW_DEFLATE = -15  # no header and no checksum: the seal vouches for every byte


@lru_cache
def _words() -> bytes:
    """Every key and code, as a dictionary for compression: it makes the code to scan half as fine.

    Two releases with other questions cannot read each other's tokens: each lives only for minutes.
    """
    return packed({question.key: question.codes for question in QUESTIONS})


def sealed(given: Mapping[str, Any]) -> str:
    """The answers as a token for the fragment of an address."""
    press = zlib.compressobj(level=9, wbits=RAW_DEFLATE, zdict=_words())
    return HAND_OVER.close(press.compress(packed(given)) + press.flush())


def opened(token: str) -> dict[str, Any]:
    """The answers of a token; raises InvalidToken where it is foreign, altered or too old."""
    pressed = HAND_OVER.open(token)
    try:
        return unpacked(zlib.decompressobj(wbits=RAW_DEFLATE, zdict=_words()).decompress(pressed))
    except (zlib.error, ValueError) as error:
        raise InvalidToken from error


def code_to_scan(address: str) -> SafeString:
    """The address as a QR code (level L): an inline SVG, dark on white with its quiet zone in any scheme."""
    drawing = segno.make_qr(address, error="l", boost_error=False)
    return mark_safe(drawing.svg_inline(light="#fff", omitsize=True, svgclass=None, lineclass=None))  # noqa: S308
