"""The PDF of the result: complete in each language, tagged, readable by eye, and kept nowhere."""

import builtins
import io
import logging
import re
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from pdfua import Severity, validate
from pypdf import PdfReader

from eligibility.answers import seal
from eligibility.content import DOCUMENTS, reference_on
from eligibility.domain.reference import Reference
from eligibility.domain.verdict import MAY_FILE, Status, assess
from eligibility.presentation.checklist import shown_hints, shown_paper
from eligibility.presentation.paper import result_on_paper
from eligibility.presentation.pdf import as_pdf
from eligibility.presentation.preparation import preparation_sheet
from eligibility.presentation.result import result_page
from tests.personas import (
    FOREIGN_ADULT,
    PERSONAS,
    TODAY,
    Persona,
    adult,
    children,
    family,
    minor,
    unclear,
    waiting,
    yearly,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "reference")]

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
    "unclear": unclear(papers="unknown"),
}
WHILE_CEILINGS_ARE_OVERDUE = date(2027, 4, 2)
WITHOUT_A_CHECKLIST = ("asylum", "unclear")
BESIDE_FRENCH = ["ar", "es"]
LEFT_TO_RIGHT = r"[A-Za-zÀ-ÿ0-9·()]+"  # and brackets, which turn with what they hold
EACH_PDF = [(name, language) for name in PEOPLE for language in BESIDE_FRENCH]
each_pdf = pytest.mark.parametrize(("name", "language"), EACH_PDF)


def ask(
    given: dict[str, Any], language: str, second: str = "", method: str = "post", path: str = "paper"
) -> HttpResponse:
    client = Client()
    client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(given)
    client.cookies[settings.SECOND_LANGUAGE_COOKIE_NAME] = second
    return getattr(client, method)(f"/{language}/{path}/")


@cache
def pdf(name: str, language: str, second: str = "") -> bytes:
    """Each is made once: the answers, the day and the reference are the same in every test."""
    with complaints() as heard:
        content = ask(PEOPLE[name], language, second).content
    assert heard == []
    return content


@contextmanager
def complaints() -> Iterator[list[str]]:
    """What WeasyPrint complains of, a letter that no font has among it."""
    heard: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("weasyprint").addHandler(handler)
    try:
        yield heard
    finally:
        logging.getLogger("weasyprint").removeHandler(handler)


@cache
def read(name: str, language: str, second: str = "") -> PdfReader:
    return PdfReader(io.BytesIO(pdf(name, language, second)))


def letters(text: str) -> str:
    """A text without its spaces and marks: lines break anywhere, and a PDF keeps no difference."""
    return re.sub(r"[\W_]+", "", text)


def arabic(text: str) -> str:
    return re.sub(r"[^\u0621-\u064a]+", "", text)


@cache
def pages_of(name: str, language: str) -> tuple[str, ...]:
    """The text of each page."""
    return tuple(page.extract_text() for page in read(name, language).pages)


def shown(html: Any) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


def words_of_the_checklist(language: str, given: dict[str, Any], reference: Reference) -> list[str]:
    """Each group, person, paper, note and way out, as the web page says it."""
    with translation.override(language):
        groups = result_page(assess(given, reference, DOCUMENTS.current()))["groups"]
        return [shown(words) for group in groups for words in _words_of(group)]


def _words_of(group: dict[str, Any]) -> Iterator[str]:
    yield from (group["title"], group["if_missing"])
    for item in group["items"]:
        yield from (item["title"], item["if_missing"], *item["persons"])
        for part in item["parts"]:
            yield shown_hints(part.shared)["note"]
            for paper in map(shown_paper, part.papers):
                yield from (paper["name"], paper["note"])


def what_the_page_says_after_the_checklist(given: dict[str, Any], language: str) -> list[str]:
    """Where to apply, where to be treated, who sees the data: each text of the web page, links apart."""
    page = ask(given, language, method="get", path="result").content.decode()
    after = (
        page.split('<section id="take"')[1]
        .split("</section>", 1)[1]
        .split('<details class="answers-given"')[0]
    )
    after = re.sub(r'<details.*?</details>|<p class="[^"]*no-print">.*?</p>', "", after, flags=re.DOTALL)
    return [unescape(text) for text in re.split(r"<[^>]+>", after) if text.strip()]


