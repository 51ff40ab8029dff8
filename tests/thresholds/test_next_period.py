"""1 April of an admin: the next period drafted, looked at, published; and invisible until then."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from time_machine import travel

from tests.staff import administrator, errors, member, previewed, signed_in
from tests.thresholds.tables import CSV, MAINLAND, OVERSEAS, PRINTED
from thresholds.amounts import AMOUNTS
from thresholds.models import ContentVersion, DraftPeriod, HousingLumpSum, IncomeThreshold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

ADD = "/admin/thresholds/draftperiod/add/"
AS_OF = "/admin/thresholds/draftperiod/as-of/"
SOURCE = {
    "published_metropole": "yes",
    "published_overseas": "yes",
    "source_title": "service-public.fr, F3079",
    "source_url": "https://www.service-public.fr/particuliers/vosdroits/F3079",
    "checked_on": "2026-11-24",
}


def sign_in(client: Client, *permissions: str) -> Client:
    """Someone of the staff with these permissions only."""
    user = member("paul")
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    signed_in(client, user)
    return client


@pytest.fixture
def anna(client: Client) -> Client:
    """An administrator who reads English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    administrator(client)
    return client


def offered(client: Client) -> dict[str, Any]:
    """What the form of a new draft holds before anything is typed."""
    initial = client.get(ADD).context["adminform"].form.initial
    return {name: str(value) for name, value in initial.items()}


def save(client: Client, **changes: Any) -> HttpResponse:
    """Begin a draft from what the form offers."""
    return client.post(ADD, {**offered(client), **changes})


def drafted(client: Client, table: str = PRINTED, **changes: Any) -> DraftPeriod:
    assert save(client, table=table, **changes).status_code == 302
    return DraftPeriod.objects.get()


def page_of(draft: DraftPeriod) -> str:
    return f"/admin/thresholds/draftperiod/{draft.pk}/change/"


def publish_page(draft: DraftPeriod) -> str:
    return f"/admin/thresholds/draftperiod/{draft.pk}/publish/"


def publish(client: Client, draft: DraftPeriod, **changes: str) -> HttpResponse:
    """Look at the page, fill it in, tick, press."""
    shown = previewed(client.get(publish_page(draft)))
    ticks = {"compared": "on", "unchanged_is_right": "on"}
    return client.post(publish_page(draft), {**SOURCE, "previewed": shown, **ticks, **changes})


