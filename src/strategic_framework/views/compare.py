"""How the strands of work run from one edition to the next. A reading, marked so, with both sides quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import get_args

from markupsafe import Markup

from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import translate
from strategic_framework.model import Quotation, Strand
from strategic_framework.model.frozen import frozen
from strategic_framework.model.interpretation import Relation
from strategic_framework.views import filters
from strategic_framework.views.base import Here, Paragraph, Section, reading, section
from strategic_framework.views.macro import macro
from strategic_framework.views.places import called
from strategic_framework.views.rows import Facet
from strategic_framework.views.tracker import Coverage
from strategic_framework.views.view import View

#: How the two sides of a strand may be related, in the order in which a reader meets them.
RELATIONS: tuple[Relation, ...] = get_args(Relation)
#: The relations of a strand that stands on one side alone.
UNPAIRED: tuple[Relation, ...] = ("new", "not-named")


@frozen
class StrandSide:
    """What an edition says of a strand: its words, and the item of that source, or the source, that they stand in."""

    text: str
    href: str
    label: str
    source: str = ""


@frozen
class StrandRow:
    """A strand of work: its relation (`kind`, and in words), its name, and both sides."""

    id: str
    kind: str
    relation: str
    name: str
    was: StrandSide | None
    now: StrandSide | None
    note: str = ""
    facets: Sequence[Facet] = ()


@frozen
class Continuity(View):
    """Strands from one edition to the next."""

    rows: Sequence[StrandRow]


def strand_rows(here: Here, strands: Iterable[Strand]) -> list[StrandRow]:
    """Strands as rows: the relation, the name, and what each edition says, quoted with its source."""
    return [
        StrandRow(
            strand.id,
            strand.relation,
            translate(f"continuity.{strand.relation}"),
            strand.name,
            _side(here, strand.was),
            _side(here, strand.now),
            strand.note or "",
        )
        for strand in strands
    ]


def _side(here: Here, quotation: Quotation | None) -> StrandSide | None:
    if quotation is None:
        return None
    source = here.framework.source[quotation.source].short
    if quotation.item:
        return StrandSide(
            quotation.text, here.to(here.links.item(quotation.item)), called(here, quotation.item), source
        )
    return StrandSide(quotation.text, here.to(here.links.source(quotation.source)), source)


@macro("block")
def tally(here: Here) -> View:
    """How many strands are paired, new and not named."""
    counts = Counter(strand.relation for strand in here.framework.continuity)
    # A pair is whatever stands on both sides, so that what stands on one alone is counted apart.
    paired = counts.total() - sum(counts[relation] for relation in UNPAIRED)
    pairs = [
        translate(f"continuity.count_{relation}", count=counts[relation])
        for relation in RELATIONS
        if relation not in UNPAIRED
    ]
    return Coverage(
        translate("continuity.tally", count=paired, new=counts["new"], gone=counts["not-named"]),
        translate("continuity.pairs", counts=Markup(", ").join(pairs)),
    )


@macro("block")
def strand_filter(here: Here) -> View:
    """The choices to narrow the strands by, in the drawing and in the lists below it."""
    return filters.for_strands(here)


@macro("section")
def comparison(here: Here) -> list[View]:
    """Every strand under its relation, both sides quoted where both exist."""
    strands = here.framework.continuity
    there = [relation for relation in RELATIONS if any(strand.relation == relation for strand in strands)]
    return [
        _related(here, number, relation, [strand for strand in strands if strand.relation == relation])
        for number, relation in enumerate(there, 1)
    ]


def _related(here: Here, number: int, relation: str, strands: Sequence[Strand]) -> Section:
    """The strands of one relation, with how many they are and what the relation means."""
    body = [Paragraph(translate(f"continuity.{relation}_means")), Continuity(_with_topics(here, strands))]
    part = section(
        f"relation-{relation}",
        translate(f"continuity.{relation}"),
        body,
        note=counted(len(strands), "strand"),
        written=reading(),
    )
    return replace(part, number=number)


def _with_topics(here: Here, strands: Sequence[Strand]) -> list[StrandRow]:
    rows = zip(strand_rows(here, strands), strands, strict=True)
    return [replace(row, facets=filters.of_strand(here, strand)) for row, strand in rows]
