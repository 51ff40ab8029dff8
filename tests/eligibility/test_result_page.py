"""What the result page says, for each kind of outcome."""

import re
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from tests.walk import ALONE, NOT_YET, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def result_of(client: Client, answers: dict[str, Any], **changes: Any) -> Any:
    walk(client, {**answers, **changes})
    response = client.get("/en/result/")
    assert response.status_code == 200
    return response


def text_of(response: Any) -> str:
    return re.sub(r"[ \n]+", " ", response.content.decode())


def test_the_first_line_is_the_verdict_and_never_a_promise(client: Client) -> None:
    response = result_of(client, ALONE)
    assert "You are likely entitled to AME. The health-insurance fund decides." in text_of(response)


def test_it_is_never_stored_on_the_way(client: Client) -> None:
    assert "no-store" in result_of(client, ALONE)["Cache-Control"]


def test_each_condition_stands_with_its_state_and_its_article(client: Client) -> None:
    response = result_of(client, ALONE)
    states = {reason["state"] for reason in response.context["reasons"]}
    assert states == {"met"}
    assert "CSS L861-1, D861-1" in text_of(response)


def test_the_ceiling_stands_beside_the_persons_own_figure(client: Client) -> None:
    text = text_of(
        result_of(client, ALONE, resources_kind="monthly", resources_amount=800, resources_from=["work"])
    )
    for amount in ("10\u202f421\u00a0€", "868\u00a0€", "9\u202f600\u00a0€", "800\u00a0€"):
        assert amount in text
    assert "01/04/2026" in text


def test_an_amount_not_read_in_a_published_table_says_so_beside_the_last_published(client: Client) -> None:
    text = text_of(result_of(client, ALONE))
    assert "not yet read in a published table" in text
    assert "10\u202f339\u00a0€" in text


def test_both_ceilings_are_shown_where_the_partner_is_unknown(client: Client) -> None:
    text = text_of(result_of(client, ALONE, partner="unknown"))
    assert "10\u202f421\u00a0€" in text
    assert "15\u202f632\u00a0€" in text
    assert "whether your partner counts" in text


@pytest.mark.parametrize(
    ("key", "code", "said"),
    [
        ("papers", "permit", "PUMa"),
        ("papers", "asylum", "PUMa and C2S"),
        ("papers", "short_visa", "travel insurance"),
        ("papers", "detained", "general scheme"),
        ("territory", "mayotte", "public hospital"),
        ("territory", "passing_through", "humanitarian AME"),
    ],
)
def test_a_no_says_what_else_exists_and_from_when_ame_may_open(
    client: Client, key: str, code: str, said: str
) -> None:
    response = result_of(client, ALONE, **{key: code})
    assert said in text_of(response)
    assert response.context["alternatives"]
    assert response.context["opening"]


@pytest.mark.parametrize(
    "changes",
    [{}, {"papers": "permit"}, {"papers": "unknown", "children": 0}, {"territory": "mayotte"}],
)
def test_every_outcome_names_urgent_care_pregnancy_children_and_consulates(
    client: Client, changes: dict[str, Any]
) -> None:
    text = text_of(result_of(client, ALONE, **changes))
    for words in ("urgent care", "pregnancy", "children", "consulates"):
        assert words in text.lower()


@pytest.mark.parametrize(
    "changes", [{"papers": "short_visa"}, {"territory": "passing_through"}, {"territory": "mayotte"}]
)
def test_it_offers_no_urgent_care_scheme_to_those_it_excludes(
    client: Client, changes: dict[str, Any]
) -> None:
    """CASF L254-1: not during a short-stay visa or a visit; Mayotte has its own rules."""
    text = text_of(result_of(client, ALONE, **changes))
    assert "gives urgent and vital care" not in text


def test_it_says_where_to_file_to_everyone_who_may_file_now_or_soon(client: Client) -> None:
    assert result_of(client, NOT_YET).context["may_file"]
    assert "filed in person" in text_of(client.get("/en/result/"))


