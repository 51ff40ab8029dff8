"""Signing in takes a name, a password and a code; failures are counted by django-axes."""

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate, logout
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from ame_site.staff.models import SignIn

SIGNED_IN_AT = "signed_in_at"


class PasswordAndCode(ModelBackend):
    """Django's own check of a password, which is worth nothing without the code of the moment."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        otp_token: str = "",
        **kwargs: Any,
    ) -> User | None:
        user = self._with_both(request, username, password, otp_token, **kwargs)
        if user is None:
            # Not by the signal, which is also sent for a name that is locked out: that never comes here.
            _note_failure(username)
        return user

    def _with_both(
        self,
        request: HttpRequest | None,
        username: str | None,
        password: str | None,
        code: str,
        **kwargs: Any,
    ) -> User | None:
        user = super().authenticate(request, username=username, password=password, **kwargs)
        if user is None:
            return None
        with transaction.atomic():
            # A code serves once: two requests at the same time must not both pass with it.
            device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
            if device is None or not device.verify_token(code):
                return None
        user.otp_device = device  # django-otp keeps it in the session when the user is signed in
        return user


class SignInForm(AdminAuthenticationForm):
    """One page and one message for all three: it never says which of them was wrong."""

    otp_token = forms.CharField(
        label=_("Code shown by your phone"),
        max_length=8,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _(
            "The name, the password or the code is not right. "
            "A code serves only once; after a mistake, wait for the next one."
        ),
    }

    def clean(self) -> dict[str, Any]:
        given = {name: self.cleaned_data.get(name) for name in ("username", "password", "otp_token")}
        if all(given.values()):
            given["otp_token"] = given["otp_token"].replace(" ", "")
            self.user_cache = authenticate(self.request, **given)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data


def address_of(request: HttpRequest) -> str | None:
    """Where a sign-in comes from, for the lock-out: the proxy appends it last, nobody can forge that."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    for given in (forwarded.rpartition(",")[2], request.META.get("REMOTE_ADDR", "")):
        with suppress(ValueError):
            return _counted(given.strip())
    return None


def _counted(text: str) -> str:
    """The address without a port; of IPv6 the /64 that one connection has, to choose addresses from."""
    host = text[1:].partition("]")[0] if text.startswith("[") else text
    if host.count(":") == 1:
        host = host.partition(":")[0]
    address = ip_address(host.partition("%")[0])
    if isinstance(address, IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))


def name_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The name as the lock-out counts it: one that nobody has may be a password, and is fingerprinted."""
    name = (credentials or request.POST).get("username")
    if name is None or User.objects.filter(username=name).exists():
        return name
    return salted_hmac("unknown name", name, algorithm="sha256").hexdigest()


def keep_a_list() -> None:
    """Have every sign-in noted; attempts are by `PasswordAndCode`."""
    user_logged_in.connect(_note_sign_in, dispatch_uid="note sign-in")


def _note_sign_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()
    SignIn.objects.create(name=user.get_username(), succeeded=True)


def count_wrong_password(request: HttpRequest) -> None:
    """One given by who is signed in counts like a failed sign-in; what locks the name ends the session."""
    name = request.user.get_username()
    _note_failure(name)
    user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)
    if request.axes_locked_out:
        logout(request)


def _note_failure(name: str | None) -> None:
    """An unknown name may be a password typed in the wrong field: it is not kept."""
    if User.objects.filter(username=name).exists():
        SignIn.objects.create(name=name, succeeded=False)
