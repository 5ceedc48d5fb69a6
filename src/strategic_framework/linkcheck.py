"""After the build: every href, src and #fragment inside the site leads somewhere, and nothing is fetched elsewhere."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from strategic_framework.cache import Cache


class Fault(NamedTuple):
    """A broken link: the page's file below the site's folder, what the page wrote, and what is wrong with it."""

    page: str
    target: str
    what: str


class _Page(NamedTuple):
    anchors: frozenset[str]
    links: list[tuple[str, str]]


#: Attribute → whether what it names is fetched as soon as the page is opened.
_FETCHED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("link", "href")}
_NOT_FETCHED_RELS = {"canonical", "alternate", "cite-as", "license", "author", "prev", "next"}
_PARSER = etree.HTMLParser(encoding="utf-8")
_OUTSIDE = {"https", "http", "mailto", "tel", "data"}


def check(
    site: Path, base: str, cache: Cache | None = None, *, promised: Iterable[str] = (), fork: bool = False
) -> list[Fault]:
    """Every fault of the built site in `site`; `base` is the path it will be served under, such as `/` or `/repo/`.

    `promised` are the addresses that were published once, below the site's root, with or without a fragment: each
    keeps answering for ever. Every page is read, but not searched again where the cache knows its bytes.
    """
    known = cache or Cache()
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    names = sorted(name for name in files if name.endswith(".html"))
    keys = known.each(lambda name: _searched(site / name, known), names, fork=fork)
    pages = {name: _page(known.get(key)) for name, key in zip(names, keys, strict=True)}
    found = [fault for name, page in pages.items() for fault in _faults(name, page, pages, files, base)]
    return [*found, *(fault for address in promised for fault in _lost(address, pages, files))]


def _lost(address: str, pages: dict[str, _Page], files: set[str]) -> Iterator[Fault]:
    path, _, fragment = address.partition("#")
    name = _file(path, files)
    if name is None:
        yield Fault("addresses.txt", f"/{address}", "was published and does not answer any more")
    elif fragment and (name not in pages or fragment not in pages[name].anchors):
        yield Fault("addresses.txt", f"/{address}", "was published and has no such place any more")


def _searched(path: Path, cache: Cache) -> bytes:
    html = path.read_bytes()
    return cache.ensure(cache.key("links", html), lambda: json.dumps(_read(html)))


def _page(found: str) -> _Page:
    anchors, links = json.loads(found)
    return _Page(frozenset(anchors), links)


def _read(html: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """The anchors of a page and its links, in one walk over its elements."""
    anchors, links = [], []
    for element in etree.fromstring(html, _PARSER).iter(etree.Element):
        if name := element.get("id"):
            anchors.append(str(name))
        for attribute in ("href", "src"):
            if (value := element.get(attribute)) is not None:
                links.append((_kind(element, attribute), str(value)))
    return anchors, links


def _kind(element: etree._Element, attribute: str) -> str:
    """The element's name, with a leading `!` where what it names is fetched as soon as the page is opened."""
    tag, rels = str(element.tag), set((element.get("rel") or "").split())
    return f"!{tag}" if (tag, attribute) in _FETCHED and not rels & _NOT_FETCHED_RELS else tag


def _faults(name: str, page: _Page, pages: dict[str, _Page], files: set[str], base: str) -> Iterator[Fault]:
    for tag, value in page.links:
        parts = urlsplit(value)
        if parts.scheme or parts.netloc:
            if tag.startswith("!") and parts.scheme != "data":
                yield Fault(name, value, "is fetched from another site")
            elif parts.scheme not in _OUTSIDE:
                yield Fault(name, value, "is not a kind of link that this site may hold")
            continue
        target = _target(name, parts.path, base)
        if target is None or _file(target, files) is None:
            yield Fault(name, value, "leads to a page that does not exist")
        elif parts.fragment:
            there = pages.get(_file(target, files) or "")
            if there and unquote(parts.fragment) not in there.anchors:
                yield Fault(name, value, "leads to a place on the page that does not exist")


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


def _file(target: str, files: set[str]) -> str | None:
    """The file that a server gives for a path."""
    wanted = target + "index.html" if not target or target.endswith("/") else target
    wanted = wanted.lstrip("/")
    return wanted if wanted in files else None
