"""Whatever is named somewhere exists; what exists but could not be read is not called missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from strategic_framework.checks.identity import padded
from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.problems import Problem, suggestion
from strategic_framework.content.provenance import NEW
from strategic_framework.model import (
    Alliance,
    Crossing,
    Edition,
    Framework,
    Item,
    Named,
    Noun,
    Place,
    PolicyArea,
    Priority,
    Quotation,
    SharedThing,
    Synonym,
    TextualLink,
    Translation,
    Update,
    identifier,
)


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be named, the ids that there are, and where they are listed."""

    name: str
    ids: Callable[[Framework], set[str]]
    listed: str


def _items(framework: Framework) -> set[str]:
    return set(framework.items)


def _wordings(framework: Framework) -> set[str]:
    return set(framework.items) | set(framework.priorities)


def _proposed(framework: Framework) -> set[str]:
    return {item.id for item in framework.alliance.joint_priorities} if framework.alliance else set()


SOURCE = Kind("source", lambda framework: set(framework.source), "framework/sources.yml")
ORIGIN = Kind(
    "source or web page",
    lambda framework: set(framework.origin),
    "framework/sources.yml and framework/web-pages.yml",
)
BODY = Kind("body", lambda framework: {body.id for body in framework.bodies}, "framework/bodies.yml")
PROGRAMME = Kind(
    "programme", lambda framework: {programme.id for programme in framework.programmes}, "framework/programmes.yml"
)
NAMED = Kind("body or programme", lambda framework: BODY.ids(framework) | PROGRAMME.ids(framework), BODY.listed)
ITEM = Kind("item", _items, "")
WORDING = Kind("item or priority", _wordings, "")
PRIORITY = Kind("priority", lambda framework: set(framework.priorities), "")
TOPIC = Kind("topic", lambda framework: {area.id for area in framework.policy_areas}, "framework/policy-areas.yml")
PROPOSED = Kind("proposed joint priority", _proposed, "framework/alliance.yml")

#: Noun and field → the kind of thing that it names.
REFERENCES: dict[tuple[type[Noun], str], Kind] = {
    (Quotation, "source"): SOURCE, (Named, "source"): SOURCE, (Item, "source"): SOURCE, (Edition, "source"): SOURCE,
    (Priority, "title_source"): SOURCE, (Alliance, "source"): SOURCE, (Update, "source"): ORIGIN,
    (Alliance, "partner"): BODY, (Named, "body"): NAMED, (SharedThing, "thing"): PROGRAMME,
    (Quotation, "item"): WORDING, (Item, "replaced_by"): WORDING, (Item, "continues"): WORDING,
    (Priority, "replaced_by"): WORDING, (Priority, "continues"): WORDING, (Update, "about"): WORDING,
    (Update, "near"): WORDING,
    (TextualLink, "item"): ITEM, (TextualLink, "to"): PRIORITY, (SharedThing, "items"): ITEM,
    (PolicyArea, "named_in"): ITEM, (Crossing, "proposed"): PROPOSED, (Crossing, "reported_in"): ITEM,
    (Synonym, "nearest"): TOPIC, (Crossing, "see_also"): ITEM, (Translation, "item"): ITEM,
}  # fmt: skip


_CHECK = "Check the identifier: the page of each item shows its own."


@rule("unknown-source")
def unknown_sources(content: Content) -> Iterator[Problem]:
    """Every source named is listed in framework/sources.yml, or in framework/web-pages.yml where it is a web page."""
    yield from _unknown(content, SOURCE, ORIGIN)


@rule("unknown-name")
def unknown_names(content: Content) -> Iterator[Problem]:
    """Every body, programme and topic named by its id is listed in its file."""
    yield from _unknown(content, BODY, PROGRAMME, NAMED, TOPIC)


@rule("unknown-item")
def unknown_items(content: Content) -> Iterator[Problem]:
    """Every identifier written down is that of an item or a priority."""
    yield from _unknown(content, ITEM, WORDING, PRIORITY, PROPOSED)


def _unknown(content: Content, *kinds: Kind) -> Iterator[Problem]:
    """A problem for each thing named that is neither there nor known from a part that could not be read."""
    there = {kind.name: kind.ids(content.framework) for kind in kinds}
    intact = {getattr(noun, "id", None) for noun in content.nouns}
    for noun in content.nouns:
        for field, kind in _references(type(noun)):
            value = getattr(noun, field) if kind in kinds else ()
            for name in value if isinstance(value, tuple) else (value,):
                broken = name in content.loaded.known and name not in intact
                new = name == NEW and isinstance(noun, Item | Priority | Edition)
                gone = name in content.vanished  # of which the ledger’s rule speaks, once
                if name is not None and name not in there[kind.name] and not (broken or new or gone):
                    place = content.spot(noun.place(field), name)
                    yield _missing(place, name, kind, there[kind.name], name in _wordings(content.framework))


@cache
def _references(noun: type[Noun]) -> tuple[tuple[str, Kind], ...]:
    """The fields of a type of noun that name something, each with the kind of thing."""
    return tuple((field, kind) for (owner, field), kind in REFERENCES.items() if issubclass(noun, owner))


def _missing(place: Place, name: str, kind: Kind, there: set[str], elsewhere: bool) -> Problem:
    meant = padded(name) if padded(name) in there else None
    if not meant and not identifier(name):  # what looks like an identifier but for a digit is another item’s
        meant = suggestion(name, sorted(there))
    where = f"See what is listed in {kind.listed}, or add it there." if kind.listed else _CHECK
    what = f"{name} is not a {kind.name}." if elsewhere else f"There is no {kind.name} called “{name}”."
    return fault(place, what, "", f"Did you mean {meant}?" if meant else where, len(name))
