"""The committed schemas are current, mapped for editors, and true of the real files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from strategic_framework import schema
from tests.conftest import MINIATURE, ROOT


def test_the_committed_schemas_are_current() -> None:
    """`framework schema` would change nothing."""
    assert schema.stale(ROOT / "schemas") == []
    assert {path.name for path in (ROOT / "schemas").glob("*.json")} == set(schema.SCHEMAS)


def test_a_stale_schema_is_named(tmp_path: Path) -> None:
    """An edited or missing schema is out of date."""
    schema.write(tmp_path)
    assert schema.stale(tmp_path) == []
    (tmp_path / "bodies.json").write_text("{}", encoding="utf-8")
    (tmp_path / "links.json").unlink()
    assert schema.stale(tmp_path) == ["bodies.json", "links.json"]


def test_editors_are_told_which_schema_belongs_to_which_file() -> None:
    """.vscode/settings.json maps every schema."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == schema.mapping()


@pytest.mark.parametrize("folder", [ROOT / "framework", MINIATURE / "framework"], ids=["real", "miniature"])
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


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


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
