"""The nouns: what a strategic framework is made of.

Every noun is frozen and refuses keys it does not know. Texts are the framework's own words, character for
character. The package imports nothing else of ours; where a value stood in a file is set by the loader (`Noun.place`).
Its types are no strings (`from __future__ import annotations`): pydantic would compile each again, and needs them now.
"""

from functools import cached_property
from typing import Annotated

from pydantic import Field

from strategic_framework.model.documents import (
    PUBLISHER,
    Action,
    Alliance,
    AllianceItem,
    AllianceLabels,
    Aspiration,
    Context,
    CrossCutting,
    Crossing,
    Edition,
    Group,
    Introduction,
    Item,
    Labels,
    Named,
    Paragraph,
    Part,
    Planned,
    Principle,
    Priority,
    Quotation,
    Reading,
    Referenced,
    Repair,
    Role,
    Slip,
    Source,
)
from strategic_framework.model.face import Face
from strategic_framework.model.identity import (
    KINDS,
    PLANNED_KINDS,
    Identifier,
    identifier,
    make_identifier,
)
from strategic_framework.model.interpretation import (
    Body,
    Event,
    Links,
    PolicyArea,
    Programme,
    Relation,
    SharedThing,
    Strand,
    Synonym,
    Term,
    TextualLink,
)
from strategic_framework.model.measures import Break, Figure, Level, Measure, Value
from strategic_framework.model.nouns import (
    NOWHERE,
    Day,
    Link,
    Month,
    Name,
    Noun,
    Place,
    PlainWords,
    Reference,
    Site,
    Slug,
    WebAddress,
    When,
    Wording,
)
from strategic_framework.model.numbering import Numbering
from strategic_framework.model.reports import RelatedDocument, StatusScale, Update, UpdateKind, WebPage
from strategic_framework.model.translations import Language, Translation, fingerprint
from strategic_framework.model.words import Word, Words

__all__ = [
    "KINDS",
    "NOWHERE",
    "PLANNED_KINDS",
    "PUBLISHER",
    "Action",
    "Alliance",
    "AllianceItem",
    "AllianceLabels",
    "Aspiration",
    "Body",
    "Break",
    "Context",
    "CrossCutting",
    "Crossing",
    "Day",
    "Edition",
    "Event",
    "Face",
    "Figure",
    "Framework",
    "Group",
    "Identifier",
    "Introduction",
    "Item",
    "Labels",
    "Language",
    "Level",
    "Link",
    "Links",
    "Measure",
    "Month",
    "Name",
    "Named",
    "Noun",
    "Numbering",
    "Paragraph",
    "Part",
    "Place",
    "PlainWords",
    "Planned",
    "PolicyArea",
    "Principle",
    "Priority",
    "Programme",
    "Publisher",
    "Quotation",
    "Reading",
    "Reference",
    "Referenced",
    "RelatedDocument",
    "Relation",
    "Repair",
    "Role",
    "Settings",
    "SharedThing",
    "Site",
    "Slip",
    "Slug",
    "Source",
    "StatusScale",
    "Strand",
    "Synonym",
    "Term",
    "TextualLink",
    "Translation",
    "Update",
    "UpdateKind",
    "Value",
    "WebAddress",
    "WebPage",
    "When",
    "Word",
    "Wording",
    "Words",
    "fingerprint",
    "identifier",
    "make_identifier",
]


class Publisher(PlainWords):
    """Whose framework it is. The publisher is never counted as a body named."""

    name: Name = Field(description="Whose framework it is. Not who made this site.")
    called: Name | None = Field(None, description="Its name inside a sentence, where that is another: with “the”.")
    aliases: tuple[Name, ...] = Field(
        (), description="Other forms of the publisher’s name, which are not counted as bodies named."
    )
    described: tuple[Quotation, ...] = Field((), description="How sources describe the publisher, in their words.")

    @property
    def in_a_sentence(self) -> str:
        """Its name as it stands inside a sentence."""
        return self.called or self.name


class Settings(Noun):
    """framework.yml: what the whole site needs to know."""

    title: Name = Field(description="The name of the framework.")
    publisher: Publisher = Field(description="Whose framework it is. Not who made this site.")
    plain: Name | None = Field(None, description="What the framework is, in one plain sentence of the site’s.")
    official: bool = Field(description="Whether the publisher has approved this site.")
    approved_by: Name | None = Field(None, description="Who approved the site; only where it is official.")
    fictional: bool = Field(False, description="Whether the framework is invented, as an example.")
    current_edition: Slug = Field(description="The edition in force.")
    languages: tuple[Slug, ...] = Field(
        ("en",), description="The language of the wording, then those that it is translated into, such as gd."
    )
    as_at: Day = Field(description="The day that the content stands for.")
    review_months: Annotated[int, Field(ge=1, le=120)] | None = Field(
        None, description="How many months a published item may go without a recorded review."
    )
    address: Site = Field(description="The address of this site.")
    repository: Link | None = Field(None, description="Where the files of this site are kept.")
    face: Face | None = Field(None, description="The looks of this site, where they are its own.")
    status_scale: StatusScale | None = Field(
        None, description="The words in which reports say how the plan goes, where a source has such a scale."
    )
    words: Words = Field(Words(), description="What the plan calls its parts, where those are words of its own.")
    contact: Link | None = Field(None, description="Where readers can write to: mailto: and an address, or a page.")
    rights: Wording = Field(description="Whose words these are, and what is known of their licence.")


