"""Plain data against the model: problems in the editor's words, and whatever of the data can be used.

pydantic says what is wrong and under which keys; the node tree of `source` says where that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from strategic_framework.content.problems import Problem, suggestion
from strategic_framework.content.source import Mapping, Node, Plain, Scalar, Sequence
from strategic_framework.model import Noun, Place
from strategic_framework.model.proposals import KIND, KINDS_OF_CHANGE

#: Keys that would claim progress (DESIGN: honesty, rule 2).
CLAIMS = {"status", "progress", "percent", "percentage", "rag", "complete", "completed", "done", "rating"}

Loc = tuple[int | str, ...]
T = TypeVar("T")


def validated(adapter: TypeAdapter[T], data: Plain, root: Node) -> tuple[T | None, list[Problem]]:
    """The typed value with every place set, and the problems; a wrong part is left out, or the value is None."""
    problems: list[Problem] | None = None
    for _ in range(20):
        try:
            value = adapter.validate_python(data)
        except ValidationError as fault:
            errors = [_written(error) for error in fault.errors(include_url=False)]
            if problems is None:  # later rounds complain only of what this one took out
                problems = [_problem(error, root) for error in _without_misspelt(errors)]
            data = _without(data, [error["loc"] for error in errors])
            if data is None:
                return None, problems
        else:
            place(value, root)
            return value, problems or []
    return None, problems or []


def _written(error: ErrorDetails) -> ErrorDetails:
    """The error with the path that was written: without the names of kinds, which stand in no file."""
    return {**error, "loc": tuple(step for step in error["loc"] if not str(step).startswith(KIND))}


def _without_misspelt(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors less what another explains, as a missing key that stands there misspelt: one slip is one problem."""
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    missing = [error["loc"] for error in errors if error["type"] == "missing"]
    for loc in unknown:
        here = {str(other[-1]): other for other in missing if other[:-1] == loc[:-1]}
        meant = suggestion(str(loc[-1]), here)
        if meant:
            missing.remove(here[meant])
    kept = [error for error in errors if error["type"] != "missing" or error["loc"] in missing]
    within = [error["loc"] for error in kept]  # a list counts as short what is wrong in it
    return [error for error in kept if error["type"] != "too_short" or not _has_within(error["loc"], within)]


def _has_within(loc: Loc, others: Iterable[Loc]) -> bool:
    return any(other[: len(loc)] == loc and len(other) > len(loc) for other in others)


def place(value: object, node: Node | None) -> None:
    """Tell every noun where it and each of its fields were written."""
    if isinstance(value, Noun) and isinstance(node, Mapping):
        places = value._places  # pydantic looks for it anew each time
        places[""] = node.place
        for key, child in node.entries:
            places[key.value] = child.place
            if not isinstance(child, Scalar):
                place(getattr(value, key.value, None), child)
    elif isinstance(value, tuple) and isinstance(node, Sequence) and len(value) == len(node.entries):
        for entry, child in zip(value, node.entries, strict=True):
            place(entry, child)
    elif isinstance(value, tuple) and isinstance(node, Sequence):
        _place_by_id(value, node)


def _place_by_id(value: tuple[object, ...], node: Sequence) -> None:
    """Where a wrong entry was left out, the others are matched by their identifier."""
    by_id = {_scalar(child, "id"): child for child in node.entries}
    for entry in value:
        place(entry, by_id.get(getattr(entry, "id", None)))


def _scalar(node: Node, key: str) -> str | None:
    child = node.get(key) if isinstance(node, Mapping) else None
    return child.value if isinstance(child, Scalar) else None


def _find(root: Node, loc: Loc) -> tuple[Node, str]:
    """The deepest node that the path reaches, and the last key of the path."""
    node, last = root, ""
    for step in loc:
        child: Node | None = None
        if isinstance(step, int) and isinstance(node, Sequence) and step < len(node.entries):
            child = node.entries[step]
        elif isinstance(step, str) and isinstance(node, Mapping):
            child = node.get(step)
        last = str(step)
        if child is None:
            break
        node = child
    return node, last


