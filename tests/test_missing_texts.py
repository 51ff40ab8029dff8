"""A text that a language lacks is the French one, marked as French: never English, never a mixed sentence."""

import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.test import Client

from ame_site.languages import SITE_LANGUAGES
from tests.walk import ALONE, address, send_page, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

WITHOUT_END = {"input", "link", "meta", "br", "hr", "img", "source"}
SAME_IN_SPANISH = {"No"}
Cut = Callable[[polib.POEntry], bool]
Partly = Callable[[Cut], None]


class MarkedText(HTMLParser):
    """Each text of a page with the language and the direction that its elements give it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.texts: list[tuple[str, str, str]] = []
        self._open: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in WITHOUT_END:
            return
        given = dict(attributes)
        _, language, way = self._open[-1] if self._open else ("", "", "")
        self._open.append((tag, given.get("lang") or language, given.get("dir") or way))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (text := " ".join(data.split())):
            return
        tag, language, way = self._open[-1]
        if tag == "title":
            self.title = text
        elif tag != "style":
            self.texts.append((text, language, way))

    def in_language(self, code: str) -> set[str]:
        return {text for text, language, _ in self.texts if language == code}


@pytest.fixture
def partly(tmp_path: Path, settings: Any) -> Partly:
    """Serve the catalogues without the entries of Spanish and Arabic that `cut` names."""

    def serve(cut: Cut) -> None:
        shutil.copytree(site_settings.BASE_DIR / "locale", tmp_path / "locale")
        for language in ("es", "ar"):
            file = tmp_path / "locale" / language / "LC_MESSAGES/django.po"
            catalogue = polib.pofile(str(file))
            for entry in catalogue:
                if cut(entry):
                    entry.msgstr = ""
                    entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
            catalogue.save()
        settings.LOCALE_PATHS = [tmp_path / "locale"]
        call_command("compile_catalogues")

    return serve


SOURCE_TEXTS = {
    text
    for entry in polib.pofile(str(site_settings.BASE_DIR / "locale/fr/LC_MESSAGES/django.po"))
    for text in (entry.msgid, entry.msgid_plural)
    if text
}


def everything(entry: polib.POEntry) -> bool:
    return True


def only(*texts: str) -> Cut:
    return lambda entry: entry.msgid in texts


def read(client: Client, path: str) -> MarkedText:
    return MarkedText(client.get(path).content.decode())


PAGES = (
    "",
    "questions/territory/",
    "questions/papers/",
    "answers/",
    "result/",
    "erase/",
    "rights/",
    "nothing/",
)


@pytest.mark.parametrize("language", ["es", "ar"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_an_empty_catalogue_is_the_french_page_marked_as_french(
    client: Client, partly: Partly, language: str, page: str
) -> None:
    partly(everything)
    walk(client, ALONE)
    french = read(client, f"/fr/{page}").in_language("fr")
    shown = read(client, f"/{language}/{page}")
    not_french = {text for text in shown.in_language(language) if any(map(str.isalpha, text))}
    assert len(shown.in_language("fr")) > 20
    names = {each.own_name for each in SITE_LANGUAGES}
    assert {way for text, code, way in shown.texts if code == "fr" and text not in names} == {"ltr"}
    assert not_french & french == set()
    assert not_french & SOURCE_TEXTS == SAME_IN_SPANISH & not_french


@pytest.mark.parametrize("second", ["", "fr"])
def test_one_missing_text_is_marked_and_the_others_stay(client: Client, partly: Partly, second: str) -> None:
    partly(only("Where do you live?"))
    client.cookies["second"] = second
    page = client.get(address("territory", "es")).content.decode()
    assert '<h1><span lang="fr" dir="ltr">Où vivez-vous\u202f?</span></h1>' in page
    assert "En Mayotte" in page
    assert '<span lang="fr" dir="ltr">' not in page.split("</h1>")[1]


def test_the_title_and_the_name_of_a_part_are_plain_french(client: Client, partly: Partly) -> None:
    partly(everything)
    html = client.get(address("territory", "es")).content.decode()
    assert MarkedText(html).title == "Où vivez-vous ? – Questionnaire AME"
    assert 'aria-label="Langues"' in html


def test_the_second_language_is_marked_as_what_it_really_is(client: Client, partly: Partly) -> None:
    partly(only("Where do you live?"))
    client.cookies["second"] = "ar"
    page = client.get(address("territory")).content.decode()
    assert 'Where do you live? <span class="second" lang="fr" dir="ltr">Où vivez-vous' in page
    assert 'In Mayotte <span class="second" lang="ar" dir="rtl">' in page


def test_a_missing_plural_error_and_text_with_values_are_french_too(client: Client, partly: Partly) -> None:
    partly(everything)
    walk(client, {key: ALONE[key] for key in list(ALONE)[:7]}, "es")
    household = ALONE | {"other_dependant": "atlantis"}
    page = MarkedText(send_page(client, "other_dependant", household, "es").content.decode())
    assert "Choisissez une des réponses de la liste." in page.in_language("fr")
    assert any(re.match(r"Encore \d+ pages environ", text) for text in page.in_language("fr"))


def test_what_is_escaped_stays_escaped_and_what_is_marked_up_stays_so(client: Client) -> None:
    """An amount or a date inside a sentence is marked up in both languages."""
    client.cookies["second"] = "fr"
    walk(client, ALONE)
    page = client.get("/en/result/").content.decode()
    assert "&lt;" not in page
    assert page.count('class="fixed">24/11/2026</span>. Il n’engage personne') == 1
