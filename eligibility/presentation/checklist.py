"""The checklist: the papers of each proof and person, in the reader's one or two languages."""

from collections.abc import Mapping
from functools import partial
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from ame_site.bilingual import (
    PIECES,
    TEXTS,
    Tone,
    direction,
    piece,
    say,
    say_in,
    shows_french,
    tone,
    with_second,
    worded,
)
from eligibility.content import localized
from eligibility.domain.checklist import (
    PERSON_LABELS,
    PERSON_TITLES,
    PROOF_TITLES,
    Document,
    Item,
    Person,
    Role,
)


def groups_of(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    """The items of each proof together, in the order of the decree."""
    heard = tone()
    return [
        {
            "key": proof.value,
            "title": say_in(heard, PROOF_TITLES[proof]),
            "items": [_item(list(alike), heard) for _, alike in groupby(grouped, key=_what_it_asks)],
        }
        for proof, grouped in groupby(items, key=lambda item: item.proof)
    ]


def _what_it_asks(item: Item) -> tuple[Any, ...]:
    """Persons of whom the very same papers are asked share one list, with a box for each."""
    return item.documents, item.shows_months, item.if_missing


def _item(alike: list[Item], heard: Tone) -> dict[str, Any]:
    item = alike[0]
    is_of_one = len(alike) == item.count == 1
    persons = [] if is_of_one else [label for each in alike for label in labels_of(each)]
    return {
        "title": say_in(heard, PERSON_TITLES[item.person])
        if is_of_one
        else with_second(lambda: " · ".join(map(_title, alike))),
        "persons": persons,
        "is_of_host": item.person is Person.HOST,
        "shows_months": item.shows_months,
        "shows_months_note": say_in(heard, item.shows_months_note) if item.shows_months_note else "",
        "parts": _parts_of(item),
        "if_missing": say_in(heard, item.if_missing),
    }


def _parts_of(item: Item) -> tuple[tuple[str, tuple[Document, ...]], ...]:
    """The papers of each role, after the name of the sentence that says how they stand to the others."""
    first, one_of, also, helps = map(item.of_role, (Role.FIRST, Role.ONE_OF, Role.ALSO, Role.HELPS))
    parts = (
        ("first", first),
        ("instead" if first else "one_of" if len(one_of) > 1 else "", one_of),
        ("also" if first or one_of else "", also),
        ("helps", helps),
    )
    return tuple(part for part in parts if part[1])


def papers_as_html(item: Mapping[str, Any]) -> SafeString:
    """The papers of an item, with a box to tick each, or one for each person."""
    heard = tone()

    def box(paper: Document) -> SafeString:
        context = {"document": shown_paper(paper), "persons": item["persons"]}
        return render_to_string("result/document.html", context)

    pieces: list[str] = []
    for kind, papers in item["parts"]:
        if kind:
            pieces.append(piece(heard, "result/sentence.html", kind, kind=kind))
        pieces.append("<ul>")
        pieces += (
            box(paper) if item["persons"] else PIECES.get(("paper", paper, heard), partial(box, paper))
            for paper in papers
        )
        pieces.append("</ul>")
    return mark_safe("".join(pieces))  # noqa: S308


def _title(item: Item) -> str:
    title = gettext(worded(PERSON_TITLES[item.person]))
    return f"{title} ({item.count})" if item.count > 1 else title


def labels_of(item: Item) -> list[SafeString]:
    """Each person that an item is asked of, numbered where they are several."""
    if item.count == 1:
        return [say(PERSON_LABELS[item.person])]
    return [with_second(partial(_numbered, item, number)) for number in range(1, item.count + 1)]


def _numbered(item: Item, number: int) -> str:
    return f"{gettext(worded(PERSON_LABELS[item.person]))} {number}"


def shown_paper(document: Document) -> dict[str, Any]:
    """What a line says of a paper."""
    name, note = _in_languages(document.name), _in_languages(document.note) if document.note else ""
    return {
        "name": name,
        "on_paper": _french_beside(document.name),
        "note": note,
        "older_than_months": document.older_than_months,
        "newer_than_months": document.newer_than_months,
        "statement": document.statement,
    }


def _french_beside(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The French name, for a page that shows the paper's name in other languages only."""
    return () if shows_french() or get_language() not in texts else (texts["fr"],)


def _in_languages(texts: Mapping[str, str]) -> SafeString:
    """An admin's text; where it is not in the language of the page, marked with its own."""

    def render() -> SafeString:
        text, language = localized(texts, get_language() or "fr")
        if language == get_language():
            return conditional_escape(text)
        return format_html('<span lang="{}" dir="{}">{}</span>', language, direction(language), text)

    name = ("rows", tuple(texts.items()), tone())
    return TEXTS.get(name, lambda: with_second(render))
