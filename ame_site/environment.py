"""Small readers of the environment that refuse a bad value with a clear sentence."""

import os
import re

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The variable, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """`yes` or `no`; anything else stops the start."""
    value = text(name, "yes" if default else "no")
    if value not in ("yes", "no"):
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")
    return value == "yes"


def choice(name: str, options: tuple[str, ...]) -> str:
    """One of the options, the first by default."""
    value = text(name, options[0])
    if value not in options:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(options)}, not {value!r}")
    return value


def number(name: str, default: int) -> int:
    """A whole number above 0; anything else stops the start."""
    value = text(name, str(default))
    if not re.fullmatch("[1-9][0-9]*", value):
        raise ImproperlyConfigured(f"{name} must be a whole number above 0, not {value!r}")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
