"""The result goes from a helper's screen to the client's phone, with a real code and a real decoder."""

from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from eligibility.answers import seal
from eligibility.handover import HAND_OVER
from tests.browser.recorder import recording
from tests.browser.test_accessibility import NewVisitor, holding
from tests.browser.test_two_languages import with_second
from tests.browser.visitor import Visitor
from tests.personas import adult

pytestmark = pytest.mark.browser


def scan(page: Page, number: int = 0) -> str:
    """What a camera reads in a code on the screen."""
    picture = Image.open(BytesIO(page.locator(".code").nth(number).screenshot()))
    [code] = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return code.text


def steps_of_history(page: Page) -> list[str]:
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    return [entry["url"] for entry in history["entries"]]


def opens_on(phone: Visitor, address: str) -> None:
    phone.page.goto(address)
    phone.page.wait_for_url(phone.address("result/"))


@pytest.fixture
def helper(new_visitor: NewVisitor) -> Visitor:
    """A helper who reads French, without scripts, beside an Arabic-speaking client, at a result."""
    visitor = new_visitor("fr")
    with_second(visitor, "ar")
    holding(visitor, adult())
    visitor.go("result/")
    visitor.page.locator("summary", has_text="téléphone").click()
    return visitor


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_phone_scans_the_code_and_shows_the_result_in_the_clients_language(
    helper: Visitor, new_visitor: NewVisitor, colours: Any
) -> None:
    helper.page.emulate_media(color_scheme=colours)
    code = scan(helper.page)
    assert code.startswith(f"{helper.site}/ar/phone/#")
    phone = new_visitor("ar", width=360, javascript=True)
    opens_on(phone, code)
    expect(phone.page.locator("h1.verdict.likely")).to_be_visible()
    expect(phone.page.locator("html")).to_have_attribute("dir", "rtl")


def test_the_code_fits_a_narrow_screen_and_is_still_read(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("es", width=320)
    holding(visitor, adult())
    visitor.go("hand-over/")
    assert scan(visitor.page).startswith(f"{visitor.site}/es/phone/#")


def test_the_second_code_opens_the_start_page_and_its_address_is_written_too(
    helper: Visitor, new_visitor: NewVisitor
) -> None:
    helper.press(helper.page.locator("main a[href$='/hand-over/']"))
    helper.page.locator("main summary").click()
    assert scan(helper.page, 1) == f"{helper.site}/ar/"
    expect(helper.page.locator("main details a")).to_have_text(f"{helper.site}/ar/")


def test_a_phone_that_opens_no_code_loads_none(new_visitor: NewVisitor) -> None:
    phone = new_visitor("ar", width=360, javascript=True)
    holding(phone, adult())
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    phone.go("result/")
    phone.page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".svg") and "hand-over" in url]
    with phone.page.expect_response(phone.address("hand-over/result.svg")):
        phone.page.locator("summary", has_text="هاتف").click()


def test_the_start_page_leads_to_a_code_too(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("ar")
    visitor.go("")
    visitor.press(visitor.link("Open this site on another phone"))
    assert scan(visitor.page) == f"{visitor.site}/ar/"


def test_the_token_is_in_no_address_that_is_sent_and_in_no_referrer(
    helper: Visitor, browser: Browser, site: str
) -> None:
    code = scan(helper.page)
    token = code.partition("#")[2]
    with recording(site) as recorder, browser.new_context(locale="ar") as context:
        page = context.new_page()
        page.goto(code.replace(site, recorder.address))
        page.wait_for_url("**/result/")
        page.locator("main a").first.click()
        page.wait_for_url("**/answers/")
        requests = recorder.requests
    holding_it = [(head.splitlines()[0], body) for head, body in requests if token[:40] in head + body]
    assert [first for first, _ in holding_it] == ["POST /ar/phone/ HTTP/1.1"]
    assert token.replace("=", "%3D") in holding_it[0][1]
    assert {head.split()[1] for head, _ in requests} >= {"/ar/phone/", "/ar/result/", "/ar/answers/"}
    assert not [head for head, _ in requests if token[:40] in head]


def test_the_fragment_is_gone_from_the_address_and_from_the_steps_back(new_visitor: NewVisitor) -> None:
    phone = new_visitor("ar", javascript=True)
    phone.go("care-today/")
    opens_on(phone, phone.address(f"phone/#{seal(adult(), HAND_OVER)}"))
    steps = steps_of_history(phone.page)
    assert steps[-1] == phone.address("result/")
    assert not [step for step in steps if "#" in step]
    phone.page.go_back()
    assert "#" not in phone.page.evaluate("location.href")


def test_a_code_scanned_again_in_the_same_tab_is_taken_too(new_visitor: NewVisitor) -> None:
    phone = new_visitor("fr", javascript=True)
    phone.go("phone/")
    phone.page.evaluate("token => { location.hash = token }", seal(adult(), HAND_OVER))
    phone.page.wait_for_url(phone.address("result/"))


def test_a_code_that_was_altered_leads_to_a_polite_page(new_visitor: NewVisitor) -> None:
    phone = new_visitor("ar", javascript=True)
    phone.page.goto(phone.address(f"phone/#{seal(adult(), HAND_OVER)[:-6]}AAAAA="))
    expect(phone.page.locator(".note[role=status]")).to_be_visible()
    assert phone.is_at("phone/")
    assert not [cookie for cookie in phone.page.context.cookies() if cookie["name"] == "answers"]


def test_answers_on_the_phone_are_replaced_only_after_a_question(new_visitor: NewVisitor) -> None:
    phone = new_visitor("en", javascript=True)
    holding(phone, {"territory": "mayotte"})
    phone.page.goto(phone.address(f"phone/#{seal(adult(), HAND_OVER)}"))
    expect(phone.page.locator("h1")).to_have_text("Replace the answers on this phone?")
    phone.press(phone.link("Keep them and go back"))
    expect(phone.page.locator("h1.verdict.no_ame_territory")).to_be_visible()
    phone.page.goto(phone.address(f"phone/#{seal(adult(), HAND_OVER)}"))
    phone.press(phone.button("Replace them and see the result"))
    expect(phone.page.locator("h1.verdict.likely")).to_be_visible()


def test_a_phone_without_script_is_told_how_to_keep_the_result(new_visitor: NewVisitor) -> None:
    phone = new_visitor("en")
    phone.page.goto(phone.address(f"phone/#{seal(adult(), HAND_OVER)}"))
    expect(phone.page.locator("noscript .note")).to_contain_text("print it on the other screen")
    assert phone.is_at("phone/")
