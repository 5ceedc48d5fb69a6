"""An outline made fit to be written: what a plan cannot hold is put right or left out, and each time it is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from strategic_framework.importing import dates
from strategic_framework.importing.bodies import LONGEST
from strategic_framework.importing.measures import settled_fields
from strategic_framework.importing.outline import Entry, Outline, Refused, Remark
from strategic_framework.importing.words import folded
from strategic_framework.model import KINDS, identifier
from strategic_framework.model.words import with_article

#: Kind → what may be said of it beside its words.
_FIELDS: dict[str, tuple[str, ...]] = {
    "priority": ("id", "due"),
    "group": ("id", "reference"),
    "action": ("id", "reference", "due", "lead", "partners"),
    "part": ("id", "reference", "due", "lead", "partners"),
    "measure": ("id", "unit", "baseline", "target", "baseline_date", "target_date", "values"),
    "body": ("id", "aliases"),
}
_STANDING = ("retired", "replaced_by", "continues")
#: Kind → the kinds that may stand in it.
_INSIDE: dict[str, tuple[str, ...]] = {
    "priority": ("context", "role", "group", "action", "aspiration", "measure"),
    "group": ("action", "aspiration", "measure"),
    "action": ("part",),
}
#: What stands in the plan itself.
_TOP = ("introduction", "priority", "body")
_LONGEST_REFERENCE = 40
_YES = ("yes", "true", "retired", "1", "y")


@dataclass
class _Settling:
    """What has been met so far, and what was said of it."""

    starts: str
    names: frozenset[str]
    is_new: bool = True
    remarks: list[Remark] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    identifiers: set[str] = field(default_factory=set)

    def say(self, entry: Entry, text: str, what: Literal["repaired", "left out"] = "left out") -> None:
        self.remarks.append(Remark(entry.place, what, text))


def settled(outline: Outline, *, named: bool = True) -> Outline:
    """The outline as a plan can hold it. Raises Refused where nothing of it is an item.

    A field that is an empty text says that there is none. With `named` the plan is new: a priority without a title gets
    the plan's, and an identifier is kept where it is the only one of its kind.
    """
    whole = [entry for top in outline.entries for entry in _walk(top)]
    names = frozenset(name for entry in whole if (name := entry.fields.get("id")))
    settling = _Settling(outline.starts, names, named)
    placed = _placed(settling, outline) if named else outline.entries
    top = [_settled(settling, entry) for entry in placed]
    if not any(entry.kind not in {"priority", "body"} for one in top for entry in _walk(one)):
        raise Refused("Nothing in it was understood as an action, an aspiration or a measure.")
    return replace(outline, entries=tuple(top), remarks=(*outline.remarks, *settling.remarks))


def _walk(entry: Entry) -> Iterator[Entry]:
    yield entry
    for child in entry.children:
        yield from _walk(child)


def _placed(settling: _Settling, outline: Outline) -> list[Entry]:
    """The entries of the plan itself; what must stand in a priority and does not comes into one of the plan's title."""
    top = [entry for entry in outline.entries if entry.kind in _TOP]
    stray = tuple(entry for entry in outline.entries if entry.kind not in _TOP)
    if stray:
        title = outline.title or "Actions"
        settling.say(stray[0], f"What stands in no priority came into one called “{title}”.", "repaired")
        top.append(Entry("priority", "", title, {}, stray[0].place, stray))
    return [replace(one, title=outline.title or "Actions") if one.kind == "priority" and not one.title else one
            for one in top]  # fmt: skip


def _settled(settling: _Settling, entry: Entry) -> Entry:
    fields = _fields(settling, entry)
    children: list[Entry] = []
    for child in _lifted(settling, entry):
        if child.kind in _INSIDE.get(entry.kind, ()):
            children.append(_settled(settling, child))
        elif child.kind == "part" and entry.kind in {"priority", "group"}:
            settling.say(child, "A part without an action became an action.", "repaired")
            children.append(_settled(settling, replace(child, kind="action")))
        else:
            settling.say(child, f"No {child.kind} can stand in a {entry.kind}: ‘{(child.text or child.title)[:60]}’")
    return replace(entry, fields=fields, children=tuple(_with_words(settling, children)))


