"""The flow: every strand of work from one edition to the next, drawn as SVG and told again as a list.

A strand that is paired is a line between the part that was described and the words that say it now. A new strand has
only its end, one that is not named only its beginning. Where there is no room for names, a smaller drawing shows the
lines alone. Coordinates are in units of the drawing, about one pixel each.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Literal

from strategic_framework.language.strings import translate
from strategic_framework.model import Strand
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, tone
from strategic_framework.views.compare import RELATIONS
from strategic_framework.views.diagrams import flow_words as words
from strategic_framework.views.diagrams.flow_lines import Placed, Sheet, path, placed
from strategic_framework.views.diagrams.flow_parts import Part, Sides, sides
from strategic_framework.views.diagrams.flow_phone import FlowPhone, phone
from strategic_framework.views.macro import macro
from strategic_framework.views.view import View

WIDTH, LEFT, RIGHT = 1120, 420, 740
ROW, LINE = 28.5, 18.0  # names of two fonts stand 24 px apart in the narrowest window that shows the drawing
_STUB, _LETTERS, _OPENING = 64, 46, 40  # with WCAG’s wider spacing (1.4.12) an opening has room still
#: Relation → a line of that kind, 48 units long and 12 high, for the key and for the list.
_SAMPLES = {
    "continues": "M2 6H46", "changed": "M2 6H46", "raised": "M2 5.25L46 .5V11.5L2 6.75z",
    "narrowed": "M2 .5L46 5.25V6.75L2 11.5z", "related": "M2 6H46", "new": "M18 6H46", "not-named": "M2 6H46",
}  # fmt: skip


@frozen
class FlowKey:
    """A kind of line: a sample of it (with a ring where it only ends), what it is called, and how many there are."""

    kind: str
    sample: str
    ring: bool
    href: str
    name: str
    count: int


@frozen
class FlowHead:
    """The name of a part above its strands, and the bar beside them; `number` (0: none) and `tone` of a priority."""

    number: int
    name: str
    tone: str
    x: int
    y: float
    anchor: Literal["start", "end"]
    bar: str


@frozen
class FlowLine:
    """A line of a name, and its height."""

    text: str
    y: float


@frozen
class FlowStrand:
    """A strand as it is drawn: what it is called when read out, its line, its name, and the words that it ends in.

    `ring` is the height of the ring at which a new strand begins.
    """

    id: str
    href: str
    kind: str
    tone: str
    name: str
    path: str
    ring: float | None
    ring_x: int
    x: int
    anchor: Literal["start", "end"]
    lines: Sequence[FlowLine]
    end: str
    end_x: int
    end_y: float


@frozen
class FlowRow:
    """A strand in the list: its name, a sample of its line, how it is paired and where it ends (`end`: in short)."""

    id: str
    href: str
    name: str
    kind: str
    sample: str
    ring: bool
    tone: str
    relation: str
    end: str


@frozen
class FlowGroup:
    """The strands of the list that begin, or are new, in one part."""

    name: str
    rows: Sequence[FlowRow]


@frozen
class Flow(View):
    """Strands from one edition (`was`, on the left) to the next (`now`), drawn, and as a list."""

    width: int
    height: int
    left: int
    right: int
    was: str
    now: str
    title: str
    desc: str
    words: str
    key: Sequence[FlowKey]
    heads: Sequence[FlowHead]
    strands: Sequence[FlowStrand]
    groups: Sequence[FlowGroup]
    phone: FlowPhone


@macro("block")
def flow(here: Here) -> Flow:
    """How every strand runs from the earlier edition to this one: the drawing, its key, and the same as a list."""
    both, strands = sides(here), here.framework.continuity
    height = max(_SHEET.height(both.was), _SHEET.height(both.now))
    starts, ends = placed(_SHEET, both.was, height), placed(_SHEET, both.now, height)
    return Flow(
        width=WIDTH, height=round(height), left=LEFT, right=RIGHT, was=both.earlier, now=both.later,
        title=words.title(both, strands), desc=words.description(both, strands), words=words.lead(strands),
        key=_key(strands),
        heads=[*_heads(both.was, starts, LEFT - 14, "end", LEFT), *_heads(both.now, ends, RIGHT + 14, "start", RIGHT)],
        strands=[_drawn(here, strand, starts, ends) for strand in strands],
        groups=_listed(here, both),
        phone=phone(both, strands, {strand.id: _tone(here, strand) for strand in strands}),
    )  # fmt: skip


def _key(strands: Sequence[Strand]) -> list[FlowKey]:
    """The kinds of line that the drawing has."""
    counts = {kind: sum(strand.relation == kind for strand in strands) for kind in RELATIONS}
    return [
        FlowKey(kind, _SAMPLES[kind], kind == "new", f"#relation-{kind}", translate(f"continuity.{kind}"), count)
        for kind, count in counts.items()
        if count
    ]


def _lines(strand: Strand) -> list[str]:
    return wrap(strand.name, _LETTERS)


def _space(strand: Strand) -> float:
    """The height of a strand's row: its name's lines."""
    return ROW + LINE * (len(_lines(strand)) - 1)


_SHEET = Sheet(WIDTH, LEFT, RIGHT, _STUB, 64.0, 60.0, 11.0, lambda _, strand: _space(strand))


def _heads(parts: list[Part], placed: Placed, x: int, anchor: Literal["start", "end"], bar: int) -> list[FlowHead]:
    # Only the later edition bears colours: those of the earlier one would be the same eight, for other priorities.
    return [
        FlowHead(part.number, part.name, part.tone if anchor == "start" else "", x, round(top - 10, 1), anchor,
                 f"M{bar} {top}V{foot}")
        for part, (top, foot) in zip(parts, placed.parts, strict=True)
    ]  # fmt: skip


def _drawn(here: Here, strand: Strand, starts: Placed, ends: Placed) -> FlowStrand:
    y1, y2 = starts.strands.get(strand.id), ends.strands.get(strand.id)
    lines = _lines(strand)
    # A name of several lines stands with its middle at the height of its strand.
    middle = y1 if y1 is not None else y2 or 0.0
    top = round(middle + 5 - LINE * (len(lines) - 1) / 2, 1)
    return FlowStrand(
        id=strand.id, href=f"#{strand.id}", kind=strand.relation, tone=_tone(here, strand),
        name=words.read_out(here, strand, _OPENING),
        path=path(_SHEET, strand.relation, y1, y2), ring=y2 if strand.was is None else None, ring_x=RIGHT - _STUB,
        x=LEFT - 14 if strand.was else RIGHT + 14, anchor="end" if strand.was else "start",
        lines=[FlowLine(text, round(top + LINE * index, 1)) for index, text in enumerate(lines)],
        end=words.opening(strand, _OPENING), end_x=RIGHT + 14, end_y=(y2 or 0) + 5,
    )  # fmt: skip


def _tone(here: Here, strand: Strand) -> str:
    """The colour of the priority in which a strand ends; none where it is not named there."""
    item = strand.now.item if strand.now else None
    _, edition = here.framework.compared
    above = here.framework.priority_of.get(item or "") or here.framework.priorities.get(item or "")
    return tone(above, edition) if above in edition.priorities else ""


def _listed(here: Here, both: Sides) -> list[FlowGroup]:
    """The same as a list: by the part in which a strand begins, and then what is new by the part it ends in."""
    ends = {strand.id: part for part in both.now for strand in part.strands}
    groups = [(words.heading(both, part), part.strands) for part in both.was]
    new = [(part, [strand for strand in part.strands if strand.was is None]) for part in both.now]
    groups += [(words.heading_of_new(both, part), strands) for part, strands in new if strands]
    return [
        FlowGroup(name, [_listed_row(here, strand, ends.get(strand.id)) for strand in strands])
        for name, strands in groups
    ]


def _listed_row(here: Here, strand: Strand, end: Part | None) -> FlowRow:
    kind = strand.relation
    return FlowRow(
        strand.id, f"#{strand.id}", strand.name, kind, _SAMPLES[kind], kind == "new", _tone(here, strand),
        words.relation_to(strand, end), str(end.number) if end and end.number else "",
    )  # fmt: skip
