"""The weave: a strand for each priority, a thread for each textual link, drawn as SVG from the accepted links.

Coordinates are in units of the drawing, about one pixel at its natural width. Every sentence about the drawing is
derived from the same links.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from strategic_framework.language.english import and_list, number, plural, sentence
from strategic_framework.model import Priority
from strategic_framework.views.base import WRITTEN, Here, Untyped, View, link, tone
from strategic_framework.views.linked import Thread, threads
from strategic_framework.views.macro import macro

TOP, STEP = 52.0, 100.0
_ROOM, _MOST = 204.0, 300.0  # what the threads take: at least, and at most while they can still be told apart
_NEAREST, _FARTHEST = 12.5, 44.0  # between two threads; two keys of one letter have room beside each other from 15 on
_BROAD = 490  # a drawing wider than this has the width of the page, and on a phone can be moved sideways
_LETTER = 8.1  # the mean width of a letter in a name, measured generously
_TOLD = 4  # of the pairs that nothing joins, as many are named; more are counted
_RING, _POINT, _GAP = 7.5, 9.0, 6.0


@macro("block")
def weave(here: Here) -> View:
    """How the priorities are linked by their wording: the drawing, and the sentences that say the same."""
    found, priorities = threads(here), here.edition.priorities
    left, apart = _left(priorities), _apart(len(found))
    taken = apart * max(0, len(found) - 1)
    width = left + 36 + max(_ROOM, taken)
    first = left + 16 + max(0.0, _ROOM - taken) / 2
    height = TOP + STEP * (len(priorities) - 1) + (76 if apart and apart < 15 else 60)
    more = link(here, here.links.edition(here.edition) + "#linked", "Read the sentences that link them")
    return Untyped(
        "weave",
        {
            "width": round(width),
            "height": round(height),
            "broad": width > _BROAD,
            "title": f"How the {number(len(priorities))} priorities are linked by their wording",
            "desc": description(found, priorities),
            "words": _lead(found, priorities),
            "written": WRITTEN,
            "more": [] if here.kind == "edition" else [more],
            "strands": [_strand(here, i, priority, (left, width)) for i, priority in enumerate(priorities)],
            "threads": [_thread(here, i, thread, (first, apart)) for i, thread in enumerate(found)],
        },
    )


def _left(priorities: tuple[Priority, ...]) -> float:
    """Where the strands begin: to the right of the longest line of a name."""
    longest = max((len(line) for one in priorities for line in _two_lines(one.nav_label)), default=0)
    return max(130.0, round(36 + _LETTER * longest, 1))


def _apart(count: int) -> float:
    """How far apart the threads stand: few are spread out, many stand as near as their rings let them."""
    if count < 2:
        return 0.0
    spread = _ROOM / (count - 1)
    return round(min(spread, _FARTHEST) if spread >= 20 else max(min(20.4, _MOST / (count - 1)), _NEAREST), 2)


def _row(priority: Priority, here: Here) -> float:
    return TOP + STEP * [one.id for one in here.edition.priorities].index(priority.id)


def _strand(here: Here, index: int, priority: Priority, span: tuple[float, float]) -> dict[str, object]:
    y = TOP + STEP * index
    first, second = _two_lines(priority.nav_label)
    return {
        "tone": tone(priority, here.edition), "y": y, "x1": span[0], "x2": round(span[1] - 4, 1),
        "number": priority.number, "number_y": y + 11, "name_y": y - 3 if second else y + 6,
        "name": first, "second": second,
    }  # fmt: skip


def _two_lines(text: str) -> tuple[str, str]:
    """A name cut at the space that leaves its longer line shortest; a short name stays on one line."""
    cuts = [i for i, character in enumerate(text) if character == " "]
    if len(text) <= 11 or not cuts:
        return text, ""
    best = min(cuts, key=lambda i: max(i, len(text) - i))
    return text[:best], text[best + 1 :]


def _thread(here: Here, index: int, thread: Thread, places: tuple[float, float]) -> dict[str, object]:
    first, apart = places
    x = round(first + apart * index, 1)
    lower = 16 if index % 2 and apart < 15 else 0  # two rows of keys where one has no room
    start, end = _row(thread.source, here), _row(thread.target, here)
    down = 1 if end > start else -1
    crossed = [
        TOP + STEP * i
        for i in range(len(here.edition.priorities))
        if min(start, end) < TOP + STEP * i < max(start, end)
    ]
    over = [y for i, y in enumerate(crossed) if (i + index) % 2 == 0]
    under = [y for y in crossed if y not in over]
    return {
        "key": thread.key,
        "tone": tone(thread.source, here.edition),
        "x": x,
        "key_y": TOP + STEP * (len(here.edition.priorities) - 1) + 50 + lower,
        "start": start,
        "path": _path(x, start, end - down * _POINT, sorted(under, reverse=down < 0), down),
        "gaps": [f"M{x} {y - _GAP}V{y + _GAP}" for y in over],
        "point": f"M{x} {end - down * 3.5}l-5.5 {-down * 11}h11z",
    }


def _path(x: float, start: float, end: float, under: list[float], down: int) -> str:
    """A line that leaves a gap where it passes under a strand."""
    path = f"M{x} {start}"
    for y in under:
        path += f"V{y - down * _RING}M{x} {y + down * _RING}"
    return f"{path}V{end}"


def description(found: list[Thread], priorities: tuple[Priority, ...]) -> str:
    """The drawing in words: strands, threads, and which priority reaches which."""
    told = (
        f"{sentence(number(len(priorities)))} horizontal {plural(len(priorities), 'strand')}, one for each priority. "
    )
    if not found:
        return told + joined(found, priorities)
    told += f"{sentence(number(len(found)))} vertical {plural(len(found), 'thread')}, each from the priority whose "
    told += "wording makes the link to the priority it reaches. "
    return told + "".join(_routes(found, one) for one in priorities) + joined(found, priorities)


def _routes(found: list[Thread], one: Priority) -> str:
    """“From priority 3, one to 1 and two to 4. ”: a sentence for each priority, so that none is long."""
    reached = Counter(thread.target.number for thread in found if thread.source is one)
    told = and_list([f"{number(count)} to {other}" for other, count in sorted(reached.items())])
    return f"From priority {one.number}, {told}. " if told else ""


def joined(found: list[Thread], priorities: tuple[Priority, ...]) -> str:
    """Whether every two priorities are joined by a thread, and if not, which are not."""
    pairs = {frozenset((thread.source.number, thread.target.number)) for thread in found}
    apart = [
        f"{one.number} and {other.number}"
        for one, other in combinations(priorities, 2)
        if frozenset((one.number, other.number)) not in pairs
    ]
    if not apart:
        return "No two priorities are left unjoined."
    if len(apart) > _TOLD:
        pairs_of_all = number(len(list(combinations(priorities, 2))))
        return f"{sentence(number(len(apart)))} of the {pairs_of_all} pairs of priorities are left unjoined."
    return f"No words of these join priorities {', nor '.join(apart)}."


def _lead(found: list[Thread], priorities: tuple[Priority, ...]) -> str:
    if not found:
        return "No sentence of the framework was found to link one priority to another."
    verb = "shows" if len(found) == 1 else "show"
    told = "The framework says that its priorities are linked. "
    told += f"{sentence(number(len(found)))} of its passages {verb} how. "
    told += "Each thread starts, at a ring, in the priority that says the words. "
    told += "It ends, at a point, in the one they reach. "
    return told + joined(found, priorities)
