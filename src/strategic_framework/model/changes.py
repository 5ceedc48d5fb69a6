"""Reasons and changes: why the wording was changed, and what was sealed when it was."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from strategic_framework.model.nouns import Day, Name, Noun, Wording

#: What can happen to a record, decided by rule and never chosen (DESIGN: ledger).
Class = Literal["cosmetic", "amended", "moved", "added", "retired", "restored", "reviewed"]

ChangeId = Annotated[str, StringConstraints(pattern=r"^chg-\d{4,}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

#: The fields of a record that differ, or None where there is no record on that side.
Fields = dict[str, Any] | None


class Reason(Noun):
    """Why something was changed, waiting to be published. `items` left out: every difference that no other names."""

    items: tuple[Name, ...] = ()
    decided: Day
    decided_by: Name
    reason: Wording
    corrects: ChangeId | None = None
    same_item: bool = False
    reviewed: bool = False


class Recorded(Noun):
    """What a change did to one record: the fields that differ, before and after; null is absent."""

    kind: Class = Field(alias="class")
    was: Fields = None
    now: Fields = None


class Change(Noun):
    """A sealed change: append-only, each naming the one before it by its hash.

    `versions` are the versions that it opens, by document; `previous` hashes the parsed change before it, `result` all
    records afterwards, `fingerprints` the words of each version opened.
    """

    id: ChangeId
    published: Day
    title: Name | None = None
    items: tuple[Name, ...] = ()
    decided: Day | None = None
    decided_by: Name | None = None
    reason: Wording | None = None
    corrects: ChangeId | None = None
    same_item: bool = False
    reviewed: bool = False
    versions: dict[str, int] = Field(default_factory=dict)
    records: dict[str, Recorded] = Field(default_factory=dict)
    previous: Digest | None = None
    result: Digest
    fingerprints: dict[str, Digest] = Field(default_factory=dict)

    @property
    def is_first(self) -> bool:
        """The record of what was first published; it holds no records of its own."""
        return self.previous is None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The classes of what it holds, strongest first, each once."""
        if self.reviewed:
            return ("reviewed",)
        found = {one.kind for one in self.records.values()}
        return tuple(kind for kind in STRENGTH if kind in found)

    @property
    def is_cosmetic(self) -> bool:
        """Whether nothing but letters’ case, punctuation, spacing or Unicode form was changed."""
        return self.kinds == ("cosmetic",)


#: Classes, the one that says most first.
STRENGTH: tuple[Class, ...] = ("added", "retired", "restored", "amended", "moved", "cosmetic", "reviewed")
