"""The answers on their way to another phone: a short-lived token, and codes to scan."""

import segno
from django.utils.safestring import SafeString, mark_safe

from eligibility.sealing import Seal

MINUTES = 30
HAND_OVER = Seal(b"answers hand-over", MINUTES * 60)


def code_to_scan(address: str) -> SafeString:
    """The address as a QR code (level L): an inline SVG, dark on white with its quiet zone in any scheme."""
    drawing = segno.make_qr(address, error="l", boost_error=False)
    return mark_safe(drawing.svg_inline(light="#fff", omitsize=True, svgclass=None, lineclass=None))  # noqa: S308
