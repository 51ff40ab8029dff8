"""The sheet for the counter: what was answered, in French, and blanks to fill in by hand."""

from collections.abc import Iterator
from typing import Any

from ame_site.bilingual import FRENCH, beside_french
from eligibility.domain.checklist import Proof
from eligibility.domain.verdict import Outcome
from eligibility.presentation.checklist import labels_of
from eligibility.presentation.columns import Line, column, side_by_side
from eligibility.summary import rows

WHO_COUNTS = "CASF L251-1; CSS L161-1; circulaire DSS/2A/2011/351"
CEILINGS = "CASF L251-1; CSS L861-1, D861-1"


def preparation_sheet(outcome: Outcome) -> list[Line]:
    """The sheet in French, about the person; beside it in the reader's language, to the person."""
    columns = [column(FRENCH, outcome, of_them=True)]
    if language := beside_french():
        columns.append(column(language, outcome))
    return side_by_side(columns, _lines_of_the_sheet, "paper/preparation_line.html")


def _lines_of_the_sheet(page: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    outcome: Outcome = page["outcome"]
    yield "title", page
    yield "heading_persons", None
    for item in outcome.checklist:
        if item.proof is Proof.IDENTITY:  # asked of each person of the request
            yield from (("person", label) for label in labels_of(item))
    if page["household"]:
        yield "household", page
        yield "article", WHO_COUNTS
        yield from (("money", amount) for amount in _amounts(page))
        yield "source", page
        yield "article", CEILINGS
    yield "heading_facts", None
    yield from (("fact", row) for row in rows(outcome.journey))


def _amounts(page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of the result's table: what it is, euros a year and a month."""
    outcome, income = page["outcome"], page["income"]
    for name, ceiling in (
        ("ceiling", outcome.ceiling),
        ("with_partner", outcome.ceiling_with_partner),
        ("without_children", outcome.ceiling_without_children),
    ):
        if ceiling:
            yield _amount(name, ceiling.annual, ceiling.monthly)
    if income:
        yield _amount("resources", income.annual, income.monthly)
        if income.with_housing != income.annual:
            yield _amount("with_housing", income.with_housing, income.monthly_with_housing)


def _amount(name: str, annual: int, monthly: int) -> dict[str, Any]:
    return {"name": name, "annual": annual, "monthly": monthly}
