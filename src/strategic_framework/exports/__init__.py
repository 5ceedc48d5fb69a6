"""The same content as data: one module per format, and a table of what each file holds, field by field.

Every file carries the rights statement. They are downloads, not open data, until a licence is known.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import as_changes, as_csv, as_json, citations, feeds
from strategic_framework.exports.fields import Download, Field, documented, of_ledger
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework

__all__ = ["Download", "Field", "documented", "files", "of_ledger"]


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
        as_json.files(framework, mentions, links),
        as_csv.files(framework, mentions, links),
        as_changes.files(framework, links, sealed),
        feeds.files(framework, mentions, links, sealed),
        citations.files(framework, links, sealed),
        ((links.version_text(one.document, one.number), one.text.encode()) for one in sealed.versions),
    ]
