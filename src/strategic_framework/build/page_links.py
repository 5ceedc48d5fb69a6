"""What stands in a page: its anchors and addresses, as a parser finds them, or as they are known while it is filled."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple, cast

from lxml import etree

from strategic_framework.rendering.forms import MARK, Form


class Held(NamedTuple):
    """What stands in a page: its anchors, its addresses, and those that are fetched as it opens."""

    anchors: list[str]
    addresses: list[str]
    fetched: list[str]


#: A `link` element is fetched as soon as the page is opened unless its `rel` says one of these.
_NOT_FETCHED_RELS = {"canonical", "alternate", "cite-as", "license", "author", "prev", "next"}
_PLAIN_ANCHOR, _PLAIN_ADDRESS, _PLAIN_LINK = map(
    re.compile, (' id="([^"]+)"', ' (?:href|src)="([^"]*)"', '<link rel="([^"]*)"[^>]* href="([^"]*)"')
)


class _LinksOfElements:
    """The links of a page, gathered as the parser comes to each element: a whole edition in one file is no tree."""

    def __init__(self) -> None:
        self._anchors: list[str] = []
        self._hrefs, self._sources, self._fetched = dict[str, None](), dict[str, None](), dict[str, None]()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if not attributes:
            return
        if name := attributes.get("id"):
            self._anchors.append(sys.intern(name))  # most stand on many pages
        href, source = attributes.get("href"), attributes.get("src")
        if href is not None:
            self._hrefs[href] = None
            if tag == "link" and _is_fetched(attributes.get("rel", "")):
                self._fetched[href] = None
        if source is not None:
            self._sources[source] = None

    def close(self) -> Held:
        return Held(self._anchors, [*self._hrefs | self._sources], [*self._fetched | self._sources])


def parsed(html: bytes) -> Held:
    """What a page holds, whoever wrote it and however. Whatever has a `src` is fetched."""
    if not html.strip():
        return Held([], [], [])
    target = cast("etree.ParserTarget", _LinksOfElements())  # the parser calls those of its methods that there are
    return cast("Held", etree.fromstring(html, etree.HTMLParser(encoding="utf-8", target=target)))


def leads(html: str) -> list[str]:
    """The addresses and anchors that stand in a page, as they are written."""
    held = parsed(html.encode())
    return [*held.anchors, *held.addresses]


def is_plain(html: str) -> bool:
    """Whether all that a parser finds in HTML is written ` name="value"`, and nothing else there looks so."""
    plain, held = _plain(html), parsed(html.encode())
    return ([*map(unescape, plain.anchors)] == held.anchors
            and {*map(unescape, plain.addresses)} == {*held.addresses}
            and {*map(unescape, plain.fetched)} == {*held.fetched})  # fmt: skip


def _plain(html: str) -> Held:
    """What plain HTML holds, without a parser, each as it is escaped there."""
    sources = [piece.partition('"')[0] for piece in html.split(' src="')[1:]]
    fetched = dict.fromkeys([*sources, *(href for rel, href in _PLAIN_LINK.findall(html) if _is_fetched(rel))])
    return Held(_PLAIN_ANCHOR.findall(html), [*dict.fromkeys(_PLAIN_ADDRESS.findall(html))], [*fetched])


@lru_cache(maxsize=100)
def _is_fetched(rel: str) -> bool:
    return _NOT_FETCHED_RELS.isdisjoint(rel.lower().split())


def known(html: str, sample: str) -> Callable[[Sequence[str]], Held | None] | None:
    """What is known of a form, or of HTML that nothing fills: what holds for it with its values, if it holds anything.

    It is what `Forms` looks with: `html` has the marks of its form, `sample` is the form filled with little. Of what is
    not plain there is nothing to be said but None.
    """
    if not is_plain(sample):
        return lambda _: None
    held = _plain(html)
    always = Held(*([unescape(value) for value in values if not MARK.search(value)] for values in held))
    anchors, addresses, fetched = ([value for value in values if MARK.search(value)] for values in held)
    if not anchors and not addresses:
        return (lambda _: always) if always.anchors or always.addresses else None
    # What its values will be is filled as the form itself is, all at once.
    form, first, last = Form('"'.join([*anchors, *addresses, *fetched])), len(anchors), len(anchors) + len(addresses)

    def with_values(values: Sequence[str]) -> Held:
        filled = [unescape(value) if "&" in value else value for value in form.fill(values).split('"')]
        return Held(
            always.anchors + filled[:first], always.addresses + filled[first:last], always.fetched + filled[last:]
        )

    return with_values


def of_page(met: Iterable[Held | None]) -> Held | None:
    """What a page holds that was filled from these; None where a parser has to read it, as not all of it is plain."""
    anchors, addresses, fetched = list[str](), list[str](), list[str]()
    for held in met:
        if held is None:
            return None
        anchors += held.anchors
        addresses += held.addresses
        fetched += held.fetched
    # Most stand on many pages, and are kept once.
    return Held([*map(sys.intern, anchors)], [*dict.fromkeys(addresses)], fetched)
