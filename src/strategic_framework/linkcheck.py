"""After the build: every href, src and #fragment inside the site leads somewhere, and nothing is fetched elsewhere."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

from strategic_framework.cache import Cache
from strategic_framework.walk import files_in


class Fault(NamedTuple):
    """A broken link: the page's file below the site's folder, what the page wrote, and what is wrong with it."""

    page: str
    target: str
    what: str


class _Page(NamedTuple):
    """What the check knows of a page: where it leads is a place → how the page wrote it."""

    anchors: list[str]
    leads: dict[str, str]
    refused: list[tuple[str, str]]


#: Attribute → whether what it names is fetched as soon as the page is opened.
_FETCHED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("link", "href")}
_NOT_FETCHED_RELS = {"canonical", "alternate", "cite-as", "license", "author", "prev", "next"}
_PARSER = etree.HTMLParser(encoding="utf-8")
_LEADING = etree.XPath("//*[@href or @src]")
_ANCHORS = etree.XPath("//@id", smart_strings=False)
_OUTSIDE = {"https", "http", "mailto", "tel", "data"}


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
    found = known.each(lambda name: (search(name, (site / name).read_bytes(), base, known),), others, fork=fork)
    keys.update((name, key) for name, (key,) in zip(others, found, strict=True))
    pages = {name: _Page(*json.loads(known.get(keys[name]))) for name in names}
    places = files | {f"{name}#{anchor}" for name, page in pages.items() for anchor in page.anchors}
    faults = [fault for name, page in pages.items() for fault in _faults(name, page, files, places)]
    return [*faults, *(fault for address in promised for fault in _lost(address, files, places))]


def _lost(address: str, files: set[str], places: set[str]) -> Iterator[Fault]:
    path, _, fragment = address.partition("#")
    name = _file(path)
    if name not in files:
        yield Fault("addresses.txt", f"/{address}", "was published and does not answer any more")
    elif fragment and f"{name}#{fragment}" not in places:
        yield Fault("addresses.txt", f"/{address}", "was published and has no such place any more")


def search(name: str, html: bytes, base: str, cache: Cache, key: bytes = b"") -> bytes:
    """The key of what a page holds: its anchors, the places that it leads to, and what it may not hold.

    `key` stands for the words of a page that was made; without it the words themselves do.
    """
    own = cache.key("links", name, base, key or html)
    return cache.ensure(own, lambda: json.dumps(_read(name, html, base)))


def _read(name: str, html: bytes, base: str) -> _Page:
    """Each place that a page leads to is told once, with how the page wrote it."""
    leads, refused, seen = dict[str, str](), list[tuple[str, str]](), set[str]()
    page = etree.fromstring(html, _PARSER)
    for element in cast("list[etree._Element]", _LEADING(page)):
        for attribute in ("href", "src"):
            value = element.get(attribute)
            if value is None or value in seen:
                continue
            parts = urlsplit(value)
            if parts.scheme or parts.netloc:
                refused += _refused(_kind(element, attribute), value, parts)
            else:
                seen.add(value)
                leads.setdefault(_place(name, parts, base), value)
    return _Page([name for name in cast("list[str]", _ANCHORS(page)) if name], leads, refused)


def _kind(element: etree._Element, attribute: str) -> str:
    """The element's name, with a leading `!` where what it names is fetched as soon as the page is opened."""
    tag, rels = str(element.tag), set((element.get("rel") or "").split())
    return f"!{tag}" if (tag, attribute) in _FETCHED and not rels & _NOT_FETCHED_RELS else tag


def _refused(kind: str, value: str, parts: SplitResult) -> Iterator[tuple[str, str]]:
    if kind.startswith("!") and parts.scheme != "data":
        yield value, "is fetched from another site"
    elif parts.scheme not in _OUTSIDE:
        yield value, "is not a kind of link that this site may hold"


def _place(name: str, parts: SplitResult, base: str) -> str:
    """The file that a link reaches, with the fragment where the file is a page; nothing where it leaves the site."""
    target = _target(name, parts.path, base)
    file = "" if target is None else _file(target)
    return f"{file}#{unquote(parts.fragment)}" if parts.fragment and file.endswith(".html") else file


def _faults(name: str, page: _Page, files: set[str], places: set[str]) -> Iterator[Fault]:
    yield from (Fault(name, value, what) for value, what in page.refused)
    for place, value in page.leads.items():
        if place not in places:
            there = place.partition("#")[0] in files
            what = "a place on the page that does not exist" if there else "a page that does not exist"
            yield Fault(name, value, f"leads to {what}")


def _target(name: str, path: str, base: str) -> str | None:
    """The path below the site that a link reaches, or None where it leaves the site."""
    if not path:
        return name
    if path.startswith("/"):
        return unquote(path.removeprefix(base)) if path.startswith(base) else None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
    if joined.startswith(".."):
        return None
    joined = "" if joined == "." else joined
    return joined + "/" if path.endswith(("/", "/.", "/..")) or path in {".", ".."} else joined


def _file(target: str) -> str:
    """The file that a server gives for a path, if there is one."""
    wanted = target + "index.html" if not target or target.endswith("/") else target
    return wanted.lstrip("/")
