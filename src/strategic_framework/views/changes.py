"""The log of changes: each as one entry, by month, the latest, and where they can be followed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from strategic_framework.content.links import LEDGER_TEXT
from strategic_framework.language.english import and_list, day, sentence
from strategic_framework.language.labels import class_name, label, title_of
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model.changes import Change
from strategic_framework.model.frozen import frozen
from strategic_framework.views import measured
from strategic_framework.views.base import Here, Paragraph, link, section
from strategic_framework.views.difference import Change as ItemChange
from strategic_framework.views.difference import Redline, reworded
from strategic_framework.views.macro import macro
from strategic_framework.views.view import Link, View

#: A change that brings more updates than this does not list them; its own page does.
_MOST_UPDATES = 5


@frozen
class Event(View):
    """One entry of a history: its day, what happened, of which kind, why, who decided it, and what came of it.

    `notes` say of a measure what became of its values.
    """

    when: str
    datetime: str
    title: str
    href: str = ""
    kind: str = ""
    reason: str = ""
    by: str = ""
    notes: str = ""
    updates: Sequence[Link] = ()
    redline: Redline | None = None
    changes: Sequence[ItemChange] = ()


@frozen
class History(View):
    """What was done, the newest first."""

    events: Sequence[Event]


@frozen
class Since(View):
    """What was published since this reader's last visit, which the browser alone remembers.

    The page's first script shows it where there is anything, and its own fills it: `source` is the data of the
    changes, `log` the page of all changes.
    """

    source: str
    log: str


def change_of(here: Here) -> Change:
    """The change that the page is about, or shows a part of."""
    name = here.subject.partition("/")[0]
    return next(change for change in here.site.ledger.changes if change.id == name)


@macro("section")
def change_log(here: Here) -> list[View]:
    """Every change by month, the newest first, each with its reason."""
    newest_first = sorted(here.site.ledger.changes, key=lambda change: change.id, reverse=True)
    months = groupby(newest_first, key=lambda change: change.published[:7])
    return [
        section(f"m{month}", day(month), History([event(here, change) for change in changes]))
        for month, changes in months
    ]


def event(here: Here, change: Change, item: str = "") -> Event:
    """A change as one entry; told of an item, its redline comes along."""
    return Event(
        day(change.published),
        change.published,
        _title(here, change),
        here.to(here.links.change(change.id)),
        _kind_beside(change, item),
        change.reason or "",
        decided(change),
        _measured(here, change, item),
        [] if item else _updates(here, change),
        reworded(change.records.get(item)) if item else None,
    )


def _title(here: Here, change: Change) -> str:
    """The sentence that tells of a change, worked out once: it may have touched many items, each of which shows it."""
    titles, key = here.site.titles, (here.edition_id, id(change))
    if key not in titles:
        titles[key] = change, sentence(title_of(change))
    return titles[key][1]


def _measured(here: Here, change: Change, item: str) -> str:
    """Of a measure, what became of its values, before and after in words."""
    record = change.records.get(item)
    if item not in here.framework.measure or record is None or record.was is None:
        return ""
    return Markup(" ").join(measured.notes(here, item, record.was, record.now or {}))


def _kind_beside(change: Change, item: str) -> str:
    """The class beside a title, where the title does not say it: a title that rules wrote names what was done."""
    kind = classes_of(change, item)
    says_it = change.begins_format if change.title else kind == classes_of(change)
    return "" if says_it else kind


def _updates(here: Here, change: Change) -> list[Link]:
    """The updates that came with a change, which are news; where there are many, its title counts them."""
    updates = [update for update in here.framework.updates if update.id in change.records]
    if len(updates) > _MOST_UPDATES:
        return []
    named = [(str(update.id), update.title) for update in updates]
    return [link(here, here.links.update(name), translate_text("updates.named", name=label(name), title=title))
            for name, title in named]  # fmt: skip


def classes_of(change: Change, item: str = "") -> str:
    """The classes of a change, or of what it did to one item: “Added and amended”; nothing for the first of all."""
    if change.is_first:
        return ""
    record = change.records.get(item)
    kinds = (record.kind,) if record else [kind for kind in change.kinds if kind != "moved" or _moves(change)]
    return sentence(and_list([class_name(kind) for kind in kinds]))


def _moves(change: Change) -> bool:
    """Whether anything was truly moved, and not only the order of what came or went."""
    return any(record.kind == "moved" and not record.only_order for record in change.records.values())


def decided(change: Change) -> str:
    """Who decided it and when, in a sentence; nothing where there is no decider."""
    if not change.decided_by:
        return ""
    if not change.decided:
        return translate("event.decided", by=change.decided_by)
    if change.imported:
        return translate("event.imported", by=change.decided_by, day=day(change.decided))
    return translate("event.decided_on", by=change.decided_by, day=day(change.decided))


@macro("section")
def since_last_read(here: Here) -> list[View]:
    """What was published since this reader’s last visit; the browser alone remembers. Nothing before any change."""
    if not here.site.ledger.changes:
        return []
    return [Since(here.to("data/changes.json"), here.to(here.links.static_page("changes")))]


@macro("section", "latest_changes")
def newest(here: Here) -> list[View]:
    """The latest changes, for the home page: at most three; nothing before the first publication."""
    ledger = here.site.ledger
    announced = [change for change in ledger.changes if not change.is_cosmetic][-3:]
    if not announced:
        return []
    events = [event(here, change) for change in reversed(announced)]
    everything = link(
        here, here.links.static_page("changes"), translate("latest_changes.all", count=len(ledger.changes))
    )
    body = [History(events), Paragraph("", parts=[everything])]
    return [section("changes", translate("latest_changes.title"), body)]


@macro("block")
def feeds(here: Here) -> View:
    """Where the changes can be followed."""
    return Paragraph(translate("feeds.cosmetic"), parts=[link(here, here.links.feed(), translate("feeds.all"))])


@macro("block")
def follow(here: Here) -> View:
    """The feed of all changes, and the page that says how to get an email instead."""
    email = here.links.static_page("email")
    further = [link(here, email, translate("feeds.email"))] if here.address != email else []
    return Paragraph("", parts=[link(here, here.links.feed(), translate("feeds.all")), *further])


@macro("block")
def ledger_check(here: Here) -> View:
    """The file of the hashes of everything published, and the hash of the newest change."""
    ledger = here.site.ledger
    newest = translate("ledger_check.newest", number=len(ledger.changes), hash=ledger.hashes[-1])
    return Paragraph(newest, parts=[link(here, LEDGER_TEXT, translate("ledger_check.file"))])
