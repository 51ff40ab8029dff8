"""Typical households, whose verdicts an admin looks at before new amounts are published.

Incomes stand just within and just above the ceilings of 1 April 2026, where a change of table shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eligibility.domain.wording import _


@dataclass(frozen=True)
class TypicalHousehold:
    """A household in a few words, and its answers in their stored shape."""

    name: str
    answers: Mapping[str, Any]


ALONE = {
    "territory": "metropole",
    "nationality": "other",
    "age": "adult",
    "papers": "none",
    "irregular_start": "entered_without_visa",
    "irregular_duration": "over_6_months",
    "residence": "continuous",
    "partner": "none",
    "children": 0,
    "other_dependant": "no",
    "housing": "tenant",
    "resources_kind": "none",
    "request": "first",
    "identity_papers": ["passport"],
}


def _earns(a_month: int, **changes: Any) -> dict[str, Any]:
    """Someone alone who works, and what differs."""
    income = {"resources_kind": "monthly", "resources_amount": a_month, "resources_from": ["work"]}
    return ALONE | income | changes


def _children(number: int) -> dict[str, int]:
    return {"children": number, "children_16_plus": 0}


TYPICAL_HOUSEHOLDS = (
    TypicalHousehold(_("Alone, no income"), ALONE),
    TypicalHousehold(_("Alone, 800 € a month, housed free"), _earns(800, housing="hosted")),
    TypicalHousehold(_("Alone, 865 € a month"), _earns(865)),
    TypicalHousehold(_("Alone, 870 € a month"), _earns(870)),
    TypicalHousehold(_("Alone, 890 € a month"), _earns(890)),
    TypicalHousehold(_("Alone, partner in regular stay, 875 € a month"), _earns(875, partner="regular")),
    TypicalHousehold(_("Couple, 1 300 € a month"), _earns(1300, partner="irregular")),
    TypicalHousehold(_("Couple, 1 310 € a month"), _earns(1310, partner="irregular")),
    TypicalHousehold(_("One parent, two children, 1 570 € a month"), _earns(1570, **_children(2))),
    TypicalHousehold(
        _("Couple, two children, 1 820 € a month"), _earns(1820, partner="irregular", **_children(2))
    ),
    TypicalHousehold(
        _("Couple, four children, 2 530 € a month"), _earns(2530, partner="irregular", **_children(4))
    ),
    TypicalHousehold(_("Overseas: alone, 960 € a month"), _earns(960, territory="overseas")),
    TypicalHousehold(_("Overseas: alone, 970 € a month"), _earns(970, territory="overseas")),
    TypicalHousehold(
        _("Overseas: couple, three children, 2 420 € a month"),
        _earns(2420, territory="overseas", partner="irregular", **_children(3)),
    ),
)