def not_in(text: str, expected: list[str], language: str) -> list[str]:
    """Which of these texts, or of their runs of Arabic, are not there."""
    if language != "ar":
        return [each for each in expected if letters(each) not in letters(text)]
    # Each run of Arabic between others: a reader may put the runs of a line in another order.
    runs = [arabic(run) for each in expected for run in re.split(LEFT_TO_RIGHT, each)]
    turned = "".join("".join(reversed(re.split(LEFT_TO_RIGHT, line))) for line in text.splitlines())
    assert any(runs) == bool(expected)
    both = f"{arabic(text)} {arabic(turned)}"
    # The reader turns a short word before French ones.
    return [run for run in runs if run not in both and not (len(run) > 20 and run[:-3] in both)]


def elements(reader: PdfReader) -> list[Any]:
    """The structure elements of the tags."""
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return [each for each in objects if isinstance(each, dict) and each.get("/Type") == "/StructElem"]


# --- Everything is there, twice --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "language"), [each for each in EACH_PDF if each[0] not in WITHOUT_A_CHECKLIST]
)
def test_every_word_of_the_checklist_stands_in_both_languages(
    name: str, language: str, reference: Reference
) -> None:
    text = "".join(pages_of(name, language))
    for each in ("fr", language):
        words = words_of_the_checklist(each, PEOPLE[name], reference)
        assert words
        assert not_in(text, words, each) == []


@each_pdf
def test_what_the_page_says_after_the_checklist_stands_together_in_both_languages(
    name: str, language: str
) -> None:
    pages = pages_of(name, language)
    expected = {each: what_the_page_says_after_the_checklist(PEOPLE[name], each) for each in ("fr", language)}
    assert len(expected["fr"]) == len(expected[language]) > 4
    where = [
        number
        for number, text in enumerate(pages)
        if not any(not_in(text, expected[each], each) for each in expected)
    ]
    assert len(where) == 1
    if name not in WITHOUT_A_CHECKLIST:
        papers, sheet = (
            max(number for number, text in enumerate(pages) if letters(words) in letters(text))
            for words in ("Si vous ne pouvez pas l’avoir", "Fiche de préparation")
        )
        assert papers <= where[0] < sheet


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.INCOMPLETE])
def test_it_says_where_to_apply_exactly_where_the_page_does(status: Status, reference: Reference) -> None:
    answers = next(each.answers for each in PERSONAS if each.status == status.value and each.on == TODAY)
    given = {"irregular_since": ""} | answers  # a page of its own, where it is asked
    with translation.override("fr"):
        html = result_on_paper(assess(given, reference, DOCUMENTS.current()))
    guidance = html.split('<table class="guidance"')[1].split("</table>")[0]
    shown_there = re.findall(r"<h[23]>(.*?)</h[23]>", guidance)
    page = what_the_page_says_after_the_checklist(given, "fr")
    assert shown_there == [text for text in page if text in shown_there]
    assert ("Où et comment faire la demande" in shown_there) == (status in MAY_FILE)
    assert [text for text in page if letters(text) not in letters(shown(guidance))] == []


@each_pdf
def test_verdict_and_ceiling_take_one_side_and_papers_begin_the_next(name: str, language: str) -> None:
    pages = [letters(page) for page in pages_of(name, language)]
    assert letters("Résultat du 24/11/2026. Il n’engage personne") in pages[0]
    if name in WITHOUT_A_CHECKLIST:
        assert len(pages) == (2 if name == "unclear" else 1)
        return
    begins = [number for number, text in enumerate(pages) if letters("Papiers à apporter") in text]
    sheet = [number for number, text in enumerate(pages) if letters("Fiche de préparation") in text]
    assert begins == [1]
    assert len(sheet) == 1
    assert len(pages) - sheet[0] == (2 if name == "family" else 1)
    assert len(pages) <= 8


def test_arabic_words_with_tanwin_are_read_back_letter_by_letter() -> None:
    """Screen readers and copies read the letters that the PDF names, not their shapes."""
    words = "أولًا أيضًا مثلًا جدًا"
    page = PdfReader(io.BytesIO(as_pdf(f'<html lang="ar" dir="rtl"><title>x</title><p>{words}</p></html>')))
    assert arabic(page.pages[0].extract_text()) == arabic(words)


@each_pdf
def test_no_side_holds_a_few_lines_only(name: str, language: str) -> None:
    lines = [len(re.findall(r"\w.*\n", text)) for text in pages_of(name, language)]
    assert min(lines) > 12


