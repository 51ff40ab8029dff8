"""What a slow network pays for: bytes and requests, which do not depend on the machine as timings do."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Response, expect

from benchmarks.slow_network import ANSWERS, Way
from eligibility.domain.pages import PAGE_OF
from tests.browser.test_accessibility import BIG_FAMILY, holding
from tests.browser.visitor import Visitor
from tests.personas import adult, waiting

pytestmark = pytest.mark.browser

KB = 1024
# The longest way to an outcome without a shared page but one: three months not over, a permit that ended.
TEN_QUESTIONS = waiting(irregular_start="permit_ended", irregular_since="", insured_before="no")
NewVisitor = Callable[..., Visitor]


def counted(visitor: Visitor) -> Way:
    """Everything that the visitor's browser asks for from now on, as its own protocol counts it."""
    protocol = visitor.page.context.new_cdp_session(visitor.page)
    protocol.send("Network.enable")
    way = Way()
    way.listen(protocol)
    return way


def read(visitor: Visitor) -> None:
    """Stay on a page until the browser is idle."""
    visitor.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_first_view_is_shown_from_one_response(new_visitor: NewVisitor, language: str) -> None:
    visitor = new_visitor(language, width=360)
    page = visitor.page
    page.route("**/static/**", lambda route: route.abort())
    visitor.go("")
    button = page.locator("main a.button")
    expect(button).to_have_css("display", "inline-block")
    expect(button).to_have_css("background-color", "rgb(11, 93, 90)")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_after_the_first_view_a_page_of_questions_costs_two_requests_and_nothing_else(
    new_visitor: NewVisitor, language: str
) -> None:
    visitor = new_visitor(language, width=360)
    visitor.go("")
    read(visitor)
    way = counted(visitor)
    visitor.press(visitor.link("Begin"))
    read(visitor)
    assert way.requests == 1, "the stylesheet came while the start page was read"
    visitor.answer_all({"territory": "metropole", "nationality": "other"})
    read(visitor)
    assert way.requests == 1 + 2 * 2


def first_view(visitor: Visitor) -> int:
    """The bytes of the start page, the stylesheet and the icon."""
    way = counted(visitor)
    visitor.go("")
    read(visitor)
    return way.size


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_first_view_costs_less_than_14_kilobytes(new_visitor: NewVisitor, language: str) -> None:
    assert first_view(new_visitor(language, width=360)) < 14 * KB


def weight(answer: Response) -> int:
    """The bytes of one page as it travels, with its headers."""
    sizes = answer.request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(("answers", "most"), [(adult(), 8), (BIG_FAMILY, 10)], ids=["alone", "family"])
def test_a_result_costs_at_most_8_kilobytes_for_somebody_alone_and_10_for_a_family(
    new_visitor: NewVisitor, language: str, answers: dict[str, Any], most: int
) -> None:
    visitor = new_visitor(language, width=360)
    holding(visitor, answers)
    page = visitor.go("result/")
    expect(visitor.page.locator("h1.verdict.likely")).to_be_visible()
    assert page.header_value("content-encoding") == "br"
    assert weight(page) <= most * KB


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_desk_costs_at_most_13_kilobytes_before_it_is_filled_in(
    new_visitor: NewVisitor, language: str
) -> None:
    page = new_visitor(language, width=360).go("desk/")
    assert page.header_value("content-encoding") == "br"
    assert weight(page) <= 13 * KB


def test_ten_questions_with_their_check_and_result_cost_at_most_45_kilobytes(
    new_visitor: NewVisitor,
) -> None:
    visitor = new_visitor("fr", width=360)
    way = counted(visitor)
    visitor.begin(TEN_QUESTIONS)
    visitor.press(visitor.link("See the result"))
    read(visitor)
    assert way.size < 45 * KB


def test_ten_questions_on_six_pages_cost_at_most_30_kilobytes(new_visitor: NewVisitor) -> None:
    """What any journey asks of an adult after the first three months, and the first view."""
    visitor = new_visitor("fr", width=360)
    size = first_view(visitor)
    keys = [key for key in ANSWERS if key != "children_16_plus"]
    alone = {key: ANSWERS[key] for key in keys} | {"children": 0}
    visitor.press(visitor.link("Begin"))
    visitor.answer_all({key: alone[key] for key in keys[:-10]})
    read(visitor)
    way = counted(visitor)
    visitor.answer_all({key: alone[key] for key in keys[-10:]})
    read(visitor)
    assert way.requests == 6 * 2
    assert size + way.size < 30 * KB


def test_no_page_of_questions_costs_more_than_6_kilobytes(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("ar", width=360)
    visitor.begin({})
    read(visitor)
    for page in dict.fromkeys(PAGE_OF[key] for key in ANSWERS):
        way = counted(visitor)
        visitor.answer_all({each.key: ANSWERS[each.key] for each in page.questions})
        read(visitor)
        assert way.size < 6 * KB, page.first.key
