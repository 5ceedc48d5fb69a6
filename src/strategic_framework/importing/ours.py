"""JSON of ours: `data/framework.json`, as this site and any other of its kind publishes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from strategic_framework.importing import guard
from strategic_framework.importing.outline import Entry, Outline, Refused, Remark

#: What the file holds beside an edition, and is not brought in → what it is, in words.
_LEFT = {
    "alliance": "The alliance", "updates": "Reports", "links": "How priorities are linked", "timeline": "The timeline",
    "continuity": "How work runs from edition to edition", "policy_areas": "Policy areas", "glossary": "The glossary",
    "programmes": "Programmes", "web_pages": "Web pages", "documents": "Related documents", "measures": "Measures",
}  # fmt: skip
#: Fields of a record that are taken over.
_FIELDS = ("id", "reference", "due", "lead", "partners", "replaced_by", "continues")
_KINDS = ("context", "role", "group", "action", "part", "aspiration", "measure")
_NOT_OURS = (
    "It is JSON, but not a framework.json of a site like this: it has no editions, priorities and items. "
    "A table can be brought in as CSV or XLSX."
)


def read(data: bytes, edition: str = "") -> Outline:
    """The edition in force of a framework, or the one that is named. Raises Refused where the file is not of ours."""
    text, remarks = guard.text_of(data, longest=guard.LARGEST)
    whole = _parsed(text)
    about = _edition(whole, edition)
    items = {item["id"]: item for item in whole["items"] if item.get("document") == about["id"]}
    priorities = [one for one in whole["priorities"] if one.get("document") == about["id"]]
    names = {body["id"]: body["name"] for body in whole.get("bodies", ())}
    introduction = [_entry(items[name], names) for name in about.get("introduction", ()) if name in items]
    entries = (*introduction, *(_priority(one, items, names) for one in priorities), *_bodies(whole))
    left = _left_out(whole, about)
    title, publisher = str(whole.get("title", "")), str(whole.get("publisher", ""))
    return Outline(title, publisher, str(about["starts"]), str(about["ends"]), entries, (*remarks, *left))


def _parsed(text: str) -> Mapping[str, Any]:
    """The parsed file. Raises Refused where it is no JSON, or not of ours."""
    try:
        whole: Any = orjson.loads(text)
    except orjson.JSONDecodeError as fault:
        raise Refused(f"It is not sound JSON, at line {fault.lineno}: {fault.msg}.") from None
    lists = ("editions", "priorities", "items")
    if not isinstance(whole, dict) or not all(_records(whole.get(name)) for name in lists):
        raise Refused(_NOT_OURS)
    if not all({"id", "text", "kind"} <= {*item} for item in whole["items"]):
        raise Refused(_NOT_OURS)
    if not all({"id", "starts", "ends"} <= {*one} for one in whole["editions"]):
        raise Refused(_NOT_OURS)
    framework: Mapping[str, Any] = whole
    return framework


def _records(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in value)


def _edition(whole: Mapping[str, Any], wanted: str) -> Mapping[str, Any]:
    editions = {one["id"]: one for one in whole["editions"]}
    name = wanted or str(whole.get("current_edition", ""))
    if name not in editions:
        raise Refused(f"There is no edition {name} in it. It has {', '.join(editions)}.")
    chosen: Mapping[str, Any] = editions[name]
    return chosen


def _priority(record: Mapping[str, Any], items: Mapping[str, Any], names: Mapping[str, str]) -> Entry:
    """A priority with what stands under it: what stands in a group or an action follows it there."""
    children = [items[name] for name in record.get("items", ()) if name in items and items[name]["kind"] in _KINDS]
    inside = _inside(children)
    top = tuple(_entry(child, names, inside) for child in children if child["id"] not in _placed(inside))
    return Entry("priority", "", str(record.get("title", "")), _fields(record, names), str(record["id"]), top)


def _inside(children: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Identifier → the items that stand in it: those whose record names it as their group or action."""
    inside: dict[str, list[Mapping[str, Any]]] = {}
    for child in children:
        if owner := child.get("part_of") or child.get("group"):
            inside.setdefault(str(owner), []).append(child)
    return inside


def _placed(inside: Mapping[str, Sequence[Mapping[str, Any]]]) -> set[str]:
    return {str(child["id"]) for children in inside.values() for child in children}


def _entry(
    record: Mapping[str, Any],
    names: Mapping[str, str],
    inside: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> Entry:
    below = tuple(_entry(child, names, inside) for child in (inside or {}).get(str(record["id"]), ()))
    fields = _fields(record, names)
    if record["kind"] == "aspiration":
        fields.pop("due", None)  # it is its priority's
    return Entry(record["kind"], str(record["text"]), str(record.get("title", "")), fields, str(record["id"]), below)


def _fields(record: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    fields = {name: _joined(record[name], names) for name in _FIELDS if record.get(name)}
    return fields | ({"retired": "yes"} if record.get("retired") else {})


def _joined(value: object, names: Mapping[str, str]) -> str:
    """A field as a text; bodies by their names."""
    listed = [names.get(str(name), str(name)) for name in value] if isinstance(value, list) else [str(value)]
    return "; ".join(listed)


def _bodies(whole: Mapping[str, Any]) -> Iterator[Entry]:
    """The bodies, with the other forms of their names that the wording is searched for."""
    for body in whole.get("bodies", ()):
        fields = {"id": str(body["id"]), "aliases": "; ".join(map(str, body.get("aliases", ())))}
        yield Entry("body", "", str(body["name"]), fields, str(body["id"]))


def _left_out(whole: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[Remark]:
    for name, what in _LEFT.items():
        if whole.get(name):
            yield Remark("", "left out", f"{what}: only an edition and its bodies are brought in.")
    for other in whole["editions"]:
        if other["id"] != about["id"]:
            yield Remark("", "left out", f"The edition {other['id']}: only {about['id']} is brought in.")
    if any(item.get("source") not in {"new", None} for item in whole["items"]):
        said = "The sources that its words are quoted from: the words count as new here."
        yield Remark("", "left out", said)
