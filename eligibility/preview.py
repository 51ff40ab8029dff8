"""What staff see before amounts are public, and the site as of another day."""

from datetime import date
from typing import Any

from eligibility.content import DOCUMENTS, reference_from
from eligibility.domain.typical import TYPICAL_HOUSEHOLDS
from eligibility.domain.verdict import assess
from eligibility.freshness import freshness
from eligibility.households import changes, verdicts
from eligibility.presentation.result import result_page
from thresholds.amounts import ZONES, Amounts
from thresholds.comparison import unchanged
from thresholds.models import DraftPeriod
from thresholds.publishing import compare_draft
from thresholds.views import table_of


def preview_of(draft: DraftPeriod, amounts: Amounts) -> dict[str, Any]:
    """The draft against the period before it, and the typical households whose verdict changes."""
    comparisons = compare_draft(draft, amounts)
    with_draft = amounts.with_period(draft.scales(), draft.base())
    return {
        "comparisons": comparisons,
        "unchanged": unchanged(comparisons),
        "changes": changes(amounts, with_draft, draft.valid_from),
        "households": len(TYPICAL_HOUSEHOLDS),
    }


def site_as_of(amounts: Amounts, day: date) -> dict[str, Any]:
    """The calculator's tables, what they say of their age, and the verdicts, on the day."""
    return {
        "as_of": day,
        "ceilings": freshness(amounts, day),
        "tables": [table_of(amounts, zone, day) for zone in ZONES],
        "verdicts": verdicts(amounts, day),
    }


def result_as_of(amounts: Amounts, day: date, number: int) -> dict[str, Any]:
    """The result page of one typical household on the day; raises IndexError where there is none."""
    answers = TYPICAL_HOUSEHOLDS[number].answers
    outcome = assess(answers, reference_from(amounts, day), DOCUMENTS.current())
    return {"as_of": day, **result_page(outcome)}
