"""What was done to one item: before, after, the redline, and the rest in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from strategic_framework.language.english import and_list, day, sentence
from strategic_framework.language.labels import class_name, date_moves, document_label, label
from strategic_framework.language.redline import Piece, redline
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.ledger.difference import wording
from strategic_framework.ledger.records import FIELDS, source_record
from strategic_framework.model import PLANNED_KINDS
from strategic_framework.model.changes import Fields, Recorded, listed_names
from strategic_framework.model.frozen import frozen
from strategic_framework.views import measured
from strategic_framework.views.base import Here
from strategic_framework.views.places import called
from strategic_framework.views.view import View

#: What a plan may state of an action beside its words.
PLANNED = ("reference", "due", "lead", "partners")
#: Fields told in a sentence rather than shown as wording.
_IN_A_SENTENCE = {
    "replaced_by", "continues", "also_continues", "due", "source", "about", "near", "also_involves", "label",
    "described_as", "published", "author", "publisher", "official", "approved_by", "current_edition", "sha256",
    "reported_as", "unit", "under", "note", *PLANNED,
}  # fmt: skip
#: What the name of a source's record begins with.
_OF_SOURCES = source_record("")
#: Fields that hold a date or a period, and those that name another record.
_DATES, _NAMES = {"due", "published"}, {"replaced_by", "continues", "current_edition"}


@frozen
class Redline(View):
    """A text with what went and what came marked; with `key`, what the marks mean."""

    pieces: Sequence[Piece]
    key: bool = False


@frozen
class Change(View):
    """What was done to one item: its class, a note in sentences, both wordings, and the redline where there are two.

    Words that the site tells in its own voice are `told`.
    """

    id: str
    label: str
    href: str
    kind: str
    note: str = ""
    before: str = ""
    after: str = ""
    redline: Redline | None = None
    told: bool = False


def marked(was: str, now: str) -> Redline:
    """Two texts as one, with what went and what came marked."""
    return Redline(redline(was, now))


def reworded(record: Recorded | None) -> Redline | None:
    """The redline of an item's words, where they changed."""
    if record is None or record.was is None or record.now is None:
        return None
    was, now = wording(record.was), wording(record.now)
    return marked(was, now) if was and now else None


def name_of(here: Here, name: str) -> str:
    """What the site calls a record: a document by its label, a source by its short name, all else as readers do."""
    framework = here.framework
    if name in framework.items:
        return called(here, name)
    if name.startswith(_OF_SOURCES) and (source := framework.source.get(name.removeprefix(_OF_SOURCES))):
        return source.short
    return framework.answerable.get(name) or here.site.body_names.get(name) or document_label(framework, name)


def item_change(here: Here, anchor: str, name: str, record: Recorded, *, sides: bool = True) -> Change:
    """What was done to one item: what happened in a sentence, both wordings in full unless told not to, the redline."""
    if record.now and record.now.get("kind") == "update" and record.was is None:
        return _report_change(here, anchor, name, record.now)
    before, after = words_of(record.was, record.now), words_of(record.now, record.was)
    after = "" if record.kind == "recorded" else after  # the note tells all of it
    both, is_measure = bool(before and after), name in here.framework.measure
    address = here.links.url_for(name)
    return Change(
        anchor,
        name_of(here, name),
        here.to(address) if address is not None else "",
        sentence(class_name(record.kind)),
        Markup(" ").join([*_notes(here, name, record), *_measured(here, name, record)]),
        before if sides or not both else "",
        after if sides or not both else "",
        marked(before, after) if both else None,
        told=is_measure,
    )


def _report_change(here: Here, anchor: str, name: str, now: Fields) -> Change:
    """A report that came: its title in its name, then what is reported, in the voice that it is told in."""
    fields, address = now or {}, here.links.url_for(name)
    return Change(
        anchor,
        translate_text("updates.named", name=label(name), title=str(fields.get("title", ""))),
        here.to(address) if address is not None else "",
        sentence(class_name("added")),
        note=translate("report.as", words=fields["reported_as"]) if fields.get("reported_as") else "",
        after=words_of({field: value for field, value in fields.items() if field != "title"}),
        told=not fields.get("quote"),
    )


