"""A short table of facts, whatever page it stands on."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.model.frozen import frozen
from strategic_framework.views.view import Link, View


@frozen
class Fact:
    """A term and what is known of it, as texts and links; `absent` where they only say that nothing is."""

    term: str
    parts: Sequence[Link]
    absent: bool = False


@frozen
class Summary(View):
    """A short table of facts."""

    rows: Sequence[Fact]


def fact(term: str, known: Sequence[Link] | str, absent: str = "") -> Fact:
    """A row of the table: what is known, a text or links; where nothing is, the words that say so."""
    parts = texts(known) if isinstance(known, str) else known
    return Fact(term, parts or texts(absent), absent=not parts)


def texts(text: str) -> list[Link]:
    """A text as the one part of a fact; none where there is no text."""
    return [Link("", text)] if text else []
