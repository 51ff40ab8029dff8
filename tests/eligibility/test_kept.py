"""What is kept in memory for everyone never changes what one visitor reads."""

import re
from random import Random
from unittest.mock import patch

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from ame_site.bilingual import PIECES
from ame_site.kept import Kept
from eligibility.addresses import page_url
from eligibility.answers import seal
from eligibility.domain.pages import pages_of
from eligibility.domain.questions import BY_KEY
from eligibility.preview import result_as_of
from eligibility.views.shared import journey_of
from tests.personas import PERSONAS, TODAY, adult
from thresholds.amounts import AMOUNTS
from thresholds.models import IncomeThreshold

pytestmark = pytest.mark.django_db

# Someone for each beginning of an irregular stay, which changes the words of later questions.
BEGINNINGS = [
    next(each.answers for each in PERSONAS if each.answers.get("irregular_start") == code)
    for code in BY_KEY["irregular_start"].codes
]
OTHERS = ("/fr/", "/fr/answers/", "/fr/result/", "/fr/preparation/", "/fr/dates/", "/fr/hand-over/")


def page(client: Client, address: str) -> str:
    """What is shown there, but for the form's token, which is new on each page."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", client.get(address).content.decode())


@pytest.mark.parametrize("second", ["", "ar"])
def test_each_page_of_each_visitor_is_as_if_it_were_made_for_them_alone(second: str) -> None:
    order = Random(7)
    people = BEGINNINGS + [each.answers for each in order.sample(PERSONAS, 30)]
    order.shuffle(people)
    for given in people:
        client = Client()
        client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(given)
        if second:
            client.cookies[settings.SECOND_LANGUAGE_COOKIE_NAME] = second
        addresses = [page_url(each) for each in pages_of(journey_of(given))]
        for address in (*addresses, *OTHERS):
            from_memory = page(client, address)
            with patch.object(Kept, "get", lambda self, name, render: render()):
                assert from_memory == page(client, address), (address, given)


def test_what_a_visitor_wrote_stays_where_it_was_written(client: Client) -> None:
    """Not even if it looks like what the site writes for itself."""
    client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(adult())
    sent = {"partner": "none", "children": "-progress-", "other_dependant": "-token-"}
    response = client.post("/fr/questions/partner/", sent)
    assert response.status_code == 422
    assert 'id="children" value="-progress-"' in response.content.decode()


@pytest.mark.parametrize("address", ["/fr/ceiling/", "/fr/ceiling/?persons=2&zone=metropole"])
def test_a_text_of_the_database_is_shown_even_where_it_looks_like_an_empty_place(
    client: Client, address: str
) -> None:
    title = "\ue000amount\ue000 \ue000csrf_token\ue000"
    IncomeThreshold.objects.update(source_title=title, published="yes")
    assert title in client.get(address).content.decode()


def test_what_staff_look_at_first_is_whole_for_visitors(client: Client) -> None:
    PIECES.forget()
    result = result_as_of(AMOUNTS.current(), TODAY, 0)
    render_to_string("result.html", result, RequestFactory().get("/fr/result/"))
    client.cookies[settings.ANSWERS_COOKIE_NAME] = seal(adult())
    assert "pendant 30 minutes" in client.get("/fr/result/").content.decode()


def test_nobody_moves_the_site_for_who_comes_next() -> None:
    """A proxy that lets it through would put a visitor's SCRIPT_NAME before every link that is kept."""
    for address in ("/es/", "/es/rights/", "/es/ceiling/"):
        moved = Client().get(address, SCRIPT_NAME="/evil", SCRIPT_URL=f"/evil{address}").content.decode()
        assert "/evil" not in moved + Client().get(address).content.decode()
