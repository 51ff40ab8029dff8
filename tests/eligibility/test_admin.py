"""Papers as staff edit them, and the public site that follows."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.forms import model_to_dict
from django.test import Client

from eligibility import translations
from eligibility.models import Document
from tests.staff import administrator, errors
from tests.walk import ALONE, send, walk

pytestmark = pytest.mark.django_db

ADD = "/admin/eligibility/document/add/"


@pytest.fixture(autouse=True)
def anna(client: Client) -> User:
    return administrator(client)


def address(row: Document, page: str = "change") -> str:
    return f"/admin/eligibility/document/{row.pk}/{page}/"


def entry(row: Document, **changes: Any) -> dict[str, Any]:
    """What the form of a row sends, with changes."""
    fields = {name: value for name, value in model_to_dict(row).items() if value is not None}
    sent = {**fields, "in_use": "on" if row.in_use else "", **changes}
    return {name: value for name, value in sent.items() if name not in ("id", "name", "note") and value != ""}


def lease() -> Document:
    return Document.objects.get(key="lease-or-rent-receipt")


def test_a_new_paper_reaches_the_checklist(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
    new = {
        "key": "library-card",
        "proof": "presence",
        "persons": ["applicant"],
        "role": "one_of",
        "order": "5",
        "in_use": "on",
        "name_fr": "Carte de bibliothèque",
        "name_en": "Library card",
        "source": "a test",
        "applies_when": ["housing=tenant"],
    }
    assert client.post(ADD, new).status_code == 302
    walk(client, ALONE)
    assert "Library card" in client.get("/en/result/").content.decode()
    send(client, "housing", "hotel")
    assert "Library card" not in client.get("/en/result/").content.decode()


def test_what_a_colleague_saved_meanwhile_is_not_replaced_unseen(client: Client) -> None:
    """A translator writes Arabic while an administrator has the page open to change the order."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    seen = client.get(address(lease())).context["adminform"].form.initial["seen"]
    opened = entry(lease(), seen=seen, order="77")
    assert client.post(address(lease()), entry(lease(), seen=seen, note_ar="جديد")).status_code == 302
    refused = client.post(address(lease()), opened)
    assert "Somebody changed this paper meanwhile." in refused.content.decode()
    assert 'name="order" value="77"' in refused.content.decode()
    assert lease().note_ar == "جديد"
    assert lease().order != 77
    shown = refused.context["adminform"].form.data["seen"]
    assert client.post(address(lease()), opened | {"seen": shown}).status_code == 302
    assert lease().order == 77


