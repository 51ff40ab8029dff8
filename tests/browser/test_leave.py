"""Leaving in a hurry, from every kind of page, with a finger, with the keyboard, with and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import FIVE_WEEKS_AGO, NewVisitor, holding, press
from tests.browser.visitor import Visitor
from tests.personas import adult, waiting

pytestmark = pytest.mark.browser

PAGES = (
    "questions/housing/",
    "answers/",
    "result/",
    "erase/",
    "hand-over/",
    "dates/",
    "phone/",
    "rights/",
    "",
)
ANSWERS = adult()


def at(visitor: Visitor, path: str) -> Page:
    holding(visitor, ANSWERS)
    visitor.go("care-today/")
    visitor.go(path)
    assert visitor.is_at(path)
    return visitor.page


def has_left(visitor: Visitor) -> None:
    visitor.page.wait_for_url(visitor.address("month/"))
    expect(visitor.page.locator("td[aria-current=date]")).to_be_visible()
    assert "AME" not in visitor.page.content()
    assert visitor.page.context.cookies() == []


def goes_back_to_no_answer(visitor: Visitor) -> None:
    """Step by step through everything that the browser remembers."""
    for _ in range(3):
        visitor.page.go_back()
        assert not visitor.is_at("result/")
        expect(visitor.page.locator("input:checked, .rows, .verdict, section > .code")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("path", PAGES)
def test_one_press_erases_and_leaves(new_visitor: NewVisitor, path: str, javascript: bool) -> None:
    visitor = new_visitor("fr", width=360, javascript=javascript)
    page = at(visitor, path)
    page.locator("html").evaluate("html => html.scrollTo(0, html.scrollHeight)")
    expect(visitor.button("Leave quickly")).to_be_in_viewport()
    visitor.button("Leave quickly").click()
    has_left(visitor)
    goes_back_to_no_answer(visitor)


def test_with_script_the_first_step_back_is_the_calendar_again(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("en", javascript=True)
    at(visitor, "result/")
    visitor.button("Leave quickly").click()
    has_left(visitor)
    visitor.page.go_back()
    expect(visitor.page.locator("td[aria-current=date]")).to_be_visible()
    assert visitor.is_at("month/")


def test_with_script_the_page_is_blank_before_the_server_answers(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("en", javascript=True)
    page = at(visitor, "result/")
    page.evaluate("addEventListener('submit', event => event.preventDefault())")  # as if on a slow network
    visitor.button("Leave quickly").click()
    expect(page.locator("h1")).to_be_hidden()
    assert page.title() == ""
    assert visitor.is_at("month/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_it_is_the_second_stop_of_the_keyboard_and_large_enough(
    new_visitor: NewVisitor, javascript: bool
) -> None:
    visitor = new_visitor("ar", javascript=javascript)
    page = at(visitor, "result/")
    press(page, "Tab", 2)
    button = visitor.button("Leave quickly")
    expect(button).to_be_focused()
    assert button.bounding_box()["height"] >= 44
    assert button.bounding_box()["width"] >= 44
    press(page, "Enter")
    has_left(visitor)


@pytest.mark.parametrize("path", PAGES)
def test_escape_three_times_does_the_same_with_script(new_visitor: NewVisitor, path: str) -> None:
    visitor = new_visitor("es", javascript=True)
    page = at(visitor, path)
    press(page, "Escape", 2)
    expect(page.locator(".quit [role=status]")).to_have_text("2/3")
    assert visitor.is_at(path)
    press(page, "Escape")
    has_left(visitor)
    goes_back_to_no_answer(visitor)


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_the_desk_is_left_with_all_that_was_filled_in(new_visitor: NewVisitor, way: str) -> None:
    visitor = new_visitor("fr", javascript=True)
    visitor.go("care-today/")
    visitor.go("desk/")
    page = visitor.page
    page.locator("input[name=territory][value=mayotte]").check()
    expect(page.locator("h2.verdict.no_ame_territory")).to_be_visible()
    visitor.button("Leave quickly").click() if way == "button" else press(page, "Escape", 3)
    has_left(visitor)
    goes_back_to_no_answer(visitor)


def test_without_script_escape_does_nothing(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("es")
    page = at(visitor, "result/")
    press(page, "Escape", 4)
    expect(page.locator(".verdict")).to_be_visible()


def test_escape_that_closes_lists_now_and_then_does_not_leave(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("en", javascript=True)
    holding(visitor, waiting(irregular_since=FIVE_WEEKS_AGO))
    visitor.go("questions/irregular_since/")
    page = visitor.page
    for part in ("day", "month", "year"):
        page.locator(f"#irregular_since_{part}").focus()
        press(page, "Alt+ArrowDown")
        press(page, "Escape", 2)
    expect(page.locator(".quit [role=status]")).to_have_text(re.compile("^[12]?/?3?$"))
    assert visitor.is_at("questions/irregular_since/")
    page.locator("h1").click()
    expect(page.locator(".quit [role=status]")).to_have_text("")


def test_presses_that_lie_far_apart_do_not_add_up(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("en", javascript=True)
    visitor.page.clock.install()
    page = at(visitor, "result/")
    press(page, "Escape", 2)
    page.clock.fast_forward(5100)
    expect(page.locator(".quit [role=status]")).to_have_text("")
    press(page, "Escape", 2)
    assert visitor.is_at("result/")


def test_a_key_held_down_counts_once(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("en", javascript=True)
    page = at(visitor, "result/")
    for _ in range(5):
        page.keyboard.down("Escape")
    expect(page.locator(".quit [role=status]")).to_have_text("1/3")


def test_what_takes_the_focus_is_not_hidden_under_the_button(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr", width=360, javascript=True, reduced_motion="reduce")
    page = at(visitor, "result/")
    page.locator("footer a").last.focus()
    for _ in range(40):
        press(page, "Shift+Tab")
        hidden = page.evaluate(
            """() => {
              const of = each => each.getBoundingClientRect(), it = document.activeElement
              const focus = of(it), quit = of(document.querySelector(".quit button"))
              return !it.closest(".quit, .skip") && focus.top >= quit.top && focus.bottom <= quit.bottom
                && focus.left >= quit.left && focus.right <= quit.right
            }"""
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML")
