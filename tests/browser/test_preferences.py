"""What readers have asked of their own device: fewer colours, less motion, another language of voice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import QUESTIONS, RESULTS
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

NewVisitor = Callable[..., Visitor]

WITHOUT_BORDER = """() => [...document.querySelectorAll("button, .button, input.number, select")]
  .filter(each => each.checkVisibility())
  .filter(each => { const style = getComputedStyle(each)
    return style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1
      || style.borderTopColor === getComputedStyle(document.body).backgroundColor })
  .map(each => each.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll("*")].map(each => [each, getComputedStyle(each)])
  .filter(([each, style]) => style.animationName !== "none" || parseFloat(style.transitionDuration) > 0
    || style.scrollBehavior !== "auto")
  .map(([each]) => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("name", ["one of a list", "an amount", "a date, mistaken", "answers"])
def test_buttons_and_fields_keep_an_edge_where_the_reader_forces_colours(
    new_visitor: NewVisitor, name: str
) -> None:
    visitor = new_visitor("fr", width=360, javascript=True, forced_colors="active")
    QUESTIONS[name](visitor)
    assert visitor.page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert visitor.page.evaluate(WITHOUT_BORDER) == []


@pytest.mark.parametrize("name", ["likely", "not yet, with children", "income too high"])
def test_each_condition_says_in_words_whether_it_is_met(new_visitor: NewVisitor, name: str) -> None:
    """Neither the coloured edge nor the verdict's ground is needed to read the result."""
    visitor = new_visitor("en", javascript=True, forced_colors="active")
    RESULTS[name](visitor)
    said = visitor.page.locator(".reasons > li > strong").all_inner_texts()
    assert said
    assert set(said) <= {"Met", "Not met", "Not known"}


def test_nothing_moves_for_a_reader_who_asked_for_less_motion(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr", javascript=True, reduced_motion="reduce")
    RESULTS["likely"](visitor)
    assert visitor.page.evaluate(MOVING) == []


@pytest.mark.parametrize("language", ["fr", "en", "es", "ar"])
def test_the_page_says_its_language_and_direction_also_after_a_mistake(
    new_visitor: NewVisitor, language: str
) -> None:
    visitor = new_visitor(language)
    QUESTIONS["a number, mistaken"](visitor)
    page = visitor.page.locator("html")
    expect(page).to_have_attribute("lang", language)
    expect(page).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
