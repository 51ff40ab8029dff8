"""The switcher and the state of each translation, on every page."""

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation

from ame_site.languages import SITE_LANGUAGES
from eligibility.answers import seal
from eligibility.views import errors
from eligibility.views.pages import PAGES, STATEMENTS
from tests.test_missing_texts import MarkedText
from tests.walk import ALONE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PATHS = (
    "",
    *(f"{slug}/" for slug in PAGES),
    *(f"statements/{name}/" for name in STATEMENTS),
    "ceiling/",
    "questions/territory/",
    "answers/",
    "result/",
    "erase/",
    "no-such-page/",
)
OTHERS = [language.code for language in SITE_LANGUAGES if language.code != settings.LANGUAGE_CODE]


def says_who_read_it(page: str, language: str, french: str) -> bool:
    with translation.override(language):
        line = translation.gettext("No native speaker has read the texts in this language yet.")
        link = translation.gettext("Read this page in French")
    found = re.search(rf'<a href="{french}" hreflang="fr">(?:<span[^>]*>)?{link}<', page)
    return line in page and found is not None


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_that_no_native_speaker_read_says_so_and_leads_to_the_french_of_itself(
    client: Client, language: str, path: str
) -> None:
    client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(ALONE)
    response = client.get(f"/{language}/{path}")
    assert response.status_code == (404 if "no-such" in path else 200)
    assert says_who_read_it(response.content.decode(), language, f"/fr/{path}")


@pytest.mark.parametrize("language", OTHERS)
def test_so_does_the_page_after_erasing(client: Client, language: str) -> None:
    page = client.get(f"/{language}/erased/").content.decode()
    assert says_who_read_it(page, language, "/fr/erased/")


def failures(request: HttpRequest) -> dict[str, Any]:
    return {
        "400": errors.refused(request, SuspiciousOperation()),
        "403": errors.form_expired(request),
        "500": errors.failed(request),
    }


@pytest.mark.parametrize("language", OTHERS)
def test_so_does_a_page_about_a_failure(rf: RequestFactory, language: str) -> None:
    with translation.override(language):
        for name, response in failures(rf.get(f"/{language}/result/")).items():
            assert says_who_read_it(response.content.decode(), language, "/fr/result/"), name


def test_french_leads_to_no_other_french(client: Client) -> None:
    page = client.get("/fr/rights/").content.decode()
    assert "Lire cette page en français" not in page
    assert "Aucune personne dont c’est la langue maternelle" in page


@pytest.mark.parametrize("language", [language.code for language in SITE_LANGUAGES])
def test_the_languages_come_before_any_other_word_each_in_its_own_script(
    client: Client, language: str
) -> None:
    page = client.get(f"/{language}/").content.decode()
    body = MarkedText(page.split("<header>")[1])
    names = [text for text, _, _ in body.texts][: len(SITE_LANGUAGES)]
    assert names == [each.own_name for each in SITE_LANGUAGES]
    links = re.findall(r'<a href="(/\w+/)" lang="(\w+)" hreflang="(\w+)"', page)
    assert links == [(f"/{each.code}/", each.code, each.code) for each in SITE_LANGUAGES]


@pytest.mark.parametrize("language", [language.code for language in SITE_LANGUAGES])
def test_the_state_of_each_translation_is_shown(client: Client, language: str) -> None:
    page = client.get(f"/{language}/languages/").content.decode()
    rows = page.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    with translation.override(language):
        read = {True: translation.gettext("Yes, read"), False: translation.gettext("No, not yet")}
    for row, each in zip(rows, SITE_LANGUAGES, strict=True):
        assert f'<bdi lang="{each.code}">{each.own_name}</bdi>' in row
        assert read[each.read_by_native] in row


def test_who_reads_none_of_the_languages_by_its_name_sees_what_is_asked_in_each(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "xx"}).content.decode()
    for language in SITE_LANGUAGES:
        with translation.override(language.code):
            question = translation.gettext("Am I entitled to State medical aid (AME)?")
        link = re.search(rf'<a href="/{language.code}/"[^>]*>(.*?)</a>', page)
        assert link
        assert unescape(link[1]) == f'{language.own_name}<span class="second">{question}</span>'
