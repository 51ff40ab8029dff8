"""Staff at work in a real browser: signing in with a code, the pages about papers, a translator's file."""

import os
import subprocess
import sys
import time
from base64 import b32decode
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django_otp.oath import TOTP
from playwright.sync_api import Page, expect

from tests.browser.conftest import new_database, new_site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
site_database = pytest.fixture(scope="module")(new_database)
site = pytest.fixture(scope="module")(new_site)

PASSWORD = "a long enough password"
PAPERS = "/admin/eligibility/document/"


def make_administrator(database: str, name: str) -> str:
    """Run the command as an operator does; the secret that it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", "create_administrator", name],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database},
        input=f"{PASSWORD}\n",
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()[-1]


def sign_in(page: Page, site: str, name: str, secret: str) -> None:
    """Type the three things, the code as a phone with this secret shows it."""
    totp = TOTP(b32decode(secret))
    totp.time = time.time()
    page.goto(f"{site}/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code shown by your phone").fill(f"{totp.token():06}")
    press(page, "Log in")


def press(page: Page, name: str, role: str = "button") -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).click()


@pytest.fixture
def anna(
    request: pytest.FixtureRequest, site: str, site_database: str, new_visitor: Callable[..., Visitor]
) -> Page:
    """An administrator's page, signed in, with scripts; a new name for each test, for a code serves once."""
    name = f"anna-{request.node.name[:20]}"
    page = new_visitor("en", javascript=True).page
    sign_in(page, site, name, make_administrator(site_database, name))
    expect(page.get_by_role("heading", name="Site administration")).to_be_visible()
    return page


def test_a_paper_is_written_in_arabic_and_looked_at_before_saving(anna: Page, site: str) -> None:
    anna.goto(f"{site}{PAPERS}?q=lease-or-rent-receipt")
    press(anna, "lease-or-rent-receipt", "link")
    anna.get_by_role("tab", name="ar").first.click()
    name = anna.locator("#id_name_ar")
    name.fill("عقد جديد")
    assert name.evaluate("input => getComputedStyle(input).direction") == "rtl"
    anna.get_by_label("Language of the list").select_option("ar")
    press(anna, "Look")
    expect(anna.locator("#look").get_by_text("عقد جديد")).to_be_visible()
    expect(anna.get_by_text("The paper stands 1 time in this list.")).to_be_visible()
    press(anna, "Save")
    expect(anna.locator(".success")).to_contain_text("changed successfully")


def test_a_translators_file_goes_out_and_comes_back(anna: Page, site: str, tmp_path: Path) -> None:
    anna.goto(f"{site}{PAPERS}translations/")
    row = anna.get_by_role("row", name="Español")
    with anna.expect_download() as download:
        row.get_by_role("link", name="Export").click()
    file = tmp_path / "papers.po"
    download.value.save_as(file)
    catalogue = polib.pofile(str(file))
    next(each for each in catalogue if each.msgctxt == "passport.name").msgstr = "Pasaporte entero"
    catalogue.save()
    with anna.expect_navigation():
        row.get_by_role("link", name="Import").click()
    anna.get_by_label("PO file").set_input_files(file)
    press(anna, "Compare")
    expect(anna.get_by_role("row", name="passport.name")).to_contain_text("Pasaporte entero")
    press(anna, "Save these changes")
    expect(anna.get_by_text("1 text was saved.")).to_be_visible()


def test_the_pages_for_staff_are_accessible(anna: Page, site: str) -> None:
    """What this site adds to Django's admin."""
    anna.goto(f"{site}/admin/auth/user/?q=anna")
    with anna.expect_navigation():
        anna.locator("th.field-username a").first.click()
    user = anna.url
    for path in (
        f"{PAPERS}translations/",
        f"{PAPERS}translations/ar/import/",
        "/admin/staff/signin/",
        user.removeprefix(site).replace("/change/", "/second-factor/"),
    ):
        anna.goto(f"{site}{path}")
        found = Axe().run(anna, context="#content")
        assert found.violations_count == 0, found.generate_report()
