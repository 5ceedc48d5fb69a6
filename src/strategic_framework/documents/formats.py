"""The formats that `framework export` writes: one row for each, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from strategic_framework.content.files import FOLDER
from strategic_framework.documents import compose
from strategic_framework.documents.missing import MissingError
from strategic_framework.documents.parts import Document
from strategic_framework.exports import calendar, citations, json_files, linked_data, spreadsheet, stratml
from strategic_framework.model.frozen import frozen
from strategic_framework.site import one_file
from strategic_framework.site.project import Project
from strategic_framework.views.site import Site


@frozen
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


def _of(address: str) -> Callable[[Project], bytes]:
    """What makes the file that the site serves at that address: the one family of exports that has it."""

    def make(project: Project) -> bytes:
        return _only(dict(_FAMILIES[address](project.site)), address)

    return make


def _plan(part: int) -> Callable[[Project], bytes]:
    """What makes the edition in force as a plan in StratML."""

    def make(project: Project) -> bytes:
        site = project.site
        plans = dict(stratml.files(site.framework, site.mentions, site.links))
        return _only(plans, site.links.plan(site.framework.current, part))

    return make


def _only(files: dict[str, bytes], address: str) -> bytes:
    """The file at an address. Raises MissingError where the content has nothing for it."""
    if address not in files:
        raise MissingError("The content has nothing for it yet: no priority, or no date that is stated.")
    return files[address]


_FAMILIES: dict[str, Callable[[Site], Iterator[tuple[str, bytes]]]] = {
    spreadsheet.FILE: lambda site: spreadsheet.files(site.framework, site.mentions, site.links, site.ledger),
    linked_data.TURTLE: lambda site: linked_data.files(site.framework, site.mentions, site.links, site.ledger),
    linked_data.JSONLD: lambda site: linked_data.files(site.framework, site.mentions, site.links, site.ledger),
    calendar.FILE: lambda site: calendar.files(site.framework, site.links),
    citations.TOGETHER: lambda site: citations.files(site.framework, site.links, site.ledger),
}


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


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CITED = "application/vnd.citationstyles.csl+json"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: A format more is a row more.
FORMATS: tuple[Format, ...] = (
    Format("pdf", "pdf", "application/pdf", "The edition in force, for paper and screens.", _pdf, "documents"),
    Format("word", "docx", _OFFICE, "The same for Word.", _word, "documents"),
    Format("odt", "odt", "application/vnd.oasis.opendocument.text", "The same for LibreOffice.", _odt, "documents"),
    Format("epub", "epub", "application/epub+zip", "The same for reading devices.", _epub, "documents"),
    Format("html", "html", "text/html", "The same as one page that needs no network.", _html),
    Format("xlsx", "xlsx", _SHEET, "Everything, a sheet for each kind of thing.", _of(spreadsheet.FILE)),
    Format("json", "json", "application/json", "Everything, as data for programs.", _json),
    Format("turtle", "ttl", "text/turtle", "Everything, as linked data.", _of(linked_data.TURTLE)),
    Format("json-ld", "jsonld", "application/ld+json", "The same linked data as JSON.", _of(linked_data.JSONLD)),
    Format("stratml", "part-1.xml", "application/xml", "The edition in force as a plan, part 1.", _plan(1)),
    Format("stratml-2", "part-2.xml", "application/xml", "The same by part 2 of the standard.", _plan(2)),
    Format("calendar", "ics", "text/calendar", "Every date that is stated.", _of(calendar.FILE)),
    Format("citations", "csl.json", _CITED, "Every action and aspiration, to be cited.", _of(citations.TOGETHER)),
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