def _key_place(root: Node, loc: Loc) -> Place:
    """Where the last key of the path was written, for a key that should not be there."""
    parent, _ = _find(root, loc[:-1])
    entries = parent.entries if isinstance(parent, Mapping) else ()
    return next((key.place for key, _ in entries if isinstance(key, Scalar) and key.value == loc[-1]), parent.place)


def _problem(error: ErrorDetails, root: Node) -> Problem:
    """One pydantic error in plain words."""
    loc: Loc = tuple(error["loc"])
    node, key = _find(root, loc)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(root, loc, key)
    if kind == "missing":
        what = f"“{key}” is missing here."
        return Problem(
            node.place,
            "missing-key",
            what,
            "Nothing can be shown without it.",
            f"Add a line “{key}:” with what belongs there.",
        )
    if kind == "union_tag_not_found":
        what = "This change does not say what is changed."
        return Problem(node.place, "missing-key", what, "", _first_key(node))
    what, instead = _wrong(kind, key, context, node)
    return Problem(node.place, "wrong-value", what, "", instead, length=getattr(node, "length", 1))


def _first_key(node: Node) -> str:
    """What a change begins with: what was meant, or all that there is."""
    written = [key.value for key, _ in node.entries] if isinstance(node, Mapping) else []
    meant = next((near for key in written if (near := suggestion(key, KINDS_OF_CHANGE))), None)
    return f"Did you mean “{meant}:”?" if meant else f"Begin it with one of {', '.join(KINDS_OF_CHANGE)}."


def _unknown_key(root: Node, loc: Loc, key: str) -> Problem:
    at = _key_place(root, loc)
    if key in CLAIMS:
        what = f"“{key}” is not accepted: this site never claims progress."
        why = "What has happened is shown by updates, each with its date and its source."
        return Problem(at, "no-status", what, why, "Take the line out, or write an update.", length=len(key))
    meant = suggestion(key, _keys())
    what = f"“{key}” is not a key that belongs here."
    otherwise = "Check its spelling, and that it is indented like its neighbours."
    instead = f"Did you mean “{meant}”?" if meant else otherwise
    return Problem(at, "unknown-key", what, "It would be silently left out.", instead, length=len(key))


def _keys() -> Iterable[str]:
    """Every key that any noun has: enough to recognise a slip of the keyboard."""

    def below(noun: type[BaseModel]) -> Iterable[type[BaseModel]]:
        for child in noun.__subclasses__():
            yield child
            yield from below(child)

    return sorted({field for noun in below(Noun) for field in noun.model_fields})


def _wrong(kind: str, key: str, context: dict[str, object], node: Node) -> tuple[str, str]:
    """What is wrong with a value and what to write, by pydantic's type of error."""
    written = node.value if isinstance(node, Scalar) else ""
    shown = f"“{key}”" if not key.isdigit() else "This entry"
    cannot = f"{shown} cannot be “{written}”."
    if kind == "value_error":
        reason = str(context.get("error", "this value cannot be used"))
        return cannot, f"{reason[:1].upper()}{reason[1:]}."
    if kind == "literal_error":
        return cannot, " ".join(filter(None, (_one_of(written, str(context["expected"])), _ALSO.get(key))))
    if kind == "bool_parsing":
        return cannot, "Write true or false."
    if kind in {"int_parsing", "greater_than_equal"}:
        return cannot, "Write a number in figures, from 1."
    if kind == "string_pattern_mismatch":
        return f"{shown} cannot be written “{written}”.", _FORMS.get(
            str(context["pattern"]), "Write it in the form that its neighbours have."
        )
    return _wrong_form(kind, shown, context, node) or (cannot, "")


