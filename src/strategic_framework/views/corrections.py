"""The corrections of a version: how many there were, on which days, and the words as they stood from then on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from strategic_framework.language.english import and_list, day
from strategic_framework.language.strings import translate
from strategic_framework.ledger.corrections import Correction
from strategic_framework.views.base import Here, link, section
from strategic_framework.views.changes import Event
from strategic_framework.views.difference import Change, item_change, name_of
from strategic_framework.views.view import Link, View


def corrections_of(here: Here, document: str, number: int) -> list[Correction]:
    """What was tidied in one version, the oldest first."""
    return [
        correction
        for correction in here.site.ledger.corrections
        if (correction.document, correction.number) == (document, number)
    ]


def count(corrections: Iterable[Correction]) -> int:
    """How many items were corrected, each as often as it was."""
    return sum(len(correction.names) for correction in corrections)


def with_corrections(published: str, corrections: Sequence[Correction]) -> str:
    """What is said of a version, with the number of its corrections and their days where there were any."""
    if not corrections:
        return published
    days = and_list(list(dict.fromkeys(day(correction.change.published) for correction in corrections)))
    return translate("corrections.since", version=published, count=count(corrections), days=days)


def correction_links(here: Here, corrections: Iterable[Correction]) -> list[Link]:
    """Each change that corrected something, by its day."""
    return [
        link(here, here.links.change(correction.change.id), day(correction.change.published))
        for correction in corrections
    ]


def correction_event(here: Here, correction: Correction) -> Event:
    """A correction as one entry among the versions, with the words of each item as they stood from that day on."""
    document, published = name_of(here, correction.document), correction.change.published
    title = translate("corrections.version", document=document, number=correction.number, count=len(correction.names))
    return Event(
        day(published),
        published,
        title,
        here.to(here.links.change(correction.change.id)),
        changes=_changes(here, correction, ""),
    )


def corrected(here: Here, corrections: Sequence[Correction]) -> list[View]:
    """The words of a version that were corrected while it stood, each with its day; nothing where there were none."""
    changes = [
        replace(change, note=translate("corrections.from", day=day(correction.change.published)))
        for correction in corrections
        for change in _changes(here, correction, "corrected-")
    ]
    note = translate("corrections.count", count=count(corrections))
    return [section("corrected", translate("corrections.title"), changes, note=note)] if changes else []


def _changes(here: Here, correction: Correction, before: str) -> list[Change]:
    change = correction.change
    return [item_change(here, f"{before}{change.id}-{name}", name, change.records[name]) for name in correction.names]
