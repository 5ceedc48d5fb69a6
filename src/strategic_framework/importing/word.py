"""A Word document: its headings, lists, paragraphs and tables, as WordprocessingML (ISO 29500) marks them.

Changes that were tracked are read as accepted. What is no running text (pictures, text boxes, notes, comments, headers)
is left out and said; macros are never run, and nothing outside the file is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from strategic_framework.importing import guard
from strategic_framework.importing.blocks import Block
from strategic_framework.importing.columns import Choices
from strategic_framework.importing.outline import Outline, Refused, Remark
from strategic_framework.importing.prose import outline

_MAIN, _STYLES = "word/document.xml", "word/styles.xml"
#: Elements whose words are not read: struck out, drawn, computed, or shown a second time for older programs.
_UNREAD = frozenset("del moveFrom drawing pict object AlternateContent instrText rPr pPr sdtPr".split())
#: Element → what is said where it is left out, once for all of its kind.
_SAID = {
    "del": "Words that a tracked change strikes out: changes are read as accepted.",
    "ins": "Words that a tracked change adds are read: changes are taken as accepted.",
    "moveFrom": "Words that a tracked change moves away: they are read where they went.",
    "txbxContent": "A text box, which stands beside the text.",
    "footnoteReference": "A footnote.",
    "endnoteReference": "An endnote.",
    "commentReference": "A comment.",
    "vanish": "Words that are hidden.",
}
_HEADING = re.compile(r"heading ([1-9])")
_DEPTH = re.compile(r"list (?:bullet|number)(?: ([2-5]))?")


def read(data: bytes, choices: Choices | None = None) -> Outline:
    """The plan that a .docx or .docm file holds. Raises Refused where no heading is understood as a priority."""
    archive = guard.Archive(data)
    if _MAIN not in archive.names:
        raise Refused("It is no Word document. Save it as .docx, and bring that in.")
    said = []
    if "word/vbaProject.bin" in archive.names:
        said.append(Remark("", "left out", "The macros of the document, which are never run."))
    document = _Document(archive)
    blocks = document.blocks()
    return outline(blocks, "", "", [*said, *document.remarks()], choices)


class _Document:
    """A document on its way to blocks: its styles by name, and what was left out of which paragraph."""

    def __init__(self, archive: guard.Archive) -> None:
        body = _find(archive.tree(_MAIN), "body")
        if body is None:
            raise Refused("Its text is missing. Open it in Word, and save it again.")
        self._body = body
        self._styles = _styles(archive.tree(_STYLES)) if _STYLES in archive.names else {}
        self._seen: dict[str, list[str]] = {}
        self._place = ""

    def blocks(self) -> list[Block]:
        blocks: list[Block] = []
        for number, element in enumerate(_content(self._body), 1):
            self._place = f"paragraph {number}"
            if _name(element) == "p":
                blocks += self._paragraph(element)
            else:
                rows = tuple(row for row in map(self._row, _all(element, "tr")) if any(row))
                blocks.append(Block("table", "", self._place, rows=rows))
        return blocks

    def remarks(self) -> Iterator[Remark]:
        """One remark for each kind of what was left out or taken as accepted, at the first place where it stood."""
        for name, places in self._seen.items():
            what: Literal["repaired", "left out"] = "repaired" if name == "ins" else "left out"
            times = f" ({len(places)} in all)" if len(places) > 1 else ""
            yield Remark(places[0], what, f"{_SAID[name]}{times}")

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        """The block of a paragraph, by the name of its style, by its numbering, or by its look."""
        style = self._style(element)
        words, bold = self._words(element)
        if style.startswith("toc"):
            return
        if style == "title":
            yield Block("heading", words, self._place, 0)
        elif level := self._heading(element, style):
            yield Block("heading", words, self._place, level)
        elif depth := self._depth(element, style):
            yield Block("item", words, self._place, depth)
        else:
            yield Block("paragraph", words, self._place, 0, bold)

    def _style(self, element: etree._Element) -> str:
        reference = _value(element, "pPr/pStyle")
        return self._styles.get(reference, reference).lower()

    def _heading(self, element: etree._Element, style: str) -> int:
        """The level of a heading; 0 where a paragraph is none."""
        if match := _HEADING.match(style):
            return int(match[1])
        outlined = _value(element, "pPr/outlineLvl")
        return int(outlined) + 1 if outlined.isdigit() and int(outlined) < 9 else 0

    def _depth(self, element: etree._Element, style: str) -> int:
        """How many lists a paragraph stands within: as its numbering says, or its style."""
        number, level = _value(element, "pPr/numPr/numId"), _value(element, "pPr/numPr/ilvl")
        if number:
            return int(level) + 1 if level.isdigit() and number != "0" else int(number != "0")
        match = _DEPTH.fullmatch(style)
        return int(match[1] or 1) if match else 0

    def _words(self, element: etree._Element) -> tuple[str, bool]:
        """The words of a paragraph or a cell, and whether all of them are bold."""
        words: list[str] = []
        bold: list[bool] = []
        waiting = [element]
        while waiting:
            node = waiting.pop()
            name = _name(node)
            self._note(node, name)
            if name == "t":
                words.append(node.text or "")
                bold += [_is_bold(node)] if (node.text or "").strip() else []
            elif name in {"tab", "br", "cr"} or (name == "p" and words):
                words.append(" ")
            elif name == "noBreakHyphen":
                words.append("-")
            hidden = name == "r" and _find(node, "rPr/vanish") is not None
            if hidden:
                self._note(node, "vanish")
            elif name not in _UNREAD:
                waiting += reversed(node)
        return "".join(words), bool(bold) and all(bold)

    def _note(self, node: etree._Element, name: str) -> None:
        """Keep in mind what is left out, or read as accepted, for the report."""
        if name in {"drawing", "pict", "AlternateContent"}:
            name = "txbxContent" if next(node.iter("{*}txbxContent"), None) is not None else ""
        if name in _SAID and (name not in {"del", "ins"} or next(node.iter("{*}t", "{*}delText"), None) is not None):
            self._seen.setdefault(name, []).append(self._place)

    def _row(self, row: etree._Element) -> tuple[str, ...]:
        return tuple(guard.plain(self._words(cell)[0]) for cell in _all(row, "tc"))


def _content(body: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and the tables of a document in their order, those in controls too; no table of contents."""
    waiting = [*reversed(body)]
    while waiting:
        element = waiting.pop()
        name = _name(element)
        if name in {"p", "tbl"}:
            yield element
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            gallery = _value(element, "sdtPr/docPartObj/docPartGallery")
            waiting += [] if gallery == "Table of Contents" else reversed(element)


