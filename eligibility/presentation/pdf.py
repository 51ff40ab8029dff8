"""HTML to a tagged PDF with its fonts inside, in memory, asking no address for anything."""

from functools import cache
from threading import Lock
from typing import Any

from django.conf import settings

# Pango and fontconfig break when two threads share their fonts.
_ONE_AT_A_TIME = Lock()


@cache
def _tools() -> tuple[Any, Any]:
    """The fonts and the style sheet, read once. Imported late: WeasyPrint takes 50 MB."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = (settings.BASE_DIR / "static" / "paper.css").read_text(encoding="utf-8")
    return fonts, CSS(string=style, font_config=fonts, url_fetcher=_no_address())


def _no_address() -> Any:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=())


# Both spellings of lam, alef and tanwin look alike and are right. Of the first, WeasyPrint tells readers
# of the PDF other letters, and then of every tanwin.
TANWIN_BEFORE_ALEF, TANWIN_AFTER_ALEF = "\u0644\u064b\u0627", "\u0644\u0627\u064b"


def as_pdf(html: str) -> bytes:
    """The PDF of a whole HTML document."""
    html = html.replace(TANWIN_BEFORE_ALEF, TANWIN_AFTER_ALEF)
    with _ONE_AT_A_TIME:
        fonts, style = _tools()
        from weasyprint import HTML

        document = HTML(string=html, url_fetcher=_no_address(), media_type="print")
        return document.write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", finisher=_mark_cells
        )


def _mark_cells(document: Any, pdf: Any) -> None:
    """Give each cell of a table its own language and each header its direction.

    WeasyPrint marks only the language of the whole document.
    """
    import pydyf

    for page in document.pages:
        for box in page._page_box.descendants():
            tag = getattr(box, "mark", None)
            if not tag or box.element is None:
                continue
            if language := box.element.get("lang"):
                tag["Lang"] = pydyf.String(language)
            if scope := box.element.get("scope"):
                tag["A"]["Scope"] = "/Row" if scope == "row" else "/Column"
