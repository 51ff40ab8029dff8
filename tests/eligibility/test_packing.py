"""Answers as few bytes."""

import pytest

from eligibility.packing import packed, unpacked
from tests.personas import PERSONAS, Persona


@pytest.mark.parametrize("persona", PERSONAS, ids=[each.name for each in PERSONAS])
def test_every_answer_comes_back_as_it_was(persona: Persona) -> None:
    assert unpacked(packed(persona.answers)) == persona.answers


def test_answers_newer_than_the_letters_come_back_too() -> None:
    newer = {
        "territory": "moon",
        "shoe": "43",
        "children": 2,
        "papers": ["none"],
        "identity_papers": ["bus_ticket"],
        "children_16_plus": -5,
        "resources_amount": True,
        "request": {"first": 1},
    }
    assert unpacked(packed(newer)) == newer


def test_a_letter_that_only_a_later_release_knows_costs_that_answer_alone() -> None:
    assert unpacked(b"AaBzCaZbU+azM2") == {"territory": "metropole", "age": "adult", "children": 2}


def test_letters_keep_their_meaning() -> None:
    """The last code of each question when packing began: whatever is put before one moves it."""
    assert unpacked(b"AeBcCbDhEeFpGfHdJcKcLdM7N7ObPhQdR500S+eTdU+f") == {
        "territory": "passing_through",
        "nationality": "other",
        "age": "minor",
        "minor_situation": "unknown",
        "eu_situation": "unknown",
        "papers": "unknown",
        "irregular_start": "unknown",
        "irregular_duration": "unknown",
        "insured_before": "unknown",
        "residence": "unknown",
        "partner": "unknown",
        "children": 7,
        "children_16_plus": 7,
        "other_dependant": "no",
        "housing": "no_home",
        "resources_kind": "unknown",
        "resources_amount": 500,
        "resources_from": ["other"],
        "request": "renewal_ended",
        "identity_papers": ["other_with_photo"],
    }
