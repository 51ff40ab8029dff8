"""Whole journeys in Chromium without scripts: what a visitor clicks, reads and may do wrong."""

import calendar
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from playwright.sync_api import Page, Playwright, expect

from eligibility.domain.pages import PAGE_OF
from tests.browser.conftest import launch
from tests.browser.visitor import Visitor, whole
from tests.personas import FOREIGN_ADULT, adult, waiting

pytestmark = pytest.mark.browser

NewVisitor = Callable[..., Visitor]

LANGUAGES = ("fr", "en")
WIDTHS = (360, 1280)

COUPLE = adult(
    territory="overseas",
    irregular_start="visa_ended",
    partner="irregular",
    children=2,
    children_16_plus=1,
    housing="hosted",
    resources_kind="monthly",
    resources_amount=1500,
    resources_from=["work"],
    identity_papers=["passport", "birth_certificate"],
)
ASYLUM_SEEKER = FOREIGN_ADULT | {"papers": "asylum"}
ALONE = adult()
MARK_OF_A_MISTAKE = {"fr": "Erreur", "en": "Error"}

LIKELY = "You are likely entitled to AME. The health-insurance fund decides."
NOT_YET = "Not yet: AME may open from %(day)s."
OPENS = "AME may open from %(day)s, if your situation is still the same. File your request from that day on."
ORDINARY_INSURANCE = (
    "AME is not for people who ask for asylum. They get ordinary health insurance (PUMa): "
    "an adult, after 3 months."
)


# --- What the pages must show, worked out here from the files and the calendar -----------------


def today() -> date:
    return datetime.now(ZoneInfo("Europe/Paris")).date()


def reference_rows(path: str, table: str) -> list[dict[str, Any]]:
    return tomllib.loads((settings.BASE_DIR / path).read_text(encoding="utf-8"))[table]


def table_in_force(zone: str) -> dict[str, Any]:
    """The last table of ceilings of a zone that has started."""
    rows = reference_rows("thresholds/reference/ceilings.toml", "ceiling")
    return max(
        (row for row in rows if row["zone"] == zone and row["valid_from"] <= today()),
        key=lambda row: row["valid_from"],
    )


def names_of_papers(language: str, *keys: str) -> list[str]:
    rows = {row["key"]: row for row in reference_rows("eligibility/reference/documents.toml", "document")}
    return [rows[key][f"name_{language}"] for key in keys]


def written_the_french_way(amount: int) -> str:
    return f"{amount:,}".replace(",", "\u202f") + "\u00a0€"


def monthly(annual: int) -> int:
    """A twelfth, a half going up."""
    return (annual + 6) // 12


def day_after_three_months(start: date) -> date:
    """The same day three months later, or the last of a month that is shorter; then the next day."""
    year, month = (start.year, start.month + 3) if start.month < 10 else (start.year + 1, start.month - 9)
    day = min(start.day, calendar.monthrange(year, month)[1])
    return date(year, month, day) + timedelta(days=1)


# --- Three people, in two languages, on a telephone and on a computer --------------------------


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def visitor(new_visitor: NewVisitor, language: str, request: pytest.FixtureRequest) -> Visitor:
    return new_visitor(language, width=request.param)


def see_the_result(visitor: Visitor) -> None:
    expect(visitor.page.locator("h1")).to_have_text(visitor.words("Check your answers"))
    visitor.press(visitor.link("See the result"))
    assert visitor.is_at("result/")


