"""What the flow says in words: how to read it, what it shows to those who do not see it, and each strand read out.

In a drawing and in attributes only text may stand: such words bear no language of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from strategic_framework.language.english import and_list, number, shortened
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Strand
from strategic_framework.views.base import Here
from strategic_framework.views.diagrams.flow_parts import Part, Sides
from strategic_framework.views.places import place_of


def title(sides: Sides, strands: Iterable[Strand]) -> str:
    """The name of the drawing."""
    return translate_text("flow.title", count=len(list(strands)), earlier=sides.earlier, later=sides.later)


def lead(strands: Iterable[Strand]) -> Markup:
    """How to read the drawing."""
    unnamed = any(strand.relation == "not-named" for strand in strands)
    return Markup(" ").join([translate("flow.lead"), *([translate("flow.trails_off")] if unnamed else [])])


def description(sides: Sides, strands: Iterable[Strand]) -> str:
    """The drawing in words: how many lines of each kind, and from which part to which they run."""
    counts = Counter(strand.relation for strand in strands)
    new, gone = counts["new"], counts["not-named"]
    lines = translate_text("flow.lines", count=counts.total() - new - gone)
    alone = translate_text("flow.alone", count=new, gone=gone)
    return " ".join(filter(None, [lines, alone, *(_routes(part, sides.now) for part in sides.was)]))


def _routes(part: Part, ends: Iterable[Part]) -> str:
    """Where the lines of one part lead, in a sentence; nothing where none does."""
    begun = {strand.id for strand in part.strands}
    counts = [(end, sum(strand.id in begun for strand in end.strands)) for end in ends]
    ways = [_way(end, number(count)) for end, count in counts if count]
    if not ways:
        return ""
    if part.number:
        return translate_text("flow.from_priority", number=part.number, ends=and_list(ways))
    return translate_text("flow.from_part", part=part.name, ends=and_list(ways))


def _way(end: Part, count: str) -> str:
    """So many lines to a part: a priority goes by its number, another part by its name."""
    if end.number:
        return translate_text("flow.to_priority", count=count, number=end.number)
    return translate_text("flow.to_part", count=count, part=end.name)


def read_out(here: Here, strand: Strand, letters: int) -> str:
    """A strand as it is read out: its name, the words that it ends in, where they stand and how it is paired."""
    relation, end = translate_text(f"flow.{strand.relation}"), end_of(here, strand)
    name = f"{strand.name} {opening(strand, letters)}".strip()
    if end:
        return translate_text("flow.strand_to", name=name, end=end, relation=relation)
    return translate_text("flow.strand", name=name, relation=relation)


def end_of(here: Here, strand: Strand) -> str:
    """What the site calls the item in which a paired strand ends, where it ends in one."""
    return place_of(here, strand.now.item) if strand.was and strand.now and strand.now.item else ""


def opening(strand: Strand, letters: int) -> str:
    """The opening words of the later edition on a paired strand: what it says now, as far as there is room."""
    return shortened(strand.now.text, letters) if strand.was and strand.now else ""


def heading(sides: Sides, part: Part) -> Markup:
    """The heading of the strands that begin in a part of the earlier edition."""
    return translate("flow.group", edition=sides.earlier, part=name_of(part))


def heading_of_new(sides: Sides, part: Part) -> Markup:
    """The heading of the strands that only end, in a part of the later edition."""
    return translate("flow.group_new", edition=sides.later, part=name_of(part))


def name_of(part: Part) -> str:
    """A part by its number, where it has one, and its name."""
    return f"{part.number} {part.name}" if part.number else part.name


def relation_to(strand: Strand, end: Part | None) -> Markup:
    """How a strand is paired, and where it ends if it does."""
    relation = translate(f"continuity.{strand.relation}")
    return translate(f"flow.ends_{end.kind}", relation=relation, number=end.number) if end else relation
