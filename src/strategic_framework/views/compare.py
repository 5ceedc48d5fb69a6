"""The editions, and how the strands of work run from one to the next. A reading, marked so, with both sides quoted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from strategic_framework.language.english import counted, day, sentence
from strategic_framework.language.english import number as in_words
from strategic_framework.language.labels import label
from strategic_framework.model import Edition, Quotation, Strand
from strategic_framework.views import lists
from strategic_framework.views.base import WRITTEN, Here, View, link, paragraph, section

#: Relation → what a reader sees, and what it means.
RELATIONS = {
    "continues": ("Continues", "The later text says “continue”, or repeats the same work."),
    "changed": ("Changed", "The same subject, with different work."),
    "raised": ("Raised", "Moved up to a priority of its own."),
    "narrowed": ("Narrowed", "Moved down from a priority, or named more briefly."),
    "related": ("Related", "The same subject, but no source says that one became the other."),
    "new": ("New", "Not described in the account of the earlier edition."),
    "not-named": ("Not named", "In the account of the earlier edition, and not named on the later page."),
}


def strand_rows(here: Here, strands: Iterable[Strand]) -> list[dict[str, object]]:
    """Strands as rows: the relation, the name, and what each edition says, quoted with its source."""
    return [
        {
            "id": one.id,
            "kind": one.relation,
            "relation": RELATIONS[one.relation][0],
            "name": one.name,
            "was": _side(here, one.was),
            "now": _side(here, one.now),
            "note": one.note or "",
        }
        for one in strands
    ]


def _side(here: Here, quote: Quotation | None) -> dict[str, str] | None:
    if quote is None:
        return None
    document = here.framework.source[quote.source]
    address = here.links.item(quote.item) if quote.item else here.links.source(quote.source)
    return {
        "text": quote.text,
        "href": here.to(address),
        "label": label(quote.item) if quote.item else document.short,
        "source": document.short,
    }


def tally(here: Here) -> View:
    """How many strands are paired, new and not named."""
    strands = here.framework.continuity
    counts = {kind: sum(one.relation == kind for one in strands) for kind in RELATIONS}
    paired = len(strands) - counts["new"] - counts["not-named"]
    told = f"{counted(paired, 'strand')} paired, {counts['new']} new, {counts['not-named']} not named."
    parts = [f"{counts[kind]} {_plainly(kind, counts[kind])}" for kind in RELATIONS if kind not in {"new", "not-named"}]
    meaning = f"Of the pairs: {', '.join(parts)}. No source says that any strand of the earlier edition stopped."
    return View("coverage", {"sentence": told, "meaning": meaning})


def _plainly(relation: str, count: int) -> str:
    """The relation as it stands after a count: “9 continue”, “4 changed”."""
    return "continue" if relation == "continues" and count != 1 else RELATIONS[relation][0].lower()


def comparison(here: Here) -> list[View]:
    """Every strand under its relation, both sides quoted where both exist."""
    sections = []
    for kind, (name, meaning) in RELATIONS.items():
        strands = [one for one in here.framework.continuity if one.relation == kind]
        if strands:
            view = section(f"relation-{kind}", name, View("continuity", {"rows": strand_rows(here, strands)}))
            view.data["note"] = f"{sentence(in_words(len(strands)))}. {meaning}"
            view.data["written"] = WRITTEN
            sections.append(view)
    return sections


def editions(here: Here) -> View:
    """The editions of the framework with their periods, and the way to each of their priorities."""
    rows = [
        _edition(here, edition) for edition in sorted(here.framework.editions, key=lambda e: e.starts, reverse=True)
    ]
    return View("editions", {"editions": rows})


def to_comparison(here: Here) -> list[View]:
    """The way to the comparison of the editions, where there is one."""
    way = link(here, here.links.static_page("compare"), "Compare the editions, strand by strand")
    body = paragraph("", parts=[way])
    return [section("compare", "From one to the next", body)] if here.framework.continuity else []


def _edition(here: Here, edition: Edition) -> dict[str, Any]:
    current = "Current edition. " if edition is here.framework.current else "Earlier edition. "
    known = f" Known here only {edition.described_as}." if edition.described_as else ""
    note = f"{current}{lists.summary_of(edition)}, to {day(edition.ends)}.{known}"
    priorities = [
        {**link(here, here.links.priority(one), one.nav_label), "number": one.number} for one in edition.priorities
    ]
    return {**link(here, here.links.edition(edition), edition.title), "note": note, "priorities": priorities}


def publication(here: Here) -> View:
    """Publication details of the edition: period, publisher, when it was published, where the text comes from."""
    edition, settings = here.edition, here.framework.settings
    document = here.framework.source[edition.source]
    published = day(edition.published) if edition.published else ""
    rows = [
        ("Publisher", [{"text": settings.publisher.name, "href": ""}], ""),
        ("Period", [{"text": f"{day(edition.starts)} to {day(edition.ends)}", "href": ""}], ""),
        ("Published", [{"text": published, "href": ""}] if published else [], "Undated in the source"),
        ("Text taken from", [link(here, here.links.source(document.id), document.title)], ""),
        ("Holds", [{"text": lists.summary_of(edition), "href": ""}], ""),
    ]
    return View("summary", {"rows": [_row(*row) for row in rows]})


def _row(term: str, parts: list[dict[str, str]], absent: str) -> dict[str, object]:
    return {"term": term, "parts": parts or [{"text": absent, "href": ""}], "absent": not parts}


def described_whole(here: Here) -> list[View]:
    """The whole of an edition known from a description: each priority with its paragraphs, then what cuts across."""
    edition = here.edition
    sections = [_described(edition)] if not edition.described else [_about(here, edition)]
    for priority in edition.priorities:
        rows = [{"id": one.id, "text": one.text} for one in priority.paragraphs]
        view = section(priority.id, priority.title, View("paragraphs", {"paragraphs": rows}), said=True)
        sections.append(view)
    if edition.cross_cutting:
        lead_in = edition.labels.cross_cutting_lead_in
        rows = [{"id": one.id, "text": one.text} for one in edition.cross_cutting]
        body = [*([paragraph(lead_in, voice="said")] if lead_in else []), View("paragraphs", {"paragraphs": rows})]
        sections.append(
            section("cross-cutting", edition.labels.cross_cutting or "Across the priorities", body, said=True)
        )
    return sections


def _about(here: Here, edition: Edition) -> View:
    quotes = [
        {"text": one.text, "source": link(here, here.links.source(one.source), here.framework.source[one.source].short)}
        for one in edition.described
    ]
    told = paragraph(
        f"Every word below is quoted {edition.described_as}. It is an account of that edition, not the edition."
    )
    return section("described", "What this is", [told, View("quotations", {"quotations": quotes})], written=WRITTEN)


def _described(edition: Edition) -> View:
    return section(
        "described", "What this is", paragraph(f"This edition is shown {edition.described_as}."), written=WRITTEN
    )
