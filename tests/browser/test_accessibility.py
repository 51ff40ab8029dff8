"""What accessibility a program can check: axe, keyboard, large text, narrow screens, targets, print.

What only people can check is said on the site's own accessibility page.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect

from ame_site.languages import SITE_LANGUAGES
from eligibility.answers import seal
from eligibility.desk import DESK_PAGE
from eligibility.domain.pages import PAGE_OF
from eligibility.handover import HAND_OVER
from eligibility.views.pages import PAGES, STATEMENTS
from tests.browser.visitor import Visitor
from tests.personas import FOREIGN_ADULT, adult, children, unclear, waiting, yearly

pytestmark = pytest.mark.browser

NewVisitor = Callable[..., Visitor]
Open = Callable[[Visitor], object]

FIVE_WEEKS_AGO = (date.today() - timedelta(weeks=5)).isoformat()
BIG_FAMILY = adult(
    territory="overseas",
    irregular_start="visa_free_ended",
    partner="irregular",
    other_dependant="yes",
    housing="hosted",
    resources_kind="monthly",
    resources_amount=1500,
    resources_from=["work", "family"],
    request="renewal_ended",
    identity_papers=["passport", "old_permit"],
    **children(3, older=1),
)


# --- Every page, and how to get to it -------------------------------------------------------


def holding(visitor: Visitor, answers: dict[str, Any]) -> None:
    """Give the browser these answers, as if the visitor had gone through the questions."""
    visitor.page.context.add_cookies(
        [{"name": settings.ANSWERS_COOKIE_NAME, "value": seal(answers), "url": visitor.site}]
    )


def reading(path: str) -> Open:
    return lambda visitor: visitor.go(path)


def asked(key: str, before: dict[str, Any]) -> Open:
    """A question, once those before it were answered."""

    def open_question(visitor: Visitor) -> None:
        holding(visitor, before)
        visitor.go(f"questions/{key}/")
        assert visitor.is_at(f"questions/{PAGE_OF[key].first.key}/")

    return open_question


def mistaken(key: str, before: dict[str, Any], written: str = "") -> Open:
    """A question after an answer that cannot be taken."""

    def send_a_mistake(visitor: Visitor) -> None:
        asked(key, before)(visitor)
        if written:
            visitor.fill_in(key, written)
        visitor.go_on()
        expect(visitor.page.get_by_role("alert")).to_be_visible()

    return send_a_mistake


def a_day_that_does_not_exist(visitor: Visitor) -> None:
    asked("irregular_since", waiting("partner", "children"))(visitor)
    visitor.field("Day").select_option("31")
    visitor.field("Month").select_option("2")
    visitor.go_on()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


def told(answers: dict[str, Any], status: str) -> Open:
    """A result, with everything on it that can be opened."""

    def open_result(visitor: Visitor) -> None:
        holding(visitor, answers)
        visitor.go("result/")
        expect(visitor.page.locator(f"h1.verdict.{status}")).to_be_visible()
        visitor.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

    return open_result


def at_the_desk(answers: dict[str, Any], second: str = "") -> Open:
    """The desk with these answers in its hidden field, sent once, as if they had been filled in."""

    def open_desk(visitor: Visitor) -> None:
        visitor.go("desk/")
        with visitor.page.expect_navigation():
            visitor.page.evaluate(
                """([sealed, second]) => {
                  const form = document.getElementById("desk")
                  form.querySelectorAll("[name=shown]").forEach(each => each.remove())
                  form.elements.answers.value = sealed
                  form.querySelector(`[name=second][value="${second}"]`).checked = true
                  form.submit()
                }""",
                [seal(answers, DESK_PAGE), second],
            )

    return open_desk


def a_mistake_at_the_desk(visitor: Visitor) -> None:
    at_the_desk(adult(**children(2)))(visitor)
    visitor.page.locator("#children").fill("deux")
    if visitor.page.locator("html.scripted").count() == 0:
        visitor.press(visitor.page.locator("#send button:not([lang])"))
    expect(visitor.page.locator("#children_error")).to_be_visible()


def checking(answers: dict[str, Any]) -> Open:
    def open_answers(visitor: Visitor) -> None:
        holding(visitor, answers)
        visitor.go("answers/")
        assert visitor.is_at("answers/")

    return open_answers


def handing_over(visitor: Visitor) -> None:
    holding(visitor, BIG_FAMILY)
    visitor.go("hand-over/")
    visitor.page.locator("main summary").click()


def handed(token: str, answers: dict[str, Any] | None = None) -> Open:
    """What the phone shows for a token, sent as its script would."""

    def open_phone(visitor: Visitor) -> None:
        holding(visitor, answers or {})
        visitor.go("phone/")
        visitor.page.locator("#token-form").evaluate("(form, token) => { form.token.value = token }", token)
        with visitor.page.expect_navigation():
            visitor.page.locator("#token-form").evaluate("form => form.submit()")

    return open_phone


def dates(answers: dict[str, Any], *, mistaken: bool = False) -> Open:
    def open_dates(visitor: Visitor) -> None:
        holding(visitor, answers)
        visitor.go("dates/")
        if mistaken:
            visitor.press(visitor.button("Get the file for the calendar"))
            expect(visitor.page.get_by_role("alert")).to_be_visible()

    return open_dates


TO_READ: dict[str, Open] = {
    "start": reading(""),
    **{slug: reading(f"{slug}/") for slug in PAGES},
    **{f"statement {name}": reading(f"statements/{name}/") for name in STATEMENTS},
    "ceiling": reading("ceiling/"),
    "ceiling with an answer": reading("ceiling/?persons=7&zone=overseas"),
    "ceiling with a mistake": reading("ceiling/?persons=99&zone=overseas"),
    "erase": reading("erase/"),
    "erased": reading("erased/"),
    "hand over before the result": reading("hand-over/"),
    "phone": reading("phone/"),
    "phone, code refused": handed("x"),
    "month": reading("month/"),
    "a page that does not exist": reading("no-such-page/"),
}
QUESTIONS: dict[str, Open] = {
    "one of a list": asked("papers", FOREIGN_ADULT),
    "one of a list, mistaken": mistaken("papers", FOREIGN_ADULT),
    "several of a list": asked("identity_papers", adult("identity_papers")),
    "several of a list, mistaken": mistaken("identity_papers", adult("identity_papers")),
    "a number": asked("children", adult()),
    "a number, mistaken": mistaken("children", adult("children"), "deux"),
    "three on one page, mistaken": mistaken("partner", adult("partner", "children", "other_dependant")),
    "an amount": asked("resources_amount", adult(**yearly(9000))),
    "an amount, mistaken": mistaken("resources_amount", adult(**yearly(9000)), "12,50"),
    "a date": asked("irregular_since", waiting()),
    "a date, mistaken": a_day_that_does_not_exist,
    "the first again": asked("territory", adult()),
    "answers": checking(BIG_FAMILY),
    "hand over": handing_over,
    "phone, answers to replace": handed(seal({"territory": "mayotte"}, HAND_OVER), BIG_FAMILY),
    "dates": dates(adult(request="renewal_over_2_months")),
    "dates, mistaken": dates(adult(request="renewal_over_2_months"), mistaken=True),
}


def preparing(visitor: Visitor) -> None:
    holding(visitor, BIG_FAMILY)
    visitor.go("preparation/")
    assert visitor.is_at("preparation/")


RESULTS: dict[str, Open] = {
    "likely": told(BIG_FAMILY, "likely"),
    "not yet, with children": told(
        waiting(
            irregular_start="visa_ended",
            irregular_since=FIVE_WEEKS_AGO,
            housing="shelter",
            identity_papers=[],
            **children(2, older=1),
        ),
        "not_yet",
    ),
    "income too high": told(adult("request", "identity_papers", **yearly(90_000)), "income_too_high"),
    "ask for advice": told(unclear(papers="unknown"), "ask_advice"),
    "partner not known": told(adult(partner="unknown", **yearly(12_000)), "ask_advice"),
    "regular stay": told(FOREIGN_ADULT | {"papers": "permit"}, "regular_stay"),
    "no AME in Mayotte": told({"territory": "mayotte"}, "no_ame_territory"),
    "sheet for the counter": preparing,
}


def handing_over_at_the_desk(visitor: Visitor) -> None:
    at_the_desk(BIG_FAMILY, "ar" if visitor.language != "ar" else "fr")(visitor)
    visitor.page.locator("#take button[name=phone]").click()
    expect(visitor.page.locator(".code")).to_be_visible()


DESK: dict[str, Open] = {
    "desk": reading("desk/"),
    "desk, filled in": at_the_desk(BIG_FAMILY),
    "desk, mistaken": a_mistake_at_the_desk,
    "desk, handing over": handing_over_at_the_desk,
}
ANSWERED = QUESTIONS | RESULTS | DESK
EVERY_PAGE = TO_READ | ANSWERED

on_every_page = pytest.mark.parametrize("opening", EVERY_PAGE.values(), ids=EVERY_PAGE.keys())


# --- axe --------------------------------------------------------------------------------------


def nothing(found: list[str]) -> None:
    """Fail with the first faults in full."""
    assert not found, "\n".join(found[:6])


AXE = Axe()
STILL_THERE = Axe("void 0")  # in a page that it was put into before
# Every rule of axe, its best practices and the size of targets among them.
EVERY_RULE = {"rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": ["color-contrast"]}


def what_axe_finds(page: Page, options: dict[str, Any], axe: Axe = AXE) -> list[str]:
    page.evaluate("scrollTo(0, 0)")  # what scrolls below the quick exit has less room for a moment
    found = axe.run(page, options={"resultTypes": ["violations"]} | options)
    return [
        f"{violation['id']}: {node['html']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


@on_every_page
def test_axe_finds_nothing_in_light_and_dark_colours(new_visitor: NewVisitor, opening: Open) -> None:
    visitor = new_visitor("fr", width=360, javascript=True)
    opening(visitor)
    nothing(what_axe_finds(visitor.page, EVERY_RULE))
    visitor.page.emulate_media(color_scheme="dark")
    nothing(what_axe_finds(visitor.page, COLOURS, STILL_THERE))


@pytest.mark.parametrize("opening", ANSWERED.values(), ids=ANSWERED.keys())
def test_axe_finds_nothing_in_a_second_language(new_visitor: NewVisitor, opening: Open) -> None:
    visitor = new_visitor("en", width=360, javascript=True)
    opening(visitor)
    nothing(what_axe_finds(visitor.page, EVERY_RULE))


def test_axe_would_notice_colours_that_are_hard_to_read(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True, bypass_csp=True, color_scheme="dark")
    visitor.go("rights/")
    visitor.page.add_style_tag(content=":root { --text: #333 }")
    assert what_axe_finds(visitor.page, COLOURS)


def test_the_choice_of_languages_is_clean_for_axe(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("zu", javascript=True)
    visitor.page.goto(visitor.site)
    offered = visitor.page.get_by_role("main").get_by_role("link").all_inner_texts()
    assert [name.splitlines()[0] for name in offered] == [language.own_name for language in SITE_LANGUAGES]
    nothing(what_axe_finds(visitor.page, EVERY_RULE))


def test_dark_colours_are_used_where_the_reader_asks_for_them(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(color_scheme="dark")
    visitor.go("")
    assert visitor.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 23)"


# --- Narrow screens, large text, wide spacing, targets -----------------------------------------

TOO_WIDE = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const out = [...document.body.querySelectorAll("*")].filter(each =>
    each.getBoundingClientRect().right > page.clientWidth + 0.5 && !each.closest(".table-scroll"));
  return [`${page.scrollWidth} px wide`, ...out.map(each => each.outerHTML.slice(0, 120))];
}"""

