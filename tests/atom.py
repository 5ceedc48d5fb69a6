"""What RFC 4287 asks of an Atom feed, as far as a feed without extensions goes; section numbers are the RFC's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

_ATOM = "{http://www.w3.org/2005/Atom}"
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # RFC 3339, as 3.3 narrows it
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
#: Element → how often its children may stand in it: (at least, at most; 0 means any number). 4.1.1, 4.1.2, 3.2.
_HOLDS: dict[str, dict[str, tuple[int, int]]] = {
    "feed": {
        "id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 0), "link": (1, 0), "entry": (0, 0),
        "rights": (0, 1), "subtitle": (0, 1), "icon": (0, 1), "logo": (0, 1), "generator": (0, 1),
        "category": (0, 0), "contributor": (0, 0),
    },
    "entry": {
        "id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (0, 0), "link": (0, 0), "published": (0, 1),
        "content": (0, 1), "summary": (0, 1), "rights": (0, 1), "source": (0, 1),
        "category": (0, 0), "contributor": (0, 0),
    },
    "author": {"name": (1, 1), "uri": (0, 1), "email": (0, 1)},
    "contributor": {"name": (1, 1), "uri": (0, 1), "email": (0, 1)},
}  # fmt: skip


def faults(feed: bytes) -> list[str]:
    """Each breach in a sentence; XML that is not well formed is one."""
    try:
        root = etree.fromstring(feed, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        return [f"not well formed: {fault}"]
    if root.tag != f"{_ATOM}feed":
        return [f"the root is {root.tag}"]
    return [*_held(root), *_dates(root), *_ids(root), *_links(root), *_contents(root)]


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """The children of that Atom name."""
    return element.findall(f"{_ATOM}{name}")


def _held(element: etree._Element) -> Iterator[str]:
    """No child is missing, too many or unknown; no text is empty."""
    here = _name(element)
    if here not in _HOLDS:
        if here != "link" and not "".join(element.itertext()).strip():
            yield f"{here} is empty"
        return
    counts = Counter(_name(child) for child in element)
    yield from (f"{here} may not hold {name}" for name in counts.keys() - _HOLDS[here].keys())
    for name, (least, most) in _HOLDS[here].items():
        if counts[name] < least or (most and counts[name] > most):
            yield f"{here} holds {counts[name]} {name}"
    for child in element:
        yield from _held(child)


def _dates(root: etree._Element) -> Iterator[str]:
    """Every date is one of RFC 3339 (3.3), and the feed's is that of its newest entry."""
    entries = [date.text or "" for entry in children(root, "entry") for date in children(entry, "updated")]
    for name in ("updated", "published"):
        for date in root.iter(f"{_ATOM}{name}"):
            if not _DATE.fullmatch(date.text or ""):
                yield f"{name} is {date.text}"
    if entries and [date.text for date in children(root, "updated")] != [max(entries)]:
        yield f"the feed is not as new as its newest entry, {max(entries)}"


def _ids(root: etree._Element) -> Iterator[str]:
    """Every id is an IRI (4.2.6) and stands once."""
    found = Counter(one.text or "" for one in root.iter(f"{_ATOM}id"))
    yield from (f"id {one!r} is no IRI" for one in found if not _IRI.fullmatch(one))
    yield from (f"id {one!r} stands {times} times" for one, times in found.items() if times > 1)


def _links(root: etree._Element) -> Iterator[str]:
    """A link leads somewhere (4.2.7); of its kind, type and language an alternate is alone; a feed says where it is."""
    for holder in (root, *children(root, "entry")):
        links = children(holder, "link")
        yield from (
            f"a link of {_name(holder)} has no address" for one in links if not _IRI.fullmatch(one.get("href", ""))
        )
        kinds = Counter((one.get("rel", "alternate"), one.get("type"), one.get("hreflang")) for one in links)
        yield from (f"{_name(holder)} has {n} links {kind}" for kind, n in kinds.items() if n > 1)
        if not children(holder, "content") and holder is not root and "alternate" not in {kind[0] for kind in kinds}:
            yield "an entry without content has no alternate link"
    if "self" not in {one.get("rel") for one in children(root, "link")}:
        yield "the feed does not say where it is"


def _contents(root: etree._Element) -> Iterator[str]:
    """Content of type html is text (4.1.3.3): its markup is escaped."""
    for content in root.iter(f"{_ATOM}content"):
        if content.get("type") == "html" and len(content):
            yield "content of type html holds elements"


def _name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(_ATOM)
