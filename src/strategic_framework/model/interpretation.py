"""What is known about the documents, and this site's readings of how they hang together."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from strategic_framework.model.documents import Quotation
from strategic_framework.model.nouns import Name, Noun, Slug, When, Wording

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
