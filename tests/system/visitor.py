"""A visitor without scripts, whose requests reach the real servers one by one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.test import override_settings

from eligibility.answers import seal, unseal
from eligibility.domain.pages import PAGE_OF
from eligibility.domain.questions import BY_KEY
from eligibility.sealing import Seal
from tests.faults import Tally
from tests.personas import WHOLE_JOURNEY
from tests.system.conftest import SECRET_KEY
from tests.walk import address, form_data

ANSWERS, CSRF = "__Host-answers", "__Host-csrf"
MOST_TRIES = 200


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """Someone with their cookies; each answer that they get is counted."""

    def __init__(self, site: str, tally: Tally, language: str = "en") -> None:
        self.cookies: dict[str, str] = {}
        self._sent: dict[str, Any] = {}
        self.language = language
        self._tally, self._netloc = tally, urlsplit(site).netloc

    def ask(self, path: str, data: Mapping[str, Any] | None = None, **headers: str) -> Answer:
        """One request and its answer: a form where there are data."""
        sent = {"X-Forwarded-Proto": "https", "Connection": "close", **headers}
        body = None
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if data is not None:
            token = {"csrfmiddlewaretoken": self.cookies[CSRF]} if CSRF in self.cookies else {}
            body = urlencode({**token, **data}, doseq=True)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            sent["Origin"] = f"https://{self._netloc}"
        connection = HTTPConnection(self._netloc, timeout=70)
        try:
            connection.request("GET" if data is None else "POST", path, body, sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        self._tally.statuses.append(answer.status)
        for header in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        return answer

    def press(self, path: str, data: Mapping[str, Any] | None = None) -> Answer:
        """Ask again, as the page says, while the site cannot answer."""
        for _ in range(MOST_TRIES):
            try:
                answer = self.ask(path, data)
            except (OSError, HTTPException):  # it counts like the page that says to come back
                self._tally.statuses.append(503)
                continue
            if answer.status != 503:
                return answer
        raise AssertionError(f"{path} was never answered")

    def answer_page(self, key: str, answers: Mapping[str, Any]) -> str:
        """Read the page of a question and answer all that it asks; where it leads."""
        path = address(key, self.language)
        page = self.press(path)
        assert page.status == 200, (path, page.status, page.headers["Location"])
        data: dict[str, Any] = {}
        for question in PAGE_OF[key].questions:
            if question.key in answers and f'name="{question.key}' in page.text:
                data |= form_data(question.key, answers[question.key])
        sent = self.press(path, data)
        assert sent.status == 303, (path, data, sent.status)
        self._compare(answers, data)
        return sent.headers["Location"]

    def walk(self, answers: Mapping[str, Any]) -> None:
        """Answer page after page up to check-answers: what `answers` lack as someone without income does."""
        answers = WHOLE_JOURNEY | dict(answers)
        path = address("territory", self.language)
        while "/questions/" in path:
            path = self.answer_page(path.split("/")[3], answers)
        assert path == f"/{self.language}/answers/"

    def result(self) -> str:
        page = self.press(f"/{self.language}/result/")
        assert page.status == 200
        return page.text

    def verdict(self) -> str:
        """The headings and figures of the result."""
        return "".join(re.findall(r"<h1[^>]*>.*?</h1>|<td>.*?</td>", self.result(), re.DOTALL))

    @property
    def kept(self) -> dict[str, Any]:
        """The answers that are in this browser."""
        with override_settings(SECRET_KEY=SECRET_KEY):
            return unseal(self.cookies[ANSWERS])

    def sealed(self, purpose: Seal) -> str:
        """These answers as the site seals them for another purpose than the cookie."""
        with override_settings(SECRET_KEY=SECRET_KEY):
            return seal(self.kept, purpose)

    def _compare(self, answers: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
        """Whatever was sent so far must be in the cookie."""
        self._sent |= {key: BY_KEY[key].clean(answers[key]) for key in sent}
        kept = self.kept
        self._tally.lost += [key for key, value in self._sent.items() if kept.get(key) != value]
