"""The flow where there is no room for the names of its strands: every line, between the names of the parts."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Literal

from strategic_framework.model import Strand
from strategic_framework.model.frozen import frozen
from strategic_framework.views.diagrams.flow_lines import Placed, Sheet, path, placed
from strategic_framework.views.diagrams.flow_parts import Part, Sides

_LETTERS, _LINE, _NUMBER, _NEXT = 12, 16.0, 26.0, 8.0


@frozen
class PhonePart:
    """A part beside its bar: its number (0: none) and its name, line by line."""

    number: int
    number_y: float
    tone: str
    x: int
    anchor: Literal["start", "end"]
    lines: Sequence[str]
    lines_y: float
    bar: str


@frozen
class PhoneStrand:
    """A line of a strand, and the height of the ring at which a new strand begins."""

    id: str
    kind: str
    tone: str
    path: str
    ring: float | None


@frozen
class FlowPhone:
    """The drawing: the names of the editions stand at `left` and `right`, rings at `ring_x`."""

    width: int
    height: int
    left: int
    right: int
    ring_x: int
    parts: Sequence[PhonePart]
    strands: Sequence[PhoneStrand]


def _tall(part: Part) -> float:
    """What the name of a part takes."""
    return _LINE * len(wrap(part.name, _LETTERS)) + (_NUMBER if part.number else 0)


#: Strands stand as near as their lines allow, or as far as the name of their part asks.
SHEET = Sheet(358, 112, 246, 34, 26.0, 18.0, 6.0, lambda part, _: max(_NEXT, _tall(part) / len(part.strands)))


def phone(both: Sides, strands: Sequence[Strand], tones: dict[str, str]) -> FlowPhone:
    """The strands between both editions; `tones` has the colour of each."""
    height = max(SHEET.height(both.was), SHEET.height(both.now))
    starts, ends = placed(SHEET, both.was, height), placed(SHEET, both.now, height)
    return FlowPhone(
        SHEET.width,
        round(height),
        SHEET.left,
        SHEET.right,
        SHEET.right - SHEET.stub,
        [*_parts(both.was, starts, "end"), *_parts(both.now, ends, "start")],
        [_strand(strand, starts, ends, tones[strand.id]) for strand in strands],
    )


def _parts(parts: list[Part], column: Placed, anchor: Literal["start", "end"]) -> list[PhonePart]:
    bar, x = (SHEET.left, SHEET.left - 9) if anchor == "end" else (SHEET.right, SHEET.right + 9)
    made = []
    for part, (top, foot) in zip(parts, column.parts, strict=True):
        first = (top + foot - _tall(part)) / 2
        under = first + (_NUMBER if part.number else 0)
        made.append(
            PhonePart(part.number, round(first + 22, 1), part.tone if anchor == "start" else "", x, anchor,
                      wrap(part.name, _LETTERS), round(under + 12, 1), f"M{bar} {top}V{foot}")
        )  # fmt: skip
    return made


def _strand(strand: Strand, starts: Placed, ends: Placed, paint: str) -> PhoneStrand:
    start, end = starts.strands.get(strand.id), ends.strands.get(strand.id)
    ring = end if start is None else None
    return PhoneStrand(strand.id, strand.relation, paint, path(SHEET, strand.relation, start, end), ring)
