"""The dates of a result as a file for a calendar."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from tests.walk import ALONE, NOT_YET, address, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

RENEWAL = {**ALONE, "request": "renewal_over_2_months"}
SOON = {**NOT_YET, "irregular_since": "2026-10-15"}


def chosen(name: str, day: date) -> dict[str, int]:
    """What three lists send."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def events(response: Any) -> list[tuple[date, str]]:
    found = Calendar.from_ical(response.content).walk("VEVENT")
    return [(event.decoded("dtstart"), str(event["description"])) for event in found]


def ask(client: Client, data: dict[str, Any], language: str = "en") -> Any:
    return client.post(f"/{language}/dates/", data)


def test_the_day_from_which_it_may_open_needs_nothing_but_the_button(client: Client) -> None:
    walk(client, SOON)
    assert "16/01/2027" in client.get("/en/result/").content.decode()
    assert events(ask(client, {})) == [
        (date(2027, 1, 16), "From today on: file the request, if the situation is still the same.")
    ]


def test_silence_and_the_renewal_come_from_the_days_that_are_chosen(client: Client) -> None:
    walk(client, RENEWAL)
    response = ask(client, chosen("filed", date(2026, 11, 20)) | chosen("card_ends", date(2027, 4, 30)))
    assert [day for day, _ in events(response)] == [
        date(2027, 1, 20),
        date(2027, 3, 1),
        date(2027, 4, 30),
    ]


def test_it_is_a_private_file_of_whole_days_with_a_neutral_name(client: Client) -> None:
    walk(client, ALONE)
    response = ask(client, chosen("filed", date(2026, 11, 20)))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="dates.ics"'
    assert "no-store" in response["Cache-Control"]
    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert not isinstance(event.decoded("dtstart"), datetime)
    assert event["class"] == "PRIVATE"
    assert event["transp"] == "TRANSPARENT"
    assert event["summary"] == "Date to remember"


@pytest.mark.parametrize("language", ["fr", "en", "es", "ar"])
def test_no_entry_names_the_aid_or_this_site_in_any_language(client: Client, language: str) -> None:
    walk(client, RENEWAL, language)
    content = ask(
        client, chosen("filed", date(2026, 11, 20)) | chosen("card_ends", date(2027, 4, 30)), language
    )
    text = content.content.decode().replace("\r\n ", "")
    assert not re.search(r"\bAME\b|testserver|médic|salud|sanit|صح|طبي|CPAM|caisse|fund", text)


def test_the_entries_are_in_the_readers_language_alone(client: Client) -> None:
    client.cookies["second"] = "fr"
    walk(client, ALONE, "ar")
    response = ask(client, chosen("filed", date(2026, 11, 20)), "ar")
    [(_, text)] = events(response)
    assert text.startswith("مرّ شهران")
    assert "mois" not in response.content.decode()


def test_two_files_share_nothing_by_which_their_owner_could_be_recognised(client: Client) -> None:
    walk(client, SOON)
    first, second = (Calendar.from_ical(ask(client, {}).content).walk("VEVENT")[0] for _ in range(2))
    assert first["uid"] != second["uid"]


# --- What can be wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose at least one date."),
        ({"filed_day": 3}, "Choose the day, the month and the year, or leave all three empty."),
        (chosen("filed", date(2026, 11, 25)), "This day is still to come."),
        (chosen("filed", date(2026, 9, 23)), "The 2 months after this day are over."),
        (chosen("card_ends", date(2026, 11, 23)), "This card has already ended."),
        ({"card_ends_day": 31, "card_ends_month": 2, "card_ends_year": 2027}, "This date does not exist."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    client: Client, data: dict[str, int], said: str
) -> None:
    walk(client, RENEWAL)
    response = ask(client, data)
    assert response.status_code == 422
    page = response.content.decode()
    assert page.count(said) == 2  # in the summary and beside the field
    for name, value in data.items():
        lists = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)[0]
        assert re.search(rf'<option value="{value}" selected>', lists) or str(value) not in lists


def test_a_mistake_in_one_date_keeps_the_other(client: Client) -> None:
    walk(client, RENEWAL)
    page = ask(client, chosen("filed", date(2026, 11, 20)) | {"card_ends_day": 31}).content.decode()
    assert re.search(r'id="filed_day".*?<option value="20" selected>', page, re.DOTALL)
    assert 'id="card_ends_error"' in page
    assert 'id="filed_error"' not in page


def test_the_last_day_of_the_two_months_is_not_over(client: Client) -> None:
    walk(client, RENEWAL)
    [(day, _)] = events(ask(client, chosen("filed", date(2026, 9, 24))))
    assert day == date(2026, 11, 24)
    assert len(events(ask(client, chosen("card_ends", date(2026, 11, 24))))) == 1


def test_mistakes_are_told_in_both_languages(client: Client) -> None:
    client.cookies["second"] = "fr"
    walk(client, ALONE)
    page = ask(client, {}).content.decode()
    assert "Choose at least one date." in page
    assert "Choisissez au moins une date." in page


# --- Where it is ------------------------------------------------------------------------------------


def test_the_form_is_on_the_result_where_a_date_can_matter(client: Client) -> None:
    walk(client, ALONE)
    assert 'action="/en/dates/"' in client.get("/en/result/").content.decode()
    other = Client()
    walk(other, {"territory": "mayotte"})
    assert 'action="/en/dates/"' not in other.get("/en/result/").content.decode()
    assert other.get("/en/dates/")["Location"] == "/en/result/"


def test_without_answers_it_leads_to_the_questions(client: Client) -> None:
    assert client.get("/en/dates/")["Location"] == address("territory")
    assert ask(client, chosen("filed", date(2026, 11, 20)))["Location"] == address("territory")
