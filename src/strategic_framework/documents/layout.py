"""A document as HTML: for the PDF with its styles beside it, and for pandoc, which makes Word, ODT and EPUB of it."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from strategic_framework.documents.parts import Document, Drawing
from strategic_framework.documents.styles import HEADING_WORDS
from strategic_framework.rendering.templates import THEME, document_template
from strategic_framework.views.diagrams.chart_shapes import MeasureChart
from strategic_framework.views.diagrams.weave import Weave

#: The paragraph styles of Word and ODT: the two voices, and what stands beside them. A reference document may restyle
#: each of them by its name.
STYLES = {
    "said": "Framework words", "site": "Site words", "note": "Site note", "label": "Site label",
    "line": "Document line", "notice": "Document notice", "heading": HEADING_WORDS,
}  # fmt: skip
#: The colour of what belongs to no priority.
_PLAIN = "#0065bd"
_COLOUR = re.compile(r"--sf-p(\d): *(#[0-9a-f]{6})")


def html(
    document: Document, template: str, *, drawn: bool = False, listed: bool = False, names: Mapping[str, str] = STYLES
) -> str:
    """The document laid out by a template of `theme/documents/`; where drawings cannot stand, their words do.

    A document that is `listed` begins with a list of its parts; `names` are those of the styles.
    """
    drawings = [part for part in document.parts if isinstance(part, Drawing)]
    pictures = {part.title: _data(_svg(part.drawing)) if drawn else "" for part in drawings}
    return _laid_out(template, doc=document, drawings=pictures, styles=names, moment=moment(document), listed=listed)


def moment(document: Document) -> str:
    """The time that a file says it was made: the day that the content speaks of, for no clock is read."""
    return f"{document.as_at}T00:00:00Z"


def _laid_out(template: str, **data: Any) -> str:
    return document_template(template).render(data)


def _svg(drawing: Weave | MeasureChart) -> str:
    if isinstance(drawing, MeasureChart):
        colour = colours().get(drawing.tone, _PLAIN)
        return _laid_out("measure-chart.svg", d=drawing.drawings[0], colour=colour)
    height = round(drawing.words_y - 16, 1)  # below stands what a page shows of the thread that is pointed at
    return _laid_out("weave.svg", w=drawing, height=height, colours=colours())


def _data(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


@cache
def colours() -> Mapping[str, str]:
    """The colour of each place of a priority, on paper."""
    tokens = (THEME / "tokens.css").read_text(encoding="utf-8")
    return dict(reversed(_COLOUR.findall(tokens)))
