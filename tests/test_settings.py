"""Starting with what the environment says, or refusing with a sentence."""

import subprocess
import sys

import pytest
from django.conf import settings

GOOD = {"AME_ENV": "production", "SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "example.org"}


def start(
    environment: dict[str, str], code: str = "import ame_site.settings as s; print(s.PRODUCTION)"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
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


@pytest.mark.parametrize("number", ["two", "0", "-1", "1.5"])
def test_gunicorn_refuses_a_number_of_workers_that_is_none_with_a_sentence(number: str) -> None:
    result = start({"WEB_CONCURRENCY": number}, "import ame_site.gunicorn")
    assert result.returncode != 0
    sentence = f"WEB_CONCURRENCY must be a whole number above 0, not {number!r}"
    assert result.stderr.splitlines()[-1].endswith(f"ImproperlyConfigured: {sentence}")


@pytest.mark.parametrize(
    ("environment", "bind"),
    [
        ({}, "127.0.0.1:8000"),
        ({"PORT": "5000"}, "0.0.0.0:5000"),
        ({"PORT": "5000", "BIND": "127.0.0.1:9000"}, "127.0.0.1:9000"),
    ],
)
def test_gunicorn_serves_on_this_machine_or_where_it_is_told(environment: dict[str, str], bind: str) -> None:
    assert start(environment, "import ame_site.gunicorn as g; print(g.bind)").stdout.strip() == bind
