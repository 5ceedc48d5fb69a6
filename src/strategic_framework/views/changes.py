"""The log of changes, and the page of one change."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from strategic_framework.language.english import and_list, counted, day, sentence
from strategic_framework.language.labels import CLASSES, label, only_order, title_of
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.views.base import WRITTEN, Here, View, link, paragraph, section
from strategic_framework.views.difference import difference, name_of, reworded, words_of


def change_of(here: Here) -> Change:
    """The change that the page is about."""
    return next(change for change in here.site.ledger.changes if change.id == here.subject)


# --- the log ----------------------------------------------------------------------------------------------------------


def change_log(here: Here) -> list[View]:
    """Every change by month, the newest first, each with its reason."""
    newest = sorted(here.site.ledger.changes, key=lambda change: change.id, reverse=True)
    months = groupby(newest, key=lambda change: change.published[:7])
    return [
        section(f"m{month}", day(month), View("history", {"events": [event(here, one) for one in changes]}))
        for month, changes in months
    ]


def event(here: Here, change: Change, item: str = "") -> View:
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
            "redline": reworded(change.records.get(item)) if item else "",
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
    address = here.links.url_for(name)
    text = name_of(here, name)
    return link(here, address, text) if address is not None else {"text": text, "href": ""}


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
    return View(view.component, {**view.data, "after": words_of(held[0])}) if held else view


def since_last_read(here: Here) -> list[View]:
    """What was published since this reader’s last visit; the browser alone remembers. Nothing before any change."""
    if not here.site.ledger.changes:
        return []
    return [View("since", {"source": here.to("data/changes.json"), "log": here.to(here.links.static_page("changes"))})]


def newest(here: Here) -> list[View]:
    """The latest changes, for the home page: at most three; nothing before the first publication."""
    ledger = here.site.ledger
    announced = [one for one in ledger.changes if not one.is_cosmetic][-3:]
    if not announced:
        return []
    events = [event(here, one) for one in reversed(announced)]
    more = [link(here, here.links.static_page("changes"), f"All {counted(len(ledger.changes), 'change')}")]
    body = [View("history", {"events": events}), paragraph("", parts=more)]
    return [section("changes", "What has changed", body, written=WRITTEN)]


def feeds(here: Here) -> View:
    """Where the changes can be followed."""
    parts = [link(here, here.links.feed(), "Feed of all changes (Atom)")]
    return paragraph("Cosmetic changes are listed here and not announced. ", parts=parts)