@pytest.mark.parametrize("day", [TODAY, WHILE_CEILINGS_ARE_OVERDUE], ids=str)
@pytest.mark.parametrize("language", BESIDE_FRENCH)
@pytest.mark.parametrize("name", ["still insured, with two children", "regular partner, two children, above"])
def test_the_longest_verdicts_fit_one_side(
    name: str, language: str, day: date, travel: Callable[[date], None]
) -> None:
    travel(day)
    given = next(each.answers for each in PERSONAS if each.name == name)
    content = ask(given, language).content
    pages = [letters(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]
    assert letters("Aucune personne dont c’est la langue maternelle n’a") in pages[0]
    assert letters("Papiers à apporter") in pages[1]


@pytest.mark.parametrize("language", BESIDE_FRENCH)
@pytest.mark.parametrize("size", [1, 2, 3, 4, 10])
def test_the_sheet_breaks_at_most_once_and_keeps_the_facts_together(
    size: int, language: str, reference: Reference
) -> None:
    given = adult(housing="tenant_with_aid", **yearly(9_000), **family(size))
    with translation.override(language):
        html = result_on_paper(assess(given, reference, DOCUMENTS.current()))
    sheet = (
        html.split("<body>")[0] + "<body><p>A side before it</p>" + html[html.index('<table class="pairs"') :]
    )
    _, *pages = [letters(page.extract_text()) for page in PdfReader(io.BytesIO(as_pdf(sheet))).pages]
    fits = size < 4 or (size, language) == (4, "ar")
    assert len(pages) == (1 if fits else 2)
    for text in ("Faits déclarés", "Lieu de vie", "Papiers d’identité – Passeport"):
        assert letters(text) in pages[-1]
    assert letters("Foyer et plafond") in pages[0]


def test_an_amount_and_a_date_run_left_to_right_between_arabic_words() -> None:
    page = read("alone", "ar").pages[0].extract_text(extraction_mode="layout")
    assert re.search(r"10\s421\s€", page)
    assert "01/04/2026" in page


def test_the_sheet_has_the_answers_in_french_and_a_blank_for_each_person(reference: Reference) -> None:
    outcome = assess(PEOPLE["family"], reference, DOCUMENTS.current())
    with translation.override("ar"):
        html = result_on_paper(outcome)
    assert html.count('class="blank"') == 6
    assert html.count('class="blank date"') == 6
    for text in ("Le foyer compte", "Vit chez quelqu’un, gratuitement", "CSS L861-1"):
        assert text in html


def sheet_in(language: str, persona: Persona, beside: str = "") -> str:
    """What the sheet of this person says in a language, nothing where there is no sheet."""
    outcome = assess(persona.answers, reference_on(persona.on), DOCUMENTS.current())
    if not outcome.checklist:
        return ""
    with translation.override(beside or language):
        lines = preparation_sheet(outcome)
    return shown(
        " ".join(cell.html for line in lines for cell in line.cells if cell.column.language == language)
    )


SAID_OF_THE_RESULT = {
    Status.LIKELY: "\u00a0: probable, pas certain. La caisse d’assurance maladie décide.",
    Status.CLOSE_TO_CEILING: "\u00a0: proche du plafond, pas certain. La caisse d’assurance maladie décide.",
}
TO_BE_CHECKED = "\u00a0: à vérifier par la caisse d’assurance maladie, qui décide."


def test_the_sheet_calls_probable_what_is_likely_only() -> None:
    seen = set()
    for persona in PERSONAS:
        if persona.on == TODAY and (sheet := sheet_in("fr", persona)):
            status = Status(persona.status)
            seen.add(status)
            said = SAID_OF_THE_RESULT.get(status, TO_BE_CHECKED)
            assert f"Résultat du 24/11/2026{said}" in sheet, persona.name
            assert ("pas certain" in sheet) == (status in SAID_OF_THE_RESULT)
            assert (
                "Les enfants ont peut-être droit à l’AME dès maintenant." in sheet
            ) == persona.children_entitled
    assert seen == set(MAY_FILE)


def test_the_sheet_speaks_of_the_person_to_staff_and_to_the_person_beside_it() -> None:
    of_you = re.compile(r"(?<!-)\b(?:vous|votre|vos|je|j’\w+|m’\w+|mes|mon|ma|tu|te)\b(?!-)", re.IGNORECASE)
    found = {found for persona in PERSONAS for found in of_you.findall(sheet_in("fr", persona))}
    assert found == set()
    someone = next(persona for persona in PERSONAS if persona.status == "likely")
    assert "La personne – Prénom et nom" in sheet_in("fr", someone, beside="es")
    assert "Usted – Nombre y apellidos" in sheet_in("es", someone)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_paper_has_one_box_for_each_person(language: str, reference: Reference) -> None:
    outcome = assess(PEOPLE["family"], reference, DOCUMENTS.current())
    with translation.override(language):
        html = result_on_paper(outcome)
    boxes = sum(item.count * len(item.documents) for item in outcome.checklist)
    assert html.count('class="tick"') == boxes


# --- Whose language it is in -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "second", "expected"),
    [
        ("fr", "", {"fr"}),
        ("fr", "ar", {"fr", "ar"}),
        ("es", "", {"fr", "es"}),
        ("es", "ar", {"fr", "es"}),
    ],
)
def test_french_stands_beside_the_first_language_that_is_not_french(
    language: str, second: str, expected: set[str]
) -> None:
    reader = read("asylum", language, second)
    assert {each["/Lang"] for each in elements(reader) if "/Lang" in each} == expected


