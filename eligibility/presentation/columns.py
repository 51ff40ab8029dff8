"""The result in two languages side by side, line by line."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from ame_site.bilingual import at_the_desk, direction, one_language_only
from eligibility.domain.verdict import Outcome
from eligibility.presentation.result import result_page

LinesOf = Callable[[dict[str, Any]], Iterable[tuple[str, Any]]]


@dataclass(frozen=True)
class Column:
    """One language, and what the result page says in it: to the person, or of them."""

    language: str
    of_them: bool
    page: dict[str, Any]

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def own_name(self) -> str:
        return dict(settings.LANGUAGES)[self.language]


@dataclass(frozen=True)
class Cell:
    """What a line says in one column."""

    column: Column
    html: SafeString


@dataclass(frozen=True)
class Line:
    """The same line in each column; `kind` names how it is shown."""

    kind: str
    cells: tuple[Cell, ...]


def column(language: str, outcome: Outcome, of_them: bool = False) -> Column:
    with _speaking(language, of_them):
        return Column(language, of_them, result_page(outcome))


def side_by_side(columns: Iterable[Column], lines_of: LinesOf, template: str) -> list[Line]:
    """Line by line what `lines_of` makes of each page: (kind, content), alike in every language.

    The template shows a line: it sees its `kind` and `content`, what the result page sees, and whether
    the column `is_first`.
    """
    each = [list(_lines(column, lines_of, template, not number)) for number, column in enumerate(columns)]
    return [Line(alike[0][0], tuple(cell for _, cell in alike)) for alike in zip(*each, strict=True)]


def _lines(column: Column, lines_of: LinesOf, template: str, is_first: bool) -> Iterator[tuple[str, Cell]]:
    with _speaking(column.language, column.of_them):
        for kind, content in lines_of(column.page):
            line = {"kind": kind, "content": content, "is_first": is_first}
            yield kind, Cell(column, render_to_string(template, column.page | line))


@contextmanager
def _speaking(language: str, of_them: bool) -> Iterator[None]:
    with override(language), at_the_desk(None) if of_them else one_language_only():
        yield
