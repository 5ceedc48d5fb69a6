"""The nouns: what a strategic framework is made of.

Every noun is frozen and refuses keys it does not know. Texts are the framework's own words, character for
character. The module imports nothing of ours; where a value stood in a file is set by the loader (`Noun.place`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints


class Place(NamedTuple):
    """Where something stands: a file below the content folder, a line and a column, both counted from 1."""

    file: str
    line: int
    column: int


NOWHERE = Place("", 0, 0)


class Noun(BaseModel):
    """Anything an editor can write: frozen, with no unknown keys, and knowing the place of each of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    _places: dict[str, Place] = PrivateAttr(default_factory=dict)

    def place(self, field: str = "") -> Place:
        """Where the field was written; without a field, or where it was not written, where the noun begins."""
        return self._places.get(field) or self._places.get("", NOWHERE)


_WHEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _is_when(text: str) -> str:
    """A year, a month or a day: as much as the source says and no more (ISO 8601, reduced precision)."""
    if not _WHEN.fullmatch(text):
        raise ValueError("a date is written 2027, 2027-03 or 2027-03-31")
    year, month, day = (*[int(part) for part in text.split("-")], 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no such date as {text}") from None
    return text


def _is_link(text: str) -> str:
    """Links in data: https, mailto, or relative to the site."""
    if re.match(r"(https://|mailto:)\S+$", text) or re.match(r"(?!//)[\w./#-]+$", text):
        return text
    raise ValueError("a link begins with https:// or mailto:, or is an address of this site")


def _is_site(text: str) -> str:
    if not re.fullmatch(r"https://[^\s/]+(/[^\s]*)?/", text):
        raise ValueError("the address of the site begins with https:// and ends with /")
    return text


Wording = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
When = Annotated[str, AfterValidator(_is_when)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_is_when)]
Link = Annotated[str, AfterValidator(_is_link)]
Site = Annotated[str, AfterValidator(_is_site)]

#: Identifier prefix → what it names, and how many digits its number has at least (DESIGN: identity).
KINDS: dict[str, tuple[str, int]] = {
    "pri": ("priority", 1), "intro": ("introduction", 1), "ctx": ("context", 1), "prin": ("principle", 1),
    "role": ("role", 1), "act": ("action", 2), "asp": ("aspiration", 2), "past": ("priority", 1),
    "para": ("paragraph", 2), "cross": ("cross-cutting work", 1), "all-c": ("commitment", 1),
    "all-jp": ("joint priority", 1), "all-g": ("governance", 1), "all-r": ("result", 1),
    "all-f": ("ambition", 1), "upd": ("update", 4), "chg": ("change", 4),
}  # fmt: skip


class Identifier(NamedTuple):
    """An identifier in its parts: `act-14` is prefix `act`, number 14, kind `action`."""

    prefix: str
    number: int
    kind: str


def identifier(text: str) -> Identifier | None:
    """The parts of a well-formed identifier, or None: known prefix, number from 1, padded as its kind is."""
    match = re.fullmatch(r"([a-z]+(?:-[a-z]+)?)(-?)(\d+)", text)
    if not match or match[1] not in KINDS:
        return None
    prefix, dash, digits = match.groups()
    kind, width = KINDS[prefix]
    if ("-" in prefix) == bool(dash) or int(digits) == 0 or digits != f"{int(digits):0{width}d}":
        return None
    return Identifier(prefix, int(digits), kind)


def make_identifier(prefix: str, number: int) -> str:
    """The identifier of that number: `("act", 7)` is `act-07`, `("all-c", 2)` is `all-c2`."""
    return f"{prefix}{'' if '-' in prefix else '-'}{number:0{KINDS[prefix][1]}d}"


# --- sources -------------------------------------------------------------------------------------------------------


class Repair(Noun):
    """An artefact of copying that no author wrote, put right: `found` occurs `times` times and is read as `read_as`."""

    found: str = Field(min_length=1)
    read_as: str = ""
    times: Annotated[int, Field(ge=1)] = 1
    why: Name


class Slip(Noun):
    """Words of a source that look like a slip and are kept as they are."""

    words: Wording
    note: Name


class Source(Noun):
    """A document quoted. Its stored text, once repaired, holds every quotation character for character."""

    id: Slug
    title: Name
    short: Name
    author: Name
    kind: Name
    date: When | None = None
    date_note: Name | None = None
    file: Annotated[str, StringConstraints(pattern=r"^sources/[a-z0-9-]+\.txt$")]
    note: Wording | None = None
    repairs: tuple[Repair, ...] = ()
    slips: tuple[Slip, ...] = ()


class Quotation(Noun):
    """Words taken from a source, character for character, with the item they come from where it is an item here."""

    text: Wording
    source: Slug
    item: str | None = None


