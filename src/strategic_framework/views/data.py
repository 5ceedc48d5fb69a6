"""The page of downloads: what is taken most, then every data file, what its fields mean, and how a program uses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from strategic_framework.exports import (
    TABLES,
    Download,
    Field,
    client,
    every_download,
    of_frames,
    of_one,
    sheets,
    spreadsheet,
)
from strategic_framework.language.english import and_list, day
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model.frozen import frozen
from strategic_framework.model.kept import kept
from strategic_framework.views.base import Here, Paragraph, link
from strategic_framework.views.inline import unknown
from strategic_framework.views.macro import MacroError, macro
from strategic_framework.views.site import FileFacts, Site
from strategic_framework.views.view import Link, View
from strategic_framework.views.ways import Way, Ways

#: Every file together is listed here.
_EVERY = "#every"


@frozen
class Data(View):
    """A download and what its fields mean."""

    id: str
    href: str
    name: str
    format: str
    note: str
    fields: Sequence[Field]


@frozen
class DataFile:
    """A file as it was made: how large it is, and the hash that a copy of it has (SHA-256)."""

    file: Link
    format: str
    note: str
    size: str
    sha256: str


@frozen
class DataFiles(View):
    """Every file as a row of a table, under the name that is read out for it."""

    name: str
    files: Sequence[DataFile]


@frozen
class Code(View):
    """Words for a program, to be copied; `name` is read out for them."""

    name: str
    text: str


@kept
def described_files(site: Site) -> frozenset[str]:
    """The addresses of the files whose size and hash a page tells."""
    once = (download.address for download in every_download(site.framework, site.links, site.ledger))
    return frozenset([site.links.one_file(site.framework.current), *once])


@macro("block", late=True)
def take(here: Here) -> list[View]:
    """The six ways to take the content away, each with its format and its size; what was not made is not offered."""
    offered = [Way(here.to(address), translate(f"data.{key}"), _size(facts)) for key, address, facts in _whole(here)]
    every = Way(_EVERY, translate("data.every"), translate("data.every_note"))
    as_at = Paragraph(translate("data.as_at", day=day(here.framework.settings.as_at)))
    return [Ways([*offered, every], two=True), as_at]


def _whole(here: Here) -> Iterator[tuple[str, str, FileFacts]]:
    """What holds the whole content and was made by this build: its name in the strings, its address and its facts."""
    links, edition = here.links, here.framework.current
    for key, address in (
        ("pdf", links.download(edition.id, "pdf")), ("word", links.download(edition.id, "docx")),
        ("spreadsheet", spreadsheet.FILE), ("html", links.one_file(edition)), ("json", "data/framework.json"),
    ):  # fmt: skip
        if address in here.site.file_facts:
            yield key, address, here.site.file_facts[address]


@macro("block")
def take_list(here: Here, table: str) -> View:
    """The way to a list as a table and in the spreadsheet: `{{ take_list("aspirations") }}`."""
    tables = {one.address.removeprefix("data/").removesuffix(".csv"): one.address for one in TABLES}
    if table not in tables:
        raise MacroError(unknown(table, tables))
    files = {spreadsheet.FILE: translate("data.spreadsheet"), tables[table]: translate("data.list_table")}
    ways = [link(here, address, text) for address, text in files.items()]
    return Paragraph(Markup("{} ").format(translate("data.list")), "screen", ways)


@macro("block", late=True)
def data_files(here: Here) -> View:
    """Every data file that exists once: what it holds, its format, its size and its hash."""
    rows = [(download, here.site.file_facts.get(download.address)) for download in _downloads(here)]
    return DataFiles(
        translate_text("data.every"),
        [
            DataFile(
                link(here, download.address, download.name), download.format, download.note, _size(facts), facts.sha256
            )
            for download, facts in rows
            if facts
        ],
    )


@macro("block")
def data(here: Here) -> list[View]:
    """Every download and what each of its fields means."""
    files = (*_downloads(here), *_singles(here), *of_frames(here.framework, here.links))
    described = (_download(here, download) for download in files if download.fields)
    return [Paragraph(translate("data.csv")), *_same_names(here), *described]


def _same_names(here: Here) -> Iterator[View]:
    """Which name in the data stands for which word of the plan, where it has words of its own."""
    chosen = here.framework.settings.words.chosen
    if chosen:
        pairs = [translate("data.pair", name=kind, word=word.other) for kind, word in chosen.items()]
        yield Paragraph(translate("data.same_names", pairs=and_list(pairs)))


@macro("block")
def formula(_: Here) -> View:
    """A formula that looks an action up in the spreadsheet."""
    return Code(translate_text("data.formula"), sheets.formula())


@macro("block")
def program(here: Here) -> View:
    """A short program that reads the data of this site."""
    return Code(translate_text("data.program"), client.program(here.framework))


@macro("block")
def rights(here: Here) -> View:
    """Whose words these are, and what the sources say of a licence."""
    return Paragraph(here.framework.settings.rights)


def _downloads(here: Here) -> tuple[Download, ...]:
    return every_download(here.framework, here.links, here.site.ledger)


def _singles(here: Here) -> tuple[Download, ...]:
    """The files of the first priority and the first item, where there are any."""
    return of_one(here.links, [*here.framework.priorities][:1], [*here.framework.items][:1])


def _size(facts: FileFacts) -> str:
    """The size as people say it, on one line: in kilobytes, and in megabytes from one on."""
    if facts.size < 1_000_000:
        words = translate("data.kilobytes", size=max(1, round(facts.size / 1_000)))
    else:
        words = translate("data.megabytes", size=f"{facts.size / 1_000_000:.1f}")
    return words.replace(" ", "\u00a0")


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
