"""A proposal: new words and the reason for them in one file, waiting to be decided, published or withdrawn.

The grammar is closed and numbered. Each change of a proposal is one noun below, known by its first key.
"""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from strategic_framework.model.additions import (
    Add,
    AddBody,
    AddGroup,
    AddMeasure,
    AddPolicyArea,
    AddPriority,
    AddSource,
    AddTerm,
    AddWebPage,
    Part,
    Target,
)
from strategic_framework.model.changes import ChangeId, Reason
from strategic_framework.model.measures import Figure, ReadingText
from strategic_framework.model.nouns import Day, Name, Noun, Slug, When, Wording
from strategic_framework.model.reports import UpdateKind

#: The fields of one short value or text that a proposal may write.
Written = Literal[
    "text", "title", "nav_label", "due", "label", "starts", "ends", "published", "diagram", "described_as", "said",
    "quote", "date", "name", "plain", "supported_by", "link", "seen", "term", "expansion", "note", "what", "known",
    "holds", "proposed", "rights", "contact", "approved_by", "publisher.name", "publisher.called", "publisher.plain",
    "labels.priorities", "labels.role", "labels.actions", "labels.actions_lead_in", "labels.aspirations",
    "labels.cross_cutting", "labels.cross_cutting_lead_in", "labels.commitments", "labels.commitments_lead_in",
    "labels.joint_priorities", "labels.joint_priorities_lead_in", "labels.governance", "source", "continues", "author",
    "short", "publisher", "address", "kind", "official", "unit", "baseline.value", "baseline.date", "baseline.source",
    "target.value", "target.date", "target.source", "reported_as", "reference",
]  # fmt: skip
#: The lists of one entry that a proposal may write.
WrittenList = Literal["aliases", "named_in", "about", "near", "under", "lead", "partners"]


class Reword(Noun):
    """New words for what is there: its wording, or the field that is named."""

    reword: Target = Field(
        description="What gets other words: an identifier, or a file and a name: bodies/river-trust."
    )
    field: Written | None = Field(None, description="The field that is written, where it is not the wording.")
    from_: Wording | None = Field(
        None, alias="from", description="The words that the proposal was written against; left out where none stood."
    )
    to: Wording | None = Field(None, description="The words that it gets; left out to take the field away.")


class Entries(Noun):
    """Other entries in a list of one thing: its other names, the items that it is about, or the bodies that lead it."""

    entries: Target = Field(description="Whose list gets other entries.")
    field: WrittenList = Field(description="The list: aliases, named_in, about, near, under, lead or partners.")
    from_: tuple[Name, ...] = Field((), alias="from", description="Its entries, as the proposal was written against.")
    to: tuple[Name, ...] = Field((), description="The entries that it gets; left out to take the list away.")


class Retire(Noun):
    """What is no longer in force, and keeps its page."""

    retire: Target = Field(description="What is no longer in force.")
    replaced_by: Target | None = Field(None, description="What takes its place.")


class Restore(Noun):
    """What was retired and is in force again."""

    restore: Target = Field(description="What is in force again.")


class Move(Noun):
    """An item that comes to stand in something else of its edition: in another priority, group or action."""

    move: Target = Field(description="What is moved.")
    under: Target = Field(description="The priority that it comes to; a group for its actions, an action for parts.")
    after: Target | None = Field(None, description="The item that it stands after; left out, it stands last.")


class Order(Noun):
    """Another order of what stands in one list. What is not named keeps its place."""

    order: tuple[Target, ...] = Field(
        min_length=2, description="Entries of one list in their new order; they take each other’s places."
    )


class Split(Noun):
    """An item that is retired, and what it becomes: new items after it that carry it on."""

    split: Target = Field(description="What is split; it is retired.")
    into: tuple[Part, ...] = Field(min_length=2, description="The items that it becomes, in their order.")


class Merge(Noun):
    """Items of which one stays, with the words for all of them; the others are retired in its favour."""

    merge: tuple[Target, ...] = Field(min_length=2, description="What is merged.")
    into: Target = Field(description="The one of them that stays.")
    from_: Wording | None = Field(
        None, alias="from", description="The words of the one that stays, as the proposal was written against them."
    )
    text: Wording | None = Field(None, description="The words for all of them; left out, those of the one that stays.")


class NewUpdate(Noun):
    """What a source reports about items."""

    update: tuple[Target, ...] = Field(min_length=1, description="The items that the report is about.")
    near: tuple[Target, ...] = Field(
        (), description="Those of them for which the source names the same work under another name."
    )
    date: When | None = Field(None, description="When it happened, as exact as the source states.")
    kind: UpdateKind = Field(description="activity, result, setback, plan or assessment.")
    title: Name = Field(description="It in a few plain words.")
    source: Slug = Field(description="The source that says so.")
    quote: Wording | None = Field(None, description="The words of a source whose text is kept, exactly.")
    said: Wording | None = Field(None, description="What a web page reports, in this site’s words.")
    reported_as: Name | None = Field(
        None, description="The word of the scale by which the source reports on it, quoted."
    )


class Review(Noun):
    """Items that were looked at and left as they are."""

    review: tuple[Target, ...] = Field(min_length=1, description="What was looked at and left as it is.")


