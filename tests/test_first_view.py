"""The start page carries its style, by hash; other pages link the file; a redirect carries no policy."""

from base64 import b64encode
from hashlib import sha256

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from ame_site.middleware import HEADERS, OF_A_BODY, OF_A_PAGE, fixed_headers
from tests.walk import address

pytestmark = pytest.mark.django_db

STRICT = HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_start_page_holds_its_style_and_its_policy_names_that_one_only(
    client: Client, language: str
) -> None:
    page = client.get(f"/{language}/")
    (style,) = [part.partition("</style>")[0] for part in page.content.decode().split("<style>")[1:]]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert page["Content-Security-Policy"] == STRICT.replace(
        "style-src 'self'", f"style-src 'self' 'sha256-{digest}'"
    )
    assert "stylesheet" not in page.content.decode()
    assert style.count("{") > 100


@pytest.mark.parametrize("path", [address("territory"), "/en/rights/", "/en/erase/", "/"])
def test_no_other_page_holds_a_style(client: Client, path: str) -> None:
    page = client.get(path, headers={"accept-language": "zu"})
    assert page["Content-Security-Policy"] == STRICT
    assert "<style" not in page.content.decode()
    assert page.content.decode().count('rel="stylesheet"') == 1


def test_a_redirect_carries_only_what_binds_a_redirect(client: Client) -> None:
    redirect = client.get("/en/result/")
    assert redirect.status_code == 303
    assert not {*OF_A_PAGE, *OF_A_BODY, "Vary"} & set(redirect.headers)
    assert redirect["Referrer-Policy"] == redirect["Cross-Origin-Opener-Policy"] == "same-origin"
    assert set(HEADERS) <= set(client.get("/en/erase/").headers)
    assert set(HEADERS) <= set(client.get("/en/no-such-page/").headers)


def test_only_the_desk_may_ask_the_site_from_its_script(client: Client) -> None:
    assert client.get("/en/desk/")["Content-Security-Policy"] == f"{STRICT};connect-src 'self'"
    assert "connect-src" not in STRICT


@pytest.mark.parametrize("kind", ["text/css", 'text/javascript; charset="utf-8"', "image/svg+xml"])
def test_what_a_page_brings_along_is_bound_by_the_policy_of_the_page(rf: RequestFactory, kind: str) -> None:
    response = fixed_headers(lambda request: HttpResponse(content_type=kind))(rf.get("/"))
    assert set(response.headers) & set(HEADERS) == set(HEADERS) - set(OF_A_PAGE)
