"""The helper's desk over HTTP, as a browser without scripts sends it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from eligibility.answers import seal, unseal
from eligibility.desk import DESK_PAGE
from eligibility.domain.advice.alternatives import ALTERNATIVES, OPENS
from eligibility.domain.advice.care import CARE
from eligibility.domain.advice.sentences import MISSING, SENTENCES
from eligibility.domain.advice.steps import STEPS
from eligibility.domain.checklist import HOST_MISSING, IF_MISSING, PERSON_LABELS, PERSON_TITLES, PROOF_TITLES
from eligibility.domain.conditions import CONDITIONS
from eligibility.domain.questions import QUESTIONS
from eligibility.handover import HAND_OVER
from eligibility.sealing import LONGEST_TOKEN, InvalidToken
from tests.eligibility.test_hand_over import decoded, hand
from tests.personas import PERSONAS, TODAY, Persona, adult, children, minor, unclear, waiting, yearly
from tests.walk import ALONE, form_data

pytestmark = pytest.mark.django_db

FIRST, *AFTER = (question.key for question in QUESTIONS)


class FormReader(HTMLParser):
    """The fields of the desk's form as the page holds them, and the text of its first language."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.texts: list[str] = []
        self._in_form = False
        self._select = ""
        self._skipped = 0
        self._in_main = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._in_main = self._in_main or tag == "main"
        if tag == "form":
            self._in_form = given.get("id") == "desk"
        if tag == "select":
            self._select = given["name"]
            self.fields.setdefault(self._select, [""])
        if tag == "option" and "selected" in given:
            self.fields[self._select] = [given["value"]]
        if tag == "span" and (self._skipped or given.get("class") == "second"):
            self._skipped += 1
        if tag == "input" and self._in_form and "name" in given:
            ticks = given["type"] in ("radio", "checkbox")
            if not ticks or "checked" in given:
                self.fields.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._in_main = False
        if tag == "form":
            self._in_form = False
        if tag == "span" and self._skipped:
            self._skipped -= 1

    def handle_data(self, data: str) -> None:
        if self._in_main and not self._skipped:
            self.texts.append(data)


def read(response: HttpResponse) -> FormReader:
    reader = FormReader()
    reader.feed(response.content.decode())
    return reader


