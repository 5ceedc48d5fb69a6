"""Identifiers: what their parts are, and which kinds there are. One never changes and is never used again."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

#: Identifier prefix → what it names, and how many digits its number has at least (DESIGN: identity).
KINDS: dict[str, tuple[str, int]] = {
    "pri": ("priority", 1), "intro": ("introduction", 1), "ctx": ("context", 1), "prin": ("principle", 1),
    "role": ("role", 1), "act": ("action", 2), "asp": ("aspiration", 2), "past": ("priority", 1),
    "grp": ("group", 1), "part": ("part", 1),
    "para": ("paragraph", 2), "cross": ("cross-cutting work", 1), "all-c": ("commitment", 1),
    "all-jp": ("joint priority", 1), "all-g": ("governance", 1), "all-r": ("result", 1),
    "all-f": ("ambition", 1), "upd": ("update", 4), "chg": ("change", 4),
    "mea": ("measure", 2),
}  # fmt: skip


#: The kinds of item that a plan may number, date and give to somebody.
PLANNED_KINDS = frozenset({"action", "part"})


class Identifier(NamedTuple):
    """An identifier in its parts: `act-14` is prefix `act`, number 14, kind `action`."""

    prefix: str
    number: int
    kind: str


@cache
def identifier(text: str) -> Identifier | None:
    """The parts of a well-formed identifier, or None: known prefix, number from 1, padded as its kind is."""
    match = re.fullmatch(r"([a-z]+(?:-[a-z]+)?)(-?)(\d+)", text)
    if not match or match[1] not in KINDS:
        return None
    prefix, dash, digits = match.groups()
    kind, width = KINDS[prefix]
    if ("-" in prefix) == bool(dash) or int(digits) == 0 or digits != f"{int(digits):0{width}d}":
        return None
    return Identifier(prefix, int(digits), kind)


def make_identifier(prefix: str, number: int) -> str:
    """The identifier of that number: `("act", 7)` is `act-07`, `("all-c", 2)` is `all-c2`."""
    return f"{prefix}{'' if '-' in prefix else '-'}{number:0{KINDS[prefix][1]}d}"
