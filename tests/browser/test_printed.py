"""What comes out of the browser's own print command: two languages side by side, each part on its side."""

import io
import unicodedata
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from eligibility.views.pages import STATEMENTS
from tests.browser.test_accessibility import BIG_FAMILY, at_the_desk, holding
from tests.browser.test_two_languages import with_second
from tests.browser.visitor import Visitor
from tests.eligibility.test_paper import letters
from tests.personas import adult

pytestmark = pytest.mark.browser
NewVisitor = Callable[..., Visitor]

# Texts with a second language that stands neither beside the first nor within a cell or a box's label.
NOT_BESIDE = """[...document.querySelectorAll('main .second')].filter(second => {
  if (!second.checkVisibility() || second.closest('td, th, caption, .ticks, .hidden')) return false
  const parent = second.parentElement.getBoundingClientRect(), box = second.getBoundingClientRect()
  const half = Math.abs(box.width - parent.width / 2) < parent.width / 8
  return !half || box.bottom > parent.bottom + 1 || box.top > parent.top + 40
}).map(second => second.textContent)"""


def printed(visitor: Visitor) -> list[str]:
    """The letters of each page on paper, none joined to another."""
    pages = PdfReader(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True, format="A4"))).pages
    return [letters(unicodedata.normalize("NFKC", page.extract_text())) for page in pages]


@pytest.mark.parametrize("language", ["ar", "es", "fr"])
def test_verdict_and_ceiling_have_one_side_and_the_papers_begin_another(
    new_visitor: NewVisitor, language: str
) -> None:
    visitor = new_visitor(language)
    if language != "fr":
        with_second(visitor, "fr")
    holding(visitor, BIG_FAMILY)
    visitor.go("result/")
    last_of_the_ceiling = visitor.page.locator(".ceiling p:not(.no-print)").last
    in_french = last_of_the_ceiling.locator(".second").last if language != "fr" else last_of_the_ceiling
    pages = printed(visitor)
    assert letters("Vous avez probablement droit à l’AME") in pages[0]
    assert letters(in_french.inner_text()) in pages[0]
    assert letters("Papiers à apporter") in pages[1]


@pytest.mark.parametrize(("language", "second"), [("ar", "fr"), ("es", "fr"), ("fr", "ar")])
def test_a_printed_result_has_both_languages_side_by_side(
    new_visitor: NewVisitor, language: str, second: str
) -> None:
    visitor = new_visitor(language)
    with_second(visitor, second)
    holding(visitor, BIG_FAMILY)
    visitor.go("result/")
    page = visitor.page
    assert len(page.evaluate(NOT_BESIDE)) > 50, "on the screen they stand under each other"
    page.emulate_media(media="print")
    assert page.evaluate(NOT_BESIDE) == []


def test_nothing_that_is_hidden_or_for_the_screen_alone_is_printed(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr", javascript=True)
    at_the_desk(adult(), "ar")(visitor)
    page = visitor.page
    page.emulate_media(media="print")
    shown = """[...document.querySelectorAll('[hidden], .no-print')]
      .filter(each => each.getClientRects().length).map(each => each.textContent)"""
    assert page.locator("#verdict .second").first.is_visible()
    assert page.evaluate(shown) == []


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_printed_model_has_the_translation_beside_each_french_text(
    new_visitor: NewVisitor, name: str
) -> None:
    visitor = new_visitor("ar", width=360)
    visitor.go(f"statements/{name}/")
    page = visitor.page
    pairs = page.locator(".pair")
    on_screen = [pair.locator(":scope > *").all() for pair in pairs.all()]
    french, translation = (each.bounding_box() for each in on_screen[0])
    assert translation["y"] >= french["y"] + french["height"], "under it on a telephone"
    page.set_viewport_size({"width": 800, "height": 1000})
    page.emulate_media(media="print")
    for parts in (pair.locator(":scope > *").all() for pair in pairs.all()):
        french, translation = (each.bounding_box() for each in parts)
        assert translation["y"] == french["y"]
        assert translation["x"] >= french["x"] + french["width"] - 1
    assert len(printed(visitor)) == 1


def test_the_pdf_is_downloaded_from_the_result_without_script(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("ar", width=360, javascript=False)
    holding(visitor, BIG_FAMILY)
    visitor.go("result/")
    expect(visitor.page.locator("#take")).to_contain_text(
        visitor.words("The PDF stays on this device, with the result of your answers. Keep it or delete it.")
    )
    with visitor.page.expect_download() as download:
        visitor.button("Download as a PDF").click()
    assert download.value.suggested_filename == "liste.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert visitor.is_at("result/")
    visitor.press(visitor.link("Preparation sheet for the counter"))
    expect(visitor.page.locator(".sheet h2")).to_have_text("Fiche de préparation pour le guichet")
