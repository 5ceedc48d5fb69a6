"""Identifiers and names: well formed, in their place, and never used twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from strategic_framework.checks.registry import Content, at, fault, rule
from strategic_framework.content.loader import PREFIXES
from strategic_framework.content.problems import Problem
from strategic_framework.model import KINDS, Body, Edition, Item, Noun, Place, Priority, identifier, make_identifier

#: What stands in each list, in the plural: “among the actions”.
LISTS = {name: name.replace("_", " ") for name in PREFIXES} | {
    "context": "context paragraphs", "role": "role paragraphs", "introduction": "introductory paragraphs",
    "cross_cutting": "cross-cutting work", "governance": "points of governance", "priorities": "priorities",
}  # fmt: skip
_PERMANENT = "An identifier names one thing for ever."
_NUMBERED_BY_HAND = {"pri", "past"}


def padded(text: str) -> str | None:
    """The identifier that was meant where only its number is written too short or too long: `act-7` is `act-07`."""
    match = re.fullmatch(r"([a-z]+(?:-[a-z]+)?)[-_ ]?0*([1-9]\d*)", text.lower())
    return make_identifier(match[1], int(match[2])) if match and match[1] in KINDS else None


def _new(name: str, stands_in: str = "") -> str:
    """What to do with something new: only priorities are numbered by hand."""
    found = identifier(name)
    if stands_in == "priorities" or (found and found.prefix in _NUMBERED_BY_HAND):
        return ""
    return " For something new, leave the id line out: it is given one when it is published."


def listed(content: Content) -> Iterator[tuple[str, tuple[str, ...], Item | Priority]]:
    """Every entry that bears an identifier, with the list it stands in and the prefixes that belong there."""
    for noun in content.nouns:
        for name in PREFIXES.keys() & type(noun).model_fields.keys():
            entries = getattr(noun, name)  # labels have fields of the same names
            if isinstance(entries, tuple):
                yield from ((name, (PREFIXES[name],), one) for one in entries if isinstance(one, Item))
        if isinstance(noun, Edition):
            yield from (("priorities", ("pri", "past"), one) for one in noun.priorities)


@rule("identifier")
def identifiers(content: Content) -> Iterator[Problem]:
    """An identifier is written as its kind is: act-07, pri-2, all-c1."""
    for name, prefixes, one in listed(content):
        if not identifier(one.id):
            like = " or ".join(make_identifier(prefix, 1) for prefix in prefixes)
            meant = padded(one.id)
            usual = f"Identifiers of {LISTS[name]} are written like {like}.{_new(one.id, name)}"
            instead = f"Write {meant}." if meant else usual
            yield fault(one.place("id"), f"“{one.id}” is not how an identifier is written.", "", instead, len(one.id))
    for update in content.framework.updates:
        found = identifier(update.id or "upd-0001")
        if not found or found.prefix != "upd":
            instead = "Updates are written upd-0001 and so on. Or leave the id line out."
            what = f"“{update.id}” is not how an update’s identifier is written."
            yield fault(update.place("id"), what, "", instead, len(update.id or ""))


@rule("identifier-kind")
def kinds(content: Content) -> Iterator[Problem]:
    """An identifier stands in the list of its kind: act- among the actions."""
    for name, prefixes, one in listed(content):
        found = identifier(one.id)
        if found and found.prefix not in prefixes:
            article = "an" if found.kind[0] in "aeiou" else "a"
            what = f"{one.id} is the identifier of {article} {found.kind}, but it stands among the {LISTS[name]}."
            instead = f"Move the entry to the list it belongs to.{_new(one.id, name)}"
            yield fault(one.place("id"), what, "", instead, len(one.id))


@rule("identifier-twice")
def identifiers_twice(content: Content) -> Iterator[Problem]:
    """No identifier is used for two things, in any file."""
    yield from _twice(content.identified, _PERMANENT, "Give this one its own identifier.", numbered=True)


@rule("name-twice")
def names_twice(content: Content) -> Iterator[Problem]:
    """No two entries of a register have the same id; bodies and programmes share one register."""
    framework = content.framework
    named = (*framework.bodies, *framework.programmes)
    registers: tuple[Iterable[Noun], ...] = (
        framework.sources, named, framework.policy_areas, framework.glossary, framework.continuity, framework.timeline,
    )  # fmt: skip
    why = "Each has an address of its own on the site."
    for register in registers:
        yield from _twice(list(_names(register)), why, "Give this one an id of its own.")


def _names(register: Iterable[Noun]) -> Iterator[tuple[str, Place]]:
    for one in register:
        yield getattr(one, "id", ""), one.place("id")
    for one in register:
        yield from ((old, one.place("formerly")) for old in (one.formerly if isinstance(one, Body) else ()))


def _twice(named: list[tuple[str, Place]], why: str, instead: str, *, numbered: bool = False) -> Iterator[Problem]:
    """One problem at each repetition, naming the place of the first use."""
    first: dict[str, Place] = {}
    for name, place in named:
        if name in first:
            what = f"“{name}” is used twice: here, and in {at(first[name])}."
            yield fault(place, what, why, instead + (_new(name) if numbered else ""), len(name))
        first.setdefault(name, place)


@rule("replaced-not-retired")
def replaced(content: Content) -> Iterator[Problem]:
    """Only a retired item says what replaces it, and nothing replaces or continues itself."""
    for _, _, one in listed(content):
        if one.replaced_by and not one.retired:
            what = f"{one.id} says that {one.replaced_by} replaces it, but it is not retired."
            yield fault(one.place("replaced_by"), what, "", "Add a line retired: true, or take this line out.")
        for name in ("replaced_by", "continues"):
            if getattr(one, name) == one.id:
                instead = "Name another item, or take the line out."
                yield fault(one.place(name), f"{one.id} names itself here.", "", instead)