# Also where no script of the page runs; the style given before ends.
RESTYLE = """style => {
  document.restyled?.remove();
  document.restyled = document.head.appendChild(document.createElement("style"));
  document.restyled.textContent = style;
}"""
LARGE_TEXT = "html { font-size: 200% !important }"
WIDE_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""

# A link in a line of text may be as low as its line (WCAG 2.5.8, inline); a small box inside a
# label, or beside its own label, is as large as both.
SMALL_TARGETS = """() => {
  const inText = link => [...link.parentElement.childNodes].some(
    each => each.nodeType === Node.TEXT_NODE && /[\\p{L}\\p{N}]/u.test(each.textContent));
  const shown = each => each.checkVisibility() && !each.closest(".skip");
  return [...document.querySelectorAll("a[href], button, select, input:not([type=hidden]), summary")]
    .filter(each => shown(each) && !(each.matches("a") && inText(each)))
    .map(each => [each, Math.max(...[each, ...(each.labels || [])].map(part => part.getBoundingClientRect().height))])
    .filter(([each, height]) => height < 24)
    .map(([each, height]) => `${height} px: ${each.outerHTML}`);
}"""  # noqa: E501


@on_every_page
def test_a_screen_of_320_pixels_fits_large_text_wide_spacing_and_targets_of_24_pixels(
    new_visitor: NewVisitor, opening: Open
) -> None:
    visitor = new_visitor("fr", width=320, bypass_csp=True)
    opening(visitor)
    nothing(visitor.page.evaluate(SMALL_TARGETS))
    nothing(visitor.page.evaluate(TOO_WIDE))
    for style in (LARGE_TEXT, WIDE_SPACING):
        visitor.page.evaluate(RESTYLE, style)
        nothing(visitor.page.evaluate(TOO_WIDE))