def test_a_hosted_couple_overseas_is_likely_entitled_and_sees_its_ceiling_and_papers(
    visitor: Visitor,
) -> None:
    visitor.begin(COUPLE)
    see_the_result(visitor)
    page = visitor.page
    expect(page.locator("h1")).to_have_text(visitor.words(LIKELY))
    annual = table_in_force("overseas")["persons_4"]
    row = page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name=visitor.words("Ceiling"), exact=True)
    )
    assert row.get_by_role("cell").all_inner_texts() == [
        written_the_french_way(annual),
        written_the_french_way(monthly(annual)),
    ]
    resources = page.get_by_role("row").filter(has_text=visitor.words("Your resources"))
    assert resources.get_by_role("cell").all_inner_texts() == [
        written_the_french_way(18_000),
        written_the_french_way(1_500),
    ]
    papers = page.locator("#papers")
    for name in names_of_papers(
        visitor.language, "ame-form", "passport", "birth-certificate", "entry-stamp", "photo"
    ):
        expect(papers.locator("li").filter(has_text=name).first).to_be_visible()
    headings = papers.get_by_role("heading", level=4).all_inner_texts()
    for person in (
        "For you",
        "For your partner",
        "For each child",
        "For each child of 16 or older",
        "From the person who lodges you",
    ):
        assert any(visitor.words(person) in heading for heading in headings), person


def test_a_visa_that_ended_five_weeks_ago_gives_the_day_from_which_ame_may_open(visitor: Visitor) -> None:
    ended = today() - timedelta(weeks=5)
    visitor.begin(waiting(irregular_start="visa_ended", irregular_since=ended.isoformat()))
    see_the_result(visitor)
    opens = f"{day_after_three_months(ended):%d/%m/%Y}"
    expect(visitor.page.locator("h1")).to_have_text(visitor.words(NOT_YET) % {"day": opens})
    expect(visitor.page.get_by_text(visitor.words(OPENS) % {"day": opens}, exact=True)).to_be_visible()
    expect(visitor.page.locator("#papers")).to_have_count(0)


def test_an_asylum_seeker_is_sent_to_ordinary_insurance_after_four_questions(visitor: Visitor) -> None:
    visitor.begin(ASYLUM_SEEKER)
    see_the_result(visitor)
    expect(visitor.page.locator("h1")).to_have_text(visitor.words(ORDINARY_INSURANCE))
    expect(
        visitor.page.get_by_text(
            visitor.words("Minor children who ask for asylum, or whose parents do, get PUMa at once.")
        )
    ).to_be_visible()
    expect(visitor.page.locator("#papers")).to_have_count(0)


def test_the_page_is_in_the_language_of_its_address(new_visitor: NewVisitor, language: str) -> None:
    visitor = new_visitor(language)
    visitor.begin(ASYLUM_SEEKER)
    see_the_result(visitor)
    expect(visitor.page.locator("html")).to_have_attribute("lang", language)
    other = "fr" if language == "en" else "en"
    expect(visitor.page.get_by_text(visitor.reads(other).words(ORDINARY_INSURANCE))).to_have_count(0)


# --- Going back, changing, undoing -------------------------------------------------------------


