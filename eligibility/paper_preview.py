"""The checklist of a typical household, with a paper as it would be once saved."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from ame_site.bilingual import direction, one_language_only
from eligibility.content import reference_on
from eligibility.domain.journey import read_answers
from eligibility.domain.verdict import assess
from eligibility.models import Document
from eligibility.presentation.result import result_page


@dataclass(frozen=True)
class Household:
    """A name by language, and a whole journey's answers."""

    key: str
    labels: Mapping[str, str]
    answers: Mapping[str, Any]

    def __str__(self) -> str:
        return self.labels.get(f"label_{get_language()}") or self.labels["label"]


@cache
def households() -> dict[str, Household]:
    """Those that ship with the code, by key."""
    file = settings.BASE_DIR / "eligibility/reference/households.toml"
    blocks = tomllib.loads(file.read_text(encoding="utf-8"))["household"]
    return {
        block["key"]: Household(
            block["key"],
            {name: text for name, text in block.items() if name.startswith("label")},
            read_answers(block["answers"]),
        )
        for block in blocks
    }


@dataclass(frozen=True)
class Preview:
    """The list as the public page would show it; `shown` is how often the paper stands in it."""

    household: Household
    language: str
    direction: str
    html: SafeString
    shown: int


def preview(unsaved: Document, household: Household, language: str) -> Preview:
    """The checklist of today with the unsaved paper in its place."""
    rows = [*Document.objects.filter(in_use=True).exclude(pk=unsaved.pk)]
    if unsaved.in_use:
        rows.append(unsaved)
    rows.sort(key=lambda row: (row.proof, row.order, row.key))
    papers = tuple(row.as_plain() for row in rows)
    outcome = assess(household.answers, reference_on(timezone.localdate()), papers)
    shown = sum(paper.key == unsaved.key for item in outcome.checklist for paper in item.documents)
    with override(language), one_language_only():
        html = render_to_string("result/checklist.html", result_page(outcome))
    return Preview(household, language, direction(language), html, shown)
