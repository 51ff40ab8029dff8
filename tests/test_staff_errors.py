"""What staff read when something of theirs is refused: the admin's words, not those for visitors."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from time_machine import travel

from ame_site.staff.roles import EDITORS, TRANSLATORS
from tests.staff import administrator, member, signed_in

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}
CEILING = "/admin/thresholds/incomethreshold/add/"
TEXTS = "/admin/eligibility/document/translations/es/import/"
FOR_VISITORS = "Go to the start page"


def says(response: HttpResponse, status: int, words: str) -> None:
    text = response.content.decode()
    assert response.status_code == status
    assert words in text
    assert 'href="/admin/"' in text
    assert FOR_VISITORS not in text
    assert "AME content" in text


@pytest.fixture
def editor(client: Client) -> User:
    return signed_in(client, member("eve", EDITORS, TRANSLATORS + "es"))


def test_a_page_that_the_roles_do_not_allow(client: Client, editor: User) -> None:
    says(client.get(CEILING, headers=ENGLISH), 403, "Your roles do not allow this")


def test_it_speaks_the_language_of_the_reader(client: Client, editor: User) -> None:
    text = client.get(CEILING, headers={"accept-language": "ar"}).content.decode()
    assert 'lang="ar" dir="rtl"' in text
    assert "Your roles" not in text


def test_a_file_that_is_too_large(client: Client, editor: User) -> None:
    given = {"file": ("papers-es.po", "x" * 70_000)}
    says(client.post(TEXTS, given, headers=ENGLISH), 413, "64 KB is the most")


def test_a_form_that_was_open_for_too_long(editor: User, client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    says(strict.post(TEXTS, {}, headers=ENGLISH), 403, "Nothing was saved")


def test_an_address_that_does_not_exist(client: Client, editor: User) -> None:
    says(client.get("/admin/nowhere/", headers=ENGLISH), 404, "There is no such page")


@pytest.mark.parametrize("of", ["eligibility/document", "thresholds/incomethreshold"])
@pytest.mark.parametrize(
    "page", ["{pk}/history/x/", "x/history/1/", "x/history/", "{pk}/history/99999999999999999999/"]
)
def test_a_version_that_does_not_exist(client: Client, of: str, page: str) -> None:
    administrator(client)
    row = apps.get_model(of.replace("/", ".")).objects.first()
    page = f"/admin/{of}/{page.format(pk=row.pk)}"
    says(client.get(page, headers=ENGLISH), 404, "There is no such page")


def test_visitors_keep_their_own_page(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/en/questions/territory/", {"territory": "metropole"})
    assert response.status_code == 403
    assert FOR_VISITORS in response.content.decode()


class TestWhatWasTypedWhenTheSessionHadEnded:
    """Thirty minutes without a page end it: the sign-in page says that nothing was saved."""

    WORDS = "What you sent was not saved"

    def test_is_said_to_be_lost(self, client: Client) -> None:
        with travel("2026-11-24T09:00:00+00:00", tick=False) as clock:
            administrator(client)
            clock.shift(timedelta(minutes=31))
            response = client.post(CEILING, {"valid_from": "2027-04-01"}, headers=ENGLISH, follow=True)
        assert response.redirect_chain[0][0].startswith("/admin/login/")
        assert self.WORDS in response.content.decode()

    def test_a_page_only_looked_at_says_nothing(self, client: Client) -> None:
        assert self.WORDS not in client.get(CEILING, headers=ENGLISH, follow=True).content.decode()

    def test_signing_out_loses_nothing(self, client: Client) -> None:
        response = client.post("/admin/logout/", headers=ENGLISH, follow=True)
        assert self.WORDS not in response.content.decode()
