"""The record of changes as JSON, and the words of every version: what the page that compares two of them reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from strategic_framework.content.links import Links
from strategic_framework.exports import records
from strategic_framework.exports.feeds import touched
from strategic_framework.language.english import sentence
from strategic_framework.language.labels import label, title_of
from strategic_framework.ledger.records import reading_order
from strategic_framework.ledger.store import Ledger
from strategic_framework.ledger.versions import Version
from strategic_framework.model import Framework
from strategic_framework.model.changes import Change

CHANGES, VERSIONS = "data/changes.json", "data/versions.json"


def files(framework: Framework, links: Links, ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """`data/changes.json` and `data/versions.json`; neither before the first publication."""
    if not ledger.changes:
        return
    about = records.about(framework)
    yield CHANGES, _bytes({**about, "changes": [_change(links, one) for one in ledger.changes]})
    documents = dict.fromkeys(one.document for one in ledger.versions)
    found = [
        {"id": name, "label": _label(framework, name), "versions": _versions(links, ledger, name)} for name in documents
    ]
    yield VERSIONS, _bytes({**about, "documents": found})


def _bytes(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _label(framework: Framework, document: str) -> str:
    return next((one.label for one in framework.editions if one.id == document), label(document))


def _change(links: Links, one: Change) -> dict[str, Any]:
    return {
        "id": one.id,
        "address": links.absolute(links.change(one.id)),
        "published": one.published,
        "title": sentence(title_of(one)),
        "classes": list(one.kinds),
        "items": sorted(touched(one)) or list(one.items),
        "reason": one.reason,
        "decided": one.decided,
        "decided_by": one.decided_by,
        "corrects": one.corrects,
        "previous": one.previous,
    }


def _versions(links: Links, ledger: Ledger, document: str) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "address": links.absolute(links.version(document, one.number)),
            "published": one.change.published,
            "change": one.change.id,
            "fingerprint": one.fingerprint,
            "words": list(_words(one)),
        }
        for one in ledger.versions_of(document)
    ]


def _words(one: Version) -> Iterator[dict[str, Any]]:
    """The wording of each item in reading order: its title or its text."""
    for name in reading_order(one.document, one.records):
        record = one.records[name]
        text = record.get("title") or record.get("text")
        if text:
            yield {"item": name, "label": label(name), "text": text, "retired": bool(record.get("retired"))}