class TestDrafting:
    def test_it_begins_with_the_period_in_force_from_the_next_1_april(self, anna: Client) -> None:
        found = offered(anna)
        assert found["valid_from"] == "2027-04-01"
        assert (found["metropole_persons_1"], found["overseas_each_extra_person"]) == ("10421", "4640")
        assert found["rsa_one_person_month"] == "651.69"

    def test_late_in_april_it_still_begins_with_the_1_april_that_was_missed(self, anna: Client) -> None:
        with travel("2027-04-09", tick=False):
            signed_in(anna, User.objects.get(username="anna"))
            assert offered(anna)["valid_from"] == "2027-04-01"

    def test_a_pasted_table_becomes_its_amounts(self, anna: Client) -> None:
        draft = drafted(anna)
        for zone, amounts in (("metropole", MAINLAND), ("overseas", OVERSEAS)):
            names = DraftPeriod.amount_names(zone).values()
            assert tuple(getattr(draft, name) for name in names) == amounts

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
    def test_a_csv_file_does_as_well(self, anna: Client, encoding: str) -> None:
        file = SimpleUploadedFile("plafonds.csv", CSV.replace("metropole", "Métropole").encode(encoding))
        assert save(anna, file=file).status_code == 302
        assert DraftPeriod.objects.get().overseas_persons_4 == OVERSEAS[3]

    @pytest.mark.parametrize("content", [b"PK\x03\x04\0\0", b"1;10339\n" * 3000])
    def test_what_is_no_csv_file_is_refused(self, anna: Client, content: bytes) -> None:
        response = save(anna, file=SimpleUploadedFile("plafonds.xlsx", content))
        assert "save the sheet as CSV" in errors(response)["file"][0]

    def test_a_table_and_a_file_at_once_are_refused(self, anna: Client) -> None:
        response = save(anna, table=PRINTED, file=SimpleUploadedFile("a.csv", CSV.encode()))
        assert errors(response) == {"file": ["Paste the table or choose a file, not both."]}

    def test_each_line_that_is_not_understood_is_named(self, anna: Client) -> None:
        table = PRINTED.replace("15\u00a0508", "l5\u00a0508").replace("4 personnes", "personnes")
        found = errors(save(anna, table=table))
        assert list(found) == ["table"]
        assert [message.partition(":")[0] for message in found["table"]] == ["Line 4", "Line 6"]
        assert not DraftPeriod.objects.exists()

    def test_one_zone_alone_leaves_the_other_and_says_so(self, anna: Client) -> None:
        only = "Métropole\n1 10339\n2 15508\n3 18609\n4 21711\nen plus 4135"
        page = anna.get(page_of(drafted(anna, only))).content.decode()
        assert "The amounts of the other are as before: Overseas" in page
        assert "Overseas: these are still the amounts of the period before." in page

    @pytest.mark.parametrize(
        ("change", "field", "message"),
        [
            ({"overseas_persons_2": "11000"}, "overseas_persons_2", "Must be above the amount for 1 person"),
            ({"metropole_persons_1": "0"}, "metropole_persons_1", ""),
            ({"rsa_one_person_month": "-1"}, "rsa_one_person_month", "Write an amount above 0."),
            ({"valid_from": "2026-04-01"}, "valid_from", "already published"),
            ({"valid_from": "0001-01-01"}, "valid_from", "Write a day from"),
            ({"valid_from": "9999-12-31"}, "valid_from", "Write a day from"),
        ],
    )
    def test_it_refuses_what_could_not_be_published(
        self, anna: Client, change: dict[str, str], field: str, message: str
    ) -> None:
        found = errors(save(anna, **change))
        assert list(found) == [field]
        assert message in found[field][0]

    def test_there_is_one_draft_a_day(self, anna: Client) -> None:
        drafted(anna)
        assert "already a draft" in errors(save(anna))["valid_from"][0]

    def test_its_history_says_who_changed_what(self, anna: Client) -> None:
        draft = drafted(anna)
        assert draft.history.get().history_user.username == "anna"
        assert anna.get(f"/admin/thresholds/draftperiod/{draft.pk}/history/").status_code == 200


class TestPreview:
    def test_it_shows_both_zones_to_eight_persons_with_change_and_coefficients(self, anna: Client) -> None:
        preview = anna.get(page_of(drafted(anna))).context["preview"]
        assert [len(comparison.lines) for comparison in preview["comparisons"]] == [8, 8, 1]
        line = preview["comparisons"][1].lines[7]
        assert (line.now[0], line.before[0], line.lawful) == (42_576, 42_918, 42_576)
        assert line.change == "-0,8\u00a0%"
        assert [comparison.off for comparison in preview["comparisons"]] == [(), (), ()]

    def test_it_names_a_figure_that_the_coefficients_do_not_give(self, anna: Client) -> None:
        page = anna.get(page_of(drafted(anna, PRINTED.replace("18\u2009609", "18\u2009906"))))
        (line,) = page.context["preview"]["comparisons"][0].off
        assert (line.label, line.now) == ("3 persons, metropolitan France", (18_906,))
        assert line.lawful in (18_609, 18_610)  # the other nine figures leave open which
        assert "3 persons, metropolitan France: " in page.content.decode()

    def test_it_names_the_households_whose_verdict_changes(self, anna: Client) -> None:
        changes = anna.get(page_of(drafted(anna))).context["preview"]["changes"]
        found = {
            change.now.household.name: (change.before.outcome.status.value, change.now.outcome.status.value)
            for change in changes
        }
        # 865 x 12 = 10,380: within 10,421, and above 10,339 by less than two per cent.
        assert found["Alone, 865 € a month"] == ("likely", "close_to_ceiling")
        assert "Alone, no income" not in found

    def test_a_new_rsa_base_is_compared_too(self, anna: Client) -> None:
        draft = drafted(anna, rsa_one_person_month="660.00")
        comparison = anna.get(page_of(draft)).context["preview"]["comparisons"][2]
        assert comparison.title == "housing lump sum"
        assert comparison.lines[0].change == "+1,3\u00a0%"


