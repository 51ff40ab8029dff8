"""Typical households, which staff look at before amounts are published or a paper is saved.

Of the first, incomes stand just within and just above the ceilings of 1 April 2026, where a change of
table shows; the others differ in what they are asked to bring.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eligibility.domain.wording import _


@dataclass(frozen=True)
class TypicalHousehold:
    """A household in a few words, and the answers of its whole journey in their stored shape."""

    key: str
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


def _earns(amount: int, **changes: Any) -> dict[str, Any]:
    """Someone alone who works, with this amount a month, and what differs."""
    income = {"resources_kind": "monthly", "resources_amount": amount, "resources_from": ["work"]}
    return ALONE | income | changes


def _without(answers: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """What is not asked of this household left out."""
    return {key: answer for key, answer in answers.items() if key not in keys}


def _children(number: int, of_16_plus: int = 0) -> dict[str, int]:
    return {"children": number, "children_16_plus": of_16_plus}


TYPICAL_HOUSEHOLDS = (
    TypicalHousehold("alone", _("Alone, no income"), ALONE),
    TypicalHousehold(
        "alone-800-hosted", _("Alone, 800 € a month, housed free"), _earns(800, housing="hosted")
    ),
    TypicalHousehold("alone-865", _("Alone, 865 € a month"), _earns(865)),
    TypicalHousehold("alone-870", _("Alone, 870 € a month"), _earns(870)),
    TypicalHousehold("alone-890", _("Alone, 890 € a month"), _earns(890)),
    TypicalHousehold(
        "partner-regular-875",
        _("Alone, partner in regular stay, 875 € a month"),
        _earns(875, partner="regular"),
    ),
    TypicalHousehold("couple-1300", _("Couple, 1 300 € a month"), _earns(1300, partner="irregular")),
    TypicalHousehold("couple-1310", _("Couple, 1 310 € a month"), _earns(1310, partner="irregular")),
    TypicalHousehold(
        "parent-1570", _("One parent, two children, 1 570 € a month"), _earns(1570, **_children(2))
    ),
    TypicalHousehold(
        "couple-1820",
        _("Couple, two children, 1 820 € a month"),
        _earns(1820, partner="irregular", **_children(2)),
    ),
    TypicalHousehold(
        "couple-2530",
        _("Couple, four children, 2 530 € a month"),
        _earns(2530, partner="irregular", **_children(4)),
    ),
    TypicalHousehold("overseas-960", _("Overseas: alone, 960 € a month"), _earns(960, territory="overseas")),
    TypicalHousehold("overseas-970", _("Overseas: alone, 970 € a month"), _earns(970, territory="overseas")),
    TypicalHousehold(
        "overseas-2420",
        _("Overseas: couple, three children, 2 420 € a month"),
        _earns(2420, territory="overseas", partner="irregular", **_children(3)),
    ),
    TypicalHousehold(
        "alone-street",
        _("One person without home, domiciled, without any identity paper"),
        ALONE | {"housing": "no_home_domiciled", "identity_papers": []},
    ),
    TypicalHousehold(
        "alone-hosted-worker",
        _("One person who works, lodged by someone, renewal"),
        _earns(
            700,
            irregular_start="visa_free_ended",
            housing="hosted",
            request="renewal_within_2_months",
            identity_papers=["passport", "old_permit"],
        ),
    ),
    TypicalHousehold(
        "asylum-ended-hotel",
        _("One person after an asylum application, in a hotel"),
        ALONE
        | {"irregular_start": "asylum_ended", "housing": "hotel", "identity_papers": ["birth_certificate"]},
    ),
    TypicalHousehold(
        "couple-children-shelter",
        _("A couple with three children, one of 16 or older, in a shelter"),
        _earns(
            400,
            resources_from=["work", "family"],
            partner="irregular",
            **_children(3, 1),
            housing="shelter",
            identity_papers=["passport", "family_book"],
        ),
    ),
    TypicalHousehold(
        "mother-overseas",
        _("One parent with two children overseas, lodged by someone"),
        ALONE
        | {"territory": "overseas", "housing": "hosted", "identity_papers": ["national_card"]}
        | _children(2),
    ),
    TypicalHousehold(
        "dependant-owner",
        _("A couple with another dependant, owners, close to the ceiling"),
        _earns(
            18_500,
            resources_kind="yearly",
            resources_from=["work", "abroad"],
            irregular_start="permit_ended",
            partner="irregular",
            other_dependant="yes",
            housing="owner",
            request="renewal_ended",
        ),
    ),
    TypicalHousehold(
        "european",
        _("A European without a right of residence, tenant with housing aid"),
        _without(ALONE, "papers", "irregular_start")
        | {
            "nationality": "eu_eea_swiss",
            "eu_situation": "no_right",
            "housing": "tenant_with_aid",
            "identity_papers": ["national_card"],
        },
    ),
    TypicalHousehold(
        "minor-alone",
        _("A minor alone, in a shelter"),
        {
            "territory": "metropole",
            "nationality": "other",
            "age": "minor",
            "minor_situation": "alone",
            "housing": "shelter",
            "request": "first",
            "identity_papers": [],
        },
    ),
    TypicalHousehold(
        "not-yet-children",
        _("Less than three months, with two children"),
        _without(ALONE, "residence", "other_dependant", "resources_kind", "request")
        | {
            "irregular_duration": "under_3_months",
            "irregular_since": "",
            "housing": "no_home",
            "identity_papers": ["birth_certificate"],
        }
        | _children(2, 1),
    ),
)
