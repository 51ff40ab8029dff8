"""The stylesheet inside a page, allowed by its hash: a first view then waits for one response only."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe


class InlineStyle(NamedTuple):
    """What stands between the tags, and how the policy names it."""

    text: SafeString
    source: str


@cache
def inline_style() -> InlineStyle:
    """`site.css`, which names no other file and so is collected as it is."""
    text = Path(finders.find("site.css")).read_text(encoding="utf-8")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return InlineStyle(mark_safe(text), f"'sha256-{digest}'")  # noqa: S308