def _lifted(settling: _Settling, entry: Entry) -> Iterator[Entry]:
    """What stands in an entry, with the measures of its actions after them: measures stand beside what they measure."""
    for child in entry.children:
        measures = [one for one in child.children if one.kind == "measure" and child.kind != "group"]
        if not measures:
            yield child
            continue
        settling.say(child, f"Measures of an {child.kind} stand beside it.", "repaired")
        yield replace(child, children=tuple(one for one in child.children if one.kind != "measure"))
        yield from measures


def _with_words(settling: _Settling, entries: list[Entry]) -> Iterator[Entry]:
    for entry in entries:
        if entry.text or entry.title:
            yield entry
        else:
            settling.say(entry, f"The {entry.kind} has no words.")


def _fields(settling: _Settling, entry: Entry) -> dict[str, str]:
    """What is said of an entry, as far as its kind can hold it and it is sound."""
    holds = (*_FIELDS.get(entry.kind, ("id",)), *_STANDING)
    fields = {name: value for name, value in entry.fields.items() if name in holds}
    for name in entry.fields:
        if entry.fields[name] and name not in holds:
            value = "" if entry.kind == "measure" else f" {entry.fields[name]}"
            settling.say(entry, f"{name}{value}: {with_article(entry.kind)} has none.")
    if entry.kind != "body":
        _check_identifier(settling, entry, fields)
    _check_standing(settling, entry, fields)
    _check_reference(settling, entry, fields)
    _check_due(settling, entry, fields)
    _check_bodies(settling, entry, fields)
    return settled_fields(fields, lambda text: settling.say(entry, text)) if entry.kind == "measure" else fields


def _check_identifier(settling: _Settling, entry: Entry, fields: dict[str, str]) -> None:
    name = fields.get("id", "")
    known = identifier(name)
    if not name or not settling.is_new:
        return  # the plan that is there says what it knows
    if known is None or known.kind != entry.kind or known.prefix not in KINDS or name in settling.identifiers:
        settling.say(entry, f"The identifier {name}: another has it, or it is that of another kind.")
        del fields["id"]
    settling.identifiers.add(name)


def _check_standing(settling: _Settling, entry: Entry, fields: dict[str, str]) -> None:
    if fields.get("retired", "").lower() not in _YES and "retired" in fields:
        fields["retired"] = ""
    for name in ("replaced_by", "continues"):
        other = fields.get(name, "")
        if other and (other not in settling.names or other == fields.get("id") or
                      (name == "replaced_by" and not fields.get("retired"))):  # fmt: skip
            settling.say(entry, f"{name} {other}: it is not brought in.")
            del fields[name]


def _check_reference(settling: _Settling, entry: Entry, fields: dict[str, str]) -> None:
    """Keep a number of the plan's own that is short, and that nothing else in force has."""
    reference = fields.get("reference", "")
    if not reference or fields.get("retired"):
        return
    if len(reference) > _LONGEST_REFERENCE:
        settling.say(entry, f"The number “{reference[:60]}”: it is longer than {_LONGEST_REFERENCE} letters.")
        del fields["reference"]
    elif (first := settling.references.setdefault(reference, entry.place)) != entry.place:
        settling.say(entry, f"The number {reference}: what stands in {first} has it already.")
        del fields["reference"]


def _check_due(settling: _Settling, entry: Entry, fields: dict[str, str]) -> None:
    """Keep a date that is one, and is not before the plan begins."""
    written = fields.get("due", "")
    if not written:
        return
    del fields["due"]
    when = dates.read(written)
    if when is None or when.ambiguous:
        settling.say(entry, f"“{written}” is no date of one year, month or day.")
    elif settling.starts and dates.is_before(when.when, settling.starts):
        settling.say(entry, f"The date {when.when}: it is before the plan begins, in {settling.starts}.")
    else:
        fields["due"] = when.when


def _check_bodies(settling: _Settling, entry: Entry, fields: dict[str, str]) -> None:
    """Keep names that are short enough; who leads is not a partner as well."""
    leads = {folded(name) for name in fields.get("lead", "").split("; ")}
    for field_name in ("lead", "partners"):
        names = [name for name in fields.get(field_name, "").split("; ") if name]
        kept = [name for name in names if len(name) <= LONGEST and folded(name)]
        if field_name == "partners":
            kept = [name for name in kept if folded(name) not in leads]
        if len(kept) < len(names):
            lost = ", ".join(name[:60] for name in names if name not in kept)
            settling.say(entry, f"{lost} under {field_name}: it leads already, or is no name.")
        if names:
            fields[field_name] = "; ".join(kept)
