"""The history of an item: every wording it had, when it was retired, and what once stood beside it."""

from __future__ import annotations

from collections.abc import Iterable

from strategic_framework.language.english import day
from strategic_framework.language.labels import CLASSES, label, only_order
from strategic_framework.model import Item
from strategic_framework.model.changes import Change
from strategic_framework.views.base import WRITTEN, Here, Untyped, View, link, paragraph, section
from strategic_framework.views.changes import decided, event
from strategic_framework.views.difference import name_of
from strategic_framework.views.macro import macro


@macro("section")
def history(here: Here) -> list[View]:
    """Everything that was done since first publication, with redlines; nothing before there was one.

    On an item’s page it is the item’s own; on the page of a priority or a document, also that of every part which has
    no page of its own.
    """
    ledger = here.site.ledger
    names = [name for name in _told_here(here) if name in ledger.published]
    if not names or not ledger.changes:
        return []
    events = {}
    for name in names:
        for one in ledger.changes_of.get(name, []):
            if _tells(one, name):
                events[one.id] = event(here, one, name)
    first = ledger.at_first(names[0])
    if first is not None:
        events.setdefault(first.id, event(here, first))
    shown = [events[name] for name in sorted(events, reverse=True)]
    feed = here.links.feed(names[0] if here.links.has_feed(names[0]) else "")
    body = [
        Untyped("history", {"events": shown}),
        paragraph("", voice="screen", parts=[link(here, feed, "Feed of changes (Atom)")]),
    ]
    return [section("history", "History", body, note=since(here, names[0]), written=WRITTEN)]


def _told_here(here: Here) -> list[str]:
    """The record that the page is about, then those that have no page of their own and stand on it."""
    if here.kind in {"action", "aspiration"}:
        return [here.subject]
    if here.kind == "priority":
        return [here.subject, *_without_page(here, here.priority.items)]
    alliance = here.framework.alliance
    if here.kind == "edition":
        priorities = here.edition.priorities if here.edition.described_as else ()
        below = [*_without_page(here, here.edition.items)]
        return [here.edition.id, *[one.id for one in priorities], *below]
    return [alliance.id, *(item.id for item in alliance.items)] if alliance else []


def _without_page(here: Here, items: Iterable[Item]) -> list[str]:
    """The items whose place is an anchor on this page."""
    return [item.id for item in items if here.links.item(item.id).startswith(f"{here.address}#")]


@macro("section")
def moved_away(here: Here) -> list[View]:
    """What once stood under the priority and stands elsewhere now: its old address leads on."""
    names = here.site.ledger.once_in.get(here.subject, [])
    rows = [
        {"id": name, "label": label(name), "href": here.to(here.links.item(name)), "where": _where(here, name)}
        for name in names
        if name in here.framework.items
    ]
    return [section("moved", "Moved elsewhere", Untyped("moved", {"rows": rows}), written=WRITTEN)] if rows else []


def _where(here: Here, name: str) -> str:
    return name_of(here, here.framework.priority_of[name].id) if name in here.framework.priority_of else ""


def _tells(change: Change, name: str) -> bool:
    one = change.records.get(name)
    return change.reviewed or (one is not None and not only_order(one))


def since(here: Here, name: str) -> str:
    """“As first published”, or when it was last amended: in a sentence. Nothing for what is not published yet."""
    if name not in here.site.ledger.published:
        return ""
    changes = [one for one in here.site.ledger.changes_of.get(name, []) if _tells(one, name)]
    worded = [one for one in changes if not one.reviewed and one.records[name].was is not None]
    looked = [one for one in changes if one.reviewed]
    told = "As first published." if not worded else ""
    if worded:
        last = worded[-1]
        told = f"{CLASSES[last.records[name].kind]} {day(last.published)} (change {int(last.id[4:])})."
    return f"{told} Last reviewed {day(looked[-1].decided or looked[-1].published)}." if looked else told


def retirement(here: Here) -> list[View]:
    """Of a retired item: when, why, by whose decision, and what replaced it."""
    item = here.item
    if not item.retired:
        return []
    changes = retiring(here, item.id)
    told = "Retired. The wording stays here, with its address."
    if not changes:
        return [paragraph(told)]
    last = changes[-1]
    told = " ".join(filter(None, [f"Retired {day(last.published)}.", last.reason or "", decided(last)]))
    parts = [link(here, here.links.change(last.id), "See the change")]
    if item.replaced_by:
        parts.append(link(here, here.links.item(item.replaced_by), f"Replaced by {label(item.replaced_by)}"))
    return [paragraph(f"{told} ", parts=parts)]


def retiring(here: Here, name: str) -> list[Change]:
    """The changes that retired a record, the last of them last: what was restored may be retired again."""
    changes = here.site.ledger.changes_of.get(name, [])
    return [one for one in changes if (record := one.records.get(name)) is not None and record.kind == "retired"]
