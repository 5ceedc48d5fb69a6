"""The versions of a document: what it said, in words that never change again, and what was changed between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from strategic_framework.content.list_pages import is_long
from strategic_framework.language.english import day, sentence
from strategic_framework.language.labels import title_of
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.ledger.difference import Difference, differences
from strategic_framework.ledger.records import document_of, widened
from strategic_framework.ledger.versions import Version
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link, reading, section
from strategic_framework.views.changes import Event, History
from strategic_framework.views.corrections import (
    corrected,
    correction_event,
    correction_links,
    corrections_of,
    with_corrections,
)
from strategic_framework.views.difference import dates, item_change, name_of
from strategic_framework.views.list_pages import NumberRow, Numbers
from strategic_framework.views.macro import macro
from strategic_framework.views.summary import Summary, fact
from strategic_framework.views.version_words import document_id, part_of, version_of
from strategic_framework.views.view import Link, View


@frozen
class PickerVersion:
    """A version that can be picked: its number, and what a reader sees."""

    number: int
    name: str


@frozen
class Picker(View):
    """Any two versions of a document compared by its script, which reads each wording’s versions from `source`.

    Without the script it stays hidden: links to the comparisons that the site holds stand above it.
    """

    document: str
    source: str
    versions: Sequence[PickerVersion]


@macro("block")
def version_list(here: Here) -> View:
    """Every version of the document, the newest first, with the change that opened it."""
    newest_first = here.site.ledger.versions_of(document_id(here))[::-1]
    return History([_event(here, version) for version in newest_first])


@macro("section")
def version_picker(here: Here) -> list[View]:
    """Any two versions compared in the browser; nothing where there is only one."""
    newest_first = here.site.ledger.versions_of(document_id(here))[::-1]
    if len(newest_first) < 2:
        return []
    versions = [PickerVersion(version.number, _name(version)) for version in newest_first]
    picker = Picker(document_id(here), here.to("data/versions.json"), versions)
    lead = Paragraph(translate("picker.lead"))
    return [section("compare", translate("picker.title"), [lead, picker])]


def _name(version: Version) -> str:
    """A version as an option of a choice, where only text may stand."""
    return translate_text("picker.version", number=version.number, day=day(version.change.published))


def _event(here: Here, version: Version) -> Event:
    name = translate("versions.name", document=name_of(here, version.document), number=version.number)
    return Event(
        day(version.change.published),
        version.change.published,
        with_corrections(name, corrections_of(here, version.document, version.number)),
        here.to(here.links.version(version.document, version.number)),
        sentence(title_of(version.change)),
        version.change.reason or "",
    )


@macro("section", "versions_by_date")
def by_date(here: Here) -> list[View]:
    """Every version of every document and every correction by the month of its publication, the newest first."""
    ledger = here.site.ledger
    dated = [(version.change.id, version.document, _event(here, version)) for version in ledger.versions]
    dated += [
        (correction.change.id, correction.document, correction_event(here, correction))
        for correction in ledger.corrections
    ]
    newest_first = [event for *_, event in sorted(dated, key=lambda entry: entry[:2], reverse=True)]
    months = groupby(newest_first, key=lambda event: event.datetime[:7])
    return [section(f"m{month}", day(month), History(list(of_month))) for month, of_month in months]


@macro("block")
def version_facts(here: Here) -> View:
    """This version and the latest, when it was published, its words as plain text and their fingerprint."""
    version, links = version_of(here), here.links
    document, number, change = version.document, version.number, version.change
    latest = here.site.ledger.versions_of(document)[-1]
    newest = _to(here, latest) if latest is not version else ""
    tidied = corrections_of(here, document, number)
    rows = [
        fact(translate("version_facts.this"), with_corrections(_published(version), tidied)),
        fact(translate("version_facts.dates"), dates(str(version.records[document]["due"]))),
        fact(translate("version_facts.latest"), newest or translate("version_facts.is_latest")),
        fact(translate("version_facts.opened_by"), [link(here, links.change(change.id), sentence(title_of(change)))]),
        fact(translate("corrections.title"), correction_links(here, tidied)),
        fact(translate("version_facts.text"), [link(here, links.version_text(document, number), "text.txt")]),
        fact(translate("version_facts.fingerprint"), grouped(version.fingerprint)),
        fact(translate("version_facts.all"), [link(here, links.versions(document), name_of(here, document))]),
    ]
    return Summary([row for row in rows if row.parts])


@macro("block")
def version_part_facts(here: Here) -> View:
    """The first and the last version with these words, and the latest of all."""
    part, document = part_of(here), document_id(here)
    versions = here.site.ledger.versions_of(document)
    first, last, latest = part.version, versions[part.numbers[-1] - 1], versions[-1]
    rows = [
        fact(translate("version_part_facts.first"), _to(here, first)),
        fact(translate("version_part_facts.last"), _to(here, last) if last is not first else ""),
        fact(translate("version_facts.latest"), _to(here, latest) if latest is not last else ""),
        fact(translate("version_facts.all"), [link(here, here.links.versions(document), name_of(here, document))]),
    ]
    return Summary([row for row in rows if row.parts])


def _to(here: Here, version: Version) -> list[Link]:
    """The way to a version, by its number and the day on which it was published."""
    return [link(here, here.links.version(version.document, version.number), _published(version))]


def _published(version: Version) -> str:
    change = version.change
    if change.imported:
        return translate("version_facts.imported", number=version.number, day=day(change.decided or ""),
                         recorded=day(change.published))  # fmt: skip
    return translate("version_facts.published", number=version.number, day=day(change.published))


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of eight, so that it can be read and can break: SHA-256, in hexadecimal."""
    return " ".join(fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8))


