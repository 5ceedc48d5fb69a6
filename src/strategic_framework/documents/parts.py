"""What a document is made of: plain data in reading order, already decided, for whatever lays it out.

Every text is either the framework's (`said`) or this site's own, and no layout loses which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import ClassVar

from strategic_framework.model.frozen import frozen
from strategic_framework.views.diagrams.chart_shapes import MeasureChart
from strategic_framework.views.diagrams.weave import Weave


@frozen
class Part:
    """A piece of a document. `form` is the name of the macro that lays it out."""

    form: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.form = cls.__name__.lower()


@frozen
class Heading(Part):
    """A heading: its depth from 1, its anchor, and what stands before or above it, such as “Priority 1”.

    `tone` is the place of a priority's colour, 1 to 8; `mark` says whose heading it is, where that is not plain.
    """

    level: int
    text: str
    id: str
    said: bool = False
    kicker: str = ""
    tone: str = ""
    mark: str = ""


@frozen
class Words(Part):
    """A paragraph."""

    text: str
    said: bool = False
    id: str = ""
    lead: bool = False
    href: str = ""


@frozen
class Bullets(Part):
    """A list inside the framework's own paragraph: the anchor and the words of each entry."""

    entries: Sequence[tuple[str, str]]


@frozen
class Entry(Part):
    """A sentence with a name of its own: its depth, its anchor, what it is called, its permanent address, its words.

    `notes` are this site's: who is named, that it is retired.
    """

    level: int
    id: str
    label: str
    href: str
    text: str
    notes: Sequence[str] = ()


@frozen
class Report(Part):
    """What a source reports, in this site's words: its day, what it is, who reports it, and what it is about."""

    when: str
    title: str
    href: str
    notes: Sequence[str]


@frozen
class Row:
    """A fact: its name, what is known, and an address where it leads to one."""

    name: str
    text: str
    href: str = ""


@frozen
class Facts(Part):
    """A table of facts: what it is about, and its rows."""

    caption: str
    rows: Sequence[Row]


@frozen
class Grid(Part):
    """A table: what it is about, its heads, and its rows of as many texts each."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@frozen
class Drawing(Part):
    """A picture, and what it shows in words (`alt`): how the priorities are linked, or the values of a measure."""

    title: str
    alt: str
    drawing: Weave | MeasureChart


@frozen
class Document:
    """A document: what stands on its cover and around every page, and its parts.

    `line` says on every page which version its words are; `as_at` is the day that the content speaks of, and `day` says
    that in words. `whole` gives it a cover and a list of its contents; a short document has neither. `looks` are the
    styles of the plan's own that a PDF takes over.
    """

    name: str
    kind: str
    title: str
    publisher: str
    line: str
    as_at: str
    day: str
    address: str
    notice: str
    rights: str
    said: bool = True
    tone: str = ""
    whole: bool = False
    looks: str = ""
    facts: Sequence[Row] = ()
    parts: Sequence[Part] = field(default=())

    @property
    def foot(self) -> str:
        """What the foot of every page says: which words these are, of which day, where they stand, whose they are."""
        return " · ".join(filter(None, [self.line, self.day, self.address, self.notice]))

    @property
    def contents(self) -> list[Heading]:
        """The headings that its list of contents shows."""
        return [part for part in self.parts if isinstance(part, Heading) and part.level < 2]
