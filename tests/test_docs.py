"""The documents say what the code does."""

import re

import pytest
from django.conf import settings

from eligibility.domain.conditions import CONDITIONS, Condition

RULES = (settings.BASE_DIR / "docs/rules.md").read_text()
OPERATIONS = (settings.BASE_DIR / "docs/operations.md").read_text()


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.key)
def test_every_condition_stands_in_the_rules_with_its_article(condition: Condition) -> None:
    row = next(line for line in RULES.splitlines() if line.startswith(f"| `{condition.key}` |"))
    assert condition.article in row


def test_every_variable_of_the_settings_is_documented() -> None:
    source = (settings.BASE_DIR / "ame_site/settings.py").read_text()
    names = re.findall(r"env\.\w+\(\s*\"(\w+)\"", source)
    assert names
    assert [name for name in names if f"`{name}`" not in OPERATIONS] == []


def test_every_package_has_its_line_in_the_readme() -> None:
    readme = (settings.BASE_DIR / "README.md").read_text().lower()
    pinned = re.findall(r'"([A-Za-z-]+)(?:\[\w+\])?==', (settings.BASE_DIR / "pyproject.toml").read_text())
    assert len(pinned) > 10
    assert [name for name in pinned if name.lower() not in readme] == []


def test_no_document_points_outside_the_project() -> None:
    for path in (settings.BASE_DIR / "docs").rglob("*.md"):
        assert "../shared" not in path.read_text()
