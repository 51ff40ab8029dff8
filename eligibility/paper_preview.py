"""The checklist of a typical household, with a paper as it would be once saved."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import override

from ame_site.bilingual import direction, one_language_only
from eligibility.content import reference_on
from eligibility.domain.typical import TYPICAL_HOUSEHOLDS, TypicalHousehold
from eligibility.domain.verdict import assess
from eligibility.models import Document
from eligibility.presentation.result import result_page

HOUSEHOLDS = {household.key: household for household in TYPICAL_HOUSEHOLDS}


@dataclass(frozen=True)
class Preview:
    """The list as the public page would show it; `shown` is how often the paper stands in it."""

    household: TypicalHousehold
    language: str
    direction: str
    html: SafeString
    shown: int


def preview(unsaved: Document, household: TypicalHousehold, language: str) -> Preview:
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