class Framework(Noun):
    """Everything: the settings, the editions and what is known about them."""

    settings: Settings
    sources: tuple[Source, ...]
    web_pages: tuple[WebPage, ...] = ()
    documents: tuple[RelatedDocument, ...] = ()
    editions: tuple[Edition, ...]
    alliance: Alliance | None = None
    continuity: tuple[Strand, ...] = ()
    bodies: tuple[Body, ...] = ()
    programmes: tuple[Programme, ...] = ()
    policy_areas: tuple[PolicyArea, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    glossary: tuple[Term, ...] = ()
    links: Links = Links()
    timeline: tuple[Event, ...] = ()
    updates: tuple[Update, ...] = ()
    measures: tuple[Measure, ...] = ()
    languages: tuple[Language, ...] = ()

    def model_post_init(self, _: object, /) -> None:
        """Tell each priority its number, which depends on the other editions."""
        numbering = Numbering(self.editions)  # nothing is kept yet: a copy would keep it, whatever it has in its place
        for priority in (priority for edition in self.editions for priority in edition.priorities):
            priority.__dict__["number"] = numbering.number(priority.id)  # a private attribute is slow to read

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers that readers see."""
        return Numbering(self.editions)

    @cached_property
    def current(self) -> Edition:
        """The edition in force, by `current_edition`."""
        return next(edition for edition in self.editions if edition.id == self.settings.current_edition)

    @cached_property
    def compared(self) -> tuple[Edition | None, Edition]:
        """The editions that strands of work run from and to: the newest that is quoted as “now”, and the last before.

        They stay where they are when another edition comes into force.
        """
        quoted = [strand.now for strand in self.continuity if strand.now]
        named = {self.edition_of[quotation.item].id for quotation in quoted if quotation.item in self.edition_of}
        sources = {quotation.source for quotation in quoted}
        quoting = [edition for edition in self.editions if edition.id in named or edition.source in sources]
        later = max(quoting, key=lambda edition: edition.starts, default=self.current)
        before = [edition for edition in self.editions if edition.starts < later.starts]
        return max(before, key=lambda edition: edition.starts, default=None), later

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item with wording, by identifier: the editions', then the Alliance's."""
        of_editions = {item.id: item for edition in self.editions for item in edition.items}
        return of_editions | ({item.id: item for item in self.alliance.items} if self.alliance else {})

    @cached_property
    def priorities(self) -> dict[str, Priority]:
        return {priority.id: priority for edition in self.editions for priority in edition.priorities}

    @cached_property
    def priority_of(self) -> dict[str, Priority]:
        """Item identifier → the priority it stands under; items outside priorities are absent."""
        return {item.id: priority for priority in self.priorities.values() for item in priority.items}

    @cached_property
    def stands_in(self) -> dict[str, Item]:
        """Item identifier → the item that it stands in: a group, an action or a paragraph. Absent where it is none."""
        return {inner.id: item for item in self.items.values() for inner in item.inside}

    def group_of(self, item: str) -> Group | None:
        """The group that an item stands in, itself or what holds it; none where it stands beside the groups."""
        holder = self.stands_in.get(item)
        return holder if holder is None or isinstance(holder, Group) else self.group_of(holder.id)

    @cached_property
    def edition_of(self) -> dict[str, Edition]:
        """Identifier of an item or a priority → its edition; the Alliance's items are absent."""
        of_items = {item.id: edition for edition in self.editions for item in edition.items}
        return of_items | {priority.id: edition for edition in self.editions for priority in edition.priorities}

    @cached_property
    def answerable(self) -> dict[str, str]:
        """Who may lead an action or be a partner in it → its name: each body and, by its own word, the publisher."""
        return {PUBLISHER: self.settings.publisher.name} | {body.id: body.name for body in self.bodies}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def origin(self) -> dict[str, Source | WebPage]:
        """Everything that an update may rest on: the sources whose text is kept, and the web pages."""
        return {**self.source, **{page.id: page for page in self.web_pages}}

    @cached_property
    def filed(self) -> dict[str, Update | Measure]:
        """What stands in a file of its own, by its identifier: updates and measures."""
        return {noun.id or "": noun for nouns in (self.updates, self.measures) for noun in nouns}

    @cached_property
    def measure(self) -> dict[str, Measure]:
        return {measure.id or "": measure for measure in self.measures}

    def source_of(self, identifier: str) -> str | None:
        """The source an item is quoted from: its own, or its edition's or the Alliance's; `new` where it is new."""
        own = self.items[identifier].source
        if own:
            return own
        edition = self.edition_of.get(identifier)
        if edition:
            return edition.source
        return self.alliance.source if self.alliance else None
