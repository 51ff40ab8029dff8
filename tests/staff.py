"""Members of the staff, with their roles and second factors, signed in or signing in; their forms."""

import re
import time
from typing import Any

from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from ame_site.staff.devices import give_new_secret
from ame_site.staff.roles import ADMINISTRATORS

PASSWORD = "a long enough password"
SIGN_IN = "/admin/login/"


def member(name: str, *roles: str, password: str | None = None) -> User:
    """Someone with these roles and a second factor; without a password they are only ever `signed_in`."""
    user = User.objects.create_user(name, password=password, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    assert user.groups.count() == len(roles)
    give_new_secret(user)
    return user


def signed_in(client: Client, user: User) -> User:
    """Give the client a session in which the user gave a code."""
    client.force_login(user, backend="ame_site.staff.sign_in.PasswordAndCode")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = TOTPDevice.objects.get(user=user).persistent_id
    session.save()
    return user


def administrator(client: Client, name: str = "anna") -> User:
    return signed_in(client, member(name, ADMINISTRATORS))


def code_of(user: User) -> str:
    """What the phone shows now."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return f"{totp.token():06}"


def sign_in(client: Client, name: str, password: str, code: str, **extra: Any) -> HttpResponse:
    """Send the form as a person does; a new person has a new browser."""
    given = {"username": name, "password": password, "otp_token": code, "next": "/admin/"}
    return client.post(SIGN_IN, given, **extra)


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """What a form of the admin says is wrong, by field."""
    return dict(response.context["adminform"].form.errors)


def previewed(response: HttpResponse) -> str:
    """What a page that compares amounts must get back, to know that just these were looked at."""
    found = re.search(r'name="previewed" value="([0-9a-f]+)"', response.content.decode())
    assert found
    return found[1]