class TestInvisible:
    def test_no_public_page_and_no_worker_follows_a_draft(self, anna: Client) -> None:
        before = ContentVersion.current()
        drafted(anna, rsa_one_person_month="660.00")
        assert ContentVersion.current() == before
        AMOUNTS.forget()
        with travel("2027-04-02T12:00:00+02:00", tick=False):
            page = Client().get("/en/ceiling/?persons=1&zone=metropole")
        assert page.context["answer"]["annual"] == 10_421

    def test_staff_see_the_site_as_of_that_day_with_and_without_the_draft(self, anna: Client) -> None:
        drafted(anna)
        for query, annual, is_overdue in (
            ("?on=2027-03-31&drafts=on", 10_421, False),
            ("?on=2027-04-01&drafts=on", 10_339, False),
            ("?on=2027-04-01", 10_421, True),
        ):
            page = anna.get(AS_OF + query)
            assert page.context["tables"][0]["rows"][0]["annual"] == annual
            assert page.context["verdicts"][0].outcome.ceiling.annual == annual
            assert ("New ceilings were due on" in page.content.decode()) is is_overdue

    def test_staff_see_the_result_page_of_a_typical_household(self, anna: Client) -> None:
        drafted(anna)
        page = anna.get(f"{AS_OF}2/?on=2027-04-01&drafts=on").content.decode()
        assert "Only staff see this page." in page
        assert "Your resources are very close to the ceiling." in page
        assert "10\u202f339" in page
        assert "Result of" in page
        assert "01/04/2027" in page
        assert anna.get(f"{AS_OF}99/").status_code == 404

    @pytest.mark.parametrize("query", ["", "?on=", "?on=tomorrow", "?on=0001-01-01", "?on=9999-12-31"])
    def test_any_other_day_is_today(self, anna: Client, query: str) -> None:
        assert anna.get(AS_OF + query).context["as_of"].isoformat() == "2026-11-24"

    @pytest.mark.parametrize("page", [AS_OF, f"{AS_OF}2/", ADD])
    def test_nobody_else_does(self, client: Client, page: str) -> None:
        assert "/admin/login/" in client.get(f"{page}?on=2027-04-01&drafts=on")["Location"]

    def test_the_public_pages_take_no_day(self, client: Client) -> None:
        page = client.get("/en/ceiling/?persons=1&zone=metropole&on=2025-04-01&as_of=2025-04-01&drafts=on")
        assert page.context["answer"]["annual"] == 10_421


