"""The alliance: what was proposed, what was reported, and how this site reads the one against the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from strategic_framework.language.english import day, sentence
from strategic_framework.language.english import number as in_words
from strategic_framework.language.labels import label
from strategic_framework.language.strings import translate
from strategic_framework.model import Alliance, AllianceItem, Crossing
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, Section, link, number, reading, section
from strategic_framework.views.macro import macro
from strategic_framework.views.places import called
from strategic_framework.views.tracker import Coverage
from strategic_framework.views.view import Link, View

#: How this site reads what was reported on a proposal, in the order in which the readings are counted.
READINGS = ("reported", "partly-reported", "continuing", "not-reported")


@frozen
class NumberedRow:
    """A sentence of the Alliance: its anchor, its number, what the site calls it, and its words."""

    id: str
    number: int
    label: str
    text: str


@frozen
class Numbered(View):
    """Sentences of the Alliance by their numbers."""

    items: Sequence[NumberedRow]


@frozen
class CrosswalkRow:
    """A proposed priority, this site's reading of it (`kind` names the reading), and what was reported, if anything.

    `also` leads to other items that bear on it.
    """

    id: str
    number: int
    proposed: str
    kind: str
    reading: str
    reported: Sequence[str]
    also: Sequence[Link] = ()
    note: str = ""


@frozen
class Crosswalk(View):
    """What was proposed on a day, beside what was reported on it."""

    day: str
    rows: Sequence[CrosswalkRow]


def _alliance(here: Here) -> Alliance:
    if here.framework.alliance is None:
        raise ValueError("this framework has no alliance.yml")
    return here.framework.alliance


@macro("block", "alliance_purpose")
def purpose(here: Here) -> View:
    """What the joint statement says it is for, quoted."""
    return Paragraph(_alliance(here).purpose.text, "said")


@macro("section")
def commitments(here: Here) -> list[View]:
    """What both organisations said they would do."""
    alliance = _alliance(here)
    body = [Paragraph(alliance.labels.commitments_lead_in, "said"), _numbered(alliance.commitments)]
    return [section("commitments", alliance.labels.commitments, body, said=True)]


def _numbered(items: Iterable[AllianceItem]) -> Numbered:
    return Numbered([NumberedRow(item.id, number(item.id), label(item.id), item.text) for item in items])


@macro("block", "alliance_coverage")
def coverage(here: Here) -> View:
    """How many of the proposed priorities were reported on: a count of what the sources say."""
    alliance = _alliance(here)
    counts = {reading: sum(row.reading == reading for row in alliance.crosswalk) for reading in READINGS}
    # The first is always counted, even where it is none: the sentence says what the others are counted of.
    counted = [reading for reading in READINGS if counts[reading] or reading == "reported"]
    parts = [
        translate(f"crosswalk.count_{reading}", count=counts[reading], all=len(alliance.crosswalk))
        for reading in counted
    ]
    meaning = translate("crosswalk.meaning", note=alliance.proposed_note)
    return Coverage(translate("crosswalk.counts", counts=Markup(", ").join(parts)), meaning)


@macro("section")
def crosswalk(here: Here) -> list[View]:
    """Each proposed joint priority beside what was reported on it."""
    alliance = _alliance(here)
    rows = [_crosswalk_row(here, alliance, crossing) for crossing in alliance.crosswalk]
    title = translate("crosswalk.title", count=len(rows), number=sentence(in_words(len(rows))))
    lead_in = Paragraph(alliance.labels.joint_priorities_lead_in, "said")
    return [section("joint-priorities", title, [lead_in, Crosswalk(day(alliance.proposed), rows)], written=reading())]


def _crosswalk_row(here: Here, alliance: Alliance, crossing: Crossing) -> CrosswalkRow:
    texts = {item.id: item.text for item in alliance.items}
    return CrosswalkRow(
        crossing.proposed,
        number(crossing.proposed),
        texts[crossing.proposed],
        crossing.reading,
        translate(f"crosswalk.{crossing.reading}"),
        [texts[item] for item in crossing.reported_in],
        [link(here, here.links.item(item), called(here, item)) for item in crossing.see_also],
        crossing.note or "",
    )


@macro("section")
def governance(here: Here) -> list[View]:
    """How progress was to be governed, quoted."""
    alliance = _alliance(here)
    return [section("governance", alliance.labels.governance, _numbered(alliance.governance), said=True)]


@macro("section")
def results(here: Here) -> list[View]:
    """What was reported one year on, quoted."""
    return [_by_source(here, "results", translate("alliance.results"), _alliance(here).results)]


@macro("section")
def ambitions(here: Here) -> list[View]:
    """What was said of the future, quoted."""
    return [_by_source(here, "ambitions", translate("alliance.ambitions"), _alliance(here).ambitions)]


def _by_source(here: Here, name: str, title: str, items: Iterable[AllianceItem]) -> Section:
    """Items with the document that each run of them stands in, and its date as exact as it is known."""
    parts: list[View] = []
    for source, group in groupby(items, key=lambda item: item.source or _alliance(here).source):
        document = here.framework.source[source]
        when = day(document.date) if document.date else document.date_note or translate("alliance.undated")
        way = link(here, here.links.source(source), document.title)
        parts += [_numbered(group), Paragraph(translate("alliance.source", when=when), parts=[way])]
    return section(name, title, parts, written=translate("alliance.heading"))
