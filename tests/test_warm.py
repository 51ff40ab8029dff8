"""Workers are born with the usual pages rendered."""

import gc
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from ame_site.bilingual import PIECES
from ame_site.warm import warm
from eligibility.domain.pages import TYPICAL
from tests.walk import walk
from thresholds.amounts import AMOUNTS
from thresholds.held import ContentUnavailable

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _melt() -> Iterator[None]:
    PIECES.forget()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_the_first_visitor_of_a_language_finds_the_pages_rendered(client: Client, language: str) -> None:
    warm()
    rendered = dict(PIECES.pieces)
    assert rendered
    client.get(f"/{language}/")
    for key in walk(client, TYPICAL, language):
        client.get(f"/{language}/questions/{key}/")
    client.get(f"/{language}/result/")
    assert PIECES.pieces == rendered


def test_without_content_the_site_starts_all_the_same_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def nothing() -> None:
        raise ContentUnavailable

    monkeypatch.setattr(AMOUNTS, "current", nothing)
    warm()
    assert [(record.name, record.levelname) for record in caplog.records] == [("ame_site.warm", "WARNING")]
