"""The documents: sources and quotations, the items of an edition, and the alliance."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from strategic_framework.model.kept import kept
from strategic_framework.model.nouns import SHARED, Month, Name, Noun, Reference, Slug, WebAddress, When, Wording


class Repair(Noun):
    """An artefact of copying that no author wrote, put right: `found` occurs `times` times and is read as `read_as`.

    `languages` says which of its words are not English: `gd` → the Gaelic ones.
    """

    found: str = Field(min_length=1, description="The words as they stand in the stored text.")
    read_as: str = Field("", description="The words that they are read as; left out, they are taken away.")
    times: Annotated[int, Field(ge=1)] = Field(1, description="How many times they occur in the stored text.")
    why: Name = Field(description="What went wrong in copying.")
    languages: dict[Slug, tuple[Name, ...]] = Field(
        default_factory=dict, description="The words that are not English, by language, such as gd."
    )


class Slip(Noun):
    """Words of a source that look like a slip and are kept as they are."""

    words: Wording = Field(description="The words as the source has them.")
    note: Name = Field(description="Why they look like a slip.")


class Source(Noun):
    """A document quoted. Its stored text, once repaired, holds every quotation character for character."""

    id: Slug = Field(description="The source, as other fields name it.")
    title: Name = Field(description="Its title.")
    short: Name = Field(description="Its short name on this site.")
    author: Name = Field(description="Who wrote it.")
    kind: Name = Field(description="What kind of document it is.")
    date: When | None = Field(None, description="Its date, where it has one.")
    date_note: Name | None = Field(None, description="What is said where it has none.")
    file: Annotated[str, StringConstraints(pattern=r"^sources/[a-z0-9-]+\.txt$")] = Field(
        description="The file of its stored text, such as sources/plan.txt."
    )
    address: WebAddress | None = Field(None, description="The address of its original, where that is known.")
    seen: Month | None = Field(None, description="The month in which the original was seen.")
    passages: bool = Field(True, description="Whether rights allow its passages to be shown in their neighbourhood.")
    note: Wording | None = Field(None, description="What readers should know of it, in this site’s words.")
    repairs: tuple[Repair, ...] = Field((), description="The faults of copying that are put right in its text.")
    slips: tuple[Slip, ...] = Field((), description="Words that look like slips and are kept.")
    retired: bool = Field(False, description="Whether it is withdrawn. Its page stays, and what was quoted from it.")


class Quotation(Noun):
    """Words taken from a source, character for character, with the item they come from where it is an item here."""

    model_config = SHARED

    text: Wording = Field(description="Words quoted.")
    source: Slug = Field(description="The source they are quoted from.")
    item: str | None = Field(None, description="The item they stand in.")


class Named(Noun):
    """Somebody who takes part though the wording does not name them: only with a source."""

    model_config = SHARED

    body: Slug = Field(description="The body or programme that takes part.")
    source: Slug = Field(description="The source that says so.")
    quote: Wording = Field(description="What the source says.")


class Item(Noun):
    """A piece of wording with a permanent identifier. `source` is inherited; `new` says that it is new here."""

    id: str = Field(description="The permanent identifier.")
    text: Wording = Field(description="The wording, character for character.")
    source: Slug | None = Field(None, description="The source it is quoted from, or “new”.")
    retired: bool = Field(False, description="Whether it is retired. Its wording and address stay.")
    replaced_by: str | None = Field(None, description="The item that took its place.")
    continues: str | None = Field(
        None, description="The item that it carries on: of an earlier edition, or one that was split."
    )
    also_continues: tuple[str, ...] = Field((), description="The further items that it carries on.")
    also_involves: tuple[Named, ...] = Field((), description="Who takes part though the wording does not name them.")

    @property
    def carried(self) -> tuple[str, ...]:
        """Everything that it carries on."""
        return (*([self.continues] if self.continues else []), *self.also_continues)

    @property
    def words(self) -> str:
        """The words that it is known by: its wording; of a group, its title."""
        return self.text

    @property
    def texts(self) -> dict[str, str]:
        """All that it says in the framework's words, by field."""
        return {"text": self.text}

    @property
    def all_words(self) -> str:
        """All of `texts`, as one text."""
        return self.text

    @property
    def inside(self) -> tuple["Item", ...]:
        """The items that stand in it, in reading order, without what stands in them."""
        return ()

    @property
    def whole(self) -> Iterator["Item"]:
        """Itself, and everything below it, in reading order."""
        yield self
        for item in self.inside:
            yield from item.whole


#: What stands among those who lead or take part for the publisher, who is not one of the bodies.
PUBLISHER = "publisher"


class Referenced(Item):
    """An item to which the plan may give a number of its own."""

    reference: Reference | None = Field(None, description="The plan’s own number for it, such as 2.2.1.")


class Planned(Referenced):
    """An item that the plan may number, date and give to somebody; what it does not state is absent."""

    due: When | None = Field(None, description="The date by which it is due, as exact as the plan states it.")
    lead: tuple[Slug, ...] = Field(
        (), description="The bodies that lead it, only where they are named. “publisher” stands for the publisher."
    )
    partners: tuple[Slug, ...] = Field((), description="The bodies that are partners in it, only where they are named.")


