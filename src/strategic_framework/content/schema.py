"""JSON Schema for each YAML file, generated from the model, so that an editor can complete and check while one types.

Draft 2020-12. A schema says less than `framework check` does, and never more.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from strategic_framework.content.docstrings import docstring
from strategic_framework.content.files import SINGLE
from strategic_framework.model import (
    Edition,
    Link,
    Measure,
    Priority,
    Site,
    Slug,
    Translation,
    Update,
    WebAddress,
    When,
)
from strategic_framework.model.changes import Change, Reason
from strategic_framework.model.proposals import Proposal

#: Schema → the files below `framework/` that it describes, and their type.
SCHEMAS: dict[str, tuple[str, Any]] = {
    **{name.replace(".yml", ".json"): (name, kind) for name, (_, kind, _) in SINGLE.items()},
    "edition.json": ("editions/*/edition.yml", Edition),
    "priority.json": ("editions/*/*-*.yml", Priority),
    "update.json": ("updates/*.yml", Update),
    "measure.json": ("measures/*.yml", Measure),
    "reason.json": ("changes/pending/*.yml", Reason | Proposal),
    "change.json": ("changes/*.yml", Change),
    "translation.json": ("translations/*/*.yml", tuple[Translation, ...]),
}


#: What stands in files of its own, and is no key of the file: the priorities of an edition, the values of a measure.
_APART: dict[object, str] = {Edition: "priorities", Measure: "values"}


#: What the model checks in Python (the validator of the type → the same rule as a pattern; a test holds the two equal).
_PATTERNS = {
    get_args(When)[1].func: r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    get_args(Link)[1].func: r"^((https://|mailto:)\S+|(?!//)[\w./#-]+)$",
    get_args(WebAddress)[1].func: r"^https://[^\s/]+(/\S*)?$",
    get_args(Site)[1].func: r"^https://[^\s/]+(/[^\s]*)?/$",
}
_SLUG = get_args(Slug)[1].pattern
_YEAR = {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999}


class _Editors(GenerateJsonSchema):
    """pydantic's generator, which also says the rules that the model checks after reading a text."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """What the noun is, also where Python drops docstrings."""
        described = super().model_schema(schema)
        text = docstring(schema["cls"])
        return {**described, "description": text} if text else described

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        """The text's own schema, with the pattern of its rule; a date that may be a year may also be a number."""
        text = super().function_after_schema(schema)
        rule: object = schema["function"]["function"]
        if rule not in _PATTERNS or "pattern" in text:
            return text
        year = _YEAR if rule is get_args(When)[1].func else {}
        return {**text, "pattern": _PATTERNS[rule], **year}


def schemas() -> dict[str, str]:
    """Every schema as text, by file name."""
    return {name: json.dumps(_schema(name), ensure_ascii=False, indent=2) + "\n" for name in SCHEMAS}


def write(folder: Path) -> list[Path]:
    """Write every schema into the folder and return their paths."""
    folder.mkdir(exist_ok=True)
    written = []
    for name, text in schemas().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def stale(folder: Path) -> list[str]:
    """The names of the schemas in the folder that are missing, left over, or not what the model says now."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    current = schemas()
    changed = [name for name, text in current.items() if texts.get(name) != text]
    return [*changed, *sorted(texts.keys() - current.keys())]


def _schema(name: str) -> JsonSchemaValue:
    pattern, kind = SCHEMAS[name]
    schema = TypeAdapter(kind).json_schema(schema_generator=_Editors)
    for noun in (schema, *schema.get("$defs", {}).values()):
        _editors_view(noun)
    if kind in _APART:
        del schema["properties"][_APART[kind]]
        _drop_unused(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"framework/{pattern}", **schema}


def _editors_view(noun: JsonSchemaValue) -> None:
    """What an editor may write: a new item has no identifier yet, and a year looks like a number."""
    properties = noun.get("properties", {})
    if "id" in properties and {"text", "source", "retired"} <= set(properties):
        noun["required"] = [name for name in noun.get("required", []) if name != "id"]
    for field in properties.values():
        _widen(field)


def _widen(field: JsonSchemaValue) -> None:
    """A text that looks like a number is one to the editor's tools; what a pattern says cannot be a number stays."""
    number_like = "pattern" not in field or field["pattern"] == _SLUG
    if field.get("type") == "string" and "enum" not in field and "const" not in field and number_like:
        field["type"] = ["string", "number"]
    for choice in field.get("anyOf", []):
        _widen(choice)
    if isinstance(field.get("items"), dict):
        _widen(field["items"])


def _drop_unused(schema: JsonSchemaValue) -> None:
    """Leave out the definitions that nothing refers to any more."""
    while unused := [name for name in schema["$defs"] if f'"#/$defs/{name}"' not in json.dumps(schema)]:
        for name in unused:
            del schema["$defs"][name]


def mapping() -> dict[str, str]:
    """What `.vscode/settings.json` says under `yaml.schemas`: schema → files."""
    return {f"./schemas/{name}": f"framework/{pattern}" for name, (pattern, _) in SCHEMAS.items()}
