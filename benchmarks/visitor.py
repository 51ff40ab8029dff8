"""Someone who goes through the questions on one kept connection, as a browser without scripts does."""

import http.client
import re
from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from eligibility.domain.pages import PAGE_OF, Page

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}
ANSWERS = {
    "territory": "metropole",
    "nationality": "other",
    "age": "adult",
    "papers": "none",
    "irregular_start": "visa_ended",
    "irregular_duration": "over_6_months",
    "residence": "continuous",
    "partner": "none",
    "children": "0",
    "other_dependant": "no",
    "housing": "hosted",
    "resources_kind": "none",
    "request": "first",
    "identity_papers": "passport",
}
STEPS = tuple(ANSWERS)
PAGES_ASKED = tuple(dict.fromkeys(PAGE_OF[key] for key in ANSWERS))


class Visitor:
    """A browser's cookies, and the connection that it keeps."""

    def __init__(self, port: int, **cookies: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.cookies = cookies

    @property
    def headers(self) -> dict[str, str]:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return BROWSER | ({"Cookie": kept} if kept else {})

    def open(self, path: str, form: Mapping[str, Any] | None = None) -> str:
        """Where the response leads; the path itself where it leads nowhere."""
        method, body = ("GET", None) if form is None else ("POST", self.form(form))
        self.connection.request(method, path, body, self.headers | (FORM if body else {}))
        response = self.connection.getresponse()
        response.read()
        if response.status >= 400:
            raise RuntimeError(f"{method} {path}: {response.status}")
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return response.headers.get("Location", path)

    def form(self, fields: Mapping[str, Any]) -> str:
        return urlencode({"csrfmiddlewaretoken": self.cookies["csrf"]} | dict(fields))

    def close(self) -> None:
        self.connection.close()


def answers_to(page: Page) -> dict[str, str]:
    """What is sent from a page of the site."""
    return {each.key: ANSWERS[each.key] for each in page.questions if each.key in ANSWERS}


def wizard_answer(step: str) -> dict[str, str]:
    """What is sent from a step of the wizard."""
    return {f"{step}-{step}": ANSWERS[step], "named_wizard-current_step": step}


def site_journey(port: int, language: str = "fr", **cookies: str) -> None:
    """From the start page to the result, with the check of the answers."""
    visitor = Visitor(port, **cookies)
    visitor.open(f"/{language}/")
    _answer_all(visitor, language)
    for last in (f"/{language}/answers/", f"/{language}/result/"):
        if visitor.open(last) != last:
            raise RuntimeError("The journey is not over.")
    visitor.close()


def questions_alone(port: int) -> None:
    """From the first question to the last answer."""
    visitor = Visitor(port)
    _answer_all(visitor, "fr")
    visitor.close()


def _answer_all(visitor: Visitor, language: str) -> None:
    address = f"/{language}/questions/territory/"
    while match := re.search(r"/questions/(\w+)/", address):
        visitor.open(address)
        address = visitor.open(address, answers_to(PAGE_OF[match[1]]))


def wizard_journey(port: int) -> None:
    """From the first step to the page that follows the last one."""
    visitor = Visitor(port)
    address = visitor.open("/named/")
    while (step := address.split("/")[2]) != "done":
        visitor.open(address)
        address = visitor.open(address, wizard_answer(step))
    visitor.open(address)
    visitor.close()


def on_the_site(port: int, pages: tuple[Page, ...] = PAGES_ASKED, **cookies: str) -> Visitor:
    """A visitor who has answered these pages."""
    visitor = Visitor(port, **cookies)
    visitor.open("/fr/questions/territory/")
    for page in pages:
        visitor.open(f"/fr/questions/{page.first.key}/", answers_to(page))
    return visitor


def in_the_wizard(port: int, steps: int) -> Visitor:
    """A visitor who has answered so many steps, and looks at the next one."""
    visitor = Visitor(port)
    address = visitor.open("/named/")
    for step in STEPS[:steps]:
        visitor.open(address)
        address = visitor.open(address, wizard_answer(step))
    visitor.open(address)
    return visitor
