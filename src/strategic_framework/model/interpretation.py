"""What is known about the documents, and this site's interpretation of how they hang together."""

from typing import Literal

from pydantic import Field

from strategic_framework.model.documents import Quotation
from strategic_framework.model.nouns import Name, Noun, PlainWords, Slug, When, Wording

Relation = Literal["continues", "changed", "raised", "narrowed", "related", "new", "not-named"]


class Strand(Noun):
    """This site's reading of how one strand of work runs from one edition to the next, both sides quoted."""

    id: Slug = Field(description="A strand of work. This site’s reading.")
    relation: Relation = Field(description="continues, changed, raised, narrowed, related, new or not-named.")
    name: Name = Field(description="What the strand is about.")
    was: Quotation | None = Field(None, description="The words of the earlier edition.")
    now: Quotation | None = Field(None, description="The words of the current edition.")
    note: Wording | None = Field(None, description="A note by this site.")


class Body(PlainWords):
    """An organisation named in the wording, found by name or alias; `described` only in a source's words."""

    id: Slug = Field(description="The name in addresses.")
    name: Name = Field(description="The name.")
    aliases: tuple[Name, ...] = Field((), description="Other forms of the name that the wording is searched for.")
    described: tuple[Quotation, ...] = Field((), description="How sources describe it.")
    formerly: tuple[Slug, ...] = Field((), description="Earlier names in addresses, which still lead here.")


class Programme(Body):
    """A programme, product, service or document named in the wording."""


class PolicyArea(Noun):
    """A policy area, and the items whose wording names it."""

    id: Slug = Field(description="The policy area in addresses.")
    name: Name = Field(description="Its name.")
    aliases: tuple[Name, ...] = Field((), description="Other words by which the wording names it.")
    named_in: tuple[str, ...] = Field(description="The items whose wording names it.")
    theme: bool = Field(False, description="true where this site added it: the framework lists it as no policy area.")


class Synonym(Noun):
    """What people type into the search, and under which name to look; or that the framework names no such thing."""

    words: tuple[Name, ...] = Field(min_length=1, description="What people type, in small letters.")
    means: Name | None = Field(
        None, description="Words of the wording, an identifier, or page: and the name of a page of this site."
    )
    not_named: bool = Field(False, description="true where the framework names nothing of the kind.")
    nearest: Slug | None = Field(None, description="The topic that is nearest to what is not named.")
    because: Wording | None = Field(None, description="What the entry rests on, for editors.")


class Term(PlainWords):
    """An abbreviation or term. `expansion` only where a source gives it."""

    id: Slug = Field(description="The term in addresses.")
    term: Name = Field(description="The term or abbreviation.")
    expansion: Name | None = Field(None, description="The words behind it, where a source gives them.")
    quote: Quotation | None = Field(None, description="The words of the source that gives them.")


class TextualLink(Noun):
    """Words of one priority that reach for another."""

    item: str = Field(description="The item whose words reach for another priority. This site’s reading.")
    to: str = Field(description="The priority they reach for.")
    words: Wording = Field(description="The words.")
    strength: Literal["weak"] | None = Field(None, description="“weak” where only vocabulary is shared.")


class SharedThing(Noun):
    """The same programme or service under two priorities."""

    thing: Slug = Field(description="The programme or service that stands under two priorities.")
    name: Name = Field(description="What it is called on the page, in this site’s words.")
    items: tuple[str, ...] = Field(min_length=2, description="The items that name it.")


class Links(Noun):
    """This site's reading of how the priorities are linked."""

    textual: tuple[TextualLink, ...] = Field((), description="Words of one priority that reach for another.")
    shared: tuple[SharedThing, ...] = Field((), description="The same programme or service under two priorities.")


class Event(Noun):
    """A dated moment, no more exact than its source."""

    id: Slug = Field(description="The moment in addresses.")
    when: When | None = Field(None, description="Its date, as exact as the source has it.")
    undated_after: When | None = Field(None, description="The date that it comes after, where its own is not known.")
    known: Wording | None = Field(None, description="What its source tells of a date that it does not state.")
    what: Wording = Field(description="What it is, in this site’s words.")
    quote: Quotation = Field(description="The words of the source.")
