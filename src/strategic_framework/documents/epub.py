"""A document as EPUB 3, for reading devices: pandoc's, with our stylesheet, each priority a chapter of its own."""

from __future__ import annotations

from pathlib import Path

from strategic_framework.documents import layout
from strategic_framework.documents.archive import packed, unpacked
from strategic_framework.documents.pandoc import converted
from strategic_framework.documents.parts import Document
from strategic_framework.rendering.templates import THEME

_STYLES = Path(str(THEME)) / "documents" / "epub.css"


def epub(document: Document) -> bytes:
    """The document as EPUB. Raises MissingError where pandoc is not installed."""
    html = layout.html(document, "words.html", drawn=True)
    more = {"identifier": document.address, "rights": document.rights, "description": document.foot,
            "date": document.as_at}  # fmt: skip
    data = converted(document, "epub3", html, "--split-level=1", f"--css={_STYLES}", more=more)
    return packed(unpacked(data))
