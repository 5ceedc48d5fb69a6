"""The page of one change: the decision, and what was done to each item; of very many, on pages of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from strategic_framework.language.english import and_list, day
from strategic_framework.language.labels import label, the_alliance
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.views import difference
from strategic_framework.views.base import Here, Paragraph, Section, link, section, written
from strategic_framework.views.changes import change_of, classes_of
from strategic_framework.views.macro import macro
from strategic_framework.views.summary import Summary, fact
from strategic_framework.views.version_words import VersionParts, VersionPartWay
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


def _item_links(here: Here, change: Change) -> list[Link]:
    """The items by name, or how many they are: what is long is named once, where the page says what was done."""
    about = change.about
    if len(about) > _MOST_NAMED and not change.reviewed:
        where = "items_on_pages" if here.meta.get("in_parts") else "items_below"
        return [Link("", translate_text(f"change_facts.{where}", count=len(about)))]
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
    if here.meta.get("in_parts"):
        return [section("wording", _heading(change), _ways(here, change))]
    changes = [view for _, view in changed(here, change)]
    return [_wording(change, changes)] if changes else []


@macro("section")
def change_part_records(here: Here) -> list[View]:
    """A part of what a long change did: to each item before and after in full, then the redline; the parts beside."""
    change, number = change_of(here), _number(here)
    names = here.site.ledger.parts_of_change(change)[number - 1]
    records = [_record(here, change, name, change.records[name]) for name in names]
    beside = [_way(here, change, other) for other in (number - 1, number + 1)]
    ways = Paragraph("", parts=[Link(way.href, way.text) for way in beside if way])
    return [_wording(change, records, ways)]


def _wording(change: Change, changes: Sequence[difference.Change], *more: View) -> Section:
    key = [difference.Redline([], key=True)] if any(view.redline for view in changes) else []
    return section("wording", _heading(change), [*changes, *key, *more], side=False)


def _heading(change: Change) -> str:
    return translate("change_records.recorded") if change.begins_format else translate("change_records.wording")


def _number(here: Here) -> int:
    """The number of the part of a change that the page shows."""
    return int(here.subject.rpartition("/")[2])


def _ways(here: Here, change: Change) -> list[View]:
    count = len(here.site.ledger.parts_of_change(change))
    ways = [_way(here, change, number) for number in range(1, count + 1)]
    return [Paragraph(translate("change_parts.lead", count=count)), VersionParts([way for way in ways if way])]


def _way(here: Here, change: Change, number: int) -> VersionPartWay | None:
    """The way to a part, with the anchors of what stands there; None where there is no such part."""
    parts = here.site.ledger.parts_of_change(change)
    if not 0 < number <= len(parts):
        return None
    address, names = here.links.change_part(change.id, number), parts[number - 1]
    ids = [f"{_anchor(change, name)}{which}" for name in names for which in ("", "-name")]
    return VersionPartWay(here.to(address), _span(here, names), "", ids)


def part_name(here: Here) -> str:
    """What the part is called that the page shows: “Action 1 to Action 200”."""
    return _span(here, here.site.ledger.parts_of_change(change_of(here))[_number(here) - 1])


def _span(here: Here, names: Sequence[str]) -> str:
    first, last = difference.name_of(here, names[0]), difference.name_of(here, names[-1])
    return first if first == last else translate_text("version_parts.span", first=first, last=last)


def changed(here: Here, change: Change) -> list[tuple[Recorded, difference.Change]]:
    """What a change is about in reading order: each record, and what was done to it."""
    names = in_reading_order(here, [name for name in change.about if name in change.records])
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
    view = difference.item_change(here, _anchor(change, name), name, record)
    if view.before or view.after or record.kind not in {"retired", "restored", "moved"}:
        return view
    opened = [here.site.ledger.version(*opened) for opened in change.versions.items()]
    held = [version.records[name] for version in opened if name in version.records]
    return replace(view, after=difference.words_of(held[0])) if held else view


def _anchor(change: Change, name: str) -> str:
    """The place of what was done to a record, on the page of its change for ever."""
    return f"{change.id}-{name}"
