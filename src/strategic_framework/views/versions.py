"""The versions of a document: what it said, in words that never change again, and what was changed between two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from strategic_framework.language.english import and_list, day, sentence
from strategic_framework.language.labels import title_of
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.ledger.difference import Difference, differences
from strategic_framework.ledger.records import Record, Records, children, document_of, reading_order, widened
from strategic_framework.ledger.versions import Version
from strategic_framework.model import PLANNED_KINDS
from strategic_framework.model.changes import Recorded, listed_names
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
from strategic_framework.views.macro import macro
from strategic_framework.views.places import place_of
from strategic_framework.views.planned import PARTS, as_line
from strategic_framework.views.summary import Fact, Summary, fact
from strategic_framework.views.view import Shared, View


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


@frozen
class FrozenRow(Shared, View):
    """A record of a version: its anchor, its name, its words (a title, or retired) and date; what else it stated."""

    id: str
    name: str
    text: str
    title: bool = False
    retired: bool = False
    due: str = ""
    stated: str = ""


@frozen
class Frozen(Shared, View):
    """A part of the words of versions, each with what it is called; every version that has the same words shows it."""

    rows: Sequence[View]


def document_id(here: Here) -> str:
    """The document that a page of versions belongs to."""
    return here.edition_id or "alliance"


def version_of(here: Here) -> Version:
    """The version that the page shows."""
    return here.site.ledger.version(document_id(here), int(here.subject.rsplit("/", 1)[-1]))


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
    newest = [link(here, links.version(document, latest.number), _published(latest))] if latest is not version else ""
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
def version_words(here: Here) -> list[View]:
    """The words of the version from top to bottom, each with what it is called."""
    version = version_of(here)
    top = [name for name in children(version.records[version.document]) if name in version.records]
    parts = [
        _part(here, [inside for name in names for inside in reading_order(name, version.records)], version.records)
        for names in _apart(top, version.records)
    ]
    return [section("words", translate("frozen.title"), parts)]


def _apart(names: Sequence[str], records: Records) -> list[list[str]]:
    """What holds others alone, and what stands between such with its neighbours."""
    groups = groupby(names, key=lambda name: name if "order" in records[name] else "")
    return [[*group] for _, group in groups]


def _part(here: Here, names: Sequence[str], records: Records) -> View:
    """Some records as versions show them, made once for all versions that share them."""
    shared, key = here.site.shared, (here.edition_id, *((name, id(records[name])) for name in names))
    if key not in shared:
        shared[key] = Frozen([row for name in names for row in _rows(here, name, records[name])])
    return shared[key]


def _rows(here: Here, name: str, record: Record) -> Iterator[View]:
    """A record as versions show it; nothing where it has no words."""
    shared, key = here.site.shared, (here.edition_id, (name, id(record)), ())
    text = str(record.get("title") or record.get("text") or "")
    if text and key not in shared:
        is_planned = record["kind"] in PLANNED_KINDS
        due = day(str(record["due"])) if "due" in record and not is_planned else ""
        stated = as_line(_stated(here, record))
        shared[key] = FrozenRow(
            f"v-{name}", place_of(here, name), text, "title" in record, bool(record.get("retired")), due, stated
        )
    if text:
        yield shared[key]
    if record["kind"] == "group" and "text" in record:
        yield FrozenRow(f"v-{name}-text", "", str(record["text"]))


def _stated(here: Here, record: Record) -> list[Fact]:
    """What the plan stated of an action beside its words: its own number, its date, who leads and who are partners."""
    values = {
        "reference": str(record.get("reference", "")),
        "due": day(str(record["due"])) if "due" in record and record["kind"] in PLANNED_KINDS else "",
        **{name: and_list([name_of(here, body) for body in listed_names(record.get(name))]) for name in PARTS},
    }
    return [fact(translate(f"planned.{name}"), value) for name, value in values.items() if value]


@macro("section")
def version_compared(here: Here) -> list[View]:
    """What was corrected in it, what it changed from the one before, and what the next one changed: these items only.

    Further versions are counted, so that no page grows with all that follows it.
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
    differing = _differing(here, was, now)
    body: list[View] = [
        item_change(here, f"{name}-{difference.item}", difference.item, _recorded(difference), sides=False)
        for difference in differing
    ]
    none = [Paragraph(translate("version_compared.none"))]
    note = translate("version_compared.count", count=len(differing))
    return section(name, title, [*(body or none), *later], note=note, written=reading())


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
