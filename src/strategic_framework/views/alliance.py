"""The Strategic Alliance: what was proposed, what was reported, and how this site reads the one against the other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from strategic_framework.language.english import day, sentence
from strategic_framework.language.english import number as in_words
from strategic_framework.language.labels import label
from strategic_framework.model import Alliance, AllianceItem, Crossing
from strategic_framework.views.base import WRITTEN, Here, Untyped, View, link, number, paragraph, section
from strategic_framework.views.macro import macro

READINGS = {
    "reported": "Reported",
    "partly-reported": "Partly reported",
    "continuing": "Stated as continuing",
    "not-reported": "Not reported",
}


def _alliance(here: Here) -> Alliance:
    if here.framework.alliance is None:
        raise ValueError("this framework has no alliance.yml")
    return here.framework.alliance


@macro("block", "alliance_purpose")
def purpose(here: Here) -> View:
    """What the joint statement says it is for, quoted."""
    alliance = _alliance(here)
    return paragraph(alliance.purpose.text, voice="said")


@macro("section")
def commitments(here: Here) -> list[View]:
    """What both organisations said they would do."""
    alliance = _alliance(here)
    body = [paragraph(alliance.labels.commitments_lead_in, voice="said"), _items(alliance.commitments)]
    return [section("commitments", alliance.labels.commitments, body, said=True)]


def _items(items: Iterable[AllianceItem]) -> View:
    rows = [{"id": one.id, "number": number(one.id), "label": label(one.id), "text": one.text} for one in items]
    return Untyped("numbered", {"items": rows})


@macro("block", "alliance_coverage")
def coverage(here: Here) -> View:
    """How many of the proposed priorities were reported on: a count of what the sources say."""
    alliance = _alliance(here)
    counts = {reading: sum(row.reading == reading for row in alliance.crosswalk) for reading in READINGS}
    told = [f"{counts['reported']} of {len(alliance.crosswalk)} reported"]
    told += [f"{counts[kind]} {READINGS[kind].lower()}" for kind in READINGS if kind != "reported" and counts[kind]]
    meaning = (
        "Not reported does not mean not done. The report one year on gives examples; it is not a formal review. "
        + alliance.proposed_note
    )
    return Untyped("coverage", {"sentence": ", ".join(told) + ".", "meaning": meaning})


@macro("section")
def crosswalk(here: Here) -> list[View]:
    """Each proposed joint priority beside what was reported on it."""
    alliance = _alliance(here)
    rows = [_row(here, alliance, one) for one in alliance.crosswalk]
    heads = [f"Proposed, {day(alliance.proposed)}", "This site’s reading", "Reported one year on"]
    title = f"{sentence(in_words(len(rows)))} proposed priorities"
    lead_in = paragraph(alliance.labels.joint_priorities_lead_in, voice="said")
    return [section("joint-priorities", title, [lead_in, Untyped("crosswalk", {"heads": heads, "rows": rows})],
                    written=WRITTEN)]  # fmt: skip


def _row(here: Here, alliance: Alliance, one: Crossing) -> dict[str, object]:
    texts = {item.id: item for item in alliance.items}
    reported = [{"id": name, "text": texts[name].text, "href": f"#{name}"} for name in one.reported_in]
    also = [link(here, here.links.item(name), label(name)) for name in one.see_also]
    return {
        "id": one.proposed,
        "number": number(one.proposed),
        "proposed": texts[one.proposed].text,
        "kind": one.reading,
        "reading": READINGS[one.reading],
        "reported": reported,
        "also": also,
        "note": one.note or "",
    }


@macro("section")
def governance(here: Here) -> list[View]:
    """How progress was to be governed, quoted."""
    alliance = _alliance(here)
    return [section("governance", alliance.labels.governance, _items(alliance.governance), said=True)]


@macro("section")
def results(here: Here) -> list[View]:
    """What was reported one year on, quoted."""
    return [_reported(here, "results", "What was reported", _alliance(here).results)]


@macro("section")
def ambitions(here: Here) -> list[View]:
    """What was said of the future, quoted."""
    return [_reported(here, "ambitions", "What was said of the future", _alliance(here).ambitions)]


def _reported(here: Here, name: str, title: str, items: tuple[AllianceItem, ...]) -> View:
    parts: list[View] = []
    for source, group in groupby(items, key=lambda one: one.source or _alliance(here).source):
        document = here.framework.source[source]
        when = day(document.date) if document.date else document.date_note or "undated in the source"
        told = link(here, here.links.source(source), document.title)
        parts += [_items(group), paragraph(f"Source ({when}): ", parts=[told])]
    return section(name, title, parts, written="Heading written for this site")
