"""After the build: every href, src and #fragment inside the site leads somewhere, and nothing is fetched elsewhere."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from strategic_framework.build import parallel
from strategic_framework.build.files import files_in
from strategic_framework.rendering import csp


class Fault(NamedTuple):
    """A broken link: the page's file below the site's folder, what the page wrote, and what is wrong with it."""

    page: str
    target: str
    what: str


class _Links(NamedTuple):
    """What stands in a page: its anchors, its addresses, and those that are fetched as it opens."""

    anchors: list[str]
    addresses: list[str]
    fetched: set[str]


class PageLinks(NamedTuple):
    """What the check knows of a page: its anchors, the places that it leads to, and what it may not hold."""

    anchors: tuple[str, ...]
    leads: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]

    def beyond(self, files: frozenset[str]) -> PageLinks:
        """The same without what leads to one of these files."""
        return self._replace(leads=tuple(lead for lead in self.leads if lead not in files))


#: A `link` element is fetched as soon as the page is opened unless its `rel` says one of these.
_NOT_FETCHED_RELS = {"canonical", "alternate", "cite-as", "license", "author", "prev", "next"}
#: How most addresses outside the site begin.
_ELSEWHERE = ("https://", "mailto:")
_SCHEMES = {"https", "http", "mailto", "tel", "data"}
#: What stands for a path that leads out of the site.
_OUTSIDE = "\0"
_PLAIN_ANCHOR, _PLAIN_ADDRESS, _PLAIN_LINK = map(
    re.compile, (' id="([^"]+)"', ' (?:href|src)="([^"]*)"', '<link rel="([^"]*)"[^>]* href="([^"]*)"')
)
#: Pages of a kind have the same anchors, which are kept once.
_ALIKE: dict[tuple[str, ...], tuple[str, ...]] = {}
#: So many addresses are remembered of what leads from one folder: those that pages side by side ask for.
_REMEMBERED = 5_000
#: Most addresses: folders and a file, down from where one is, in letters that stand for themselves.
_DOWNWARDS = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*/?", re.ASCII)


def check(
    site: Path,
    base: str,
    *,
    promised: Iterable[str] = (),
    sealed: bool = False,
    fork: bool = False,
    names: Iterable[str] | None = None,
    known: Mapping[str, PageLinks] | None = None,
    beyond: frozenset[str] = frozenset(),
) -> list[Fault]:
    """Every fault of the built site in `site`; `base` is the path it will be served under, such as `/` or `/repo/`.

    What is checked is what stands in the folder now, whoever wrote it: `names` are its files, if somebody has looked
    already, and `known` are what this build's pages hold that stand as it wrote them. The others are read. What leads
    to the files `beyond` is left out of `known`, which says too little where one of them is gone. `promised` are the
    addresses that were published once, below the site's root, with or without a fragment: each keeps answering for
    ever. In a `sealed` site every page carries its policy.
    """
    files = set(files_in(site) if names is None else names)
    known = known if known and beyond <= files else {}
    unknown = sorted(name for name in files if name.endswith(".html") and name not in known)

    def read(name: str) -> PageLinks:
        html = (site / name).read_bytes()
        return _page(name, _links(html), base, has_policy=not sealed or csp.has_policy(html))

    pages = {**known, **dict(zip(unknown, parallel.map(read, unknown, None if fork else 1), strict=True))}
    promised = list(promised)
    places = files | _anchored(pages, promised)
    faulty = [name for name in sorted(pages) if pages[name].refused or not places.issuperset(pages[name].leads)]
    faults = [fault for name in faulty for fault in _faults(site, name, pages[name], base, files, places)]
    return [*faults, *(fault for address in promised for fault in _lost(address, files, places))]


def plain_page(name: str, html: str, base: str) -> PageLinks:
    """What is known of a page with a policy that is written plainly (`is_plain`), without a parser."""
    return _page(name, _plain_links(html), base, has_policy=True)


def _anchored(pages: Mapping[str, PageLinks], promised: Iterable[str]) -> set[str]:
    """The places on pages that are there, of those that anything leads to: a version has an anchor for each item."""
    named = {lead for page in pages.values() for lead in page.leads if "#" in lead}
    named |= {f"{_file(path)}#{fragment}" for path, _, fragment in (address.partition("#") for address in promised)}
    return {place for name, page in pages.items()
            for place in named.intersection([f"{name}#{anchor}" for anchor in page.anchors])}  # fmt: skip


def _lost(address: str, files: set[str], places: set[str]) -> Iterator[Fault]:
    path, _, fragment = address.partition("#")
    name = _file(path)
    if name not in files:
        yield Fault("addresses.txt", f"/{address}", "was published and does not answer any more")
    elif fragment and f"{name}#{fragment}" not in places:
        yield Fault("addresses.txt", f"/{address}", "was published and has no such place any more")


def _page(name: str, links: _Links, base: str, *, has_policy: bool) -> PageLinks:
    leads, refused = dict[str, None](), list[tuple[str, str]]()
    for value, place in zip(links.addresses, _places(name, links.addresses, base), strict=True):
        if place is None:
            refused += _refused(value, value in links.fetched)
        else:
            leads[place] = None
    if not has_policy:
        refused.append(("Content-Security-Policy", "is missing: something else than this build wrote the page"))
    return PageLinks(_ALIKE.setdefault(anchors := tuple(links.anchors), anchors), tuple(leads), tuple(refused))


class _LinksOfElements:
    """The links of a page, gathered as the parser comes to each element: a whole edition in one file is no tree."""

    def __init__(self) -> None:
        self._anchors: list[str] = []
        self._hrefs, self._sources, self._fetched = dict[str, None](), dict[str, None](), set[str]()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if name := attributes.get("id"):
            self._anchors.append(sys.intern(name))  # most stand on many pages
        href, source = attributes.get("href"), attributes.get("src")
        if href is not None:
            self._hrefs[href] = None
            if tag == "link" and _is_fetched(attributes.get("rel", "")):
                self._fetched.add(href)
        if source is not None:
            self._sources[source] = None

    def close(self) -> _Links:
        return _Links(self._anchors, [*self._hrefs | self._sources], self._fetched.union(self._sources))


def _links(html: bytes) -> _Links:
    """What a page holds, whoever wrote it and however. Whatever has a `src` is fetched."""
    if not html.strip():
        return _Links([], [], set())
    target = cast("etree.ParserTarget", _LinksOfElements())  # the parser calls those of its methods that there are
    return cast("_Links", etree.fromstring(html, etree.HTMLParser(encoding="utf-8", target=target)))


def leads(html: str) -> list[str]:
    """The addresses and anchors that stand in a page, as they are written."""
    links = _links(html.encode())
    return [*links.anchors, *links.addresses]


def is_plain(html: str) -> bool:
    """Whether all that a parser finds in HTML is written ` name="value"`, and nothing else there looks so."""
    fast, parsed = _plain_links(html), _links(html.encode())
    return fast[::2] == parsed[::2] and {*fast.addresses} == {*parsed.addresses}


def _plain_links(html: str) -> _Links:
    """What plain HTML holds, without a parser."""
    sources = [piece.partition('"')[0] for piece in html.split(' src="')[1:]]
    fetched = [*sources, *(href for rel, href in _PLAIN_LINK.findall(html) if _is_fetched(rel))]
    anchors = [sys.intern(name) for name in _unescaped(_PLAIN_ANCHOR.findall(html))]
    return _Links(anchors, [*dict.fromkeys(_unescaped(_PLAIN_ADDRESS.findall(html)))], {*_unescaped(fetched)})


def _unescaped(values: list[str]) -> list[str]:
    return [unescape(value) if "&" in value else value for value in values]


@lru_cache(maxsize=100)
def _is_fetched(rel: str) -> bool:
    return _NOT_FETCHED_RELS.isdisjoint(rel.lower().split())


def _refused(value: str, fetched: bool) -> Iterator[tuple[str, str]]:
    """Why an address outside the site may not stand there, if it may not."""
    if not fetched and value.startswith(_ELSEWHERE):
        return
    scheme = urlsplit(value).scheme
    if fetched and scheme != "data":
        yield value, "is fetched from another site"
    elif scheme not in _SCHEMES:
        yield value, "is not a kind of link that this site may hold"


def _places(name: str, values: list[str], base: str) -> Iterator[str | None]:
    """The place in the site that each address leads to, with its fragment where it is a page; None for one outside."""
    folder = name.rpartition("/")[0]
    above, below = _seen_from(folder.rpartition("/")[0], base), _seen_from(folder, base)
    for value in values:
        if folder and value.startswith("../"):  # what stands side by side leads to the same places in the same words
            yield above[value[3:]]
        elif value[:1] in {"", "#", "?"}:
            fragment = unquote(value.partition("#")[2])
            yield f"{name}#{fragment}" if fragment else name
        else:
            yield below[value]


class _Places(dict[str, str | None]):
    """The places that addresses lead to, seen from one folder."""

    def __init__(self, folder: str, base: str) -> None:
        self._folder, self._base = folder, base

    def __missing__(self, value: str) -> str | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        place = self[value] = _reached(self._folder, value, self._base)
        return place


#: Pages come folder by folder.
_seen_from = lru_cache(maxsize=8)(_Places)


def _reached(folder: str, value: str, base: str) -> str | None:
    """The place that an address leads to, seen from a folder."""
    if value.startswith(_ELSEWHERE):
        return None
    while folder and value.startswith("../"):
        folder, value = folder.rpartition("/")[0], value[3:]
    if _DOWNWARDS.fullmatch(value):
        return _file(f"{folder}/{value}" if folder else value)
    parts = urlsplit(value)
    if parts.scheme or parts.netloc:
        return None
    file = _file(_below(folder, parts.path, base))
    return f"{file}#{unquote(parts.fragment)}" if parts.fragment and file.endswith(".html") else file


def _below(folder: str, path: str, base: str) -> str:
    """The path below the site's root that a path leads to, seen from a folder; one that no file has outside it."""
    if path.startswith("/"):
        return unquote(path.removeprefix(base)) if path.startswith(base) else _OUTSIDE
    joined = posixpath.normpath(posixpath.join(folder, unquote(path)))
    if joined.startswith(".."):
        return _OUTSIDE
    joined = "" if joined == "." else joined
    return joined + "/" if joined and (path.endswith(("/", "/.", "/..")) or path in {"", ".", ".."}) else joined


def _faults(site: Path, name: str, page: PageLinks, base: str, files: set[str], places: set[str]) -> Iterator[Fault]:
    """What is wrong with a page that is known to have a fault: it is read once more for how it wrote the address."""
    yield from (Fault(name, value, what) for value, what in page.refused)
    reported, values = set[str](), _links((site / name).read_bytes()).addresses
    for value, place in zip(values, _places(name, values, base), strict=True):
        if place is not None and place not in places and place not in reported:
            reported.add(place)
            there = place.partition("#")[0] in files
            what = "a place on the page that does not exist" if there else "a page that does not exist"
            yield Fault(name, value, f"leads to {what}")


def _file(target: str) -> str:
    """The file that a server gives for a path, if there is one."""
    wanted = target + "index.html" if not target or target.endswith("/") else target
    return wanted.lstrip("/")
