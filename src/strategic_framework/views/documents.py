"""The documents that a reader can take away: on each page those about its subject, where this build has made any."""

from __future__ import annotations

from strategic_framework.language.strings import translate
from strategic_framework.views.base import Here, Paragraph, link, section
from strategic_framework.views.macro import macro
from strategic_framework.views.site import DocumentFile
from strategic_framework.views.version_words import version_of
from strategic_framework.views.view import Link, View


@macro("section")
def documents(here: Here) -> list[View]:
    """The page’s subject as documents to take away; nothing where the build has made none."""
    made = here.site.documents.get(_name(here), [])
    if not made:
        return []
    ways = [_way(here, document) for document in made]
    return [section("download", translate("downloads.title"), Paragraph("", "screen", ways))]


def _name(here: Here) -> str:
    """What the documents about the subject of the page are called."""
    if here.kind == "version":
        version = version_of(here)
        return f"{version.document}-version-{version.number}"
    return f"topic-{here.subject}" if here.kind == "topic" else here.subject or here.edition.id


def _way(here: Here, document: DocumentFile) -> Link:
    """A document by its format and its size."""
    size = max(1, round(document.size / 1000))
    return link(here, document.address, translate(f"downloads.{document.format}", size=size))
