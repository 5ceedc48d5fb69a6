"""The page of downloads: every data file, and what each of its fields means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.exports import Download, Field, documented, of_frames, of_ledger, of_one
from strategic_framework.language.strings import translate
from strategic_framework.views.base import Here, Paragraph, View
from strategic_framework.views.macro import macro
from strategic_framework.views.ways import Way, Ways


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
def downloads(here: Here) -> View:
    """The way to every file that exists once, by what it holds."""
    return Ways(
        [
            Way(here.to(download.address), f"{download.name} ({download.format})", download.note)
            for download in (*documented(), *_sealed(here))
        ],
        two=True,
    )


@macro("block")
def data(here: Here) -> list[View]:
    """Every download and what each of its fields means."""
    files = (*documented(), *_sealed(here), *_singles(here), *of_frames(here.framework, here.links))
    return [Paragraph(translate("data.csv")), *(_download(here, download) for download in files)]


@macro("block")
def rights(here: Here) -> View:
    """Whose words these are, and what the sources say of a licence."""
    return Paragraph(here.framework.settings.rights)


def _sealed(here: Here) -> tuple[Download, ...]:
    return of_ledger() if here.site.ledger.changes else ()


def _singles(here: Here) -> tuple[Download, ...]:
    """The files of the first priority and the first item, where there are any."""
    return of_one(here.links, [*here.framework.priorities][:1], [*here.framework.items][:1])


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