class TestPublishing:
    def test_it_saves_both_zones_with_their_source_and_the_draft_is_gone(self, anna: Client) -> None:
        before = ContentVersion.current()
        assert publish(anna, drafted(anna)).status_code == 302
        rows = IncomeThreshold.objects.filter(valid_from="2027-04-01").order_by("zone")
        assert [tuple(getattr(row, name) for name in row.AMOUNTS) for row in rows] == [MAINLAND, OVERSEAS]
        assert {(row.published, row.source_url, row.checked_on.isoformat()) for row in rows} == {
            ("yes", SOURCE["source_url"], "2026-11-24")
        }
        assert {row.history.get().history_user.username for row in rows} == {"anna"}
        assert not DraftPeriod.objects.exists()
        assert not HousingLumpSum.objects.filter(valid_from="2027-04-01").exists()
        assert ContentVersion.current() > before

    def test_the_public_site_follows_on_the_day(self, anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
        address = "/en/ceiling/?persons=1&zone=metropole"
        anna.get(address)
        publish(anna, drafted(anna))
        assert anna.get(address).context["answer"]["annual"] == 10_421
        with travel("2027-04-01T00:00:01+02:00", tick=False):
            answer = anna.get(address).context["answer"]
        assert (answer["annual"], answer["published"]) == (10_339, True)

    def test_a_new_rsa_base_is_published_with_its_own_source(self, anna: Client) -> None:
        draft = drafted(anna, rsa_one_person_month="660.00")
        assert set(publish(anna, draft).context["form"].errors) == {
            "housing_source_title",
            "housing_source_url",
        }
        own = {"housing_source_title": "a decree", "housing_source_url": "https://www.legifrance.gouv.fr/"}
        assert publish(anna, draft, **own).status_code == 302
        assert HousingLumpSum.objects.get(valid_from="2027-04-01").source_title == "a decree"

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"source_url": ""}, "source_url"),
            ({"source_url": "somewhere"}, "source_url"),
            ({"source_url": "ftp://example.org/"}, "source_url"),
            ({"source_title": ""}, "source_title"),
            ({"source_title": "arrêté\ue000"}, "source_title"),
            ({"checked_on": ""}, "checked_on"),
            ({"checked_on": "2026-11-25"}, "checked_on"),
            ({"published_overseas": ""}, "published_overseas"),
            ({"compared": ""}, "compared"),
        ],
    )
    def test_it_publishes_nothing_without_source_day_and_tick(
        self, anna: Client, change: dict[str, str], field: str
    ) -> None:
        response = publish(anna, drafted(anna), **change)
        assert set(response.context["form"].errors) == {field}
        assert not IncomeThreshold.objects.filter(valid_from="2027-04-01").exists()

    def test_a_jump_over_twenty_per_cent_asks_for_its_own_tick(self, anna: Client) -> None:
        draft = drafted(anna, PRINTED.replace("4 603", "5 700"))
        refused = publish(anna, draft, off_is_right="on")
        assert set(refused.context["form"].errors) == {"jump_is_right"}
        assert "is right for: each extra person, overseas" in refused.content.decode()
        assert publish(anna, draft, off_is_right="on", jump_is_right="on").status_code == 302

    def test_a_figure_away_from_the_legal_coefficients_asks_for_its_own_tick(self, anna: Client) -> None:
        """A slip of the finger is smaller than any jump."""
        draft = drafted(anna, PRINTED.replace("18\u2009609", "18 906"))
        refused = publish(anna, draft)
        assert set(refused.context["form"].errors) == {"off_is_right"}
        said = "I read these amounts once more: they are what the source says: 3 persons, metropolitan France"
        assert said in refused.content.decode()
        assert publish(anna, draft, off_is_right="on").status_code == 302

    def test_amounts_and_changes_are_written_as_on_french_papers(self, anna: Client) -> None:
        page = anna.get(publish_page(drafted(anna))).content.decode()
        assert "651,69\u00a0€" in page
        assert "-0,8\u00a0%" in page

    def test_what_agrees_with_the_coefficients_asks_for_no_such_tick(self, anna: Client) -> None:
        assert 'name="off_is_right"' not in anna.get(publish_page(drafted(anna))).content.decode()

    @pytest.mark.parametrize(("day", "is_refused"), [("2026-03-31", True), ("2026-04-01", False)])
    def test_nobody_can_have_read_it_while_the_period_before_was_to_come(
        self, anna: Client, day: str, is_refused: bool
    ) -> None:
        response = publish(anna, drafted(anna), checked_on=day)
        assert (response.status_code == 200) is is_refused
        assert ("before 01/04/2026" in response.content.decode()) is is_refused

    @pytest.mark.parametrize(
        ("table", "names"),
        [(PRINTED, "housing lump sum"), ("", "Metropolitan France, Overseas, housing lump sum")],
    )
    def test_amounts_that_are_still_those_before_ask_for_their_own_tick(
        self, anna: Client, table: str, names: str
    ) -> None:
        refused = publish(anna, drafted(anna, table), unchanged_is_right="")
        assert set(refused.context["form"].errors) == {"unchanged_is_right"}
        assert f"stay as they were: {names}" in refused.content.decode()

    def test_a_start_that_is_no_1_april_to_come_is_pointed_at(self, anna: Client) -> None:
        said = "This period does not begin on a 1 April to come."
        for day, is_odd in (("2027-04-01", False), ("2027-01-04", True), ("2026-04-02", True)):
            draft = drafted(anna, valid_from=day)
            assert (said in anna.get(page_of(draft)).content.decode()) is is_odd
            draft.delete()

    @pytest.mark.parametrize("language", ["en", "fr", "ar"])
    def test_a_day_is_written_in_one_way_in_every_language(self, anna: Client, language: str) -> None:
        page = anna.get(ADD, headers={"accept-language": language}).content.decode()
        assert re.search(r'<input type="date" name="valid_from" value="2027-04-01"', page)

    def test_a_draft_that_changed_after_it_was_looked_at_is_looked_at_again(self, anna: Client) -> None:
        draft = drafted(anna)
        seen = previewed(anna.get(publish_page(draft)))
        DraftPeriod.objects.update(metropole_persons_1=10_340)
        response = anna.post(publish_page(draft), {**SOURCE, "previewed": seen, "compared": "on"})
        assert "The draft changed meanwhile" in response.content.decode()
        assert not IncomeThreshold.objects.filter(valid_from="2027-04-01").exists()

    def test_it_saves_all_or_nothing(self, anna: Client) -> None:
        """The RSA base of that day is already there: neither zone is published."""
        draft = drafted(anna, rsa_one_person_month="660.00")
        HousingLumpSum.objects.create(
            valid_from="2027-04-01", rsa_one_person_month="655.00", source_title="another"
        )
        own = {"housing_source_title": "a decree", "housing_source_url": "https://www.legifrance.gouv.fr/"}
        assert "already a base from that day" in publish(anna, draft, **own).content.decode()
        assert not IncomeThreshold.objects.filter(valid_from="2027-04-01").exists()

    def test_a_draft_published_meanwhile_is_gone(self, anna: Client) -> None:
        draft = drafted(anna)
        publish(anna, draft)
        again = anna.post(publish_page(draft), SOURCE, follow=True)
        assert again.redirect_chain == [("/admin/", 302)]
        assert "This draft is gone: somebody published or deleted it." in again.content.decode()


