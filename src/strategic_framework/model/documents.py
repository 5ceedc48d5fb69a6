"""The documents: sources and quotations, the items of an edition, and the Strategic Alliance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from strategic_framework.model.identity import identifier
from strategic_framework.model.nouns import Name, Noun, Slug, When, Wording


class Repair(Noun):
    """An artefact of copying that no author wrote, put right: `found` occurs `times` times and is read as `read_as`.

    `languages` says which of its words are not English: `gd` → the Gaelic ones.
    """

    found: str = Field(min_length=1)
    read_as: str = ""
    times: Annotated[int, Field(ge=1)] = 1
    why: Name
    languages: dict[Slug, tuple[Name, ...]] = Field(default_factory=dict)


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
