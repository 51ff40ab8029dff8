"""The borders of the code: the core knows no Django, and the amounts know nothing of the questionnaire."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from eligibility.domain.questions import BY_KEY

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "eligibility/domain").rglob("*.py")) + [ROOT / "thresholds/scale.py"]
PLAIN = [
    ROOT / f"thresholds/{name}.py"
    for name in ("coefficients", "comparison", "pasted", "pasted_line", "scale", "staleness")
]
AMOUNTS = sorted((ROOT / "thresholds").rglob("*.py"))

# Methods of Facts that read an answer, and parameters that name a question.
READERS = ("get", "says", "_course_of", "answer_is")


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(file: Path) -> Iterator[str]:
    """The full names of what a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import hides where it leads"
            yield node.module or ""


def keys_read_in(file: Path) -> Iterator[str]:
    """The question keys written in a file of the core: `get("...")`, `says("...", ...)`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0]
        if name in READERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def test_the_core_runs_without_django() -> None:
    names = ", ".join(module_name(file) for file in (*CORE, *PLAIN))
    code = f"import {names}, sys; print([name for name in sys.modules if name.split('.')[0] == 'django'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


@pytest.mark.parametrize("file", CORE, ids=module_name)
def test_the_core_imports_only_itself_and_the_standard_library(file: Path) -> None:
    for name in imports_of(file):
        of_the_core = name.startswith("eligibility.domain") or name == "thresholds.scale"
        assert of_the_core or name.split(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("file", PLAIN, ids=module_name)
def test_the_reading_of_tables_imports_only_itself_and_the_standard_library(file: Path) -> None:
    of_its_own = {module_name(each) for each in PLAIN}
    assert not [
        name
        for name in imports_of(file)
        if name not in of_its_own and name.split(".")[0] not in sys.stdlib_module_names
    ]


@pytest.mark.parametrize("file", AMOUNTS, ids=module_name)
def test_the_amounts_never_import_the_questionnaire(file: Path) -> None:
    assert not [name for name in imports_of(file) if name.split(".")[0] == "eligibility"]


def test_every_question_that_the_core_reads_exists() -> None:
    read = {key for file in CORE for key in keys_read_in(file)}
    assert "papers" in read, "the readers have other names: this test no longer sees them"
    assert read <= set(BY_KEY)


def test_every_question_is_read_by_the_core_or_by_a_paper() -> None:
    papers = (ROOT / "eligibility/reference/documents.toml").read_text(encoding="utf-8")
    unread = set(BY_KEY) - {key for file in CORE for key in keys_read_in(file)}
    assert not [key for key in unread if f"{key}=" not in papers]
