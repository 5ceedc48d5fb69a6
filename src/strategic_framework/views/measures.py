"""The page of a measure, the list of all, and the measures on the pages of what they are a measure of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup

from strategic_framework.language.english import day, sentence
from strategic_framework.language.figures import amount, figure
from strategic_framework.language.labels import label
from strategic_framework.language.strings import as_text, translate, translate_text
from strategic_framework.model import Measure, Priority
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link, section, tone, written
from strategic_framework.views.diagrams.measure_chart import chart
from strategic_framework.views.macro import macro
from strategic_framework.views.measure_sentences import in_short, shows
from strategic_framework.views.measured import level_in_words
from strategic_framework.views.places import called
from strategic_framework.views.site import Site
from strategic_framework.views.summary import Fact, Summary, fact
from strategic_framework.views.view import Link, View


@frozen
class SeriesRow:
    """A value in a table: what it is for, the number with its unit, its uncertainty, its source and its note."""

    datetime: str
    when: str
    value: str
    range: str
    source: Link | None
    note: str


@frozen
class Series(View):
    """Every value of a measure as a table, under the name that is read out for it; columns that hold nothing go."""

    name: str
    ranges: bool
    notes: bool
    rows: Sequence[SeriesRow]


@frozen
class MeasureRow:
    """A measure in a list: what it is called, its page, what it measures, and what is reported of it."""

    label: str
    href: str
    name: str
    shows: str


@frozen
class Measures(View):
    """Measures in a list."""

    measures: Sequence[MeasureRow]


def measure_of(here: Here) -> Measure:
    """The measure that the page is about."""
    return here.framework.measure[here.subject]


@macro("section")
def measure(here: Here) -> list[View]:
    """One measure: what is reported as a picture and in words, every value as a table, and what it is."""
    one = measure_of(here)
    retired = [Paragraph(translate("measure.retired"))] if one.retired else []
    reported = [*retired, *_reported(here, one)]
    sections = [section("reported", translate("measure.reported"), reported, written=written())]
    if one.values:
        sections.append(section("values", translate("measure.values"), [_table(here, one), _download(here, one)]))
    return [*sections, section("about", translate("measure.what"), Summary([*_facts(here, one)]))]


def _reported(here: Here, one: Measure) -> list[View]:
    """The picture, what it shows in words, and what readers should know of it."""
    words = Markup(" ").join(shows(one))
    paint = next((paint for name in one.under if (paint := _tone(here, name))), "")
    picture = chart(one, as_text(words), paint)
    return [*([picture] if picture else []), Paragraph(words), *([Paragraph(one.note)] if one.note else [])]


def _tone(here: Here, name: str) -> str:
    """The colour of the priority that a thing is, or stands under; nothing for one of another edition."""
    priority = here.framework.priorities.get(name) or here.framework.priority_of.get(name)
    return tone(priority, here.edition) if priority in here.edition.priorities else ""


def _table(here: Here, one: Measure) -> Series:
    rows = [
        SeriesRow(
            value.date,
            day(value.date),
            amount(value.value, one.unit) if value.value else sentence(translate_text("measure.not_reported")),
            translate_text("measure.range", low=figure(value.low), high=figure(value.high))
            if value.low and value.high
            else "",
            _source(here, value.source) if value.source else None,
            value.note or "",
        )
        for value in reversed(one.values)
    ]
    return Series(one.name, any(row.range for row in rows), any(row.note for row in rows), rows)


def _source(here: Here, name: str) -> Link:
    return link(here, here.links.source(name), here.framework.origin[name].short)


def _download(here: Here, one: Measure) -> Paragraph:
    """The file of these values, and the way to those of all measures."""
    own = link(here, here.links.series(one.id or ""), f"{one.id}.csv")
    every = link(here, "data/measures.csv", translate_text("measure.list_all"))
    return Paragraph(Markup("{} ").format(translate("measure.download")), "screen", [own, every])


def _facts(here: Here, one: Measure) -> Iterator[Fact]:
    yield fact(translate("measure.of"), [_way(here, name) for name in one.under])
    yield fact(translate("measure.unit"), one.unit)
    not_stated = sentence(translate_text("change.not_stated"))
    for name, level in (("baseline", one.baseline), ("target", one.target)):
        known = [link(here, here.links.source(level.source), level_in_words(here, level, one.unit))] if level else []
        yield fact(translate(f"measure.{name}"), known, not_stated)
    for change in one.breaks:
        yield fact(translate("measure.break_at", day=day(change.date)), change.words)


def _way(here: Here, name: str) -> Link:
    priority = here.framework.priorities.get(name)
    text = f"{label(name)}: {priority.nav_label}" if priority else called(here, name)
    return link(here, here.links.item(name), text)


# --- in lists -----------------------------------------------------------------------------------------------------


@macro("section", "all_measures")
def every_measure(here: Here) -> list[View]:
    """Every measure under the priority that it stands under, with what was last reported of it."""
    sections: list[View] = []
    shared = by_priority(here)
    for priority in here.edition.priorities:
        if rows := [_row(here, one) for one in shared[priority.id]]:
            title = f"{priority.number} {priority.nav_label}"
            sections.append(section(f"of-{priority.id}", title, Measures(rows)))
    together = {one.id for measures in shared.values() for one in measures}
    if left := [one for one in here.framework.measures if one.id not in together]:
        title = translate("measure.other_priorities")
        sections.append(section("of-others", title, Measures([_row(here, one) for one in left])))
    return sections


def by_priority(here: Here) -> dict[str, list[Measure]]:
    """Priority of the edition → the measures of it and of what stands under it, each under its first priority alone."""
    return _by_priority(here.site, here.edition.id)


@lru_cache(maxsize=8)  # asked for by each priority of the whole document
def _by_priority(site: Site, edition: str) -> dict[str, list[Measure]]:
    here = Here(site, "", edition_id=edition)
    shared: dict[str, list[Measure]] = {}
    left = list(here.framework.measures)
    for priority in here.edition.priorities:
        names = _under(priority)
        shared[priority.id] = [one for one in left if names & {*one.under}]
        left = [one for one in left if not names & {*one.under}]
    return shared


def _under(priority: Priority) -> set[str]:
    """A priority, and everything under it that can have a measure."""
    return {priority.id, *(item.id for item in priority.items)}


def in_full(here: Here) -> list[View]:
    """The measures that stand under a priority in the whole document, each with its picture, words and values."""
    body: list[View] = []
    for one in by_priority(here)[here.priority.id]:
        way = link(here, here.links.measure(one.id or ""), label(one.id or ""))
        name = Paragraph(Markup("{} ").format(one.name), "lead", [way])
        body += [name, *_reported(here, one), *([_table(here, one)] if one.values else [])]
    return [section("measures", translate("measures.priority"), body, written=written())] if body else []


@macro("section")
def priority_measures(here: Here) -> list[View]:
    """The measures of the priority, and of what stands under it; nothing where there is none."""
    names = _under(here.priority)
    return _section(here, [one for one in here.framework.measures if names & {*one.under}], "priority")


@macro("section")
def aspiration_measures(here: Here) -> list[View]:
    """The measures of the aspiration; nothing where there is none."""
    return _section(here, [one for one in here.framework.measures if here.subject in one.under], "aspiration")


def resting_on(here: Here, source: str) -> list[View]:
    """The measures of which a source reports a value, the baseline or the target; nothing where it reports none."""
    return _section(here, [one for one in here.framework.measures if source in one.sources], "source")


def _section(here: Here, measures: Sequence[Measure], kind: str) -> list[View]:
    rows = [_row(here, one) for one in measures]
    return [section("measures", translate(f"measures.{kind}"), Measures(rows), written=written())] if rows else []


def _row(here: Here, one: Measure) -> MeasureRow:
    name = translate_text("measure.retired_note", name=one.name) if one.retired else one.name
    return MeasureRow(label(one.id or ""), here.to(here.links.measure(one.id or "")), name, in_short(one))
