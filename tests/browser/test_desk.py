"""The helper's desk in a real browser: the keyboard, several people, two languages, paper."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from eligibility.answers import unseal
from eligibility.desk import DESK_PAGE
from eligibility.domain.questions import BY_KEY
from tests.browser.test_accessibility import (
    EVERY_PAGE,
    EVERY_RULE,
    TOO_WIDE,
    at_the_desk,
    nothing,
    what_axe_finds,
)
from tests.browser.test_hand_over import opens_on, scan
from tests.browser.test_printed import printed
from tests.browser.visitor import Visitor
from tests.eligibility.test_paper import letters
from tests.personas import adult, children, monthly, unclear, waiting, yearly
from tests.walk import ALONE

pytestmark = pytest.mark.browser

NewVisitor = Callable[..., Visitor]

FAMILY = adult(partner="irregular", **children(2), **monthly(850))
COUPLE = {key: FAMILY[key] for key in BY_KEY if key in FAMILY}  # in the order of the questions
KEYS = "1234567890abcdefghij"
PRINTING_IS_SEEN = "window.print = () => { document.body.dataset.printed = 'yes' }"


class Keyboard:
    """The keys of a keyboard, one press at a time, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def answer(self, answers: dict[str, Any]) -> None:
        """The keys of each answer and Enter, without waiting for the page."""
        for key, answer in answers.items():
            self.press(*keys_of(key, answer), "Enter")


def keys_of(key: str, answer: Any) -> Iterator[str]:
    if isinstance(answer, int):
        yield from str(answer)
        return
    codes = BY_KEY[key].codes
    for code in answer if isinstance(answer, list) else [answer]:
        yield KEYS[codes.index(code)]


def open_desk(visitor: Visitor) -> Keyboard:
    visitor.page.add_init_script(PRINTING_IS_SEEN)
    visitor.go("desk/")
    return Keyboard(visitor.page)


def radio(page: Page, key: str, code: str) -> Locator:
    return page.locator(f"input[name={key}][value={code}]")


def verdict(page: Page, status: str) -> Locator:
    return page.locator(f"#verdict .verdict.{status}")


def kept(page: Page) -> dict[str, Any]:
    return unseal(page.locator("input[name=answers]").input_value(), DESK_PAGE)


# --- The minute at the desk -------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "second"), [("fr", "ar"), ("ar", "fr"), ("fr", "es")])
@pytest.mark.parametrize("answers", [ALONE, COUPLE], ids=["a tenant alone", "a couple with children"])
def test_from_a_blank_page_to_a_printed_bilingual_checklist_in_under_40_key_presses(
    new_visitor: NewVisitor, language: str, second: str, answers: dict[str, Any]
) -> None:
    visitor = new_visitor(language, javascript=True)
    keyboard = open_desk(visitor)
    page = visitor.page
    languages = page.locator("input[name=second]").evaluate_all("all => all.map(each => each.value)")
    keyboard.press(KEYS[languages.index(second)], "Enter")
    keyboard.answer(answers)
    keyboard.press("F8")
    expect(page.locator("body[data-printed]")).to_be_attached(timeout=30_000)
    assert keyboard.presses < 40
    assert kept(page) == answers
    page.emulate_media(media="print")
    for part in ("#verdict .verdict.likely", ".ceiling table", "#papers h2", "#papers .document label"):
        expect(page.locator(part).first).to_be_visible()
        expect(page.locator(f"{part} .second[lang={second}]").first).to_be_visible()
    for part in ("header", "footer", "#intro", "#desk", "#tools", ".reasons"):
        expect(page.locator(part)).to_be_hidden()


