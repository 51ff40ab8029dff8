"""Arabic and Spanish, alone and with French under each text, in a real browser."""

import pytest
from playwright.sync_api import expect

from eligibility.domain.pages import PAGE_OF
from tests.browser.test_accessibility import (
    BIG_FAMILY,
    EVERY_PAGE,
    EVERY_RULE,
    TOO_WIDE,
    NewVisitor,
    holding,
    nothing,
    what_axe_finds,
)
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MAIN_PAGES = (
    "start",
    "rights",
    "care-today",
    "which-office",
    "statement host",
    "ceiling with an answer",
    "one of a list",
    "an amount",
    "answers",
    "likely",
    "not yet, with children",
    "desk",
    "sheet for the counter",
)
LEFT_OF = """([selector, first, second]) => {
  const node = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT).nextNode()
  const place = index => { const range = document.createRange()
    range.setStart(node, index); range.setEnd(node, index + 1); return range.getBoundingClientRect().left }
  return place(node.data.indexOf(first)) < place(node.data.indexOf(second))
}"""


def with_second(visitor: Visitor, second: str) -> None:
    visitor.go("")
    visitor.page.locator("details.two summary").click()
    visitor.press(visitor.page.locator(f"details.two button[value={second}]"))


@pytest.mark.parametrize(("language", "second"), [("ar", "fr"), ("es", "fr"), ("fr", "ar"), ("en", "es")])
@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_the_journey_is_walked_with_a_second_language(
    new_visitor: NewVisitor, language: str, second: str, javascript: bool
) -> None:
    visitor = new_visitor(language, width=360, javascript=javascript)
    with_second(visitor, second)
    page = visitor.page
    visitor.press(page.locator("main a.button"))
    while visitor.place.startswith("questions/"):
        expect(page.locator(f"h1 .second[lang={second}]")).to_be_visible()
        for question in PAGE_OF[visitor.place.split("/")[1]].questions:
            answer = BIG_FAMILY[question.key]
            for code in answer if isinstance(answer, list) else [answer]:
                if isinstance(code, int):
                    page.locator(f"#{question.key}").fill(str(code))
                else:
                    page.locator(f"input[name={question.key}][value={code}]").check()
        visitor.press(page.locator("main form button"))
    visitor.press(page.locator("main a.button"))
    assert visitor.is_at("result/")
    for part in ("h1", ".reasons", ".checklist h3", ".checklist label", ".rows"):
        expect(page.locator(f"{part} .second[lang={second}]").first).to_be_attached()


@pytest.mark.parametrize("name", MAIN_PAGES)
def test_axe_finds_nothing_with_two_languages(new_visitor: NewVisitor, name: str) -> None:
    visitor = new_visitor("ar", javascript=True, bypass_csp=True)
    with_second(visitor, "fr")
    EVERY_PAGE[name](visitor)
    nothing(what_axe_finds(visitor.page, EVERY_RULE))


@pytest.mark.parametrize("language", ["ar", "es"])
@pytest.mark.parametrize("name", MAIN_PAGES)
def test_two_languages_fit_a_screen_of_320_pixels_with_large_text(
    new_visitor: NewVisitor, language: str, name: str
) -> None:
    visitor = new_visitor(language, width=320, javascript=True, bypass_csp=True)
    with_second(visitor, "fr")
    EVERY_PAGE[name](visitor)
    visitor.page.add_style_tag(content="html { font-size: 200% }")
    nothing(visitor.page.evaluate(TOO_WIDE))


def test_arabic_runs_from_right_to_left_and_french_under_it_from_left_to_right(
    new_visitor: NewVisitor,
) -> None:
    visitor = new_visitor("ar", javascript=True)
    with_second(visitor, "fr")
    page = visitor.page
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.locator("h1 .second").evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_amounts_and_telephone_numbers_read_from_left_to_right_in_arabic(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("ar", javascript=True)
    visitor.go("ceiling/?persons=1&zone=metropole")
    assert visitor.page.evaluate(LEFT_OF, [".amount .fixed", "1", "€"])
    visitor.go("which-office/")
    assert visitor.page.evaluate(LEFT_OF, ["a.fixed", "3", "4"])


def test_the_second_language_keeps_the_answers_and_the_place(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("ar")
    holding(visitor, BIG_FAMILY)
    visitor.go("questions/housing/")
    visitor.page.locator("details.two summary").click()
    visitor.press(visitor.page.locator("details.two button[value=fr]"))
    assert visitor.is_at("questions/housing/")
    expect(visitor.page.locator("input[value=hosted]")).to_be_checked()
