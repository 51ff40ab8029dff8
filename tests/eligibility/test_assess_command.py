"""`manage.py assess`: what other programs rely on, through a real process."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from eligibility.domain.checklist import Proof
from eligibility.domain.questions import QUESTIONS
from eligibility.domain.verdict import Status
from tests.personas import adult, children, waiting, yearly

ROOT = Path(__file__).parents[2]
ON = "2026-11-24"

# The keys and codes of the design, in its order: other programs rely on them.
KEYS_AND_CODES = {
    "territory": "metropole overseas mayotte other_territory passing_through",
    "nationality": "french eu_eea_swiss other",
    "age": "adult minor",
    "minor_situation": (
        "parents_irregular parents_asylum parent_regular child_welfare alone short_visa detained unknown"
    ),
    "eu_situation": "right_of_residence home_insurance no_right detained unknown",
    "papers": (
        "none permit receipt extension long_card_renewal online_filing summons asylum temporary_stay "
        "short_visa long_visa foreign_permit eu_family detained retention unknown"
    ),
    "irregular_start": "entered_without_visa visa_ended visa_free_ended permit_ended asylum_ended unknown",
    "irregular_duration": "under_3_months 3_to_6_months over_6_months unknown",
    "irregular_since": "",
    "insured_before": "yes no unknown",
    "residence": "continuous interrupted unknown",
    "partner": "none irregular regular unknown",
    "children": "",
    "children_16_plus": "",
    "other_dependant": "yes no",
    "housing": "tenant tenant_with_aid owner hosted hotel shelter no_home_domiciled no_home",
    "resources_kind": "none monthly yearly unknown",
    "resources_amount": "",
    "resources_from": "work benefits abroad family other",
    "request": "first renewal_over_2_months renewal_within_2_months renewal_ended",
    "identity_papers": "passport national_card birth_certificate family_book old_permit other_with_photo",
}
STATUSES = (
    "likely close_to_ceiling income_too_high not_yet still_insured regular_stay asylum_seeker short_visa "
    "detained visitor no_ame_territory not_foreign ask_advice incomplete"
)


# --- What other programs rely on -------------------------------------------------------------


def told(answers: dict[str, Any], tmp_path: Path, **options: str) -> dict[str, Any]:
    """What the command prints, without a process of its own."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    printed = StringIO()
    call_command("assess", str(file), stdout=printed, **({"on": ON} | options))
    return json.loads(printed.getvalue())


def test_the_questions_and_their_codes_are_those_of_the_design() -> None:
    codes = {question.key: set(question.codes) for question in QUESTIONS}
    assert codes == {key: set(words.split()) for key, words in KEYS_AND_CODES.items()}
    asked_of_one = [key for key in KEYS_AND_CODES if key not in ("eu_situation", "papers")]
    assert [question.key for question in QUESTIONS if question.key in asked_of_one] == asked_of_one


def test_the_statuses_and_the_groups_of_the_checklist_are_those_of_the_design() -> None:
    assert {status.value for status in Status} == set(STATUSES.split())
    groups = ["form", "identity", "presence", "resources", "family", "photo"]
    assert [proof.value for proof in Proof] == groups


@pytest.mark.django_db
def test_the_outcome_has_the_keys_of_the_design(tmp_path: Path) -> None:
    outcome = told(adult(**yearly(900), **children(1, older=1)), tmp_path)
    assert list(outcome) == [
        "status",
        "next",
        "reasons",
        "household_size",
        "ceiling",
        "resources",
        "children_entitled",
        "from_date",
        "checklist",
    ]
    assert list(outcome["ceiling"]) == ["annual", "monthly", "zone", "valid_from", "published"]
    assert list(outcome["resources"]) == ["annual", "with_housing"]
    for reason in outcome["reasons"]:
        assert list(reason) == ["key", "article", "state"]
        assert reason["article"]
        assert reason["state"] in ("met", "not_met", "unknown")


@pytest.mark.django_db
def test_a_journey_that_is_not_over_names_the_next_question(tmp_path: Path) -> None:
    outcome = told(adult("request", "identity_papers"), tmp_path)
    assert (outcome["status"], outcome["next"]) == ("incomplete", "request")
    assert outcome["checklist"] == []
    assert told({}, tmp_path)["next"] == "territory"


