"""A document as a Word file (.docx, ISO/IEC 29500): pandoc's, with our styles, A4, and a foot on each page.

Where an organisation has put a reference document of its own, its styles, page and feet stay; paragraphs of the style
“Document line” in its heads and feet are filled with what this document is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from strategic_framework.documents import layout, styles
from strategic_framework.documents.archive import packed, unpacked
from strategic_framework.documents.pandoc import converted
from strategic_framework.documents.parts import Document
from strategic_framework.documents.styles import Style

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FOOT = "footer-document.xml"
_FOOT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_TWIPS = 1440 / 25.4  # in a millimetre


def w(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def word(document: Document, reference: Path | None = None) -> bytes:
    """The document as a Word file. Raises MissingError where pandoc is not installed."""
    html = layout.html(document, "words.html", listed=document.whole)
    files = unpacked(converted(document, "docx", html, reference=reference))
    if reference is None:
        dress(files)
    fill(files, document)
    return packed(files)


def dress(files: dict[str, bytes]) -> None:
    """Put our styles, the size of the page and a foot into the files of a Word document."""
    sheet = etree.fromstring(files["word/styles.xml"])
    for style in (*styles.STANDARD, *styles.OWN):
        _restyle(sheet, style)
    sheet.append(_heading_words())
    files["word/styles.xml"] = _bytes(sheet)
    _add_foot(files)


def _restyle(sheet: etree._Element, style: Style) -> None:
    """Replace what a style says of letters and spaces; a style that is missing is made."""
    name = style_id(style.name)
    element = next((each for each in sheet.iter(w("style")) if each.get(w("styleId")) == name), None)
    if element is None:
        element = etree.SubElement(
            sheet, w("style"), {w("type"): "paragraph", w("customStyle"): "1", w("styleId"): name}
        )
        etree.SubElement(element, w("name"), {w("val"): style.name})
        etree.SubElement(element, w("qFormat"))
    outline = [each.get(w("val")) for each in element.iter(w("outlineLvl"))]
    for old in [*element.findall(w("pPr")), *element.findall(w("rPr"))]:
        element.remove(old)
    element.extend([_paragraph(style, outline), _letters(style.font, style.size, style.colour, bold=style.bold)])


def _paragraph(style: Style, outline: list[str | None]) -> etree._Element:
    element = etree.Element(w("pPr"))
    if style.with_next:
        etree.SubElement(element, w("keepNext"))
        etree.SubElement(element, w("keepLines"))
    etree.SubElement(element, w("widowControl"))
    spacing = {"before": round(style.before * 20), "after": round(style.after * 20), "line": 290}
    values = {w(name): str(value) for name, value in spacing.items()}
    etree.SubElement(element, w("spacing"), {**values, w("lineRule"): "auto"})
    for level in outline:
        etree.SubElement(element, w("outlineLvl"), {w("val"): str(level)})
    return element


def _letters(font: str, size: float = 0, colour: str = "", *, bold: bool = False) -> etree._Element:
    element = etree.Element(w("rPr"))
    etree.SubElement(element, w("rFonts"), {w(name): font for name in ("ascii", "hAnsi", "cs", "eastAsia")})
    etree.SubElement(element, w("b"), {} if bold else {w("val"): "0"})
    if colour:
        etree.SubElement(element, w("color"), {w("val"): colour})
    if size:
        etree.SubElement(element, w("sz"), {w("val"): str(round(size * 2))})
    return element


def _heading_words() -> etree._Element:
    """The style of letters for the framework's words in a heading: their font, and nothing else."""
    name = styles.HEADING_WORDS
    element = etree.Element(w("style"), {w("type"): "character", w("customStyle"): "1", w("styleId"): style_id(name)})
    etree.SubElement(element, w("name"), {w("val"): name})
    etree.SubElement(element, w("qFormat"))
    element.append(_letters(styles.SAID))
    return element


def style_id(name: str) -> str:
    """The identifier that pandoc makes of a style's name."""
    return name.replace(" ", "")


def _add_foot(files: dict[str, bytes]) -> None:
    """A foot of three lines on every page, its first to be filled; and A4."""
    files[f"word/{_FOOT}"] = _bytes(_foot())
    kinds = etree.fromstring(files["[Content_Types].xml"])
    attributes = {"PartName": f"/word/{_FOOT}", "ContentType": _FOOT_TYPE}
    etree.SubElement(kinds, f"{{{_PACKAGE}/content-types}}Override", attributes)
    files["[Content_Types].xml"] = _bytes(kinds)
    relations = etree.fromstring(files["word/_rels/document.xml.rels"])
    attributes = {"Id": "rIdFoot", "Type": f"{_R}/footer", "Target": _FOOT}
    etree.SubElement(relations, f"{{{_PACKAGE}/relationships}}Relationship", attributes)
    files["word/_rels/document.xml.rels"] = _bytes(relations)
    body = etree.fromstring(files["word/document.xml"])
    for section in body.iter(w("sectPr")):
        _lay_out_page(section)
    files["word/document.xml"] = _bytes(body)


def _lay_out_page(section: etree._Element) -> None:
    section.insert(0, etree.Element(w("footerReference"), {w("type"): "default", f"{{{_R}}}id": "rIdFoot"}))
    for name in ("pgSz", "pgMar"):
        for old in section.findall(w(name)):
            section.remove(old)
    width, height = (str(round(side * _TWIPS)) for side in styles.PAGE)
    etree.SubElement(section, w("pgSz"), {w("w"): width, w("h"): height})
    sides = dict(zip(("top", "right", "bottom", "left"), styles.MARGINS, strict=True))
    margins = {w(name): str(round(side * _TWIPS)) for name, side in sides.items()}
    etree.SubElement(section, w("pgMar"), {**margins, w("header"): "680", w("footer"): "680", w("gutter"): "0"})


def _foot() -> etree._Element:
    """A paragraph to be filled, and the number of the page at the end of its line."""
    foot = etree.Element(w("ftr"), nsmap={"w": W, "r": _R})
    line = etree.SubElement(foot, w("p"))
    etree.SubElement(etree.SubElement(line, w("pPr")), w("pStyle"), {w("val"): style_id("Document line")})
    number = etree.SubElement(foot, w("p"))
    layout_of = etree.SubElement(number, w("pPr"))
    etree.SubElement(layout_of, w("pStyle"), {w("val"): style_id("Site note")})
    etree.SubElement(layout_of, w("jc"), {w("val"): "right"})
    field = etree.SubElement(number, w("fldSimple"), {w("instr"): "PAGE"})
    etree.SubElement(etree.SubElement(field, w("r")), w("t")).text = "1"
    return foot


def fill(files: dict[str, bytes], document: Document) -> None:
    """Write what the document is into every paragraph of the style “Document line” in heads and feet."""
    for name, data in files.items():
        if name.startswith(("word/footer", "word/header")):
            part = etree.fromstring(data)
            for paragraph in list(_lines(part)):
                _write(paragraph, document.foot)
            files[name] = _bytes(part)


def _lines(part: etree._Element) -> Iterator[etree._Element]:
    for paragraph in part.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val")) == style_id("Document line"):
            yield paragraph


def _write(paragraph: etree._Element, text: str) -> None:
    for child in paragraph:
        if child.tag != w("pPr"):
            paragraph.remove(child)
    run = etree.SubElement(paragraph, w("r"))
    etree.SubElement(run, w("t")).text = text


def _bytes(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
