"""The journey as a visitor lives it, over HTTP."""

import re

import pytest
from django.test import Client
from time_machine import travel

from eligibility.answers import seal
from tests.html_forms import Form
from tests.walk import ALONE, WAITING, address, send, walk

pytestmark = pytest.mark.django_db


def test_it_leads_from_the_first_question_to_check_answers_and_the_result(client: Client) -> None:
    assert walk(client, ALONE) == list(ALONE)
    assert client.get("/en/answers/").status_code == 200
    response = client.get("/en/result/")
    assert response.status_code == 200
    assert response.context["status"] == "likely"


def test_it_leads_a_deep_link_to_where_the_journey_stands(client: Client) -> None:
    send(client, "territory", "metropole")
    for page in (address("housing"), "/en/answers/", "/en/result/"):
        response = client.get(page)
        assert (response.status_code, response["Location"]) == (303, address("nationality"))


def test_it_stops_as_soon_as_the_outcome_is_settled(client: Client) -> None:
    assert walk(client, {"territory": "mayotte"}) == ["territory"]
    assert client.get("/en/result/").context["status"] == "no_ame_territory"


def test_it_returns_to_check_answers_after_a_change(client: Client) -> None:
    walk(client, ALONE)
    assert send(client, "housing", "hotel")["Location"] == "/en/answers/"


def test_it_stops_where_a_change_opened_a_question(client: Client) -> None:
    walk(client, ALONE)
    assert send(client, "children", 2)["Location"] == address("children_16_plus")
    assert send(client, "children_16_plus", 0)["Location"] == "/en/answers/"


def test_it_brings_hidden_answers_back_when_a_change_is_undone(client: Client) -> None:
    walk(client, ALONE)
    assert send(client, "papers", "permit")["Location"] == "/en/answers/"
    assert client.get("/en/result/").context["status"] == "regular_stay"
    assert send(client, "papers", "none")["Location"] == "/en/answers/"
    assert client.get("/en/result/").context["status"] == "likely"


def test_it_asks_again_for_an_answer_that_a_change_excludes(client: Client) -> None:
    walk(client, {**ALONE, "children": 3, "children_16_plus": 2})
    for key in list(ALONE)[list(ALONE).index("other_dependant") :]:
        send(client, key, ALONE[key])
    assert send(client, "children", 1)["Location"] == address("children_16_plus")


def test_it_shows_the_earlier_answer_on_going_back(client: Client) -> None:
    walk(client, ALONE)
    assert Form(client.get(address("housing"))).fields["housing"] == ["tenant"]


def test_it_takes_the_same_answer_twice_without_harm(client: Client) -> None:
    walk(client, ALONE)
    first, second = send(client, "request", "first"), send(client, "request", "first")
    assert first["Location"] == second["Location"] == "/en/answers/"


def test_it_keeps_an_answer_from_a_tab_that_is_behind(client: Client) -> None:
    send(client, "territory", "metropole")
    stale = send(client, "housing", "hotel")
    assert stale["Location"] == address("nationality")
    walk(client, {**ALONE, "housing": "hotel"})
    assert Form(client.get(address("housing"))).fields["housing"] == ["hotel"]


def test_it_asks_again_at_worst_for_an_answer_that_another_tab_overwrote(client: Client) -> None:
    walk(client, {key: ALONE[key] for key in list(ALONE)[:5]})
    old_cookie = client.cookies["answers"].value
    send(client, "irregular_duration", "over_6_months")
    client.cookies["answers"] = old_cookie
    assert send(client, "irregular_start", "visa_ended")["Location"] == address("irregular_duration")


def test_it_lets_the_day_of_irregular_stay_be_left_out(client: Client) -> None:
    walk(client, WAITING)
    assert client.get(address("irregular_since")).status_code == 200
    response = client.post(address("irregular_since"), {})
    assert response["Location"] == address("partner")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_reads_the_day_from_three_lists_in_every_language(client: Client, language: str) -> None:
    lists = {"irregular_since_day": "3", "irregular_since_month": "10", "irregular_since_year": "2026"}
    with travel("2026-11-24", tick=False):
        walk(client, WAITING, language)
        assert client.post(address("irregular_since", language), lists).status_code == 303
        assert Form(client.get(address("irregular_since", language))).fields == lists