class TestPermissions:
    DRAFTING = ("view_draftperiod", "add_draftperiod", "change_draftperiod")

    def test_who_may_draft_may_not_publish(self, client: Client) -> None:
        paul = sign_in(client, *self.DRAFTING)
        draft = drafted(paul)
        assert (
            reverse("admin:publish_draft", args=[draft.pk]) not in paul.get(page_of(draft)).content.decode()
        )
        assert paul.get(publish_page(draft)).status_code == 403
        assert paul.post(publish_page(draft), SOURCE).status_code == 403

    def test_who_may_publish_needs_no_right_to_change_old_amounts(self, client: Client) -> None:
        paul = sign_in(client, *self.DRAFTING, "publish_ceiling")
        assert publish(paul, drafted(paul)).status_code == 302

    def test_who_may_do_nothing_sees_nothing(self, client: Client) -> None:
        paul = sign_in(client)
        assert [paul.get(page).status_code for page in (ADD, AS_OF, f"{AS_OF}2/")] == [403, 403, 403]
        assert "Prepare the next period" not in paul.get("/admin/").content.decode()


class TestFiles:
    """The one page that takes a file takes it from staff, into memory."""

    def test_no_other_page_takes_a_file(self, anna: Client) -> None:
        file = SimpleUploadedFile("a.csv", CSV.encode())
        response = anna.post("/admin/thresholds/incomethreshold/add/", {"file": file})
        assert not response.wsgi_request.FILES

    def test_a_file_of_someone_who_is_not_signed_in_is_not_read(self, client: Client) -> None:
        response = client.post(ADD, {"file": SimpleUploadedFile("a.csv", CSV.encode())})
        assert "/admin/login/" in response["Location"]
        assert not response.wsgi_request.FILES

    def test_the_form_is_still_protected_from_other_sites(self, anna: Client) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = anna.cookies
        assert strict.post(ADD, {"table": PRINTED}).status_code == 403

    def test_a_large_file_is_refused_unread(self, anna: Client) -> None:
        file = SimpleUploadedFile("a.csv", b"x" * 100_000)
        assert anna.post(ADD, {"file": file}).status_code == 413


class TestIndex:
    def test_it_says_what_is_old_and_what_waits(self, anna: Client) -> None:
        page = anna.get("/admin/").content.decode()
        assert "Overseas: the ceilings in force were not read whole in a published table." in page
        assert "Prepare the next period" in page
        draft = drafted(anna)
        assert page_of(draft) in anna.get("/admin/").content.decode()
        publish(anna, draft)
        assert "Already published: the ceilings from" in anna.get("/admin/").content.decode()

    def test_who_may_not_see_drafts_learns_of_none(self, anna: Client) -> None:
        draft = drafted(anna)
        editor = Client()
        signed_in(editor, member("emil", "editors"))
        page = editor.get("/admin/", headers={"accept-language": "en"}).content.decode()
        assert page_of(draft) not in page
        assert "Draft from" not in page

    def test_it_says_from_1_april_which_ceilings_are_missing(self, anna: Client) -> None:
        with travel("2027-11-25T12:00:00+01:00", tick=False):
            signed_in(anna, User.objects.get(username="anna"))
            page = anna.get("/admin/").content.decode()
        assert "Metropolitan France: the ceilings due on" in page
        assert "residence: the law was last checked on" in page
