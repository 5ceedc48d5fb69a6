"""The documents that a build makes when it is asked for them: which there are, and each made once and then kept.

A document is known by a hash of all that it is made from: its words, how they are laid out, its reference document, the
code that makes it, and the releases of what makes it. So what is kept may be removed at any time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from strategic_framework.documents import compose
from strategic_framework.documents.epub import epub
from strategic_framework.documents.formats import reference
from strategic_framework.documents.missing import MissingError
from strategic_framework.documents.odt import odt
from strategic_framework.documents.parts import Document
from strategic_framework.documents.pdf import pdf
from strategic_framework.documents.redline import redline
from strategic_framework.documents.word import word
from strategic_framework.model.frozen import frozen
from strategic_framework.rendering.file_cache import FileCache
from strategic_framework.views.site import DocumentFile, Site

_PACKAGE = files("strategic_framework")
_TOOLS = ("weasyprint", "pikepdf", "pypandoc-binary", "fonttools", "lxml")


@frozen
class Planned:
    """A document that is to be made: its address, what it is about, its format, its hash, and what makes it."""

    address: str
    name: str
    format: str
    key: str
    make: Callable[[], bytes]


class Shelf(NamedTuple):
    """What became of some documents: those that were made, and a line for each format that could not be."""

    made: list[DocumentFile]
    missing: list[str]


def plan(site: Site, root: Path) -> list[Planned]:
    """Every document of a build: of each edition, priority, version and topic, and the redline of each change."""
    own = {extension: reference(root, extension) for extension in ("docx", "odt")}
    editions = [edition for edition in site.framework.editions if not edition.described_as]
    wholes = [compose.edition(site, edition) for edition in editions]
    priorities = [compose.a_priority(site, priority) for edition in editions for priority in edition.priorities]
    others = [compose.version(site, version) for version in site.ledger.versions]
    others += [compose.topic(site, area) for area in site.framework.policy_areas]
    rows = [_planned(site, document, "pdf", pdf) for document in (*wholes, *priorities, *others)]
    rows += [_planned(site, document, "docx", word, own["docx"]) for document in (*wholes, *priorities)]
    rows += [_planned(site, document, "odt", odt, own["odt"]) for document in wholes]
    rows += [_planned(site, document, "epub", epub) for document in wholes]
    return [*rows, *_redlines(site)]


def _planned(
    site: Site, document: Document, extension: str, make: Callable[..., bytes], own: Path | None = None
) -> Planned:
    address = site.links.download(document.name, extension)
    arguments = [document, own] if own else [document]
    styles = hashlib.sha256(own.read_bytes()).hexdigest() if own else ""
    key = _key(extension, repr(document), styles)
    return Planned(address, document.name, extension, key, partial(make, *arguments))


def _redlines(site: Site) -> Iterator[Planned]:
    """The redline of each change that has one: the first holds no record, and a cosmetic one needs no decision."""
    for change in site.ledger.changes:
        if change.records and change.reason:
            key = _key("redline", repr(change), repr(compose.a_change(site, change)))
            yield Planned(
                site.links.download(change.id, "docx"), change.id, "redline", key, partial(redline, site, change)
            )


def made(planned: Iterable[Planned], kept: FileCache, write: Callable[[str, bytes], object]) -> Shelf:
    """Write these documents; what is kept is not made again. A format whose tools are missing is left out."""
    shelf, missing = Shelf([], []), set[str]()
    for row in planned:
        if row.format in missing:
            continue
        try:
            data = kept.get(row.key, row.make)
        except MissingError as fault:
            missing.add(row.format)
            shelf.missing.append(f"No {row.format} was made: {fault}")
            continue
        write(row.address, data)
        shelf.made.append(DocumentFile(row.name, row.format, row.address, len(data), hashlib.sha256(data).hexdigest()))
    return shelf


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join([_tools(), *parts]).encode()).hexdigest()


@cache
def _tools() -> str:
    """The code and the templates that documents are made with, and the releases of the packages that make them."""
    folders = (_PACKAGE / "documents", _PACKAGE / "theme" / "documents", _PACKAGE / "theme" / "strings")
    paths = sorted(path for folder in folders for path in Path(str(folder)).rglob("*") if path.suffix != ".pyc")
    paths.append(Path(str(_PACKAGE / "theme" / "tokens.css")))
    hashes = (hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file())
    return " ".join([*hashes, *map(_release, _TOOLS)])


def _release(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
