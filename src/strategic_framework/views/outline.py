"""The contents list of a long page: it follows beside the text, or stands folded at the top of a narrow page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.views.view import Unbroken, View


@dataclass(frozen=True)
class OutlineRow:
    """A part of the page: its anchor, and its title."""

    id: str
    text: Unbroken


@dataclass(frozen=True)
class Outline(View):
    """The parts of a page, and the page's matter beside them."""

    rows: Sequence[OutlineRow]
    matter: str
