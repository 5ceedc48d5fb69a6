"""A document as OpenDocument text (.odt, ISO/IEC 26300): pandoc's, with our styles, A4, and a foot on each page."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from strategic_framework.documents import layout, styles
from strategic_framework.documents.archive import packed, unpacked
from strategic_framework.documents.pandoc import converted
from strategic_framework.documents.parts import Document
from strategic_framework.documents.styles import Style

#: What pandoc calls the paragraphs of a table here; in Word they are those of the style Compact.
_TABLES = (
    Style("Table Contents", styles.SITE, 9.5, after=2),
    Style("Table Heading", styles.SITE, 9.5, bold=True, after=2),
)
_NAMESPACES = {
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xsl": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
}


def odt(document: Document, reference: Path | None = None) -> bytes:
    """The document as OpenDocument text. Raises MissingError where pandoc is not installed."""
    names = {name: style_id(style) for name, style in layout.STYLES.items()}
    html = layout.html(document, "words.html", listed=document.whole, names=names)
    files = unpacked(converted(document, "odt", html, reference=reference))
    sheet = etree.fromstring(files["styles.xml"])
    if reference is None:
        _dress(sheet, document)
    content = etree.fromstring(files["content.xml"])
    _without_sections(content)
    files["styles.xml"], files["content.xml"] = _bytes(sheet), _bytes(content)
    return packed(files)


def _without_sections(content: etree._Element) -> None:
    """Put what pandoc encloses in a section in its place: inside a list, LibreOffice would not show it."""
    for section in list(content.iter(_q("text:section"))):
        parent = section.getparent()
        if parent is not None:
            place = parent.index(section)
            parent[place : place + 1] = list(section)


def _bytes(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")


def style_id(name: str) -> str:
    """A style's name as an identifier: a space is written by its number in it."""
    return name.replace(" ", "_20_")


def _q(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def _dress(sheet: etree._Element, document: Document) -> None:
    """Put our styles, the size of the page and its foot in the place of pandoc's."""
    common = sheet.find(_q("office:styles"))
    if common is None:
        raise ValueError("pandoc gave a document without styles")
    for style in (*styles.STANDARD, *styles.OWN, *_TABLES):
        _restyle(common, style)
    words = etree.SubElement(common, _q("style:style"), _named(styles.HEADING_WORDS, "text"))
    etree.SubElement(words, _q("style:text-properties"), {_q("xsl:font-family"): styles.SAID})
    for page in sheet.iter(_q("style:page-layout-properties")):
        for name, value in _page().items():
            page.set(name, value)
    for foot in sheet.iter(_q("style:footer")):
        _fill(foot, document)


def _named(name: str, family: str) -> dict[str, str]:
    return {_q("style:name"): style_id(name), _q("style:display-name"): name, _q("style:family"): family}


def _restyle(common: etree._Element, style: Style) -> None:
    """Replace what a style says of letters and spaces; a style that is missing is made."""
    name = style_id(style.name)
    element = next((each for each in common if each.get(_q("style:name")) == name), None)
    if element is None:
        element = etree.SubElement(common, _q("style:style"), _named(style.name, "paragraph"))
    for child in list(element):
        element.remove(child)
    space = {"margin-top": f"{style.before}pt", "margin-bottom": f"{style.after}pt", "line-height": "125%",
             "orphans": "3", "widows": "3", "keep-with-next": "always" if style.with_next else "auto"}  # fmt: skip
    letters = {"font-family": style.font, "font-size": f"{style.size}pt", "color": f"#{style.colour}",
               "font-weight": "bold" if style.bold else "normal", "font-style": "normal",
               "language": "en", "country": "GB"}  # fmt: skip
    for kind, values in (("paragraph", space), ("text", letters)):
        properties = {_q(f"xsl:{name}"): value for name, value in values.items()}
        etree.SubElement(element, _q(f"style:{kind}-properties"), properties)


def _page() -> dict[str, str]:
    width, height = styles.PAGE
    sides = zip(("top", "right", "bottom", "left"), styles.MARGINS, strict=True)
    margins = {_q(f"xsl:margin-{side}"): f"{size}mm" for side, size in sides}
    return {_q("xsl:page-width"): f"{width}mm", _q("xsl:page-height"): f"{height}mm", **margins}


def _fill(foot: etree._Element, document: Document) -> None:
    """What the document is, then the number of the page."""
    for child in list(foot):
        foot.remove(child)
    line = etree.SubElement(foot, _q("text:p"), {_q("text:style-name"): style_id("Document line")})
    line.text = document.foot
    number = etree.SubElement(foot, _q("text:p"), {_q("text:style-name"): style_id("Site note")})
    etree.SubElement(number, _q("text:page-number"), {_q("text:select-page"): "current"}).text = "1"
