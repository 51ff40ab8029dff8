"""Two languages at once, for a client and a helper who read the same page."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.walk import ALONE, address, send, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def choose(client: Client, second: str, page: str = "/en/") -> Any:
    return client.post("/en/second-language/", {"second": second, "page": page})


def text_of(response: Any) -> str:
    return response.content.decode()


def test_it_is_off_until_it_is_chosen(client: Client) -> None:
    assert 'class="second"' not in text_of(client.get("/en/"))


def test_it_comes_back_to_the_same_page_and_lasts_for_the_visit(client: Client) -> None:
    response = choose(client, "fr", address("territory"))
    assert response["Location"] == address("territory")
    assert client.cookies["second"]["max-age"] == ""
    assert 'class="second" lang="fr" dir="ltr">Où vivez-vous' in text_of(client.get(address("territory")))


def test_it_can_be_switched_off(client: Client) -> None:
    choose(client, "fr")
    choose(client, "")
    assert 'class="second"' not in text_of(client.get("/en/"))


def test_choices_hints_errors_and_help_are_there_twice(client: Client) -> None:
    choose(client, "fr")
    page = text_of(send(client, "territory", "atlantis"))
    for english, french in (
        ("In Mayotte", "À Mayotte"),
        ("Mainland France and Corsica", "Corse"),
        ("AME does not exist everywhere", "L’AME n’existe pas partout"),
        ("Choose one of the answers in the list.", "Choisissez une des réponses"),
        ("Continue", "Continuer"),
    ):
        assert english in page
        assert french in page


def test_verdict_reasons_checklist_and_answers_are_there_twice(client: Client) -> None:
    choose(client, "fr")
    walk(client, ALONE)
    page = text_of(client.get("/en/result/"))
    for french in (
        "Vous avez probablement droit à l’AME",
        "Vous n’avez pas la nationalité française",
        "Bail ou quittance de loyer",
        "Papier de moins de 12",
        "Papiers à apporter",
        "Si vous n’avez pas de réponse pendant 2",
    ):
        assert french in page
        assert (
            'class="second"' in page.split(french)[0][-200:] or "<span lang=" in page.split(french)[0][-200:]
        )


def test_amounts_and_dates_within_a_sentence_keep_their_markup(client: Client) -> None:
    choose(client, "fr")
    page = text_of(client.get("/en/ceiling/?persons=1&zone=metropole"))
    assert 'In force since <span dir="ltr" class="fixed">' in page
    assert 'En vigueur depuis le <span dir="ltr" class="fixed">' in page
    assert "&lt;" not in page


def test_amounts_and_dates_within_a_text_are_no_mark_up_to_read(client: Client) -> None:
    choose(client, "fr")
    walk(client, ALONE)
    page = text_of(client.get("/en/result/"))
    assert 'The last published amount, of <span dir="ltr"' in page
    assert 'Le dernier montant publié, celui du <span dir="ltr"' in page
    assert "&lt;" not in page


@pytest.mark.parametrize(
    ("language", "second", "beside"), [("fr", "", ""), ("fr", "ar", "ar"), ("es", "fr", "es")]
)
def test_a_model_has_the_other_language_beside_the_french_text(
    client: Client, language: str, second: str, beside: str
) -> None:
    client.cookies["second"] = second
    sheet = (
        text_of(client.get(f"/{language}/statements/host/"))
        .split('<section class="sheet"')[1]
        .split("</section>")[0]
    )
    assert "Je soussigné(e), prénom et nom de la personne qui héberge" in sheet
    assert re.findall('class="beside" lang="(..)"', sheet) == [beside] * 9 * bool(beside)
    assert 'class="second"' not in sheet


def test_the_sheet_for_the_counter_is_in_french_with_the_readers_language_beside(client: Client) -> None:
    walk(client, ALONE)
    sheet = text_of(client.get("/es/preparation/")).split('<section class="sheet"')[1]
    for text in ("Fiche de préparation pour le guichet", "Est locataire", "10\u202f421\u00a0€"):
        assert text in sheet
    assert sheet.count('lang="es"') == sheet.count('<td lang="fr"') + 1


def test_the_title_stays_in_one_language(client: Client) -> None:
    choose(client, "fr")
    title = text_of(client.get(address("territory"))).split("<title>")[1].split("</title>")[0]
    assert title == "Where do you live? – AME questionnaire"


def test_a_language_is_not_shown_under_itself(client: Client) -> None:
    choose(client, "fr")
    assert 'class="second"' not in text_of(client.get("/fr/"))


def test_what_is_kept_in_memory_for_one_reader_is_not_shown_to_another(client: Client) -> None:
    choose(client, "fr")
    client.get("/en/rights/")
    assert 'class="second"' not in text_of(Client().get("/en/rights/"))
    assert "Cookie" in Client().get("/en/rights/")["Vary"]


@pytest.mark.parametrize("value", ["xx", "<script>", "fr" * 900])
def test_a_cookie_that_names_no_language_is_ignored(client: Client, value: str) -> None:
    client.cookies["second"] = value
    response = client.get("/en/")
    assert response.status_code == 200
    assert 'class="second"' not in text_of(response)


@pytest.mark.parametrize(
    "page",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "",
        "/en/nothing/",
        "javascript:x",
        "/en/\r\nX: y",
    ],
)
def test_it_leads_to_no_page_but_this_sites(client: Client, page: str) -> None:
    assert choose(client, "fr", page)["Location"] == "/en/"


def test_the_choice_says_nothing_about_the_answers(client: Client) -> None:
    choose(client, "fr")
    assert client.cookies["second"].value == "fr"
    assert client.cookies["second"]["httponly"]
