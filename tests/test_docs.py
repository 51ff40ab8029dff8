"""The documents say what the code does."""

import re
import tomllib
from importlib import import_module

import dj_database_url
import pytest
from django.conf import settings
from packaging.requirements import Requirement

from eligibility.domain.conditions import CONDITIONS, Condition

RULES = (settings.BASE_DIR / "docs/rules.md").read_text()
OPERATIONS = (settings.BASE_DIR / "docs/operations.md").read_text()


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.key)
def test_every_condition_stands_in_the_rules_with_its_article(condition: Condition) -> None:
    row = next(line for line in RULES.splitlines() if line.startswith(f"| `{condition.key}` |"))
    assert condition.article in row


def first_column(document: str, heading: str) -> list[str]:
    """The first cells of the table below a heading."""
    (section,) = re.findall(rf"^#+ {heading}\b(.*?)(?=^#|\Z)", document, re.MULTILINE | re.DOTALL)
    return [row.split("|")[1].strip() for row in section.splitlines() if row.startswith("|")][2:]


def test_the_variables_documented_are_those_that_the_site_reads() -> None:
    folders = (settings.BASE_DIR / name for name in ("ame_site", "eligibility", "thresholds"))
    source = "".join(path.read_text() for folder in folders for path in folder.rglob("*.py"))
    read = set(re.findall(r"\b(?:env|environment)\.\w+\(\s*\"(\w+)\"", source))
    read |= set(re.findall(r"\bos\.environ(?:\.get\(|\[)\s*[\"'](\w+)", source))
    read |= {dj_database_url.DEFAULT_ENV} if "dj_database_url.config(" in source else set()
    documented = [
        name for cell in first_column(OPERATIONS, "Environment") for name in re.findall(r"\w+", cell)
    ]
    assert {"SECRET_KEY", "BIND", "PORT", "WEB_CONCURRENCY", "DATABASE_URL"} <= read
    assert sorted(documented) == sorted(read)


def test_every_package_has_its_line_in_the_readme() -> None:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    lists = (project["dependencies"], *project["optional-dependencies"].values())
    pinned = {Requirement(text).name.lower() for each in lists for text in each}
    cells = first_column((settings.BASE_DIR / "README.md").read_text(), "Packages")
    assert len(pinned) > 10
    assert pinned - {name.lower() for cell in cells for name in re.findall(r"[\w.-]+", cell)} == set()


def test_the_faults_printed_are_those_that_tests_make() -> None:
    modules = [
        import_module(f"tests.system.{file.stem}")
        for file in (settings.BASE_DIR / "tests/system").glob("test_*.py")
    ]
    tests = [each for module in modules for name, each in vars(module).items() if name.startswith("test_")]
    made = [
        mark.args[0] for test in tests for mark in getattr(test, "pytestmark", ()) if mark.name == "fault"
    ]
    printed = first_column((settings.BASE_DIR / "docs/faults.md").read_text(), "Faults survived")
    assert sorted(printed) == sorted(made)


def sections(law: str) -> set[str]:
    """The numbers of its headings (3.4), of items of its lists (9.7), of lettered rows of a table (0 A)."""
    found, heading = set(), ""
    for line in law.splitlines():
        if title := re.match(r"##+ (\d+(?:\.\d+)?)\.? ", line):
            heading = title[1]
            found.add(heading)
        elif item := re.match(r"(\d+)\. ", line):
            found.add(f"{heading}.{item[1]}")
        elif row := re.match(r"\| ([A-Z]) \|", line):
            found.add(f"{heading} {row[1]}")
    return found


def test_every_section_that_the_rules_name_is_one_of_the_law() -> None:
    tables = re.findall(r"^\|.*\| law \|\n\|[-| ]+\|\n((?:\|.*\n)+)", RULES, re.MULTILINE)
    named = {
        name
        for table in tables
        for row in table.splitlines()
        for name in row.rstrip(" |").rpartition("|")[2].strip().split(", ")
    }
    assert len(tables) == RULES.count("| law |") == 3
    assert named - sections((settings.BASE_DIR / "docs/law.md").read_text()) == set()


def test_no_document_points_outside_the_project() -> None:
    for path in (settings.BASE_DIR / "docs").rglob("*.md"):
        assert "../shared" not in path.read_text()
