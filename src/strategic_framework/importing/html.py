"""A page of the web that holds a plan: its headings, lists, paragraphs and tables, without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from strategic_framework.importing import guard
from strategic_framework.importing.blocks import BY_LOOK, Block
from strategic_framework.importing.columns import Choices
from strategic_framework.importing.outline import Outline, Remark
from strategic_framework.importing.prose import outline

#: What stands around the words of a page, or is none of them.
_AROUND = frozenset(
    "nav header footer aside script style template input select textarea svg math noscript iframe object video audio "
    "canvas dialog head img rp rt".split()
)
#: Elements that stand in a line: their words belong to the paragraph around them.
_INLINE = frozenset(
    "a abbr b bdi bdo br button cite code data del dfn em font i ins kbd label mark q ruby s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
_STRUCK = frozenset("del s strike".split())
_HEADING = re.compile(r"h([1-6])")
#: The mark of a footnote, and the units that a raised number belongs to.
_NOTE, _UNIT = re.compile(r"\[.{1,4}\]|\d{1,2}|[*†‡]"), re.compile(r"\b[kcm]?m$")
_BOLD = frozenset("b strong".split())


def read(data: bytes, choices: Choices | None = None) -> Outline:
    """The plan that a page of HTML holds. Raises Refused where no heading is understood as a priority."""
    text, remarks = guard.text_of(data, longest=guard.LARGEST)
    root = guard.html_tree(text)
    said = [*remarks]
    titles = [guard.plain(" ".join(map(str, title.itertext()))) for title in root.iter("title")]
    blocks = _Page(said).blocks(_body(root))
    whole = re.split(r"\s+[|–—]\s+", titles[0])[0] if titles and titles[0] else ""
    return outline(blocks, whole, "", said, choices)


def _body(root: etree._Element) -> etree._Element:
    """The one element that holds the words of the page, where it says which: the main part, or the only article."""
    for name in ("main", "article", "body"):
        if len(elements := [*root.iter(name)]) == 1:
            return elements[0]
    return root


class _Page:
    """A page on its way to blocks. Text between the elements of a block is a paragraph too, as browsers show it."""

    def __init__(self, remarks: list[Remark]) -> None:
        self._remarks = remarks
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._bold: list[bool] = []
        #: The kind of block that is open, its line, and the lists that are open.
        self._kind, self._level, self._place, self._lists = "paragraph", 0, "line 1", 0

    def blocks(self, body: etree._Element) -> list[Block]:
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if skipped is not None:
                skipped = None if event == "end" and element is skipped else skipped
                if skipped is None:
                    self._say(element.tail)
            elif event == "start" and self._is_skipped(element):
                skipped = element
            elif event == "start":
                self._begin(element)
            else:
                self._end(element)
        self._close()
        return self._blocks

    def _is_skipped(self, element: etree._Element) -> bool:
        """Whether what stands in an element is no part of the text; a table is taken whole."""
        name = element.tag
        if not isinstance(name, str) or name in _AROUND:
            return True
        if name in _STRUCK:
            self._left_out(element, "Words that are struck out.")
            return True
        if name == "sup" and self._is_note(element):
            return True
        if name == "button" and self._kind != "heading":  # within one it opens what stands below it
            return True
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            self._left_out(element, "Words that the page does not show.")
            return True
        if name == "table":
            self._close()
            self._blocks.append(Block("table", "", _line(element), self._lists, rows=_rows(element)))
            return True
        return False

    def _is_note(self, element: etree._Element) -> bool:
        """Whether raised letters are the mark of a footnote: a link, or a number that is no part of a unit."""
        raised = "".join(map(str, element.itertext())).strip()
        is_unit = _UNIT.search("".join(self._words[-1:])) is not None
        return element.find(".//a") is not None or (_NOTE.fullmatch(raised) is not None and not is_unit)

    def _begin(self, element: etree._Element) -> None:
        name = str(element.tag)
        if name not in _INLINE:
            self._close()
            self._place = _line(element)
            if heading := _HEADING.fullmatch(name):
                self._kind, self._level = "heading", int(heading[1])
            elif name in {"summary", "dt", "caption", "legend"}:
                self._kind, self._level = "heading", BY_LOOK
            elif name in {"ul", "ol", "menu"}:
                self._lists += 1
            elif name == "li":
                self._kind, self._level = "item", max(1, self._lists)
        if name == "br":
            self._words.append(" ")
        self._say(element.text, bold=_is_bold(element))

    def _end(self, element: etree._Element) -> None:
        name = str(element.tag)
        if name not in _INLINE:
            self._close()
            if name in {"ul", "ol", "menu"}:
                self._lists = max(0, self._lists - 1)
            self._place = f"line {element.sourceline}"
        parent = element.getparent()
        self._say(element.tail, bold=parent is not None and _is_bold(parent))

    def _say(self, words: str | None, *, bold: bool = False) -> None:
        if words:
            self._words.append(words)
            if words.strip():
                self._bold.append(bold)

    def _close(self) -> None:
        """Put the open block with the others; the next is a paragraph in the lists that are open."""
        text = "".join(self._words)
        if text.strip():
            kind, bold = self._kind, bool(self._bold) and all(self._bold)
            self._blocks.append(Block(kind, text, self._place, self._level, bold))  # type: ignore[arg-type]
            self._kind, self._level = "paragraph", self._lists
        elif self._kind != "item":  # the words of an entry may stand in a paragraph of its own
            self._kind, self._level = "paragraph", self._lists
        self._words, self._bold = [], []

    def _left_out(self, element: etree._Element, said: str) -> None:
        if "".join(map(str, element.itertext())).strip():
            self._remarks.append(Remark(_line(element), "left out", said))


def _line(element: etree._Element) -> str:
    return f"line {element.sourceline}"


def _is_bold(element: etree._Element) -> bool:
    """Whether words directly in an element are bold: it is, or it stands in one that is."""
    return element.tag in _BOLD or any(parent.tag in _BOLD for parent in _inline_parents(element))


def _inline_parents(element: etree._Element) -> Iterator[etree._Element]:
    while (parent := element.getparent()) is not None and element.tag in _INLINE:
        yield parent
        element = parent


def _rows(table: etree._Element) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, each cell in one line."""
    rows = []
    for row in table.iter("tr"):
        cells = (cell for cell in row if cell.tag in {"td", "th"})
        rows.append(tuple(guard.plain(" ".join(map(str, cell.itertext()))) for cell in cells))
    return tuple(row for row in rows if any(row))
