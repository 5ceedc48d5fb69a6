"""The same content as data: one module for each format, which says what it writes and what each field means.

Every file carries the rights statement. They are downloads, not open data, until a licence is known.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from strategic_framework.content import outward
from strategic_framework.content.links import LEDGER_TEXT, Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import changes_json, citations, csv_tables, feeds, json_files, oembed
from strategic_framework.exports.dictionary import Download, Field
from strategic_framework.exports.records import ABOUT
from strategic_framework.ledger import fingerprints
from strategic_framework.ledger.fingerprints import Fingerprints
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework

__all__ = ["Download", "Field", "documented", "files", "of_frames", "of_ledger", "of_one"]


def files(
    framework: Framework, mentions: Mentions, links: Links, ledger: Ledger | None = None
) -> Iterator[tuple[str, bytes]]:
    """(address below the site's root, bytes) of every data file; the same content gives the same bytes."""
    return itertools.chain.from_iterable(families(framework, mentions, links, ledger))


def families(
    framework: Framework, mentions: Mentions, links: Links, ledger: Ledger | None = None
) -> list[Iterator[tuple[str, bytes]]]:
    """The same, one after the other; each is made when it is asked for."""
    sealed = ledger or Ledger(None)
    return [
        json_files.files(framework, mentions, links),
        csv_tables.files(framework, mentions, links),
        changes_json.files(framework, links, sealed),
        feeds.files(framework, mentions, links, sealed),
        citations.files(framework, links, sealed),
        oembed.files(framework, links),
        ((links.version_text(version.document, version.number), version.text.encode()) for version in sealed.versions),
        _ledger_text(sealed),
    ]


def _ledger_text(ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """The hash of everything sealed; nothing before the first publication."""
    if ledger.changes:
        yield LEDGER_TEXT, fingerprints.dump(Fingerprints.of(ledger)).encode()


def documented() -> tuple[Download, ...]:
    """Every data file that exists once, with its fields."""
    return (
        Download("data/actions.csv", "Actions", "CSV", "One row for each action.", csv_tables.ITEM),
        Download("data/aspirations.csv", "Aspirations", "CSV", "One row for each aspiration.", csv_tables.ITEM),
        Download("data/bodies.csv", "Bodies", "CSV", "One row for each body named.", csv_tables.BODY),
        Download(
            "data/updates.csv",
            "Reports",
            "CSV",
            "One row for each report and each item that it is about.",
            csv_tables.UPDATE,
        ),
        Download("data/mentions.csv", "Mentions", "CSV", "One row for each name in each item.", csv_tables.MENTION),
        Download(
            outward.FILE,
            "Outward links",
            "CSV",
            "One row for each page on another site that this site links to.",
            csv_tables.OUTWARD,
        ),
        Download("data/framework.json", "Everything", "JSON", "The whole content in one file.", json_files.WHOLE),
    )


def of_ledger() -> tuple[Download, ...]:
    """The files of the record of changes, with their fields; they exist once something is published."""
    changes = (*ABOUT, *changes_json.CHANGE_FIELDS)
    versions = (*ABOUT, *changes_json.VERSION_FIELDS)
    return (
        Download(changes_json.CHANGES, "Changes", "JSON", "Every published change.", changes),
        Download(changes_json.VERSIONS, "Versions", "JSON", "The words of every version.", versions),
    )


def of_one(links: Links, priorities: Sequence[str], items: Sequence[str]) -> tuple[Download, ...]:
    """The files of some priorities and of some items, with their fields: every other has a file like it."""
    note = "Each one has a file of its own like this, named by its identifier."
    return (
        *(Download(links.data(name), "One priority", "JSON", note, json_files.ONE_PRIORITY) for name in priorities),
        *(Download(links.data(name), "One item", "JSON", note, json_files.ONE_ITEM) for name in items),
    )


def of_frames(framework: Framework, links: Links) -> tuple[Download, ...]:
    """The file of the first frame, with its fields: every other has a file like it. None where there is no frame."""
    note = (
        "What shows one item, priority or figure on another site, as oEmbed. Each one has a file of its own like this."
    )
    first = next((subject for edition in framework.editions for subject in oembed.framed(edition)), None)
    address = links.oembed(links.embed(first)) if first else ""
    return (Download(address, "One frame", "JSON", note, oembed.FIELDS),) if first else ()
