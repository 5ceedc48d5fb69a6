"""Every rule says one thing, plainly, at the editor's own line, and nothing else because of it."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import strategic_framework
from strategic_framework.checks import check, rules
from strategic_framework.checks.registry import RULES
from strategic_framework.content import validation
from strategic_framework.content.loader import load
from strategic_framework.content.problems import Problem
from strategic_framework.ledger import store
from strategic_framework.model import Framework
from strategic_framework.model.changes import Change, Reason
from strategic_framework.model.proposals import Proposal
from strategic_framework.publication import publishing
from tests.conftest import FROZEN

HERE = Path(__file__).parent
MINIATURE = HERE / "miniature"
FAULTS: list[dict[str, Any]] = yaml.safe_load((HERE / "checks" / "faults.yml").read_text("utf-8"))
ENGINE = Path(strategic_framework.__file__).parent
CODE = r"[a-z]+(-[a-z0-9]+)*"

#: Faults that stand in different files and do not hide each other: one run reports them all.
TEN = (
    "an item without its text", "a status", "a misspelt kind of update", "words of our own",
    "an identifier from another list", "a body that is not listed", "a strand that continues from nothing",
    "a link to its own priority", "an alias that two bodies share", "a moment without a date",
)  # fmt: skip


@pytest.fixture
def miniature(tmp_path: Path) -> Path:
    """A copy of the miniature that a test may spoil."""
    return Path(shutil.copytree(MINIATURE, tmp_path / "miniature"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature as it is published once."""
    root = Path(shutil.copytree(MINIATURE, tmp_path_factory.mktemp("published") / "miniature"))
    publishing.publish(root, "2026-03-02")
    return root


def spoil(root: Path, fault: dict[str, Any]) -> None:
    """Make the one edit that a fault describes, and those it needs beside it."""
    path = root / fault["file"]
    if "find" in fault:
        old, new = fault["find"].encode(), _new(fault)
        before = path.read_bytes()
        assert old in before, f"{fault['file']} does not hold {fault['find']!r}"
        path.write_bytes(before.replace(old, new, 1))
    elif "delete" in fault:
        path.unlink()
    elif "symlink" in fault:
        path.unlink(missing_ok=True)
        path.symlink_to(fault["symlink"])
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_new(fault))
    for also in fault.get("also", ()):
        spoil(root, also)


def _new(fault: dict[str, Any]) -> bytes:
    """What is written: `with`, in UTF-8, as often as `repeat` says, or `bytes` in hexadecimal."""
    if "bytes" in fault:
        return bytes.fromhex(fault["bytes"])
    return str(fault["with"] * fault.get("repeat", 1)).encode()


def told(problem: Problem) -> dict[str, Any]:
    """A problem as the table of faults has it."""
    message = f"{problem.what} {problem.instead}".strip()
    return {"file": problem.place.file, "line": problem.place.line, "code": problem.code, "message": message}


def expected(fault: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"file": fault["file"], **problem} for problem in fault["expect"]]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_a_fault_gives_its_problem_and_no_other(tmp_path: Path, published: Path, fault: dict[str, Any]) -> None:
    """The problem has the code, the line and the words expected, and no rule complains of what follows from it.

    Where its place is a line, that line of the file is shown, and the column lies on it.
    """
    miniature = Path(shutil.copytree(published if fault.get("published") else MINIATURE, tmp_path / "miniature"))
    spoil(miniature, fault)
    problems = check(load(miniature), store.read(miniature))
    assert [told(problem) for problem in problems] == expected(fault)
    for problem in problems:
        line = _line(miniature / problem.place.file, problem.place.line)
        assert line.startswith(problem.line_text)
        assert bool(problem.line_text) == bool(line)
        assert problem.place.column <= len(problem.line_text) + 1


def _line(path: Path, number: int) -> str:
    """A line of a file as it is on the disk; nothing for the whole file."""
    text = path.read_bytes().decode("utf-8-sig", "replace") if number else ""
    return re.split("\r\n|\n|\r", text)[number - 1] if number else ""


def test_every_problem_at_once(miniature: Path) -> None:
    """Ten faults made together are ten problems in one run, in the order of the files."""
    chosen = [fault for fault in FAULTS if fault["name"] in TEN]
    for fault in chosen:
        spoil(miniature, fault)
    problems = check(load(miniature), store.read(miniature))
    assert len(chosen) == len(TEN)
    assert sorted((p.code, p.place.file) for p in problems) == sorted(
        (one["code"], one["file"]) for fault in chosen for one in expected(fault)
    )
    assert problems == sorted(problems)


