"""The words of a version: on its own page, and of a long one in parts, each on the page of the first that has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from strategic_framework.language.english import and_list, day, shortened
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.ledger.records import Record, Records
from strategic_framework.ledger.version_parts import VersionPart, apart, within
from strategic_framework.ledger.versions import Version
from strategic_framework.model import PLANNED_KINDS
from strategic_framework.model.changes import listed_names
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, section
from strategic_framework.views.difference import name_of
from strategic_framework.views.macro import macro
from strategic_framework.views.places import place_of
from strategic_framework.views.planned import PARTS, as_line
from strategic_framework.views.summary import Fact, fact
from strategic_framework.views.view import Shared, View

#: So many characters of a priority’s title stand in the way to its words.
_OPENING = 90


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


@frozen
class VersionPartWay(Shared, View):
    """The way to a part of what was sealed, what is said beside it, and the anchors of all that stands there."""

    href: str
    text: str
    note: str
    ids: Sequence[str]


@frozen
class VersionParts(View):
    """The ways to the words of a long version, or to what a long change did, which stand on several pages."""

    parts: Sequence[View]


def document_id(here: Here) -> str:
    """The document that a page of versions belongs to."""
    return here.edition_id or "alliance"


def version_of(here: Here) -> Version:
    """The version that the page shows, or shows a part of: the first that has it."""
    return here.site.ledger.version(document_id(here), int(here.subject.split("/")[1]))


def part_of(here: Here) -> VersionPart:
    """The part of a version that the page shows. Raises LookupError where there is none of that name."""
    name = here.subject.rpartition("/")[2]
    parts = {part.name: part for part in here.site.ledger.parts_of(version_of(here))}
    return parts[name]


@macro("section")
def version_words(here: Here) -> list[View]:
    """The words of the version from top to bottom, each with what it is called; of a long one, the ways to them."""
    version = version_of(here)
    if here.meta.get("in_parts"):
        return [section("words", translate("frozen.title"), _ways(here, version))]
    groups = (within(tops, version.records) for tops in apart(version.document, version.records))
    return [section("words", translate("frozen.title"), [_frozen(here, names, version.records) for names in groups])]


@macro("section")
def version_part_words(here: Here) -> list[View]:
    """The words of a part of a long version from top to bottom, each with what it is called."""
    part = part_of(here)
    return [section("words", translate("frozen.title"), _frozen(here, part.names, part.version.records))]


def _ways(here: Here, version: Version) -> list[View]:
    parts = here.site.ledger.parts_of(version)
    lead = translate("version_parts.lead", count=len(parts))
    return [Paragraph(lead), VersionParts([_way(here, version, part) for part in parts])]


def _way(here: Here, version: Version, part: VersionPart) -> View:
    """The way to a part, made once for all versions that lead to it, and once for the version that it stands with."""
    is_own, shared = part.version is version, here.site.shared
    key = (here.edition_id, id(part), is_own)
    if key not in shared:
        number, records = part.version.number, part.version.records
        title = str(records[part.name].get("title") or "") if "order" in records[part.name] and not part.under else ""
        text = ": ".join(filter(None, (part_name(here, part), shortened(title, _OPENING))))
        note = "" if is_own else translate("version_parts.same", number=number)
        ids = [anchor for name in part.names for anchor in _anchors(name, records[name])]
        address = here.links.version_part(version.document, number, part.name)
        shared[key] = VersionPartWay(here.to(address), text, note, ids)
    return shared[key]


def part_name(here: Here, part: VersionPart) -> str:
    """“Priority 3”; “Action 1 to Action 28”, from the first of its records to the last."""
    if "order" in part.version.records[part.name] and not part.under:
        return place_of(here, part.name)
    inside = [name for name in part.names if name != part.under]
    first, last = place_of(here, inside[0]), place_of(here, inside[-1])
    span = first if first == last else translate_text("version_parts.span", first=first, last=last)
    return f"{place_of(here, part.under)}: {span}" if part.under else span


def numbers_of(part: VersionPart) -> str:
    """The versions that have the words of a part: “1”, “1 and 2”, “1 to 4 and 7”."""
    runs = groupby(enumerate(part.numbers), key=lambda numbered: numbered[1] - numbered[0])
    return and_list([text for _, run in runs for text in _run([number for _, number in run])])


def _run(numbers: Sequence[int]) -> list[str]:
    """Numbers that follow each other: from the first to the last, where there are more than two."""
    if len(numbers) < 3:
        return [*map(str, numbers)]
    return [translate_text("version_parts.span", first=numbers[0], last=numbers[-1])]


def _anchors(name: str, record: Record) -> Iterator[str]:
    """The anchors of the rows of a record."""
    if _words(record):
        yield f"v-{name}"
    if _has_text_beside(record):
        yield f"v-{name}-text"


def _words(record: Record) -> str:
    return str(record.get("title") or record.get("text") or "")


def _has_text_beside(record: Record) -> bool:
    """Whether a record has words of its own beside its title: a group’s."""
    return record["kind"] == "group" and "text" in record


def _frozen(here: Here, names: Sequence[str], records: Records) -> View:
    """Some records as versions show them, made once for all versions that share them."""
    shared, key = here.site.shared, (here.edition_id, *((name, id(records[name])) for name in names))
    if key not in shared:
        shared[key] = Frozen([row for name in names for row in _rows(here, name, records[name])])
    return shared[key]


def _rows(here: Here, name: str, record: Record) -> Iterator[View]:
    """A record as versions show it; nothing where it has no words."""
    shared, key = here.site.shared, (here.edition_id, (name, id(record)), ())
    text = _words(record)
    if text and key not in shared:
        is_planned = record["kind"] in PLANNED_KINDS
        due = day(str(record["due"])) if "due" in record and not is_planned else ""
        stated = as_line(_stated(here, record))
        shared[key] = FrozenRow(
            f"v-{name}", place_of(here, name), text, "title" in record, bool(record.get("retired")), due, stated
        )
    if text:
        yield shared[key]
    if _has_text_beside(record):
        yield FrozenRow(f"v-{name}-text", "", str(record["text"]))


def _stated(here: Here, record: Record) -> list[Fact]:
    """What the plan stated of an action beside its words: its own number, its date, who leads and who are partners."""
    values = {
        "reference": str(record.get("reference", "")),
        "due": day(str(record["due"])) if "due" in record and record["kind"] in PLANNED_KINDS else "",
        **{name: and_list([name_of(here, body) for body in listed_names(record.get(name))]) for name in PARTS},
    }
    return [fact(translate(f"planned.{name}"), value) for name, value in values.items() if value]
