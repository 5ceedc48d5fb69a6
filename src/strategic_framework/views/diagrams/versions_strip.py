"""A document's life as a strip: each change at its date, the versions tall and numbered, the rest small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from strategic_framework.language.english import and_list, counted, day
from strategic_framework.language.labels import CLASSES
from strategic_framework.ledger.records import document_of
from strategic_framework.views.base import WRITTEN, Here, Untyped, View, section
from strategic_framework.views.macro import macro
from strategic_framework.views.versions import document_id

#: In per cent of the strip's width: its edges, the least distance between two marks, and between numbers on a phone.
_FIRST, _LAST, _APART, _NUMBERS = 3.0, 97.0, 3.6, 7.0


class Entry(NamedTuple):
    """One change: its day, the version it opens or None, its class, its identifier and its address on this page."""

    published: str
    version: int | None
    kind: str
    change: str
    href: str


@macro("section")
def versions_strip(here: Here) -> list[View]:
    """The changes of the document as a strip; nothing while there is only one."""
    drawn = strip(list(_entries(here)))
    return [section("life", "As a strip", drawn, written=WRITTEN)] if drawn else []


def _entries(here: Here) -> Iterator[Entry]:
    document, published = document_id(here), here.site.ledger.published
    for change in here.site.ledger.changes:
        version = change.versions.get(document)
        about = change.items if change.reviewed else change.records
        mine = [name for name in about if document_of(name, published) == document]
        if version is not None or mine:
            kind = change.kinds[0] if change.kinds else ""
            yield Entry(change.published, version, kind, change.id, here.to(here.links.change(change.id)))


def strip(entries: Sequence[Entry]) -> View | None:
    """The strip of a list of changes in order of their dates; None while there is only one."""
    if len(entries) < 2:
        return None
    first, last = entries[0].published, entries[-1].published
    where = places(entries)
    crowded = close(entries, where)
    return Untyped(
        "strip",
        {
            "title": f"{counted(len(entries), 'change')}, {day(first)} to {day(last)}",
            "desc": description(entries),
            "marks": [_mark(one, at, one.change in crowded) for one, at in zip(entries, where, strict=True)],
            "first": {"when": day(first), "datetime": first},
            "last": {"when": day(last), "datetime": last},
            "key": _key(entries),
        },
    )


def _key(entries: Sequence[Entry]) -> str:
    """What the small marks mean, for those that are there; a number speaks for itself."""
    small = {one.kind == "reviewed" for one in entries if one.version is None}
    told = {False: "A point is a change that opened no version.", True: "A ring is a review that changed nothing."}
    return " ".join(told[one] for one in sorted(small))


def _mark(one: Entry, at: float, crowded: bool) -> dict[str, object]:
    opens = f"version {one.version}" if one.version is not None else ""
    kind = CLASSES[one.kind].lower() if one.kind else "first published"
    said = ", ".join(filter(None, [day(one.published), opens, kind]))
    small = "ring" if one.kind == "reviewed" else "dot"
    return {"href": one.href, "x": f"{at}%", "version": "" if one.version is None else str(one.version),
            "shape": "bar" if opens else small, "said": said, "crowded": crowded}  # fmt: skip


def places(entries: Sequence[Entry]) -> list[float]:
    """Where each change stands, in per cent: as far along as its date, and far enough from the one before."""
    days = [date.fromisoformat(one.published).toordinal() for one in entries]
    span, room = max(1, days[-1] - days[0]), _LAST - _FIRST
    apart = min(_APART, room / (len(days) - 1))
    found = [_FIRST + room * (one - days[0]) / span for one in days]
    for i in range(1, len(found)):
        found[i] = max(found[i], found[i - 1] + apart)
    found[-1] = min(found[-1], _LAST)
    for i in range(len(found) - 2, -1, -1):
        found[i] = min(found[i], found[i + 1] - apart)
    return [round(one, 2) for one in found]


def close(entries: Sequence[Entry], where: Sequence[float]) -> set[str]:
    """The versions whose number has no room on a phone; the newest always has."""
    found, last = set(), _LAST + _NUMBERS
    for one, at in reversed(list(zip(entries, where, strict=True))):
        if one.version is not None and last - at < _NUMBERS:
            found.add(one.change)
        elif one.version is not None:
            last = at
    return found


def description(entries: Sequence[Entry]) -> str:
    """The strip in words: how many changes opened a version, how many did not, and of which classes they are."""
    opened = sum(one.version is not None for one in entries)
    kinds = Counter(one.kind for one in entries if one.kind)
    told = f"{counted(len(entries), 'change')} in order of date, {opened} of them opening a version. "
    classes = [f"{kinds[kind]} {name.lower()}" for kind, name in CLASSES.items() if kinds[kind]]
    return told + (f"By class: {and_list(classes)}." if classes else "")