def test_the_back_link_shows_the_question_before_with_its_answer(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    visitor.begin(FOREIGN_ADULT | {"papers": "none"})
    visitor.press(visitor.link("Back"))
    assert visitor.is_at("questions/papers/")
    expect(visitor.field("No residence paper, or all have ended")).to_be_checked()
    visitor.press(visitor.link("Back"))
    expect(visitor.field("18 or older")).to_be_checked()


def test_a_changed_answer_leads_straight_back_to_check_answers(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr", width=360)
    visitor.begin(ALONE)
    visitor.change("housing")
    visitor.answer("housing", "hotel")
    assert visitor.is_at("answers/")
    assert visitor.row("housing") == visitor.words("In a hotel")


def test_an_answer_that_settles_everything_hides_the_rest_and_undoing_it_brings_the_rest_back(
    new_visitor: NewVisitor,
) -> None:
    visitor = new_visitor()
    visitor.begin(ALONE)
    before = visitor.rows()
    visitor.change("papers")
    visitor.answer("papers", "permit")
    assert visitor.is_at("answers/")
    assert len(visitor.rows()) == 4
    visitor.change("papers")
    visitor.answer("papers", "none")
    assert visitor.is_at("answers/")
    assert visitor.rows() == before


def test_a_question_that_a_change_opens_is_asked_and_nothing_else(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    visitor.begin(ALONE)
    visitor.change("children")
    visitor.answer("children", 3)
    visitor.answer("children_16_plus", 0)
    assert visitor.is_at("answers/")
    assert visitor.row("children") == "3"


# --- The browser's own buttons -----------------------------------------------------------------


def test_back_forward_and_reload_of_the_browser_lose_nothing(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    visitor.begin(FOREIGN_ADULT | {"papers": "none", "irregular_start": "visa_ended"})
    page = visitor.page
    for _ in range(3):
        page.go_back()
    assert visitor.is_at("questions/age/")
    expect(visitor.field("18 or older")).to_be_checked()
    page.reload()
    expect(visitor.field("18 or older")).to_be_checked()
    for _ in range(3):
        page.go_forward()
    assert visitor.is_at("questions/irregular_duration/")
    page.reload()
    assert visitor.is_at("questions/irregular_duration/")
    visitor.answer("irregular_duration", "over_6_months")
    assert visitor.is_at("questions/residence/")


def test_an_old_page_sent_again_continues_where_the_journey_stands(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    visitor.begin(FOREIGN_ADULT | {"papers": "none", "irregular_start": "visa_ended"})
    for key in ("irregular_start", "papers", "age", "nationality"):
        visitor.page.go_back()
        expect(visitor.page).to_have_url(visitor.address(f"questions/{key}/"))
        expect(visitor.button("Continue")).to_be_visible()
    visitor.answer("nationality", "other")
    assert visitor.is_at("questions/irregular_duration/")


def test_a_double_click_on_continue_skips_no_question(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    visitor.begin({"territory": "metropole"})
    visitor.fill_in("nationality", "other")
    visitor.button("Continue").dblclick()
    visitor.page.wait_for_url(visitor.address("questions/age/"))
    visitor.page.reload()
    assert visitor.is_at("questions/age/")


def test_two_tabs_of_one_browser_share_the_answers_and_lose_none(new_visitor: NewVisitor) -> None:
    first = new_visitor()
    first.begin(FOREIGN_ADULT)
    second = Visitor(first.page.context.new_page(), first.language, first.site)
    second.go("questions/papers/")
    second.answer_all({"papers": "none", "irregular_start": "entered_without_visa"})
    first.answer("papers", "none")
    assert first.is_at("questions/irregular_duration/")
    first.answer("irregular_duration", "over_6_months")
    second.page.reload()
    second.go("questions/irregular_start/")
    expect(second.field("I entered France without a visa although I needed one")).to_be_checked()
    second.go_on()
    assert second.is_at("questions/residence/")


@pytest.mark.parametrize("path", ["questions/request/", "answers/", "result/"])
def test_an_address_that_is_not_reached_yet_leads_to_the_first_open_question(
    new_visitor: NewVisitor, path: str
) -> None:
    visitor = new_visitor()
    visitor.go(path)
    assert visitor.is_at("questions/territory/")
    visitor.answer("territory", "metropole")
    visitor.go(path)
    assert visitor.is_at("questions/nationality/")


def test_someone_who_comes_back_to_the_start_may_go_on_where_they_stopped(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr")
    visitor.begin(FOREIGN_ADULT)
    visitor.go("")
    visitor.press(visitor.link("Begin"))
    visitor.press(visitor.link("Go on where they stop"))
    assert visitor.is_at("questions/papers/")


# --- Erasing -----------------------------------------------------------------------------------


def erase(visitor: Visitor) -> None:
    visitor.press(visitor.link("Erase my answers"))
    visitor.press(visitor.button("Erase my answers"))
    expect(visitor.page.locator("h1")).to_have_text(visitor.words("Your answers are erased"))


def pages_before(page: Page, steps: int) -> list[str]:
    """What the browser's Back button brings to light, one page after another."""
    shown = []
    for _ in range(steps):
        page.go_back()
        shown.append(page.locator("main").inner_text())
    return shown


def test_after_erasing_the_browsers_back_button_shows_no_answer(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr")
    visitor.begin(ALONE)
    see_the_result(visitor)
    erase(visitor)
    assert [cookie["name"] for cookie in visitor.page.context.cookies()] == ["csrf"]
    for shown in pages_before(visitor.page, 4):
        assert visitor.words(LIKELY) not in shown
        assert visitor.words("I rent, without housing benefit") not in shown
    expect(visitor.page.locator("input:checked")).to_have_count(0)


def test_a_page_that_the_browser_kept_in_memory_is_dropped_by_erasing(
    playwright: Playwright, site: str
) -> None:
    """Playwright switches the memory of whole pages off; people's browsers have it."""
    browser = launch(playwright, ignore_default_args=["--disable-back-forward-cache"])
    visitor = Visitor(browser.new_context(java_script_enabled=False).new_page(), "en", site)
    visitor.begin(ASYLUM_SEEKER)
    see_the_result(visitor)
    erase(visitor)
    for shown in pages_before(visitor.page, 4):
        assert visitor.words(ORDINARY_INSURANCE) not in shown
        assert visitor.words("An attestation de demande d'asile, in date") not in shown
    browser.close()


# --- Mistakes ----------------------------------------------------------------------------------


def test_a_missing_answer_is_said_first_in_the_title_in_a_summary_and_beside_the_field(
    new_visitor: NewVisitor, language: str
) -> None:
    visitor = new_visitor(language, width=360)
    visitor.begin({"territory": "metropole", "nationality": "other"})
    with visitor.page.expect_response(visitor.address("questions/age/")) as answered:
        visitor.go_on()
    assert answered.value.status == 422
    page = visitor.page
    assert page.title().startswith(MARK_OF_A_MISTAKE[language])
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    message = visitor.words("Choose an answer.")
    beside = page.locator("#age_error")
    expect(beside).to_contain_text(message)
    expect(page.get_by_role("main").get_by_role("group")).to_have_accessible_description(
        f"{visitor.words('If you fill this in for someone else, answer for that person.')}"
        f" {visitor.words('Error:')} {message}"
    )
    summary.get_by_role("link", name=message).click()
    expect(visitor.field("18 or older")).to_be_focused()
    visitor.label("18 or older").click()
    visitor.go_on()
    assert visitor.is_at("questions/papers/")


def test_a_mistake_keeps_what_was_written_and_every_earlier_answer(
    new_visitor: NewVisitor, language: str
) -> None:
    visitor = new_visitor(language)
    visitor.begin(waiting("partner", "children", irregular_since=""))
    visitor.fill_in("partner", "none")
    visitor.answer("children", "deux")
    page = visitor.page
    expect(page.locator("#children")).to_have_value("deux")
    expect(page.locator("#children")).to_have_attribute("aria-invalid", "true")
    message = visitor.words("Write digits only. For example: 850")
    page.get_by_role("alert").get_by_role("link", name=message).click()
    expect(page.locator("#children")).to_be_focused()
    visitor.answer("children", 0)
    assert visitor.row("irregular_duration") == visitor.words("3 months or less")


def test_a_day_that_does_not_exist_is_kept_and_explained(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr")
    visitor.begin(waiting("children", "partner", irregular_start="visa_ended"))
    page = visitor.page
    visitor.field("Day").select_option("31")
    visitor.field("Month").select_option("2")
    visitor.field("Year").select_option(str(today().year))
    visitor.go_on()
    message = visitor.words("This date does not exist. Check the day, the month and the year.")
    expect(page.get_by_role("alert")).to_contain_text(message)
    expect(visitor.field("Day")).to_have_value("31")
    page.get_by_role("alert").get_by_role("link").click()
    expect(visitor.field("Day")).to_be_focused()


def test_none_of_these_beside_a_paper_is_refused_and_both_stay_ticked(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    visitor.begin(adult("identity_papers"))
    visitor.label("Passport").click()
    visitor.label("None of these").click()
    visitor.go_on()
    expect(visitor.page.get_by_role("alert")).to_contain_text(
        "Choose either “None of these” or the papers that you have."
    )
    expect(visitor.field("Passport")).to_be_checked()
    expect(visitor.field("None of these")).to_be_checked()


def test_a_form_without_its_token_is_refused_with_a_page_that_helps(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr")
    visitor.go("questions/territory/")
    visitor.page.context.clear_cookies()
    visitor.fill_in("territory", "metropole")
    with visitor.page.expect_response(visitor.address("questions/territory/")) as answered:
        visitor.go_on()
    assert answered.value.status == 403
    expect(visitor.page.locator("html")).to_have_attribute("lang", "fr")
    expect(visitor.page.locator("main").get_by_role("link").first).to_be_visible()


# --- Languages and privacy ---------------------------------------------------------------------


def test_the_language_switch_on_a_question_keeps_the_place_and_the_answers(new_visitor: NewVisitor) -> None:
    french = new_visitor("fr")
    french.begin(FOREIGN_ADULT | {"papers": "none"})
    french.press(french.page.get_by_role("link", name="English", exact=True))
    english = french.reads("en")
    assert english.is_at("questions/irregular_start/")
    english.press(english.link("Back"))
    expect(english.field("No residence paper, or all have ended")).to_be_checked()
    english.press(english.page.get_by_role("link", name="Français", exact=True))
    assert french.is_at("questions/papers/")
    expect(french.field("No residence paper, or all have ended")).to_be_checked()


def test_the_language_switch_on_the_result_shows_the_same_result(new_visitor: NewVisitor) -> None:
    french = new_visitor("fr")
    french.begin(ASYLUM_SEEKER)
    see_the_result(french)
    french.press(french.page.get_by_role("link", name="English", exact=True))
    expect(french.page.locator("h1")).to_have_text(ORDINARY_INSURANCE)


def test_only_two_cookies_are_set_and_no_script_can_read_them(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    visitor.begin(COUPLE)
    see_the_result(visitor)
    cookies = {cookie["name"]: cookie for cookie in visitor.page.context.cookies()}
    assert set(cookies) == {"answers", "csrf"}
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Lax" for cookie in cookies.values())
    seconds_left = cookies["answers"]["expires"] - datetime.now().timestamp()
    assert 3000 < seconds_left <= 3600
    assert cookies["csrf"]["expires"] == -1, "the form's token ends with the browser"


def test_reading_pages_sets_no_cookie(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr")
    for path in ("", "rights/", "ceiling/", "statements/host/", "privacy/"):
        visitor.go(path)
    assert visitor.page.context.cookies() == []


def test_no_answer_stands_in_an_address_or_a_title(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    seen = []
    visitor.page.on("framenavigated", lambda frame: seen.append(frame.url))
    visitor.begin(COUPLE)
    see_the_result(visitor)
    assert len(seen) > len({PAGE_OF[key] for key in COUPLE})
    assert all("?" not in url and "overseas" not in url and "1500" not in url for url in seen)
    assert visitor.page.title().startswith("Your result")


def test_the_calculator_shows_a_ceiling_without_the_questionnaire(
    new_visitor: NewVisitor, language: str
) -> None:
    visitor = new_visitor(language, width=360)
    visitor.go("ceiling/")
    visitor.field("How many persons are in the household?").select_option("6")
    visitor.label("Overseas").click()
    visitor.press(visitor.button("Show the ceiling"))
    table = table_in_force("overseas")
    annual = table["persons_4"] + 2 * table["each_extra_person"]
    expect(visitor.page.locator("#answer .amount")).to_contain_text(written_the_french_way(annual))
    expect(visitor.page.locator("#answer")).to_contain_text(written_the_french_way(monthly(annual)))
    assert visitor.page.context.cookies() == []


def test_the_list_of_papers_can_be_ticked_without_scripts(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("en", width=360)
    visitor.begin(ALONE)
    see_the_result(visitor)
    (name,) = names_of_papers("en", "passport")
    box = visitor.page.locator("#papers").get_by_role("checkbox", name=name)
    visitor.page.locator("#papers label").filter(has_text=whole(name)).click()
    expect(box).to_be_checked()
