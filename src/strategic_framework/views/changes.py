"""The log of changes, the page of one change, and the history of an item: before, after, and the redline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from strategic_framework.ledger.difference import wording
from strategic_framework.ledger.records import FIELDS
from strategic_framework.model import Item
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.naming import CLASSES, label, only_order, title_of
from strategic_framework.redline import redline
from strategic_framework.views.base import WRITTEN, Here, View, link, paragraph, section
from strategic_framework.words import and_list, counted, day, sentence

#: Fields told in a sentence rather than shown as wording.
_NOTES = {
    "replaced_by": "What replaces it", "continues": "What it continues", "due": "Its date", "source": "Its source",
    "about": "What it is about", "also_involves": "Who else is involved",
}  # fmt: skip


def change_of(here: Here) -> Change:
    """The change that the page is about."""
    return next(change for change in here.site.ledger.changes if change.id == here.subject)


def marked(was: str, now: str, *, key: bool = False) -> View:
    """Two texts as one, with what went and what came marked."""
    pieces = [{"kind": piece.kind, "text": piece.text} for piece in redline(was, now)]
    return View("redline", {"pieces": pieces, "key": key})


# --- the log ----------------------------------------------------------------------------------------------------------


def change_log(here: Here) -> list[View]:
    """Every change by month, the newest first, each with its reason."""
    newest = sorted(here.site.ledger.changes, key=lambda change: change.id, reverse=True)
    months = groupby(newest, key=lambda change: change.published[:7])
    return [
        section(f"m{month}", day(month), View("history", {"events": [_event(here, one) for one in changes]}))
        for month, changes in months
    ]


def _event(here: Here, change: Change, item: str = "") -> View:
    """A change as one entry; told of an item, its redline comes along."""
    return View(
        "event",
        {
            "when": day(change.published),
            "datetime": change.published,
            "kind": _kinds(change, item),
            "href": here.to(here.links.change(change.id)),
            "title": sentence(title_of(change)),
            "reason": change.reason or "",
            "by": decided(change),
            "updates": [] if item else _updates(here, change),
            "redline": _reworded(change.records.get(item)) if item else "",
        },
    )


def _updates(here: Here, change: Change) -> list[dict[str, str]]:
    """The updates that came with a change: its title only counts them, and what they report is news."""
    found = [one for one in here.framework.updates if one.id in change.records]
    return [link(here, here.links.update(str(one.id)), f"{label(str(one.id))}: {one.title}") for one in found]


def _kinds(change: Change, item: str = "") -> str:
    if change.is_first:
        return ""
    one = change.records.get(item)
    kinds = (one.kind,) if one else tuple(kind for kind in change.kinds if kind != "moved" or _moves(change))
    return and_list([CLASSES[kind] if not index else CLASSES[kind].lower() for index, kind in enumerate(kinds)])


def _moves(change: Change) -> bool:
    """Whether anything was truly moved, and not only the order of what came or went."""
    return any(one.kind == "moved" and not only_order(one) for one in change.records.values())


def decided(change: Change) -> str:
    """Who decided it and when, in a sentence; nothing where there is no decider."""
    if not change.decided_by:
        return ""
    return f"Decided by {change.decided_by}" + (f", {day(change.decided)}." if change.decided else ".")


def _reworded(one: Recorded | None) -> View | str:
    """The redline of an item's words, where they changed."""
    if one is None or one.was is None or one.now is None:
        return ""
    was, now = wording(one.was), wording(one.now)
    return marked(was, now) if was and now else ""


# --- one change -------------------------------------------------------------------------------------------------------


def change_facts(here: Here) -> View:
    """The decision: what kind of change it is, why, by whom, when decided and when published, and the versions."""
    change = change_of(here)
    rows = [
        _row("Items", [_item_link(here, name) for name in _shown(change)]),
        _row("Kind of change", _texts(_kind_told(change))),
        _row("Reason", _texts(change.reason or _no_reason(change)), absent=not change.reason),
        _row("Decided by", _texts(change.decided_by or "Not named"), absent=not change.decided_by),
        _row("Decided", _texts(day(change.decided) if change.decided else "Not stated"), absent=not change.decided),
        _row("Published", _texts(day(change.published))),
        _row("Versions", [_version_link(here, name, number) for name, number in change.versions.items()]),
        _row("Corrects", [_change_link(here, one) for one in [change.corrects] if one]),
        _row("Corrected by", [_change_link(here, one) for one in _corrections(here, change)]),
    ]  # fmt: skip
    return View("summary", {"rows": [row for row in rows if row["parts"]]})


