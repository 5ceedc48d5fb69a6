"""The versions of a document: what it said, in words that never change again, and what was changed between two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from strategic_framework.language.english import counted, day, sentence
from strategic_framework.language.labels import title_of
from strategic_framework.ledger.difference import Difference, differences
from strategic_framework.ledger.records import Records, document_of, reading_order
from strategic_framework.ledger.versions import Version
from strategic_framework.model.changes import Recorded
from strategic_framework.views.base import WRITTEN, Here, Untyped, View, link, paragraph, section
from strategic_framework.views.difference import difference, name_of
from strategic_framework.views.macro import macro


def document_id(here: Here) -> str:
    """The document that a page of versions belongs to."""
    return here.edition_id or "alliance"


def version_of(here: Here) -> Version:
    """The version that the page shows."""
    number = int(here.subject.rsplit("/", 1)[-1])
    return next(one for one in here.site.ledger.versions_of(document_id(here)) if one.number == number)


@macro("block")
def version_list(here: Here) -> View:
    """Every version of the document, the newest first, with the change that opened it."""
    found = here.site.ledger.versions_of(document_id(here))[::-1]
    return Untyped("history", {"events": [_event(here, one) for one in found]})


@macro("section")
def version_picker(here: Here) -> list[View]:
    """Any two versions compared in the browser; nothing where there is only one."""
    found = here.site.ledger.versions_of(document_id(here))[::-1]
    if len(found) < 2:
        return []
    names = [{"number": one.number, "name": f"Version {one.number}, {day(one.change.published)}"} for one in found]
    data = {"document": document_id(here), "source": here.to("data/versions.json"), "versions": names}
    told = paragraph(
        "Each version’s page says what it changed from the one before it, and what has been changed since."
    )
    return [section("compare", "Compare two versions", [told, Untyped("picker", data)], written=WRITTEN)]


def _event(here: Here, one: Version) -> View:
    return Untyped(
        "event",
        {
            "when": day(one.change.published),
            "datetime": one.change.published,
            "kind": sentence(title_of(one.change)),
            "href": here.to(here.links.version(one.document, one.number)),
            "title": f"{name_of(here, one.document)}, version {one.number}",
            "reason": one.change.reason or "",
            "by": "",
            "updates": [],
            "redline": "",
        },
    )


@macro("section", "versions_by_date")
def by_date(here: Here) -> list[View]:
    """Every version of every document by the month in which it was published, the newest first."""
    found = sorted(here.site.ledger.versions, key=lambda one: (one.change.id, one.document), reverse=True)
    months = groupby(found, key=lambda one: one.change.published[:7])
    return [
        section(f"m{month}", day(month), Untyped("history", {"events": [_event(here, one) for one in versions]}))
        for month, versions in months
    ]


@macro("block")
def version_facts(here: Here) -> View:
    """This version and the latest, when it was published, its words as plain text and their fingerprint."""
    one = version_of(here)
    latest = here.site.ledger.versions_of(one.document)[-1]
    this = f"Version {one.number}, published {day(one.change.published)}"
    last = f"Version {latest.number}, published {day(latest.change.published)}"
    newest = {"text": "This is the latest version", "href": ""}
    latest_link = link(here, here.links.version(one.document, latest.number), last)
    links = here.links
    rows = [
        {"term": "This version", "parts": [{"text": this, "href": ""}]},
        {"term": "Latest version", "parts": [newest if one is latest else latest_link]},
        {"term": "Opened by", "parts": [link(here, links.change(one.change.id), sentence(title_of(one.change)))]},
        {"term": "As plain text", "parts": [link(here, links.version_text(one.document, one.number), "text.txt")]},
        {"term": "Fingerprint", "parts": [{"text": _grouped(one.fingerprint), "href": ""}]},
        {"term": "All versions", "parts": [link(here, links.versions(one.document), name_of(here, one.document))]},
    ]  # fmt: skip
    return Untyped("summary", {"rows": [{**row, "absent": False} for row in rows]})


def _grouped(fingerprint: str) -> str:
    """A fingerprint in groups of eight, so that it can be read and can break: SHA-256, in hexadecimal."""
    return " ".join(fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8))


@macro("section")
def version_words(here: Here) -> list[View]:
    """The words of the version from top to bottom, each with its identifier."""
    one = version_of(here)
    return [section("words", "The words", [Untyped("frozen", {"rows": list(_words(one))})])]


def _words(one: Version) -> Iterator[dict[str, Any]]:
    for name in reading_order(one.document, one.records):
        record = one.records[name]
        text = str(record.get("title") or record.get("text") or "")
        if name != one.document and text:
            retired = bool(record.get("retired"))
            yield {"id": f"v-{name}", "text": text, "name": name, "title": "title" in record, "retired": retired}


@macro("section")
def version_compared(here: Here) -> list[View]:
    """What this version changed from the one before it, and what has been changed since: changed items only."""
    one = version_of(here)
    found = here.site.ledger.versions_of(one.document)
    views = []
    if one.number > 1:
        before = found[one.number - 2]
        views.append(_compared(here, "before", f"Changed from version {before.number}", before.records, one.records))
    if one is not found[-1]:
        now = here.site.ledger.published
        views.append(_compared(here, "since", "Changed since", one.records, now))
    return views


def _compared(here: Here, name: str, title: str, was: Records, now: Records) -> View:
    document = document_id(here)
    found = [
        one
        for one in differences(was, now)
        if not one.carried and document in {document_of(one.item, was), document_of(one.item, now)}
    ]
    body = [difference(here, f"{name}-{one.item}", one.item, _recorded(one), sides=False) for one in found]
    none = [paragraph("Nothing that counts as wording differs.")]
    note = f"{counted(len(found), 'item differs', 'items differ')}."
    return section(name, title, body or none, note=note, written=WRITTEN)


def _recorded(one: Difference) -> Recorded:
    return Recorded(**{"class": one.kind}, was=one.was, now=one.now)
