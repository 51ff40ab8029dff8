"""Whoever reads the site is told what is out of date: visitors, admins and machines."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from time_machine import travel

from eligibility.domain.conditions import CONDITIONS
from eligibility.freshness import rules_checked_on
from eligibility.models import Document
from tests.walk import ALONE, walk
from thresholds.held import ContentUnavailable
from thresholds.models import IncomeThreshold

pytestmark = pytest.mark.django_db

# 1 April begins at 22:00 of the evening before in UTC.
LAST_MOMENT_OF_MARCH = "2027-03-31T21:59:59+00:00"
FIRST_MOMENT_OF_APRIL = "2027-03-31T22:00:01+00:00"
OVERDUE = "New ceilings were due on"
NOT_READ = "they were not yet read in a published table"
PAGES = ("/en/ceiling/", "/en/ceiling/?persons=1&zone=metropole", "/en/resources/", "/en/about/")


@pytest.fixture
def read_in_a_table() -> None:
    """As if the table of 2026 had been found."""
    IncomeThreshold.objects.filter(valid_from="2026-04-01").update(published="yes")


@pytest.fixture
def nothing_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the database had failed from the first look on."""

    def fail() -> None:
        raise ContentUnavailable

    monkeypatch.setattr("thresholds.amounts.AMOUNTS.current", fail)


def text_of(client: Client, page: str) -> str:
    return client.get(page).content.decode()


@pytest.mark.usefixtures("read_in_a_table")
class TestVisitors:
    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_that_shows_a_ceiling_says_from_1_april_that_it_is_old(
        self, client: Client, page: str
    ) -> None:
        with travel(LAST_MOMENT_OF_MARCH, tick=False):
            assert OVERDUE not in text_of(client, page)
        with travel(FIRST_MOMENT_OF_APRIL, tick=False):
            text = text_of(client, page)
        assert OVERDUE in text
        assert "01/04/2027" in text

    def test_the_result_says_it_too(self, client: Client) -> None:
        with travel(FIRST_MOMENT_OF_APRIL):
            walk(client, ALONE)
            assert text_of(client, "/en/result/").count(OVERDUE) == 1
        with travel("2026-11-24"):
            assert OVERDUE not in text_of(client, "/en/result/")

    @pytest.mark.parametrize("page", PAGES)
    @pytest.mark.usefixtures("today")
    def test_nothing_is_said_of_a_table_that_was_read(self, client: Client, page: str) -> None:
        text = text_of(client, page)
        assert NOT_READ not in text
        assert "The official table of ceilings of" not in text

    def test_the_about_page_says_when_the_rules_are_old(self, client: Client) -> None:
        old = "more than 12 months ago"
        with travel("2027-11-24T12:00:00+01:00", tick=False):
            assert old not in text_of(client, "/en/about/")
        with travel("2027-11-25T12:00:00+01:00", tick=False):
            text = text_of(client, "/en/about/")
        assert old in text
        assert "24/11/2026" in text


@pytest.mark.usefixtures("today")
def test_the_about_page_names_the_table_that_was_not_found(client: Client) -> None:
    text = text_of(client, "/en/about/")
    assert "01/04/2026" in text[text.index("The official table of ceilings of") :][:120]
    assert NOT_READ in text
    assert NOT_READ in text_of(client, "/en/resources/")


@pytest.mark.usefixtures("today", "nothing_read")
@pytest.mark.parametrize("page", ["/en/about/", "/en/resources/"])
def test_a_page_to_read_is_there_where_no_content_was_ever_read(client: Client, page: str) -> None:
    assert client.get(page).status_code == 200


class TestMachines:
    def healthz(self, client: Client, moment: str) -> dict[str, str]:
        with travel(moment, tick=False):
            response = client.get("/healthz")
        assert response.status_code == 200
        return response.json()

    def test_healthz_knows_nothing_before_the_content_was_read(self, client: Client) -> None:
        assert self.healthz(client, "2026-11-24") == {"status": "ok", "reference": "unknown"}

    @pytest.mark.usefixtures("read_in_a_table")
    def test_healthz_is_stale_from_1_april_on_in_paris(self, client: Client) -> None:
        client.get("/readyz")
        assert self.healthz(client, LAST_MOMENT_OF_MARCH) == {"status": "ok", "reference": "fresh"}
        assert self.healthz(client, FIRST_MOMENT_OF_APRIL) == {"status": "ok", "reference": "stale"}

    def check(self, *arguments: str) -> tuple[int, str]:
        output = StringIO()
        try:
            call_command("check_reference", *arguments, stdout=output)
        except SystemExit as ended:
            return int(ended.code or 0), output.getvalue()
        return 0, output.getvalue()

    @pytest.mark.usefixtures("read_in_a_table")
    def test_the_command_ends_with_0_while_nothing_is_old(self) -> None:
        assert self.check("--on", "2027-03-31") == (0, "Nothing is out of date.\n")

    def test_the_command_ends_with_1_and_a_line_for_each_thing_that_is_old(self) -> None:
        status, text = self.check("--on", "2027-04-01")
        assert status == 1
        assert "overseas: the ceilings due on 2027-04-01 are missing" in text.splitlines()
        assert "metropole: the ceilings were not read in a published table" in text.splitlines()
        assert "residence: last checked" not in text

    @pytest.mark.usefixtures("read_in_a_table")
    def test_the_command_ends_with_1_where_no_paper_is_in_use(self) -> None:
        Document.objects.update(in_use=False)
        assert self.check("--on", "2027-03-31") == (1, "no paper is in use\n")
        found = json.loads(self.check("--on", "2027-03-31", "--json")[1])
        assert (found["reference"], found["papers"]) == ("stale", 0)

    def test_the_command_prints_json(self) -> None:
        status, text = self.check("--on", "2027-11-25", "--json")
        found: dict[str, Any] = json.loads(text)
        assert (status, found["reference"]) == (1, "stale")
        assert found["overdue"] == found["unpublished"] == ["metropole", "overseas"]
        assert found["old_facts"]["residence"] == "2026-11-24"
        assert set(found["old_facts"]) == {condition.key for condition in CONDITIONS} | {"housing_base"}

    @pytest.mark.usefixtures("read_in_a_table")
    def test_the_command_takes_the_day_in_paris(self) -> None:
        with travel(LAST_MOMENT_OF_MARCH, tick=False):
            assert self.check()[0] == 0
        with travel(FIRST_MOMENT_OF_APRIL, tick=False):
            assert self.check()[0] == 1

    def test_the_command_ends_with_2_on_what_is_no_day(self) -> None:
        with pytest.raises(CommandError, match="is not a date") as refused:
            call_command("check_reference", "--on", "1 April")
        assert refused.value.returncode == 2

    @pytest.mark.usefixtures("nothing_read")
    def test_the_command_ends_with_2_where_it_cannot_be_told(self) -> None:
        with pytest.raises(CommandError, match="cannot be read") as refused:
            call_command("check_reference")
        assert refused.value.returncode == 2


def test_the_age_of_the_rules_is_that_of_the_condition_checked_longest_ago(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from dataclasses import replace

    older = replace(CONDITIONS[0], checked_on=date(2026, 1, 2))
    monkeypatch.setattr("eligibility.freshness.CONDITIONS", (older, *CONDITIONS[1:]))
    assert rules_checked_on() == date(2026, 1, 2)
