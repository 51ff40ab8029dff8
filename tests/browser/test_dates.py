"""The dates of a result as a file, from the page to the calendar, without script."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.test_accessibility import NewVisitor, holding
from tests.browser.test_journeys import today
from tests.personas import adult

pytestmark = pytest.mark.browser


def test_a_client_takes_the_end_of_the_two_months_home(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("ar", width=360, accept_downloads=True)
    holding(visitor, adult())
    visitor.go("result/")
    page = visitor.page
    page.locator("main summary").filter(has_text=visitor.words("Put the dates into a calendar")).click()
    filed = today() - timedelta(days=3)
    page.locator("#filed_day").select_option(str(filed.day))
    page.locator("#filed_month").select_option(str(filed.month))
    page.locator("#filed_year").select_option(str(filed.year))
    with page.expect_download() as downloading:
        visitor.button("Get the file for the calendar").click()
    download = downloading.value
    assert download.suggested_filename == "dates.ics"
    [event] = Calendar.from_ical(Path(download.path()).read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == visitor.words("Date to remember")
    due = event.decoded("dtstart")
    assert timedelta(days=58) <= due - filed <= timedelta(days=62)
    assert isinstance(due, date)
    assert visitor.is_at("result/")


def test_a_mistake_is_named_and_mended_on_the_page_of_the_form_alone(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("fr", accept_downloads=True)
    holding(visitor, adult(request="renewal_over_2_months"))
    visitor.go("result/")
    page = visitor.page
    page.locator("main summary").filter(has_text=visitor.words("Put the dates into a calendar")).click()
    page.locator("#card_ends_day").select_option("31")
    page.locator("#card_ends_month").select_option("2")
    visitor.press(visitor.button("Get the file for the calendar"))
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#card_ends_day")).to_be_focused()
    expect(page.locator("#card_ends_day")).to_have_value("31")
    page.locator("#card_ends_month").select_option("3")
    page.locator("#card_ends_year").select_option(str(today().year + 1))
    with page.expect_download():
        visitor.button("Get the file for the calendar").click()