def pressed(button: str, address: str, data: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Where a button of the desk sends the form, and with what."""
    if button == "paper":
        return f"{address}paper/", {**data}
    return address, {**data, **({button: "yes"} if button else {})}


class Desk:
    """One tab with the desk open: it sends back what the page holds, and what is changed in it."""

    def __init__(self, client: Client, language: str = "en") -> None:
        self.client = client
        self.address = f"/{language}/desk/"
        self.page = client.get(self.address)

    @property
    def fields(self) -> dict[str, list[str]]:
        return read(self.page).fields

    @property
    def text(self) -> str:
        return self.page.content.decode()

    @property
    def sealed(self) -> dict[str, Any]:
        return unseal(self.fields["answers"][0], DESK_PAGE)

    def send(
        self, answers: Mapping[str, Any] | None = None, /, button: str = "", **others: Any
    ) -> HttpResponse:
        """Fill in these answers, leave the rest as it is, and send the page by a button."""
        filled = {key: form_data(key, answer)[key] for key, answer in (answers or {}).items()}
        sent = pressed(button, self.address, self.fields | filled | others)
        self.page = self.client.post(*sent, follow=True)
        return self.page

    @property
    def status(self) -> str | None:
        return self.page.context.get("status")

    @property
    def asked(self) -> list[str]:
        return [page["question"].key for page in self.page.context["asked"]]


# --- Filling in ---------------------------------------------------------------------------------


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_every_persona_filled_in_at_once_has_the_outcome_of_the_core(
    persona: Persona, client: Client, travel: Callable[[date], None]
) -> None:
    travel(persona.on)
    desk = Desk(client)
    assert desk.send(persona.answers).status_code == 200
    if persona.next:
        assert not desk.page.context["is_complete"]
        assert desk.asked[-1] == persona.next
    else:
        assert desk.status == persona.status


def test_a_blank_page_asks_the_first_question_and_says_whom_each_other_one_is_for(client: Client) -> None:
    desk = Desk(client)
    assert desk.asked == [FIRST]
    groups = desk.page.context["may_follow"]
    assert [page["question"].key for group in groups for page in group["questions"]] == AFTER
    assert all(group["only_if"] for group in groups)
    assert desk.fields["shown"] == [FIRST, *AFTER]
    assert "More answers are needed." in desk.text


def test_questions_appear_as_they_apply_and_the_others_are_gone_once_it_is_settled(client: Client) -> None:
    desk = Desk(client)
    desk.send({"territory": "metropole"})
    assert desk.asked == ["territory", "nationality"]
    desk.send({"territory": "mayotte"})
    assert (desk.asked, desk.page.context["may_follow"]) == (["territory"], [])
    assert desk.status == "no_ame_territory"


def test_an_answer_that_a_change_hides_comes_back_with_the_change_undone(client: Client) -> None:
    desk = Desk(client)
    desk.send(adult(**yearly(9000)))
    assert desk.status == "likely"
    desk.send({"resources_kind": "none"})
    assert "resources_amount" not in desk.asked
    assert "resources_amount" not in desk.fields
    desk.send({"resources_kind": "yearly"})
    assert desk.fields["resources_amount"] == ["9000"]
    assert desk.status == "likely"


def test_a_field_left_blank_takes_its_answer_back(client: Client) -> None:
    desk = Desk(client)
    desk.send(adult(**children(2, older=1)))
    assert desk.status == "likely"
    desk.send({"children": ""})
    assert not desk.page.context["is_complete"]
    assert desk.asked[-1] == "children"
    assert "children" not in desk.sealed


def test_the_verdict_the_ceiling_the_steps_and_the_papers_stand_beside_the_questions(client: Client) -> None:
    desk = Desk(client)
    desk.send(ALONE)
    for text in (
        "The person is likely entitled to AME.",
        "The ceiling for the household",
        "A first request is filed in person",
        "Papers to bring",
        "For the person",
        "The conditions, one by one",
    ):
        assert text in desk.text


def test_a_link_leads_over_the_questions_to_the_outcome_once_there_is_one_to_speak_of(client: Client) -> None:
    link = '<p class="unscripted"><a href="#verdict">The outcome</a></p>'
    desk = Desk(client)
    assert link not in desk.text
    desk.send({"territory": "metropole"})
    before, _, after = desk.text.partition(link)
    assert '<form class="no-print" id="desk"' not in before
    assert after.count('id="verdict"') == 1


def test_what_is_known_so_far_is_shown_before_the_end(client: Client) -> None:
    desk = Desk(client)
    desk.send({key: ALONE[key] for key in list(ALONE)[:10]})
    assert not desk.page.context["is_complete"]
    assert "The ceiling for the household" in desk.text
    assert "The person is not French" in desk.text


# --- Bad input ------------------------------------------------------------------------------------


def test_a_bad_field_has_its_message_beside_it_and_keeps_the_rest(client: Client) -> None:
    desk = Desk(client)
    response = desk.send(adult(children="two"))
    assert response.status_code == 422
    assert 'id="children_error"' in desk.text
    assert 'href="#children"' in desk.text
    assert "<title>Error:" in desk.text
    assert desk.fields["children"] == ["two"]
    assert desk.fields["housing"] == ["tenant"]
    assert desk.send({"children": 2}).status_code == 200


def test_an_answer_that_another_excludes_is_refused_beside_it(client: Client) -> None:
    desk = Desk(client)
    assert desk.send(adult(**children(1, older=2))).status_code == 422
    assert [page["question"].key for page in desk.page.context["mistakes"]] == ["children_16_plus"]


def test_an_excluded_answer_that_comes_back_is_asked_again(client: Client) -> None:
    desk = Desk(client)
    desk.send(adult(**children(3, older=2)))
    desk.send({"children": 0})
    desk.send({"children": 1})
    assert desk.page.status_code == 200
    assert desk.fields["children_16_plus"] == [""]
    assert desk.asked[-1] == "children_16_plus"


def test_what_is_written_in_a_question_that_does_not_apply_is_no_mistake(client: Client) -> None:
    desk = Desk(client)
    assert desk.send({"territory": "mayotte", "children": "two"}).status_code == 200


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "x",
        "é",
        "0" * (LONGEST_TOKEN + 1),
        "gAAAAA" + "A" * 100,
        seal({}, DESK_PAGE)[:-2] + "AA",
        seal({}),
    ],
    ids=["nothing", "a letter", "no ASCII", "too long", "no token", "altered", "a cookie"],
)
def test_junk_in_the_hidden_field_starts_blank_and_says_so(client: Client, junk: str) -> None:
    desk = Desk(client)
    response = desk.send(ALONE, answers=junk)
    assert response.status_code == 200
    assert "Everything was wiped: the page was not used for an hour" in desk.text
    assert desk.asked == [FIRST]


@pytest.mark.parametrize(
    "fields", [{}, {"shown": "nothing"}, {"shown": ["territory"] * 200}, {"second": "xx"}]
)
def test_whatever_fields_are_sent_the_page_is_shown(client: Client, fields: dict[str, Any]) -> None:
    response = client.post("/en/desk/", {"answers": seal({}, DESK_PAGE), **fields})
    assert response.status_code == 200


def test_a_page_that_another_site_sends_is_not_read(client: Client) -> None:
    sent = {"answers": seal({}, DESK_PAGE), "shown": "territory", "territory": "mayotte"}
    response = client.post("/en/desk/", sent, headers={"origin": "https://example.org"})
    assert response.context["asked"][0]["field"]["options"][2]["checked"] is False


def test_a_larger_body_than_any_form_is_refused(client: Client) -> None:
    assert client.post("/en/desk/", {"answers": "x" * 70_000}).status_code == 413


# --- One person after the other, and side by side --------------------------------------------------


def test_two_tabs_of_one_browser_do_not_mix(client: Client) -> None:
    one, other = Desk(client), Desk(client)
    one.send(ALONE, second="ar")
    other.send({"territory": "mayotte"}, second="es")
    one.send({"housing": "hotel"})
    other.send()
    assert (one.status, other.status) == ("likely", "no_ame_territory")
    assert one.fields["second"] == ["ar"]
    assert other.fields["second"] == ["es"]
    assert 'class="second" lang="ar"' in one.text
    assert 'class="second" lang="ar"' not in other.text


def test_nothing_stands_in_a_cookie_but_the_language(client: Client) -> None:
    desk = Desk(client)
    desk.send(ALONE, second="ar")
    assert set(client.cookies) == {settings.SECOND_LANGUAGE_COOKIE_NAME}
    assert "no-store" in desk.page["Cache-Control"]


def test_the_next_person_finds_a_blank_page(client: Client) -> None:
    desk = Desk(client)
    desk.send(ALONE, second="ar")
    desk.send(next="yes")
    assert desk.asked == [FIRST]
    assert desk.sealed == {}
    assert {key for key, values in desk.fields.items() if any(values)} == {"answers", "shown"}
    assert "Everything was wiped. The page is ready for the next person." in desk.text
    assert 'class="second"' not in desk.text
    assert client.cookies[settings.SECOND_LANGUAGE_COOKIE_NAME].value == ""


def test_a_page_left_for_an_hour_is_wiped_and_says_so(client: Client) -> None:
    with time_machine.travel(f"{TODAY} 09:00", tick=False) as now:
        desk = Desk(client)
        desk.send(ALONE)
        now.shift(timedelta(minutes=59))
        desk.send()
        assert desk.status == "likely"
        now.shift(timedelta(minutes=61))
        desk.send()
        assert desk.asked == [FIRST]
        assert "the page was not used for an hour" in desk.text


# --- Taken along: the PDF, and the code for the person's phone ---------------------------------------

BUTTONS = {"paper": 'id="paper"', "phone": 'name="phone"'}
TAKEN = tuple(BUTTONS)
each_language_of_the_person = pytest.mark.parametrize(
    ("language", "second", "persons"),
    [("fr", "ar", "ar"), ("ar", "fr", "ar"), ("fr", "", "fr"), ("en", "es", "es")],
)


def pages_of(pdf: HttpResponse) -> list[str]:
    assert pdf["Content-Type"] == "application/pdf"
    return [page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages]


def code_on(page: HttpResponse) -> str:
    """What a scanner reads in the one code of the page."""
    [drawing] = re.findall(r'<div class="code"[^>]*>(<svg.*?</svg>)', page.content.decode())
    return decoded(drawing)


@each_language_of_the_person
def test_the_pdf_is_that_of_the_result_in_french_and_the_persons_language(
    client: Client, language: str, second: str, persons: str
) -> None:
    desk = Desk(client, language)
    desk.send(ALONE, second=second)
    pdf = desk.send(button="paper")
    visitor = Client()
    visitor.cookies[settings.ANSWERS_COOKIE_NAME] = seal(ALONE)
    assert pages_of(pdf) == pages_of(visitor.post(f"/{persons}/paper/"))
    assert pdf["Content-Disposition"] == 'attachment; filename="liste.pdf"'
    assert "no-store" in pdf["Cache-Control"]
    assert "Vous avez probablement droit" in " ".join("".join(pages_of(pdf)).split())


def test_the_pdf_and_the_code_hold_what_was_filled_in_since_the_page_was_sent(client: Client) -> None:
    desk = Desk(client)
    desk.send(ALONE)
    code = code_on(desk.send({"housing": "hotel"}, button="phone"))
    assert unseal(code.partition("#")[2], HAND_OVER)["housing"] == "hotel"
    assert "Hotel" in "".join(pages_of(desk.send({"housing": "hotel"}, button="paper")))


@each_language_of_the_person
def test_the_code_opens_the_result_on_the_persons_phone_in_their_language(
    client: Client, language: str, second: str, persons: str
) -> None:
    desk = Desk(client, language)
    desk.send(ALONE, second=second)
    page = desk.send(button="phone")
    address, _, token = code_on(page).partition("#")
    assert address == f"http://testserver/{persons}/phone/"
    phone = Client()
    assert hand(token, phone, persons)["Location"] == f"/{persons}/result/"
    assert unseal(phone.cookies["answers"].value) == ALONE
    assert "no-store" in page["Cache-Control"]
    assert desk.status == "likely"


def test_the_phone_asks_nothing_that_the_desk_left_blank(client: Client) -> None:
    """A date that need not be given is asked of a visitor, once."""
    desk = Desk(client)
    desk.send(waiting(irregular_start="permit_ended", insured_before="no"))
    assert "irregular_since" in desk.asked
    phone = Client()
    hand(code_on(desk.send(button="phone")).partition("#")[2], phone, "en")
    assert phone.get("/en/result/").context["status"] == desk.status


def test_the_code_stands_on_the_desk_until_something_else_is_sent(client: Client) -> None:
    desk = Desk(client)
    desk.send(ALONE)
    assert 'class="code"' not in desk.text
    desk.send(button="phone")
    assert desk.fields["housing"] == ["tenant"]
    desk.send()
    assert 'class="code"' not in desk.text


def test_a_code_of_the_desk_works_for_thirty_minutes(client: Client) -> None:
    with time_machine.travel(f"{TODAY} 09:00", tick=False) as now:
        desk = Desk(client)
        token = code_on(desk.send(ALONE, button="phone")).partition("#")[2]
        now.shift(timedelta(minutes=31))
        assert hand(token).status_code == 422


def test_neither_the_hidden_field_nor_the_code_opens_what_the_other_does(client: Client) -> None:
    desk = Desk(client)
    token = code_on(desk.send(ALONE, button="phone")).partition("#")[2]
    assert hand(desk.fields["answers"][0]).status_code == 422
    with pytest.raises(InvalidToken):
        unseal(token, DESK_PAGE)
    with pytest.raises(InvalidToken):
        unseal(token)


@pytest.mark.parametrize("taken", TAKEN)
def test_before_the_end_there_is_nothing_to_take_along(client: Client, taken: str) -> None:
    desk = Desk(client)
    assert BUTTONS[taken] not in desk.text
    desk.send({"territory": "metropole"}, button=taken)
    assert (desk.page.status_code, desk.asked) == (200, ["territory", "nationality"])
    assert desk.send({"nationality": "xx"}, button=taken).status_code == 422
    assert 'class="code"' not in desk.text
    assert desk.page.wsgi_request.path == "/en/desk/"
    desk.send(ALONE)
    assert BUTTONS[taken] in desk.text


@pytest.mark.parametrize("taken", TAKEN)
@pytest.mark.parametrize(
    "junk", ["x", seal(ALONE), seal(ALONE, HAND_OVER)], ids=["junk", "a cookie", "a code"]
)
def test_what_the_desk_did_not_seal_is_not_taken_along(client: Client, taken: str, junk: str) -> None:
    desk = Desk(client)
    desk.send(ALONE)
    desk.send(answers=junk, button=taken)
    assert "Everything was wiped: the page was not used for an hour" in desk.text
    assert desk.sealed == {}
    assert 'class="code"' not in desk.text


@pytest.mark.parametrize("taken", TAKEN)
def test_nothing_is_taken_along_from_a_page_of_another_site(client: Client, taken: str) -> None:
    sent = pressed(taken, "/en/desk/", {"answers": seal(ALONE, DESK_PAGE)})
    response = client.post(*sent, headers={"origin": "https://example.org"}, follow=True)
    assert response.context["asked"][0]["question"].key == FIRST
    assert 'class="code"' not in response.content.decode()


@pytest.mark.parametrize("taken", TAKEN)
def test_what_is_taken_along_leaves_no_answer_in_a_cookie(client: Client, taken: str) -> None:
    Desk(client).send(ALONE, button=taken)
    assert set(client.cookies) <= {settings.SECOND_LANGUAGE_COOKIE_NAME}


# --- Two languages, and whom the page speaks of ----------------------------------------------------


def test_the_switch_of_every_page_holds_at_the_desk(client: Client) -> None:
    client.post("/en/second-language/", {"second": "fr", "page": "/en/desk/"})
    desk = Desk(client)
    assert desk.fields["second"] == ["fr"]
    assert "Où vivez-vous" in desk.text


def test_a_second_language_keeps_what_was_filled_in_and_can_be_taken_away(client: Client) -> None:
    desk = Desk(client, "fr")
    desk.send(ALONE)
    assert 'class="second"' not in desk.text
    desk.send(second="ar")
    assert desk.status == "likely"
    assert desk.fields["housing"] == ["tenant"]
    assert 'class="second" lang="ar" dir="rtl">أين تعيشون' in desk.text
    desk.send(second="")
    assert 'class="second"' not in desk.text
    assert desk.status == "likely"


def test_the_helper_reads_of_the_person_and_the_person_is_spoken_to(client: Client) -> None:
    desk = Desk(client, "fr")
    desk.send(ALONE, second="en")
    for of_them, to_you in (
        ("Où vit la personne", "Where do you live?"),
        ("Est locataire, sans aide au logement", "I rent, without housing benefit"),
        ("La personne a probablement droit", "You are likely entitled to AME."),
        ("La personne n’a pas la nationalité française", "You are not French"),
        ("Le plafond pour le foyer", "The ceiling for your household"),
        ("Le foyer compte 1", "Your household counts as 1 person:"),
        ("Pour la personne", "For you"),
    ):
        assert re.search(
            f'{of_them}.{{0,60}} <span class="second" lang="en" dir="ltr">{re.escape(to_you)}', desk.text
        )


def test_the_journey_still_speaks_to_the_person(client: Client) -> None:
    Desk(client).send(ALONE)
    assert "Where do you live?" in client.get("/en/questions/territory/").content.decode()


SPEAKS_TO_YOU = {
    "en": re.compile(r"\b(you|your|yours|yourself|I|me|my|mine)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?<!rendez-)(vous|votre|vos|vôtres?|je|j|mon|ma|mes|moi)\b", re.IGNORECASE),
    "es": re.compile(r"\b(usted|ustedes|yo|mi|mis|me|tengo|estoy|soy)\b", re.IGNORECASE),
}


def texts_that_the_desk_shows() -> Iterator[str]:
    for question in QUESTIONS:
        yield from (question.text, question.help, question.none_label, question.unit, question.only_if)
        for variant in question.variants:
            yield from (variant.text, variant.help)
        for choice in question.all_choices:
            yield from (choice.label, choice.hint)
    for advice in (*SENTENCES, *STEPS, *ALTERNATIVES, *OPENS, *CARE):
        yield advice.text
    yield from (condition.text for condition in CONDITIONS)
    for titles in (MISSING, IF_MISSING, PERSON_LABELS, PERSON_TITLES, PROOF_TITLES):
        yield from titles.values()
    yield HOST_MISSING


def test_every_text_that_speaks_to_the_person_says_the_same_of_the_person() -> None:
    of_them = {getattr(text, "of_them", text) for text in texts_that_the_desk_shows()}
    assert of_them
    assert sorted(text for text in of_them if SPEAKS_TO_YOU["en"].search(text)) == []


def test_what_is_said_of_the_person_differs_from_what_is_said_to_them() -> None:
    twice = [text for text in texts_that_the_desk_shows() if hasattr(text, "of_them")]
    assert [text for text in twice if text == text.of_them] == []
    assert [text for text in twice if text.count("%(day)s") != text.of_them.count("%(day)s")] == []


SITUATIONS = (
    {},
    adult(
        territory="overseas",
        irregular_start="visa_free_ended",
        partner="irregular",
        other_dependant="yes",
        housing="hosted",
        request="renewal_ended",
        identity_papers=[],
        **yearly(12_000, "work", "family"),
        **children(3, older=1),
    ),
    adult(housing="no_home", partner="unknown", **yearly(9_000)),
    adult(partner="regular", residence="unknown", **children(1), request="renewal_over_2_months"),
    waiting(irregular_start="permit_ended", insured_before="unknown", irregular_since="", **children(2)),
    adult(irregular_start="asylum_ended", irregular_duration="3_to_6_months", insured_before="yes"),
    adult("papers", "irregular_start", nationality="eu_eea_swiss", eu_situation="no_right"),
    minor("alone", housing="shelter", request="first", identity_papers=[]),
    unclear(papers="unknown"),
    unclear(papers="summons", **children(1), housing="hotel", identity_papers=["passport"]),
    {"territory": "passing_through"},
    {"territory": "other_territory"},
    *({**ALONE, "papers": papers} for papers in ("permit", "long_visa", "asylum", "short_visa", "detained")),
)


@pytest.mark.parametrize("language", SPEAKS_TO_YOU)
@pytest.mark.parametrize("answers", SITUATIONS)
def test_no_text_of_the_page_says_you_in_the_helpers_language(
    client: Client, language: str, answers: dict[str, Any]
) -> None:
    desk = Desk(client, language)
    desk.send(answers, second="ar")
    shown = [" ".join(text.split()) for text in read(desk.page).texts]
    quoted = ("“I hold no passport”", "« je ne possède pas de passeport »", "«no tengo pasaporte»")
    said = [text for text in shown if SPEAKS_TO_YOU[language].search(text.replace("\u00a0", " "))]
    assert [text for text in said if not any(quote in text.replace("\u00a0", " ") for quote in quoted)] == []
