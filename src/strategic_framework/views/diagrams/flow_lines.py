"""Where the strands of the flow begin and end on a sheet, and the lines between: on a wide sheet and on a phone's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from strategic_framework.model import Strand
from strategic_framework.views.diagrams.flow_parts import Part

_THIN = 1.5


class Sheet(NamedTuple):
    """A drawing's measures: its columns, the stub of a line with one end, what a part and a strand take in height."""

    width: int
    left: int
    right: int
    stub: int
    top: float
    head: float  # above the strands of a part
    broad: float  # of a line at its broad end
    space: Callable[[Part, Strand], float]

    def height(self, parts: Iterable[Part]) -> float:
        """What a column needs."""
        return (
            self.top + sum(self.head + sum(self.space(part, strand) for strand in part.strands) for part in parts) + 12
        )


class Placed(NamedTuple):
    """Where things stand in one column: the height of each strand, and the top and foot of each part."""

    strands: dict[str, float]
    parts: list[tuple[float, float]]


def placed(sheet: Sheet, parts: list[Part], height: float) -> Placed:
    """A column as tall as the drawing: what is over is shared out between its parts."""
    over = (height - sheet.height(parts)) / max(1, len(parts) - 1)
    at, strands, spans = sheet.top, {}, []
    for part in parts:
        top = at = at + sheet.head
        for strand in part.strands:
            space = sheet.space(part, strand)
            strands[strand.id] = round(at + space / 2, 1)
            at += space
        spans.append((round(top, 1), round(at, 1)))
        at += over
    return Placed(strands, spans)


def path(sheet: Sheet, kind: str, start: float | None, end: float | None) -> str:
    """A line that swings from one column to the other; a stub where it has only one end."""
    if start is None:
        # It begins at the edge of its ring, whose radius is 5, so that the ring stays open.
        return f"M{sheet.right - sheet.stub + 6} {end}H{sheet.right}"
    if end is None:
        return f"M{sheet.left} {start}h{sheet.stub}"
    if kind in {"raised", "narrowed"}:
        # Its breadth changes on the way, which no stroke can: the line is drawn as an outline and filled.
        first, last = (_THIN, sheet.broad) if kind == "raised" else (sheet.broad, _THIN)
        there = _swing(sheet.left, start - first / 2, sheet.right, end - last / 2)
        return f"{there}v{last}{_back(sheet, end + last / 2, start + first / 2)}z"
    return _swing(sheet.left, start, sheet.right, end)


def _swing(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = (x1 + x2) / 2
    return f"M{x1} {round(y1, 1)}C{middle} {round(y1, 1)} {middle} {round(y2, 1)} {x2} {round(y2, 1)}"


def _back(sheet: Sheet, y2: float, y1: float) -> str:
    middle = (sheet.left + sheet.right) / 2
    return f"C{middle} {round(y2, 1)} {middle} {round(y1, 1)} {sheet.left} {round(y1, 1)}"
