"""Whatever is sent: a clear message in the reader's language, or 404, 413, 422; never a 500."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from ame_site.wsgi import application
from eligibility.numbers import Unreadable, read_whole_number
from tests.html_forms import Form
from tests.walk import ALONE, WAITING, address, send, send_page, walk

pytestmark = pytest.mark.django_db

UP_TO_RESOURCES = {key: ALONE[key] for key in list(ALONE)[: list(ALONE).index("resources_kind")]}
EARNS = {"resources_kind": "yearly", "resources_from": ["work"]}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("850", 850),
        (" 850 € ", 850),
        ("10 000 €", 10_000),
        ("10\u202f000\u00a0€", 10_000),
        ("10.000", 10_000),
        ("10,000", 10_000),
        ("10'000", 10_000),
        ("1,00,000", 100_000),
        ("999 999 euros", 999_999),
        ("١٠٠٠٠", 10_000),
        ("\u200f١٠٬٠٠٠\u200f", 10_000),
        ("۱۰۰۰", 1_000),
        ("১০০০", 1_000),
        ("0010", 10),
        ("\u061c500", 500),
        ("€ 850", 850),
    ],
)
def test_it_understands_a_number_as_people_write_it(text: str, number: int) -> None:
    assert read_whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("€", "empty"),
        ("-5", "negative"),
        ("−5", "negative"),
        ("abc", "letters"),
        ("1e6", "letters"),
        ("850,50", "cents"),
        ("850.5", "cents"),
        ("1.000,50", "cents"),
        ("10.00", "cents"),
        ("8€50", "cents"),
        ("12 € 50", "ambiguous"),
        ("0.500", "ambiguous"),
        ("10.0000", "ambiguous"),
        ("1,000.000", "ambiguous"),
        ("1 0", "ambiguous"),
        ("²", "ambiguous"),
    ],
)
def test_it_asks_again_rather_than_guess_a_number(text: str, kind: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_whole_number(text)
    assert refused.value.kind == kind


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ("", "Write a number"),
        ("beaucoup", "digits only"),
        ("850,50", "without cents"),
        ("10.0000", "not sure of this number"),
        ("-1", "below 0"),
        ("8\x0050", "not sure of this number"),
        ("1000000", "from 0 to 999\u202f999"),
        ("1" * 1000, "from 0 to 999\u202f999"),
        ("1000000000000", "from 0 to 999\u202f999"),
    ],
)
def test_it_says_what_is_wrong_with_an_amount_and_keeps_the_rest(
    client: Client, sent: str, message: str
) -> None:
    walk(client, UP_TO_RESOURCES)
    response = send_page(client, "resources_amount", {**EARNS, "resources_amount": sent})
    assert response.status_code == 422
    (wrong,) = response.context["wrong"]
    assert message in wrong["error"]
    assert Form(response).fields == {**EARNS, "resources_kind": ["yearly"], "resources_amount": sent}
    assert client.get(address("housing")).status_code == 200


def test_it_speaks_the_readers_language(client: Client) -> None:
    walk(client, UP_TO_RESOURCES, "fr")
    response = send_page(client, "resources_amount", {**EARNS, "resources_amount": "850,50"}, "fr")
    assert "sans centimes" in response.context["wrong"][0]["error"]


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("territory", "atlantis"),
        ("territory", ""),
        ("territory", "\x00"),
        ("territory", "metropole' OR 1=1"),
    ],
)
def test_it_refuses_a_choice_that_does_not_exist(client: Client, key: str, sent: str) -> None:
    response = send(client, key, sent)
    assert response.status_code == 422
    assert response.context["error"]


def test_it_refuses_more_older_children_than_children(client: Client) -> None:
    walk(client, {**ALONE, "children": 2})
    response = send(client, "children_16_plus", "3")
    assert response.status_code == 422
    assert "number of children that you gave: 2" in response.context["error"]


@pytest.mark.parametrize(
    "sent",
    [
        {"irregular_since_day": "31", "irregular_since_month": "2", "irregular_since_year": "2026"},
        {"irregular_since_day": "3", "irregular_since_month": "", "irregular_since_year": "2026"},
        {"irregular_since_day": "x", "irregular_since_month": "y", "irregular_since_year": "z"},
        {"irregular_since": "yesterday"},
        {"irregular_since": "9999-12-31"},
        {"irregular_since": "0001-01-01"},
        {"irregular_since_day": "3" * 500, "irregular_since_month": "1", "irregular_since_year": "2026"},
    ],
)
def test_it_refuses_a_date_that_does_not_exist(client: Client, sent: dict[str, str]) -> None:
    walk(client, WAITING)
    response = client.post(address("irregular_since"), sent)
    assert response.status_code == 422
    assert response.context["error"]


def test_it_refuses_none_of_these_beside_a_paper(client: Client) -> None:
    walk(client, {key: value for key, value in ALONE.items() if key != "identity_papers"})
    assert client.post(address("identity_papers"), {}).status_code == 422
    both = client.post(address("identity_papers"), {"identity_papers": ["none", "passport"]})
    assert both.status_code == 422
    assert client.post(address("identity_papers"), {"identity_papers": "none"}).status_code == 303


@pytest.mark.parametrize(
    "page",
    ["/en/questions/nothing/", "/xx/", "/en/nothing/", "/en/statements/nothing/", "/en/questions/%00/"],
)
def test_it_answers_404_for_a_page_that_does_not_exist(client: Client, page: str) -> None:
    assert client.get(page).status_code == 404


def test_it_answers_413_to_a_body_that_is_too_large(client: Client) -> None:
    response = client.post(address("territory"), {"territory": "m" * 1_000_000})
    assert response.status_code == 413


def test_it_answers_413_to_a_file_that_is_too_large(client: Client) -> None:
    file = SimpleUploadedFile("paper.pdf", b"x" * 1_000_000)
    response = client.post(address("territory"), {"territory": "metropole", "file": file})
    assert response.status_code == 413
    assert "answers" not in client.cookies


def test_it_says_in_words_that_a_page_takes_no_form(client: Client) -> None:
    response = client.post("/en/answers/")
    assert response.status_code == 405
    assert "Go back and try again" in response.content.decode()


@pytest.mark.parametrize("charset", ["hex", "rot13", "undefined", "punycode", "idna", "utf-16"])
@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"]
)
def test_an_odd_charset_is_no_fault_of_the_site(charset: str, kind: str) -> None:
    status: list[str] = []
    environ = RequestFactory().generic("POST", "/en/second-language/", b"page=/en/").environ
    application(
        {**environ, "CONTENT_TYPE": f"{kind}; charset={charset}"}, lambda line, headers: status.append(line)
    )
    assert status == ["303 See Other"]


def test_it_answers_413_to_too_many_fields(client: Client) -> None:
    assert client.post(address("territory"), {str(n): "x" for n in range(1000)}).status_code == 413


def test_it_takes_no_other_method(client: Client) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert client.generic(method, address("territory")).status_code == 405


def test_a_form_without_its_token_gets_a_page_that_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post(address("territory"), {"territory": "metropole"})
    assert response.status_code == 403
    assert "reload the page" in response.content.decode()


@pytest.mark.parametrize("accepted", ["xx", "*", "../../etc/passwd", "é", "a" * 600, "fr;q=x", ""])
def test_it_survives_odd_languages(client: Client, accepted: str) -> None:
    assert client.get("/", headers={"accept-language": accepted}).status_code in (200, 302)
    assert client.get("/en/", headers={"accept-language": accepted}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "start"),
    [("ar-MA,fr;q=0.5", "/ar/"), ("es", "/es/"), ("de,en;q=0.3", "/en/"), ("de,es;q=0,en;q=0.1", "/en/")],
)
def test_the_root_leads_to_the_browsers_language(client: Client, accepted: str, start: str) -> None:
    assert client.get("/", headers={"accept-language": accepted})["Location"] == start


def test_the_root_offers_every_language_where_the_browser_speaks_none(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "zu"}).content.decode()
    assert 'href="/ar/"' in page
    assert "العربية" in page
