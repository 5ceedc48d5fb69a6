"""What was done with a file that is brought in, by line: understood, repaired, left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from strategic_framework.importing.outline import Remark
from strategic_framework.language.english import counted

_HEADS = {"left out": "Left out", "repaired": "Repaired", "understood": "Understood"}
#: So many sentences of each sort are shown before a person is asked; and so many places beside one.
_SHORT, _PLACES = 8, 6


def short(remarks: Sequence[Remark]) -> Iterator[str]:
    """What somebody must know before it is written: what was left out, and what was repaired."""
    for what in ("left out", "repaired"):
        lines = [*_told(remark for remark in remarks if remark.what == what)]
        if lines:
            yield f"{_HEADS[what]}:"
            yield from (f"  {line}" for line in lines[:_SHORT])
        if len(lines) > _SHORT:
            yield f"  … and {len(lines) - _SHORT} more. To have them all: --report FILE"
    count = sum(remark.what == "understood" for remark in remarks)
    if count:
        yield f"{counted(count, 'remark', 'remarks')} on what was understood: --report FILE"


def whole(remarks: Sequence[Remark]) -> str:
    """Everything, as a file."""
    parts = []
    for what, head in _HEADS.items():
        lines = [*_told((remark for remark in remarks if remark.what == what), places=0)]
        parts.append("\n".join([head, *(f"  {line}" for line in lines or ["Nothing."])]))
    return "\n\n".join(parts) + "\n"


def _told(remarks: Iterable[Remark], places: int = _PLACES) -> Iterator[str]:
    """Each sentence once, with the places that it is said of; `places` is how many at most, 0: all."""
    where: dict[str, list[str]] = {}
    for remark in remarks:
        where.setdefault(remark.text, []).append(remark.place)
    for text, named in where.items():
        place = _places([name for name in dict.fromkeys(named) if name], places)
        yield f"{place[:1].upper()}{place[1:]}: {text}" if place else text


def _places(named: Sequence[str], most: int) -> str:
    """“row 4”, “rows 4, 5 and 9”, “sheet Actions”."""
    shown = named if not most or len(named) <= most else named[:most]
    parts = [re.fullmatch(r"(.*?)(row|line|paragraph) (\d+)", name) for name in shown]
    if len(shown) > 1 and len({part and (part[1], part[2]) for part in parts}) == 1 and parts[0]:
        listed = f"{parts[0][1]}{parts[0][2]}s {', '.join(part[3] for part in parts if part)}"
    else:
        listed = ", ".join(shown)
    return f"{listed} and {len(named) - len(shown)} more" if len(shown) < len(named) else listed
