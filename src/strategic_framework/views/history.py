"""The history of an item: every wording it had, when it was retired, and what once stood beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from strategic_framework.language.english import day, sentence
from strategic_framework.language.labels import class_name, label
from strategic_framework.language.strings import translate
from strategic_framework.model import Item
from strategic_framework.model.changes import Change
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, Section, link, section
from strategic_framework.views.changes import Event, History, decided, event
from strategic_framework.views.difference import name_of
from strategic_framework.views.folder import alike
from strategic_framework.views.macro import macro
from strategic_framework.views.places import called
from strategic_framework.views.view import Link, View


@frozen
class MovedRow:
    """An item that once stood here: its identifier (the old anchor), and where it stands now."""

    id: str
    label: str
    href: str
    where: str


@frozen
class Moved(View):
    """What once stood here, so that its old address leads on."""

    rows: Sequence[MovedRow]


@macro("section")
def history(here: Here) -> list[View]:
    """Everything that was done since first publication, with redlines; nothing before there was one.

    On an item’s page it is the item’s own; on the page of a priority or a document, also that of every part which has
    no page of its own.
    """
    ledger = here.site.ledger
    names = [name for name in records_of(here) if name in ledger.published]
    if not names or not ledger.changes:
        return []
    feed = here.to(here.links.feed(names[0] if here.links.has_feed(names[0]) else ""))
    if ledger.changes_of.keys().isdisjoint(names):
        return [_as_first(here, feed)]
    return [_section(_events(here, names), feed, since(here, names[0]))]


def _section(events: Sequence[Event], feed: str, note: Markup) -> Section:
    body = [History(events), Paragraph("", "screen", [Link(feed, translate("history.feed"))])]
    return section("history", translate("history.title"), body, note=note)


@alike
def _as_first(here: Here, feed: str) -> Section:
    """What is said of all that nothing was done to since it was first published."""
    return _section([event(here, here.site.ledger.changes[0])], feed, translate("history.as_first"))


def _events(here: Here, names: Sequence[str]) -> list[Event]:
    """What was done to the records, the newest first, and the first publication of the first of them."""
    ledger = here.site.ledger
    events: dict[str, Event] = {}
    for name in names:
        changes = [change for change in ledger.changes_of.get(name, []) if _concerns(change, name)]
        events |= {change.id: event(here, change, name) for change in changes}
    first = ledger.at_first(names[0])
    if first is not None:
        events.setdefault(first.id, event(here, first))
    return [events[change] for change in sorted(events, reverse=True)]


def records_of(here: Here) -> list[str]:
    """The record that the page is about, then those that have no page of their own and stand on it."""
    if here.kind in {"action", "aspiration"}:
        return [item.id for item in here.item.whole]
    if here.kind == "measure":
        return [here.subject]
    if here.kind == "priority":
        return [here.subject, *_without_page(here, here.priority.items)]
    alliance = here.framework.alliance
    if here.kind == "edition":
        priorities = here.edition.priorities if here.edition.described_as else ()
        below = [*_without_page(here, here.edition.items)]
        return [here.edition.id, *[priority.id for priority in priorities], *below]
    return [alliance.id, *(item.id for item in alliance.items)] if alliance else []


def _without_page(here: Here, items: Iterable[Item]) -> list[str]:
    """The items whose place is an anchor on this page."""
    return [item.id for item in items if here.links.item(item.id).startswith(f"{here.address}#")]


@macro("section")
def moved_away(here: Here) -> list[View]:
    """What once stood under the priority and stands elsewhere now: its old address leads on."""
    names = here.site.moved_away.get(here.subject, [])
    rows = [
        MovedRow(name, called(here, name), here.to(here.links.item(name)), _where(here, name))
        for name in names
        if name in here.framework.items
    ]
    return [section("moved", translate("moved.title"), Moved(rows))] if rows else []


def _where(here: Here, name: str) -> str:
    return name_of(here, here.framework.priority_of[name].id) if name in here.framework.priority_of else ""


def _concerns(change: Change, name: str) -> bool:
    """Whether a change says anything about a record: a new order that only follows says nothing."""
    record = change.records.get(name)
    return change.reviewed or (record is not None and not record.only_order)


def since(here: Here, name: str) -> Markup:
    """“As first published”, or when it was last amended: in a sentence. Nothing for what is not published yet."""
    if name not in here.site.ledger.published:
        return Markup()
    changes = [change for change in here.site.ledger.changes_of.get(name, []) if _concerns(change, name)]
    edits = [change for change in changes if not (change.reviewed or change.begins_format)]
    amending = [change for change in edits if change.records[name].was is not None]
    reviews = [change for change in changes if change.reviewed]
    amended = _last_amended(amending[-1], name) if amending else translate("history.as_first")
    if not reviews:
        return amended
    reviewed = translate("history.reviewed", day=day(reviews[-1].decided or reviews[-1].published))
    return Markup(" ").join([amended, reviewed])


def _last_amended(change: Change, name: str) -> Markup:
    kind = sentence(class_name(change.records[name].kind))
    return translate("history.last", kind=kind, day=day(change.published), number=int(change.id.removeprefix("chg-")))


def retirement(here: Here) -> list[View]:
    """Of a retired item: when, why, by whose decision, and what replaced it."""
    item = here.item
    if not item.retired:
        return []
    changes = retiring(here, item.id)
    if not changes:
        return [Paragraph(translate("history.retired"))]
    last = changes[-1]
    sentences = [translate("history.retired_on", day=day(last.published)), last.reason, decided(last)]
    parts = [link(here, here.links.change(last.id), translate("history.see"))]
    if item.replaced_by:
        replaced = translate("history.replaced", item=label(item.replaced_by))
        parts.append(link(here, here.links.item(item.replaced_by), replaced))
    return [Paragraph(Markup(" ").join(filter(None, sentences)) + " ", parts=parts)]


def retiring(here: Here, name: str) -> list[Change]:
    """The changes that retired a record, the last of them last: what was restored may be retired again."""
    changes = here.site.ledger.changes_of.get(name, [])
    return [change for change in changes if (record := change.records.get(name)) and record.kind == "retired"]
