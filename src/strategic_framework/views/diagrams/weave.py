"""The weave: a strand for each priority, a thread for each textual link, drawn as SVG from the accepted links.

A thread is a link and bears the name of the item that says its words; pointed at, or reached by the keyboard, it shows
them below the strands. Coordinates are in units of the drawing, about one pixel at its natural width. Every sentence
about the drawing is derived from the same links.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Priority
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link, tone
from strategic_framework.views.diagrams import weave_words as words
from strategic_framework.views.linked import Thread, threads
from strategic_framework.views.macro import macro
from strategic_framework.views.places import briefly_called
from strategic_framework.views.view import Link, View

TOP, STEP = 52.0, 100.0
_ROOM, _MOST = 240.0, 300.0  # what the threads take: at least, and at most while they can still be told apart
_NEAREST, _PRESSED, _FARTHEST = 15.0, 24.0, 44.0  # between two threads: their names have room, each can be pressed
_LONG = 10  # so many priorities have numbers of two digits
_BROAD = 490  # a drawing wider than this has the width of the page, and on a phone can be moved sideways
_LETTER = 8.1  # the mean width of a letter in a name, measured generously
_RING, _POINT, _GAP = 7.5, 9.0, 6.0
_NAME, _UPRIGHT = 34.0, 6.2  # from the last strand to the names of the threads, and what each of their letters takes
_LINE, _WORD = 20.0, 7.6  # the height of a line of a thread's words, and the width of a letter in it


@frozen
class WeaveStrand:
    """A priority: its colour, its line from `x1` to `x2` at the height `y`, its number, and its name in two lines."""

    tone: str
    y: float
    x1: float
    x2: float
    number: int
    number_y: float
    name_y: float
    name: str
    second: str


@frozen
class WeaveThread:
    """A link from one priority to another: the name of its item, its way and its words, and its line.

    `read_out` is what it is called when it is not seen; `gaps` are where the strands that it passes over are cut.
    """

    href: str
    read_out: str
    name: str
    weak: bool
    way: str
    words: Sequence[str]
    tone: str
    x: float
    start: float
    path: str
    gaps: Sequence[str]
    point: str


@frozen
class Weave(View):
    """The priorities and the links between them; without links, words alone.

    `broad`: wider than its column, so that it can be moved sideways.
    """

    width: int
    height: int
    broad: bool
    name_x: int
    name_y: float
    words_y: float
    hint: str
    finding: str
    title: str
    desc: str
    words: str
    more: Sequence[Link]
    strands: Sequence[WeaveStrand]
    threads: Sequence[WeaveThread]


@macro("block")
def weave(here: Here) -> Weave:
    """How the priorities are linked by their wording: the drawing, and the sentences that say the same."""
    links, priorities = threads(here), here.edition.priorities
    left, apart = _left(priorities), _apart(len(links))
    taken = apart * max(0, len(links) - 1)
    width = left + 36 + max(_ROOM, taken)
    first = left + 16 + max(0.0, _ROOM - taken) / 2
    drawn = [
        _thread(here, thread, round(first + apart * i, 1), i, int(width / _WORD)) for i, thread in enumerate(links)
    ]
    name_y = TOP + STEP * (len(priorities) - 1) + _NAME
    words_y = name_y + _UPRIGHT * max((len(thread.name) for thread in drawn), default=0) + 24
    lines = max((len(thread.words) for thread in drawn), default=-2)
    more = link(here, here.links.edition(here.edition) + "#linked", translate("weave.more"))
    finding = words.finding(links, priorities)
    return Weave(
        width=round(width),
        height=round(words_y + _LINE * lines + 8),
        broad=width > _BROAD,
        name_x=_after_number(priorities),
        name_y=name_y,
        words_y=round(words_y, 1),
        hint=translate_text("weave.hint") if drawn else "",
        finding=finding,
        title=finding or words.title(priorities),
        desc=words.description(links, priorities),
        words=words.lead(links, priorities),
        more=[more] if links and here.kind != "edition" else [],
        strands=[_strand(here, index, priority, (left, width)) for index, priority in enumerate(priorities)],
        threads=drawn,
    )


def _left(priorities: tuple[Priority, ...]) -> float:
    """Where the strands begin: to the right of the longest line of a name."""
    lines = [line for priority in priorities for line in _two_lines(priority.nav_label)]
    longest = max(map(len, lines), default=0)
    return max(130.0, round(_after_number(priorities) + 10 + _LETTER * longest, 1))


def _after_number(priorities: tuple[Priority, ...]) -> int:
    """Where the names begin: to the right of the longest number."""
    return 26 if len(priorities) < _LONG else 44


def _apart(count: int) -> float:
    """How far apart the threads stand: few are spread out, many stand as near as their rings let them."""
    if count < 2:
        return 0.0
    spread = _ROOM / (count - 1)
    crowded = max(min(_PRESSED, _MOST / (count - 1)), _NEAREST)
    return round(min(spread, _FARTHEST) if spread >= _PRESSED else crowded, 2)


def _row(priority: Priority, here: Here) -> float:
    return TOP + STEP * [row.id for row in here.edition.priorities].index(priority.id)


def _strand(here: Here, index: int, priority: Priority, span: tuple[float, float]) -> WeaveStrand:
    y = TOP + STEP * index
    name, second = _two_lines(priority.nav_label)
    return WeaveStrand(
        tone=tone(priority, here.edition), y=y, x1=span[0], x2=round(span[1] - 4, 1),
        number=priority.number, number_y=y + 11, name_y=y - 3 if second else y + 6, name=name, second=second,
    )  # fmt: skip


def _two_lines(text: str) -> tuple[str, str]:
    """A name cut at the space that leaves its longer line shortest; a short name stays on one line."""
    cuts = [i for i, character in enumerate(text) if character == " "]
    if len(text) <= 11 or not cuts:
        return text, ""
    best = min(cuts, key=lambda i: max(i, len(text) - i))
    return text[:best], text[best + 1 :]


def _thread(here: Here, thread: Thread, x: float, index: int, letters: int) -> WeaveThread:
    start, end = _row(thread.source, here), _row(thread.target, here)
    down = 1 if end > start else -1
    rows = [TOP + STEP * row for row in range(len(here.edition.priorities))]
    crossed = [y for y in rows if min(start, end) < y < max(start, end)]
    # Over and under in turn, and the other way round from one thread to the next, as in cloth.
    over = [y for row, y in enumerate(crossed) if (row + index) % 2 == 0]
    under = [y for y in crossed if y not in over]
    way = translate_text("threads.reaches", source=thread.source.number, target=thread.target.number)
    return WeaveThread(
        href=here.to(f"{here.links.edition(here.edition)}#thread-{thread.key.lower()}"),
        read_out=words.read_out(thread),
        name=briefly_called(here, thread.item),
        weak=thread.weak,
        way=way,
        words=wrap(f"“{thread.words}”", letters),
        tone=tone(thread.source, here.edition),
        x=x,
        start=start,
        path=_path(x, start, end - down * _POINT, sorted(under, reverse=down < 0), down),
        gaps=[f"M{x} {y - _GAP}V{y + _GAP}" for y in over],
        point=f"M{x} {end - down * 3.5}l-5.5 {-down * 11}h11z",
    )


def _path(x: float, start: float, end: float, under: list[float], down: int) -> str:
    """A line that leaves a gap where it passes under a strand."""
    path = f"M{x} {start}"
    for y in under:
        path += f"V{y - down * _RING}M{x} {y + down * _RING}"
    return f"{path}V{end}"
