"""How the passwords of staff are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallArgon2(Argon2PasswordHasher):
    """Argon2id as OWASP advises it where memory is short: 19 MiB a password in place of Django's 100.

    Anybody may make the site hash a password, one on each thread at a time, and a pod has 384 MB.
    """

    time_cost = 2
    memory_cost = 19_456  # KiB
    parallelism = 1
