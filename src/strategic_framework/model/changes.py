"""Reasons and changes: why the wording was changed, and what was sealed when it was."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, SkipValidation, StringConstraints

from strategic_framework.model.nouns import Day, Name, Noun, Wording

#: What can happen to a record, decided by rule and never chosen (DESIGN: ledger).
Class = Literal["cosmetic", "amended", "moved", "added", "retired", "restored", "reviewed", "recorded"]

ChangeId = Annotated[str, StringConstraints(pattern=r"^chg-\d{4,}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

#: What a field of a record may hold.
FieldValue = str | bool | list[str] | list[dict[str, str]] | dict[str, str] | None
#: The fields of a record that differ, or None where there is no record on that side.
#: What they hold was read by the ledger's own rules and is not read again.
Fields = dict[str, SkipValidation[FieldValue]] | None


def listed_names(value: FieldValue) -> list[str]:
    """The identifiers in a field that lists them, such as `order`; none where there is no such field."""
    return [str(name) for name in value] if isinstance(value, list) else []


def only_later_values(was: Mapping[str, FieldValue], now: Mapping[str, FieldValue]) -> bool:
    """Whether all that differs are values for dates after all that there were: such a value carries its own source."""
    before, after = was.get("values"), now.get("values")
    if set(now) != {"values"} or not isinstance(after, Mapping):
        return False
    earlier = before if isinstance(before, Mapping) else {}
    came = [date for date in after if date not in earlier]
    last = max(earlier, default="")
    return all(after.get(date) == words for date, words in earlier.items()) and all(date > last for date in came)


class Reason(Noun):
    """Why something was changed, waiting to be published. `items` left out: every difference that no other names."""

    items: tuple[Name, ...] = Field(
        (),
        description="What the reason explains: identifiers, or the opening words of new items.",
    )
    decided: Day = Field(description="The day of the decision.")
    decided_by: Name = Field(description="Who decided it.")
    reason: Wording = Field(description="Why, as the public will read it.")
    corrects: ChangeId | None = Field(None, description="The earlier change whose reason was mistaken.")
    same_item: bool = Field(False, description="Whether the items are the same things in wholly other words.")
    reviewed: bool = Field(False, description="Whether the items were looked at and nothing was changed.")
    imported: bool = Field(
        False,
        description="Whether it came into force on that day, before this site began its record: history brought in.",
    )


class Recorded(Noun):
    """What a change did to one record: the fields that differ, before and after; null is absent."""

    kind: Class = Field(alias="class", description="What happened to it, found by rule.")
    was: Fields = Field(None, description="The fields that differ, as they were before.")
    now: Fields = Field(None, description="The fields that differ, as they are afterwards.")

    @property
    def only_order(self) -> bool:
        """Whether there is only a new order that follows from what came, went or moved."""
        if self.was is None or self.now is None or set(self.was) != {"order"}:
            return False
        before, after = listed_names(self.was["order"]), listed_names(self.now["order"])
        both = set(before) & set(after)
        return [child for child in before if child in both] == [child for child in after if child in both]


class Change(Noun):
    """A sealed change: append-only, each naming the one before it by its hash.

    `versions` are the versions that it opens, by document; `previous` hashes the parsed change before it, `result` all
    records afterwards, `fingerprints` the words of each version opened.
    """

    id: ChangeId = Field(description="The permanent identifier of the change.")
    published: Day = Field(description="When it was published.")
    title: Name | None = Field(None, description="What was done, in a sentence, where rules do not say it.")
    items: tuple[Name, ...] = Field((), description="The items that were reviewed or explained.")
    decided: Day | None = Field(None, description="The day of the decision.")
    decided_by: Name | None = Field(None, description="Who decided it.")
    reason: Wording | None = Field(None, description="Why.")
    corrects: ChangeId | None = Field(None, description="The earlier change whose reason was mistaken.")
    same_item: bool = Field(False, description="Whether the items are the same things in wholly other words.")
    reviewed: bool = Field(False, description="Whether the items were looked at and nothing was changed.")
    imported: bool = Field(
        False,
        description="Whether it came into force on that day, before this site began its record: history brought in.",
    )
    versions: dict[str, int] = Field(default_factory=dict, description="The versions that it opens, by document.")
    records: dict[str, Recorded] = Field(
        default_factory=dict, description="What it did to each record, before and after."
    )
    rules: int = Field(1, ge=1, le=2, description="The number of the rules by which its classes were found.")
    previous: Digest | None = Field(None, description="The hash of the change before it.")
    result: Digest = Field(description="The hash of all records afterwards.")
    fingerprints: dict[str, Digest] = Field(
        default_factory=dict, description="The hash of the words of each version that it opens."
    )

    @property
    def is_first(self) -> bool:
        """The record of what was first published; it holds no records of its own."""
        return self.previous is None

    @property
    def begins_format(self) -> bool:
        """Whether the record only holds more from here on, and nothing that it held before was changed."""
        return self.kinds == ("recorded",)

    @cached_property
    def kinds(self) -> tuple[Class, ...]:
        """The classes of what it holds, strongest first, each once."""
        if self.reviewed:
            return ("reviewed",)
        classes = {record.kind for record in self.records.values()}
        return tuple(kind for kind in STRENGTH if kind in classes)

    @property
    def about(self) -> list[str]:
        """The records that it is about: not the parents whose order only follows."""
        if self.reviewed:
            return [*self.items]
        return [name for name, record in self.records.items() if not record.only_order]

    @property
    def is_cosmetic(self) -> bool:
        """Whether nothing but letters’ case, punctuation, spacing or Unicode form was changed."""
        return self.kinds == ("cosmetic",)


#: Classes, the one that says most first.
STRENGTH: tuple[Class, ...] = ("added", "retired", "restored", "amended", "moved", "cosmetic", "reviewed", "recorded")
