"""A document's life as a strip: each change at its date, the versions tall and numbered, the rest small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from markupsafe import Markup

from strategic_framework.language.english import and_list, day
from strategic_framework.language.labels import class_name
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.ledger.records import document_of
from strategic_framework.model.changes import STRENGTH
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, section, written
from strategic_framework.views.macro import macro
from strategic_framework.views.version_words import document_id
from strategic_framework.views.view import View

#: In per cent of the strip's width: its edges, the least distance between two marks, and between numbers on a phone.
_FIRST, _LAST, _APART, _NUMBERS = 3.0, 97.0, 3.6, 7.0


class Entry(NamedTuple):
    """One change: its day, the version it opens or None, its class, its identifier and its address on this page."""

    published: str
    version: int | None
    kind: str
    change: str
    href: str


@frozen
class Mark:
    """A change on the strip: where it stands (in per cent of the width), its shape, and what is read out of it.

    `crowded` where the number of its version has no room on a phone.
    """

    href: str
    x: str
    version: str
    shape: Literal["bar", "dot", "ring"]
    name: str
    crowded: bool = False


@frozen
class StripEnd:
    """The day at one end of the strip."""

    when: str
    datetime: str


@frozen
class VersionsStrip(View):
    """A document's changes along a line, named and described in words; `key` says what the small marks mean."""

    title: str
    desc: str
    marks: Sequence[Mark]
    first: StripEnd
    last: StripEnd
    key: str = ""


@macro("section")
def versions_strip(here: Here) -> list[View]:
    """The changes of the document as a strip; nothing while there is only one."""
    drawing = strip(list(_entries(here)))
    return [section("life", translate("versions_strip.heading"), drawing, written=written())] if drawing else []


def _entries(here: Here) -> Iterator[Entry]:
    document, published = document_id(here), here.site.ledger.published
    for change in here.site.ledger.changes:
        version = change.versions.get(document)
        names = change.items if change.reviewed else change.records
        if version is not None or any(document_of(name, published) == document for name in names):
            kind = change.kinds[0] if change.kinds else ""
            yield Entry(change.published, version, kind, change.id, here.to(here.links.change(change.id)))


def strip(entries: Sequence[Entry]) -> VersionsStrip | None:
    """The strip of a list of changes in order of their dates; None while there is only one."""
    if len(entries) < 2:
        return None
    first, last = (StripEnd(day(entry.published), entry.published) for entry in (entries[0], entries[-1]))
    where = places(entries)
    crowded = close(entries, where)
    return VersionsStrip(
        translate_text("versions_strip.title", count=len(entries), first=first.when, last=last.when),
        description(entries),
        [_mark(entry, at, crowded=entry.change in crowded) for entry, at in zip(entries, where, strict=True)],
        first,
        last,
        _key(entries),
    )


def _key(entries: Sequence[Entry]) -> str:
    """What the small marks mean, for those that are there; a number speaks for itself."""
    shapes = {_shape(entry) for entry in entries} - {"bar"}
    return Markup(" ").join(translate(f"versions_strip.{shape}") for shape in sorted(shapes))


def _shape(entry: Entry) -> Literal["bar", "dot", "ring"]:
    if entry.version is not None:
        return "bar"
    return "ring" if entry.kind == "reviewed" else "dot"


def _mark(entry: Entry, at: float, *, crowded: bool) -> Mark:
    version = "" if entry.version is None else str(entry.version)
    return Mark(entry.href, f"{at}%", version, _shape(entry), _name(entry), crowded)


def _name(entry: Entry) -> str:
    """What is read out of a mark: its day, the version that it opens, and its class."""
    kind = class_name(entry.kind) if entry.kind else translate_text("versions_strip.first")
    if entry.version is None:
        return translate_text("versions_strip.mark", day=day(entry.published), kind=kind)
    return translate_text("versions_strip.version", day=day(entry.published), number=entry.version, kind=kind)


def places(entries: Sequence[Entry]) -> list[float]:
    """Where each change stands, in per cent: as far along as its date, and far enough from the one before."""
    days = [date.fromisoformat(entry.published).toordinal() for entry in entries]
    span, room = max(1, days[-1] - days[0]), _LAST - _FIRST
    apart = min(_APART, room / (len(days) - 1))
    where = [_FIRST + room * (ordinal - days[0]) / span for ordinal in days]
    for i in range(1, len(where)):
        where[i] = max(where[i], where[i - 1] + apart)
    where[-1] = min(where[-1], _LAST)
    for i in range(len(where) - 2, -1, -1):
        where[i] = min(where[i], where[i + 1] - apart)
    return [round(at, 2) for at in where]


def close(entries: Sequence[Entry], where: Sequence[float]) -> set[str]:
    """The versions whose number has no room on a phone; the newest always has."""
    crowded, last = set(), _LAST + _NUMBERS
    for entry, at in reversed(list(zip(entries, where, strict=True))):
        if entry.version is not None and last - at < _NUMBERS:
            crowded.add(entry.change)
        elif entry.version is not None:
            last = at
    return crowded


def description(entries: Sequence[Entry]) -> str:
    """The strip in words: how many changes opened a version, how many did not, and of which classes they are."""
    opened = sum(entry.version is not None for entry in entries)
    counts = Counter(entry.kind for entry in entries if entry.kind)
    classes = [
        translate_text("versions_strip.of_class", count=counts[kind], kind=class_name(kind))
        for kind in STRENGTH
        if counts[kind]
    ]
    sentences = [translate_text("versions_strip.description", count=len(entries), opened=opened)]
    if classes:
        sentences.append(translate_text("versions_strip.classes", classes=and_list(classes)))
    return " ".join(sentences)
