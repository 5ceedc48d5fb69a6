"""What public pages and documents report, as lists: everything, the latest, and what is about one priority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate
from strategic_framework.model import Priority, Update
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link, section
from strategic_framework.views.macro import macro
from strategic_framework.views.places import called
from strategic_framework.views.reported import reported_section
from strategic_framework.views.view import Link, View

#: How many reports a short list shows.
LATEST = 5
#: The mark of what a source has another name for.
NEAR = "*"


@frozen
class ReportRow:
    """A report in a list: its kind, its day (none where it is undated), who reports it, and what it is about.

    What the source has another name for bears a mark.
    """

    href: str
    title: str
    kind: str
    datetime: str
    when: str
    by: str
    about: Sequence[Link]


@frozen
class ReportGroup:
    """Reports that stand together: those with a date, or, under a heading of their own, those without."""

    id: str
    heading: str
    rows: Sequence[ReportRow]


@frozen
class Reports(View):
    """Reports, the newest first; the undated stand apart. `key` says what the mark means, where it stands."""

    groups: Sequence[ReportGroup]
    key: str = ""


def priorities_of(here: Here, update: Update) -> list[Priority]:
    """The priorities under which what the update is about stands, each once, in the order of the framework."""
    framework = here.framework
    names = {name if name in framework.priorities else getattr(framework.priority_of.get(name), "id", "")
             for name in update.about}  # fmt: skip
    return [priority for name, priority in framework.priorities.items() if name in names]


def apart(updates: Iterable[Update]) -> tuple[list[Update], list[Update]]:
    """The updates with a date, and those without one, each in the order given."""
    updates = list(updates)
    return [update for update in updates if update.date], [update for update in updates if not update.date]


@macro("block", "reports")
def every_report(here: Here) -> View:
    """Every report, the newest first, and apart from them the undated."""
    return listed(here, here.site.updates) or Paragraph(translate("updates.none"))


@macro("block")
def latest_reports(here: Here) -> list[View]:
    """The latest reports, and the way to all of them; nothing where none is recorded."""
    newest, _ = apart(here.site.updates)
    rows = listed(here, newest[:LATEST])
    everything = translate("reports.all", count=len(here.site.updates))
    return [rows, Paragraph("", parts=[link(here, here.links.static_page("updates"), everything)])] if rows else []


@macro("section")
def priority_reports(here: Here) -> list[View]:
    """What is reported about the priority and what stands under it; nothing where nothing is."""
    about = [update for update in here.site.updates if here.priority in priorities_of(here, update)]
    rows = listed(here, about)
    reported = reported_section(here, [*here.priority.all_actions, *here.priority.all_aspirations])
    return [*([section("reports", translate("reports.title"), rows)] if rows else []), *reported]


def listed(here: Here, updates: Iterable[Update]) -> Reports | None:
    """A list of reports, or nothing where there are none."""
    updates = list(updates)
    dated, undated = apart(updates)
    groups = [ReportGroup("", "", [_row(here, update) for update in dated])] if dated else []
    if undated:
        heading = translate("reports.undated")
        groups.append(ReportGroup("undated", heading, [_row(here, update) for update in undated]))
    key = translate("reports.near_key", mark=NEAR) if any(update.near for update in updates) else ""
    return Reports(groups, key) if groups else None


def _row(here: Here, update: Update) -> ReportRow:
    near = update.near
    return ReportRow(
        here.to(here.links.update(update.id or "")),
        update.title,
        _kind(update),
        update.date or "",
        day(update.date) if update.date else "",
        translate("reports.by", publisher=here.framework.origin[update.source].author),
        [_way(here, name, NEAR if name in near else "") for name in sorted(update.about, key=near.__contains__)],
    )


def _kind(update: Update) -> str:
    """The kind of a report, and the word of the scale that it quotes."""
    kind = translate(f"updates.{update.kind}")
    return translate("reports.kind_as", kind=kind, words=update.reported_as) if update.reported_as else kind


def _way(here: Here, name: str, mark: str) -> Link:
    return link(here, here.links.item(name), called(here, name) + mark)
