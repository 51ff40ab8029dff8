"""Make an administrator, and print the secret of their second factor once."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ame_site.staff.devices import give_new_secret, secret_of
from ame_site.staff.roles import ADMINISTRATORS


class Command(BaseCommand):
    """Asks for a password of 15 characters or more, or reads one line where there is no terminal.

    With --reset an account that exists becomes an administrator's, with a new password and a new
    secret: for who lost the phone, and for superusers made before there were roles.
    """

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("name")
        parser.add_argument("--reset", action="store_true", help="for an account that exists already")

    def handle(self, *args: Any, name: str, reset: bool, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user and not reset:
            raise CommandError(f"{name} exists: --reset gives a new password and a new secret")
        if reset and not user:
            raise CommandError(f"{name} does not exist")
        user = user or User(username=name)
        user.is_active = user.is_staff = True
        user.is_superuser = False  # the role says what an administrator may do
        password = self._password()
        try:
            validate_password(password, user)
            user.set_password(password)
            user.clean_fields()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            user.save()
            user.groups.add(Group.objects.get(name=ADMINISTRATORS))
            device = give_new_secret(user)
        self.stdout.write(
            f"{name} is an administrator. Add this secret to an application for codes (TOTP);"
            f" it is shown only now:\n{device.config_url}\nBy hand: {secret_of(device)}"
        )

    def _password(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        password = getpass("Password: ")
        if getpass("Once more: ") != password:
            raise CommandError("The two passwords differ")
        return password
