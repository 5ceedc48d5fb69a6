"""Whatever is named somewhere exists; what exists but could not be read is not called missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from strategic_framework.checks.identity import padded
from strategic_framework.checks.registry import Content, fault, in_nouns, rule
from strategic_framework.content.files import FOLDER
from strategic_framework.content.problems import Problem, suggestion
from strategic_framework.content.provenance import NEW
from strategic_framework.model import (
    PUBLISHER,
    Alliance,
    Crossing,
    Edition,
    Framework,
    Item,
    Level,
    Measure,
    Named,
    Noun,
    Place,
    Planned,
    PolicyArea,
    Priority,
    Quotation,
    SharedThing,
    StatusScale,
    Synonym,
    TextualLink,
    Translation,
    Update,
    Value,
    identifier,
)
from strategic_framework.model.frozen import frozen


@frozen
class Kind:
    """A kind of thing that can be named, the ids that there are, and the files that list them."""

    name: str
    ids: Callable[[Framework], set[str]]
    files: tuple[str, ...] = ()

    @property
    def listed(self) -> str:
        """The files in words; nothing for what stands in many."""
        return " and ".join(f"{FOLDER}/{file}" for file in self.files)


def _items(framework: Framework) -> set[str]:
    return set(framework.items)


def _wordings(framework: Framework) -> set[str]:
    return set(framework.items) | set(framework.priorities)


def _proposed(framework: Framework) -> set[str]:
    return {item.id for item in framework.alliance.joint_priorities} if framework.alliance else set()


def _measurable(framework: Framework) -> set[str]:
    """What a measure may stand under: whatever holds actions, and what is aspired to."""
    named = ((name, identifier(name)) for name in _wordings(framework))
    return {name for name, parsed in named if parsed and parsed.kind in {"priority", "group", "aspiration"}}


SOURCE = Kind("source", lambda framework: set(framework.source), ("sources.yml",))
ORIGIN = Kind("source or web page", lambda framework: set(framework.origin), ("sources.yml", "web-pages.yml"))
BODY = Kind("body", lambda framework: {body.id for body in framework.bodies}, ("bodies.yml",))
PROGRAMME = Kind(
    "programme", lambda framework: {programme.id for programme in framework.programmes}, ("programmes.yml",)
)
NAMED = Kind(
    "body or programme",
    lambda framework: BODY.ids(framework) | PROGRAMME.ids(framework),
    (*BODY.files, *PROGRAMME.files),
)
#: Who may lead an action or take part in it: the publisher is no body, and has a word of its own.
ANSWERABLE = Kind("body", lambda framework: BODY.ids(framework) | {PUBLISHER}, BODY.files)
ITEM = Kind("item", _items)
WORDING = Kind("item or priority", _wordings)
PRIORITY = Kind("priority", lambda framework: set(framework.priorities))
MEASURABLE = Kind("priority, group or aspiration", _measurable)
TOPIC = Kind("topic", lambda framework: {area.id for area in framework.policy_areas}, ("policy-areas.yml",))
PROPOSED = Kind("proposed joint priority", _proposed, ("alliance.yml",))

#: Noun and field → the kind of thing that it names.
REFERENCES: dict[tuple[type[Noun], str], Kind] = {
    (Quotation, "source"): SOURCE, (Named, "source"): SOURCE, (Item, "source"): SOURCE, (Edition, "source"): SOURCE,
    (Priority, "title_source"): SOURCE, (Alliance, "source"): SOURCE, (Update, "source"): ORIGIN,
    (StatusScale, "source"): ORIGIN,
    (Alliance, "partner"): BODY, (Named, "body"): NAMED, (SharedThing, "thing"): PROGRAMME,
    (Planned, "lead"): ANSWERABLE, (Planned, "partners"): ANSWERABLE,
    (Quotation, "item"): WORDING, (Item, "replaced_by"): WORDING, (Item, "continues"): WORDING,
    (Item, "also_continues"): WORDING, (Priority, "also_continues"): WORDING,
    (Priority, "replaced_by"): WORDING, (Priority, "continues"): WORDING, (Update, "about"): WORDING,
    (Update, "near"): WORDING, (Measure, "under"): MEASURABLE, (Level, "source"): ORIGIN, (Value, "source"): ORIGIN,
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
    yield from _unknown(content, BODY, ANSWERABLE, PROGRAMME, NAMED, TOPIC)


@rule("unknown-item")
def unknown_items(content: Content) -> Iterator[Problem]:
    """Every identifier written down is that of an item or a priority."""
    yield from _unknown(content, ITEM, WORDING, PRIORITY, MEASURABLE, PROPOSED)


def _unknown(content: Content, *kinds: Kind) -> Iterator[Problem]:
    """A problem for each thing named that is not there; one for all that a file lists which is not there itself."""
    there = {kind.name: kind.ids(content.framework) for kind in kinds}
    missing = [
        (_absent(content, kind), _missing(place, name, kind, there[kind.name], name in _wordings(content.framework)))
        for place, name, kind in _named_in_vain(content, there, kinds)
    ]
    places = Counter(file for file, _ in missing)
    reported: set[str] = set()
    for file, problem in missing:
        if not file or places[file] == 1:
            yield problem
        elif file not in reported:
            reported.add(file)
            what = f"There is no file {FOLDER}/{file}, and {places[file]} places name what stands in it."
            yield fault(Place(f"{FOLDER}/{file}", 0, 0), what, "", "Put it back.")


def _named_in_vain(
    content: Content, there: Mapping[str, set[str]], kinds: tuple[Kind, ...]
) -> Iterator[tuple[Place, str, Kind]]:
    """Each name of what is neither there nor known from a part that could not be read, with its place and its kind."""
    for place, name, kind in _named(content):
        if kind not in kinds or name in there[kind.name]:
            continue
        broken = name in content.loaded.known and name not in content.intact
        gone = name in content.vanished  # of which the ledger’s rule speaks, once
        if not (broken or gone):
            yield content.spot(place, name), name, kind


@in_nouns
def _named(noun: Noun) -> Iterator[tuple[Place, str, Kind]]:
    """Each name that is written down, with its place and its kind; not the word for what is new."""
    for field, kind in _references(type(noun)):
        value = getattr(noun, field)
        for name in value if isinstance(value, tuple) else (value,):
            if name is not None and not (name == NEW and isinstance(noun, Item | Priority | Edition)):
                yield noun.place(field), name, kind


def _absent(content: Content, kind: Kind) -> str:
    """A file that would list things of this kind and is not there; nothing where each is."""
    return next((file for file in kind.files if f"{FOLDER}/{file}" not in content.loaded.files), "")


@cache
def _references(noun: type[Noun]) -> tuple[tuple[str, Kind], ...]:
    """The fields of a type of noun that name something, each with the kind of thing."""
    return tuple((field, kind) for (owner, field), kind in REFERENCES.items() if issubclass(noun, owner))


def _missing(place: Place, name: str, kind: Kind, there: set[str], elsewhere: bool) -> Problem:
    meant = padded(name) if padded(name) in there else None
    if not meant and not identifier(name):  # what looks like an identifier but for a digit is another item’s
        meant = suggestion(name, sorted(there))
    listed = BODY.listed if kind is NAMED else kind.listed
    where = f"See what is listed in {listed}, or add it there." if listed else _CHECK
    what = f"{name} is not a {kind.name}." if elsewhere else f"There is no {kind.name} called “{name}”."
    return fault(place, what, "", f"Did you mean {meant}?" if meant else where, len(name))
