"""The Markdown of `docs/`: headings become sections, and a macro's place in the prose is kept by a mark.

No data goes through Markdown: a macro leaves a mark on a line of its own, Markdown turns the mark into an empty
`<sf-call>` element, and the finished HTML takes its place (`fill`). Template pages and ordinary pages work alike.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from strategic_framework.language.strings import translate_attribute, translate_text

#: What MkDocs and the engine both convert with (mkdocs.yml lists the same, and a test compares them).
EXTENSIONS = ["attr_list", "sane_lists", "tables", "strategic_framework.rendering.markdown"]

_MARK = re.compile(r"\[\[sf:(head|section|block):(\w+)\]\]")
_CALL = re.compile(r'<sf-call key="(\w+)" shape="(?:\w+)"></sf-call>')


def mark(shape: str, key: str) -> str:
    """The line that keeps a macro's place: `shape` is head, section or block; `key` finds its HTML again."""
    return f"[[sf:{shape}:{key}]]"


def literal(text: str) -> str:
    """Text that Markdown will show as the characters it is: what could mean something is written as a reference."""
    return re.sub(r"[^\w\s,.;’]|_", lambda match: f"&#{ord(match[0])};", text)


def convert(text: str, *more: str) -> str:
    """Prose with marks as HTML with `<sf-call>` elements in their place; `more` names further extensions."""
    return _converter(*more).reset().convert(text)


@cache
def _converter(*more: str) -> Markdown:
    """Making one takes as long as converting a page with it."""
    return Markdown(extensions=[*EXTENSIONS, *more], output_format="html")


def fill(html: str, content: Callable[[str], str]) -> str:
    """Put each macro's HTML where its mark stood."""
    cut = [*_cut(html)]
    cut[1::2] = map(content, cut[1::2])
    return "".join(cut)


def pieces(html: str) -> Iterator[tuple[str, bool]]:
    """The HTML cut at its calls: (text, False) or (key, True), in order."""
    for i, piece in enumerate(_cut(html)):
        yield piece, bool(i % 2)


@lru_cache(maxsize=100)
def _cut(html: str) -> Sequence[str]:
    """Texts and keys in turn; thousands of pages are made from one template."""
    return _CALL.split(html)


class _Calls(BlockProcessor):
    """A block that is a mark becomes an empty element."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:  # noqa: ARG002 (as Python-Markdown calls it)
        return bool(_MARK.fullmatch(block.strip()))

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        mark = _MARK.fullmatch(blocks.pop(0).strip())
        if mark:
            ElementTree.SubElement(parent, "sf-call", {"key": mark[2], "shape": mark[1]})


class _Sections(Treeprocessor):
    """Everything under a second-level heading becomes a section named by that heading's identifier."""

    def run(self, root: ElementTree.Element) -> None:
        children = list(root)
        for child in children:
            root.remove(child)
        body: ElementTree.Element | None = None
        for child in children:
            if child.tag == "sf-call" and child.get("shape") in {"head", "section"}:
                root.append(child)
                body = None
            elif child.tag == "h2":
                body = _section(root, child)
            else:
                if body is None:
                    body = ElementTree.SubElement(root, "div", {"class": "sf-section sf-prose"})
                body.append(_region(child) if child.tag == "table" else child)


def _region(table: ElementTree.Element) -> ElementTree.Element:
    """A table may be wider than its column: it scrolls in a named region that a keyboard reaches."""
    heads = ", ".join("".join(cell.itertext()).strip() for cell in table.iter("th"))
    region = ElementTree.Element("div", {"class": "sf-table", "role": "region", "tabindex": "0", "aria-label": heads})
    table.set("class", "sf-table__rows")
    table.set("aria-label", heads)
    for cell in table.iter("th"):
        cell.set("scope", "col")
    region.append(table)
    return region


def _section(root: ElementTree.Element, heading: ElementTree.Element) -> ElementTree.Element:
    """Open a section; `.written` on its heading adds the mark of the site's voice, `.wide` takes the side head away."""
    marks = set((heading.attrib.pop("class", "")).split())
    side = "" if "wide" in marks else " sf-section--side"
    attributes = {"class": f"sf-section{side} sf-section--ruled"}
    section = ElementTree.SubElement(root, "section", attributes)
    head = ElementTree.SubElement(section, "div", {"class": "sf-section__head"})
    head.append(heading)
    if "written" in marks:
        ElementTree.SubElement(head, "p", {"class": "sf-written"}).text = translate_text("written.mark")
    return ElementTree.SubElement(section, "div", {"class": "sf-section__body sf-prose"})


class _Examples(Postprocessor):
    """A block of code may be wider than its column: it is a named region, which a keyboard can reach and scroll."""

    def run(self, text: str) -> str:
        number = itertools.count(1)
        return re.sub("<pre>", lambda _: self._named(next(number)), text)

    @staticmethod
    def _named(number: int) -> str:
        name = translate_attribute("prose.example", number=number)
        return f'<pre tabindex="0" role="region" aria-label="{name}">'


class Prose(Extension):
    """Calls, sections and examples, for Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        md.parser.blockprocessors.register(_Calls(md.parser), "sf-calls", 120)
        md.treeprocessors.register(_Sections(md), "sf-sections", 3)
        md.postprocessors.register(_Examples(md), "sf-examples", 25)  # fenced code is put back at 30


def makeExtension(**settings: Any) -> Prose:  # noqa: N802
    """What Python-Markdown calls for `strategic_framework.rendering.markdown`."""
    return Prose(**settings)