def _styles(root: etree._Element) -> dict[str, str]:
    """Identifier of each style → its name, or that of the heading or list that it is based on."""
    named = {_attribute(style, "styleId"): style for style in _all(root, "style")}
    return {identifier: _named(named, identifier) for identifier in named}


def _named(styles: dict[str, etree._Element], identifier: str) -> str:
    """The name of a style that says what it is, looked for in those that it is based on; numbered ones are lists."""
    current, seen = identifier, set[str]()
    while current in styles and current not in seen:
        seen.add(current)
        name = _value(styles[current], "name").lower()
        if _HEADING.match(name) or _DEPTH.fullmatch(name) or name == "title" or name.startswith("toc"):
            return name
        if _find(styles[current], "pPr/numPr") is not None and _find(styles[current], "pPr/outlineLvl") is None:
            return "list bullet"
        current = _value(styles[current], "basedOn")
    return _value(styles[identifier], "name")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _all(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in parent if _name(child) == name)


def _find(parent: etree._Element, path: str) -> etree._Element | None:
    """The first element on a path of names below another, in whichever namespace: there are two of them."""
    return parent.find("/".join(f"{{*}}{name}" for name in path.split("/")))


def _value(parent: etree._Element, path: str) -> str:
    element = _find(parent, path)
    return "" if element is None else _attribute(element, "val")


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.items() if etree.QName(key).localname == name), "")


def _is_bold(text: etree._Element) -> bool:
    run = text.getparent()
    bold = _find(run, "rPr/b") if run is not None else None
    return bold is not None and _attribute(bold, "val") not in {"0", "false", "off"}
