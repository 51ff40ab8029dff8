"""A visitor with a real browser, who clicks on labels and reads what is shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.dates import MONTHS
from playwright.sync_api import Locator, Page, Response

from eligibility.domain.pages import PAGE_OF
from eligibility.domain.questions import BY_KEY, Kind, Question


def words(language: str, text: str, context: str = "") -> str:
    """A text of the site in the visitor's language."""
    with translation.override(language):
        return translation.pgettext(context, text) if context else translation.gettext(text)


def whole(text: str) -> re.Pattern[str]:
    """Exactly this text, whatever the spaces around it."""
    return re.compile(rf"^\s*{re.escape(text)}\s*$")


@dataclass(frozen=True)
class Visitor:
    """A page of a browser, the visitor's language and the address of the site."""

    page: Page
    language: str
    site: str

    def reads(self, language: str) -> "Visitor":
        """The same page, read in another language."""
        return replace(self, language=language)

    def words(self, text: str, context: str = "") -> str:
        return words(self.language, text, context)

    def address(self, path: str) -> str:
        return f"{self.site}/{self.language}/{path}"

    def go(self, path: str) -> Response | None:
        """Open an address of the site, written without its language."""
        return self.page.goto(self.address(path))

    @property
    def place(self) -> str:
        """The address of the page shown, without host and language."""
        return self.page.url.removeprefix(self.address(""))

    def is_at(self, path: str) -> bool:
        return self.place.partition("#")[0] == path

    def link(self, text: str) -> Locator:
        return self.page.get_by_role("link", name=self.words(text), exact=True)

    def button(self, text: str) -> Locator:
        return self.page.get_by_role("button", name=self.words(text), exact=True)

    def label(self, text: str) -> Locator:
        return self.page.locator("main label").filter(has_text=whole(self.words(text)))

    def field(self, text: str) -> Locator:
        return self.page.get_by_label(self.words(text), exact=True)

    def press(self, target: Locator) -> None:
        """Click on what opens a page and wait for that page: Playwright returns as soon as it is asked."""
        with self.page.expect_navigation():
            target.click()

    def go_on(self) -> None:
        self.press(self.button("Continue"))

    def fill_in(self, key: str, answer: Any) -> None:
        """Click on the labels of an answer, or write it, without sending it."""
        question = BY_KEY[key]
        assert self.is_at(f"questions/{PAGE_OF[key].first.key}/"), f"{self.page.url} does not ask {key}"
        FILL_IN[question.kind](self, question, answer)

    def answer(self, key: str, answer: Any) -> None:
        """Answer a question that is shown, leave the others of its page as they are, and go on."""
        self.fill_in(key, answer)
        self.go_on()

    def answer_all(self, answers: Mapping[str, Any]) -> None:
        """Answer page after page, in the site's order; it must ask each of these questions, once."""
        left = dict(answers)
        while left:
            key = self.place.removeprefix("questions/").partition("/")[0]
            assert key in left, f"{self.page.url} is shown while {left} are not asked"
            for asked in [each.key for each in PAGE_OF[key].questions if each.key in left]:
                self.fill_in(asked, left.pop(asked))
            self.go_on()

    def begin(self, answers: Mapping[str, Any]) -> None:
        """Begin at the start page and answer these questions."""
        self.go("")
        self.press(self.link("Begin"))
        self.answer_all(answers)

    def change(self, key: str) -> None:
        """Follow the link to an answer from check-answers."""
        name = f"{self.words('Change')} {self.words(BY_KEY[key].short)}"
        self.press(self.page.get_by_role("link", name=name, exact=True))

    def rows(self) -> dict[str, str]:
        """The answers shown, by the short name of their question."""
        rows = self.page.locator(".rows > div")
        return dict(
            zip(
                rows.locator("dt").all_inner_texts(),
                rows.locator("dd:not(.change)").all_inner_texts(),
                strict=True,
            )
        )

    def row(self, key: str) -> str | None:
        return self.rows().get(self.words(BY_KEY[key].short))


def _choose(visitor: Visitor, question: Question, code: str) -> None:
    _click(visitor, question, _label(question, code))


def _choose_all(visitor: Visitor, question: Question, codes: list[str]) -> None:
    for code in codes:
        _choose(visitor, question, code)
    if not codes:
        _click(visitor, question, question.none_label)


def _click(visitor: Visitor, question: Question, label: str) -> None:
    """On the label of this question: another of the same page may have the same word."""
    labels = visitor.page.locator(f"main label[for^={question.key}_]")
    labels.filter(has_text=whole(visitor.words(label))).click()


def _label(question: Question, code: str) -> str:
    return next(choice.label for choice in question.all_choices if choice.code == code)


def _write(visitor: Visitor, question: Question, number: int | str) -> None:
    visitor.page.locator(f"#{question.key}").fill(str(number))


def _choose_date(visitor: Visitor, question: Question, iso: str) -> None:
    """Leave an empty date as it is."""
    if not iso:
        return
    day = date.fromisoformat(iso)
    with translation.override(visitor.language):
        month = f"{day.month:02} – {MONTHS[day.month]}"
    visitor.field("Day").select_option(label=str(day.day))
    visitor.field("Month").select_option(label=month)
    visitor.field("Year").select_option(label=str(day.year))


FILL_IN = {
    Kind.CHOICE: _choose,
    Kind.CHOICES: _choose_all,
    Kind.NUMBER: _write,
    Kind.DATE: _choose_date,
}
