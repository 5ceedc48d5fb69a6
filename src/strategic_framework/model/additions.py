"""What a proposal may add: items, a priority with what stands in it, and the named things around the framework."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from strategic_framework.model.measures import Break, Level, Value
from strategic_framework.model.nouns import Month, Name, Noun, Reference, Slug, WebAddress, When, Wording

#: What a change is about: an identifier, an edition, `framework`, or a named thing with its file: `bodies/river-trust`.
Target = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$")]

#: Kind of a new item → the list that such items stand in.
LISTS = {
    "action": "actions", "aspiration": "aspirations", "role": "role", "context": "context", "principle": "principles",
    "introduction": "introduction", "cross-cutting": "cross_cutting", "part": "parts",
}  # fmt: skip
ItemKind = Literal["action", "aspiration", "role", "context", "principle", "introduction", "cross-cutting", "part"]


#: What the plan may state of a new action, or of a part of one, beside its words: the last keys of both nouns below.
_REFERENCE = Field(None, description="The plan’s own number for it, such as 2.2.1.")
_DUE = Field(None, description="The date by which it is due, as exact as the plan states it.")
_LEAD = Field((), description="The bodies that lead it.")
_PARTNERS = Field((), description="The bodies that are partners in it.")


class Add(Noun):
    """A new item. It gets its identifier when it is published."""

    add: ItemKind = Field(description="What kind of item is new.")
    under: Target = Field(description="What it stands in: a priority, a group, an action, an edition, or a paragraph.")
    after: Target | None = Field(None, description="The item that it stands after; left out, it stands last.")
    text: Wording = Field(description="Its words.")
    source: Slug | None = Field(None, description="The source it is quoted from; left out, its words are new here.")
    continues: Target | None = Field(None, description="The item of an earlier edition that it carries on.")
    reference: Reference | None = _REFERENCE
    due: When | None = _DUE
    lead: tuple[Slug, ...] = _LEAD
    partners: tuple[Slug, ...] = _PARTNERS


class Part(Noun):
    """One of several new items, by its words."""

    text: Wording = Field(description="Its words.")
    reference: Reference | None = _REFERENCE
    due: When | None = _DUE
    lead: tuple[Slug, ...] = _LEAD
    partners: tuple[Slug, ...] = _PARTNERS


def stated(new: Add | Part) -> dict[str, str | list[str] | None]:
    """What the plan states of something new, as it is written."""
    return {"reference": new.reference, "due": new.due, "lead": [*new.lead], "partners": [*new.partners]}


class AddGroup(Noun):
    """A new group of a priority, such as an outcome, with what stands in it. It gets its identifier when published."""

    add: Literal["group"] = Field(description="Always “group”.")
    under: Target = Field(description="The priority that it stands in.")
    after: Target | None = Field(None, description="The group that it stands after; left out, it stands last.")
    title: Wording = Field(description="Its title.")
    text: Wording | None = Field(None, description="Its wording below the title, where it has one.")
    source: Slug | None = Field(None, description="The source it is quoted from; left out, its words are new here.")
    continues: Target | None = Field(None, description="What it carries on: a group, an item or a priority.")
    actions: tuple[Part, ...] = Field((), description="What the publisher says it will do.")
    aspirations: tuple[Part, ...] = Field((), description="What the publisher aspires to achieve.")


class AddPriority(Noun):
    """A new priority, the last of its edition, with what stands in it. It gets its identifier when it is published."""

    add: Literal["priority"] = Field(description="Always “priority”.")
    under: Slug = Field(description="The edition that it stands in.")
    title: Wording = Field(description="Its title.")
    nav_label: Name = Field(description="Its short name in menus.")
    source: Slug | None = Field(None, description="The source it is quoted from; left out, its words are new here.")
    due: When | None = Field(None, description="The date its aspirations look to.")
    continues: Target | None = Field(None, description="The priority of an earlier edition that it carries on.")
    context: tuple[Part, ...] = Field((), description="The paragraphs that say why it matters.")
    role: tuple[Part, ...] = Field((), description="The paragraphs that say what the publisher’s part is.")
    actions: tuple[Part, ...] = Field((), description="What the publisher says it will do.")
    aspirations: tuple[Part, ...] = Field((), description="What the publisher aspires to achieve.")


class AddMeasure(Noun):
    """A new measure with what sources state of it. It gets its identifier when it is published."""

    add: Literal["measure"] = Field(description="Always “measure”.")
    name: Name = Field(description="What is measured, in a few plain words.")
    unit: Name = Field(description="What it is counted in, such as %, people or £ million.")
    under: tuple[Target, ...] = Field(
        min_length=1, description="The priorities, groups and aspirations that it is a measure of."
    )
    baseline: Level | None = Field(None, description="The value that it began with, where a source states one.")
    target: Level | None = Field(None, description="The value that it is to come to, where a source states one.")
    breaks: tuple[Break, ...] = Field((), description="Where the way of counting changed.")
    note: Wording | None = Field(None, description="What readers should know of it, in this site’s words.")
    values: tuple[Value, ...] = Field((), description="Its values, each with the source that reports it.")


def _target(*files: str) -> StringConstraints:
    """The form of the name of a thing in one of some files."""
    return StringConstraints(pattern=rf"^({'|'.join(files)})/[a-z0-9]+(-[a-z0-9]+)*$")


class AddBody(Noun):
    """A new organisation or programme that the wording names."""

    add: Annotated[str, _target("bodies", "programmes")] = Field(
        description="bodies/ or programmes/ and its name in addresses, such as bodies/river-trust."
    )
    name: Name = Field(description="Its name.")
    aliases: tuple[Name, ...] = Field((), description="Other forms of the name that the wording is searched for.")
    plain: Wording | None = Field(None, description="What it is, in one sentence of this site’s words.")
    supported_by: WebAddress | None = Field(None, description="The address of the page that supports that sentence.")
    link: WebAddress | None = Field(None, description="The address of its own page, where that is another.")
    seen: Month | None = Field(None, description="The month in which these pages were seen.")


class AddTerm(Noun):
    """A new abbreviation or term of the glossary."""

    add: Annotated[str, _target("glossary")] = Field(description="glossary/ and its name in addresses.")
    term: Name = Field(description="The term or abbreviation.")
    expansion: Name | None = Field(None, description="The words behind it, where a source gives them.")
    source: Slug | None = Field(None, description="The source that gives them.")
    quote: Wording | None = Field(None, description="The words of that source.")
    plain: Wording | None = Field(None, description="What it is, in one sentence of this site’s words.")
    supported_by: WebAddress | None = Field(None, description="The address of the page that supports that sentence.")
    link: WebAddress | None = Field(None, description="The address of its own page, where that is another.")
    seen: Month | None = Field(None, description="The month in which these pages were seen.")


class AddPolicyArea(Noun):
    """A new policy area, with the items whose wording names it."""

    add: Annotated[str, _target("policy-areas")] = Field(description="policy-areas/ and its name in addresses.")
    name: Name = Field(description="Its name.")
    aliases: tuple[Name, ...] = Field((), description="Other words by which the wording names it.")
    named_in: tuple[Target, ...] = Field(min_length=1, description="The items whose wording names it.")
    theme: bool = Field(False, description="true where this site adds it: the framework lists it as no policy area.")


class AddWebPage(Noun):
    """A new page on the web, of which no text is kept here."""

    add: Annotated[str, _target("web-pages")] = Field(description="web-pages/ and its name, as updates will name it.")
    title: Name = Field(description="Its title.")
    publisher: Name = Field(description="Who publishes it.")
    address: WebAddress = Field(description="Its address.")
    date: When | None = Field(None, description="Its date, as exact as the page states it.")
    seen: Month = Field(description="The month in which it was seen.")
    note: Wording | None = Field(None, description="What readers should know of it, in this site’s words.")


class AddSource(Noun):
    """A new document to be quoted. Its text stands in a file beside, framework/sources/NAME.txt."""

    add: Annotated[str, _target("sources")] = Field(description="sources/ and its name, as other fields will name it.")
    title: Name = Field(description="Its title.")
    short: Name = Field(description="Its short name on this site.")
    author: Name = Field(description="Who wrote it.")
    kind: Name = Field(description="What kind of document it is.")
    date: When | None = Field(None, description="Its date, where it has one.")
    date_note: Name | None = Field(None, description="What is said where it has none.")
    address: WebAddress | None = Field(None, description="The address of its original, where that is known.")
    seen: Month | None = Field(None, description="The month in which the original was seen.")
    note: Wording | None = Field(None, description="What readers should know of it, in this site’s words.")
