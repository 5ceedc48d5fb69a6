"""How Word and ODT documents look: each named style, once for both. A reference document of one's own replaces it."""

from __future__ import annotations

from typing import NamedTuple

#: The two voices in fonts that every office has.
SAID, SITE = "Georgia", "Arial"
_INK, _QUIET = "14202b", "4a5b6b"


class Style(NamedTuple):
    """A style of paragraphs: its font, its size in points, its colour, the space before and after it in points.

    `whole` keeps it on one page, `with_next` on the page of what follows.
    """

    name: str
    font: str
    size: float
    colour: str = _INK
    bold: bool = False
    before: float = 0
    after: float = 6
    with_next: bool = False


#: The styles that pandoc gives to titles, headings and plain text.
STANDARD = (
    Style("Title", SAID, 30, before=48, after=10),
    Style("Author", SITE, 12, bold=True, after=2),
    Style("Date", SITE, 12, after=16),
    Style("Heading 1", SITE, 19, before=26, after=8, with_next=True),
    Style("Heading 2", SITE, 13, bold=True, before=16, after=6, with_next=True),
    Style("Heading 3", SITE, 10, bold=True, before=10, after=3, with_next=True),
    Style("Heading 4", SITE, 10, bold=True, before=8, after=3, with_next=True),
    Style("Body Text", SITE, 10),
    Style("First Paragraph", SITE, 10),
    Style("Compact", SITE, 9.5, before=2, after=2),
    Style("Table Caption", SITE, 9.5, bold=True, before=8, after=4, with_next=True),
)
#: Our own: the two voices by name, and what stands beside them. `layout.STYLES` gives them to paragraphs.
OWN = (
    Style("Framework words", SAID, 11.5, after=6),
    Style("Site words", SITE, 10, after=6),
    Style("Site note", SITE, 8.5, _QUIET, after=6),
    Style("Site label", SITE, 9, bold=True, before=8, after=2, with_next=True),
    Style("Document line", SITE, 9, _QUIET, after=2),
    Style("Document notice", SITE, 10, bold=True, before=8, after=8),
)
#: The style of the words of the framework that stand in a heading.
HEADING_WORDS = "Framework heading"
#: A4, and its margins, in millimetres.
PAGE, MARGINS = (210, 297), (25, 24, 25, 24)
