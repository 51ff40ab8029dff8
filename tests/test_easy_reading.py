"""For readers who do not read well: drawings beside words, the French of papers, a recorded voice."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polib
import pytest
from django.conf import settings as site_settings
from django.test import Client

from eligibility.domain.questions import BY_KEY, QUESTIONS
from eligibility.models import Document
from eligibility.presentation import voices
from eligibility.presentation.pictograms import DIRECTED, DONT_KNOW, FOLDER, OF_CHOICES, drawing
from tests.test_missing_texts import MarkedText
from tests.walk import ALONE, address, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

DRAWINGS = sorted(FOLDER.glob("*.svg"))
MOST_CHARACTERS = 400
SIGNS = {"arrow-left", "printer", "volume"}
ON_PAPER = re.compile(r'<span class="on-paper" lang="fr" dir="ltr">([^<]*)</span>')


def page_of(client: Client, key: str, language: str) -> str:
    """The page of a question, for someone who answered the ones before it."""
    walk(client, {each: ALONE[each] for each in list(ALONE)[: list(ALONE).index(key)]}, language)
    return client.get(address(key, language)).content.decode()


# --- Drawings ---------------------------------------------------------------------------------------


def test_every_drawing_belongs_to_a_choice_that_exists() -> None:
    for key, drawings in OF_CHOICES.items():
        assert set(drawings) <= set(BY_KEY[key].codes), key


def test_every_drawing_is_used_small_and_of_known_origin() -> None:
    used = {name for drawings in OF_CHOICES.values() for name in drawings.values()}
    assert {path.stem for path in DRAWINGS} == used | SIGNS | {DONT_KNOW}
    assert used | SIGNS >= DIRECTED
    origins = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in DRAWINGS:
        root = ElementTree.parse(path).getroot()
        assert [child.tag.rpartition("}")[2] for child in root] == ["path"], path.name
        assert len(drawing(path.stem)) <= MOST_CHARACTERS, path.name
        row = next(line for line in origins.splitlines() if line.startswith(f"| `{path.stem}` |"))
        (licence,) = re.findall(r"LICENSE-\w+\.txt", row)
        assert (FOLDER / licence).is_file()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_drawing_is_decoration_beside_the_word(client: Client, language: str) -> None:
    page = page_of(client, "housing", language)
    labels = re.findall(r'<label for="housing_\d">(<svg.*?</svg>)(.*?)</label>', page)
    assert len(labels) == len(BY_KEY["housing"].choices)
    for picture, words in labels:
        assert 'aria-hidden="true"' in picture
        assert words.strip()


def test_a_question_whose_choices_need_no_drawing_has_none(client: Client) -> None:
    page = page_of(client, "nationality", "fr")
    assert "pictured" not in page
    assert 'class="picture' not in page.split("<fieldset")[1]


# --- French words to recognise on a paper --------------------------------------------------------------


def plain(text: str) -> str:
    return text.replace("’", "'").casefold()


def test_the_words_of_a_paper_are_those_of_the_law_or_of_the_french_page() -> None:
    french = polib.pofile(str(site_settings.BASE_DIR / "locale/fr/LC_MESSAGES/django.po"))
    known = plain((site_settings.BASE_DIR / "docs/law.md").read_text(encoding="utf-8"))
    known += plain(" ".join(entry.msgstr for entry in french))
    words = {word for question in QUESTIONS for choice in question.choices for word in choice.on_paper}
    assert len(words) > 10
    assert [word for word in words if plain(word) not in known] == []


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_words_of_a_paper_stand_once_marked_as_french_and_not_in_the_label(
    client: Client, language: str
) -> None:
    page = page_of(client, "papers", language)
    words = [word for choice in BY_KEY["papers"].choices for word in choice.on_paper]
    assert [word.replace("&#x27;", "'") for word in ON_PAPER.findall(page)] == words
    others = plain(" ".join(text for text, code, _ in MarkedText(page).texts if code == language))
    assert [word for word in words if plain(word) in others] == []


@pytest.mark.parametrize(("language", "second"), [("fr", ""), ("fr", "ar"), ("es", "fr")])
def test_a_page_with_french_on_it_does_not_repeat_them(client: Client, language: str, second: str) -> None:
    client.cookies["second"] = second
    assert ON_PAPER.findall(page_of(client, "papers", language)) == []
    walk(client, ALONE, language)
    assert ON_PAPER.findall(client.get(f"/{language}/result/").content.decode()) == []


def test_whoever_listens_to_a_choice_hears_the_words_of_its_paper(client: Client) -> None:
    page = page_of(client, "papers", "es")
    place = list(BY_KEY["papers"].codes).index("receipt")
    assert f'id="papers_{place}" value="receipt" aria-describedby="papers_{place}_hint"' in page
    assert "récépissé" in page.split(f'id="papers_{place}_hint"')[1].split("</p>")[0]


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_paper_to_bring_has_its_french_name_beside_its_translation(client: Client, language: str) -> None:
    walk(client, ALONE, language)
    page = client.get(f"/{language}/result/").content.decode()
    lease = Document.objects.get(key="lease-or-rent-receipt")
    assert getattr(lease, f"name_{language}") in page
    assert lease.name_fr in ON_PAPER.findall(page)
    assert lease.name_fr.casefold() not in getattr(lease, f"name_{language}").casefold()


def test_a_paper_without_a_translation_is_named_once_in_french(client: Client) -> None:
    Document.objects.filter(key="lease-or-rent-receipt").update(name_es="")
    walk(client, ALONE, "es")
    page = client.get("/es/result/").content.decode()
    assert '<span lang="fr" dir="ltr">Bail ou quittance de loyer</span>' in page
    assert "Bail ou quittance de loyer" not in ON_PAPER.findall(page)


# --- A recorded voice -----------------------------------------------------------------------------------


@pytest.fixture
def recorded(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Spanish has a recording of one question."""
    file = tmp_path / "audio/es/territory.mp3"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"a voice")
    settings.STATIC_ROOT = tmp_path
    voices._voice.cache_clear()
    yield
    voices._voice.cache_clear()


@pytest.mark.usefixtures("recorded")
def test_a_recording_is_offered_where_it_exists_and_nowhere_else(client: Client) -> None:
    page = client.get(address("territory", "es")).content.decode()
    assert re.findall("<audio[^>]*>", page) == [
        '<audio controls preload="none" src="/static/audio/es/territory.mp3" aria-labelledby="territory_es">'
    ]
    assert '<span id="territory_es">Escuchar</span>' in page
    for language, key in (("fr", "territory"), ("ar", "territory"), ("es", "nationality")):
        assert "<audio" not in page_of(client, key, language)


@pytest.mark.usefixtures("recorded")
def test_the_voice_of_the_second_language_is_offered_too(client: Client) -> None:
    client.cookies["second"] = "es"
    page = client.get(address("territory", "ar")).content.decode()
    assert '<p class="listen" lang="es" dir="ltr">' in page
    assert ">Escuchar</span>" in page


def test_no_voice_is_shipped_and_a_voice_comes_from_this_site_only(client: Client) -> None:
    assert list((site_settings.BASE_DIR / "static").rglob("*.mp3")) == []
    response = client.get(address("territory", "fr"))
    assert "<audio" not in response.content.decode()
    assert "media-src 'self'" in response["Content-Security-Policy"]