class Introduction(Item):
    """A paragraph that introduces the edition."""


class Principle(Item):
    """One entry of a list that stands inside a context paragraph."""


class Context(Item):
    """A paragraph that says why the priority matters."""

    principles: tuple[Principle, ...] = Field((), description="The entries of a list that stands inside the paragraph.")

    @property
    def inside(self) -> tuple[Item, ...]:
        return self.principles


class Role(Item):
    """A paragraph that says what the publisher's part is."""


class Part(Planned):
    """A part of an action, where the plan divides one: a step, or a sub-action."""


class Action(Planned):
    """A delivery action: what the publisher says it will do."""

    parts: tuple[Part, ...] = Field((), description="Its parts, where the plan divides it: one level.")

    @property
    def inside(self) -> tuple[Item, ...]:
        return self.parts


class Aspiration(Item):
    """What the publisher aspires to achieve."""


class Group(Referenced):
    """What stands between a priority and its actions, such as an outcome: a title, and the items under it."""

    title: Wording = Field(description="Its title, character for character.")
    text: Wording = Field("", description="Its wording below the title, where it has one.")
    actions: tuple[Action, ...] = Field((), description="What the publisher says it will do.")
    aspirations: tuple[Aspiration, ...] = Field((), description="What the publisher aspires to achieve.")

    @property
    def words(self) -> str:
        return self.title

    @property
    def texts(self) -> dict[str, str]:
        return {"title": self.title} | ({"text": self.text} if self.text else {})

    @property
    def all_words(self) -> str:
        return "\n\n".join(self.texts.values())

    @property
    def inside(self) -> tuple[Item, ...]:
        return (*self.actions, *self.aspirations)


class Paragraph(Item):
    """A paragraph that describes a priority of an edition known only from a description."""


class CrossCutting(Item):
    """Work described as cutting across the priorities."""


