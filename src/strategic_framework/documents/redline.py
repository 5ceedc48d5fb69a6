"""The redline of a change as a Word file with tracked changes, for a committee that reads and decides in Word.

Each insertion and deletion bears who decided and the day (ISO/IEC 29500-1, 17.13.5). Accepted, the words are those
after the change; rejected, those before. It is written here, without pandoc.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from strategic_framework.documents import compose
from strategic_framework.documents.archive import packed
from strategic_framework.documents.parts import Document
from strategic_framework.documents.word import W, dress, fill, style_id, w
from strategic_framework.language.english import day
from strategic_framework.language.redline import Piece
from strategic_framework.language.strings import as_text, translate_text
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.rendering.templates import document_template
from strategic_framework.views import difference
from strategic_framework.views.base import Here
from strategic_framework.views.change_page import changed
from strategic_framework.views.site import Site

_XML = "http://www.w3.org/XML/1998/namespace"
#: The files around the words: what they are, how they hang together, and the built-in styles.
_AROUND = {
    "[Content_Types].xml": "content-types.xml", "_rels/.rels": "rels.xml", "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document-rels.xml", "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
}  # fmt: skip


class Tracked(NamedTuple):
    """One item of a change: what it is called, what was done to it in this site's words, and its words in pieces."""

    name: str
    notes: Sequence[str]
    pieces: Sequence[Piece]


class Decision(NamedTuple):
    """Who decided a change and when, which each tracked change bears, and the numbers by which these are told apart."""

    author: str
    date: str
    numbers: Iterator[int]

    def mark(self, kind: str) -> etree._Element:
        """An insertion or a deletion, with nothing in it yet."""
        about = {"id": str(next(self.numbers)), "author": self.author, "date": self.date}
        return etree.Element(w(kind), {w(name): value for name, value in about.items()})


def redline(site: Site, change: Change) -> bytes:
    """The Word file of a change."""
    here = Here(site, site.links.change(change.id), "change", change.id)
    document = compose.a_change(site, change)
    author = change.decided_by or translate_text("change_facts.not_named")
    decision = Decision(author, f"{change.decided or change.published}T00:00:00Z", itertools.count(1))
    items = [_tracked(record, view) for record, view in changed(here, change)]
    return written(document, [*_facts(change)], items, decision)


def _facts(change: Change) -> Iterator[str]:
    """The decision in lines: the reason, who decided, when, and when it was published."""
    reason, by = change.reason or "", change.decided_by or ""
    facts = {"reason": reason, "decided_by": by, "decided": day(change.decided) if change.decided else "",
             "published": day(change.published)}  # fmt: skip
    yield from (f"{translate_text(f'change_facts.{name}')}: {value}" for name, value in facts.items() if value)


def _tracked(record: Recorded, view: difference.Change) -> Tracked:
    """An item's words in pieces: what stays, what went, what came. An item that is new came whole."""
    notes = [note for note in (view.kind, as_text(view.note)) if note]
    if view.redline:
        return Tracked(view.label, notes, view.redline.pieces)
    gone = [Piece("del" if record.now is None else "same", view.before)] if view.before else []
    came = [Piece("ins" if record.was is None else "same", view.after)] if view.after else []
    return Tracked(view.label, notes, [*gone, *came])


def written(document: Document, facts: Iterable[str], items: Iterable[Tracked], decision: Decision) -> bytes:
    """The Word file of some items with their tracked changes."""
    body = etree.Element(w("body"), nsmap={"w": W})
    body.append(_paragraph("Title", [Piece("same", document.title)]))
    lines = [("Author", document.kind), *(("Document line", fact) for fact in facts)]
    lines += [("Document notice", document.notice)] if document.notice else []
    body.extend(_paragraph(style, [Piece("same", text)]) for style, text in lines)
    for item in items:
        body.append(_paragraph("Heading 1", [Piece("same", item.name)]))
        body.extend(_paragraph("Site note", [Piece("same", note)]) for note in item.notes)
        body.extend([_paragraph("Framework words", item.pieces, decision)] if item.pieces else [])
    body.append(_paragraph("Site note", [Piece("same", document.rights)]))
    etree.SubElement(body, w("sectPr"))
    root = etree.Element(w("document"), nsmap={"w": W})
    root.append(body)
    around = {name: document_template(f"docx/{template}").render(doc=document) for name, template in _AROUND.items()}
    files = {name: text.encode() for name, text in around.items()}
    files["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    dress(files)
    fill(files, document)
    return packed(files)


def _paragraph(style: str, pieces: Iterable[Piece], decision: Decision | None = None) -> etree._Element:
    """A paragraph in pieces; those that went or came bear the decision."""
    paragraph = etree.Element(w("p"))
    etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("pStyle"), {w("val"): style_id(style)})
    for piece in pieces:
        run = _run(piece.text, "delText" if piece.kind == "del" else "t")
        if piece.kind != "same" and decision:
            mark = decision.mark(piece.kind)
            mark.append(run)
            paragraph.append(mark)
        else:
            paragraph.append(run)
    return paragraph


def _run(text: str, name: str) -> etree._Element:
    """A run of letters; spaces at its ends are kept."""
    run = etree.Element(w("r"))
    etree.SubElement(run, w(name), {f"{{{_XML}}}space": "preserve"}).text = text
    return run
