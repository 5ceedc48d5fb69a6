"""The contents list of a long page: it follows beside the text, or stands folded at the top of a narrow page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from markupsafe import Markup

from strategic_framework.model.frozen import frozen
from strategic_framework.views.view import READY, Unbroken, View


@frozen
class OutlineRow:
    """A part of the page: its anchor, and its title."""

    id: str
    text: Unbroken


@frozen
class Outline(View):
    """The parts of a page, and the page's matter beside them."""

    rows: Sequence[OutlineRow]
    matter: Annotated[Markup, READY]
