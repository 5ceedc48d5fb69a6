"""The same content as data: one module for each format, which says what it writes and what each field means.

Every file carries the rights statement. They are downloads, not open data, until a licence is known.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from strategic_framework.content.links import LEDGER_TEXT, Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import (
    calendar,
    changes_json,
    citations,
    client,
    csv_tables,
    datapackage,
    feeds,
    json_files,
    linked_data,
    oembed,
    openapi,
    schemas,
    spreadsheet,
    stratml,
)
from strategic_framework.exports.dictionary import Download, Field
from strategic_framework.exports.downloads import TABLES, every_download, every_table, of_frames, of_one
from strategic_framework.exports.records import Items
from strategic_framework.ledger import fingerprints
from strategic_framework.ledger.fingerprints import Fingerprints
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework

__all__ = ["TABLES", "Download", "Field", "every_download", "every_table", "files", "of_frames", "of_one"]


def files(
    framework: Framework, mentions: Mentions, links: Links, ledger: Ledger | None = None
) -> Iterator[tuple[str, bytes]]:
    """(address below the site's root, bytes) of every data file; the same content gives the same bytes."""
    return itertools.chain.from_iterable(families(framework, mentions, links, ledger))


def families(
    framework: Framework, mentions: Mentions, links: Links, ledger: Ledger | None = None
) -> list[Iterator[tuple[str, bytes]]]:
    """The same in parts, each made when it is asked for; about half of the work is in the first eight."""
    sealed = ledger or Ledger(None)
    items = Items(framework, mentions, links)
    return [
        json_files.files(framework, mentions, links, items),
        datapackage.described(
            framework, every_table(framework, links), csv_tables.files(framework, mentions, links, items)
        ),
        feeds.files(framework, mentions, links, sealed),
        citations.files(framework, links, sealed),
        oembed.files(framework, links),
        schemas.files(framework, links),
        openapi.files(framework, links, sealed),
        client.files(framework),
        changes_json.files(framework, links, sealed),
        spreadsheet.files(framework, mentions, links, sealed, items),
        calendar.files(framework, links),
        stratml.files(framework, mentions, links),
        linked_data.files(framework, mentions, links, sealed, items),
        ((links.version_text(version.document, version.number), version.text.encode()) for version in sealed.versions),
        _ledger_text(sealed),
    ]


def _ledger_text(ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """The hash of everything sealed; nothing before the first publication."""
    if ledger.changes:
        yield LEDGER_TEXT, fingerprints.dump(Fingerprints.of(ledger)).encode()
