"""Pages kept as compressed streams with a hole: browsers read what they would read without."""

from random import Random
from unittest.mock import patch

import brotli
import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ame_site.pressed import Pressed
from eligibility.addresses import page_url
from eligibility.answers import seal
from eligibility.domain.pages import pages_of
from eligibility.views.shared import journey_of
from tests.personas import PERSONAS
from tests.test_form_token import TOKEN

TEXTS = st.text(max_size=300) | st.sampled_from(["<p>Où vivez-vous ?</p>" * 40, "أين تعيش؟" * 90, '"' * 500])


@given(TEXTS, st.binary(min_size=1, max_size=156), TEXTS, st.integers(0, 100))
def test_any_text_with_any_bytes_in_the_hole_comes_back(
    before: str, hole: bytes, after: str, padding: int
) -> None:
    stream = Pressed(before, after, len(hole)).filled(hole, padding)
    assert brotli.decompress(stream) == before.encode() + hole + after.encode()


@given(TEXTS, st.lists(st.binary(min_size=64, max_size=64), min_size=2, max_size=4))
def test_the_hole_is_filled_again_and_again(text: str, holes: list[bytes]) -> None:
    pressed = Pressed(text, text, 64)
    for hole in holes:
        assert brotli.decompress(pressed.filled(hole, 0)) == text.encode() + hole + text.encode()


def test_what_does_not_fit_is_refused() -> None:
    for length in (0, 157):
        with pytest.raises(ValueError, match=f"{length} bytes"):
            Pressed("a", "b", length)
    with pytest.raises(ValueError, match="63 bytes in a hole of 64"):
        Pressed("a", "b", 64).filled(b"x" * 63, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "second"), [("fr", ""), ("ar", ""), ("en", "es"), ("es", "fr"), ("fr", "ar"), ("ar", "fr")]
)
def test_each_page_on_the_way_forward_reads_the_same_compressed(language: str, second: str) -> None:
    for persona in Random(7).sample(PERSONAS, 8):
        before: dict[str, object] = {}
        for page in pages_of(journey_of(persona.answers)):
            if journey_of(before).reached(page.first):
                reads_the_same(page_url(page).replace("/fr/", f"/{language}/"), before, second)
            before |= {
                each.key: persona.answers[each.key] for each in page.questions if each.key in persona.answers
            }


def reads_the_same(address: str, answers: dict[str, object], second: str) -> None:
    client = Client()
    client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(answers)
    client.cookies[settings.SECOND_LANGUAGE_COOKIE_NAME] = second
    plain = client.get(address)
    with patch.object(Pressed, "filled", autospec=True, side_effect=Pressed.filled) as filled:
        compressed = client.get(address, headers={"accept-encoding": "br"})
    assert filled.called, (address, answers)
    assert (plain.status_code, compressed["Content-Encoding"]) == (200, "br")
    assert int(compressed["Content-Length"]) == len(compressed.content)
    read = brotli.decompress(compressed.content).decode()
    assert TOKEN.sub("", read) == TOKEN.sub("", plain.content.decode()), (address, answers)
