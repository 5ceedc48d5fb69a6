"""After the build: every href, src and #fragment inside the site leads somewhere, and nothing is fetched elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from strategic_framework.build import page_links, parallel
from strategic_framework.build.files import files_in
from strategic_framework.rendering import csp


class Fault(NamedTuple):
    """A broken link: the page's file below the site's folder, what the page wrote, and what is wrong with it."""

    page: str
    target: str
    what: str


class PageLinks(NamedTuple):
    """What the check knows of a page: its anchors, the places that it leads to, and what it may not hold."""

    anchors: tuple[str, ...]
    leads: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]

    def beyond(self, files: frozenset[str]) -> PageLinks:
        """The same without what leads to one of these files."""
        return self._replace(leads=tuple(lead for lead in self.leads if lead not in files))


#: How most addresses outside the site begin.
_ELSEWHERE = ("https://", "mailto:")
_SCHEMES = {"https", "http", "mailto", "tel", "data"}
#: What stands for a path that leads out of the site.
_OUTSIDE = "\0"
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
        return _page(name, page_links.parsed(html), base, has_policy=not sealed or csp.has_policy(html))

    pages = {**known, **dict(zip(unknown, parallel.map(read, unknown, None if fork else 1), strict=True))}
    promised = list(promised)
    places = files | _anchored(pages, promised)
    faulty = [name for name in sorted(pages) if pages[name].refused or not places.issuperset(pages[name].leads)]
    faults = [fault for name in faulty for fault in _faults(site, name, pages[name], base, files, places)]
    return [*faults, *(fault for address in promised for fault in _lost(address, files, places))]


def known_page(name: str, held: page_links.Held, base: str) -> PageLinks:
    """What is known of a page with a policy, whose links are known already."""
    return _page(name, held, base, has_policy=True)


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


def _page(name: str, links: page_links.Held, base: str, *, has_policy: bool) -> PageLinks:
    places = _places(name, links.addresses, base)
    refused = list[tuple[str, str]]()
    for value in (value for value, place in zip(links.addresses, places, strict=True) if place is None):
        refused += _refused(value, value in links.fetched)
    leads = dict.fromkeys(place for place in places if place is not None)
    if not has_policy:
        refused.append(("Content-Security-Policy", "is missing: something else than this build wrote the page"))
    return PageLinks(_ALIKE.setdefault(anchors := tuple(links.anchors), anchors), tuple(leads), tuple(refused))


def _refused(value: str, fetched: bool) -> Iterator[tuple[str, str]]:
    """Why an address outside the site may not stand there, if it may not."""
    if not fetched and value.startswith(_ELSEWHERE):
        return
    scheme = urlsplit(value).scheme
    if fetched and scheme != "data":
        yield value, "is fetched from another site"
    elif scheme not in _SCHEMES:
        yield value, "is not a kind of link that this site may hold"


def _places(name: str, values: list[str], base: str) -> list[str | None]:
    """The place in the site that each address leads to, with its fragment where it is a page; None for one outside."""
    folder = name.rpartition("/")[0]
    if not folder:
        return [_own(name, folder, value, base) for value in values]
    beside = _beside(folder.rpartition("/")[0], base)
    # What stands side by side leads to the same places in the same words, if these begin with a step upwards.
    return [beside[value] if value[:3] == "../" else _own(name, folder, value, base) for value in values]


def _own(name: str, folder: str, value: str, base: str) -> str | None:
    """The place that an address leads to, seen from a page: itself, or what stands below its folder or elsewhere."""
    if value[:1] in {"", "#", "?"}:
        fragment = unquote(value.partition("#")[2])
        return f"{name}#{fragment}" if fragment else name
    return _reached(folder, value, base)


class _Beside(dict[str, str | None]):
    """The places that addresses lead to which begin with a step upwards, seen from any folder in the same one."""

    def __init__(self, above: str, base: str) -> None:
        self._above, self._base = above, base

    def __missing__(self, value: str) -> str | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        place = self[value] = _reached(self._above, value[3:], self._base)
        return place


#: Pages come folder by folder.
_beside = lru_cache(maxsize=8)(_Beside)


def _reached(folder: str, value: str, base: str) -> str | None:
    """The place that an address leads to, seen from a folder."""
    if value.startswith(_ELSEWHERE):
        return None
    while folder and value.startswith("../"):
        folder, value = folder.rpartition("/")[0], value[3:]
    path, _, fragment = value.partition("#")
    if _DOWNWARDS.fullmatch(path):
        place = f"{folder}/{path}" if folder else path
        return _with_fragment(f"{place}index.html" if place.endswith("/") else place, fragment)
    parts = urlsplit(value)
    if parts.scheme or parts.netloc:
        return None
    return _with_fragment(_file(_below(folder, parts.path, base)), parts.fragment)


def _with_fragment(file: str, fragment: str) -> str:
    """The place that a fragment means in a file; of one that is no page it means nothing."""
    return f"{file}#{unquote(fragment)}" if fragment and file.endswith(".html") else file


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
    reported, values = set[str](), page_links.parsed((site / name).read_bytes()).addresses
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
