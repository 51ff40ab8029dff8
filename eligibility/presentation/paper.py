"""The result on paper: each line in the reader's language and in French, and the sheet for the counter."""

import re
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from ame_site.bilingual import FRENCH, beside_french, one_language_only
from eligibility.domain.verdict import Outcome
from eligibility.presentation.checklist import shown_hints, shown_paper
from eligibility.presentation.columns import column, side_by_side
from eligibility.presentation.pdf import as_pdf
from eligibility.presentation.preparation import preparation_sheet


def result_as_pdf(outcome: Outcome) -> bytes:
    """Verdict and ceiling on one side, the checklist, what to do with it, the sheet: a tagged PDF."""
    return as_pdf(result_on_paper(outcome))


def result_on_paper(outcome: Outcome) -> str:
    """The HTML that the PDF is made from."""
    languages = (language for language in (beside_french(), FRENCH) if language)
    columns = tuple(column(language, outcome) for language in languages)
    context = {
        "columns": columns,
        "verdict": side_by_side(columns, _lines_of_the_verdict, "paper/verdict_line.html"),
        "checklist": side_by_side(columns, _lines_of_the_checklist, "paper/checklist_line.html"),
        "guidance": side_by_side(columns, _lines_of_the_guidance, "paper/guidance_line.html"),
        "sheet": preparation_sheet(outcome) if outcome.checklist else [],
    }
    with override(columns[0].language), one_language_only():
        html = render_to_string("paper/result.html", context)
    # What is included in both columns would have the same ids twice; nothing on paper points to them.
    return re.sub(r' id="\w+"', "", html)


def _lines_of_the_verdict(page: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "sentence", page
    yield "advice", page
    if page["household"]:
        yield "ceiling", page
    yield "reasons", page
    yield "warning", page


def _lines_of_the_checklist(page: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    if page["groups"]:
        yield "title", page
    for group in page["groups"]:
        yield "group", group["title"]
        for item in group["items"]:
            yield "persons", item
            yield from _papers_of(item)
            if item["if_missing"]:
                yield "if_missing", item["if_missing"]
        if group["if_missing"]:
            yield "if_missing", group["if_missing"]


def _lines_of_the_guidance(page: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What the web page says after the checklist: where to apply, where to be treated, who sees the data."""
    apply = ("where", "deadlines", "covers") if page["may_file"] else ()
    for name in (*apply, "care", "data"):
        yield name, f"result/{name}.html"


def _papers_of(item: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The documents of an item, each role after the sentence that says how they stand to each other."""
    for part in item["parts"]:
        if part.sentence:
            yield part.sentence, None
        if part.shared:
            yield "hints", shown_hints(part.shared)
        for paper in part.papers:
            yield "document", {"document": shown_paper(paper), "persons": item["persons"]}
