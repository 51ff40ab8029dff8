"""A page of questions: its words and its fields."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.dates import MONTHS
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from ame_site.bilingual import TEXTS, say, shows_french, tone, with_second
from eligibility.addresses import page_url
from eligibility.domain.facts import Facts
from eligibility.domain.pages import Page
from eligibility.domain.questions import Kind, Question
from eligibility.domain.wording import _
from eligibility.forms import NONE, QuestionForm
from eligibility.page_form import PageForm
from eligibility.presentation import pictograms
from eligibility.presentation.voices import voices


def question_page(page: Page, facts: Facts, form: PageForm, given: Mapping[str, Any]) -> dict[str, Any]:
    """What `question.html` shows: the questions of the page, under one heading where they are several.

    `facts` are the answers before the page.
    """
    parts = [asked(each, facts, given.get(each.question.key), each in form.wrong) for each in form.forms]
    title = page.title or page.first.words(facts)[0]
    return {
        "parts": parts,
        "action": page_url(page),
        "title": gettext(title),
        "together": say(title) if page.title else "",
        "heading": "h2" if page.title else "",
        "wrong": [part for part in parts if part["error"]],
    }


def progress(left: int | None) -> SafeString:
    """How many pages are left to answer, in words; None where no page follows, answered or not."""
    if left is None:
        return say(_("This is the last page of questions."))
    if not left:
        return say(_("After this page: your answers, unless what you change opens another question."))

    def render() -> str:
        words = ngettext(
            "About %(left)s page left after this one.", "About %(left)s pages left after this one.", left
        )
        return words % {"left": left}

    return TEXTS.get(("left", left, tone()), lambda: with_second(render))


def asked(form: QuestionForm, facts: Facts, stored: Any, is_wrong: bool) -> dict[str, Any]:
    """A question with its text, help, field, error, and the answer given before."""
    question = form.question
    text, help_text = question.words(facts)
    return {
        "question": question,
        "only_if": not question.asked_when(facts),
        "text": say(text),
        "help": say(help_text) if help_text else "",
        "voices": voices(question),
        "field": FIELDS[question.kind](question, form, stored),
        "error": _first_error(question, form) if is_wrong else "",
    }


def _first_error(question: Question, form: QuestionForm) -> str:
    errors = form.errors.as_data().get(question.key)
    return with_second(lambda: errors[0].messages[0]) if errors else ""


def _shown_values(question: Question, form: QuestionForm, stored: Any) -> list[str]:
    """What was just sent, or the answer kept."""
    if form.is_bound:
        return [str(value) for value in form.data.getlist(question.key)]
    return codes_of(question, stored)


def codes_of(question: Question, stored: Any) -> list[str]:
    """The choices that an answer given before ticks."""
    if stored == [] and question.none_label:
        return [NONE]
    return [] if stored is None else stored if isinstance(stored, list) else [str(stored)]


def _options(question: Question, form: QuestionForm, stored: Any) -> dict[str, Any]:
    shown = _shown_values(question, form, stored)
    options = [
        {
            "code": choice.code,
            "label": say(choice.label),
            "hint": say(choice.hint) if choice.hint else "",
            "on_paper": () if shows_french() else choice.on_paper,
            "picture": pictograms.of_choice(question.key, choice.code),
            "checked": choice.code in shown,
        }
        for choice in question.all_choices
    ]
    if question.none_label:
        options.append(
            {"code": NONE, "label": say(question.none_label), "hint": "", "checked": NONE in shown}
        )
    return {
        "template": "fields/choices.html",
        "type": "radio" if question.kind is Kind.CHOICE else "checkbox",
        "options": options,
        "is_pictured": any(option.get("picture") for option in options),
        "first_id": f"{question.key}_0",
    }


def _number(question: Question, form: QuestionForm, stored: Any) -> dict[str, Any]:
    shown = _shown_values(question, form, stored)
    return {
        "template": "fields/number.html",
        "value": shown[0] if shown else "",
        "unit": say(question.unit) if question.unit else "",
        "first_id": question.key,
    }


def date_lists(name: str, years: tuple[int, ...], shown: Mapping[str, str]) -> list[dict[str, Any]]:
    """Three lists: nothing to type, and no doubt about the order of day and month."""
    parts = (
        ("day", say(_("Day")), [(number, str(number)) for number in range(1, 32)]),
        ("month", say(_("Month")), [(number, f"{number:02} – {name}") for number, name in MONTHS.items()]),
        ("year", say(_("Year")), [(year, str(year)) for year in years]),
    )
    return [
        {
            "id": f"{name}_{part}",
            "label": label,
            "options": [
                {"value": value, "text": text, "chosen": str(value) == shown[part]} for value, text in options
            ],
        }
        for part, label, options in parts
    ]


def sent_date(data: Mapping[str, str], name: str) -> dict[str, str]:
    """What was chosen in the three lists."""
    return {part: data.get(f"{name}_{part}", "") for part in ("day", "month", "year")}


def parts_of(stored: str | None) -> dict[str, str]:
    """What an ISO date chooses in the three lists."""
    year, month, day = (stored or "--").split("-")
    return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}


def _date(question: Question, form: QuestionForm, stored: Any) -> dict[str, Any]:
    shown = sent_date(form.data, question.key) if form.is_bound else parts_of(stored)
    return {
        "template": "fields/date.html",
        "parts": date_lists(question.key, form.fields[question.key].widget.years, shown),
        "first_id": f"{question.key}_day",
    }


FIELDS: dict[Kind, Callable[[Question, QuestionForm, Any], dict[str, Any]]] = {
    Kind.CHOICE: _options,
    Kind.CHOICES: _options,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
}
