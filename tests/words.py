"""The words of a built page that were written for this site: everything that is not quoted, copied or code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import html

#: Where a page holds other voices: a source's words, the framework's titles, code, data, and what only machines read.
_OTHERS = set("script style template code pre q blockquote".split())
_OTHER_VOICES = set(
    "sf-said sf-redline sf-principles sf-head__title--said sf-section__title--said sf-priorities__title sf-part__head "
    "sf-turn__name sf-cite__text sf-definitions sf-repairs__copy sf-passages sf-origins__title "
    "sf-contents__title f-said".split()
)
#: Elements that stand inside a sentence; every other one begins a text of its own.
_INLINE = set("a abbr b em i strong span time small sup sub bdi wbr q code".split())


class Text(NamedTuple):
    """One text of a page: a paragraph, a heading, a cell; `wording` is true where other voices stand inside it."""

    page: str
    text: str


def texts(site: Path) -> Iterator[Text]:
    """Every text of every page of a built site that is this site's own."""
    for path in sorted(site.rglob("*.html")):
        page = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        name = path.relative_to(site).as_posix().removesuffix("index.html") or "/"
        yield from (Text(name, text) for text in _of(page.find("body")))
        # The name of a drawn link that shows a quotation reads that quotation out.
        named = page.xpath("//*[@aria-label or @placeholder][not(.//*[contains(@class, 'f-said')])]")
        yield from (
            Text(name, value) for one in named for value in map(one.get, ("aria-label", "placeholder")) if value
        )


def _of(body: html.HtmlElement) -> Iterator[str]:
    pieces: list[str] = []

    def close() -> Iterator[str]:
        text = " ".join("".join(pieces).split())
        pieces.clear()
        if re.search(r"\w", text):
            yield text

    def walk(element: html.HtmlElement) -> Iterator[str]:
        inline = element.tag in _INLINE
        if not inline:
            yield from close()
        if _is_other(element):
            pieces.append("“…”" if inline else "")
        elif isinstance(element.tag, str):
            pieces.append(element.text or "")
            for child in element:
                yield from walk(child)
                pieces.append(child.tail or "")
        if not inline:
            yield from close()

    yield from walk(body)
    yield from close()


def _is_other(element: html.HtmlElement) -> bool:
    return element.tag in _OTHERS or bool(_OTHER_VOICES & set((element.get("class") or "").split()))


def sentences(text: str) -> list[str]:
    """A text cut after each full stop, question mark or exclamation mark that a new sentence follows."""
    return re.split(r"(?<=[.?!])\s+(?=[“‘(]?[A-Z0-9])", text)
