"""Every page is valid HTML: the Nu checker finds no error and nothing to warn about."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory

from ame_site.languages import SITE_LANGUAGES
from eligibility.answers import seal
from eligibility.desk import DESK_PAGE
from eligibility.domain.pages import PAGE_OF
from eligibility.domain.questions import BY_KEY
from eligibility.handover import HAND_OVER
from eligibility.views import errors
from eligibility.views.pages import PAGES, STATEMENTS
from tests.personas import FOREIGN_ADULT, adult, children, minor, unclear, waiting, yearly
from thresholds.held import ContentUnavailable

CHECKER = settings.BASE_DIR / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"
LANGUAGES = [language.code for language in SITE_LANGUAGES]
TWO_LANGUAGES = re.compile(r"\w+\+\w")

PATHS = (
    "",
    *(f"{slug}/" for slug in PAGES),
    *(f"statements/{name}/" for name in STATEMENTS),
    "ceiling/",
    "ceiling/?persons=7&zone=overseas",
    "ceiling/?persons=99&zone=overseas",
    "desk/",
    "erase/",
    "erased/",
    "hand-over/",
    "phone/",
    "month/",
    "no-such-page/",
)
BIG_FAMILY = adult(
    territory="overseas",
    irregular_start="visa_free_ended",
    partner="irregular",
    other_dependant="yes",
    housing="hosted",
    resources_kind="monthly",
    resources_amount=1500,
    resources_from=["work", "family"],
    request="renewal_over_2_months",
    identity_papers=["passport", "old_permit"],
    **children(3, older=1),
)
JOURNEYS = {
    "big-family": BIG_FAMILY,
    "european": adult("papers", "irregular_start", nationality="eu_eea_swiss", eu_situation="no_right"),
    "permit-ended": adult(
        irregular_start="permit_ended", irregular_duration="3_to_6_months", insured_before="yes"
    ),
    "minor": minor("alone", housing="shelter", request="first", identity_papers=[]),
    "not-yet": waiting(
        irregular_since="", housing="no_home", identity_papers=["birth_certificate"], **children(2, older=1)
    ),
    "too-much": adult("request", "identity_papers", **yearly(90_000)),
    "advice": unclear(papers="unknown"),
    "partner-unknown": adult(partner="unknown", **yearly(12_000)),
    "asylum": FOREIGN_ADULT | {"papers": "asylum"},
    "mayotte": {"territory": "mayotte"},
}


def readers(client: Client) -> Iterator[tuple[str, str]]:
    """Each language, alone and with a second one under it: a name for the pair, and the first."""
    for language in LANGUAGES:
        for second in ("", "fr" if language != "fr" else LANGUAGES[-1]):
            client.cookies[settings.SECOND_LANGUAGE_COOKIE_NAME] = second
            yield f"{language}+{second}", language


def pages_to_read(client: Client) -> Iterator[tuple[str, bytes]]:
    for pair, language in readers(client):
        for number, path in enumerate(PATHS):
            yield f"{pair}-read-{number}", client.get(f"/{language}/{path}").content
    yield "choice-of-languages", client.get("/", headers={"accept-language": "zu"}).content


def journey_pages(client: Client) -> Iterator[tuple[str, bytes]]:
    """The questions that each journey asks, as answered and as refused; its answers and its result."""
    for name, given in JOURNEYS.items():
        client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(given)
        for pair, language in readers(client):
            for key in dict.fromkeys(PAGE_OF[key].first.key for key in given):
                address = f"/{language}/questions/{key}/"
                yield f"{pair}-{name}-{key}", _shown(client.get(address), 200)
                if key != "irregular_since":
                    yield f"{pair}-{name}-{key}-wrong", _shown(client.post(address, {}), 422)
            yield f"{pair}-{name}-answers", _shown(client.get(f"/{language}/answers/"), 200)
            yield f"{pair}-{name}-result", _shown(client.get(f"/{language}/result/"), 200)
            filled = {"answers": seal(given, DESK_PAGE), "second": pair.partition("+")[2]}
            yield f"{pair}-{name}-desk", _shown(client.post(f"/{language}/desk/", filled), 200)
            yield (
                f"{pair}-{name}-desk-code",
                _shown(client.post(f"/{language}/desk/", filled | {"phone": "yes"}), 200),
            )
            mistaken = filled | {"shown": ["children", "papers"], "children": "x", "papers": "x"}
            if "children" in given:
                yield f"{pair}-{name}-desk-wrong", _shown(client.post(f"/{language}/desk/", mistaken), 422)
            sheet = client.get(f"/{language}/preparation/")
            if sheet.status_code != 303:  # nothing to file, so no sheet
                yield f"{pair}-{name}-preparation", _shown(sheet, 200)
            yield f"{pair}-{name}-hand-over", _shown(client.get(f"/{language}/hand-over/"), 200)
    client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(BIG_FAMILY)
    for pair, language in readers(client):
        yield f"{pair}-dates", _shown(client.get(f"/{language}/dates/"), 200)
        yield f"{pair}-dates-wrong", _shown(client.post(f"/{language}/dates/", {"card_ends_day": "31"}), 422)
        yield f"{pair}-phone-refused", _shown(client.post(f"/{language}/phone/", {"token": "x"}), 422)
        replacing = client.post(f"/{language}/phone/", {"token": seal({"territory": "mayotte"}, HAND_OVER)})
        yield f"{pair}-phone-replace", _shown(replacing, 200)


def _shown(response: Any, status: int) -> bytes:
    assert response.status_code == status, response.request["PATH_INFO"]
    return response.content


def error_pages(rf: RequestFactory) -> Iterator[tuple[str, bytes]]:
    request = rf.get("/fr/")
    yield "error-400", errors.refused(request, SuspiciousOperation()).content
    yield "error-403", errors.form_expired(request).content
    yield "error-500", errors.failed(request).content
    without_content = errors.NoContent(errors.failed).process_exception(request, ContentUnavailable())
    assert without_content is not None
    yield "error-503", without_content.content


def complaints(files: list[Path]) -> list[str]:
    """What the checker says of these files, in one run; each thing once, where it is first found."""
    java = shutil.which("java")
    if not java or not CHECKER.exists():
        pytest.fail("The HTML checker is missing: run `make tools`")
    ran = subprocess.run(
        [java, "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always", *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = {}
    for message in json.loads(ran.stdout)["messages"]:
        name = Path(message.get("url", "")).name
        if TWO_LANGUAGES.match(name) and message["message"].startswith("This document appears to be"):
            continue  # the checker's guess of the one language of a page
        where = f"{name}:{message.get('lastLine')}"
        found.setdefault(message["message"], f"{where}: {message['message']} – {message.get('extract', '')}")
    return list(found.values())


@pytest.mark.usefixtures("reference")
def test_every_page_is_valid_html_without_a_warning(
    client: Client, rf: RequestFactory, tmp_path: Path
) -> None:
    files = []
    for name, content in (*pages_to_read(client), *journey_pages(client), *error_pages(rf)):
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(content)
    found = complaints(files)
    assert not found, "\n".join(found)


def test_every_question_is_among_the_pages_checked() -> None:
    assert {key for given in JOURNEYS.values() for key in given} == set(BY_KEY)


def test_the_checker_would_notice_a_broken_page(tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text('<!doctype html><html lang="fr"><title>x</title><p id="a"><p id="a">')
    assert "broken.html:1: Duplicate ID “a”" in complaints([broken])[0]
