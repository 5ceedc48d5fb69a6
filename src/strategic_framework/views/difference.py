"""What was done to one item: before, after, the redline, and the rest in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from strategic_framework.language.english import and_list, day, sentence
from strategic_framework.language.labels import class_name, document_label
from strategic_framework.language.redline import Piece, redline
from strategic_framework.language.strings import translate
from strategic_framework.ledger.difference import wording
from strategic_framework.ledger.records import FIELDS
from strategic_framework.model.changes import Fields, Recorded, listed_names
from strategic_framework.views.base import Here, View

#: Fields told in a sentence rather than shown as wording.
_IN_A_SENTENCE = {"replaced_by", "continues", "due", "source", "about", "near", "also_involves"}


@dataclass(frozen=True)
class Redline(View):
    """A text with what went and what came marked; with `key`, what the marks mean."""

    pieces: Sequence[Piece]
    key: bool = False


@dataclass(frozen=True)
class Change(View):
    """What was done to one item: its class, a note in sentences, both wordings, and the redline where there are two."""

    id: str
    label: str
    href: str
    kind: str
    note: str = ""
    before: str = ""
    after: str = ""
    redline: Redline | None = None


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
    """What the site calls a record: a document by its label, everything else by its number."""
    return document_label(here.framework, name)


def item_change(here: Here, anchor: str, name: str, record: Recorded, *, sides: bool = True) -> Change:
    """What was done to one item: what happened in a sentence, both wordings in full unless told not to, the redline."""
    before, after = words_of(record.was, record.now), words_of(record.now, record.was)
    both = bool(before and after)
    address = here.links.url_for(name)
    return Change(
        anchor,
        name_of(here, name),
        here.to(address) if address is not None else "",
        sentence(class_name(record.kind)),
        Markup(" ").join(_notes(here, record)),
        before if sides or not both else "",
        after if sides or not both else "",
        marked(before, after) if both else None,
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


def _notes(here: Here, record: Recorded) -> Iterator[str]:
    was, now = record.was or {}, record.now or {}
    if record.was is not None and "in" in now:
        before, after = name_of(here, str(was.get("in"))), name_of(here, str(now["in"]))
        yield translate("change.moved", before=before, after=after)
    elif record.was is None and "in" in now:
        yield translate("change.place", place=name_of(here, str(now["in"])))
    if record.was is None and now.get("continues"):
        yield translate("change.carries_on", item=name_of(here, str(now["continues"])))
    if record.kind == "retired":
        yield translate("change.retired")
    if record.kind == "restored":
        yield translate("change.restored")
    if record.kind == "moved" and "order" in now and "in" not in now:
        yield translate("change.order", parts=and_list([name_of(here, name) for name in listed_names(now["order"])]))
    if record.was is not None:
        changed = [field for field in FIELDS if field in _IN_A_SENTENCE and was.get(field) != now.get(field)]
        yield from (_field_note(here, field, was.get(field), now.get(field)) for field in changed)


def _field_note(here: Here, field: str, before: object, after: object) -> str:
    """What became of a field that is told in a sentence."""
    if field == "replaced_by" and after:
        return translate("change.replaced", item=name_of(here, str(after)))
    return translate(f"change.{field}", before=_in_words(here, before), after=_in_words(here, after))


def _in_words(here: Here, value: object) -> str:
    """The value of a field as a reader is told it: names by their labels, a date in words."""
    if not value:
        return translate("change.not_stated")
    if isinstance(value, list):
        names = [entry.get("body", entry) if isinstance(entry, Mapping) else entry for entry in value]
        return and_list([name_of(here, str(name)) for name in names])
    text = str(value)
    return day(text) if text[:4].isdigit() and len(text) in {4, 7, 10} else name_of(here, text)