def _row(term: str, parts: list[dict[str, str]], *, absent: bool = False) -> dict[str, Any]:
    return {"term": term, "parts": parts, "absent": absent}


def _texts(text: str) -> list[dict[str, str]]:
    return [{"text": text, "href": ""}] if text else []


def _kind_told(change: Change) -> str:
    return f"{_kinds(change)} (found by rule, not chosen)" if _kinds(change) else "First publication"


def _no_reason(change: Change) -> str:
    if change.is_cosmetic:
        return "None needed: no word changed"
    return "None needed: an update carries its source" if change.records else "Not stated"


def _corrections(here: Here, change: Change) -> list[str]:
    return [one.id for one in here.site.ledger.changes if one.corrects == change.id]


def _change_link(here: Here, change: str) -> dict[str, str]:
    return link(here, here.links.change(change), label(change))


def _shown(change: Change) -> list[str]:
    """The items a change is about: not the parents whose order only follows."""
    if change.reviewed:
        return list(change.items)
    return [name for name, one in change.records.items() if not only_order(one)]


def _item_link(here: Here, name: str) -> dict[str, str]:
    address = here.links.any(name)
    text = name_of(here, name)
    return link(here, address, text) if address is not None else {"text": text, "href": ""}


def name_of(here: Here, name: str) -> str:
    """What the site calls a record: an edition by its label, everything else by its number."""
    labels = {edition.id: edition.label for edition in here.framework.editions}
    return labels.get(name, label(name))


def _version_link(here: Here, document: str, number: int) -> dict[str, str]:
    return link(here, here.links.version(document, number), f"Version {number} of {_document(here, document)}")


def _document(here: Here, document: str) -> str:
    name = name_of(here, document)
    return name[:1].lower() + name[1:] if document == "alliance" else name


def change_records(here: Here) -> list[View]:
    """What was done to each item: before and after in full, then the redline."""
    change = change_of(here)
    if change.is_first:
        counts = [f"{len(here.site.ledger.versions_of(name)) and _document(here, name)}" for name in change.versions]
        told = f"What could be read here from this day on: {and_list(counts)}, each as version 1."
        return [section("wording", "What was published", paragraph(told), written=WRITTEN)]
    names = in_reading_order(here, [name for name in _shown(change) if name in change.records])
    views = [_record(here, change, name, change.records[name]) for name in names]
    if not views:
        return []
    key = [View("redline", {"pieces": [], "key": True})] if any(view.data["redline"] for view in views) else []
    return [_wide("wording", "The wording", [*views, *key])]


def _wide(name: str, title: str, body: list[View]) -> View:
    found = section(name, title, body)
    return View(found.component, {**found.data, "side": False})


def in_reading_order(here: Here, names: list[str]) -> list[str]:
    """The records as a reader meets them: an edition, then its parts from top to bottom; what is elsewhere last."""
    if len(names) < 2:
        return names
    order: list[str] = []
    for edition in here.framework.editions:
        order += [edition.id, *(item.id for item in edition.introduction)]
        for priority in edition.priorities:
            order += [priority.id, *(item.id for item in priority.items)]
    places = {name: place for place, name in enumerate(order)}
    return sorted(names, key=lambda name: places.get(name, len(order)))


def _record(here: Here, change: Change, name: str, one: Recorded) -> View:
    """What was done to one item; where its words did not change, they are shown as they stood."""
    view = difference(here, f"{change.id}-{name}", name, one)
    if view.data["before"] or view.data["after"] or one.kind not in {"retired", "restored", "moved"}:
        return view
    opened = {(version.document, version.number): version for version in here.site.ledger.versions}
    held = [version.records[name] for key in change.versions.items() if name in (version := opened[key]).records]
    return View(view.component, {**view.data, "after": _words(held[0])}) if held else view


def difference(here: Here, anchor: str, name: str, one: Recorded, *, sides: bool = True) -> View:
    """What was done to one item: what happened in a sentence, both wordings in full unless told not to, the redline."""
    before, after = _words(one.was, one.now), _words(one.now, one.was)
    both = bool(before and after)
    address = here.links.any(name)
    return View(
        "change",
        {
            "id": anchor,
            "label": name_of(here, name),
            "href": here.to(address) if address is not None else "",
            "kind": CLASSES[one.kind],
            "note": " ".join(_notes(here, one)),
            "before": before if sides or not both else "",
            "after": after if sides or not both else "",
            "redline": marked(before, after) if both else "",
        },
    )


