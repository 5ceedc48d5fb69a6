"""The flow: every strand of work from one edition to the next, drawn as SVG and told again as a list.

A strand that is paired is a line between the part that was described and the part that says it now. A new strand has
only its end, one that is not named only its beginning. Coordinates are in units of the drawing, about one pixel each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from textwrap import wrap
from typing import NamedTuple

from strategic_framework.language.english import and_list, counted, number
from strategic_framework.language.labels import label
from strategic_framework.model import Edition, Strand
from strategic_framework.views.base import WRITTEN, Here, Untyped, View, tone
from strategic_framework.views.compare import RELATIONS
from strategic_framework.views.macro import macro

WIDTH, LEFT, RIGHT = 1120, 420, 740
TOP, HEAD, ROW, LINE = 64.0, 60.0, 27.0, 18.0  # a row is 24 px high in the narrowest window that shows the drawing
_STUB, _FULL, _THIN, _LETTERS = 64, 9.0, 1.5, 46
#: Relation → a line of that kind, 48 units long and 12 high, for the key and for the list.
_SAMPLES = {
    "continues": "M2 6H46", "changed": "M2 6H46", "raised": "M2 5.25L46 1.5V10.5L2 6.75z",
    "narrowed": "M2 1.5L46 5.25V6.75L2 10.5z", "related": "M2 6H46", "new": "M18 6H46", "not-named": "M2 6H30",
}  # fmt: skip


class Part(NamedTuple):
    """A part of an edition and the strands that begin or end in it; `number` and `tone` only for a priority."""

    number: int
    name: str
    tone: str
    strands: list[Strand]


@macro("block")
def flow(here: Here) -> View:
    """How every strand runs from the earlier edition to this one: the drawing, its key, and the same as a list."""
    was, now = _parts(here)
    left, right = _heights(was), _heights(now)
    height = max(_foot(left), _foot(right))
    starts, ends = _placed(was, height), _placed(now, height)
    strands = here.framework.continuity
    names = _labels(here)
    return Untyped(
        "flow",
        {
            "width": WIDTH, "height": round(height), "left": LEFT, "right": RIGHT, "was": names[0], "now": names[1],
            "title": f"How {counted(len(strands), 'strand')} run from {names[0]} to {names[1]}",
            "desc": description(was, now, strands),
            "words": _lead(strands), "written": WRITTEN,
            "key": [_key(kind, strands) for kind in RELATIONS if any(one.relation == kind for one in strands)],
            "heads": [*_heads(was, starts, LEFT - 14, "end", LEFT), *_heads(now, ends, RIGHT + 14, "start", RIGHT)],
            "strands": [_drawn(here, one, starts, ends) for one in strands],
            "groups": _listed(here, was, now, names),
        },
    )  # fmt: skip


def _parts(here: Here) -> tuple[list[Part], list[Part]]:
    """The parts of both editions, each with its strands in the order that lets the fewest lines cross."""
    strands = here.framework.continuity
    later, earlier = here.framework.current, _earlier(here)
    was = _grouped(here, earlier, strands, "was")
    now = _grouped(here, later, strands, "now")
    order = {one.id: i for i, part in enumerate(now) for one in part.strands}
    for part in was:
        part.strands.sort(key=lambda one: (one.now is None, order.get(one.id, 0)))
    place = {one.id: i for i, one in enumerate(one for part in was for one in part.strands)}
    for part in now:
        part.strands.sort(key=lambda one: (one.was is None, place.get(one.id, 0)))
    return was, now


def _earlier(here: Here) -> Edition | None:
    """The edition in force before the current one."""
    before = [one for one in here.framework.editions if one.starts < here.framework.current.starts]
    return max(before, key=lambda one: one.starts, default=None)


def _labels(here: Here) -> tuple[str, str]:
    earlier = _earlier(here)
    return earlier.label if earlier else "the earlier edition", here.framework.current.label


def _grouped(here: Here, edition: Edition | None, strands: Iterable[Strand], side: str) -> list[Part]:
    """The strands by the part of the edition that quotes them on that side; parts without a strand are left out."""
    priorities = edition.priorities if edition else ()
    parts = {one.id: Part(one.number, one.nav_label, tone(one, edition), []) for one in priorities if edition}
    across = Part(0, "Across the priorities", "", [])
    elsewhere = Part(0, "Elsewhere in the account" if side == "was" else "Introduction", "", [])
    crossing = {one.id for one in edition.cross_cutting} if edition else set()
    for strand in strands:
        quote = strand.was if side == "was" else strand.now
        if quote:
            item = quote.item or ""
            above = here.framework.priority_of.get(item)
            part = parts.get(above.id if above else item, across if item in crossing else elsewhere)
            part.strands.append(strand)
    return [part for part in (*parts.values(), across, elsewhere) if part.strands]


def _lines(one: Strand) -> list[str]:
    return wrap(one.name, _LETTERS)


def _space(one: Strand) -> float:
    """The height of a strand's row: its name's lines."""
    return ROW + LINE * (len(_lines(one)) - 1)


def _heights(parts: list[Part]) -> list[float]:
    return [HEAD + sum(map(_space, part.strands)) for part in parts]


def _foot(heights: list[float]) -> float:
    return TOP + sum(heights) + 12


class Placed(NamedTuple):
    """Where things stand in one column: the height of each strand, and the top and foot of each part."""

    strands: dict[str, float]
    parts: list[tuple[float, float]]


def _placed(parts: list[Part], height: float) -> Placed:
    """A column as tall as the drawing: what is over is shared out between its parts."""
    over = (height - _foot(_heights(parts))) / max(1, len(parts) - 1)
    at, strands, spans = TOP, {}, []
    for part in parts:
        top = at = at + HEAD
        for one in part.strands:
            strands[one.id] = round(at + _space(one) / 2, 1)
            at += _space(one)
        spans.append((round(top, 1), round(at, 1)))
        at += over
    return Placed(strands, spans)


def _heads(parts: list[Part], placed: Placed, x: int, anchor: str, bar: int) -> list[dict[str, object]]:
    return [
        {"number": part.number or "", "name": part.name, "tone": part.tone if anchor == "start" else "", "x": x,
         "y": round(top - 10, 1), "anchor": anchor, "bar": f"M{bar} {top}V{foot}"}
        for part, (top, foot) in zip(parts, placed.parts, strict=True)
    ]  # fmt: skip


def _drawn(here: Here, one: Strand, starts: Placed, ends: Placed) -> dict[str, object]:
    y1, y2 = starts.strands.get(one.id), ends.strands.get(one.id)
    lines = _lines(one)
    named = y1 if y1 is not None else y2 or 0.0
    top = round(named + 5 - LINE * (len(lines) - 1) / 2, 1)
    return {
        "href": f"#{one.id}", "kind": one.relation, "tone": _tone(here, one), "said": _spoken(one),
        "path": _path(one.relation, y1, y2), "ring": y2 if one.was is None else None, "ring_x": RIGHT - _STUB,
        "x": LEFT - 14 if one.was else RIGHT + 14, "anchor": "end" if one.was else "start",
        "lines": [{"text": text, "y": round(top + LINE * number, 1)} for number, text in enumerate(lines)],
        "label": label(one.now.item) if one.was and one.now and one.now.item else "",
        "label_x": RIGHT + 14, "label_y": (y2 or 0) + 5,
    }  # fmt: skip


def _spoken(one: Strand) -> str:
    """A strand as it is read out: its name, where it ends and how it is paired."""
    end = label(one.now.item) if one.was and one.now and one.now.item else ""
    return ", ".join(filter(None, [one.name, end, RELATIONS[one.relation][0].lower()]))


def _tone(here: Here, one: Strand) -> str:
    """The colour of the priority in which a strand ends; none where it is not named there."""
    item = one.now.item if one.now else None
    edition = here.framework.current
    above = here.framework.priority_of.get(item or "") or here.framework.priorities.get(item or "")
    return tone(above, edition) if above in edition.priorities else ""


def _path(kind: str, start: float | None, end: float | None) -> str:
    """A line that swings from one column to the other; a stub where it has only one end."""
    if start is None:
        return f"M{RIGHT - _STUB + 6} {end}H{RIGHT}"
    if end is None:
        return f"M{LEFT} {start}h{_STUB}"
    if kind in {"raised", "narrowed"}:
        first, last = (_THIN, _FULL) if kind == "raised" else (_FULL, _THIN)
        there = _swing(LEFT, start - first / 2, RIGHT, end - last / 2)
        return f"{there}v{last}{_back(end + last / 2, start + first / 2)}z"
    return _swing(LEFT, start, RIGHT, end)


def _swing(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = (x1 + x2) / 2
    return f"M{x1} {round(y1, 1)}C{middle} {round(y1, 1)} {middle} {round(y2, 1)} {x2} {round(y2, 1)}"


def _back(y2: float, y1: float) -> str:
    middle = (LEFT + RIGHT) / 2
    return f"C{middle} {round(y2, 1)} {middle} {round(y1, 1)} {LEFT} {round(y1, 1)}"


def _key(kind: str, strands: Iterable[Strand]) -> dict[str, object]:
    count = sum(one.relation == kind for one in strands)
    return {"kind": kind, "sample": _SAMPLES[kind], "ring": kind == "new", "href": f"#relation-{kind}",
            "name": RELATIONS[kind][0], "count": count}  # fmt: skip


def _listed(here: Here, was: list[Part], now: list[Part], names: tuple[str, str]) -> list[dict[str, object]]:
    """The same as a list: by the part in which a strand begins, and then what is new by the part it ends in."""
    ends = {one.id: part for part in now for one in part.strands}
    fresh = [(part, [one for one in part.strands if one.was is None]) for part in now]
    groups = [(f"{names[0]}: {_name(part)}", part.strands) for part in was]
    groups += [(f"New in {names[1]}: {_name(part)}", strands) for part, strands in fresh if strands]
    return [
        {"name": name, "rows": [_listed_row(here, one, ends.get(one.id)) for one in strands]}
        for name, strands in groups
    ]


def _name(part: Part) -> str:
    return f"{part.number} {part.name}" if part.number else part.name


def _listed_row(here: Here, one: Strand, end: Part | None) -> dict[str, object]:
    where = f", priority {end.number}" if end and end.number else f", {end.name.lower()}" if end else ""
    return {"href": f"#{one.id}", "name": one.name, "kind": one.relation, "sample": _SAMPLES[one.relation],
            "ring": one.relation == "new", "tone": _tone(here, one), "told": f"{RELATIONS[one.relation][0]}{where}",
            "end": str(end.number) if end and end.number else ""}  # fmt: skip


def description(was: list[Part], now: list[Part], strands: Iterable[Strand]) -> str:
    """The drawing in words: how many lines of each kind, and from which part to which they run."""
    counts = Counter(one.relation for one in strands)
    paired = sum(counts.values()) - counts["new"] - counts["not-named"]
    told = f"{counted(paired, 'line')} from the parts of the earlier edition to the parts of this one. "
    told += f"{counted(counts['new'], 'strand')} only here, {counts['not-named']} only there. "
    return (told + " ".join(filter(None, (_routes(part, now) for part in was)))).strip()


def _routes(part: Part, now: list[Part]) -> str:
    """Where the lines of one part lead, in a sentence; nothing where none does."""
    mine = {one.id for one in part.strands}
    ways = [(end, sum(one.id in mine for one in end.strands)) for end in now]
    told = [f"{number(count)} to {_said(end)}" for end, count in ways if count]
    return f"From {_said(part)}: {and_list(told)}." if told else ""


def _said(part: Part) -> str:
    return f"priority {part.number}" if part.number else f"“{part.name}”"


def _lead(strands: Iterable[Strand]) -> str:
    """How to read the drawing."""
    told = "Each line is one strand of work, and leads to its quotations below. "
    told += "The kind of line says how the two sides are paired. "
    if any(one.relation == "not-named" for one in strands):
        told += "A line that trails off is not named on the later page. No source says that it stopped."
    return told.strip()