class Priority(Noun):
    """A priority: a title and the items under it, in the order of its file."""

    model_config = SHARED

    id: str = Field(description="The permanent identifier.")
    title: Wording = Field(description="Its title, character for character.")
    title_source: Slug | None = Field(None, description="The source of the title.")
    nav_label: Name = Field(description="Its short name in menus, written for this site.")
    due: When | None = Field(None, description="The date its aspirations look to.")
    context: tuple[Context, ...] = Field((), description="The paragraphs that say why it matters.")
    role: tuple[Role, ...] = Field((), description="The paragraphs that say what the publisher’s part is.")
    groups: tuple[Group, ...] = Field((), description="What stands between it and its actions, such as outcomes.")
    actions: tuple[Action, ...] = Field((), description="What the publisher says it will do.")
    aspirations: tuple[Aspiration, ...] = Field((), description="What the publisher aspires to achieve.")
    paragraphs: tuple[Paragraph, ...] = Field(
        (), description="What describes it, where only a description of the edition is known."
    )
    retired: bool = Field(False, description="Whether it is retired.")
    replaced_by: str | None = Field(None, description="The priority that took its place.")
    continues: str | None = Field(None, description="The priority of an earlier edition that it carries on.")
    also_continues: tuple[str, ...] = Field((), description="The further priorities that it carries on.")

    @property
    def carried(self) -> tuple[str, ...]:
        """Everything that it carries on."""
        return (*([self.continues] if self.continues else []), *self.also_continues)

    @cached_property
    def number(self) -> int:
        """Its number in its edition, which its framework tells it."""
        return 0

    @property
    def tops(self) -> tuple[Item, ...]:
        """The items that stand in the priority itself, in reading order."""
        return (*self.context, *self.role, *self.groups, *self.actions, *self.aspirations, *self.paragraphs)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in reading order: what stands inside one comes after it."""
        return _items(self)

    @cached_property
    def all_actions(self) -> tuple[Action, ...]:
        """Its actions, those of its groups first."""
        return (*(action for group in self.groups for action in group.actions), *self.actions)

    @cached_property
    def all_aspirations(self) -> tuple[Aspiration, ...]:
        """Its aspirations, those of its groups first."""
        return (*(aspiration for group in self.groups for aspiration in group.aspirations), *self.aspirations)


@kept  # and not cached in the priority, of which a copy with other actions would bring it along
def _items(priority: Priority) -> tuple[Item, ...]:
    return tuple(item for top in priority.tops for item in top.whole)


class Labels(Noun):
    """The names that the document itself gives to its parts. They are content: quoted, not chosen."""

    priorities: Name | None = Field(None, description="What the document calls its priorities.")
    role: Name | None = Field(None, description="What it calls the part about the publisher’s role.")
    groups: Name | None = Field(None, description="What it calls what stands between priorities and actions.")
    actions: Name | None = Field(None, description="What it calls the list of actions.")
    actions_lead_in: Name | None = Field(None, description="The words before its list of actions.")
    aspirations: Name | None = Field(None, description="What it calls the list of aspirations.")
    cross_cutting: Name | None = Field(None, description="What it calls the work that cuts across the priorities.")
    cross_cutting_lead_in: Wording | None = Field(None, description="The words before that work.")


class Edition(Noun):
    """One edition of the framework: its period, its introduction, its labels and its priorities."""

    id: Slug = Field(description="The edition in addresses.")
    title: Name = Field(description="Its title, as the source writes it.")
    label: Name = Field(description="Its short name on this site.")
    source: Slug = Field(description="The source its wording is quoted from, or “new”.")
    starts: When = Field(description="When its period begins.")
    ends: When = Field(description="When its period ends.")
    published: When | None = Field(None, description="When it was published, where a source says so.")
    described_as: Name | None = Field(None, description="How it is known, where only a description is known.")
    described: tuple[Quotation, ...] = Field((), description="How sources describe it, in their words.")
    diagram: Wording | None = Field(None, description="The words of its diagram, as its source has them.")
    labels: Labels = Field(Labels(), description="The names that the document gives to its parts.")
    introduction: tuple[Introduction, ...] = Field((), description="Its introductory paragraphs.")
    cross_cutting: tuple[CrossCutting, ...] = Field((), description="Work described as cutting across the priorities.")
    priorities: tuple[Priority, ...] = Field((), description="Its priorities, in order.")

    @property
    def items(self) -> Iterator[Item]:
        """Every item of the edition in reading order (priorities themselves are not items but have identifiers)."""
        yield from self.introduction
        for priority in self.priorities:
            yield from priority.items
        yield from self.cross_cutting

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return tuple(group for priority in self.priorities for group in priority.groups)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        return tuple(action for priority in self.priorities for action in priority.all_actions)

    @cached_property
    def places(self) -> dict[str, int]:
        """Priority → how many stand before it."""
        return {priority.id: place for place, priority in enumerate(self.priorities)}

    @cached_property
    def stated(self) -> frozenset[str]:
        """Which of what a plan may state of an action it states of any: `reference`, `due`, `lead`, `partners`."""
        fields = ("reference", "due", "lead", "partners")
        planned = [item for action in self.actions for item in action.whole]
        return frozenset(field for field in fields if any(getattr(item, field) for item in planned))

    @cached_property
    def aspirations(self) -> tuple[Aspiration, ...]:
        return tuple(aspiration for priority in self.priorities for aspiration in priority.all_aspirations)


class AllianceItem(Item):
    """A commitment, a proposed joint priority, a point of governance, a reported result or an ambition."""


Reading = Literal["reported", "partly-reported", "continuing", "not-reported"]


class Crossing(Noun):
    """This site's reading of what was reported on one proposed joint priority."""

    proposed: str = Field(description="A proposed joint priority.")
    reading: Reading = Field(description="reported, partly-reported, continuing or not-reported. Our reading.")
    reported_in: tuple[str, ...] = Field((), description="The items that report on it.")
    see_also: tuple[str, ...] = Field((), description="Items that touch on it.")
    note: Name | None = Field(None, description="A note by this site.")


class AllianceLabels(Noun):
    """The document's own names for its parts."""

    commitments: Name = Field(description="What the document calls its commitments.")
    commitments_lead_in: Wording = Field(description="The words before its commitments.")
    joint_priorities: Name = Field(description="What it calls its joint priorities.")
    joint_priorities_lead_in: Wording = Field(description="The words before its joint priorities.")
    governance: Name = Field(description="What it calls the part about governance.")


class Alliance(Noun):
    """The companion document: an alliance with another body, its proposed priorities and what was reported of them."""

    id: Literal["alliance"] = Field(description="Always “alliance”.")
    title: Name = Field(description="Its title, as its source writes it.")
    label: Name | None = Field(None, description="Its short name on this site, without “the”.")
    partner: Slug = Field(description="The body it is with.")
    source: Slug = Field(description="The source it is quoted from.")
    proposed: When = Field(description="When its joint priorities were proposed.")
    proposed_note: Wording = Field(description="What is known of that proposal, in this site’s words.")
    purpose: Quotation = Field(description="What it is for, in a source’s words.")
    labels: AllianceLabels = Field(description="The names that the document gives to its parts.")
    commitments: tuple[AllianceItem, ...] = Field(description="What its partners commit themselves to.")
    joint_priorities: tuple[AllianceItem, ...] = Field(description="The joint priorities that were proposed.")
    governance: tuple[AllianceItem, ...] = Field(description="How it is to be governed.")
    results: tuple[AllianceItem, ...] = Field(description="What was reported of it.")
    ambitions: tuple[AllianceItem, ...] = Field(description="What is hoped for next.")
    crosswalk: tuple[Crossing, ...] = Field(
        description="What was reported on each proposed joint priority: this site’s reading."
    )

    @property
    def items(self) -> Iterator[AllianceItem]:
        for part in (self.commitments, self.joint_priorities, self.governance, self.results, self.ambitions):
            yield from part
