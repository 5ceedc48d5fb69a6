"""What running text is made of, whichever format it came in: headings, paragraphs, entries of lists, and tables.

A reader gives what its format marks. Here the marks are added that somebody made by hand: a bullet that was typed, a
paragraph in bold that is a heading, an entry of a list that holds a whole priority.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal

from strategic_framework.importing.guard import plain
from strategic_framework.importing.headings import part_of
from strategic_framework.importing.outline import Refused, Remark
from strategic_framework.model.frozen import frozen

#: The most blocks of a plan.
MOST_BLOCKS = 50_000
#: The level of a heading that is one by its look alone: below every heading that is marked as one.
BY_LOOK = 7


@frozen
class Block:
    """A piece of running text. `level` is that of a heading (0: the title), or how many lists it stands within."""

    kind: Literal["heading", "paragraph", "item", "table"]
    text: str
    place: str
    level: int = 0
    bold: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


_BULLET = re.compile(r"\s*(?:[•·▪▫◦‣●○■□►➢✓–—*\uf0b7\uf0a7\uf0d8\uf0fc-]|o(?=\s))\s+(?=\S)")
_COUNTED = re.compile(r"\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)")
#: The most words of a heading that is one by its look, and of the opening words that stand for a heading.
_MOST_WORDS, _OPENING = 14, 60


def settled(blocks: Iterable[Block], remarks: list[Remark]) -> list[Block]:
    """The blocks with the marks that were made by hand, and words that may be written. Raises Refused for too many."""
    tidy = [*islice(_tidied(blocks, remarks), MOST_BLOCKS + 1)]
    if len(tidy) > MOST_BLOCKS:
        raise Refused(f"It has more than {MOST_BLOCKS:,} headings, paragraphs and entries of lists; a plan has fewer.")
    return [*_with_headings(tidy, remarks)]


def _tidied(blocks: Iterable[Block], remarks: list[Remark]) -> Iterator[Block]:
    """Bullets that were typed are marks of lists, and what cannot be seen is taken out; empty blocks are dropped."""
    typed: list[str] = []
    hidden: list[str] = []
    for block in blocks:
        marked, text = block, plain(block.text)
        if block.kind == "paragraph" and not block.bold and (bullet := _typed(block.text)):
            marked, text = replace(block, kind="item", level=block.level + 1), plain(block.text[bullet:])
            typed.append(block.place)
        elif "".join(text.split()) != "".join(block.text.split()):
            hidden.append(block.place)
        if text or block.rows:
            yield replace(marked, text=text)
    if typed:
        said = f"Entries of lists that begin with a bullet or a number typed by hand: {_counted(typed)}."
        remarks.append(Remark(typed[0], "repaired", said))
    if hidden:
        said = f"Characters that cannot be seen, such as hidden hyphens, are taken out: {_counted(hidden)}."
        remarks.append(Remark(hidden[0], "repaired", said))


def _typed(text: str) -> int:
    """How many letters of a paragraph are a bullet or a number that was typed; none in most."""
    match = _BULLET.match(text) or _COUNTED.match(text)
    return match.end() if match else 0


def _counted(places: Sequence[str]) -> str:
    return f"in {len(places)} places" if len(places) > 1 else "in one place"


def _with_headings(blocks: Sequence[Block], remarks: list[Remark]) -> Iterator[Block]:
    """Headings by look: short paragraphs in bold, the name of a part alone on its line, and priorities in a list."""
    within, part = 0, None
    for index, block in enumerate(blocks):
        named = part_of(block.text) if block.kind in {"heading", "paragraph"} else None
        if named == part and block.text.endswith(":"):
            named = None
        part = named if named or block.kind == "heading" else part
        within = within if is_inside(block, within) else 0
        moved = replace(block, level=block.level - within)
        if block.kind == "item" and _holds_parts(blocks, index):
            within = block.level
            title = _opening(block.text)
            said = f"An entry of a list holds a priority that has no heading. Write one in place of “{title}”."
            remarks.append(Remark(block.place, "repaired", said))
            yield Block("heading", title, block.place, BY_LOOK)
            yield Block("paragraph", block.text, block.place)
        elif block.kind == "paragraph" and named:
            yield replace(moved, kind="heading", level=BY_LOOK + 1)
        elif block.kind == "paragraph" and block.bold and _is_short(block.text):
            remarks.append(Remark(block.place, "repaired", f"A line in bold is read as a heading: “{block.text}”."))
            yield replace(moved, kind="heading", level=BY_LOOK)
        else:
            yield moved


def is_inside(block: Block, level: int) -> bool:
    """Whether a block stands within an entry of that level; no heading does."""
    return (
        level > 0
        and block.kind != "heading"
        and (block.level >= level if block.kind == "paragraph" else block.level > level)
    )


def _holds_parts(blocks: Sequence[Block], index: int) -> bool:
    """Whether an entry of a list holds the name of a part of a priority, alone on its line."""
    level = blocks[index].level
    for block in blocks[index + 1 : index + 40]:
        if not is_inside(block, level):
            return False
        if block.kind == "paragraph" and part_of(block.text):
            return True
    return False


def is_title(block: Block) -> bool:
    """Whether a block may be the title of what follows: a short line that is no sentence and stands in no list."""
    return block.kind == "paragraph" and not block.level and _is_short(block.text) and not block.text.endswith(":")


def _is_short(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS and not text.endswith((".", ";", ","))


def _opening(text: str) -> str:
    """The opening words of a text, to stand for the title that it lacks."""
    return text if len(text) <= _OPENING else text[:_OPENING].rpartition(" ")[0].rstrip(",;") + " …"
