"""Staff sign in with a name, a password and a code, and not for long; nobody else gets in."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import (
    Argon2PasswordHasher,
    BasePasswordHasher,
    PBKDF2PasswordHasher,
    make_password,
)
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from time_machine import Traveller, travel

from ame_site.staff.models import SignIn
from ame_site.staff.roles import ADMINISTRATORS, EDITORS
from tests.staff import PASSWORD, SIGN_IN, administrator, code_of, member, sign_in, signed_in

pytestmark = pytest.mark.django_db

NAME = "anna"
INDEX = "/admin/"


@pytest.fixture
def clock() -> Iterator[Traveller]:
    """A clock that moves only when told: a code is right for as long as the test needs it."""
    with travel("2026-11-24T09:00:00+00:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def anna(clock: Traveller) -> User:
    return member(NAME, ADMINISTRATORS, password=PASSWORD)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def is_in(client: Client) -> bool:
    return client.get(INDEX).status_code == 200


class TestThreeThings:
    def test_name_password_and_code_open_the_admin(self, client: Client, anna: User) -> None:
        assert sign_in(client, NAME, PASSWORD, code_of(anna))["Location"] == INDEX
        assert is_in(client)

    def test_without_a_page_to_go_to_the_admin_opens(self, client: Client, anna: User) -> None:
        given = {"username": NAME, "password": PASSWORD, "otp_token": code_of(anna)}
        assert client.post(SIGN_IN, given)["Location"] == INDEX

    def test_a_code_may_be_typed_with_a_space_as_phones_show_it(self, client: Client, anna: User) -> None:
        code = code_of(anna)
        assert sign_in(client, NAME, PASSWORD, f"{code[:3]} {code[3:]}").status_code == 302

    @pytest.mark.parametrize("missing", ["username", "password", "otp_token"])
    def test_none_of_them_may_be_missing(self, client: Client, anna: User, missing: str) -> None:
        given = {"username": NAME, "password": PASSWORD, "otp_token": code_of(anna), missing: ""}
        assert missing in client.post(SIGN_IN, given).context["form"].errors
        assert not is_in(client)

    def test_one_message_for_all_that_can_be_wrong(self, anna: User) -> None:
        """Otherwise a stranger would learn that a password is right."""
        code = code_of(anna)
        tries = ((NAME, PASSWORD, wrong(code)), (NAME, "not the password", code), ("nobody", PASSWORD, code))
        answers = [sign_in(Client(), *given).context["form"].errors.as_json() for given in tries]
        assert len(set(answers)) == 1
        assert (
            "the code is not right"
            in sign_in(
                Client(), NAME, PASSWORD, wrong(code), headers={"accept-language": "en"}
            ).content.decode()
        )

    def test_a_code_serves_once(self, client: Client, anna: User) -> None:
        code = code_of(anna)
        sign_in(client, NAME, PASSWORD, code)
        assert sign_in(Client(), NAME, PASSWORD, code).status_code == 200

    def test_an_old_code_is_refused(self, client: Client, anna: User, clock: Traveller) -> None:
        code = code_of(anna)
        clock.shift(timedelta(minutes=2))
        assert sign_in(client, NAME, PASSWORD, code).status_code == 200
        assert not is_in(client)

    def test_who_has_no_second_factor_stays_outside(self, client: Client, anna: User) -> None:
        code = code_of(anna)
        TOTPDevice.objects.all().delete()
        assert sign_in(client, NAME, PASSWORD, code).status_code == 200
        assert not is_in(client)

    def test_a_session_without_a_code_is_worth_nothing(self, client: Client, anna: User) -> None:
        client.force_login(anna, backend="ame_site.staff.sign_in.PasswordAndCode")
        assert SIGN_IN in client.get(INDEX)["Location"]

    def test_who_is_no_longer_active_stays_outside(self, client: Client, anna: User) -> None:
        User.objects.update(is_active=False)
        assert sign_in(client, NAME, PASSWORD, code_of(anna)).status_code == 200
        assert not is_in(client)


def fail(times: int, name: str = NAME, address: str = "192.0.2.1") -> HttpResponse:
    response = None
    for _ in range(times):
        response = sign_in(Client(), name, "not the password", "000000", REMOTE_ADDR=address)
    assert response
    return response


class TestLockOut:
    def test_the_fifth_failure_locks_and_the_right_answers_no_longer_help(
        self, client: Client, anna: User
    ) -> None:
        assert fail(4).status_code == 200
        assert fail(1).status_code == 429
        again = sign_in(client, NAME, PASSWORD, code_of(anna), REMOTE_ADDR="192.0.2.1")
        assert again.status_code == 429
        assert not is_in(client)

    def test_wrong_codes_count_like_wrong_passwords(self, anna: User) -> None:
        answers = [sign_in(Client(), NAME, PASSWORD, "000000").status_code for _ in range(5)]
        assert answers == [200, 200, 200, 200, 429]

    def test_it_ends_after_an_hour_however_often_someone_tried(
        self, client: Client, anna: User, clock: Traveller
    ) -> None:
        fail(5)
        clock.shift(timedelta(minutes=40))
        assert fail(1).status_code == 429
        clock.shift(timedelta(minutes=21))
        assert sign_in(client, NAME, PASSWORD, code_of(anna), REMOTE_ADDR="192.0.2.1").status_code == 302
        assert is_in(client)

    def test_another_name_and_another_address_are_not_locked(self, client: Client, anna: User) -> None:
        fail(5)
        assert fail(1, name="basil").status_code == 200
        assert sign_in(client, NAME, PASSWORD, code_of(anna), REMOTE_ADDR="192.0.2.2").status_code == 302

    def test_behind_a_proxy_it_reads_the_address_that_the_proxy_added(
        self, anna: User, settings: object
    ) -> None:
        settings.BEHIND_PROXY = True
        for forged in range(5):
            forwarded = f"10.0.0.{forged}, 192.0.2.1"
            last = sign_in(Client(), NAME, "wrong password", "000000", HTTP_X_FORWARDED_FOR=forwarded)
        assert last.status_code == 429
        assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {"192.0.2.1"}

    @pytest.mark.parametrize(
        ("forwarded", "counted"),
        [
            ("192.0.2.1:5678", "192.0.2.1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("[2001:db8:1:2::9]:443", "2001:db8:1:2::"),
            ("[2001:db8:1:2::9]", "2001:db8:1:2::"),
            ("fe80::1%eth0", "fe80::"),
            ("unknown", "198.51.100.7"),
            ("192.0.2.1, _hidden", "198.51.100.7"),
            ("1.2.3.4\0", "198.51.100.7"),
            ("", "198.51.100.7"),
        ],
    )
    def test_it_counts_what_is_an_address_and_of_ipv6_the_network_of_one_connection(
        self, anna: User, settings: object, forwarded: str, counted: str
    ) -> None:
        settings.BEHIND_PROXY = True
        sent = {"HTTP_X_FORWARDED_FOR": forwarded, "REMOTE_ADDR": "198.51.100.7"}
        assert sign_in(Client(), NAME, "wrong password", "000000", **sent).status_code == 200
        assert list(AccessAttempt.objects.values_list("ip_address", flat=True)) == [counted]

    def test_where_no_address_is_known_a_name_is_locked_for_all(self, anna: User) -> None:
        assert fail(5, address="").status_code == 429

    def test_what_was_typed_is_not_kept(self, anna: User) -> None:
        sign_in(Client(), NAME, "my other password", "987654")
        kept = " ".join(str(value) for row in AccessAttempt.objects.values() for value in row.values())
        assert "my other" not in kept
        assert "987654" not in kept

    def test_a_name_that_nobody_has_is_counted_and_not_kept(self, anna: User) -> None:
        """It may be a password, typed in the wrong field."""
        assert fail(5, name="my other password").status_code == 429
        assert fail(1, name="another unknown name").status_code == 200
        kept = " ".join(str(value) for row in AccessAttempt.objects.values() for value in row.values())
        assert "my other" not in kept

    def test_one_command_unlocks_a_name(self, client: Client, anna: User) -> None:
        fail(5)
        call_command("axes_reset_username", NAME, stdout=io.StringIO())
        assert sign_in(client, NAME, PASSWORD, code_of(anna), REMOTE_ADDR="192.0.2.1").status_code == 302

    def test_addresses_are_purged_once_the_lock_out_is_over(self, anna: User, clock: Traveller) -> None:
        fail(5)
        call_command("purge_sign_ins")
        assert AccessAttempt.objects.exists()
        clock.shift(timedelta(minutes=61))
        call_command("purge_sign_ins")
        assert not AccessAttempt.objects.exists()

    def test_sign_ins_are_purged_after_a_year_and_sessions_once_ended(
        self, client: Client, anna: User, clock: Traveller
    ) -> None:
        for days, name in ((0, "older"), (2, "newer")):
            clock.shift(timedelta(days=days))
            SignIn.objects.create(name=name, succeeded=True)
        signed_in(Client(), anna)
        clock.shift(timedelta(days=364))
        signed_in(client, anna)
        assert Session.objects.count() == 2
        call_command("purge_sign_ins")
        assert set(SignIn.objects.values_list("name", flat=True)) == {"newer", NAME}
        assert Session.objects.get().session_key == client.session.session_key


class TestSessions:
    def test_it_ends_after_thirty_minutes_without_a_page(self, client: Client, clock: Traveller) -> None:
        administrator(client)
        clock.shift(timedelta(minutes=31))
        assert not is_in(client)

    def test_it_goes_on_while_pages_are_read(self, client: Client, clock: Traveller) -> None:
        administrator(client)
        for _ in range(4):
            clock.shift(timedelta(minutes=20))
            assert is_in(client)

    def test_it_ends_after_eight_hours_however_busy(self, client: Client, clock: Traveller) -> None:
        administrator(client)
        for _ in range(24):
            assert is_in(client)
            clock.shift(timedelta(minutes=20, seconds=1))
        assert not is_in(client)

    def test_it_ends_with_the_browser(self, client: Client, anna: User) -> None:
        cookie = sign_in(client, NAME, PASSWORD, code_of(anna)).cookies[settings.SESSION_COOKIE_NAME]
        assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)

    def test_a_new_secret_ends_the_sessions_opened_with_the_old_one(self, client: Client) -> None:
        basil, browser = member("basil", EDITORS), Client()
        signed_in(browser, basil)
        assert is_in(browser)
        administrator(client)
        client.post(f"/admin/auth/user/{basil.pk}/second-factor/")
        assert not is_in(browser)

    def test_a_member_made_inactive_is_out_at_once(self, client: Client) -> None:
        administrator(client)
        User.objects.update(is_active=False)
        assert not is_in(client)


class TestSecondFactorOfOthers:
    def test_an_administrator_shows_the_secret_once(self, client: Client) -> None:
        basil = member("basil", EDITORS)
        page = f"/admin/auth/user/{basil.pk}/second-factor/"
        administrator(client)
        old = TOTPDevice.objects.get(user=basil).key
        assert 'class="segno"' not in client.get(page).content.decode()
        shown = client.post(page)
        new = TOTPDevice.objects.get(user=basil)
        assert new.key != old
        text = shown.content.decode()
        assert 'class="segno"' in text
        secret = parse_qs(urlsplit(new.config_url).query)["secret"][0]
        assert secret in text
        assert "no-store" in shown["Cache-Control"]
        assert secret not in client.get(page).content.decode()

    def test_nobody_else_may(self, client: Client) -> None:
        basil = member("basil", EDITORS)
        signed_in(client, basil)
        page = f"/admin/auth/user/{basil.pk}/second-factor/"
        assert (client.get(page).status_code, client.post(page).status_code) == (403, 403)

    def test_the_rows_of_secrets_have_no_page(self, client: Client) -> None:
        administrator(client)
        assert client.get("/admin/otp_totp/totpdevice/").status_code == 404


class TestFirstAdministrator:
    def make(self, monkeypatch: pytest.MonkeyPatch, password: str, *more: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        output = io.StringIO()
        call_command("create_administrator", NAME, *more, stdout=output)
        return output.getvalue()

    def test_one_command_is_enough_to_sign_in(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, clock: Traveller
    ) -> None:
        printed = self.make(monkeypatch, PASSWORD)
        address = re.search(r"otpauth://\S+", printed)
        assert address
        assert parse_qs(urlsplit(address[0]).query)["secret"][0] in printed.splitlines()[-1]
        assert sign_in(client, NAME, PASSWORD, code_of(User.objects.get())).status_code == 302
        assert client.get("/admin/auth/user/").status_code == 200

    @pytest.mark.parametrize("password", ["fourteen chars", "1q2w3e4r5t6y7u8i9o0p", ""])
    def test_a_weak_password_is_refused_and_nobody_made(
        self, monkeypatch: pytest.MonkeyPatch, password: str
    ) -> None:
        with pytest.raises(CommandError):
            self.make(monkeypatch, password)
        assert not User.objects.exists()

    def test_it_does_not_touch_an_account_that_exists(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.make(monkeypatch, PASSWORD)
        with pytest.raises(CommandError, match="--reset"):
            self.make(monkeypatch, "another long password")
        assert User.objects.get().check_password(PASSWORD)

    def test_a_lost_phone_is_replaced_with_reset(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first = self.make(monkeypatch, PASSWORD)
        second = self.make(monkeypatch, "another long password", "--reset")
        assert first.splitlines()[-1] != second.splitlines()[-1]
        assert User.objects.get().check_password("another long password")
        assert TOTPDevice.objects.count() == 1

    def test_passwords_are_kept_as_argon2(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.make(monkeypatch, PASSWORD)
        assert User.objects.get().password.startswith("argon2$argon2id$")


class TestOwnPassword:
    PAGE = "/admin/password_change/"
    NEW = "quite another long password"

    def change(self, client: Client, old: str, new: str = NEW) -> HttpResponse:
        return client.post(self.PAGE, {"old_password": old, "new_password1": new, "new_password2": new})

    def test_wrong_ones_count_like_failed_sign_ins_and_the_fifth_ends_the_session(
        self, client: Client, anna: User
    ) -> None:
        """Whoever finds a browser open must not find out the password."""
        signed_in(client, anna)
        answers = [self.change(client, "not the password").status_code for _ in range(5)]
        assert answers == [200, 200, 200, 200, 429]
        assert not is_in(client)
        assert SignIn.objects.filter(succeeded=False).count() == 5
        assert sign_in(Client(), NAME, PASSWORD, code_of(anna)).status_code == 429

    def test_another_mistake_is_no_failure(self, client: Client, anna: User) -> None:
        signed_in(client, anna)
        for _ in range(6):
            assert self.change(client, PASSWORD, new="short").status_code == 200
        assert is_in(client)
        assert not AccessAttempt.objects.exists()

    @pytest.mark.parametrize(
        "new", ["a" * 15, "annaannaannaanna", "passwordpassword", "abcabcabcabcabca", "112211221212112"]
    )
    def test_one_that_repeats_itself_is_refused(self, client: Client, anna: User, new: str) -> None:
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        signed_in(client, anna)
        assert "repeats the same few" in self.change(client, PASSWORD, new).content.decode()


class TestPasswords:
    def test_a_hash_takes_little_memory(self) -> None:
        """Anybody may make each thread compute one."""
        assert make_password(PASSWORD).startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")

    @pytest.mark.parametrize("hasher", [Argon2PasswordHasher, PBKDF2PasswordHasher])
    def test_one_kept_in_an_earlier_way_opens_and_is_kept_anew(
        self, client: Client, anna: User, hasher: type[BasePasswordHasher]
    ) -> None:
        User.objects.update(password=hasher().encode(PASSWORD, "a salt of some length"))
        assert sign_in(client, NAME, PASSWORD, code_of(anna)).status_code == 302
        anna.refresh_from_db()
        assert "m=19456," in anna.password
        assert is_in(client)


class TestWhereTheAdminIs:
    def statuses(self, *addresses: str, **variables: str) -> list[str]:
        """What a site started with these variables answers."""
        code = (
            "import django; django.setup()\n"
            "from django.conf import settings\n"
            "settings.ALLOWED_HOSTS = ['*']\n"
            "settings.STORAGES = {'staticfiles': "
            "{'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}}\n"
            "from django.test import Client\n"
            f"print(*(Client().get(a).status_code for a in {addresses!r}))"
        )
        environment = os.environ | variables | {"DJANGO_SETTINGS_MODULE": "ame_site.settings"}
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.split() or done.stderr.splitlines()[-1:]

    def test_it_can_be_switched_off(self) -> None:
        pages = ("/admin/", SIGN_IN, "/admin/eligibility/document/", "/fr/")
        assert self.statuses(*pages, ADMIN="no") == ["404", "404", "404", "200"]

    def test_it_can_be_moved(self) -> None:
        moved = self.statuses("/admin/", "/office-7/", "/office-7/login/", ADMIN_PATH="office-7")
        assert moved == ["404", "302", "200"]

    @pytest.mark.parametrize("path", ["fr", "my-admin", "a/b", "healthz", "Admin", "../x"])
    def test_a_bad_address_stops_the_start(self, path: str) -> None:
        assert "ADMIN_PATH must be" in self.statuses("/", ADMIN_PATH=path)[0]


def test_public_pages_know_nothing_of_a_signed_in_member(client: Client) -> None:
    """No session is opened, read or renewed there, and no lock-out looked up."""
    administrator(client)
    client.get("/readyz")
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/fr/")
    assert queries.captured_queries == []
    assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert response["Vary"] == Client().get("/fr/")["Vary"]


def test_every_sign_in_and_failure_of_a_known_name_is_noted_without_address(anna: User) -> None:
    sign_in(Client(), NAME, PASSWORD, code_of(anna))
    fail(1)
    fail(1, name="a password in the wrong field")
    assert list(SignIn.objects.values_list("name", "succeeded")) == [(NAME, False), (NAME, True)]
    assert {field.name for field in SignIn._meta.get_fields()} == {"id", "at", "name", "succeeded"}


def test_attempts_on_a_name_that_is_locked_out_do_not_fill_the_list(anna: User) -> None:
    fail(8)
    assert SignIn.objects.count() == 5


def test_the_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B: the secret "12345678901234567890" at 59 seconds, in 8 digits."""
    with travel("1970-01-01T00:00:59+00:00", tick=False):
        assert totp(b"12345678901234567890", digits=8) == 94287082
