"""The record of changes as JSON, and every wording with its versions: what the page that compares two of them reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from strategic_framework.content.files import natural
from strategic_framework.content.links import Links
from strategic_framework.exports import records
from strategic_framework.exports.dictionary import (
    ADDRESS,
    LIST,
    NUMBER,
    OPTIONAL_TEXT,
    TEXT,
    YES,
    Field,
    below,
    of_model,
)
from strategic_framework.exports.feeds import touched
from strategic_framework.exports.records import Record
from strategic_framework.language.english import sentence
from strategic_framework.language.labels import document_label, label, title_of
from strategic_framework.ledger.records import document_of, reading_order
from strategic_framework.ledger.store import Ledger
from strategic_framework.ledger.versions import Version
from strategic_framework.model import Framework
from strategic_framework.model.changes import Change

CHANGES, VERSIONS = "data/changes.json", "data/versions.json"

_ADDRESS = Field("address", ADDRESS, "Its permanent address.")
#: The fields of the two files, less what every file says of the site.
CHANGE_FIELDS: tuple[Field, ...] = below(
    "changes[].",
    *of_model(Change, "id"),
    _ADDRESS,
    *of_model(Change, "published"),
    Field("title", TEXT, "What was done, in a sentence."),
    Field("classes", LIST, "What kinds of change it holds, found by rule."),
    Field("items", LIST, "What was changed."),
    *(field._replace(type=OPTIONAL_TEXT) for field in
      of_model(Change, "reason", "decided", "decided_by", "corrects", "previous")),
    *(field._replace(optional=True) for field in of_model(Change, "imported")),
)  # fmt: skip
VERSION_FIELDS: tuple[Field, ...] = (
    Field("documents[].id", TEXT, "An edition, or “alliance”."),
    Field("documents[].label", TEXT, "Its short name on this site."),
    *below(
        "documents[].versions[].",
        Field("number", NUMBER, "The number of the version."),
        _ADDRESS,
        *of_model(Change, "published"),
        Field("change", TEXT, "The change that opened it."),
        Field("fingerprint", TEXT, "The hash of its plain text, which never changes."),
    ),
    *below(
        "documents[].words[].",
        Field("item", TEXT, "An identifier: once for each wording, and again where an earlier one came back."),
        Field("label", TEXT, "What the site calls it."),
        Field("text", TEXT, "Its words in these versions."),
        Field("retired", YES, "Whether it was retired in these versions."),
        Field("first", NUMBER, "The first version that has it so."),
        Field("last", NUMBER, "The last version that has it so."),
    ),
)


def files(framework: Framework, links: Links, ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """`data/changes.json` and `data/versions.json`; neither before the first publication."""
    if not ledger.changes:
        return
    about = records.about(framework)
    yield CHANGES, records.as_json({**about, "changes": [change(links, sealed) for sealed in ledger.changes]})
    names = dict.fromkeys(version.document for version in ledger.versions)
    documents = [_document(framework, links, ledger, name) for name in names]
    yield VERSIONS, records.as_json({**about, "documents": documents})


def _document(framework: Framework, links: Links, ledger: Ledger, name: str) -> Record:
    versions = [_version(links, version) for version in ledger.versions_of(name)]
    return {"id": name, "label": document_label(framework, name), "versions": [*versions],
            "words": [*_words(ledger, name)]}  # fmt: skip


def change(links: Links, change: Change) -> Record:
    """A published change: what was done, to what, why, and who decided it."""
    return {
        "id": change.id,
        "address": links.absolute(links.change(change.id)),
        "published": change.published,
        "title": sentence(title_of(change)),
        "classes": [*change.kinds],
        "items": [*(sorted(touched(change)) or change.items)],
        "reason": change.reason,
        "decided": change.decided,
        "decided_by": change.decided_by,
        "corrects": change.corrects,
        "previous": change.previous,
        **({"imported": True} if change.imported else {}),
    }


def _version(links: Links, version: Version) -> Record:
    return {
        "number": version.number,
        "address": links.absolute(links.version(version.document, version.number)),
        "published": version.change.published,
        "change": version.change.id,
        "fingerprint": version.fingerprint,
    }


def _words(ledger: Ledger, document: str) -> list[Record]:
    """Each wording of each item with the versions that it stood in; the items in the newest reading order."""
    versions = ledger.versions_of(document)
    wordings: dict[str, list[Record]] = {}
    touched = set(versions[0].records)
    for version, following in pairwise([*versions, versions[-1]]):
        for name in touched:
            _note(wordings.setdefault(name, []), name, version)
        touched = ledger.touched(version.change, following.change)
    for wording in (entry for entries in wordings.values() for entry in entries):
        wording["last"] = wording["last"] or versions[-1].number
    order = dict.fromkeys([*reading_order(document, versions[-1].records), *sorted(wordings, key=natural)])
    return [wording for name in order for wording in wordings.get(name, [])]


def _note(entries: list[Record], name: str, version: Version) -> None:
    """An item's wording in a version, where it is another than before; its last version is not known yet."""
    record = version.records.get(name, {})
    text = str(record.get("title") or record.get("text") or "")
    if document_of(name, version.records) != version.document:
        text = ""
    before = entries[-1] if entries and entries[-1]["last"] is None else None
    if before and (before["text"], before["retired"]) == (text, bool(record.get("retired"))):
        return
    if before:
        before["last"] = version.number - 1
    if text:
        entries.append({"item": name, "label": label(name), "text": text, "retired": bool(record.get("retired")),
                        "first": version.number, "last": None})  # fmt: skip