@pytest.mark.parametrize(
    ("targets", "opening"),
    [
        (".rows .change a", QUESTIONS["answers"]),
        (".errors a", QUESTIONS["one of a list, mistaken"]),
        ("summary", RESULTS["likely"]),
    ],
)
def test_what_changes_an_answer_opens_a_text_or_reaches_a_mistake_is_as_high_as_a_finger(
    new_visitor: NewVisitor, targets: str, opening: Open
) -> None:
    visitor = new_visitor("fr", width=360)
    opening(visitor)
    found = [each.bounding_box() for each in visitor.page.locator(targets).filter(visible=True).all()]
    assert found
    assert min(box["height"] for box in found if box) >= 44


@pytest.mark.parametrize("opening", [DESK["desk, filled in"], DESK["desk, mistaken"], QUESTIONS["a date"]])
def test_it_also_fits_where_scripts_run(new_visitor: NewVisitor, opening: Open) -> None:
    visitor = new_visitor("fr", width=320, javascript=True, bypass_csp=True)
    opening(visitor)
    nothing(visitor.page.evaluate(SMALL_TARGETS))
    visitor.page.evaluate(RESTYLE, LARGE_TEXT)
    nothing(visitor.page.evaluate(TOO_WIDE))


@pytest.mark.parametrize("style", ["main { width: 330px }", "summary { display: block; height: 12px }"])
def test_it_would_be_noticed_if_a_page_did_not_fit(new_visitor: NewVisitor, style: str) -> None:
    visitor = new_visitor("fr", width=320, bypass_csp=True)
    visitor.go("rights/")
    visitor.page.evaluate(RESTYLE, style)
    assert visitor.page.evaluate(TOO_WIDE) + visitor.page.evaluate(SMALL_TARGETS)


