"""Questions that belong together share a page, each with its own answer and its own error."""

import re
from itertools import pairwise
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.html_forms import Form
from tests.walk import ALONE, WAITING, address, send, send_page, walk

pytestmark = pytest.mark.django_db

KEYS = list(ALONE)
BEFORE_HOUSEHOLD = {key: ALONE[key] for key in KEYS[: KEYS.index("partner")]}
BEFORE_RESOURCES = {key: ALONE[key] for key in KEYS[: KEYS.index("resources_kind")]}


def errors_on(page: HttpResponse) -> dict[str, str]:
    return {part["question"].key: part["error"] for part in page.context["wrong"]}


def ways_out(client: Client, path: str) -> list[str]:
    """Where the links at the foot of a page lead."""
    page = client.get(path)
    assert page.status_code == 200
    return re.findall(
        r'<a href="([^"]+)"', page.content.decode().partition("<footer>")[2].partition("</nav>")[0]
    )


def test_whoever_answers_questions_is_offered_half_of_the_ways_out(client: Client) -> None:
    everywhere = ways_out(client, "/en/rights/")
    walk(client, ALONE)
    for key in ("territory", "partner", "identity_papers"):
        short = ways_out(client, address(key))
        assert (len(short), len(everywhere)) == (6, 12)
        assert set(short) < set(everywhere)


def test_the_household_is_asked_on_one_page(client: Client) -> None:
    walk(client, BEFORE_HOUSEHOLD)
    page = client.get(address("partner"))
    assert Form(page).questions == ["partner", "children", "other_dependant"]
    assert page.content.decode().count("<h1>") == 1
    assert "<h1>Your household</h1>" in page.content.decode()


def test_the_older_children_are_asked_about_on_the_next_page_only_where_there_are_children(
    client: Client,
) -> None:
    walk(client, BEFORE_HOUSEHOLD)
    alone = send_page(client, "partner", {"partner": "none", "children": 0, "other_dependant": "no"})
    assert alone["Location"] == address("housing")
    parent = send_page(client, "partner", {"partner": "none", "children": 2, "other_dependant": "no"})
    assert parent["Location"] == address("children_16_plus")
    assert send(client, "children_16_plus", 1)["Location"] == address("housing")


def test_back_leads_through_the_pages_in_the_order_in_which_they_came(client: Client) -> None:
    walk(client, {**ALONE, "children": 2, "children_16_plus": 0})
    keys = ("residence", "partner", "children_16_plus", "housing")
    for before, key in pairwise(keys):
        page = client.get(address(key)).content.decode()
        assert f'<p class="back no-print"><a href="{address(before)}">' in page


@pytest.mark.parametrize("key", ["children", "other_dependant"])
def test_the_address_of_each_question_leads_to_its_place_on_the_page(client: Client, key: str) -> None:
    walk(client, ALONE)
    response = client.get(f"/en/questions/{key}/")
    place = f"{address('partner')}#{key}_question"
    assert (response.status_code, response["Location"]) == (303, place)
    assert f'id="{key}_question"' in client.get(address("partner")).content.decode()
    assert f'href="{place}"' in client.get("/en/answers/").content.decode()


def test_each_question_of_a_page_has_its_own_error_and_the_summary_names_them(client: Client) -> None:
    walk(client, BEFORE_HOUSEHOLD)
    page = send_page(client, "partner", {"children": "many"})
    assert page.status_code == 422
    assert errors_on(page) == {
        "partner": "Choose an answer.",
        "children": "Write digits only. For example: 850",
        "other_dependant": "Choose an answer.",
    }
    html = page.content.decode()
    for link, name in (("partner_0", "Partner"), ("children", "Children"), ("other_dependant_0", "Other")):
        assert f'<a href="#{link}">{name}' in html


def test_one_mistake_keeps_what_the_other_fields_hold_and_saves_none_of_them(client: Client) -> None:
    walk(client, ALONE)
    page = send_page(client, "partner", {"partner": "regular", "children": "-1", "other_dependant": "yes"})
    assert errors_on(page) == {"children": "The number cannot be below 0."}
    assert Form(page).fields == {"partner": ["regular"], "children": "-1", "other_dependant": ["yes"]}
    kept = Form(client.get(address("partner"))).fields
    assert kept == {"partner": ["none"], "children": "0", "other_dependant": ["no"]}


def test_a_page_leaves_out_what_this_journey_never_asks(client: Client) -> None:
    """Someone whose three months are not over is asked about the children, not about other dependants."""
    walk(client, WAITING)
    client.post(address("irregular_since"), {})
    page = client.get(address("partner"))
    assert Form(page).questions == ["partner", "children"]
    answered = send_page(client, "partner", {"partner": "none", "children": 0})
    assert answered["Location"] == "/en/answers/"


@pytest.mark.parametrize("kind", ["none", "unknown"])
@pytest.mark.parametrize("written", [{}, {"resources_amount": "900"}, {"resources_amount": "a lot"}])
def test_without_an_amount_to_give_what_stands_in_its_fields_is_ignored(
    client: Client, kind: str, written: dict[str, str]
) -> None:
    walk(client, BEFORE_RESOURCES)
    answered = send_page(client, "resources_kind", {"resources_kind": kind, **written})
    assert answered["Location"] == address("request")
    assert Form(client.get(address("resources_kind"))).fields["resources_amount"] == ""


@pytest.mark.parametrize("kind", ["monthly", "yearly"])
def test_with_an_amount_to_give_it_and_its_origin_are_needed(client: Client, kind: str) -> None:
    walk(client, BEFORE_RESOURCES)
    page = send_page(client, "resources_kind", {"resources_kind": kind})
    assert errors_on(page) == {
        "resources_amount": "Write a number. Write 0 if there is none.",
        "resources_from": "Choose at least one answer.",
    }
    money: dict[str, Any] = {"resources_amount": "900", "resources_from": ["work", "family"]}
    answered = send_page(client, "resources_kind", {"resources_kind": kind, **money})
    assert answered["Location"] == address("request")


def test_as_long_as_it_is_not_said_whether_there_is_money_only_that_is_wrong(client: Client) -> None:
    walk(client, BEFORE_RESOURCES)
    page = send_page(client, "resources_kind", {"resources_amount": "a lot"})
    assert errors_on(page) == {"resources_kind": "Choose an answer."}
    assert Form(page).fields["resources_amount"] == "a lot"


def test_an_amount_comes_back_when_its_kind_does(client: Client) -> None:
    """An answer that another one hides is kept, as between pages."""
    earns = {"resources_kind": "monthly", "resources_amount": 900, "resources_from": ["work"]}
    walk(client, {**ALONE, **earns})
    send(client, "resources_kind", "none")
    assert Form(client.get(address("resources_kind"))).fields["resources_amount"] == "900"
    assert send(client, "resources_kind", "monthly")["Location"] == "/en/answers/"


def test_a_page_from_a_tab_that_is_behind_keeps_each_answer_that_can_be_one(client: Client) -> None:
    send(client, "territory", "metropole")
    stale = send_page(client, "partner", {"partner": "regular", "children": "many", "other_dependant": "no"})
    assert stale["Location"] == address("nationality")
    walk(client, BEFORE_HOUSEHOLD)
    kept = Form(client.get(address("partner"))).fields
    assert kept == {"partner": ["regular"], "children": "", "other_dependant": ["no"]}
