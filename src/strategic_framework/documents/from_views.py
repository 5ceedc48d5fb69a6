"""From what a page shows to what a document holds: the same views, so that a document says no word differently.

What a reader of paper cannot use (ways to other pages, what is marked for screens) is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from strategic_framework.documents.parts import (
    Bullets,
    Drawing,
    Entry,
    Facts,
    Grid,
    Heading,
    Part,
    Report,
    Row,
    Words,
)
from strategic_framework.language.english import and_list
from strategic_framework.language.strings import as_text, translate_text
from strategic_framework.views import (
    lists,
    measures,
    print,  # noqa: A004 (the module of pages on paper)
    priority,
    reports,
    retired,
    topics,
    version_words,
)
from strategic_framework.views.base import Here, Paragraph, Section
from strategic_framework.views.diagrams.chart_shapes import MeasureChart
from strategic_framework.views.diagrams.weave import Weave
from strategic_framework.views.linked import Threads
from strategic_framework.views.named import Bodies
from strategic_framework.views.planned import as_line
from strategic_framework.views.rows import ItemRow
from strategic_framework.views.summary import Summary
from strategic_framework.views.view import Link, View


def parts_of(here: Here, views: View | Iterable[View], level: int = 1) -> Iterator[Part]:
    """The parts of some views in reading order, their headings beginning at a depth.

    Raises KeyError for a view that no document shows.
    """
    for view in [views] if isinstance(views, View) else views:
        yield from _FORMS[type(view)](here, view, level)


def absolute(here: Here, href: str) -> str:
    """Where a link of that page leads, from anywhere."""
    return urljoin(here.links.absolute(here.address), href) if href else ""


def _section(here: Here, view: Section, level: int) -> Iterator[Part]:
    mark = as_text(view.written)
    number = str(view.number) if view.number else ""
    yield Heading(level, as_text(view.title), view.id, view.voice == "said", number, view.tone, mark)
    if view.note:
        yield Words(as_text(view.note))
    yield from parts_of(here, view.body, level + 1)


def _priority(here: Here, view: print.Part, level: int) -> Iterator[Part]:
    kicker = translate_text("head.priority", number=view.number)
    yield Heading(level, view.title, view.id, said=True, kicker=kicker, tone=view.tone)
    yield from parts_of(here, view.body, level + 1)


def _paragraph(here: Here, view: Paragraph, level: int) -> Iterator[Part]:
    if view.text and view.voice != "screen":
        yield Words(as_text(view.text), view.voice == "said", view.id, view.voice == "lead")


def _paragraphs(here: Here, view: lists.Paragraphs, level: int) -> Iterator[Part]:
    yield from (Words(row.text, said=True, id=row.id) for row in view.paragraphs)


def _principles(here: Here, view: priority.Principles, level: int) -> Iterator[Part]:
    yield Bullets([(row.id, row.text) for row in view.principles])


def _entry(here: Here, row: ItemRow, level: int, *notes: str) -> Entry:
    names = and_list([link.text for link in row.names])
    named = [translate_text("actions.names", bodies=names)] if names else []
    facts = [as_line(row.stated)] if row.stated else []
    told = [as_text(note) for note in (*notes, row.reported) if note]
    return Entry(level, row.id, row.label, absolute(here, row.href), row.text, [*named, *facts, *told])


def _actions(here: Here, view: lists.Actions, level: int) -> Iterator[Part]:
    for row in view.actions:
        yield _entry(here, row, level)
        yield from (_entry(here, part, level + 1) for part in row.parts)


def _aspirations(here: Here, view: lists.Aspirations, level: int) -> Iterator[Part]:
    yield from (_entry(here, row.item, level, row.evidence) for row in view.aspirations)


def _listing(here: Here, view: lists.Listing, level: int) -> Iterator[Part]:
    yield from (_entry(here, row, level) for row in view.items)


def _retired(here: Here, view: retired.Retired, level: int) -> Iterator[Part]:
    for row in view.rows:
        yield _entry(here, row.item, level, _retirement(row.retirement))


def _retirement(known: retired.Retirement) -> str:
    if known.replaced is None:
        return known.when.text
    return translate_text("retired.replaced", when=known.when.text, item=known.replaced.text)


def _summary(here: Here, view: Summary, level: int) -> Iterator[Part]:
    rows = [
        Row(as_text(row.term), and_list([as_text(part.text) for part in row.parts]), _way(here, row.parts))
        for row in view.rows
    ]
    yield Facts(translate_text("document.facts"), rows)


def _way(here: Here, parts: Sequence[Link]) -> str:
    """The address of a fact that is one link."""
    return absolute(here, parts[0].href) if len(parts) == 1 else ""


def _reports(here: Here, view: reports.Reports, level: int) -> Iterator[Part]:
    for group in view.groups:
        if group.heading:
            yield Heading(level, as_text(group.heading), group.id)
        yield from (_report(here, row) for row in group.rows)
    if view.key:
        yield Words(as_text(view.key))


def _report(here: Here, row: reports.ReportRow) -> Report:
    about = and_list([link.text for link in row.about])
    notes = [f"{as_text(row.kind)} · {as_text(row.by)}"]
    if about:
        notes.append(translate_text("reports.about", items=about))
    return Report(as_text(row.when), row.title, absolute(here, row.href), notes)


def _bodies(here: Here, view: Bodies, level: int) -> Iterator[Part]:
    yield Words("; ".join(f"{row.name} ({as_text(row.note)})" for row in view.bodies) + ".")


def _weave(here: Here, view: Weave, level: int) -> Iterator[Part]:
    yield Words(as_text(view.words))
    yield Drawing(view.title, view.desc, view)


def _chart(here: Here, view: MeasureChart, level: int) -> Iterator[Part]:
    yield Drawing(view.title, translate_text("document.chart", name=view.title), view)
    if view.note:
        yield Words(as_text(view.note))


def _series(here: Here, view: measures.Series, level: int) -> Iterator[Part]:
    columns = {"date": True, "value": True, "ends": view.ranges, "source": True, "note": view.notes}
    heads = [translate_text(f"measure.{name}") for name, there in columns.items() if there]
    yield Grid(view.name, heads, [_cells(row, columns) for row in view.rows])


def _cells(row: measures.SeriesRow, columns: Mapping[str, bool]) -> list[str]:
    cells = {"date": row.when, "value": row.value, "ends": row.range, "source": row.source.text if row.source else "",
             "note": row.note}  # fmt: skip
    return [cells[name] for name, there in columns.items() if there]


def _threads(here: Here, view: Threads, level: int) -> Iterator[Part]:
    """Which item links which priorities. Its words stand where it stands, so they are not said twice."""
    heads = [translate_text(f"document.threads_{name}") for name in ("item", "from", "to")]
    rows = [(row.label, str(row.source), str(row.target)) for row in view.threads]
    yield Grid(translate_text("document.threads"), heads, rows)


def _frozen(here: Here, view: version_words.Frozen, level: int) -> Iterator[Part]:
    yield from parts_of(here, view.rows, level)


def _frozen_row(here: Here, row: version_words.FrozenRow, level: int) -> Iterator[Part]:
    notes = [translate_text("frozen-row.looks_to", day=row.due)] if row.due else []
    notes += [row.stated] if row.stated else []
    notes += [translate_text("frozen-row.retired")] if row.retired else []
    if row.title:
        yield Heading(level, row.text, row.id, said=True, kicker=row.name)
        yield from map(Words, notes)
    else:
        yield Entry(0, row.id, row.name, "", row.text, notes)


def _inside(here: Here, view: topics.Briefing, level: int) -> Iterator[Part]:
    yield from parts_of(here, view.body, level)


def _nothing(here: Here, view: View, level: int) -> Iterator[Part]:
    """A way through pages: a document has a list of contents of its own."""
    yield from ()


#: View → how a document shows it.
_FORMS: dict[type[View], Callable[[Here, Any, int], Iterator[Part]]] = {
    Section: _section,
    print.Part: _priority,
    print.Contents: _nothing,
    Paragraph: _paragraph,
    lists.Paragraphs: _paragraphs,
    priority.Principles: _principles,
    lists.Actions: _actions,
    lists.Aspirations: _aspirations,
    lists.Listing: _listing,
    retired.Retired: _retired,
    Summary: _summary,
    reports.Reports: _reports,
    Bodies: _bodies,
    Weave: _weave,
    MeasureChart: _chart,
    measures.Series: _series,
    Threads: _threads,
    version_words.Frozen: _frozen,
    version_words.FrozenRow: _frozen_row,
    topics.Briefing: _inside,
}