def pages_left_after(client: Client, key: str) -> int:
    page = client.get(address(key)).content.decode()
    return int(re.search(r"About (\d+) pages left after this one", page)[1])


def test_who_changes_one_of_all_answers_reads_that_the_answers_come_next(client: Client) -> None:
    walk(client, ALONE)
    page = client.get(address("age")).content.decode()
    assert "After this page: your answers, unless what you change opens another question." in page
    assert "pages left" not in page


def test_so_does_who_is_asked_one_more_question_after_a_change(client: Client) -> None:
    walk(client, {**ALONE, "irregular_start": "entered_without_visa"})
    assert send(client, "irregular_duration", "under_3_months")["Location"] == address("irregular_since")
    page = client.get(address("irregular_since")).content.decode()
    assert "On which day did you enter France?" in page
    assert "After this page: your answers" in page


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-08-20", "more than 3 months, up to 6 months."), ("2026-03-26", "more than 6 months.")],
)
def test_where_the_date_wins_over_what_was_chosen_the_answers_say_so(
    client: Client, day: str, said: str
) -> None:
    begun = {**ALONE, "irregular_duration": "under_3_months", "irregular_since": day}
    with travel("2026-11-24", tick=False):
        walk(client, begun)
        assert f"This date counts: {said}" in client.get("/en/answers/").content.decode()
        another = Client()
        walk(another, {**begun, "irregular_since": "2026-11-01"})
        assert "This date counts" not in another.get("/en/answers/").content.decode()


def test_it_says_how_many_questions_are_left(client: Client) -> None:
    left = pages_left_after(client, "territory")
    send(client, "territory", "metropole")
    assert pages_left_after(client, "nationality") == left - 1
    walk(client, {key: value for key, value in ALONE.items() if key != "identity_papers"})
    assert "This is the last page of questions." in client.get(address("identity_papers")).content.decode()


def test_an_answer_that_another_now_excludes_is_not_the_last_one(client: Client) -> None:
    walk(client, {**ALONE, "children": 2, "children_16_plus": 2})
    client.cookies["answers"] = seal({**ALONE, "children": 1, "children_16_plus": 2})
    page = client.get(address("children_16_plus")).content.decode()
    assert "After this page: your answers" in page
    without = {key: ALONE[key] for key in list(ALONE)[: list(ALONE).index("housing")]}
    client.cookies["answers"] = seal({**without, "children": 1, "children_16_plus": 2})
    assert pages_left_after(client, "children_16_plus") == 4


def test_it_goes_on_in_another_language_at_the_same_place(client: Client) -> None:
    walk(client, {key: ALONE[key] for key in list(ALONE)[:5]})
    page = client.get(address("irregular_start"))
    assert 'href="/fr/questions/irregular_start/"' in page.content.decode()
    assert Form(client.get(address("irregular_start", "fr"))).fields["irregular_start"] == ["visa_ended"]


def test_it_tells_a_second_person_that_answers_are_there(client: Client) -> None:
    notice = "There are answers in this browser already."
    assert notice not in client.get(address("territory")).content.decode()
    send(client, "territory", "metropole")
    page = client.get(address("territory")).content.decode()
    assert notice in page
    assert f'<a href="{address("nationality")}">Go on' in page
    assert "/en/erase/" in page


def test_it_asks_the_children_question_in_other_words_when_only_they_can_apply(client: Client) -> None:
    waiting = {
        **WAITING,
        "irregular_since": "",
        "partner": "none",
        "children": 1,
        "children_16_plus": 0,
        "housing": "hotel",
    }
    assert walk(client, waiting) == list(waiting)
    asked = "Which of these identity papers do the children have?"
    assert asked in client.get(address("identity_papers")).content.decode()


def test_it_leads_to_where_the_journey_stands_when_an_unreached_page_is_answered_badly(
    client: Client,
) -> None:
    response = send(client, "children_16_plus", "3")
    assert (response.status_code, response["Location"]) == (303, address("territory"))
