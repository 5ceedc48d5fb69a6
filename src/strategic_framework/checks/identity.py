"""Identifiers and names: well formed, in their place, and never used twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from strategic_framework.checks.registry import Content, at, fault, field_names, in_nouns, rule
from strategic_framework.content.numbering import PREFIXES
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
    parsed = identifier(name)
    if stands_in == "priorities" or (parsed and parsed.prefix in _NUMBERED_BY_HAND):
        return ""
    return " For something new, leave the id line out: it is given one when it is published."


@cache
def _listing(kind: type[Noun]) -> list[str]:
    """The lists of a noun whose entries bear identifiers."""
    return [name for name in field_names(kind) if name in PREFIXES]


def _listed(noun: Noun) -> Iterator[tuple[str, tuple[str, ...], Item | Priority]]:
    """The entries of a noun that bear identifiers, each with its list and the prefixes that belong there."""
    for name in _listing(type(noun)):
        entries = getattr(noun, name)  # labels have fields of the same names
        if isinstance(entries, tuple):
            yield from ((name, (PREFIXES[name],), entry) for entry in entries if isinstance(entry, Item))
    if isinstance(noun, Edition):
        yield from (("priorities", ("pri", "past"), entry) for entry in noun.priorities)


@rule("identifier")
def identifiers(content: Content) -> Iterator[Problem]:
    """An identifier is written as its kind is: act-07, pri-2, all-c1."""
    yield from _ill_written(content)
    for update in content.framework.updates:
        parsed = identifier(update.id or "upd-0001")
        if not parsed or parsed.prefix != "upd":
            instead = "Updates are written upd-0001 and so on. Or leave the id line out."
            what = f"“{update.id}” is not how an update’s identifier is written."
            yield fault(update.place("id"), what, "", instead, len(update.id or ""))


@in_nouns
def _ill_written(noun: Noun) -> Iterator[Problem]:
    for name, prefixes, entry in _listed(noun):
        if not identifier(entry.id):
            like = " or ".join(make_identifier(prefix, 1) for prefix in prefixes)
            meant = padded(entry.id)
            usual = f"Identifiers of {LISTS[name]} are written like {like}.{_new(entry.id, name)}"
            instead = f"Write {meant}." if meant else usual
            yield fault(
                entry.place("id"), f"“{entry.id}” is not how an identifier is written.", "", instead, len(entry.id)
            )


@rule("identifier-kind")
def kinds(content: Content) -> Iterator[Problem]:
    """An identifier stands in the list of its kind: act- among the actions."""
    yield from _of_another_kind(content)


@in_nouns
def _of_another_kind(noun: Noun) -> Iterator[Problem]:
    for name, prefixes, entry in _listed(noun):
        parsed = identifier(entry.id)
        if parsed and parsed.prefix not in prefixes:
            article = "an" if parsed.kind[0] in "aeiou" else "a"
            what = f"{entry.id} is the identifier of {article} {parsed.kind}, but it stands among the {LISTS[name]}."
            instead = f"Move the entry to the list it belongs to.{_new(entry.id, name)}"
            yield fault(entry.place("id"), what, "", instead, len(entry.id))


@rule("identifier-twice")
def identifiers_twice(content: Content) -> Iterator[Problem]:
    """No identifier is used for two things, in any file."""
    yield from _twice(content.identified, _PERMANENT, "Give this one its own identifier.", numbered=True)


@rule("name-twice")
def names_twice(content: Content) -> Iterator[Problem]:
    """No two entries of a register have the same id; those with a page share one, as do all origins."""
    framework = content.framework
    named = (*framework.bodies, *framework.programmes, *framework.policy_areas)
    origins = (*framework.sources, *framework.web_pages, *framework.documents)
    registers: tuple[Iterable[Noun], ...] = (
        origins, named, framework.glossary, framework.continuity, framework.timeline,
    )  # fmt: skip
    why = "Each has an address of its own on the site."
    for register in registers:
        yield from _twice(list(_names(register)), why, "Give this one an id of its own.")


def _names(register: Iterable[Noun]) -> Iterator[tuple[str, Place]]:
    for entry in register:
        yield getattr(entry, "id", ""), entry.place("id")
    for entry in register:
        yield from ((old, entry.place("formerly")) for old in (entry.formerly if isinstance(entry, Body) else ()))


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
    yield from _wrongly_replaced(content)


@in_nouns
def _wrongly_replaced(noun: Noun) -> Iterator[Problem]:
    for _, _, entry in _listed(noun):
        if entry.replaced_by and not entry.retired:
            what = f"{entry.id} says that {entry.replaced_by} replaces it, but it is not retired."
            yield fault(entry.place("replaced_by"), what, "", "Add a line retired: true, or take this line out.")
        for name in ("replaced_by", "continues"):
            if getattr(entry, name) == entry.id:
                instead = "Name another item, or take the line out."
                yield fault(entry.place(name), f"{entry.id} names itself here.", "", instead)
        if wrong := _more(entry.id, entry.carried, entry.also_continues):
            yield fault(entry.place("also_continues"), wrong, "", "Name each once: the first under continues.")


def _more(name: str, carried: tuple[str, ...], further: tuple[str, ...]) -> str:
    """What is wrong with the further items that an item carries on."""
    if name in further:
        return f"{name} names itself here."
    if len(carried) > len(set(carried)):
        return f"{name} says twice that it carries on the same item."
    return f"{name} says what else it carries on, and not what it continues." if carried == further != () else ""