# --- The keyboard alone --------------------------------------------------------------------------

FOCUS = """() => {
  const focused = document.activeElement, box = focused.getBoundingClientRect();
  const style = getComputedStyle(focused);
  return {
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inView: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    what: focused.outerHTML.slice(0, 120),
  };
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus; the focus is seen at every stop.

    The visitor has asked for reduced motion, so that the page does not scroll slowly after it.
    """
    for _ in range(80):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["outline"] >= 2, f"No visible focus: {focus}"
        assert focus["inView"], f"The focus is out of sight: {focus}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} cannot be reached with Tab on {page.url}")


def press(page: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def choose_by_arrows(page: Page, place: int) -> None:
    """The radio button in this place; the first is chosen with Space."""
    tab_to(page, "input[type=radio]")
    press(page, "ArrowDown", place) if place else press(page, "Space")


def send_by_keyboard(page: Page) -> None:
    tab_to(page, "main button")
    with page.expect_navigation():
        press(page, "Enter")


def test_the_whole_questionnaire_can_be_filled_in_with_the_keyboard_alone(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr", reduced_motion="reduce")
    page = visitor.page
    visitor.go("")
    tab_to(page, "main a.button")
    with page.expect_navigation():
        press(page, "Enter")
    for key, place in (
        ("territory", 0),
        ("nationality", 2),
        ("age", 0),
        ("papers", 0),
        ("irregular_start", 1),
        ("irregular_duration", 0),
    ):
        assert visitor.is_at(f"questions/{key}/")
        choose_by_arrows(page, place)
        send_by_keyboard(page)
    tab_to(page, "#irregular_since_day")
    press(page, "ArrowDown", 3)
    tab_to(page, "#irregular_since_month")
    press(page, "ArrowDown", date.today().month)
    tab_to(page, "#irregular_since_year")
    press(page, "ArrowDown", 3)  # the year before this one
    send_by_keyboard(page)
    visitor.page.wait_for_url(visitor.address("questions/residence/"))
    choose_by_arrows(page, 0)
    send_by_keyboard(page)
    assert visitor.is_at("questions/partner/")
    choose_by_arrows(page, 0)
    tab_to(page, "#children")
    page.keyboard.type("0")
    choose_by_arrows(page, 1)
    send_by_keyboard(page)
    for place in (3, 0, 0):
        choose_by_arrows(page, place)
        send_by_keyboard(page)
    assert visitor.is_at("questions/identity_papers/")
    tab_to(page, "input[type=checkbox]")
    press(page, "Space")
    send_by_keyboard(page)
    assert visitor.is_at("answers/")
    tab_to(page, "main a.button")
    with page.expect_navigation():
        press(page, "Enter")
    expect(page.locator("h1.verdict.likely")).to_be_visible()
    tab_to(page, "main summary")
    press(page, "Enter")
    expect(page.locator("main details").first).to_have_attribute("open", "")


def test_the_first_stop_of_the_keyboard_leads_past_the_head_of_the_page(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(reduced_motion="reduce")
    visitor.go("rights/")
    tab_to(visitor.page, ".skip")
    expect(visitor.link("Go to the content")).to_be_in_viewport()
    press(visitor.page, "Enter")
    expect(visitor.page.locator("main")).to_be_focused()


def test_a_mistake_can_be_mended_with_the_keyboard_alone(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr", reduced_motion="reduce")
    QUESTIONS["a number, mistaken"](visitor)
    page = visitor.page
    tab_to(page, ".errors a")
    press(page, "Enter")
    expect(page.locator("#children")).to_be_focused()
    press(page, "Control+a")
    page.keyboard.type("2")
    with page.expect_navigation():
        press(page, "Enter")
    assert visitor.is_at("questions/children_16_plus/")


# --- Screen readers: what the markup says ------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_group_of_answers_is_named_by_its_question_and_described_by_its_help(
    new_visitor: NewVisitor, language: str
) -> None:
    visitor = new_visitor(language)
    QUESTIONS["one of a list"](visitor)
    group = visitor.page.get_by_role("main").get_by_role("group")
    expect(group).to_have_accessible_name(visitor.words("Which of these papers do you hold today?"))
    expect(group).to_have_accessible_description(
        visitor.words(
            "Only papers that have not ended count. If you hold several, choose the first that fits."
        )
    )
    on_paper = "" if language == "fr" else " attestation de demande d’asile"
    expect(visitor.field("An asylum application certificate, in date")).to_have_accessible_description(
        visitor.words("Dublin procedure included") + on_paper
    )


def test_every_page_to_read_has_one_heading_and_a_title_of_its_own(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr")
    titles = []
    for path in ("", *(f"{slug}/" for slug in PAGES), *(f"statements/{name}/" for name in STATEMENTS)):
        visitor.go(path)
        expect(visitor.page.locator("h1")).to_have_count(1)
        titles.append(visitor.page.title())
    assert len(set(titles)) == len(titles)


# --- On paper ------------------------------------------------------------------------------------


def test_a_printed_result_has_the_answers_and_not_the_frame_of_the_page(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr")
    holding(visitor, BIG_FAMILY)
    visitor.go("result/")
    page = visitor.page
    page.emulate_media(media="print")
    expect(page.locator("header")).to_be_hidden()
    expect(page.locator("footer")).to_be_hidden()
    for link in page.locator(".no-print").all():
        expect(link).to_be_hidden()
    expect(page.locator(".answers-given .rows dd").first).to_be_visible()
    expect(page.locator("#papers details p").first).to_be_visible()
    expect(page.locator("h1.verdict")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_printed_model_is_the_french_sheet_alone(new_visitor: NewVisitor, name: str) -> None:
    visitor = new_visitor("fr")
    visitor.go(f"statements/{name}/")
    page = visitor.page
    page.emulate_media(media="print")
    expect(page.locator(".sheet")).to_be_visible()
    sheet = page.locator(".sheet").inner_text()
    assert page.locator("main").inner_text().strip() == sheet.strip()
    assert visitor.page.locator(".sheet").get_attribute("lang") == "fr"