class Named(Noun):
    """Somebody who takes part though the wording does not name them: only with a source."""

    body: Slug
    source: Slug
    quote: Wording


# --- the framework's items -----------------------------------------------------------------------------------------


class Item(Noun):
    """A piece of wording with a permanent identifier. `source` is inherited; `new` says that it is new here."""

    id: str
    text: Wording
    source: Slug | None = None
    retired: bool = False
    replaced_by: str | None = None
    continues: str | None = None
    also_involves: tuple[Named, ...] = ()


class Introduction(Item):
    """A paragraph that introduces the edition."""


class Principle(Item):
    """One entry of a list that stands inside a context paragraph."""


class Context(Item):
    """A paragraph that says why the priority matters."""

    principles: tuple[Principle, ...] = ()


class Role(Item):
    """A paragraph that says what the publisher's part is."""


class Action(Item):
    """A delivery action: what the publisher says it will do."""


class Aspiration(Item):
    """What the publisher aspires to achieve."""


class Paragraph(Item):
    """A paragraph that describes a priority of an edition known only from a description."""


class CrossCutting(Item):
    """Work described as cutting across the priorities."""


class Priority(Noun):
    """A priority: a title and the items under it, in the order of its file."""

    id: str
    title: Wording
    title_source: Slug | None = None
    nav_label: Name
    due: When | None = None
    context: tuple[Context, ...] = ()
    role: tuple[Role, ...] = ()
    actions: tuple[Action, ...] = ()
    aspirations: tuple[Aspiration, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    retired: bool = False
    replaced_by: str | None = None
    continues: str | None = None

    @cached_property
    def number(self) -> int:
        """The number in the identifier: 2 for `pri-2`."""
        found = identifier(self.id)
        return found.number if found else 0

    @property
    def items(self) -> Iterator[Item]:
        """Every item, in reading order, principles after their paragraph."""
        for paragraph in self.context:
            yield paragraph
            yield from paragraph.principles
        for part in (self.role, self.actions, self.aspirations, self.paragraphs):
            yield from part


class Labels(Noun):
    """The names that the document itself gives to its parts. They are content: quoted, not chosen."""

    priorities: Name | None = None
    role: Name | None = None
    actions: Name | None = None
    actions_lead_in: Name | None = None
    aspirations: Name | None = None
    cross_cutting: Name | None = None
    cross_cutting_lead_in: Wording | None = None


class Edition(Noun):
    """One edition of the framework: its period, its introduction, its labels and its priorities."""

    id: Slug
    title: Name
    label: Name
    source: Slug
    starts: When
    ends: When
    published: When | None = None
    described_as: Name | None = None
    described: tuple[Quotation, ...] = ()
    diagram: Wording | None = None
    labels: Labels = Labels()
    introduction: tuple[Introduction, ...] = ()
    cross_cutting: tuple[CrossCutting, ...] = ()
    priorities: tuple[Priority, ...] = ()

    @property
    def items(self) -> Iterator[Item]:
        """Every item of the edition in reading order (priorities themselves are not items but have identifiers)."""
        yield from self.introduction
        for priority in self.priorities:
            yield from priority.items
        yield from self.cross_cutting

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        return tuple(action for priority in self.priorities for action in priority.actions)

    @cached_property
    def aspirations(self) -> tuple[Aspiration, ...]:
        return tuple(aspiration for priority in self.priorities for aspiration in priority.aspirations)


# --- the Strategic Alliance ----------------------------------------------------------------------------------------


class AllianceItem(Item):
    """A commitment, a proposed joint priority, a point of governance, a reported result or an ambition."""


Reading = Literal["reported", "partly-reported", "continuing", "not-reported"]


class Crossing(Noun):
    """This site's reading of what was reported on one proposed joint priority."""

    proposed: str
    reading: Reading
    reported_in: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    note: Name | None = None


class AllianceLabels(Noun):
    """The document's own names for its parts."""

    commitments: Name
    commitments_lead_in: Wording
    joint_priorities: Name
    joint_priorities_lead_in: Wording
    governance: Name


class Alliance(Noun):
    """The companion document: a Strategic Alliance, its proposed priorities and what was reported of them."""

    id: Literal["alliance"]
    title: Name
    partner: Slug
    source: Slug
    proposed: When
    proposed_note: Wording
    purpose: Quotation
    labels: AllianceLabels
    commitments: tuple[AllianceItem, ...]
    joint_priorities: tuple[AllianceItem, ...]
    governance: tuple[AllianceItem, ...]
    results: tuple[AllianceItem, ...]
    ambitions: tuple[AllianceItem, ...]
    crosswalk: tuple[Crossing, ...]

    @property
    def items(self) -> Iterator[AllianceItem]:
        for part in (self.commitments, self.joint_priorities, self.governance, self.results, self.ambitions):
            yield from part


# --- readings and indexes ------------------------------------------------------------------------------------------

Relation = Literal["continues", "changed", "raised", "narrowed", "related", "new", "not-named"]


class Strand(Noun):
    """This site's reading of how one strand of work runs from one edition to the next, both sides quoted."""

    id: Slug
    relation: Relation
    name: Name
    was: Quotation | None = None
    now: Quotation | None = None
    note: Wording | None = None


class Body(Noun):
    """An organisation named in the wording, found by name or alias; `described` only in a source's words."""

    id: Slug
    name: Name
    aliases: tuple[Name, ...] = ()
    described: tuple[Quotation, ...] = ()
    formerly: tuple[Slug, ...] = ()


class Programme(Body):
    """A programme, product, service or document named in the wording."""


class PolicyArea(Noun):
    """A policy area, and the items whose wording names it."""

    id: Slug
    name: Name
    aliases: tuple[Name, ...] = ()
    named_in: tuple[str, ...]


class Term(Noun):
    """An abbreviation or term. `expansion` only where a source gives it."""

    id: Slug
    term: Name
    expansion: Name | None = None
    quote: Quotation | None = None


class TextualLink(Noun):
    """Words of one priority that reach for another."""

    item: str
    to: str
    words: Wording
    strength: Literal["weak"] | None = None


class SharedThing(Noun):
    """The same programme or service under two priorities."""

    thing: Slug
    name: Name
    items: tuple[str, ...] = Field(min_length=2)


class Links(Noun):
    """This site's reading of how the priorities are linked."""

    textual: tuple[TextualLink, ...] = ()
    shared: tuple[SharedThing, ...] = ()


class Event(Noun):
    """A dated moment, no more exact than its source."""

    id: Slug
    when: When | None = None
    undated_after: When | None = None
    what: Wording
    quote: Quotation


class Update(Noun):
    """What a source says has happened: an activity, a result or a setback."""

    id: str | None = None
    date: When
    kind: Literal["activity", "result", "setback"]
    about: tuple[str, ...] = Field(min_length=1)
    title: Name
    source: Slug
    quote: Wording


class Publisher(Noun):
    """Whose framework it is. The publisher is never counted as a body named."""

    name: Name
    aliases: tuple[Name, ...] = ()
    described: tuple[Quotation, ...] = ()


class Settings(Noun):
    """framework.yml: what the whole site needs to know."""

    title: Name
    publisher: Publisher
    official: bool
    approved_by: Name | None = None
    fictional: bool = False
    current_edition: Slug
    languages: tuple[Slug, ...] = ("en",)
    as_at: Day
    address: Site
    repository: Link | None = None
    contact: Link | None = None
    rights: Wording


class Framework(Noun):
    """Everything: the settings, the editions and what is known about them."""

    settings: Settings
    sources: tuple[Source, ...]
    editions: tuple[Edition, ...]
    alliance: Alliance | None = None
    continuity: tuple[Strand, ...] = ()
    bodies: tuple[Body, ...] = ()
    programmes: tuple[Programme, ...] = ()
    policy_areas: tuple[PolicyArea, ...] = ()
    glossary: tuple[Term, ...] = ()
    links: Links = Links()
    timeline: tuple[Event, ...] = ()
    updates: tuple[Update, ...] = ()

    @cached_property
    def current(self) -> Edition:
        """The edition in force, by `current_edition`."""
        return next(edition for edition in self.editions if edition.id == self.settings.current_edition)

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item with wording, by identifier: the editions', then the Alliance's."""
        found = {item.id: item for edition in self.editions for item in edition.items}
        return found | ({item.id: item for item in self.alliance.items} if self.alliance else {})

    @cached_property
    def priorities(self) -> dict[str, Priority]:
        return {priority.id: priority for edition in self.editions for priority in edition.priorities}

    @cached_property
    def priority_of(self) -> dict[str, Priority]:
        """Item identifier → the priority it stands under; items outside priorities are absent."""
        return {item.id: priority for priority in self.priorities.values() for item in priority.items}

    @cached_property
    def edition_of(self) -> dict[str, Edition]:
        """Identifier of an item or a priority → its edition; the Alliance's items are absent."""
        found = {item.id: edition for edition in self.editions for item in edition.items}
        return found | {priority.id: edition for edition in self.editions for priority in edition.priorities}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    def source_of(self, identifier: str) -> str | None:
        """The source an item is quoted from: its own, or its edition's or the Alliance's; `new` where it is new."""
        own = self.items[identifier].source
        if own:
            return own
        edition = self.edition_of.get(identifier)
        if edition:
            return edition.source
        return self.alliance.source if self.alliance else None
