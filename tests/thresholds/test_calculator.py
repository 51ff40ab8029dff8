"""The calculator, with nothing but an address."""

import pytest
from django.test import Client
from time_machine import travel

pytestmark = pytest.mark.django_db


def test_it_gives_the_year_and_the_month_of_a_household(client: Client) -> None:
    with travel("2026-11-24", tick=False):
        answer = client.get("/en/ceiling/?persons=5&zone=overseas").context["answer"]
    assert (answer["annual"], answer["monthly"]) == (24_358 + 4_640, 2_417)


def test_no_cache_keeps_what_a_visitor_chose(client: Client) -> None:
    for query in ("?persons=5&zone=overseas", "?persons=x", "?other=1"):
        assert client.get(f"/en/ceiling/{query}")["Cache-Control"] == "no-store"


def test_it_uses_the_day_in_paris(client: Client) -> None:
    with travel("2026-03-31T21:59:59+00:00", tick=False):
        assert client.get("/en/ceiling/?persons=1&zone=metropole").context["answer"]["annual"] == 10_339
    with travel("2026-03-31T22:00:01+00:00", tick=False):
        assert client.get("/en/ceiling/?persons=1&zone=metropole").context["answer"]["annual"] == 10_421


def test_it_shows_every_size_and_the_earlier_periods_with_their_sources(client: Client) -> None:
    response = client.get("/en/ceiling/")
    mainland = response.context["tables"][0]
    assert [row["persons"] for row in mainland["rows"]] == list(range(1, 21))
    assert "lebonplan.org" in response.content.decode()


def test_it_says_which_amounts_were_not_read_in_a_published_table(client: Client) -> None:
    with travel("2026-11-24", tick=False):
        answer = client.get("/en/ceiling/?persons=1&zone=metropole").context["answer"]
    assert not answer["published"]
    assert answer["last_published"]["annual"] == 10_339


def test_it_knows_no_ceiling_before_the_first_table(client: Client) -> None:
    with travel("2016-03-31", tick=False):
        response = client.get("/en/ceiling/?persons=1&zone=metropole")
    assert response.status_code == 200
    assert response.context["answer"] is None
    assert "No ceiling is known" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "persons=0&zone=metropole",
        "persons=21&zone=metropole",
        "persons=x&zone=metropole",
        "persons=2",
        "zone=mars&persons=2",
        "persons=&zone=",
    ],
)
def test_it_says_what_to_choose_when_the_address_makes_no_sense(client: Client, query: str) -> None:
    response = client.get(f"/en/ceiling/?{query}")
    assert response.status_code == 422
    assert "from 1 to 20" in response.content.decode()