@pytest.mark.django_db
def test_a_day_that_is_absent_is_taken_as_skipped(tmp_path: Path) -> None:
    skipped = told(waiting(irregular_since=""), tmp_path)
    assert told(waiting(), tmp_path) == skipped
    assert (skipped["status"], skipped["from_date"]) == ("not_yet", None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "hidden",
    [
        {"eu_situation": "no_right"},
        {"minor_situation": "unknown"},
        {"irregular_since": "2030-01-01"},
        {"children_16_plus": 4},
        {"insured_before": "yes"},
        {"resources_amount": 999999, "resources_from": ["family"]},
    ],
    ids=lambda hidden: next(iter(hidden)),
)
def test_an_answer_that_this_journey_does_not_ask_for_is_ignored(
    hidden: dict[str, Any], tmp_path: Path
) -> None:
    assert told(adult() | hidden, tmp_path) == told(adult(), tmp_path)


@pytest.mark.django_db
def test_the_words_are_in_the_language_asked_for(tmp_path: Path) -> None:
    english, french = (told(adult(), tmp_path, language=code) for code in ("en", "fr"))
    assert english["checklist"] != french["checklist"]
    assert {**english, "checklist": []} == {**french, "checklist": []}


@pytest.mark.django_db
def test_the_outcome_is_that_of_the_day_given(tmp_path: Path) -> None:
    answers = waiting(irregular_since="2026-08-24")
    assert told(answers, tmp_path)["status"] == "not_yet"
    assert told(answers, tmp_path, on="2026-11-25")["next"] == "residence"


# --- Through a process -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A database of its own, with the reference rows that ship."""
    database = tmp_path_factory.mktemp("assess") / "assess.sqlite3"
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}", "PYTHONDONTWRITEBYTECODE": "1"}
    for command in ("migrate", "load_reference"):
        subprocess.run(
            [sys.executable, "manage.py", command, "--verbosity=0"], cwd=ROOT, env=environment, check=True
        )
    return environment


def run(
    environment: dict[str, str], *arguments: str, stdin: str | bytes = ""
) -> subprocess.CompletedProcess[bytes]:
    sent = stdin if isinstance(stdin, bytes) else stdin.encode()
    command = [sys.executable, "manage.py", "assess", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, input=sent, capture_output=True, check=False)


def test_it_reads_standard_input(environment: dict[str, str]) -> None:
    done = run(environment, "-", "--on", ON, "--language", "en", stdin=json.dumps(adult()))
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["status"] == "likely"


def test_it_reads_a_file(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "person.json"
    file.write_text(json.dumps({"territory": "mayotte"}), encoding="utf-8")
    done = run(environment, str(file))
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["status"] == "no_ame_territory"


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ('{"colour": "blue"}', "colour"),
        ('{"two\\nlines": "blue"}', "two lines"),
        ('{"": 1}', "not a question"),
        ('{"territory": "mars"}', "territory"),
        ('{"territory": "mayotte", "territory": "metropole"}', "stands twice"),
        ('{"resources_from": []}', "resources_from"),
        ('{"children": true}', "children"),
        ('{"children": 1.0}', "children"),
        ('{"resources_amount": NaN}', "resources_amount"),
        ('{"identity_papers": "passport"}', "identity_papers"),
        ('{"papers": {"permit": true}}', "papers"),
        ('["territory"]', "mapping"),
        ("null", "mapping"),
        ('{"territory": ', "-:"),
        ("", "-:"),
        (b"\xff\xfe", "-:"),
        ("[" * 100_000, "-:"),
    ],
)
def test_it_refuses_what_it_cannot_take_in_one_line(
    environment: dict[str, str], sent: str | bytes, named: str
) -> None:
    refused(run(environment, "-", stdin=sent), named)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("no-such-file.json",), "no-such-file.json"),
        ((".",), "."),
        (("-", "--on", "24/11/2026"), "--on"),
        (("-", "--on", "20261124"), "--on"),
        (("-", "--on", ""), "--on"),
        (("-", "--on", "2026-02-30"), "--on"),
        (("-", "--language", "tlh"), "--language"),
    ],
)
def test_it_refuses_a_wrong_argument_in_one_line(
    environment: dict[str, str], arguments: tuple[str, ...], named: str
) -> None:
    refused(run(environment, *arguments, stdin="{}"), named)


def refused(done: subprocess.CompletedProcess[bytes], named: str) -> None:
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(said.splitlines()) == 1
    assert named in said
