"""An admin looks at the checklist of a typical household before saving a paper."""

import pytest
from django.test import Client
from django.utils import translation

from eligibility.content import reference_on
from eligibility.domain.journey import read_answers, replay
from eligibility.domain.typical import TYPICAL_HOUSEHOLDS, TypicalHousehold
from eligibility.models import Document
from tests.eligibility.test_admin import ADD, address, entry, lease
from tests.personas import TODAY
from tests.staff import administrator, errors

pytestmark = pytest.mark.django_db

LOOK = {"_look": "Look", "household": "alone", "preview_language": "fr"}


@pytest.fixture(autouse=True)
def _anna(client: Client) -> None:
    administrator(client)


def looked_at(client: Client, **changes: object) -> str:
    response = client.post(address(lease()), {**entry(lease()), **LOOK, **changes})
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_the_unsaved_text_and_saves_nothing(client: Client) -> None:
    before = lease().name_fr
    page = looked_at(client, name_fr="Contrat de location")
    assert '<input type="checkbox"> Contrat de location</label>' in page
    assert "Rien n’est enregistré" in page
    assert lease().name_fr == before
    assert lease().history.count() == 1


def test_it_shows_the_list_in_the_language_chosen(client: Client) -> None:
    page = looked_at(client, name_ar="عقد", preview_language="ar")
    assert '<div lang="ar" dir="rtl">' in page
    assert '<input type="checkbox"> عقد</label>' in page
    with translation.override("ar"):
        assert translation.gettext("Papers to bring") in page


def test_it_says_whether_the_paper_stands_in_the_list(client: Client) -> None:
    shown = client.post(address(lease()), {**entry(lease()), **LOOK})
    assert shown.context["preview"].shown == 1
    not_for_tenants = {**entry(lease(), applies_when=["housing=hotel"]), **LOOK}
    assert client.post(address(lease()), not_for_tenants).context["preview"].shown == 0
    elsewhere = {**not_for_tenants, "household": "asylum-ended-hotel"}
    assert client.post(address(lease()), elsewhere).context["preview"].shown == 1


def test_a_retired_paper_leaves_the_list_that_is_shown(client: Client) -> None:
    sent = {**entry(lease(), in_use=""), **LOOK}
    assert client.post(address(lease()), sent).context["preview"].shown == 0


def test_the_age_limit_is_that_of_the_form(client: Client) -> None:
    page = looked_at(client, newer_than_months="7", older_than_months="")
    assert "Papier de moins de 7" in page


def test_a_new_paper_can_be_looked_at_before_it_exists(client: Client) -> None:
    new = {
        "key": "library-card",
        "proof": "presence",
        "persons": ["applicant"],
        "role": "one_of",
        "order": "5",
        "in_use": "on",
        "name_fr": "Carte de bibliothèque",
        "source": "a test",
    }
    page = client.post(ADD, {**new, **LOOK}).content.decode()
    assert '<input type="checkbox"> Carte de bibliothèque</label>' in page
    assert not Document.objects.filter(key="library-card").exists()


def test_a_mistake_is_said_first(client: Client) -> None:
    response = client.post(address(lease()), {**entry(lease(), name_fr=""), **LOOK})
    assert list(errors(response)) == ["name_fr"]
    assert "preview" not in response.context


def test_an_unknown_household_or_language_is_the_first(client: Client) -> None:
    sent = {**entry(lease()), **LOOK, "household": "x", "preview_language": "x"}
    preview = client.post(address(lease()), sent).context["preview"]
    assert (preview.household.key, preview.language) == (TYPICAL_HOUSEHOLDS[0].key, "fr")


def test_it_saves_with_the_button_to_save(client: Client) -> None:
    sent = entry(lease(), name_fr="Contrat", household="alone", preview_language="fr")
    assert client.post(address(lease()), sent).status_code == 302
    assert lease().name_fr == "Contrat"


@pytest.mark.parametrize("household", TYPICAL_HOUSEHOLDS, ids=lambda each: each.key)
def test_each_typical_household_answers_all_that_is_asked(household: TypicalHousehold) -> None:
    """And nothing else, but where resources above the ceiling end the questions: a draft may change that."""
    journey = replay(household.answers, reference_on(TODAY))
    assert journey.problem is None
    unasked = set(household.answers) - {question.key for question in journey.asked}
    assert not unasked or (unasked == {"request", "identity_papers"} and journey.facts.income_rules_out)
    assert not journey.waiting
    assert read_answers(household.answers) == household.answers


def test_no_two_typical_households_have_one_key_or_name() -> None:
    for names in zip(*((each.key, each.name) for each in TYPICAL_HOUSEHOLDS), strict=True):
        assert len(set(names)) == len(TYPICAL_HOUSEHOLDS)
