"""A document as PDF: laid out by WeasyPrint as tagged PDF (the variant PDF/UA-1), finished by pikepdf.

What WeasyPrint leaves open and pikepdf adds is the scope of each header of a table. The same document gives the same
bytes on any day with the same releases of WeasyPrint, pikepdf, Pango and fontTools.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from strategic_framework.documents import layout
from strategic_framework.documents.missing import MissingError, missing_package
from strategic_framework.documents.parts import Document
from strategic_framework.rendering.templates import THEME

#: Where the fonts are, from which `tokens.css` counts.
ASSETS = Path(str(THEME)) / "material" / "assets"
_BASE = f"{ASSETS.as_uri()}/"
_PANGO = (
    "the library Pango is not installed. On Debian or Ubuntu type: "
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class _Press(NamedTuple):
    """The fonts of WeasyPrint, what may be fetched (files of ours, and nothing from a network), and the styles."""

    fonts: Any
    fetch: Any
    styles: Any


def pdf(document: Document) -> bytes:
    """The document as PDF. Raises MissingError where what it is made with is not installed."""
    weasyprint = _weasyprint()
    page = layout.html(document, "pdf.html", drawn=True)
    with _on_the_day(document):
        press = _press(document.looks, document.as_at)
        source = weasyprint.HTML(string=page, base_url=_BASE, url_fetcher=press.fetch)
        data = source.write_pdf(
            stylesheets=[press.styles], font_config=press.fonts, pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(page.encode()).digest()[:16],
        )  # fmt: skip
    return _finished(data)


def _weasyprint() -> Any:
    """WeasyPrint, which no build without documents loads."""
    try:
        import weasyprint
        import weasyprint.text.fonts
        import weasyprint.urls
    except ImportError:
        raise missing_package("weasyprint") from None
    except OSError:  # as it is raised where the library that it calls is not there
        raise MissingError(_PANGO) from None
    return weasyprint


@cache
def _press(looks: str, _as_at: str) -> _Press:
    """What the documents of one build share: to unpack the fonts takes as long as to lay out a short document.

    A font bears the time at which it was unpacked, so those of another day are others.
    """
    weasyprint = _weasyprint()
    fonts = weasyprint.text.fonts.FontConfiguration()
    fetch = weasyprint.urls.URLFetcher(allowed_protocols=["file", "data"])
    parts = (THEME / "tokens.css", THEME / "documents" / "pdf.css")
    rules = "\n".join([*(part.read_text(encoding="utf-8") for part in parts), looks])
    return _Press(fonts, fetch, weasyprint.CSS(string=rules, base_url=_BASE, font_config=fonts, url_fetcher=fetch))


@contextmanager
def _on_the_day(document: Document) -> Iterator[None]:
    """In here fontTools takes the day of the content for now, instead of the clock (reproducible-builds.org)."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.fromisoformat(layout.moment(document)).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _finished(data: bytes) -> bytes:
    """The PDF with the scope of every header cell, its objects packed."""
    try:
        import pikepdf
    except ImportError:
        raise missing_package("pikepdf") from None
    with pikepdf.open(io.BytesIO(data)) as file:
        for element in _structure(file.Root.StructTreeRoot, pikepdf):
            if element.get("/S") == "/TH":
                element.A = pikepdf.Dictionary(O=pikepdf.Name("/Table"), Scope=pikepdf.Name(_scope(element)))
        out = io.BytesIO()
        file.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _structure(element: Any, pikepdf: Any) -> Iterator[Any]:
    """Every element of the structure below one."""
    children = element.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _structure(child, pikepdf)


def _scope(cell: Any) -> str:
    """Of a header in the head of its table a column, of any other a row."""
    return "/Column" if cell.P.P.S == "/THead" else "/Row"
