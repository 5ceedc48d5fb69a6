"""The page of one change: the decision, and what was done to each item."""

from __future__ import annotations

from dataclasses import replace

from strategic_framework.language.english import and_list, day
from strategic_framework.language.labels import label, only_order, the_alliance
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.views import difference
from strategic_framework.views.base import Here, Paragraph, link, section, written
from strategic_framework.views.changes import change_of, classes_of
from strategic_framework.views.macro import macro
from strategic_framework.views.summary import Summary, fact
from strategic_framework.views.view import Link, View

#: A change that is about more items than this counts them among its facts.
_MOST_NAMED = 6


@macro("block")
def change_facts(here: Here) -> View:
    """The decision: what kind of change it is, why, by whom, when decided and when published, and the versions."""
    change = change_of(here)
    # Where no reason is needed, nobody had to decide, and nothing is left unsaid.
    not_named = translate("change_facts.not_named") if change.reason else ""
    not_stated = translate("change_facts.not_stated") if change.reason else ""
    decided = day(change.decided) if change.decided else ""
    rows = [
        fact(translate("change_facts.items"), [] if change.begins_format else _item_links(here, change)),
        fact(translate("change_facts.kind"), _kind(change)),
        fact(translate("change_facts.reason"), change.reason or "", _no_reason(change)),
        fact(translate("change_facts.decided_by"), change.decided_by or "", not_named),
        fact(translate("change_facts.decided"), decided, not_stated),
        fact(translate("change_facts.published"), day(change.published)),
        fact(translate("change_facts.imported"), translate("change_facts.before") if change.imported else ""),
        fact(translate("change_facts.versions"), [_version_link(here, *opened) for opened in change.versions.items()]),
        fact(translate("change_facts.corrects"), [_change_link(here, change.corrects)] if change.corrects else []),
        fact(translate("change_facts.corrected_by"), [_change_link(here, name) for name in _corrections(here, change)]),
    ]
    return Summary([row for row in rows if row.parts])


def _kind(change: Change) -> str:
    return classes_of(change) or translate("change_facts.first")


def _no_reason(change: Change) -> str:
    if change.is_cosmetic:
        return translate("change_facts.no_word")
    return translate("change_facts.update") if change.records else ""


def _corrections(here: Here, change: Change) -> list[str]:
    return [later.id for later in here.site.ledger.changes if later.corrects == change.id]


def _change_link(here: Here, change: str) -> Link:
    return link(here, here.links.change(change), label(change))


def _about(change: Change) -> list[str]:
    """The items a change is about: not the parents whose order only follows."""
    if change.reviewed:
        return list(change.items)
    return [name for name, record in change.records.items() if not only_order(record)]


def _item_links(here: Here, change: Change) -> list[Link]:
    """The items by name, or how many they are: what is long is named once, where the page says what was done."""
    about = _about(change)
    if len(about) > _MOST_NAMED and not change.reviewed:
        return [Link("", translate_text("change_facts.items_below", count=len(about)))]
    return [_item_link(here, name) for name in about]


def _item_link(here: Here, name: str) -> Link:
    address, text = here.links.url_for(name), difference.name_of(here, name)
    return link(here, address, text) if address is not None else Link("", text)


def _version_link(here: Here, document: str, number: int) -> Link:
    text = translate("change_facts.version", number=number, document=_document(here, document))
    return link(here, here.links.version(document, number), text)


def _document(here: Here, document: str) -> str:
    """What a document is called inside a sentence."""
    return the_alliance(here.framework) if document == "alliance" else difference.name_of(here, document)


@macro("section")
def change_records(here: Here) -> list[View]:
    """What was done to each item: before and after in full, then the redline."""
    change = change_of(here)
    if change.is_first:
        documents = and_list([_document(here, name) for name in change.versions])
        body = Paragraph(translate("change_records.first", documents=documents))
        return [section("wording", translate("change_records.published"), body, written=written())]
    changes = [view for _, view in changed(here, change)]
    if not changes:
        return []
    key = [difference.Redline([], key=True)] if any(view.redline for view in changes) else []
    title = translate("change_records.recorded") if change.begins_format else translate("change_records.wording")
    return [section("wording", title, [*changes, *key], side=False)]


def changed(here: Here, change: Change) -> list[tuple[Recorded, difference.Change]]:
    """What a change is about in reading order: each record, and what was done to it."""
    names = in_reading_order(here, [name for name in _about(change) if name in change.records])
    return [(change.records[name], _record(here, change, name, change.records[name])) for name in names]


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


def _record(here: Here, change: Change, name: str, record: Recorded) -> difference.Change:
    """What was done to one item; where its words did not change, they are shown as they stood."""
    view = difference.item_change(here, f"{change.id}-{name}", name, record)
    if view.before or view.after or record.kind not in {"retired", "restored", "moved"}:
        return view
    opened = [here.site.ledger.version(*opened) for opened in change.versions.items()]
    held = [version.records[name] for version in opened if name in version.records]
    return replace(view, after=difference.words_of(held[0])) if held else view
