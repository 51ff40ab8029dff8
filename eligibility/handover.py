"""The answers on their way to another phone: a short-lived token, and codes to scan."""

from io import BytesIO

import segno

from eligibility.sealing import Seal

MINUTES = 30
HAND_OVER = Seal(b"answers hand-over", MINUTES * 60)


def code_to_scan(address: str) -> bytes:
    """The address as a QR code (level L): an SVG, dark on white with its quiet zone in any scheme."""
    drawing = BytesIO()
    segno.make_qr(address, error="l", boost_error=False).save(
        drawing, kind="svg", xmldecl=False, light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return drawing.getvalue()
