"""Two edits of one text, joined where they touch different words."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple


class _Edit(NamedTuple):
    """Words from `start` to `end` of the earlier text that are replaced."""

    start: int
    end: int
    words: tuple[str, ...]


def joined(was: str, here: str, wanted: str) -> str | None:
    """The earlier text with both edits, one as it is `here` and one as it is `wanted`; None where they collide."""
    before = was.split()
    edits = sorted({*_edits(before, here.split()), *_edits(before, wanted.split())})
    if any(_collide(one, other) for one, other in pairwise(edits)):
        return None
    words: list[str] = []
    at = 0
    for edit in edits:
        words += [*before[at : edit.start], *edit.words]
        at = edit.end
    return " ".join([*words, *before[at:]])


def _edits(before: Sequence[str], after: Sequence[str]) -> list[_Edit]:
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [_Edit(i, j, tuple(after[k:m])) for tag, i, j, k, m in opcodes if tag != "equal"]


def _collide(one: _Edit, other: _Edit) -> bool:
    """Whether two edits share a word, or one puts words in where the other edits."""
    inserts = one.start == one.end or other.start == other.end
    return other.start < one.end or (inserts and other.start <= one.end)
