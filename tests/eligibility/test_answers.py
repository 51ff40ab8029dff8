"""The cookie that holds the answers."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from eligibility import answers
from eligibility.domain.questions import QUESTIONS, Kind, Question
from eligibility.sealing import InvalidToken
from tests.personas import TODAY
from tests.walk import ALONE, address, send, walk

pytestmark = pytest.mark.django_db


def longest_answer(question: Question) -> object:
    """The answer of a question that takes the most room."""
    if question.kind is Kind.NUMBER:
        return question.maximum
    if question.kind is Kind.DATE:
        return "2026-11-24"
    codes = sorted(question.codes, key=len)
    return codes[-1] if question.kind is Kind.CHOICE else list(question.codes)


def test_the_largest_set_of_answers_stays_under_two_kilobytes() -> None:
    everything = {question.key: longest_answer(question) for question in QUESTIONS}
    assert len("__Host-answers=" + answers.seal(everything)) < 2048


def test_what_an_earlier_release_packed_is_still_read() -> None:
    """Made when packing began: it holds as long as what its letters stand for."""
    first_packed = b"AaBcCaFaGbHcKaLaM0ObPaQaTaU+a"
    assert answers.unseal(answers.COOKIE.close(first_packed)) == ALONE


@pytest.mark.parametrize("content", [b"\xff\xff", b"none", b"aAb", b"Aa{", b'Aa{"age":"adult"', b"[1]"])
def test_what_is_sealed_but_holds_no_answers_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidToken):
        answers.unseal(answers.COOKIE.close(content))


def test_it_can_be_read_neither_in_the_browser_nor_on_the_way(client: Client) -> None:
    send(client, "territory", "metropole")
    cookie = client.cookies["answers"]
    assert "metropole" not in cookie.value
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 3600


def test_it_is_secure_and_bound_to_the_host_in_production(client: Client, settings: Any) -> None:
    settings.ANSWERS_COOKIE_NAME, settings.ANSWERS_COOKIE_SECURE = "__Host-answers", True
    send(client, "territory", "metropole")
    cookie = client.cookies["__Host-answers"]
    assert cookie["secure"]
    assert cookie["path"] == "/"
    assert not cookie["domain"]


DAMAGES: dict[str, Callable[[str], str]] = {
    "cut at the end": lambda sealed: sealed[:-1],
    "cut in half": lambda sealed: sealed[: len(sealed) // 2],
    "altered": lambda sealed: sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:],
    "foreign": lambda sealed: Fernet(Fernet.generate_key()).encrypt(b"{}").decode(),
    "short": lambda sealed: "x",
    "not ASCII": lambda sealed: "é" * 10,
    "with a foreign character": lambda sealed: "!" + sealed,
    "with a foreign character inside": lambda sealed: sealed[:6] + "." + sealed[6:],
    "filled up inside": lambda sealed: sealed[:8] + "====" + sealed[8:],
    "too long": lambda sealed: "A" * 5000,
    "plain": lambda sealed: '{"territory": "metropole"}',
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_cookie_that_cannot_be_read_starts_afresh_with_a_notice(client: Client, damage: str) -> None:
    client.cookies["answers"] = DAMAGES[damage](answers.seal(ALONE))
    response = client.get("/en/result/")
    assert (response.status_code, response["Location"]) == (303, address("territory"))
    page = client.get(address("territory"))
    assert page.status_code == 200
    assert "Please begin." in page.content.decode()
    assert client.cookies["answers"].value == ""
    assert "Please begin." not in client.get(address("territory")).content.decode()


class TestTheBrowserForgotThem:
    """After an hour without use the browser itself removes the cookie: nothing comes at all."""

    NOTICE = "There are no answers here, or no longer."

    @pytest.mark.parametrize("page", ["/en/result/", "/en/answers/", address("housing")])
    def test_a_page_further_on_leads_to_the_first_which_says_so_once(self, client: Client, page: str) -> None:
        assert client.get(page)["Location"] == address("territory")
        assert client.cookies["answers"]["max-age"] == 60
        assert self.NOTICE in client.get(address("territory")).content.decode()
        assert client.cookies["answers"].value == ""

    def test_an_answer_sent_too_late_leads_there_too(self, client: Client) -> None:
        assert send(client, "housing", "tenant")["Location"] == address("territory")
        assert self.NOTICE in client.get(address("territory")).content.decode()

    def test_who_begins_reads_nothing_of_it(self, client: Client) -> None:
        assert self.NOTICE not in client.get(address("territory")).content.decode()
        assert send(client, "territory", "metropole")["Location"] == address("nationality")
        assert self.NOTICE not in client.get(address("nationality")).content.decode()

    def test_nobody_is_offered_to_go_on_where_they_are(self, client: Client) -> None:
        client.cookies["answers"] = answers.seal({"housing": "tenant"})
        assert "Go on where they stop" not in client.get(address("territory")).content.decode()


@given(st.lists(st.tuples(st.integers(0, 200), st.characters(max_codepoint=0x2FF)), min_size=1, max_size=4))
def test_a_token_spelled_in_another_way_is_refused_or_its_age_is_known(
    changes: list[tuple[int, str]],
) -> None:
    token = answers.seal(ALONE)
    for place, character in changes:
        token = token[:place] + character + token[place:]
    try:
        assert answers.unseal(token) == ALONE
    except InvalidToken:
        return
    assert 0 <= answers.COOKIE.age(token) < answers.COOKIE.seconds


def test_it_expires_after_an_hour_without_use(client: Client) -> None:
    with time_machine.travel(f"{TODAY} 10:00", tick=False):
        walk(client, ALONE)
    with time_machine.travel(f"{TODAY} 10:59", tick=False):
        assert answers.unseal(client.cookies["answers"].value) == ALONE
    with time_machine.travel(f"{TODAY} 11:01", tick=False):
        assert client.get("/en/result/")["Location"] == address("territory")


def test_reading_keeps_it_alive(client: Client) -> None:
    with time_machine.travel(f"{TODAY} 10:00", tick=False):
        walk(client, ALONE)
    with time_machine.travel(f"{TODAY} 10:50", tick=False):
        assert client.get("/en/result/").status_code == 200
    with time_machine.travel(f"{TODAY} 11:40", tick=False):
        assert client.get("/en/result/").status_code == 200


def test_a_page_with_a_mistake_keeps_it_alive_too(client: Client) -> None:
    with time_machine.travel(f"{TODAY} 10:00", tick=False):
        walk(client, ALONE)
    with time_machine.travel(f"{TODAY} 10:50", tick=False):
        assert send(client, "housing", "nowhere").status_code == 422
    with time_machine.travel(f"{TODAY} 11:40", tick=False):
        assert client.get("/en/result/").status_code == 200


def test_it_survives_a_new_key_while_the_old_one_is_kept(client: Client, settings: Any) -> None:
    walk(client, ALONE)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, longer than anything that one would type by hand"
    assert client.get("/en/result/").status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get("/en/result/").status_code == 303


def test_it_drops_an_answer_that_the_questionnaire_no_longer_knows() -> None:
    sealed = answers.seal({"territory": "metropole", "shoe_size": 43, "papers": "library_card"})
    assert answers.unseal(sealed) == {"territory": "metropole"}


def test_erasing_asks_once_and_removes_it(client: Client) -> None:
    walk(client, ALONE)
    assert client.get("/en/erase/").status_code == 200
    assert client.get("/en/result/").status_code == 200
    response = client.post("/en/erase/")
    assert response["Location"] == "/en/erased/"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert client.cookies["answers"].value == ""
    assert client.get("/en/result/").status_code == 303


def test_erasing_works_on_a_page_that_was_open_too_long() -> None:
    assert Client(enforce_csrf_checks=True).post("/fr/erase/").status_code == 303


def test_another_site_cannot_erase_them(client: Client) -> None:
    walk(client, ALONE)
    response = client.post("/en/erase/", headers={"origin": "https://evil.example"})
    assert response.status_code == 200
    assert client.get("/en/result/").status_code == 200
    assert client.post("/en/erase/", headers={"origin": "http://testserver"}).status_code == 303


def test_it_says_erased_only_where_it_is(client: Client) -> None:
    walk(client, ALONE)
    assert client.get("/en/erased/")["Location"] == "/en/erase/"
    client.post("/en/erase/")
    response = client.get("/en/erased/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_an_answer_sent_with_a_cookie_that_cannot_be_read_leads_to_the_notice(client: Client) -> None:
    client.cookies["answers"] = "x"
    response = send(client, "territory", "metropole")
    assert (response.status_code, response["Location"]) == (303, address("territory"))
    assert "Please begin." in client.get(address("territory")).content.decode()
