"""How the passwords of staff are kept, and which are refused."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SmallArgon2(Argon2PasswordHasher):
    """Argon2id as OWASP advises it where memory is short: 19 MiB a password in place of Django's 100.

    Anybody may make the site hash a password, one on each thread at a time, and a pod has 384 MB.
    """

    time_cost = 2
    memory_cost = 19_456  # KiB
    parallelism = 1


class NoRepetition:
    """Refuses what is long only because it says the same again: "aaaa…", or a name four times."""

    FEWEST_CHARACTERS = 6

    def validate(self, password: str, user: Any = None) -> None:
        half = len(password) // 2
        repeats = any(password[place:] == password[:-place] for place in range(1, half + 1))
        if repeats or len(set(password.casefold())) < self.FEWEST_CHARACTERS:
            raise ValidationError(_("This password repeats the same few characters."))

    def get_help_text(self) -> str:
        return gettext("Your password must not repeat the same few characters.")
