"""Word-level difference of two texts: what stays, what goes, what comes.

Read without what comes it is the earlier text, without what goes the later one, character for character, for any two
texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

#: Texts of more words than this are compared only at their ends: the comparison is quadratic.
LONGEST = 4000
#: Texts less alike than this, by word, stand whole, the earlier before the later.
HALF = 0.5
_TOKEN = re.compile(r"\s+|\w+(?:[’'\-‑]\w+)*|[^\w\s]")


# Of the standard library: the comment on a proposal is written where nothing is installed.
@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters that both texts have (`same`), only the earlier (`del`) or only the later one (`ins`)."""

    kind: Literal["same", "del", "ins"]
    text: str


def redline(was: str, now: str) -> list[Piece]:
    """The pieces in reading order; what goes stands before what comes in its place, and no piece is empty."""
    before, after = _TOKEN.findall(was), _TOKEN.findall(now)
    pieces = _whole(_joined(_raw(before, after)))
    kinds = {piece.kind for piece in pieces}
    if kinds >= {"del", "ins"} and _likeness(before, after) < HALF:
        return [Piece("del", was), Piece("ins", now)]  # confetti that meets on “a” and “to” cannot be read
    return pieces


def _likeness(before: list[str], after: list[str]) -> float:
    """How much two texts share, by word: 1 for the same words, 0 for none (Dice’s coefficient)."""
    words = [Counter(token.casefold() for token in tokens if token[0].isalnum()) for tokens in (before, after)]
    total = words[0].total() + words[1].total()
    return 2 * (words[0] & words[1]).total() / total if total else 1.0


def _whole(pieces: Iterable[Piece]) -> list[Piece]:
    """What stays, in one piece wherever two pieces of it stand next to each other."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            piece = Piece(piece.kind, joined.pop().text + piece.text)  # noqa: PLW2901 - the two are one
        joined.append(piece)
    return joined


def _raw(before: list[str], after: list[str]) -> Iterator[Piece]:
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    middle = before[start : len(before) - end], after[start : len(after) - end]
    yield Piece("same", "".join(before[:start]))
    yield from _middle(*middle)
    yield Piece("same", "".join(before[len(before) - end :]))


def _shared(before: list[str], after: list[str]) -> int:
    """How many tokens the two begin with in common."""
    for index, (a, b) in enumerate(zip(before, after, strict=False)):
        if a != b:
            return index
    return min(len(before), len(after))


def _middle(before: list[str], after: list[str]) -> Iterator[Piece]:
    if max(len(before), len(after)) > LONGEST:
        yield from (Piece("del", "".join(before)), Piece("ins", "".join(after)))
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[i:j]))
        else:
            yield from (Piece("del", "".join(before[i:j])), Piece("ins", "".join(after[k:m])))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbouring changes as one: a space alone between two changed words is struck out and written again."""
    gone = come = ""
    kept = [piece for piece in pieces if piece.text]
    for index, piece in enumerate(kept):
        between = piece.kind == "same" and not piece.text.strip() and (gone or come) and index + 1 < len(kept)
        if piece.kind == "same" and not between:
            yield from _changed(gone, come)
            gone = come = ""
            yield piece
            continue
        gone += piece.text if piece.kind != "ins" else ""
        come += piece.text if piece.kind != "del" else ""
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Piece]:
    """What goes and what comes, with the space that both end with after them."""
    tail = ""
    while gone and come and gone[-1] == come[-1] and gone[-1].isspace():
        gone, come, tail = gone[:-1], come[:-1], gone[-1] + tail
    yield from (piece for piece in (Piece("del", gone), Piece("ins", come), Piece("same", tail)) if piece.text)


def as_text(pieces: Iterable[Piece], around: int | None = None) -> str:
    """For a terminal: `[-gone-]`, `{+come+}`; with `around`, only so many characters of what stays on either side."""
    marks = {"same": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}
    shown = list(pieces)
    last = len(shown) - 1
    return "".join(
        marks[piece.kind].format(
            _cut(piece.text, around, first=not index, last=index == last) if piece.kind == "same" else piece.text
        )
        for index, piece in enumerate(shown)
    )


def _cut(text: str, around: int | None, *, first: bool, last: bool) -> str:
    if around is None or len(text) <= 2 * around:
        return text
    head, tail = text[:around].rsplit(" ", 1)[0], text[-around:].split(" ", 1)[-1]
    shown = f"{'' if first else head} … {'' if last else tail}"
    shown = shown.lstrip(" ") if first else shown  # the space beside a mark stays: only the outer ends are tidied
    return shown.rstrip(" ") if last else shown