@macro("section")
def version_compared(here: Here) -> list[View]:
    """What was corrected in it, what it changed from the one before, and what the next one changed: these items only.

    Further versions are counted, so that no page grows with all that follows it. A long list of items is left to the
    page of the change.
    """
    version = version_of(here)
    versions = here.site.ledger.versions_of(version.document)
    views = corrected(here, corrections_of(here, version.document, version.number))
    if version.number > 1:
        before = versions[version.number - 2]
        title = translate("version_compared.before", number=before.number)
        views.append(_compared(here, "before", title, before, version))
    if version is not versions[-1]:
        following = versions[version.number]
        title = translate("version_compared.since", number=following.number)
        views.append(_compared(here, "since", title, version, following, _later(here, versions[following.number :])))
    return views


def _later(here: Here, versions: Sequence[Version]) -> list[View]:
    """How many versions came later still, and where they are listed with what each changed."""
    if not versions:
        return []
    everything = link(here, here.links.versions(versions[0].document), translate("version_compared.all"))
    return [Paragraph(translate("version_compared.later", count=len(versions)) + " ", parts=[everything])]


def _compared(here: Here, name: str, title: str, was: Version, now: Version, later: Sequence[View] = ()) -> View:
    differing = {f"{name}-{difference.item}": difference for difference in _differing(here, was, now)}
    if is_long(differing):
        body = [_elsewhere(here, title, now.change, differing)]
    else:
        body = [
            item_change(here, anchor, difference.item, _recorded(difference), sides=False)
            for anchor, difference in differing.items()
        ]
    none = [Paragraph(translate("version_compared.none"))]
    note = translate("version_compared.count", count=len(differing))
    return section(name, title, [*(body or none), *later], note=note, written=reading())


def _elsewhere(here: Here, title: str, change: Change, anchors: Iterable[str]) -> View:
    """The way to the change that did more than the page can show, with the anchors of each item that it did it to."""
    rows = [NumberRow(name, "", 0) for anchor in anchors for name in (anchor, f"{anchor}-name")]
    return Numbers(title, rows, link(here, here.links.change(change.id), translate("version_compared.each")))


def _differing(here: Here, was: Version, now: Version) -> list[Difference]:
    """What differs between two versions of the document, the orders that only follow aside."""
    names, document = here.site.ledger.touched(was.change, now.change), was.document
    return [
        difference
        for difference in differences(widened(was.records, now.records), now.records, names=names)
        if not difference.carried
        and document in {document_of(difference.item, was.records), document_of(difference.item, now.records)}
    ]


def _recorded(difference: Difference) -> Recorded:
    return Recorded(**{"class": difference.kind}, was=difference.was, now=difference.now)
