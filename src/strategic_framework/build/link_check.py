"""After the build: every href, src and #fragment inside the site leads somewhere, and nothing is fetched elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import unquote, urlsplit

import orjson
from lxml import etree

from strategic_framework.build.cache import Cache
from strategic_framework.build.files import files_in


class Fault(NamedTuple):
    """A broken link: the page's file below the site's folder, what the page wrote, and what is wrong with it."""

    page: str
    target: str
    what: str


class Marked(NamedTuple):
    """What the words of a page hold: its anchors, its addresses, and those elsewhere that are fetched as it opens."""

    anchors: list[str]
    addresses: list[str]
    fetched: list[str]


class _Page(NamedTuple):
    """What the check knows of a page: its anchors, the places that it leads to, and what it may not hold."""

    anchors: list[str]
    leads: list[str]
    refused: list[tuple[str, str]]


#: Elements whose `src` or `href` is fetched as soon as the page is opened; a `link` only where its `rel` says so.
_FETCHING = ("script", "img", "iframe", "source", "link")
_NOT_FETCHED_RELS = {"canonical", "alternate", "cite-as", "license", "author", "prev", "next"}
_SCHEMES = {"https", "http", "mailto", "tel", "data"}
#: What stands for a path that leads out of the site.
_OUTSIDE = "\0"
_PARSER = etree.HTMLParser(encoding="utf-8")
_LEADING = etree.XPath("//*[@href or @src]")
_ANCHORS = etree.XPath("//@id", smart_strings=False)
_ELSEWHERE = re.compile(r"[\w+.-]+:|//")
#: Most addresses: folders and a file, down from where one is, in letters that stand for themselves.
_DOWNWARDS = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*/?", re.ASCII)
#: How our templates write: attributes in lower case after one space, in double quotes, and no such quote in a text.
_IDS = re.compile(r' id="([^"]+)"')
_ADDRESSES = re.compile(r'(?: href| src)="([^"]*)"')
_FETCHES = re.compile(rf'<({"|".join(_FETCHING)})( [^<>]*="(?:{_ELSEWHERE.pattern})[^<>]*)>')
_ATTRIBUTES = re.compile(r' (rel|href|src)="([^"]*)"')


def check(
    site: Path,
    base: str,
    cache: Cache | None = None,
    *,
    promised: Iterable[str] = (),
    searched: Mapping[str, bytes] | None = None,
    fork: bool = False,
) -> list[Fault]:
    """Every fault of the built site in `site`; `base` is the path it will be served under, such as `/` or `/repo/`.

    `promised` are the addresses that were published once, below the site's root, with or without a fragment: each
    keeps answering for ever. `searched` names the pages whose words were searched when they were written, each with
    the key of what was found (`search`); every other page is read, and searched where the cache does not know it.
    """
    known, keys = cache or Cache(), dict(searched or {})
    files = set(files_in(site))
    names = sorted(name for name in files if name.endswith(".html"))
    others = [name for name in names if name not in keys]

    def read(name: str) -> bytes:
        html = (site / name).read_bytes()
        return search(name, lambda: html, base, known, html)

    keys.update(zip(others, known.each(read, others, fork=fork), strict=True))
    pages = {name: _Page(*orjson.loads(known.get(keys[name]))) for name in names}
    places = files | {f"{name}#{anchor}" for name, page in pages.items() for anchor in page.anchors}
    wrong = [name for name, page in pages.items() if page.refused or not places.issuperset(page.leads)]
    faults = [fault for name in wrong for fault in _faults(site, name, pages[name], base, files, places)]
    return [*faults, *(fault for address in promised for fault in _lost(address, files, places))]


def _lost(address: str, files: set[str], places: set[str]) -> Iterator[Fault]:
    path, _, fragment = address.partition("#")
    name = _file(path)
    if name not in files:
        yield Fault("addresses.txt", f"/{address}", "was published and does not answer any more")
    elif fragment and f"{name}#{fragment}" not in places:
        yield Fault("addresses.txt", f"/{address}", "was published and has no such place any more")


def search(
    name: str, html: Callable[[], bytes], base: str, cache: Cache, key: bytes, *, regular: bool = False
) -> bytes:
    """The key of what a page holds; `key` stands for its words, which are asked for only where that is not known.

    A `regular` page is written by our templates, and what stands in it by hand `is_regular`.
    """
    own = cache.key("links", name, base, key)
    return cache.ensure(own, lambda: _told(name, written(html().decode()) if regular else parsed(html()), base))


def is_regular(prose: str) -> bool:
    """Whether words by hand are written as our templates write, so that `written` reads them as `parsed` does."""
    page = f"<!doctype html><html><body>{prose}</body></html>"
    return [*map(set, written(page))] == [*map(set, parsed(page.encode()))]


def _told(name: str, held: Marked, base: str) -> str:
    """What the cache keeps: each place that a page leads to once."""
    return orjson.dumps((held.anchors, *_sorted_out(name, held, base))).decode()


def _sorted_out(name: str, held: Marked, base: str) -> tuple[list[str], list[tuple[str, str]]]:
    leads, refused = dict[str, None](), list[tuple[str, str]]()
    for value, place in zip(held.addresses, _places(name, held.addresses, base), strict=True):
        if place is None:
            refused += _refused(value, value in held.fetched)
        else:
            leads[place] = None
    return list(leads), refused


def parsed(html: bytes) -> Marked:
    """What a page holds, whoever wrote it and however."""
    page = etree.fromstring(html, _PARSER)
    addresses, fetched = dict[str, None](), list[str]()
    for element in cast("list[etree._Element]", _LEADING(page)):
        values = [value for name in ("href", "src") if (value := element.get(name)) is not None]
        addresses |= dict.fromkeys(values)
        if _is_fetched(str(element.tag), element.get("rel") or ""):
            fetched += filter(_ELSEWHERE.match, values)
    return Marked([name for name in cast("list[str]", _ANCHORS(page)) if name], list(addresses), fetched)


def written(html: str) -> Marked:
    """What a page of our templates holds: the same as `parsed` gives, several times as fast. A test compares them."""
    fetched = list[str]()
    for tag, attributes in _FETCHES.findall(html):
        found = dict(_ATTRIBUTES.findall(attributes))
        if _is_fetched(tag, found.pop("rel", "")):
            fetched += filter(_ELSEWHERE.match, map(unescape, found.values()))
    return Marked(
        [*map(unescape, _IDS.findall(html))],
        [unescape(one) for one in dict.fromkeys(_ADDRESSES.findall(html))],
        fetched,
    )


def _is_fetched(tag: str, rel: str) -> bool:
    return tag in _FETCHING and not set(rel.split()) & _NOT_FETCHED_RELS


def _refused(value: str, fetched: bool) -> Iterator[tuple[str, str]]:
    """Why an address outside the site may not stand there, if it may not."""
    scheme = urlsplit(value).scheme
    if fetched and scheme != "data":
        yield value, "is fetched from another site"
    elif scheme not in _SCHEMES:
        yield value, "is not a kind of link that this site may hold"


def _places(name: str, values: list[str], base: str) -> Iterator[str | None]:
    """The place in the site that each address leads to, with its fragment where it is a page; None for one outside."""
    folder = name.rpartition("/")[0]
    parent = folder.rpartition("/")[0]
    for value in values:
        if folder and value.startswith("../"):  # what stands side by side leads to the same places in the same words
            yield _reached(parent, value[3:], base)
        elif value[:1] in {"", "#", "?"}:
            fragment = unquote(value.partition("#")[2])
            yield f"{name}#{fragment}" if fragment else name
        else:
            yield _reached(folder, value, base)


@lru_cache(maxsize=50_000)
def _reached(folder: str, value: str, base: str) -> str | None:
    """The place that an address leads to, seen from a folder."""
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


def _faults(site: Path, name: str, page: _Page, base: str, files: set[str], places: set[str]) -> Iterator[Fault]:
    """What is wrong with a page that is known to have a fault: it is read once more for how it wrote the address."""
    yield from (Fault(name, value, what) for value, what in page.refused)
    told, values = set[str](), parsed((site / name).read_bytes()).addresses
    for value, place in zip(values, _places(name, values, base), strict=True):
        if place is not None and place not in places and place not in told:
            told.add(place)
            there = place.partition("#")[0] in files
            what = "a place on the page that does not exist" if there else "a page that does not exist"
            yield Fault(name, value, f"leads to {what}")


def _file(target: str) -> str:
    """The file that a server gives for a path, if there is one."""
    wanted = target + "index.html" if not target or target.endswith("/") else target
    return wanted.lstrip("/")
