"""The words of a page, block by block, and what differs between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lxml import html

from strategic_framework.ledger.difference import HALF, likeness

#: What stands inside a line; everything else begins a block of its own.
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s small span strong sub sup time u wbr".split()
)
_VERSION = re.compile(r"(?<=\b[Vv]ersion )\d+")
#: What is not read as words of the page.
_UNREAD = frozenset("script style template button select option input textarea noscript".split())


def words(page: str) -> list[str]:
    """Each block of a page's HTML that holds words of its own, in the order of the page, without needless space."""
    root = html.fragment_fromstring(page, create_parent="div")
    blocks = (" ".join("".join(_own(element)).split()) for element in root.iter() if _is_block(element))
    return [block for block in blocks if block]


def _is_block(element: html.HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag not in _INLINE and not _is_hidden(element)


def _is_hidden(element: html.HtmlElement) -> bool:
    line = (element, *element.iterancestors())
    return any(each.tag in _UNREAD or _is_unseen(each) for each in line)


def _is_unseen(element: html.HtmlElement) -> bool:
    """Whether nobody sees it, or only those who listen are told it."""
    return element.get("hidden") is not None or "sf-vh" in (element.get("class") or "").split()


def _own(element: html.HtmlElement) -> Iterator[str]:
    """The words of a block, less those of the blocks in it."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag in _INLINE:
            yield from [" "] if child.tag == "br" else [] if _is_unseen(child) else _own(child)
        elif isinstance(child.tag, str):
            yield " "
        yield child.tail or ""


def differing(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """Each block that is another: as it was and as it is, empty where it stands on one side alone."""
    pairs: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            pairs += _paired(before[i:j], after[k:m])
    return pairs


def only_numbered(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether nothing differs but the number of a version."""
    return all(_VERSION.sub("", was) == _VERSION.sub("", now) for was, now in pairs)


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The blocks of a place that differs: each new one beside the first old one left that it is like."""
    rest = [*before]
    for block in after:
        like = next((place for place, other in enumerate(rest) if likeness(other, block) >= HALF), None)
        if like is None:
            yield "", block
            continue
        yield from ((gone, "") for gone in rest[:like])
        yield rest[like], block
        rest = rest[like + 1 :]
    yield from ((gone, "") for gone in rest)
