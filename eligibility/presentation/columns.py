"""The result in two languages side by side, line by line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import override

from ame_site.bilingual import direction, one_language_only
from eligibility.domain.verdict import Outcome
from eligibility.presentation.result import result_page

LinesOf = Callable[[dict[str, Any]], Iterable[tuple[str, Any]]]


@dataclass(frozen=True)
class Column:
    """One language, and what the result page says in it."""

    language: str
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
    content: Any


@dataclass(frozen=True)
class Line:
    """The same line in each column; `kind` names how it is shown."""

    kind: str
    cells: tuple[Cell, ...]


def column(language: str, outcome: Outcome) -> Column:
    with override(language), one_language_only():
        return Column(language, result_page(outcome))


def side_by_side(columns: Iterable[Column], lines_of: LinesOf) -> list[Line]:
    """Line by line what `lines_of` makes of each page: (kind, content), alike in every language."""
    columns = tuple(columns)
    return [
        Line(alike[0][0], tuple(map(Cell, columns, (content for _, content in alike))))
        for alike in zip(*(_lines(each, lines_of) for each in columns), strict=True)
    ]


def _lines(column: Column, lines_of: LinesOf) -> list[tuple[str, Any]]:
    with override(column.language), one_language_only():
        return list(lines_of(column.page))
