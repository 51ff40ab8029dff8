"""The outcome as plain data, for `assess` and for programs that rely on its keys."""

from typing import Any

from django.utils.translation import gettext

from eligibility.content import localized
from eligibility.domain.checklist import Document, Item
from eligibility.domain.verdict import Ceiling, Outcome


def report(outcome: Outcome, language: str) -> dict[str, Any]:
    """The keys that `assess` promises (README.md); amounts in whole euros, dates as ISO dates."""
    income = outcome.facts.income
    return {
        "status": outcome.status.value,
        "next": outcome.waits_for,
        "reasons": [
            {
                "key": reason.condition.key,
                "article": reason.condition.article,
                "state": reason.state.value,
            }
            for reason in outcome.reasons
        ],
        "household_size": outcome.household_size,
        "ceiling": _ceiling(outcome.ceiling),
        "resources": {"annual": income.annual, "with_housing": income.with_housing} if income else None,
        "children_entitled": outcome.children_entitled,
        "from_date": outcome.from_date.isoformat() if outcome.from_date else None,
        "checklist": [_item(item, language) for item in outcome.checklist],
    }


def _ceiling(ceiling: Ceiling | None) -> dict[str, Any] | None:
    if ceiling is None:
        return None
    return {
        "annual": ceiling.annual,
        "monthly": ceiling.monthly,
        "zone": ceiling.scale.zone,
        "valid_from": ceiling.scale.valid_from.isoformat(),
        "published": ceiling.published,
    }


def _item(item: Item, language: str) -> dict[str, Any]:
    return {
        "proof": item.proof.value,
        "for": item.person.value,
        "count": item.count,
        "shows_months": item.shows_months,
        "documents": [_document(document, language) for document in item.documents],
        "if_missing": gettext(item.if_missing),
    }


def _document(document: Document, language: str) -> dict[str, Any]:
    return {
        "key": document.key,
        "role": document.role.value,
        "name": localized(document.name, language)[0],
        "note": localized(document.note, language)[0],
        "older_than_months": document.older_than_months,
        "newer_than_months": document.newer_than_months,
    }