def test_a_retired_paper_leaves_the_checklist(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
    walk(client, ALONE)
    assert "Lease" in client.get("/en/result/").content.decode()
    assert client.post(address(lease()), entry(lease(), in_use="")).status_code == 302
    assert "Lease" not in client.get("/en/result/").content.decode()


def test_a_name_without_translation_shows_french_marked_as_french(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thresholds.held.SECONDS_BETWEEN_LOOKS", 0)
    assert client.post(address(lease()), entry(lease(), name_en="")).status_code == 302
    walk(client, ALONE)
    assert (
        '<span lang="fr" dir="ltr">Bail ou quittance de loyer</span>'
        in client.get("/en/result/").content.decode()
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_fr": ""}, "name_fr"),
        ({"persons": []}, "persons"),
        ({"persons": ["neighbour"]}, "persons"),
        ({"applies_when": ["housing=castle"]}, "applies_when"),
        ({"not_when": ["shoe_size=43"]}, "not_when"),
        ({"older_than_months": "12", "newer_than_months": "3"}, "newer_than_months"),
        ({"older_than_months": "0"}, "older_than_months"),
        ({"proof": "wealth"}, "proof"),
    ],
)
def test_it_says_what_is_wrong_next_to_the_field(client: Client, changes: dict[str, Any], field: str) -> None:
    response = client.post(address(lease()), entry(lease(), **changes))
    assert response.status_code == 200
    assert field in errors(response)


@pytest.mark.parametrize(
    "unseen",
    [
        "\u0001",
        "\u007f",
        "\u0085",
        "\u200b",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\ue000",
        "\ufeff",
        "\n",
    ],
)
@pytest.mark.parametrize("name", ["name_fr", "name_ar", "note_fr", "note_ar", "source"])
def test_what_cannot_be_seen_is_refused(client: Client, name: str, unseen: str) -> None:
    """A translator's file could not bring it back either."""
    response = client.post(address(lease()), entry(lease(), **{name: f"Bail{unseen}signé"}))
    assert name in errors(response)


@pytest.mark.parametrize("nothing", ["\u200d", "\u200e\u200c"])
def test_a_name_of_which_nothing_is_seen_is_refused(client: Client, nothing: str) -> None:
    assert "name_ar" in errors(client.post(address(lease()), entry(lease(), name_ar=nothing)))


@pytest.mark.parametrize("mark", ["\u200c", "\u200d", "\u200e", "\u200f", "\u00a0", "\u202f"])
def test_what_a_script_needs_is_kept_and_comes_back_in_a_file(client: Client, mark: str) -> None:
    words = f"اجاره{mark}نامه"
    assert client.post(address(lease()), entry(lease(), name_ar=words)).status_code == 302
    assert lease().name_ar == words
    assert translations.read(translations.export("ar").encode(), "ar").changes == ()


def test_the_history_keeps_the_translations_and_who_changed_them(client: Client) -> None:
    client.post(address(lease()), entry(lease(), name_en="Rental agreement", name_fr="Bail"))
    client.post(address(lease()), entry(lease(), name_en="Lease agreement"))
    newest, older = lease().history.all()[:2]
    assert (newest.name_en, older.name_en, older.name_fr) == ("Lease agreement", "Rental agreement", "Bail")
    assert newest.history_user.username == "anna"
    page = client.get(address(lease(), "history")).content.decode()
    assert "<bdi>Rental agreement</bdi> → <bdi>Lease agreement</bdi>" in page


def test_a_save_without_a_change_changes_nothing(client: Client) -> None:
    before = model_to_dict(lease())
    assert client.post(address(lease()), entry(lease())).status_code == 302
    assert model_to_dict(lease()) == before


def test_a_paper_is_retired_and_never_deleted(client: Client) -> None:
    assert client.post(address(lease(), "delete"), {"post": "yes"}).status_code == 403


def test_every_language_has_its_input_in_its_own_direction(client: Client) -> None:
    page = client.get(address(lease())).content.decode()
    assert 'lang="fr" dir="ltr"' in page
    assert 'lang="ar" dir="rtl"' in page
    assert "ajax.googleapis" not in page


def test_the_key_stays_once_given(client: Client) -> None:
    client.post(address(lease()), entry(lease(), key="another-key"))
    assert not Document.objects.filter(key="another-key").exists()


def test_an_answer_no_longer_asked_is_shown_and_refused(client: Client) -> None:
    """Dropped in silence, it would make the paper apply always."""
    Document.objects.filter(key="lease-or-rent-receipt").update(applies_when=["housing=castle"])
    assert 'value="housing=castle" id="id_applies_when' in client.get(address(lease())).content.decode()
    assert "applies_when" in errors(client.post(address(lease()), entry(lease())))


def test_a_version_of_the_history_can_be_brought_back(client: Client) -> None:
    was = lease().name_en
    client.post(address(lease()), entry(lease(), name_en="Rental agreement"))
    newest, older = lease().history.all()[:2]
    page = f"{address(lease(), 'history')}{older.pk}/"
    assert client.get(page).status_code == 200
    assert client.post(page, entry(older.instance)).status_code == 302
    assert lease().name_en == was


def test_a_version_says_what_bringing_it_back_would_change(client: Client) -> None:
    was = lease().name_ar
    client.post(address(lease()), entry(lease(), name_ar="عقد إيجار", older_than_months="4"))
    page = f"{address(lease(), 'history')}{lease().history.last().pk}/"
    changes = client.get(page).context["changes_to_today"]
    assert {change["old"] for change in changes} >= {"عقد إيجار", "4"}
    assert {change["new"] for change in changes} >= {was}
    oldest = lease().history.last()
    assert client.post(page, entry(oldest.instance)).status_code == 302
    assert lease().name_ar == was


def test_no_page_has_an_inline_style_that_the_policy_refuses(client: Client) -> None:
    for page in (ADD, address(lease()), address(lease(), "history"), "/admin/eligibility/document/"):
        assert " style=" not in client.get(page).content.decode()


def test_order_and_use_are_edited_in_the_list(client: Client) -> None:
    (row,) = Document.objects.filter(key="ame-form")
    sent = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "1",
        "form-0-id": str(row.pk),
        "form-0-order": "7",
        "_save": "Save",
    }
    assert client.post("/admin/eligibility/document/?q=ame-form", sent).status_code == 302
    row.refresh_from_db()
    assert (row.order, row.in_use) == (7, False)


def test_the_list_can_be_searched_and_filtered(client: Client) -> None:
    page = client.get("/admin/eligibility/document/?proof__exact=family&q=livret").content.decode()
    assert "family-link-family-book" in page
    assert "passport" not in page