def words_of(fields: Fields, beside: Fields = None) -> str:
    """The words among some fields: text or title, labels that differ from those beside, and quotations."""
    fields, beside = fields or {}, beside or {}
    words = [str(fields[name]) for name in ("title", "text", "said") if fields.get(name)]
    labels, others = fields.get("labels"), beside.get("labels")
    if isinstance(labels, Mapping) and labels.keys() != {"kind"}:
        known = others if isinstance(others, Mapping) else {}
        words += [text for name, text in labels.items() if known.get(name) != text]
    words += listed_names(fields.get("quote"))
    return " ".join(words)


def _notes(here: Here, name: str, record: Recorded) -> Iterator[str]:
    was, now = record.was or {}, record.now or {}
    if record.kind == "recorded":
        yield translate("change.recorded", fields=and_list([*_held(here, now)]))
        return
    if record.was is not None and "in" in now:
        before, after = name_of(here, str(was.get("in"))), name_of(here, str(now["in"]))
        yield translate("change.moved", before=before, after=after)
    elif record.was is None and "in" in now:
        yield translate("change.place", place=name_of(here, str(now["in"])))
    if record.was is None and now.get("continues"):
        carried = [str(now["continues"]), *listed_names(now.get("also_continues"))]
        yield translate("change.carries_on", item=and_list([name_of(here, other) for other in carried]))
    if record.kind == "retired":
        yield translate("change.retired")
    if record.kind == "restored":
        yield translate("change.restored")
    if record.kind == "moved" and "order" in now and "in" not in now:
        yield translate("change.order", parts=and_list([name_of(here, name) for name in listed_names(now["order"])]))
    if record.was is None and now.get("kind") in PLANNED_KINDS:
        stated = [field for field in PLANNED if now.get(field)]
        yield from (translate(f"change.stated_{field}", value=_in_words(here, field, now[field])) for field in stated)
    if record.was is not None:
        changed = [field for field in FIELDS if field in _IN_A_SENTENCE and was.get(field) != now.get(field)]
        yield from (_field_note(here, name, field, was.get(field), now.get(field)) for field in changed)


def _measured(here: Here, name: str, record: Recorded) -> Iterator[str]:
    """Of a measure, what became of its baseline, its target and its values."""
    if name in here.framework.measure:
        yield from measured.notes(here, name, record.was or {}, record.now or {})


def _held(here: Here, fields: Mapping[str, object]) -> Iterator[str]:
    """What the record newly holds, field by field."""
    for name in FIELDS:
        if name in fields and name not in {"kind", "format"}:
            value = _in_words(here, name, fields[name]) if isinstance(fields[name], str) else ""
            yield translate_text(f"recorded.{name}", value=value)


def _field_note(here: Here, name: str, field: str, before: object, after: object) -> str:
    """What became of a field that is told in a sentence."""
    if field == "replaced_by" and after:
        return translate("change.replaced", item=name_of(here, str(after)))
    told = (date_moves(name, before, after) if field == "due" else "") or field
    return translate(f"change.{told}", before=_in_words(here, field, before), after=_in_words(here, field, after))


def dates(text: str) -> str:
    """A date, or a period written with a slash (ISO 8601), in words."""
    starts, _, ends = text.partition("/")
    return translate("publication.from_to", starts=day(starts), ends=day(ends)) if ends else day(starts)


def _in_words(here: Here, field: str, value: object) -> str:
    """The value of a field as a reader is told it: names by their labels, a date or a period in words."""
    if not value:
        return translate("change.not_stated")
    if isinstance(value, list):
        names = [entry.get("body", entry) if isinstance(entry, Mapping) else entry for entry in value]
        return and_list([name_of(here, str(name)) for name in names])
    text = str(value)
    if field in _DATES:
        return dates(text)
    if field == "official":
        return translate("change.yes")
    origin = here.framework.origin.get(text) if field == "source" else None
    return origin.short if origin else name_of(here, text) if field in _NAMES else text