def _words(fields: Mapping[str, Any] | None, beside: Mapping[str, Any] | None = None) -> str:
    """The words among some fields: text or title, labels that differ from those beside, and quotations."""
    found = [str(fields[name]) for name in ("title", "text") if fields and fields.get(name)]
    labels, others = (fields or {}).get("labels"), (beside or {}).get("labels") or {}
    if isinstance(labels, Mapping) and labels.keys() != {"kind"}:
        found += [str(words) for name, words in labels.items() if others.get(name) != words]
    found += [str(one) for one in (fields or {}).get("quote") or [] if not isinstance(fields, str)]
    return " ".join(found)


def _notes(here: Here, one: Recorded) -> Iterator[str]:
    was, now = one.was or {}, one.now or {}
    if one.was is not None and "in" in now:
        yield f"Moved from {name_of(here, str(was.get('in')))} to {name_of(here, str(now['in']))}."
    elif one.was is None and "in" in now:
        yield f"In {name_of(here, str(now['in']))}."
    if one.kind == "retired":
        yield "No longer in force. The wording keeps its page and its address."
    if one.kind == "restored":
        yield "In force again."
    if one.kind == "moved" and "order" in now and "in" not in now:
        yield f"Its parts now stand in this order: {and_list([name_of(here, name) for name in now['order'] or []])}."
    for field in (
        field for field in FIELDS if field in _NOTES and one.was is not None and was.get(field) != now.get(field)
    ):
        if field == "replaced_by" and now.get(field):
            yield f"Replaced by {name_of(here, str(now[field]))}."
            continue
        yield f"{_NOTES[field]}: {_told(here, was.get(field))}, now {_told(here, now.get(field))}."


def _told(here: Here, value: Any) -> str:
    if not value:
        return "not stated"
    if isinstance(value, list):
        return and_list(
            [name_of(here, str(one.get("body", one)) if isinstance(one, Mapping) else str(one)) for one in value]
        )
    text = str(value)
    return day(text) if text[:4].isdigit() and len(text) in {4, 7, 10} else name_of(here, text)


# --- the history of an item -------------------------------------------------------------------------------------------


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
                events[one.id] = _event(here, one, name)
    first = ledger.at_first(names[0])
    if first is not None:
        events.setdefault(first.id, _event(here, first))
    shown = [events[name] for name in sorted(events, reverse=True)]
    feed = here.links.feed(names[0] if here.links.has_feed(names[0]) else "")
    body = [
        View("history", {"events": shown}),
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


def moved_away(here: Here) -> list[View]:
    """What once stood under the priority and stands elsewhere now: its old address leads on."""
    names = here.site.ledger.once_in.get(here.subject, [])
    rows = [
        {"id": name, "label": label(name), "href": here.to(here.links.item(name)), "where": _where(here, name)}
        for name in names
        if name in here.framework.items
    ]
    return [section("moved", "Moved elsewhere", View("moved", {"rows": rows}), written=WRITTEN)] if rows else []


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


def since_last_read(here: Here) -> list[View]:
    """What was published since this reader’s last visit; the browser alone remembers. Nothing before any change."""
    if not here.site.ledger.changes:
        return []
    return [View("since", {"source": here.to("data/changes.json"), "log": here.to(here.links.page("changes"))})]


def newest(here: Here) -> list[View]:
    """The latest changes, for the home page: at most three; nothing before the first publication."""
    ledger = here.site.ledger
    announced = [one for one in ledger.changes if not one.is_cosmetic][-3:]
    if not announced:
        return []
    events = [_event(here, one) for one in reversed(announced)]
    more = [link(here, here.links.page("changes"), f"All {counted(len(ledger.changes), 'change')}")]
    body = [View("history", {"events": events}), paragraph("", parts=more)]
    return [section("changes", "What has changed", body, written=WRITTEN)]


def feeds(here: Here) -> View:
    """Where the changes can be followed."""
    parts = [link(here, here.links.feed(), "Feed of all changes (Atom)")]
    return paragraph("Cosmetic changes are listed here and not announced. ", parts=parts)
