"""Handing the result over to another phone: a code to scan, and a page that takes the answers."""

import logging
import re
from io import BytesIO
from typing import Any

import pytest
import segno
import zxingcpp
from django.test import Client
from PIL import Image
from time_machine import travel

from eligibility import answers, handover
from eligibility.domain.questions import QUESTIONS
from eligibility.handover import HAND_OVER
from eligibility.sealing import InvalidToken
from tests.eligibility.test_answers import DAMAGES, longest_answer
from tests.personas import PERSONAS, TODAY, Persona
from tests.walk import ALONE, address, walk

pytestmark = pytest.mark.django_db

# A finer code is not read by a cheap camera at arm's length: 61 modules and the quiet zone.
FINEST = 11
LONG_HOST = "https://questionnaire-ame.association-example.org/ar/phone/#"


def codes_of(client: Client, page: str) -> list[str]:
    """The codes that a page shows, read by a decoder."""
    sources = re.findall(r'<img class="code" src="([^"]+)"', client.get(page).content.decode())
    return [decoded(client.get(source).content.decode()) for source in sources]


def decoded(svg: str) -> str:
    """What a scanner reads in a drawing of runs of dark modules: "Mx yhlength", then "mdx dyhlength"."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    image = Image.new("L", (size, size), 255)
    x = y = 0.0
    for command, dx, dy, length in re.findall(r"([Mm])(-?[\d.]+) ?(-?[\d.]+)h(\d+)", svg.split("stroke")[1]):
        x, y = (float(dx), float(dy)) if command == "M" else (x + float(dx), y + float(dy))
        for column in range(int(length)):
            image.putpixel((int(x) + column, int(y)), 0)
        x += int(length)
    return scanned(image.resize((size * 4, size * 4)))


def scanned(image: Image.Image) -> str:
    """The text of the one QR code in a picture."""
    [found] = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return found.text


def token_of(client: Client, language: str = "en") -> str:
    return codes_of(client, f"/{language}/hand-over/")[0].partition("#")[2]


def hand(token: str, client: Client | None = None, language: str = "ar", **data: str) -> Any:
    return (client or Client()).post(f"/{language}/phone/", {"token": token, **data})


# --- The code ------------------------------------------------------------------------------------


def test_the_code_leads_to_the_phone_page_in_the_language_of_the_page(client: Client) -> None:
    walk(client, ALONE)
    result, start = codes_of(client, "/es/hand-over/")
    assert re.fullmatch(r"http://testserver/es/phone/#[\w=-]+", result)
    assert start == "http://testserver/es/"


@pytest.mark.parametrize(("first", "second"), [("fr", "ar"), ("ar", "fr"), ("es", "ar")])
def test_of_two_languages_it_leads_to_the_clients(client: Client, first: str, second: str) -> None:
    """French is there for whoever helps, above or below."""
    walk(client, ALONE)
    client.post(f"/{first}/second-language/", {"second": second, "page": f"/{first}/result/"})
    result, start = codes_of(client, f"/{first}/hand-over/")
    assert result.startswith("http://testserver/ar/phone/#")
    assert start == "http://testserver/ar/"
    page = client.get(f"/{first}/hand-over/").content.decode()
    assert '<a href="http://testserver/ar/" hreflang="ar">' in page


def test_before_the_result_only_the_start_page_has_a_code(client: Client) -> None:
    walk(client, {"territory": "metropole"})
    assert codes_of(client, "/en/hand-over/") == ["http://testserver/en/"]
    assert client.get("/en/hand-over/result.svg")["Location"] == address("nationality")


def test_the_result_page_holds_the_code_of_the_result(client: Client) -> None:
    walk(client, ALONE)
    [code] = codes_of(client, "/ar/result/")
    assert code.startswith("http://testserver/ar/phone/#")
    assert answers.unseal(code.partition("#")[2], HAND_OVER) == ALONE


def test_it_is_dark_on_white_with_its_quiet_zone_whatever_the_colours_of_the_page() -> None:
    drawing = handover.code_to_scan("https://example.org/ar/").decode()
    size = segno.make_qr("https://example.org/ar/", error="l", boost_error=False).symbol_size(border=4)[0]
    assert f'viewBox="0 0 {size} {size}"' in drawing
    assert f'fill="#fff" d="M0 0h{size}v{size}h-{size}z"' in drawing
    assert 'stroke="#000"' in drawing


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_everyone_gets_a_code_that_a_cheap_camera_can_read(persona: Persona) -> None:
    code = segno.make_qr(LONG_HOST + answers.seal(persona.answers, HAND_OVER), error="l", boost_error=False)
    assert code.version <= FINEST
    picture = BytesIO()
    code.save(picture, kind="png", scale=3, border=4)
    token = scanned(Image.open(picture)).partition("#")[2]
    assert answers.unseal(token, HAND_OVER) == answers.unseal(answers.seal(persona.answers))


def test_even_the_longest_answer_to_every_question_fits() -> None:
    everything = {question.key: longest_answer(question) for question in QUESTIONS}
    assert segno.make_qr(LONG_HOST + answers.seal(everything, HAND_OVER), error="l").version <= FINEST


# --- The phone -----------------------------------------------------------------------------------


def test_the_phone_shows_the_same_result_in_its_language(client: Client) -> None:
    walk(client, ALONE)
    phone = Client()
    response = hand(token_of(client), phone)
    assert (response.status_code, response["Location"]) == (303, "/ar/result/")
    assert answers.unseal(phone.cookies["answers"].value) == ALONE
    assert phone.get("/ar/result/").context["status"] == "likely"


def test_it_works_for_thirty_minutes_and_then_says_what_to_do(client: Client) -> None:
    with travel(f"{TODAY} 10:00", tick=False):
        walk(client, ALONE)
        token = token_of(client)
    with travel(f"{TODAY} 10:29", tick=False):
        assert hand(token).status_code == 303
    with travel(f"{TODAY} 10:31", tick=False):
        phone = Client()
        response = hand(token, phone, "en")
        assert response.status_code == 422
        assert "This code no longer works. A code works for 30 minutes." in response.content.decode()
        assert "Show a new code on the other screen, then scan it." in response.content.decode()
        assert "answers" not in phone.cookies


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_token_that_cannot_be_opened_leads_to_the_same_polite_page(damage: str) -> None:
    response = hand(DAMAGES[damage](answers.seal(ALONE, HAND_OVER)), language="en")
    assert response.status_code == 422
    assert "This code no longer works" in response.content.decode()


def test_no_token_at_all_leads_there_too() -> None:
    assert Client().post("/en/phone/").status_code == 422


def test_a_cookie_is_no_hand_over_token_and_a_hand_over_token_is_no_cookie(client: Client) -> None:
    walk(client, ALONE)
    assert hand(client.cookies["answers"].value).status_code == 422
    with pytest.raises(InvalidToken):
        answers.unseal(answers.seal(ALONE, HAND_OVER))
    other = Client()
    other.cookies["answers"] = answers.seal(ALONE, HAND_OVER)
    assert other.get("/en/result/")["Location"] == address("territory")


def test_answers_that_are_on_the_phone_are_replaced_only_when_its_owner_says_so() -> None:
    phone = Client()
    walk(phone, {"territory": "mayotte"})
    token = answers.seal(ALONE, HAND_OVER)
    asked = hand(token, phone, "en")
    assert asked.status_code == 200
    assert "Replace the answers on this phone?" in asked.content.decode()
    assert f'value="{token}"' in asked.content.decode()
    assert answers.unseal(phone.cookies["answers"].value) == {"territory": "mayotte"}
    assert hand(token, phone, "en", replace="yes").status_code == 303
    assert answers.unseal(phone.cookies["answers"].value) == ALONE


def test_the_same_answers_on_the_phone_need_no_question() -> None:
    phone = Client()
    walk(phone, ALONE)
    assert hand(answers.seal(ALONE, HAND_OVER), phone).status_code == 303


def test_another_site_cannot_hand_answers_over() -> None:
    phone = Client(enforce_csrf_checks=True)
    assert hand(answers.seal(ALONE, HAND_OVER), phone).status_code == 403
    page = phone.get("/en/phone/").content.decode()
    csrf = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert hand(answers.seal(ALONE, HAND_OVER), phone, csrfmiddlewaretoken=csrf).status_code == 303


def test_without_script_the_phone_says_how_to_keep_the_result(client: Client) -> None:
    page = client.get("/en/phone/").content.decode()
    assert re.search(r"<noscript>.*runs no script.*print it.*save it as a PDF.*</noscript>", page, re.DOTALL)


# --- Nothing stays -------------------------------------------------------------------------------


def test_neither_page_is_stored_and_no_log_line_holds_the_token(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    walk(client, ALONE)
    token = token_of(client)
    with caplog.at_level(logging.DEBUG):
        pages = ("hand-over/", "hand-over/result.svg", "hand-over/start.svg", "phone/")
        responses = [hand(token), hand(token[:-4]), *(client.get(f"/en/{page}") for page in pages)]
    assert all("no-store" in response["Cache-Control"] for response in responses)
    assert token not in caplog.text
    assert token[:-4] not in caplog.text
