"""Small drawings beside words, for readers who do not read well: decoration, never the only sign.

Where they come from: `eligibility/pictograms/README.md`. The papers are drawn as any sheet or card.
"""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.utils.html import format_html
from django.utils.safestring import SafeString

from eligibility.domain.facts import UNKNOWN

FOLDER = Path(__file__).resolve().parent.parent / "pictograms"
# These point somewhere, and turn round in a language that is read from right to left.
DIRECTED = frozenset({"arrow-left", "walk"})
DONT_KNOW = "question-mark"

OF_CHOICES: dict[str, dict[str, str]] = {
    "age": {"adult": "person", "minor": "child"},
    "minor_situation": {
        "parents_irregular": "id-off",
        "parents_asylum": "file-text",
        "parent_regular": "id",
        "child_welfare": "heart-handshake",
        "alone": "user",
        "short_visa": "luggage",
        "detained": "prison",
    },
    "papers": {
        "none": "file-off",
        "permit": "id",
        "receipt": "file-text",
        "extension": "file-time",
        "long_card_renewal": "hourglass",
        "online_filing": "world-upload",
        "summons": "calendar-event",
        "asylum": "file-text",
        "temporary_stay": "file-text",
        "short_visa": "rubber-stamp",
        "long_visa": "rubber-stamp",
        "foreign_permit": "world",
        "eu_family": "users",
        "detained": "prison",
        "retention": "lock",
    },
    "irregular_start": {
        "entered_without_visa": "walk",
        "visa_ended": "rubber-stamp",
        "visa_free_ended": "calendar-x",
        "permit_ended": "id-off",
        "asylum_ended": "file-x",
    },
    "partner": {"none": "user", "irregular": "id-off", "regular": "id"},
    "housing": {
        "tenant": "key",
        "tenant_with_aid": "home-hand",
        "owner": "home",
        "hosted": "home-heart",
        "hotel": "bed",
        "shelter": "building-community",
        "no_home_domiciled": "mail",
        "no_home": "tent",
    },
    "resources_from": {
        "work": "tools",
        "benefits": "cash-banknote",
        "abroad": "world",
        "family": "users",
        "other": "dots",
    },
    "identity_papers": {
        "passport": "book-2",
        "national_card": "id",
        "birth_certificate": "file-certificate",
        "family_book": "book",
        "old_permit": "id",
        "other_with_photo": "user-square",
    },
}


def of_choice(question: str, code: str) -> SafeString:
    """The drawing of a choice, empty where none helps."""
    drawings = OF_CHOICES.get(question)
    name = drawings and (DONT_KNOW if code == UNKNOWN else drawings.get(code))
    return drawing(name) if name else SafeString()


@cache
def drawing(name: str) -> SafeString:
    """The drawing of this name, to stand inside a page, hidden from those who listen to it."""
    root = ElementTree.parse(FOLDER / f"{name}.svg").getroot()  # noqa: S314  # a file of ours
    path = root.find("{*}path")
    assert path is not None, f"{name}.svg holds no path"
    kinds = ["picture"]
    if root.get("stroke") is None:
        kinds.append("solid")
    if name in DIRECTED:
        kinds.append("turns")
    return format_html(
        '<svg class="{}" viewBox="{}" aria-hidden="true"><path d="{}"/></svg>',
        " ".join(kinds),
        root.get("viewBox"),
        path.get("d"),
    )
