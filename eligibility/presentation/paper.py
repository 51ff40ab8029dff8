"""The result on paper: each line in the reader's language, and beside it in French."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from ame_site.bilingual import direction, one_language_only, second_language
from eligibility.domain.verdict import Outcome
from eligibility.presentation.pdf import as_pdf
from eligibility.presentation.result import result_page

FRENCH = "fr"  # what the fund reads


@dataclass(frozen=True)
class Column:
    """One language of the paper, and the result page in it."""

    language: str
    direction: str
    own_name: str
    page: dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """A line of the checklist in the language of one column."""

    language: str
    direction: str
    content: Any


@dataclass(frozen=True)
class Line:
    """A line of the checklist; `kind` is what it is: a group, persons, a sentence, a document."""

    kind: str
    cells: tuple[Cell, ...]


def languages_of_the_paper() -> tuple[str, ...]:
    """The reader's language and French; on a French page, the second language where one is shown."""
    reader = get_language() or FRENCH
    if reader == FRENCH:
        reader = second_language() or FRENCH
    return (FRENCH,) if reader == FRENCH else (reader, FRENCH)


def result_as_pdf(outcome: Outcome) -> bytes:
    """The verdict and the ceiling on one side, then the checklist, as a tagged PDF."""
    return as_pdf(result_on_paper(outcome))


def result_on_paper(outcome: Outcome) -> str:
    """The HTML that the PDF is made from."""
    columns = [_column(language, outcome) for language in languages_of_the_paper()]
    with override(columns[0].language), one_language_only():
        html = render_to_string("paper/result.html", {"columns": columns, "lines": _lines(columns)})
    # What is included in both columns would have the same ids twice; nothing on paper points to them.
    return re.sub(r' id="\w+"', "", html)


def _column(language: str, outcome: Outcome) -> Column:
    with override(language), one_language_only():
        page = result_page(outcome)
    return Column(language, direction(language), dict(settings.LANGUAGES)[language], page)


def _lines(columns: list[Column]) -> list[Line]:
    return [
        Line(
            alike[0][0],
            tuple(
                Cell(column.language, column.direction, content)
                for column, (_, content) in zip(columns, alike, strict=True)
            ),
        )
        for alike in zip(*(_lines_of(column.page) for column in columns), strict=True)
    ]


def _lines_of(page: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for group in page["groups"]:
        yield "group", group["title"]
        for item in group["items"]:
            yield "persons", item
            yield from _papers_of(item)
            yield "if_missing", item["if_missing"]


def _papers_of(item: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The documents of an item, each role after the sentence that says how they stand to each other."""
    one_of = {(True, True): "instead", (False, True): "one_of"}
    sentences = {
        "first": "first" if item["first"] else "",
        "one_of": one_of.get((bool(item["first"]), bool(item["first"]) or len(item["one_of"]) > 1), ""),
        "also": "also" if item["first"] or item["one_of"] else "",
        "helps": "helps",
    }
    for role, sentence in sentences.items():
        if item[role] and sentence:
            yield sentence, None
        for document in item[role]:
            yield "document", {"document": document, "persons": item["persons"]}