def _wrong_form(kind: str, shown: str, context: dict[str, object], node: Node) -> tuple[str, str] | None:
    """The same for a value that has not the form it needs, or not the size; None where the kind is another."""
    if kind in {"string_type", "string_too_short", "none_required"} and isinstance(node, Scalar):
        return f"{shown} is empty.", "Write its words there, or take the entry out."
    if kind in {"string_type", "string_too_short", "none_required"}:
        return f"{shown} must be a text, and it is {_form(node)}.", "Write its words there, or take the entry out."
    if kind == "string_too_long":
        return f"{shown} is too long: it may have {context['max_length']} characters.", "Shorten it."
    if kind == "too_short":
        return f"{shown} has too few entries.", f"It needs at least {context['min_length']}."
    if kind in {"tuple_type", "list_type"}:
        return f"{shown} must be a list, and it is {_form(node)}.", "Begin each entry with a dash and a space."
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return f"{shown} must have keys of its own, and it is {_form(node)}.", "Write each key on a line of its own."
    return None


#: Key → what may be written there besides what its list holds.
_ALSO = {"add": "Or write group or priority; or a file and a name, such as bodies/river-trust or glossary/grha."}
#: Pattern of the model → what to write where a value does not have it.
_FORMS = {
    r"^\d{4}-\d{2}-\d{2}$": "Write the year, the month and the day: 2026-11-22.",
    r"^\d{4}-\d{2}$": "Write a month: 2026-11.",
    r"^sources/[a-z0-9-]+\.txt$": "Write sources/ and a name ending in .txt.",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Use small letters, digits and hyphens only.",
    r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$": "Write an identifier such as act-14, or bodies/river-trust.",
    r"^#[0-9a-f]{6}$": 'Write a colour as six hexadecimal digits: "#0065bd".',
    r"^[a-z0-9-]+(/[a-z0-9-]+)*\.png$": "Write the name of a picture in docs/, such as logo.png.",
    **{
        rf"^({files})/[a-z0-9]+(-[a-z0-9]+)*$": f"Write {example} and its name in small letters, digits and hyphens."
        for files, example in {
            "bodies|programmes": "bodies/ or programmes/",
            "glossary": "glossary/",
            "policy-areas": "policy-areas/",
            "sources": "sources/",
            "web-pages": "web-pages/",
        }.items()
    },
    r"^chg-\d{4,}$": "A change is written chg-0002.",
    r"^[0-9a-f]{64}$": "Put the published file back as it was.",
}


def _one_of(written: str, expected: str) -> str:
    """The nearest of the values that are allowed, or else all of them."""
    allowed = re.sub(r"'([^']*)'", r"“\1”", expected)
    meant = suggestion(written, re.findall(r"“([^”]*)”", allowed))
    return f"Did you mean “{meant}”?" if meant else f"Write {allowed}."


def _form(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"“{node.value}”" if node.value else "empty"
    return "a list" if isinstance(node, Sequence) else "a group of keys"


def _without(data: Plain, locs: list[Loc]) -> Plain:
    """The data less each part that is wrong: the entry of the innermost list, or else the key; None if neither."""
    marks = {_removable(data, loc) for loc in locs}
    if () in marks:
        return None
    for mark in sorted(marks, key=lambda mark: [(isinstance(s, int), str(s).zfill(6)) for s in mark], reverse=True):
        parent, last = reduce(_child, mark[:-1], data), mark[-1]
        if isinstance(parent, dict) and isinstance(last, str):
            parent.pop(last, None)
        elif isinstance(parent, list) and isinstance(last, int) and last < len(parent):
            del parent[last]
    return data


def _child(node: Plain, step: int | str) -> Plain:
    """The value of a key, or the entry of that number; None where there is none."""
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step)
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None


def _has(node: Plain, step: int | str) -> bool:
    if isinstance(node, dict):
        return step in node
    return isinstance(node, list) and isinstance(step, int) and step < len(node)


def _removable(data: Plain, loc: Loc) -> Loc:
    """The part of the path that can be left out: () when the whole must go."""
    reached: list[int | str] = []
    node = data
    for step in loc:
        if not _has(node, step):
            break
        reached.append(step)
        node = _child(node, step)
    whole = len(reached) == len(loc)
    if whole and reached and isinstance(reached[-1], str):
        return tuple(reached)  # a wrong or unknown key: try without it; what is then missing costs the entry
    while reached and not isinstance(reached[-1], int):
        reached.pop()
    return tuple(reached)
