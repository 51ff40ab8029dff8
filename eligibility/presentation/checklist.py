"""The checklist: the papers of each proof and person, in the reader's one or two languages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
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
    Proof,
    Role,
)

# What is said of a paper beside its name, and what says nothing.
HINTS: dict[str, Any] = {"older_than_months": None, "newer_than_months": None, "note": {}}


def groups_of(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    """The items of each proof together, in the order of the decree."""
    heard = tone()
    return [
        _group(proof, list(grouped), heard) for proof, grouped in groupby(items, key=lambda item: item.proof)
    ]


def _group(proof: Proof, items: list[Item], heard: Tone) -> dict[str, Any]:
    """What to do without a paper is said once where it is the same for everyone."""
    advice = {item.if_missing for item in items}
    shown = [_item(list(alike), heard) for _, alike in groupby(items, key=_what_it_asks)]
    if len(advice) == 1:
        for item in shown:
            item["if_missing"] = ""
    title, if_missing = PROOF_TITLES[proof], advice.pop() if len(advice) == 1 else ""
    is_lacking = any(item.is_lacking for item in items)
    return {
        "key": proof.value,
        "title": say_in(heard, title),
        "items": shown,
        "if_missing": say_in(heard, if_missing) if if_missing else "",
        "without_it": _without_it(heard, title, if_missing, is_lacking) if if_missing else "",
    }


def _without_it(heard: Tone, title: str, if_missing: str, is_lacking: bool) -> SafeString:
    """What to do without the papers of a proof, folded except for who has none."""
    return piece(
        heard,
        "result/if_missing.html",
        *(title, if_missing, is_lacking),
        proof=say_in(heard, title),
        advice=say_in(heard, if_missing),
        is_open=is_lacking,
    )


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
        "must_show": _must_show(heard, item),
        "parts": _parts_of(item),
        "if_missing": say_in(heard, item.if_missing),
    }


def _must_show(heard: Tone, item: Item) -> SafeString:
    """What the papers of an item must show together."""
    of_host, months, note = item.person is Person.HOST, item.shows_months, item.shows_months_note
    return piece(
        heard,
        "result/must_show.html",
        *(of_host, months, note),
        is_of_host=of_host,
        shows_months=months,
        shows_months_note=say_in(heard, note) if note else "",
    )


@dataclass(frozen=True)
class Part:
    """Papers of one role, the name of the sentence on how they stand to others, and what all of them share.

    `shared` holds hints only (see `HINTS`), which the papers themselves then lack.
    """

    sentence: str
    papers: tuple[Document, ...]
    shared: dict[str, Any]


def _part(sentence: str, papers: tuple[Document, ...]) -> Part:
    """What every paper of several says is said once, before them."""
    first, *others = papers
    shared = {
        name: value
        for name, nothing in HINTS.items()
        if others
        and (value := getattr(first, name)) != nothing
        and all(getattr(other, name) == value for other in others)
    }
    if shared:
        papers = tuple(_without(paper, tuple(shared)) for paper in papers)
    return Part(sentence, papers, shared)


@lru_cache(maxsize=1000)
def _without(paper: Document, hints: tuple[str, ...]) -> Document:
    """The same paper each time: kept pieces are named by it."""
    return replace(paper, **{name: HINTS[name] for name in hints})


def _parts_of(item: Item) -> tuple[Part, ...]:
    first, one_of, also, helps = map(item.of_role, (Role.FIRST, Role.ONE_OF, Role.ALSO, Role.HELPS))
    parts = (
        ("first", first),
        ("instead" if first else "one_of" if len(one_of) > 1 else "", one_of),
        ("also" if first or one_of else "", also),
        ("helps", helps),
    )
    return tuple(_part(sentence, papers) for sentence, papers in parts if papers)


def papers_as_html(item: Mapping[str, Any]) -> SafeString:
    """The papers of an item, with a box to tick each, or one for each person."""
    heard = tone()

    def box(paper: Document) -> SafeString:
        context = {"document": shown_paper(paper), "persons": item["persons"]}
        return render_to_string("result/document.html", context)

    pieces: list[str] = []
    for part in item["parts"]:
        if part.sentence:
            pieces.append(piece(heard, "result/sentence.html", part.sentence, kind=part.sentence))
        if part.shared:
            pieces.append(_hints_as_html(part.shared, heard))
        pieces.append("<ul>")
        pieces += (
            box(paper) if item["persons"] else PIECES.get(("paper", paper, heard), partial(box, paper))
            for paper in part.papers
        )
        pieces.append("</ul>")
    return mark_safe("".join(pieces))  # noqa: S308


def _hints_as_html(hints: Mapping[str, Any], heard: Tone) -> SafeString:
    ages = hints.get("older_than_months"), hints.get("newer_than_months")
    note = tuple(hints.get("note", {}).items())
    return piece(heard, "result/hints.html", ages, note, document=shown_hints(hints))


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
    return {
        "name": _in_languages(document.name),
        "on_paper": _french_beside(document.name),
        "statement": document.statement,
        **shown_hints({name: getattr(document, name) for name in HINTS}),
    }


def shown_hints(hints: Mapping[str, Any]) -> dict[str, Any]:
    """The ages and the note, of a paper or of several."""
    note = hints.get("note")
    return {**hints, "note": _in_languages(note) if note else ""}


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
