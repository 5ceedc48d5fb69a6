"""JSON Schema (draft 2020-12) of each kind of record, made from the data dictionary: what it names is what is there.

Within version 1 fields are only added. No schema forbids a field that it does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from strategic_framework.content.links import Links
from strategic_framework.exports import changes_json, json_files, measures, records
from strategic_framework.exports.dictionary import ADDRESS, DATE, DAY, DECIMAL, LIST, NUMBER, TEXT, YES, Field
from strategic_framework.exports.records import Record
from strategic_framework.model import Framework

FOLDER = "data/v1/schemas/"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Where `data/framework.json` holds records of a kind → the kind.
_OF_WHOLE = {
    "items": "item", "priorities": "priority", "editions": "edition", "alliance": "alliance", "bodies": "body",
    "programmes": "programme", "policy_areas": "policy-area", "updates": "update", "links": "link",
    "continuity": "strand", "glossary": "term", "timeline": "event", "sources": "source", "web_pages": "web-page",
    "documents": "document", "publisher_words": "plain-words",
}  # fmt: skip
#: Objects of which there may be none.
_MAY_BE_NULL = {"alliance", "was", "now", "baseline", "target"}
_WHEN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_TYPES: dict[str, Record] = {
    TEXT: {"type": "string"}, ADDRESS: {"type": "string", "format": "uri"}, NUMBER: {"type": "integer"},
    YES: {"type": "boolean"}, LIST: {"type": "array", "items": {"type": "string"}},
    "list": {"type": "array", "items": {"type": "object"}}, DATE: {"type": "string", "pattern": _WHEN},
    DECIMAL: {"type": "number"},
    DAY: {"type": "string", "format": "date"}, "text: a month": {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
}  # fmt: skip
#: How a schema names that of a kind.
Reference = Callable[[str], str]


def files(framework: Framework, links: Links) -> Iterator[tuple[str, bytes]]:
    """The schema of each kind, and of each file that holds several."""
    said = " ".join(filter(None, [records.standing(framework), framework.settings.rights]))
    for kind, schema in kinds(lambda kind: f"{kind}.json", measured=bool(framework.measures)).items():
        address = f"{FOLDER}{kind}.json"
        whole = {"$schema": DIALECT, "$id": links.absolute(address), "$comment": said, "title": kind, **schema}
        yield address, records.as_json(whole)


def kinds(reference: Reference, *, measured: bool = False) -> dict[str, Record]:
    """Kind → its schema; `about` is what every file says first, and `framework` the file of everything.

    With `measured` also what only a plan with measures has; the key `measures` is then there where there is any.
    """
    of_whole = {kind: _below(name, json_files.WHOLE) for name, kind in _OF_WHOLE.items()}
    own = [field for field in json_files.WHOLE if "." not in field.name]
    of_changes = _below("changes", changes_json.CHANGE_FIELDS)
    schemas = {kind: _object(fields) for kind, fields in of_whole.items()}
    schemas |= {"about": _object(records.ABOUT), "change": _object(of_changes)}
    whole = _object(own, {name: _held(name, reference(kind)) for name, kind in _OF_WHOLE.items()})
    if measured:
        schemas["measure"] = _object(measures.MEASURE)
        cast("dict[str, Record]", whole["properties"])["measures"] = _list({"$ref": reference("measure")})
    return schemas | {
        "framework": whole,
        "changes": _object(records.ABOUT, {"changes": _list({"$ref": reference("change")})}),
        "versions": _object([*records.ABOUT, *changes_json.VERSION_FIELDS]),
    }


def _below(name: str, fields: Iterable[Field]) -> list[Field]:
    """The fields of the records that stand under a name, by their own names."""
    prefixes = (f"{name}[].", f"{name}.")
    return [
        field._replace(name=field.name.removeprefix(prefix))
        for field in fields for prefix in prefixes if field.name.startswith(prefix)
    ]  # fmt: skip


def _held(name: str, reference: str) -> Record:
    """What the whole file holds under a name: records of a kind, or one."""
    if name == "alliance":
        return {"oneOf": [{"$ref": reference}, {"type": "null"}]}
    return {"$ref": reference} if name == "publisher_words" else _list({"$ref": reference})


def _list(items: Record) -> Record:
    return {"type": "array", "items": items}


def _object(fields: Iterable[Field], more: dict[str, Record] | None = None) -> Record:
    """An object with these fields, all but the optional always there; one at a path stands in the object on its way."""
    properties: dict[str, Record] = {}
    below: dict[str, list[Field]] = {}
    optional: set[str] = set()
    for field in fields:
        first, dot, rest = field.name.partition(".")
        if dot:
            below.setdefault(first, []).append(field._replace(name=rest))
        else:
            properties[first] = {**_type(field.type), "description": field.meaning}
            optional |= {first} if field.optional else set()
    for first, inner in below.items():
        name = first.removesuffix("[]")
        schema = _object(inner)
        if name in _MAY_BE_NULL:
            schema["type"] = ["object", "null"]
        properties[name] = {**properties.get(name, {}), **(_list(schema) if first.endswith("[]") else schema)}
    properties |= more or {}
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": cast("Record", properties), "required": [*required]}


def _type(words: str) -> Record:
    """The schema of a type as the dictionary has it in words."""
    if words in _TYPES:
        return _TYPES[words]
    kind = words.removesuffix(" or nothing").removesuffix(", or nothing").removesuffix(",")
    return {**_TYPES[kind], "type": [cast("str", _TYPES[kind]["type"]), "null"]}
