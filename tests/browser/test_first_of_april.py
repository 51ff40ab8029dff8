"""The next 1 April played through by an admin, with the printed table of 2025 as the new one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import new_database, new_site
from tests.browser.test_journeys import reference_rows, table_in_force, today, written_the_french_way
from tests.browser.test_staff import make_administrator, press, sign_in
from tests.browser.visitor import Visitor
from tests.thresholds.tables import CSV, PRINTED
from thresholds.staleness import next_revaluation

pytestmark = pytest.mark.browser
site_database = pytest.fixture(scope="module")(new_database)
site = pytest.fixture(scope="module")(new_site)


@pytest.fixture
def admin(site: str, site_database: str, new_visitor: Callable[..., Visitor]) -> Page:
    """An administrator's page, signed in, without scripts."""
    page = new_visitor("en").page
    sign_in(page, site, "april", make_administrator(site_database, "april"))
    return page


def test_the_printed_table_is_drafted_looked_at_and_published(admin: Page, site: str, tmp_path: Path) -> None:
    newest = max(row["valid_from"] for row in reference_rows("thresholds/reference/ceilings.toml", "ceiling"))
    day = next_revaluation(max(newest, today()))
    press(admin, "Prepare the next period", "link")
    begins = admin.get_by_label("In force from")
    expect(begins).to_have_value(next_revaluation(newest).isoformat())
    begins.fill(day.isoformat())  # another one where the last 1 April has passed without newer ceilings

    table = admin.get_by_role("textbox", name="The printed table")
    table.fill(PRINTED.replace("2 personnes", "personnes"))
    press(admin, "Save")
    expect(admin.get_by_text("Line 4: for how many persons?")).to_be_visible()

    file = tmp_path / "plafonds.csv"
    file.write_text(CSV, encoding="utf-8")
    table.fill("")
    admin.get_by_label("or a CSV file").set_input_files(file)
    press(admin, "Save")
    expect(admin.get_by_role("heading", name="Preview")).to_be_visible()
    expect(admin.get_by_role("row", name="8 38\u202f251\u00a0€")).to_be_visible()
    expect(admin.get_by_role("row", name="Alone, 865 € a month")).to_contain_text("very close to the ceiling")

    press(admin, "See the site as of that day", "link")
    expect(admin.get_by_role("row", name="1 10\u202f339\u00a0€")).to_be_visible()
    admin.goto(f"{site}/en/ceiling/")
    in_force = table_in_force("metropole")["persons_1"]
    expect(admin.get_by_text(written_the_french_way(in_force)).first).to_be_visible()

    admin.goto(f"{site}/admin/")
    with admin.expect_navigation():
        admin.get_by_role("region").get_by_role("link", name=f"Draft from {day:%d/%m/%Y}").click()
    press(admin, "Publish…", "link")
    admin.get_by_label("Metropolitan France").select_option("yes")
    admin.get_by_label("Overseas").select_option("yes")
    admin.get_by_label("Source:", exact=True).fill("service-public.fr, F3079")
    admin.get_by_label("Address of the source").fill(
        "https://www.service-public.fr/particuliers/vosdroits/F3079"
    )
    admin.get_by_label("Read on").fill(today().isoformat())
    press(admin, "Publish")
    expect(admin.get_by_text("Compare the figures, then tick this box.")).to_be_visible()
    admin.get_by_label("I compared these figures with the source named above").check()
    admin.get_by_label("It is right that these amounts stay as they were: housing lump sum").check()
    press(admin, "Publish")
    expect(admin.get_by_text(f"Already published: the ceilings from {day:%d/%m/%Y} on.")).to_be_visible()
