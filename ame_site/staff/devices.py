"""The second factor of a user: a secret in an application on their phone (TOTP, RFC 6238)."""

from urllib.parse import parse_qs, urlsplit

import segno
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_totp.models import TOTPDevice


def give_new_secret(user: User) -> TOTPDevice:
    """A new secret in place of any other: sessions opened with the old one end.

    The secret is shown once by the caller and cannot be read in the admin afterwards.
    """
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        return TOTPDevice.objects.create(user=user, name="phone", confirmed=True)


def secret_of(device: TOTPDevice) -> str:
    """The secret as an application asks for it where it cannot read the picture (base 32)."""
    return parse_qs(urlsplit(device.config_url).query)["secret"][0]


def picture_of(device: TOTPDevice) -> SafeString:
    """The address of the secret as a QR code, drawn here: no other host is asked."""
    code = segno.make(device.config_url, error="m")
    return mark_safe(code.svg_inline(scale=5, light="#fff"))  # noqa: S308
