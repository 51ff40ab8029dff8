"""Pages travel compressed, and their length tells nothing of what they hold."""

import gzip

import brotli
import pytest
from django.test import Client

from ame_site.compression import compressed
from tests.walk import ALONE, address, walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("gzip, br;q=0.5", "br"),
        ("gzip, br;q=0", "gzip"),
        ("br;q=0.0, gzip", "gzip"),
        ("gzip", "gzip"),
        ("brotli, zebra", None),
        ("", None),
    ],
)
def test_a_page_is_compressed_as_the_browser_takes_it(
    client: Client, accepted: str, encoding: str | None
) -> None:
    plain = client.get("/fr/rights/").content
    response = client.get("/fr/rights/", headers={"accept-encoding": accepted})
    read = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert response.get("Content-Encoding") == encoding
    assert read(response.content) == plain
    assert int(response["Content-Length"]) == len(response.content)
    assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("accepted", ["br", "gzip"])
def test_the_length_of_a_page_with_answers_differs_from_one_time_to_the_next(
    client: Client, accepted: str
) -> None:
    walk(client, ALONE)
    lengths = {
        len(client.get("/en/result/", headers={"accept-encoding": accepted}).content) for _ in range(30)
    }
    assert max(lengths) - min(lengths) > 30


@pytest.mark.parametrize("padding", [0, 1, 2, 63, 99, 100])
def test_the_padding_adds_its_length_and_no_text(padding: int) -> None:
    text = "Où vivez-vous ? أين تعيش؟".encode() * 40
    assert brotli.decompress(compressed(text, padding)) == text
    assert len(compressed(text, padding)) - len(compressed(text, 0)) == (padding and padding + 2)


def test_what_is_short_or_has_no_body_stays_as_it_is(client: Client) -> None:
    everything = {"accept-encoding": "br, gzip"}
    assert "Content-Encoding" not in client.get("/healthz", headers=everything)
    assert "Content-Encoding" not in client.get(address("age"), headers=everything)
