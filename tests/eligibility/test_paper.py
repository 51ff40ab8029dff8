"""The PDF of the result: complete in each language, tagged, readable by eye, and kept nowhere."""

import builtins
import io
import re
import socket
import tempfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation
from pdfua import Severity, validate
from pypdf import PdfReader

from ame_site.languages import SITE_LANGUAGES
from eligibility.answers import seal
from eligibility.content import DOCUMENTS
from eligibility.domain.reference import Reference
from eligibility.domain.verdict import assess
from eligibility.presentation.paper import result_on_paper
from eligibility.presentation.result import result_page
from eligibility.views.paper import paper
from tests.personas import FOREIGN_ADULT, adult, children, minor, waiting, yearly

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "reference")]
LANGUAGES = [language.code for language in SITE_LANGUAGES]

PEOPLE = {
    "alone": adult(**yearly(9_000)),
    "family": adult(
        territory="overseas",
        partner="irregular",
        other_dependant="yes",
        housing="hosted",
        **yearly(18_000, "work", "family"),
        **children(3, older=1),
    ),
    "minor": minor("alone", housing="shelter", request="first", identity_papers=[]),
    "waiting": waiting(irregular_since="", housing="no_home", identity_papers=[], **children(2)),
    "asylum": FOREIGN_ADULT | {"papers": "asylum"},
}


def ask(given: dict[str, Any], language: str = "en", method: str = "post") -> HttpResponse:
    request = getattr(RequestFactory(), method)(f"/{language}/paper/")
    request.COOKIES[settings.ANSWERS_COOKIE_NAME] = seal(given)
    with translation.override(language):
        return paper(request)


def read(given: dict[str, Any], language: str) -> PdfReader:
    return PdfReader(io.BytesIO(ask(given, language).content))


def letters(text: str) -> str:
    """A text without its line breaks and the marks that a PDF does not keep apart."""
    return re.sub(r"[\W_]+", "", text)


def everything(reader: PdfReader) -> str:
    return letters("".join(page.extract_text() for page in reader.pages))


def papers_in(language: str, given: dict[str, Any], reference: Reference) -> list[str]:
    with translation.override(language):
        groups = result_page(assess(given, reference, DOCUMENTS.current()))["groups"]
    items = [item for group in groups for item in group["items"]]
    roles = ("first", "one_of", "also", "helps")
    return [
        unescape(re.sub("<[^>]*>", "", document["name"]))
        for item in items
        for role in roles
        for document in item[role]
    ]


def elements(reader: PdfReader) -> list[Any]:
    """The structure elements of the tags."""
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return [each for each in objects if isinstance(each, dict) and each.get("/Type") == "/StructElem"]


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("name", PEOPLE)
def test_every_paper_stands_in_the_language_and_in_french(
    name: str, language: str, reference: Reference
) -> None:
    text = everything(read(PEOPLE[name], language))
    for each in {language, "fr"}:
        found = papers_in(each, PEOPLE[name], reference)
        assert [title for title in found if letters(title) not in text] == []


def test_every_arabic_paper_is_there(reference: Reference) -> None:
    """Word by word: the lines are broken, and a reader puts mixed directions in its own order."""
    text = everything(read(PEOPLE["alone"], "ar"))
    words = {word for title in papers_in("ar", PEOPLE["alone"], reference) for word in title.split()}
    arabic = {word for word in words if re.fullmatch(r"[\u0621-\u064a]{4,}", word)}
    assert len(arabic) > 10
    assert [word for word in arabic if word not in text and word[::-1] not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PEOPLE)
def test_verdict_and_ceiling_take_one_side_and_papers_begin_the_next(name: str, language: str) -> None:
    reader = read(PEOPLE[name], language)
    assert letters("Papiers à apporter") not in letters(reader.pages[0].extract_text())
    assert (len(reader.pages) > 1) == (name != "asylum")
    if name != "asylum":
        assert letters("Papiers à apporter") in letters(reader.pages[1].extract_text())
    assert len(reader.pages) <= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_and_its_fonts_are_inside(language: str, tmp_path: Path) -> None:
    content = ask(PEOPLE["family"], language).content
    reader = PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/Lang"] == language
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert any(key.startswith("/FontFile") for key in inner.get_object())
    file = tmp_path / "paper.pdf"
    file.write_bytes(content)
    assert [found for found in validate(str(file)).findings if found.severity is Severity.ERROR] == []


def test_an_amount_and_a_date_run_left_to_right_between_arabic_words() -> None:
    page = read(PEOPLE["alone"], "ar").pages[0].extract_text(extraction_mode="layout")
    assert re.search(r"10\s421\s€", page)
    assert len(re.findall("01/04/2026", page)) == 2


def test_french_alone_has_one_column_and_a_second_language_two(reference: Reference) -> None:
    alone, beside = read(PEOPLE["alone"], "fr"), read(PEOPLE["alone"], "en")
    assert len({each["/Lang"] for each in elements(alone) if "/Lang" in each}) == 1
    assert {each["/Lang"] for each in elements(beside) if "/Lang" in each} == {"en", "fr"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_has_one_box_for_each_person(language: str, reference: Reference) -> None:
    outcome = assess(PEOPLE["family"], reference, DOCUMENTS.current())
    with translation.override(language):
        html = result_on_paper(outcome)
    boxes = sum(item.count * len(item.documents) for item in outcome.checklist)
    assert html.count('class="tick"') == boxes


def test_it_is_a_download_with_a_neutral_name_that_nobody_keeps() -> None:
    response = ask(PEOPLE["alone"])
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="ame.pdf"'
    assert "no-store" in response["Cache-Control"]


def test_it_leads_to_where_the_journey_stands_while_a_question_is_left() -> None:
    response = ask({"territory": "metropole"})
    assert (response.status_code, response["Location"]) == (303, "/en/questions/nationality/")


def test_a_link_cannot_make_one() -> None:
    assert ask(PEOPLE["alone"], method="get").status_code == 405


def test_making_one_asks_no_host_and_writes_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a connection")

    real_open = builtins.open

    def open_to_read(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        assert not set(mode) & set("wax+"), file
        return real_open(file, mode, *args, **kwargs)

    before = set(Path(tempfile.gettempdir()).glob("weasyprint-*"))
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(builtins, "open", open_to_read)
    monkeypatch.setattr(io, "open", open_to_read)
    assert ask(PEOPLE["family"], "ar").content.startswith(b"%PDF")
    assert set(Path(tempfile.gettempdir()).glob("weasyprint-*")) <= before
