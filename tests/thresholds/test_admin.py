"""The 1 April of an admin: amounts are compared before they are saved."""

import json
import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from time_machine import travel

from tests.staff import administrator, errors, previewed
from thresholds.models import HousingLumpSum, IncomeThreshold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

ADD = "/admin/thresholds/incomethreshold/add/"
LIST = "/admin/thresholds/incomethreshold/"
ADD_HOUSING = "/admin/thresholds/housinglumpsum/add/"
APRIL_2027 = {
    "zone": "metropole",
    "valid_from": "2027-04-01",
    "persons_1": "10500",
    "persons_2": "15750",
    "persons_3": "18900",
    "persons_4": "22050",
    "each_extra_person": "4200",
    "published": "yes",
    "source_title": "arrêté of March 2027",
    "source_url": "",
    "checked_on": "2026-03-30",
}


@pytest.fixture
def anna(client: Client) -> User:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return administrator(client)


def save(client: Client, address: str, data: dict[str, Any], **ticks: str) -> HttpResponse:
    """Press save twice: to compare, then to confirm."""
    first = client.post(address, data)
    return client.post(address, {**data, "previewed": previewed(first), **ticks})


@pytest.mark.usefixtures("anna")
class TestCeilings:
    def test_only_a_row_that_is_to_come_can_be_deleted(self, client: Client) -> None:
        in_force = IncomeThreshold.objects.get(zone="metropole", valid_from="2026-04-01")
        assert client.post(f"{LIST}{in_force.pk}/delete/", {"post": "yes"}).status_code == 403
        selected = {"action": "delete_selected", "_selected_action": in_force.pk, "post": "yes"}
        client.post(LIST, selected)
        assert IncomeThreshold.objects.filter(pk=in_force.pk).exists()
        assert save(client, ADD, APRIL_2027, compared="on").status_code == 302
        to_come = IncomeThreshold.objects.get(valid_from="2027-04-01")
        assert client.post(f"{LIST}{to_come.pk}/delete/", {"post": "yes"}).status_code == 302
        assert not IncomeThreshold.objects.filter(pk=to_come.pk).exists()

    @pytest.mark.parametrize(
        ("change", "field"), [({"valid_from": "2090-01-01"}, "valid_from"), ({"zone": "overseas"}, "zone")]
    )
    def test_a_row_that_has_begun_keeps_its_first_day_and_its_zone(
        self, client: Client, change: dict[str, str], field: str
    ) -> None:
        """Moved away, it could be deleted, and the one before would count."""
        row = IncomeThreshold.objects.filter(zone="metropole", valid_from__lt="2026-01-01").latest(
            "valid_from"
        )
        sent = APRIL_2027 | {"valid_from": row.valid_from.isoformat()}
        found = errors(client.post(f"{LIST}{row.pk}/change/", sent | change))
        assert "This period has begun: this stays. Add another row instead." in found[field]
        assert previewed(client.post(f"{LIST}{row.pk}/change/", sent))

    def test_a_row_that_is_to_come_can_be_moved(self, client: Client) -> None:
        save(client, ADD, APRIL_2027, compared="on")
        row = IncomeThreshold.objects.get(valid_from="2027-04-01")
        moved = APRIL_2027 | {"valid_from": "2028-04-01"}
        assert save(client, f"{LIST}{row.pk}/change/", moved, compared="on").status_code == 302

    def test_a_row_that_stays_as_it_was_asks_for_its_own_tick_by_its_name(self, client: Client) -> None:
        before = IncomeThreshold.objects.get(zone="metropole", valid_from="2026-04-01")
        same = APRIL_2027 | {name: str(getattr(before, name)) for name in before.AMOUNTS}
        asked = save(client, ADD, same, compared="on")
        assert set(errors(asked)) == {"unchanged_is_right"}
        assert "stay as they were: Metropolitan France" in asked.content.decode()
        assert save(client, ADD, same, compared="on", unchanged_is_right="on").status_code == 302

    def test_it_shows_households_of_one_to_eight_beside_the_period_before(self, client: Client) -> None:
        response = client.post(ADD, APRIL_2027)
        text = response.content.decode()
        for amount in ("10\u202f500", "10\u202f421", "38\u202f850", "38\u202f561"):
            assert amount in text
        assert not IncomeThreshold.objects.filter(valid_from="2027-04-01").exists()

    def test_it_saves_once_the_figures_were_compared(self, client: Client) -> None:
        assert save(client, ADD, APRIL_2027, compared="on").status_code == 302
        assert IncomeThreshold.objects.get(valid_from="2027-04-01").persons_1 == 10_500

    def test_it_does_not_save_without_the_tick(self, client: Client) -> None:
        assert "compared" in errors(save(client, ADD, APRIL_2027))
        assert not IncomeThreshold.objects.filter(valid_from="2027-04-01").exists()

    def test_it_compares_again_when_a_figure_changed_after_the_comparison(self, client: Client) -> None:
        seen = previewed(client.post(ADD, APRIL_2027))
        changed = {**APRIL_2027, "persons_1": "10501", "previewed": seen, "compared": "on"}
        assert client.post(ADD, changed).status_code == 200
        assert not IncomeThreshold.objects.filter(valid_from="2027-04-01").exists()

    def test_it_asks_to_confirm_a_jump_over_twenty_per_cent(self, client: Client) -> None:
        jump = {**APRIL_2027, "each_extra_person": "5100"}
        asked = save(client, ADD, jump, compared="on", off_is_right="on")
        assert set(errors(asked)) == {"jump_is_right"}
        text = asked.content.decode()
        assert "I compared these figures with the printed table" in text
        assert "A change of more than 20 % is right for: each extra person" in text
        ticks = {"compared": "on", "off_is_right": "on", "jump_is_right": "on"}
        assert save(client, ADD, jump, **ticks).status_code == 302

    def test_exactly_twenty_per_cent_is_no_jump(self, client: Client) -> None:
        five = ("persons_1", "persons_2", "persons_3", "persons_4", "each_extra_person")
        IncomeThreshold.objects.filter(zone="metropole", valid_from="2026-04-01").update(
            **{name: int(APRIL_2027[name]) for name in five}
        )
        fifth_more = {**APRIL_2027, **{name: str(int(APRIL_2027[name]) * 6 // 5) for name in five}}
        assert save(client, ADD, fifth_more, compared="on").status_code == 302

    def test_a_fall_of_over_twenty_per_cent_is_a_jump_too(self, client: Client) -> None:
        fall = {**APRIL_2027, "each_extra_person": "3300"}
        assert "jump_is_right" in errors(save(client, ADD, fall, compared="on"))

    def test_it_names_the_source_where_no_table_was_printed(self, client: Client) -> None:
        text = client.post(ADD, {**APRIL_2027, "published": "no"}).content.decode()
        assert "I compared these figures with the source named above" in text

    def test_it_compares_again_when_the_period_before_changed_meanwhile(self, client: Client) -> None:
        seen = previewed(client.post(ADD, APRIL_2027))
        IncomeThreshold.objects.filter(valid_from="2026-04-01").update(persons_1=10_422)
        client.post(ADD, {**APRIL_2027, "previewed": seen, "compared": "on"})
        assert not IncomeThreshold.objects.filter(valid_from="2027-04-01").exists()

    def test_it_compares_the_first_period_with_none(self, client: Client) -> None:
        first = {**APRIL_2027, "valid_from": "2010-04-01"}
        assert "No earlier period to compare with" in client.post(ADD, first).content.decode()
        assert save(client, ADD, first, compared="on").status_code == 302

    @pytest.mark.parametrize(
        ("change", "field", "message"),
        [
            ({"persons_2": "10500"}, "persons_2", "Must be above the amount for 1 person"),
            ({"persons_3": "15000"}, "persons_3", "Must be above the amount for 2 persons"),
            ({"persons_4": "1"}, "persons_4", "Must be above the amount for 3 persons"),
            ({"persons_1": "-1"}, "persons_1", "Write an amount above 0."),
            ({"persons_1": "0"}, "persons_1", "Write an amount above 0."),
            ({"each_extra_person": "0"}, "each_extra_person", "Write an amount above 0."),
            ({"valid_from": "2026-04-01"}, "valid_from", "already has ceilings from that day"),
            ({"source_title": ""}, "source_title", ""),
            ({"source_title": "arrêté\ue000amount\ue000"}, "source_title", "cannot be seen"),
            ({"source_url": "ftp://example.org/"}, "source_url", "Enter a valid URL"),
            ({"source_url": "https://example.org/\ue000"}, "source_url", "cannot be seen"),
            ({"checked_on": "2999-01-01"}, "checked_on", "This day is still to come."),
            ({"valid_from": "0001-01-01"}, "valid_from", "Write a day from 01/01/2000 to 31/12/2099."),
            ({"valid_from": "9999-12-31"}, "valid_from", "Write a day from 01/01/2000 to 31/12/2099."),
        ],
    )
    def test_it_says_what_is_wrong_next_to_the_field(
        self, client: Client, change: dict[str, str], field: str, message: str
    ) -> None:
        found = errors(client.post(ADD, {**APRIL_2027, **change}))
        assert list(found) == [field]
        assert message in found[field][0]

    def test_the_list_tells_past_from_in_force_and_upcoming(self, client: Client) -> None:
        save(client, ADD, APRIL_2027, compared="on")
        rows = re.findall(
            r'field-valid_from.*?>([\w ,.]*2\d{3})<.*?field-state">(\w[\w ]*)<',
            client.get(LIST).content.decode(),
            re.DOTALL,
        )
        states = [state for _, state in rows]
        assert states.count("upcoming") == 1
        assert states.count("in force") == 2
        assert states.count("past") == IncomeThreshold.objects.count() - 3

    def test_the_public_site_follows_a_change(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
        save(client, ADD, APRIL_2027, compared="on")
        with travel("2027-04-01T12:00:00+02:00", tick=False):
            answer = client.get("/en/ceiling/?persons=1&zone=metropole").context["answer"]
        assert (answer["annual"], answer["published"]) == (10_500, True)

    def test_the_history_says_who_changed_what(self, client: Client) -> None:
        save(client, ADD, APRIL_2027, compared="on")
        record = IncomeThreshold.objects.get(valid_from="2027-04-01").history.get()
        assert record.history_user.username == "anna"
        assert client.get(f"{LIST}{record.id}/history/").status_code == 200

    def test_the_history_shows_old_amounts_but_does_not_bring_them_back(self, client: Client) -> None:
        row = IncomeThreshold.objects.first()
        assert row
        address = f"{LIST}{row.pk}/history/{row.history.get().pk}/"
        assert "Revert" not in client.get(address, headers={"Accept-Language": "en"}).content.decode()
        assert client.post(address, APRIL_2027).status_code == 403

    def test_the_admin_log_counts_no_tick_as_a_change(self, client: Client) -> None:
        save(client, ADD, APRIL_2027, compared="on")
        row = IncomeThreshold.objects.get(valid_from="2027-04-01")
        save(client, f"{LIST}{row.pk}/change/", {**APRIL_2027, "persons_1": "10501"}, compared="on")
        (entry, _) = LogEntry.objects.order_by("-pk")
        assert json.loads(entry.change_message) == [{"changed": {"fields": ["1 person"]}}]


@pytest.mark.usefixtures("anna")
class TestHousing:
    APRIL_2027 = {
        "valid_from": "2027-04-01",
        "rsa_one_person_month": "660.00",
        "source_title": "decree of March 2027",
        "source_url": "",
        "checked_on": "",
    }

    def test_it_is_dated_and_compared_like_a_ceiling(self, client: Client) -> None:
        assert save(client, ADD_HOUSING, self.APRIL_2027, compared="on").status_code == 302
        assert HousingLumpSum.objects.filter(valid_from="2027-04-01").exists()

    def test_it_asks_to_confirm_a_jump(self, client: Client) -> None:
        jump = {**self.APRIL_2027, "rsa_one_person_month": "900.00"}
        assert "jump_is_right" in errors(save(client, ADD_HOUSING, jump, compared="on"))

    @pytest.mark.parametrize("amount", ["0", "-5", "many"])
    def test_it_refuses_what_is_no_amount(self, client: Client, amount: str) -> None:
        found = errors(client.post(ADD_HOUSING, {**self.APRIL_2027, "rsa_one_person_month": amount}))
        assert list(found) == ["rsa_one_person_month"]

    def test_it_refuses_a_day_of_reading_that_is_to_come_and_a_first_day_that_moves(
        self, client: Client
    ) -> None:
        row = HousingLumpSum.objects.get(valid_from="2026-04-01")
        sent = {**self.APRIL_2027, "checked_on": "2999-01-01"}
        found = errors(client.post(f"/admin/thresholds/housinglumpsum/{row.pk}/change/", sent))
        assert set(found) == {"valid_from", "checked_on"}

    def test_it_refuses_a_second_base_from_the_same_day(self, client: Client) -> None:
        found = errors(client.post(ADD_HOUSING, {**self.APRIL_2027, "valid_from": "2026-04-01"}))
        assert "already a base from that day" in found["valid_from"][0]


@pytest.mark.parametrize("page", ["/admin/", LIST, ADD])
def test_nobody_sees_the_admin_without_signing_in(client: Client, page: str) -> None:
    assert "/admin/login/" in client.get(page)["Location"]