def test_it_does_not_send_someone_to_file_who_may_still_be_insured(client: Client) -> None:
    insured = {
        "irregular_start": "permit_ended",
        "irregular_duration": "3_to_6_months",
        "insured_before": "yes",
    }
    steps = [step["text"] for step in result_of(client, ALONE, **insured).context["steps"]]
    assert not any(step.startswith("File your first request") for step in steps)
    assert any(step.startswith("Ask the fund whether you are still insured") for step in steps)


def test_it_gives_the_day_from_which_ame_may_open(client: Client) -> None:
    with travel("2026-11-24", tick=False):
        text = text_of(result_of(client, NOT_YET, irregular_since="2026-10-20"))
    assert "AME may open from" in text
    assert "21/01/2027" in text


def test_children_come_first_where_only_they_are_entitled(client: Client) -> None:
    response = result_of(
        client, NOT_YET, children=2, children_16_plus=1, housing="hotel", identity_papers=["passport"]
    )
    assert "Your children may be entitled to AME now." in text_of(response)
    assert [group["key"] for group in response.context["groups"]] == ["form", "identity", "photo"]


def test_the_checklist_follows_the_answers(client: Client) -> None:
    text = text_of(
        result_of(
            client,
            ALONE,
            housing="hosted",
            partner="irregular",
            children=2,
            children_16_plus=1,
            other_dependant="yes",
        )
    )
    for paper in ("Payslips", "Lease", "Hotel bill"):
        assert paper not in text
    for paper in ("statement of the host", "Marriage certificate", "Proof of studies", "12 months of life"):
        assert paper in text
    assert "/en/statements/host/" in text
    assert "Child 2" in text


def test_what_is_said_of_every_paper_of_a_list_is_said_once_before_it(client: Client) -> None:
    text = text_of(result_of(client, ALONE, partner="irregular", children=1, children_16_plus=0))
    presence = text[text.index("That you live in France") : text.index("Your resources of")]
    assert presence.count("Less than 12 months old.") == 1
    assert presence.index("Less than 12 months old.") < presence.index("Lease or rent receipt")
    assert presence.count("Older than 3 months.") == 2  # of two papers only
    family = text[text.index("Your family") : text.index("Photos")]
    assert family.count("We did not see the list in full") == 2  # the partner's papers, and the child's


def test_what_to_do_without_a_paper_is_said_once_for_all_who_need_the_same_proof(client: Client) -> None:
    response = result_of(
        client, ALONE, partner="irregular", children=1, children_16_plus=0, identity_papers=["passport"]
    )
    identity = next(group for group in response.context["groups"] if group["key"] == "identity")
    assert len(identity["items"]) == 2
    assert text_of(response).count(identity["if_missing"]) == 1


def test_each_folded_advice_is_named_by_its_proof(client: Client) -> None:
    """A screen reader lists what can be unfolded without what stands around it."""
    text = text_of(result_of(client, ALONE, partner="irregular"))
    names = re.findall(r'<summary>If you cannot get it<span class="hidden"> – ([^<]+)</span>', text)
    assert len(names) == len(set(names)) == 6


def test_europeans_must_show_more_than_six_months(client: Client) -> None:
    european = {
        "territory": "metropole",
        "nationality": "eu_eea_swiss",
        "age": "adult",
        "eu_situation": "no_right",
        **{key: ALONE[key] for key in list(ALONE)[5:]},
    }
    text = text_of(result_of(client, european))
    assert "more than 6 months in France" in text
    assert "Older than 6 months." in text
    assert "Older than 3 months." not in text


def test_a_minor_is_asked_for_neither_presence_nor_resources(client: Client) -> None:
    minor = {
        "territory": "metropole",
        "nationality": "other",
        "age": "minor",
        "minor_situation": "alone",
        "housing": "shelter",
        "request": "first",
        "identity_papers": [],
    }
    response = result_of(client, minor)
    assert [group["key"] for group in response.context["groups"]] == ["form", "identity", "photo"]
    assert "A minor without parents does not file alone" in text_of(response)


def test_the_answers_are_there_to_print(client: Client) -> None:
    text = text_of(result_of(client, ALONE))
    assert "I rent, without housing benefit" in text
