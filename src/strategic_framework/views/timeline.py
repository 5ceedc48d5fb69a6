"""The timeline: moments and reports in order, none more exact than its source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from strategic_framework.exports.calendar import dated
from strategic_framework.language.english import day, exactness, letter, sentence
from strategic_framework.language.labels import label
from strategic_framework.language.strings import translate
from strategic_framework.model import Event, Planned, Update
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link, section, tone
from strategic_framework.views.macro import macro
from strategic_framework.views.quotations import source_link
from strategic_framework.views.reports import apart, priorities_of
from strategic_framework.views.view import Link, View


@frozen
class MomentPriority:
    """A priority that a report is about."""

    number: int
    tone: str


@frozen
class Moment:
    """A moment of a source, with its letter and its words, or a report, with the priorities that it is about.

    `exact` is `day`, `month`, `year` or `undated`; `known` is what is known of a date that is not stated.
    """

    id: str
    letter: str
    exact: str
    datetime: str
    when: str
    what: Link
    known: str = ""
    quote: str = ""
    source: Link | None = None
    by: str = ""
    priorities: Sequence[MomentPriority] = ()


@frozen
class TimelineYear:
    """The moments of one year, or those without a date."""

    id: str
    name: str
    moments: Sequence[Moment]


@frozen
class Timeline(View):
    """Moments by year, no more exact than their sources; those without a date stand apart, at the end."""

    years: Sequence[TimelineYear]


def lettered(here: Here) -> list[tuple[str, Event]]:
    """The moments in order, each with its letter; the undated come last, for nothing says where they belong."""
    order = sorted(
        here.framework.timeline, key=lambda moment: (moment.when is None, moment.when or moment.undated_after or "")
    )
    return [(letter(index), event) for index, event in enumerate(order)]


@macro("block")
def timeline(here: Here) -> View:
    """Moments and reports by year, each date no more exact than its source; the undated stand apart."""
    dated, undated = apart(reversed(here.site.updates))
    events = [_moment(here, key, event) for key, event in lettered(here)]
    reports = [_report(here, update) for update in dated]
    moments = sorted([*(moment for moment in events if moment.datetime), *reports], key=lambda moment: moment.datetime)
    years = [
        TimelineYear(f"year-{year}", year, list(those))
        for year, those in groupby(moments, key=lambda moment: moment.datetime[:4])
    ]
    rest = [*(moment for moment in events if not moment.datetime), *(_report(here, update) for update in undated)]
    return Timeline([*years, *([TimelineYear("undated", translate("timeline.without"), rest)] if rest else [])])


@macro("section")
def due_dates(here: Here) -> list[View]:
    """What is due by year, in the order of the dates that the plan states; nothing where it states none."""
    actions = sorted(dated(here.edition.items), key=lambda action: action.due or "")
    years = [
        TimelineYear(f"due-{year}", year, [_due(here, action) for action in those])
        for year, those in groupby(actions, key=lambda action: (action.due or "")[:4])
    ]
    return [section("due", translate("timeline.due"), Timeline(years))] if years else []


def _due(here: Here, action: Planned) -> Moment:
    """An action by the date by which it is due."""
    due, priority = action.due or "", here.framework.priority_of[action.id]
    colour = MomentPriority(priority.number, tone(priority, here.edition))
    name = translate("timeline.number", item=label(action.id), reference=action.reference or "")
    way = link(here, here.links.item(action.id), name if action.reference else label(action.id))
    return Moment("", "", exactness(due), due, day(due), way, quote=action.text, priorities=[colour])


def _moment(here: Here, key: str, event: Event) -> Moment:
    return Moment(
        event.id,
        key,
        exactness(event.when) if event.when else "undated",
        event.when or "",
        day(event.when) if event.when else translate("timeline.undated"),
        Link("", event.what),
        known=_known(event),
        quote=event.quote.text,
        source=source_link(here, event.quote.source),
    )


def _known(event: Event) -> str:
    """What is known of a date that is not stated."""
    if event.when or not event.undated_after:
        return ""
    after = day(event.undated_after)
    if event.known:
        return translate("timeline.after_known", day=after, known=event.known)
    return translate("timeline.after", day=after)


def _report(here: Here, update: Update) -> Moment:
    return Moment(
        "",
        "",
        exactness(update.date) if update.date else "undated",
        update.date or "",
        day(update.date) if update.date else "",
        link(here, here.links.update(update.id or ""), update.title),
        by=sentence(translate("reports.by", publisher=here.framework.origin[update.source].author)),
        priorities=_priorities(here, update),
    )


def _priorities(here: Here, update: Update) -> list[MomentPriority]:
    return [
        MomentPriority(priority.number, tone(priority, here.edition))
        for priority in priorities_of(here, update)
        if priority in here.edition.priorities
    ]