# --- Accessible ---------------------------------------------------------------------------------


@each_pdf
def test_the_checker_finds_no_error_in_the_tags(name: str, language: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf(name, language))
    report = validate(str(file))
    assert [found for found in report.findings if found.severity is Severity.ERROR] == []
    assert [rule.rule_id for rule in report.skipped] == ["UA-14-001"]


@each_pdf
def test_each_cell_says_its_language_and_headers_their_direction(name: str, language: str) -> None:
    reader = read(name, language)
    assert reader.trailer["/Root"]["/Lang"] == language
    tags = elements(reader)
    languages = [each.get("/Lang") for each in tags if each["/S"] == "/TD" and "/Lang" in each]
    assert languages.count("fr") == languages.count(language) > 3
    assert all("/Scope" in each["/A"] for each in tags if each["/S"] == "/TH")
    assert [each["/S"] for each in tags].count("/H1") == 1


@each_pdf
def test_no_heading_is_empty(name: str, language: str) -> None:
    """The checker's own rule for it fails on lists of content, and is skipped."""
    headings = [each for each in elements(read(name, language)) if re.fullmatch("/H[1-6]", each["/S"])]
    assert headings
    assert all(marks_content(each) for each in headings)


def marks_content(node: Any) -> bool:
    if isinstance(node, int):
        return True
    if isinstance(node, list):
        return any(marks_content(each.get_object()) for each in node)
    return isinstance(node, dict) and marks_content(node.get("/K", []).get_object())


@each_pdf
def test_every_font_is_inside(name: str, language: str) -> None:
    for page in read(name, language).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert any(key.startswith("/FontFile") for key in inner)


def test_a_letter_that_no_font_has_would_be_noticed() -> None:
    with complaints() as heard:
        as_pdf('<html lang="fr"><title>x</title><body><p>\U0010fffd</p></body></html>')
    assert ".notdef" in heard[0]


# --- Kept nowhere --------------------------------------------------------------------------------


def test_it_is_a_download_with_a_neutral_name_that_nobody_keeps() -> None:
    response = ask(PEOPLE["asylum"], "en")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="liste.pdf"'
    assert "no-store" in response["Cache-Control"]


def test_it_leads_to_where_the_journey_stands_while_a_question_is_left() -> None:
    for method in ("post", "get"):
        response = ask({"territory": "metropole"}, "en", method=method)
        assert (response.status_code, response["Location"]) == (303, "/en/questions/nationality/")


def test_a_link_leads_to_the_result() -> None:
    response = ask(PEOPLE["alone"], "en", method="get")
    assert (response.status_code, response["Location"]) == (303, "/en/result/")


def test_another_sites_form_cannot_make_one() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(PEOPLE["alone"])
    assert client.post("/en/paper/").status_code == 403


def test_it_says_nothing_of_its_making(reference: Reference) -> None:
    """No path, no host, no time of day: what the file tells is what the page tells."""
    metadata = dict(read("alone", "ar").metadata)
    assert set(metadata) <= {"/Producer", "/Title"}


def bytes_written() -> int:
    """Everything that this process has written since it began, also by libraries in C."""
    return int(re.search(r"wchar: (\d+)", Path("/proc/self/io").read_text())[1])


def test_making_one_asks_no_host_and_writes_not_one_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a connection")

    opened = []
    real_open = builtins.open

    def open_and_tell(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        opened.append((file, mode))
        return real_open(file, mode, *args, **kwargs)

    ask(PEOPLE["asylum"], "ar")  # the program itself and its fonts are read
    before = bytes_written(), set(Path(tempfile.gettempdir()).glob("weasyprint-*"))
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(builtins, "open", open_and_tell)
    monkeypatch.setattr(io, "open", open_and_tell)
    content = ask(PEOPLE["minor"], "ar").content
    monkeypatch.undo()
    after = bytes_written(), set(Path(tempfile.gettempdir()).glob("weasyprint-*"))
    assert content.startswith(b"%PDF")
    assert after == before
    assert [file for file, mode in opened if set(mode) & set("wax+")] == []
