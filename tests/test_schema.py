"""The committed schemas and references are current, mapped for editors, and true of the real files."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from strategic_framework.content import schema
from strategic_framework.content.keys import key_groups
from strategic_framework.model import Day, Link, Site, When
from strategic_framework.site import reference
from strategic_framework.views.macro import MACROS
from tests.conftest import FROZEN, MINIATURE, ROOT


def test_the_committed_schemas_are_current() -> None:
    """`framework schema` would change nothing."""
    assert schema.stale(ROOT / "schemas") == []
    assert {path.name for path in (ROOT / "schemas").glob("*.json")} == set(schema.SCHEMAS)


def test_the_committed_references_are_current(tmp_path: Path) -> None:
    """Every key and every macro is listed as the code has it now; one that is missing or edited is out of date."""
    assert reference.stale(ROOT / "reference") == []
    texts = {name: (ROOT / "reference" / name).read_text(encoding="utf-8") for name in reference.references()}
    assert set(re.findall(r"^\| `(\w+)\(", texts["macros.md"], re.MULTILINE)) == set(MACROS)
    keys = [key.name for group in key_groups() for key in group.keys]
    assert re.findall(r"^\| `(\w+)` \|", texts["keys.md"], re.MULTILINE) == keys
    reference.write(tmp_path)
    (tmp_path / "keys.md").write_text("edited", encoding="utf-8")
    assert reference.stale(tmp_path) == ["keys.md"]


def test_a_stale_schema_is_named(tmp_path: Path) -> None:
    """An edited, missing or left-over schema is out of date."""
    schema.write(tmp_path)
    assert schema.stale(tmp_path) == []
    (tmp_path / "bodies.json").write_text("{}", encoding="utf-8")
    (tmp_path / "links.json").unlink()
    (tmp_path / "no-longer.json").write_text("{}", encoding="utf-8")
    assert schema.stale(tmp_path) == ["bodies.json", "links.json", "no-longer.json"]


def test_editors_are_told_which_schema_belongs_to_which_file() -> None:
    """.vscode/settings.json maps every schema."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == schema.mapping()


@pytest.mark.parametrize("folder", [FROZEN / "framework", MINIATURE / "framework"], ids=["frozen", "miniature"])
@pytest.mark.parametrize("name", schema.SCHEMAS)
def test_the_files_are_valid(folder: Path, name: str) -> None:
    """The real files, read as an editor reads them (YAML 1.2 types), satisfy their schemas."""
    text = schema.schemas()[name]
    validator = Draft202012Validator(json.loads(text))
    for path in folder.glob(schema.SCHEMAS[name][0]):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Editor)  # noqa: S506 (a safe loader)
        assert [error.message for error in validator.iter_errors(data)] == [], path.name


class _Editor(yaml.SafeLoader):
    """Reads as YAML 1.2's core schema does: dates stay texts, `no` stays a text."""


_Editor.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", [*"~nN", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), _first)


def test_the_reader_of_these_tests_knows_yaml_1_2() -> None:
    """Only null, true, false and numbers are more than text."""
    data = yaml.load("[no, 2027-03-31, 2027-03, 12:30, 2027, 1.5, false, ~]", Loader=_Editor)  # noqa: S506
    assert data == ["no", "2027-03-31", "2027-03", "12:30", 2027, 1.5, False, None]


@pytest.mark.parametrize("folder", [FROZEN / "framework", MINIATURE / "framework"], ids=["frozen", "miniature"])
def test_every_file_has_one_schema(folder: Path) -> None:
    """No YAML file of the content is without help, and none has two schemas."""
    found = Counter(path for glob, _ in schema.SCHEMAS.values() for path in folder.glob(glob))
    assert found == dict.fromkeys(folder.rglob("*.yml"), 1)


@pytest.mark.parametrize(
    ("kind", "file", "at", "written", "good"),
    [
        *((When, "timeline.json", "when", written, good) for written, good in [
            (2027, True), ("2027", True), ("2027-03", True), ("2027-03-31", True),
            ("March 2027", False), (27, False), (3.5, False), ("2027-3", False),
        ]),
        *((Day, "framework.json", "as_at", written, good) for written, good in [
            ("2026-11-22", True), ("2026-11", False), (2026, False),
        ]),
        *((Site, "framework.json", "address", written, good) for written, good in [
            ("https://example.org/", True), ("https://example.org/a/", True), ("http://example.org/", False),
            ("https://example.org", False),
        ]),
        *((Link, "framework.json", "contact", written, good) for written, good in [
            ("mailto:a@example.org", True), ("about/feedback/", True), ("javascript:x", False), ("//x.org", False),
        ]),
    ],
)  # fmt: skip
def test_a_schema_agrees_with_the_model(kind: Any, file: str, at: str, written: object, good: bool) -> None:
    """What the model refuses as a date or a link is refused while typing, and what it accepts is accepted."""
    one = json.loads(schema.schemas()[file])
    field = (one["$defs"]["Event"] if file == "timeline.json" else one)["properties"][at]
    assert Draft202012Validator(field).is_valid(written) is good
    try:
        TypeAdapter(kind).validate_python(str(written))  # the loader reads every scalar as text
    except ValidationError:
        assert not good
    else:
        assert good


def test_every_key_that_an_editor_writes_is_described() -> None:
    """Each has one short sentence or two, in plain words, and the schema shows it while one types."""
    groups = key_groups()
    assert {file for group in groups for file in group.files} == {
        file for name, (file, _) in schema.SCHEMAS.items() if name != "change.json"
    }
    for key in (key for group in groups for key in group.keys):
        assert key.meaning.endswith("."), key
        assert len(key.meaning.split()) <= 25, key
    shown = schema.schemas()["priority.json"]
    assert all(json.dumps(key.meaning, ensure_ascii=False) in shown for key in groups[0].keys)


def test_a_slip_is_caught_while_typing() -> None:
    """A key that does not belong is refused by the schema too."""
    validator = Draft202012Validator(json.loads(schema.schemas()["priority.json"]))
    faulty = {
        "id": "pri-1",
        "title": "T",
        "nav_label": "T",
        "actions": [{"id": "act-01", "text": "x", "status": "done"}],
    }
    assert any("status" in error.message for error in validator.iter_errors(faulty))


def test_a_new_item_needs_no_identifier() -> None:
    """An editor may leave the identifier out."""
    validator = Draft202012Validator(json.loads(schema.schemas()["priority.json"]))
    new = {"id": "pri-1", "title": "T", "nav_label": "T", "actions": [{"text": "x", "source": "new"}]}
    assert list(validator.iter_errors(new)) == []
