"""The page of downloads: every data file, and what each of its fields means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.exports import Download, Field, documented, of_ledger
from strategic_framework.exports.fields import item_fields, priority_fields
from strategic_framework.views.base import Here, Paragraph, View
from strategic_framework.views.macro import macro


@dataclass(frozen=True)
class Data(View):
    """A download and what its fields mean."""

    id: str
    href: str
    name: str
    format: str
    note: str
    fields: Sequence[Field]


@macro("block")
def data(here: Here) -> list[View]:
    """Every download and what each of its fields means."""
    rights = Paragraph(here.framework.settings.rights)
    return [rights, *(_download(here, download) for download in (*documented(), *_sealed(here), *_singles(here)))]


def _sealed(here: Here) -> tuple[Download, ...]:
    return of_ledger() if here.site.ledger.changes else ()


def _singles(here: Here) -> list[Download]:
    """The files of the first priority and the first item: every other has a file like it, at its own address."""
    priority, item = next(iter(here.framework.priorities)), next(iter(here.framework.items))
    note = "Each one has a file of its own like this, named by its identifier."
    return [
        Download(here.links.data(priority), "One priority", "JSON", note, priority_fields()),
        Download(here.links.data(item), "One item", "JSON", note, item_fields()),
    ]


def _download(here: Here, download: Download) -> Data:
    file = download.address.removeprefix("data/")
    return Data(
        file.replace(".", "-").replace("/", "-"),
        here.to(download.address),
        f"{download.name} ({file})",
        download.format,
        download.note,
        download.fields,
    )
