"""Starting with what the environment says, or refusing with a sentence."""

import subprocess
import sys

import pytest
from django.conf import settings

GOOD = {"AME_ENV": "production", "SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "example.org"}


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import ame_site.settings as s; print(s.PRODUCTION)"],
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_starts_without_any_variable() -> None:
    assert start({}).stdout.strip() == "False"


def test_it_starts_in_production_with_a_key_and_hosts() -> None:
    assert start(GOOD).stdout.strip() == "True"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be set"),
        ({"SECRET_KEY_FALLBACKS": "short"}, "SECRET_KEY_FALLBACKS must be set"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"DEBUG": "yes"}, "DEBUG must be no"),
        ({"DEBUG": "maybe"}, "DEBUG must be yes or no"),
        ({"AME_ENV": "prod"}, "AME_ENV must be one of"),
    ],
)
def test_it_refuses_a_bad_value_with_a_sentence(change: dict[str, str], sentence: str) -> None:
    result = start({**GOOD, **change})
    assert result.returncode != 0
    assert sentence in result.stderr.splitlines()[-1]