class NewValue(Noun):
    """The value that a source reports of a measure for a date: a further one, or one in the place of another."""

    value: Target = Field(description="The measure that it is a value of.")
    date: When = Field(description="What it is for: a year, a month or a day, as exact as the source states.")
    from_: ReadingText | None = Field(
        None, alias="from", description="The number that stands there for this date; left out where none stood."
    )
    to: ReadingText | None = Field(
        None, description="The number, or “not reported”; left out to take the value for this date away."
    )
    low: Figure | None = Field(None, description="The lower end of its uncertainty, where the source gives it.")
    high: Figure | None = Field(None, description="The upper end of its uncertainty, where the source gives it.")
    source: Slug | None = Field(None, description="The source that reports it.")
    note: Name | None = Field(None, description="What readers should know of it, in this site’s words.")


class CurrentEdition(Noun):
    """The edition that comes into force."""

    current_edition: Slug = Field(description="The edition that comes into force.")
    from_: Slug | None = Field(None, alias="from", description="The edition that was in force until then.")


#: The first key of each kind of change, and its nouns.
KINDS_OF_CHANGE: dict[str, tuple[type[Noun], ...]] = {
    "reword": (Reword,),
    "add": (Add, AddGroup, AddPriority, AddMeasure, AddBody, AddTerm, AddPolicyArea, AddSource, AddWebPage),
    "retire": (Retire,), "restore": (Restore,), "move": (Move,), "order": (Order,), "split": (Split,),
    "merge": (Merge,), "update": (NewUpdate,), "review": (Review,), "current_edition": (CurrentEdition,),
    "entries": (Entries,), "value": (NewValue,),
}  # fmt: skip
#: What `add` names, before a stroke or alone → its noun; everything else is an item.
_ADDED: dict[str, type[Noun]] = {
    "group": AddGroup, "priority": AddPriority, "measure": AddMeasure, "bodies": AddBody, "programmes": AddBody,
    "glossary": AddTerm, "policy-areas": AddPolicyArea, "sources": AddSource, "web-pages": AddWebPage,
}  # fmt: skip
#: Before the name of a noun in the path of a mistake, where no key stands.
KIND = "kind:"


def _kind(change: object) -> str | None:
    """The noun of a change as it was written, or of one that is a noun already; None where no key says it."""
    if isinstance(change, Noun):
        return f"{KIND}{type(change).__name__}"
    keys = change if isinstance(change, dict) else {}
    first = next((kind for kind in KINDS_OF_CHANGE if kind in keys), None)
    if first is None:
        return None
    noun = _ADDED.get(str(keys[first]).partition("/")[0], Add) if first == "add" else KINDS_OF_CHANGE[first][0]
    return f"{KIND}{noun.__name__}"


ProposedChange = Annotated[
    Annotated[Reword, Tag(f"{KIND}Reword")]
    | Annotated[Entries, Tag(f"{KIND}Entries")]
    | Annotated[Add, Tag(f"{KIND}Add")]
    | Annotated[AddGroup, Tag(f"{KIND}AddGroup")]
    | Annotated[AddPriority, Tag(f"{KIND}AddPriority")]
    | Annotated[AddMeasure, Tag(f"{KIND}AddMeasure")]
    | Annotated[AddBody, Tag(f"{KIND}AddBody")]
    | Annotated[AddTerm, Tag(f"{KIND}AddTerm")]
    | Annotated[AddPolicyArea, Tag(f"{KIND}AddPolicyArea")]
    | Annotated[AddSource, Tag(f"{KIND}AddSource")]
    | Annotated[AddWebPage, Tag(f"{KIND}AddWebPage")]
    | Annotated[Retire, Tag(f"{KIND}Retire")]
    | Annotated[Restore, Tag(f"{KIND}Restore")]
    | Annotated[Move, Tag(f"{KIND}Move")]
    | Annotated[Order, Tag(f"{KIND}Order")]
    | Annotated[Split, Tag(f"{KIND}Split")]
    | Annotated[Merge, Tag(f"{KIND}Merge")]
    | Annotated[NewUpdate, Tag(f"{KIND}NewUpdate")]
    | Annotated[NewValue, Tag(f"{KIND}NewValue")]
    | Annotated[Review, Tag(f"{KIND}Review")]
    | Annotated[CurrentEdition, Tag(f"{KIND}CurrentEdition")],
    Discriminator(_kind),
]


class Proposal(Noun):
    """Changes with their reason. Without its day and decider it is a suggestion, which is not published."""

    grammar: int = Field(1, ge=1, le=1, description="The number of this grammar; left out, 1.")
    decided: Day | None = Field(None, description="The day of the decision.")
    decided_by: Name | None = Field(None, description="Who decided it.")
    reason: Wording | None = Field(None, description="Why, as the public will read it.")
    corrects: ChangeId | None = Field(None, description="The earlier change whose reason was mistaken.")
    same_item: bool = Field(False, description="Whether what gets wholly other words is the same thing.")
    imported: bool = Field(
        False,
        description="Whether it came into force on that day, before this site began its record: history brought in.",
    )
    changes: tuple[ProposedChange, ...] = Field(min_length=1, description="What is changed, in this order.")

    @property
    def is_suggestion(self) -> bool:
        """Whether nobody has said yet who decided it, when and why."""
        return not (self.decided and self.decided_by and self.reason)

    def as_reason(self, items: tuple[str, ...], *, reviewed: bool = False) -> Reason:
        """Its reason for the items, as it is sealed. Only where it is no suggestion."""
        given = {"decided": self.decided, "decided_by": self.decided_by, "reason": self.reason}
        same = self.same_item and not reviewed
        marks = {"same_item": same, "reviewed": reviewed, "imported": self.imported and not reviewed}
        return Reason(items=items, corrects=self.corrects, **marks, **given)