def test_the_focus_follows_enter_and_ends_at_the_verdict(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    keyboard = open_desk(visitor)
    page = visitor.page
    expect(page.locator("input[name=second]").first).to_be_focused()
    keyboard.press("Enter")
    expect(radio(page, "territory", "metropole")).to_be_focused()
    keyboard.press("Enter")  # not answered: there is nothing to go on to
    expect(radio(page, "territory", "metropole")).to_be_focused()
    keyboard.press("3")
    expect(verdict(page, "no_ame_territory")).to_be_visible()
    keyboard.press("Shift+Enter")
    expect(page.locator("input[name=second]").first).to_be_focused()
    keyboard.press("Enter", "Enter")
    expect(page.locator("#verdict")).to_be_focused()


def test_native_controls_still_work(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    keyboard = open_desk(visitor)
    page = visitor.page
    keyboard.press("Tab", "Space")
    expect(radio(page, "territory", "metropole")).to_be_checked()
    expect(radio(page, "nationality", "french")).to_be_visible()
    keyboard.press("ArrowDown")
    expect(radio(page, "territory", "overseas")).to_be_checked()
    page.get_by_text("Another country, or no nationality").click()
    page.get_by_text("18 or older").click()
    expect(page.locator("#ask_papers")).to_be_visible()


def test_a_date_is_chosen_in_its_lists_and_enter_goes_on(new_visitor: NewVisitor) -> None:
    # The 5th of last month: a list reads a digit typed twice, of the 11th or the 22nd, as a step further.
    day = (date.today().replace(day=1) - timedelta(days=1)).replace(day=5)
    visitor = new_visitor(javascript=True)
    at_the_desk(waiting("partner", "children", irregular_start="permit_ended"))(visitor)
    page = visitor.page
    page.locator("#irregular_since_day").focus()
    page.keyboard.press("5")
    page.keyboard.press("Tab")
    page.keyboard.type(f"{day:%m}")
    page.keyboard.press("Tab")
    page.keyboard.type(f"{day:%Y}")
    page.keyboard.press("Enter")
    expect(radio(page, "insured_before", "yes")).to_be_focused()
    assert kept(page)["irregular_since"] == day.isoformat()


def test_a_long_list_goes_on_with_0_and_letters(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    keyboard = open_desk(visitor)
    page = visitor.page
    keyboard.press("Enter", "1", "Enter", "3", "Enter", "1", "Enter")
    expect(page.locator("#ask_papers")).to_be_visible()
    keys = page.locator("#ask_papers kbd").all_inner_texts()
    assert keys == list("1234567890abcdef")
    expect(radio(page, "papers", "none")).to_be_focused()
    keyboard.press("0")
    expect(radio(page, "papers", "short_visa")).to_be_checked()
    keyboard.press("d")
    expect(radio(page, "papers", "detained")).to_be_checked()
    expect(verdict(page, "detained")).to_be_visible()


def test_the_row_of_digits_needs_no_shift_on_a_french_keyboard(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr", javascript=True)
    open_desk(visitor)
    first = radio(visitor.page, "territory", "metropole")
    first.focus()
    first.dispatch_event("keydown", {"key": "é", "code": "Digit2", "bubbles": True})
    expect(radio(visitor.page, "territory", "overseas")).to_be_checked()


def test_a_digit_does_nothing_unless_the_focus_is_on_a_choice(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    keyboard = open_desk(visitor)
    page = visitor.page
    for place in ("main", ".beside"):
        page.locator(place).focus()
        keyboard.press("2", "3", "a", "Enter")
    expect(page.locator("#questions input:checked")).to_have_count(1)  # no second language, as at first
    at_the_desk({key: ALONE[key] for key in list(ALONE)[:8]})(visitor)
    field = page.locator("#children")
    field.focus()
    keyboard.press("2")
    expect(field).to_have_value("2")
    expect(radio(page, "partner", "none")).to_be_checked()


# --- Answers that come and go -------------------------------------------------------------------------


def test_a_question_appears_while_another_is_written_in_and_the_caret_stays(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    at_the_desk(adult())(visitor)
    page = visitor.page
    field = page.locator("#children")
    field.fill("1")
    expect(page.locator("#ask_children_16_plus")).to_be_visible()
    field.press("Home")
    page.keyboard.type("1")
    expect(page.locator("#outcome .ceiling")).to_have_count(0)  # how many are 16 or older is not known
    expect(field).to_be_focused()
    expect(field).to_have_value("11")
    assert field.evaluate("e => e.selectionStart") == 1


def test_a_bad_field_has_its_message_beside_it_and_the_focus_stays(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    at_the_desk(adult())(visitor)
    field = visitor.page.locator("#children")
    field.focus()
    visitor.page.keyboard.press("Control+a")
    visitor.page.keyboard.type("two")
    expect(visitor.page.locator("#children_error")).to_contain_text(visitor.words("Write digits only."))
    expect(field).to_be_focused()
    expect(field).to_have_value("two")
    expect(radio(visitor.page, "housing", "tenant")).to_have_count(0)
    field.fill("0")
    expect(verdict(visitor.page, "likely")).to_be_visible()
    expect(radio(visitor.page, "housing", "tenant")).to_be_checked()


def test_the_verdict_is_announced_politely_and_only_when_it_changes(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    at_the_desk(adult())(visitor)
    page = visitor.page
    region = page.locator("main").get_by_role("status")
    expect(region).to_have_text("The person is likely entitled to AME. The health-insurance fund decides.")
    heading = region.locator("h2").element_handle()
    radio(page, "housing", "hotel").check()
    expect(page.locator("#outcome")).to_contain_text("Hotel")
    assert heading.evaluate("node => node.isConnected")


def test_a_network_that_fails_loses_nothing(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    at_the_desk(adult())(visitor)
    page = visitor.page
    page.context.set_offline(True)
    radio(page, "housing", "hotel").check()
    expect(page.locator("#offline")).to_be_visible()
    page.context.set_offline(False)
    visitor.button("Show the verdict").click()
    expect(page.locator("#outcome")).to_contain_text("Hotel")
    expect(page.locator("#offline")).to_be_hidden()
    assert kept(page)["housing"] == "hotel"


# --- One person after the other, and side by side ----------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_two_tabs_do_not_mix(new_visitor: NewVisitor, javascript: bool) -> None:
    visitor = new_visitor("fr", javascript=javascript)
    other = Visitor(visitor.page.context.new_page(), "fr", visitor.site)
    tabs = ((visitor, "metropole", "ar"), (other, "mayotte", "es"))
    for tab, code, second in tabs:
        tab.go("desk/")
        tab.page.locator(f"input[name=second][value={second}]").check()
        radio(tab.page, "territory", code).check()
        if not javascript:
            tab.press(tab.page.locator("#send button:not([lang])"))
    expect(other.page.locator("#verdict .verdict.no_ame_territory .second[lang=es]")).to_be_visible()
    expect(visitor.page.locator("#ask_nationality h3 .second[lang=ar]")).to_be_visible()
    assert kept(visitor.page) == {"territory": "metropole"}
    assert kept(other.page) == {"territory": "mayotte"}
    if javascript:
        radio(visitor.page, "nationality", "french").check()
        expect(verdict(visitor.page, "not_foreign")).to_be_visible()
        assert kept(visitor.page) == {"territory": "metropole", "nationality": "french"}


@pytest.mark.parametrize("by", ["key", "button", "button without script"])
def test_the_next_person_finds_nothing_of_the_one_before(new_visitor: NewVisitor, by: str) -> None:
    visitor = new_visitor("fr", javascript=by != "button without script")
    at_the_desk(COUPLE, second="ar")(visitor)
    page = visitor.page
    expect(page.locator("#verdict .verdict.likely .second[lang=ar]")).to_be_visible()
    if by == "key":
        page.locator("#resources_amount").focus()
        page.keyboard.press("F2")
    else:
        page.locator("#tools button[name=next]").click()
    expect(page.locator("main").get_by_role("status")).to_have_text(
        visitor.words("Everything was wiped. The page is ready for the next person.")
    )
    expect(page.locator("#desk input:checked:not([name=second])")).to_have_count(0)
    expect(page.locator("input[name=second]").first).to_be_checked()
    expect(page.locator(".second")).to_have_count(0)
    expect(page.locator("#papers")).to_have_count(0)
    assert kept(page) == {}
    assert page.locator("#desk input[type=text]").evaluate_all("all => all.every(each => !each.value)")
    if by != "button without script":
        expect(page.locator("input[name=second]").first).to_be_focused()


def test_with_a_script_no_page_of_the_person_before_stays_in_the_history(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    keyboard = open_desk(visitor)
    length = visitor.page.evaluate("history.length")
    keyboard.press("Enter", "3")
    expect(verdict(visitor.page, "no_ame_territory")).to_be_visible()
    keyboard.press("F2")
    expect(visitor.page.locator("#verdict .note")).to_be_visible()
    assert visitor.page.evaluate("history.length") == length


def with_a_verdict_on_a_clock_of_ours(new_visitor: NewVisitor) -> Visitor:
    visitor = new_visitor(javascript=True)
    visitor.page.clock.install()
    keyboard = open_desk(visitor)
    keyboard.press("Enter", "3")
    visitor.page.clock.run_for(1000)
    expect(verdict(visitor.page, "no_ame_territory")).to_be_visible()
    return visitor


def test_a_page_left_for_an_hour_wipes_itself(new_visitor: NewVisitor) -> None:
    visitor = with_a_verdict_on_a_clock_of_ours(new_visitor)
    visitor.page.clock.run_for("59:00")
    expect(verdict(visitor.page, "no_ame_territory")).to_be_visible()
    visitor.page.clock.run_for("02:00")
    expect(visitor.page.locator("main").get_by_role("status")).to_contain_text(
        "the page was not used for an hour"
    )
    expect(radio(visitor.page, "territory", "mayotte")).not_to_be_checked()


def test_a_page_that_wipes_itself_asks_once_and_waits_for_a_slow_answer(new_visitor: NewVisitor) -> None:
    visitor = with_a_verdict_on_a_clock_of_ours(new_visitor)
    slow: list[Route] = []
    visitor.page.route("**/desk/", lambda route: slow.append(route))
    with visitor.page.expect_request("**/desk/"):
        visitor.page.clock.run_for("01:02:00")
    expect(verdict(visitor.page, "no_ame_territory")).to_have_count(0)
    assert len(slow) == 1
    slow[0].continue_()
    expect(visitor.page.locator("#verdict")).to_contain_text("the page was not used for an hour")


# --- On paper, as a PDF, on the person's phone --------------------------------------------------------

CLOSE = adult(
    territory="overseas", partner="irregular", housing="hosted", **yearly(28_500), **children(3, older=1)
)
ADVICE = unclear(papers="unknown")
REFUSED = waiting(irregular_start="asylum_ended", insured_before="yes", housing="no_home", identity_papers=[])
PEOPLE = {
    "close to the ceiling": CLOSE,
    "get advice": ADVICE,
    "refused asylum": REFUSED,
    "likely": ALONE,
}
each_person = pytest.mark.parametrize("answers", PEOPLE.values(), ids=PEOPLE.keys())


@each_person
@pytest.mark.parametrize("second", ["ar", ""])
def test_the_printed_paper_says_what_to_do_now_and_where_care_is_to_be_had(
    new_visitor: NewVisitor, answers: dict[str, Any], second: str
) -> None:
    visitor = new_visitor("fr", javascript=True)
    at_the_desk(answers, second)(visitor)
    page = visitor.page
    page.emulate_media(media="print")
    expected = ["What to do now", "Care in any case"]
    expected += ["What keeps us from telling"] if answers is ADVICE else []
    for text in expected:
        heading = page.locator("#outcome h2").filter(has_text=visitor.words(text))
        expect(heading).to_be_visible()
        expect(heading.locator("..").locator("ul li").first).to_be_visible()
        if second:
            expect(heading.locator(f".second[lang={second}]")).to_have_text(visitor.reads(second).words(text))
    for kept_off in page.locator("#outcome :is(.reasons, details.source, a)").all():
        expect(kept_off).to_be_hidden()


@each_person
@pytest.mark.parametrize("second", ["ar", "es", ""])
def test_verdict_ceiling_and_what_to_do_have_one_side_and_the_papers_begin_another(
    new_visitor: NewVisitor, answers: dict[str, Any], second: str
) -> None:
    visitor = new_visitor("fr", javascript=True)
    at_the_desk(answers, second)(visitor)
    first, *others = printed(visitor)
    order = [visitor.page.locator("#verdict h2").evaluate("heading => heading.firstChild.data")]
    order += ["Que faire maintenant"]
    order += ["Le plafond pour le foyer"] if answers in (CLOSE, ALONE) else []
    order += ["Se faire soigner dans tous les cas", "Il n’engage personne"]
    places = [first.find(letters(text)) for text in order]
    assert -1 not in places
    assert places == sorted(places)
    if answers in (CLOSE, ALONE):
        assert letters("Papiers à apporter") in others[0]
    else:
        assert not others


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_the_pdf_is_downloaded_and_the_page_stays(new_visitor: NewVisitor, javascript: bool) -> None:
    visitor = new_visitor("fr", javascript=javascript)
    at_the_desk(COUPLE, "ar")(visitor)
    page = visitor.page
    radio(page, "housing", "hotel").check()
    with page.expect_download() as download:
        page.locator("#paper").click()
    assert download.value.suggested_filename == "liste.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF")
    expect(radio(page, "housing", "hotel")).to_be_checked()
    expect(verdict(page, "likely")).to_be_visible()
    if javascript:
        expect(page.locator("#outcome")).to_contain_text("hôtel")
    assert visitor.is_at("desk/")


def test_the_next_person_does_not_stop_the_pdf_of_the_one_before(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr", javascript=True)
    at_the_desk(COUPLE)(visitor)
    page = visitor.page
    slow: list[Route] = []
    page.route("**/desk/paper/", lambda route: slow.append(route), times=1)
    page.locator("#paper").click()
    page.keyboard.press("F2")
    expect(page.locator("#verdict .note")).to_be_visible()
    with page.expect_download():
        slow[0].continue_()
    expect(page.locator("#verdict .note")).to_be_visible()


@pytest.mark.parametrize("taken", ["#paper", "[name=phone]"])
def test_a_network_that_fails_when_something_is_taken_along_loses_nothing(
    new_visitor: NewVisitor, taken: str
) -> None:
    visitor = new_visitor("fr", javascript=True)
    at_the_desk(COUPLE)(visitor)
    page = visitor.page
    page.context.set_offline(True)
    page.locator(f"#tools button{taken}").click()
    expect(page.locator("#offline")).to_be_visible()
    assert kept(page) == COUPLE
    page.context.set_offline(False)
    radio(page, "housing", "hotel").check()
    expect(page.locator("#offline")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_the_person_scans_the_code_and_reads_the_result_in_their_language(
    new_visitor: NewVisitor, javascript: bool
) -> None:
    visitor = new_visitor("fr", javascript=javascript)
    at_the_desk(COUPLE, "ar")(visitor)
    visitor.page.locator("#tools button[name=phone]").click()
    expect(visitor.page.locator("#code > *")).to_be_focused()
    expect(visitor.page.locator(".code")).to_be_in_viewport(ratio=1)
    code = scan(visitor.page)
    phone = new_visitor("ar", width=360, javascript=True)
    opens_on(phone, code)
    expect(phone.page.locator("h1.verdict.likely")).to_be_visible()


@pytest.mark.parametrize("by", ["F2", "a change", "an hour"])
def test_the_code_goes_with_the_person_and_with_a_change(new_visitor: NewVisitor, by: str) -> None:
    visitor = new_visitor("fr", javascript=True)
    visitor.page.clock.install()
    at_the_desk(COUPLE, "ar")(visitor)
    page = visitor.page
    page.locator("#tools button[name=phone]").click()
    expect(page.locator(".code")).to_be_visible()
    if by == "F2":
        page.keyboard.press("F2")
    elif by == "a change":
        radio(page, "housing", "hotel").check()
        page.clock.run_for(1000)
    else:
        page.clock.run_for("01:02:00")
    expect(page.locator(".code")).to_have_count(0)
    expect(page.locator("#take button")).to_have_count(2 if by == "a change" else 0)


def test_the_buttons_to_take_it_along_come_and_go_with_the_outcome(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    keyboard = open_desk(visitor)
    buttons = visitor.page.locator("#take button")
    expect(buttons).to_have_count(0)
    keyboard.press("Enter", "3")
    expect(buttons).to_have_text(["PDF", "On the person's phone"])
    keyboard.press("1")
    expect(buttons).to_have_count(0)


# --- Two languages ------------------------------------------------------------------------------------

# How far the start of a second text stands from that of the first, in px, where it fills no line.
DISTANCES = """end => [...document.querySelectorAll('#questions :is(legend, label) .second')].map(second => {
  const words = document.createRange()
  words.selectNode(second.previousSibling)
  const first = words.getBoundingClientRect(), box = second.getBoundingClientRect()
  return Math.abs(first[end] - box[end])
})"""


END_OF_THE_FIRST = """caption => {
  const words = document.createRange()
  words.selectNode(caption.firstChild)
  return words.getBoundingClientRect().right
}"""


@pytest.mark.parametrize(("language", "second", "start"), [("fr", "ar", "left"), ("ar", "fr", "right")])
def test_a_second_text_begins_where_the_first_does(
    new_visitor: NewVisitor, language: str, second: str, start: str
) -> None:
    visitor = new_visitor(language, javascript=True)
    at_the_desk(COUPLE, second)(visitor)
    distances = visitor.page.evaluate(DISTANCES, start)
    assert len(distances) > 50
    assert max(distances) < 2


@pytest.mark.parametrize("second", ["ar", "es"])
def test_the_printed_caption_has_each_language_in_its_half(new_visitor: NewVisitor, second: str) -> None:
    visitor = new_visitor("fr", javascript=True)
    at_the_desk(COUPLE, second)(visitor)
    page = visitor.page
    page.emulate_media(media="print")
    caption = page.locator("#ceiling_caption")
    whole, other = caption.bounding_box(), caption.locator(".second").bounding_box()
    assert other["x"] >= whole["x"] + whole["width"] / 2 - 1
    assert caption.evaluate(END_OF_THE_FIRST) <= other["x"] + 1


def test_the_persons_language_comes_and_goes_without_losing_anything(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr", javascript=True)
    at_the_desk(COUPLE)(visitor)
    page = visitor.page
    page.locator("input[name=second][value=ar]").check()
    for part in ("#ask_territory h3", "#verdict", "#papers h2", "footer"):
        expect(page.locator(f"{part} .second[lang=ar]").first).to_be_visible()
    expect(page.locator("input[name=second][value=ar]")).to_be_focused()
    expect(page.locator("#resources_amount")).to_have_value("850")
    expect(radio(page, "partner", "irregular")).to_be_checked()
    page.locator("input[name=second]").first.check()
    expect(page.locator(".second")).to_have_count(0)
    assert kept(page) == COUPLE


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_the_helper_can_change_the_pages_own_language_too(new_visitor: NewVisitor, javascript: bool) -> None:
    visitor = new_visitor("fr", javascript=javascript)
    at_the_desk(COUPLE)(visitor)
    visitor.press(visitor.page.locator(f"{'.languages a' if javascript else '#send button'}[lang=es]"))
    assert visitor.reads("es").is_at("desk/")
    expect(verdict(visitor.page, "likely")).to_be_visible()
    assert kept(visitor.page) == COUPLE


def test_without_a_script_the_page_is_filled_in_at_once_and_shows_the_verdict(
    new_visitor: NewVisitor,
) -> None:
    visitor = new_visitor("ar")
    visitor.go("desk/")
    page = visitor.page
    expect(page.locator(".only-if h3").first).to_be_visible()
    for hidden in (page.locator(".field kbd").first, page.locator("#print")):
        expect(hidden).to_be_hidden()
    page.locator("input[name=second][value=fr]").check()
    for key, answer in ALONE.items():
        for code in answer if isinstance(answer, list) else [answer]:
            if isinstance(code, int):
                page.locator(f"#{key}").fill(str(code))
            else:
                radio(page, key, code).check()
    page.locator("#children").press("Enter")
    expect(page.locator("#verdict .verdict.likely .second[lang=fr]")).to_be_visible()
    expect(page.locator(".only-if")).to_have_count(0)
    assert kept(page) == ALONE


# --- Accessibility ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_with_a_script(new_visitor: NewVisitor, language: str, width: int) -> None:
    visitor = new_visitor(language, width=width, javascript=True)
    at_the_desk(COUPLE, second="es")(visitor)
    nothing(what_axe_finds(visitor.page, EVERY_RULE))
    visitor.page.keyboard.press("F2")
    expect(visitor.page.locator("#verdict .note")).to_be_visible()
    nothing(what_axe_finds(visitor.page, EVERY_RULE))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_two_languages_fit_a_screen_of_320_pixels(new_visitor: NewVisitor, language: str) -> None:
    visitor = new_visitor(language, width=320, javascript=True, bypass_csp=True)
    at_the_desk(COUPLE, second="es")(visitor)
    nothing(visitor.page.evaluate(TOO_WIDE))
    visitor.page.add_style_tag(content="html { font-size: 200% }")
    nothing(visitor.page.evaluate(TOO_WIDE))


def test_the_keys_are_told_to_assistive_software(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(javascript=True)
    EVERY_PAGE["desk"](visitor)
    expect(radio(visitor.page, "territory", "mayotte")).to_have_attribute("aria-keyshortcuts", "3")
    expect(visitor.page.locator("#tools button[name=next]")).to_have_attribute("aria-keyshortcuts", "F2")
    expect(radio(visitor.page, "territory", "mayotte")).to_have_accessible_name(visitor.words("In Mayotte"))