def test_the_miniature_is_clean() -> None:
    """The miniature that the other tests spoil has no problem of its own."""
    assert check(load(MINIATURE)) == []


def test_what_was_first_published_is_clean() -> None:
    """It keeps every rule without a ledger that would answer for a change: each word stands in its source."""
    assert check(load(FROZEN)) == []


def test_wording_changed_since_its_source_answers_to_the_ledger(miniature: Path) -> None:
    """Once published, an item that is changed is held against what was published and no longer against its source."""
    publishing.publish(miniature, "2026-03-02")
    spoil(miniature, next(fault for fault in FAULTS if fault["name"] == "a word changed"))
    assert [problem.code for problem in check(load(miniature), store.read(miniature))] == ["unexplained"]
    reason = miniature / "framework/changes/pending/why.yml"
    reason.parent.mkdir()
    reason.write_text("decided: 2026-03-03\ndecided_by: The council\nreason: A better word.\n", encoding="utf-8")
    assert check(load(miniature), store.read(miniature)) == []


def test_no_problem_is_told_twice(miniature: Path) -> None:
    """Checking again adds nothing, and equal problems are one."""
    spoil(miniature, FAULTS[0])
    loaded = load(miniature)
    loaded.problems.extend(loaded.problems)
    assert check(loaded) == check(load(miniature), store.read(miniature))


def test_every_form_is_said_in_words() -> None:
    """What a value must look like is said for every pattern of the model, and for no other."""
    schemas = json.dumps([noun.model_json_schema() for noun in (Framework, Change, Reason, Proposal)])
    patterns = {json.loads(f'"{form}"') for form in re.findall(r'"pattern": "([^"]+)"', schemas)}
    assert set(validation._FORMS) == patterns


#: Functions whose first text that has the form of a code is one; the second lot, and the tables, only in `source`.
_GIVING = {"Problem", "Unfit", "rule"}
_READING = {"problem", "file_problem", "here", "at_start", "at_line", "_fault", "_unreadable"}
#: Tables that hold codes as keys or as first entries.
_TABLES = {"SPECIAL", "DIRECTIVE", "_KINDS"}


def _codes(path: Path) -> Iterator[str]:
    """The codes that a module writes down."""
    reading = path.parent.name == "source"
    giving = _GIVING | (_READING if reading else set())
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in giving:
            yield from _first(node.args)
        elif reading and isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in _TABLES:
            if isinstance(node.value, ast.Tuple):
                yield from _first(node.value.elts)
            elif isinstance(node.value, ast.Dict):
                for key, value in zip(node.value.keys, node.value.values, strict=True):
                    yield from _first(value.elts if isinstance(value, ast.Tuple) else [key] if key else [])


def _first(nodes: Iterable[ast.expr]) -> Iterator[str]:
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    yield from [text for text in texts if re.fullmatch(CODE, text)][:1]


def test_every_code_is_listed_and_every_listed_code_exists() -> None:
    """`framework check --list` holds the codes that the modules can give, no more and no fewer."""
    written = {code for path in ENGINE.rglob("*.py") for code in _codes(path)}
    assert {rule.code for rule in rules()} == written


def test_every_rule_is_listed_once_in_a_sentence() -> None:
    """A code is listed once, in small letters, with a sentence that says the rule."""
    codes = [rule.code for rule in rules()]
    assert codes == sorted(set(codes))
    for rule in rules():
        assert re.fullmatch(CODE, rule.code)
        assert rule.meaning.endswith(".")
        assert len(rule.meaning) <= 120


def test_rules_say_what_they_mean_without_docstrings() -> None:
    """Python started with `-OO` drops docstrings; the list of rules and the schemas are the same."""
    script = (
        "from strategic_framework import checks; from strategic_framework.content import schema;"
        "print([*checks.rules()], schema.schemas())"
    )
    said = [subprocess.run([sys.executable, *how, "-c", script], capture_output=True, check=True).stdout
            for how in ((), ("-OO",))]  # fmt: skip
    assert said[0] == said[1]


def test_every_rule_is_broken_by_some_fault() -> None:
    """No rule stands untried: each is expected by a fault of the table."""
    assert RULES.keys() <= {problem["code"] for fault in FAULTS for problem in fault["expect"]}


def test_messages_are_plain() -> None:
    """A message is made of sentences and names nothing that an editor has not seen."""
    for problem in (problem for fault in FAULTS for problem in fault["expect"]):
        assert problem["message"][-1] in ".?", problem["message"]
        assert not re.search(r"\b(None|null|str|dict|tuple|Traceback|pydantic|scalar|parse\w*)\b", problem["message"])
