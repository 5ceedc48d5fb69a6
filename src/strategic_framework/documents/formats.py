"""The formats that `framework export` writes: one row for each, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from strategic_framework.content.loader import FOLDER
from strategic_framework.documents import compose
from strategic_framework.documents.parts import Document
from strategic_framework.exports import json_files
from strategic_framework.site import one_file
from strategic_framework.site.project import Project


@dataclass(frozen=True)
class Format:
    """A format: what is typed for it, how its files end, and what makes one file of the whole content.

    `make` gives the same bytes for the same content, and imports what it needs when it is called, so that no other
    command waits for it. Where that is not installed it raises MissingError. `extra` is what is installed for it
    besides: the name of an extra of this package, or nothing.
    """

    name: str
    extension: str
    media_type: str
    title: str
    make: Callable[[Project], bytes]
    extra: str = ""


class Exported(NamedTuple):
    """One file of an export: its name, and its bytes."""

    name: str
    data: bytes


def _json(project: Project) -> bytes:
    """The file that the site serves as `data/framework.json`."""
    site = project.site
    _, data = next(json_files.files(site.framework, site.mentions, site.links))
    return data


def _whole(project: Project) -> Document:
    """The edition in force, as a document."""
    return compose.edition(project.site, project.site.framework.current)


def _pdf(project: Project) -> bytes:
    from strategic_framework.documents.pdf import pdf

    return pdf(_whole(project))


def _word(project: Project) -> bytes:
    from strategic_framework.documents.word import word

    return word(_whole(project), reference(project.root, "docx"))


def _odt(project: Project) -> bytes:
    from strategic_framework.documents.odt import odt

    return odt(_whole(project), reference(project.root, "odt"))


def _epub(project: Project) -> bytes:
    from strategic_framework.documents.epub import epub

    return epub(_whole(project))


def _html(project: Project) -> bytes:
    return one_file.whole(project.site, project.site.framework.current.id)


def reference(root: Path, extension: str) -> Path | None:
    """The document from which an organisation's own styles are taken, where it has put one beside its content."""
    path = root / FOLDER / f"reference.{extension}"
    return path if path.is_file() else None


_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: A format more is a row more.
FORMATS: tuple[Format, ...] = (
    Format("pdf", "pdf", "application/pdf", "The edition in force, for paper and screens.", _pdf, "documents"),
    Format("word", "docx", _OFFICE, "The same for Word.", _word, "documents"),
    Format("odt", "odt", "application/vnd.oasis.opendocument.text", "The same for LibreOffice.", _odt, "documents"),
    Format("epub", "epub", "application/epub+zip", "The same for reading devices.", _epub, "documents"),
    Format("html", "html", "text/html", "The same as one page that needs no network.", _html),
    Format("json", "json", "application/json", "Everything, as data for programs.", _json),
)
BY_NAME = {row.name: row for row in FORMATS}


def version(project: Project, number: int) -> Exported:
    """A version of the edition in force, as one page. Raises LookupError where there is none of that number."""
    edition = project.site.framework.current.id
    return Exported(f"{edition}-version-{number}.html", one_file.version(project.site, edition, number))


def export(project: Project, row: Format) -> Exported:
    """The whole content in one format. Raises MissingError where its tools are not installed."""
    name = f"{project.site.framework.current.id}.{row.extension}"
    return Exported(name, row.make(project))
