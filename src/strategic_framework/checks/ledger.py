"""What is published changes only with a recorded reason, and what was sealed is never edited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.loader import FOLDER
from strategic_framework.content.problems import Problem
from strategic_framework.language.english import shortened
from strategic_framework.language.redline import as_text, redline
from strategic_framework.ledger.difference import Difference, exchanged, fold, replaced, wording
from strategic_framework.ledger.records import FIELDS
from strategic_framework.ledger.store import broken
from strategic_framework.model import NOWHERE, Noun, Place

#: How the class of a difference is told.
_TOLD = {
    "amended": "is changed",
    "moved": "is moved",
    "added": "is new",
    "retired": "is retired",
    "restored": "is restored",
}
_FIELD = {
    "title": "title", "text": "wording", "due": "date", "labels": "labels", "quote": "quotation", "in": "place",
    "order": "order", "replaced_by": "replacement", "continues": "link to the earlier edition", "about": "subject",
    "also_involves": "list of who else is involved", "source": "source",
}  # fmt: skip
_WHY = "Published wording changes only together with the reason for it."


@rule("ledger")
def chain(content: Content) -> Iterator[Problem]:
    """What was sealed is as it was when it was sealed."""
    yield from broken(content.ledger)


@rule("vanished")
def vanished(content: Content) -> Iterator[Problem]:
    """What was published is never deleted: it is retired, and stays readable."""
    for one in content.differences:
        if one.vanished and one.item not in content.loaded.known:
            kind = str((one.was or {}).get("kind", "item"))
            what = _closed(f"{one.item} was published and is not here any more: {_quoted(wording(one.was))}")
            why = f"Published {_plural(kind)} are never deleted: their words keep their address and their history."
            instead = f"Put it back. To retire it, type framework retire {one.item} then."
            yield fault(_parent_place(content, one), what, why, instead)


@rule("exchanged")
def exchanges(content: Content) -> Iterator[Problem]:
    """Identifiers do not change places: one names the same thing for ever."""
    swapped = exchanged(content.ledger.published, content.records)
    for name, other in swapped.items():
        if name not in content.same_items:
            what = f"{name} now has the words that were published as {other}."
            instead = "Put the words back under their own identifiers. To change the order, move the whole entries."
            yield fault(_place(content, name, "text"), what, "An identifier names one thing for ever.", instead)


@rule("other-meaning")
def other_meanings(content: Content) -> Iterator[Problem]:
    """An identifier is not given a wholly different meaning: at least half of its words stay."""
    swapped = exchanged(content.ledger.published, content.records)
    for one in content.differences:
        if replaced(one) and one.item not in content.same_items and one.item not in swapped:
            before, after = _quoted(wording(one.was)), _quoted(wording(one.now))
            what = f"The words of {one.item} say something else altogether. Was: {before} Now: {after}"
            instead = (
                f"Retire {one.item} (framework retire {one.item}) and add the new words as an entry without an id. "
                f"If it is the same thing in new words, type framework explain {one.item} --same-item and say why."
            )
            yield fault(_place(content, one.item, "text"), what, "An identifier names one thing for ever.", instead)


@rule("unexplained")
def unexplained(content: Content) -> Iterator[Problem]:
    """A difference from what is published has a reason in framework/changes/pending."""
    swapped = exchanged(content.ledger.published, content.records)
    for one in content.explained.unexplained:
        said = _follows(one, swapped) or one.item in swapped or (replaced(one) and one.item not in content.same_items)
        noun = content.by_name.get(one.item)
        if not one.vanished and not said and noun and not content.damaged(noun):
            instead = f"Type framework explain {_command_name(content, one)} and say why."
            yield fault(noun.place(_first(one)), told(one), _WHY, instead)


def _follows(one: Difference, swapped: Mapping[str, str]) -> bool:
    """Whether a new order is only that of identifiers that changed places."""
    return set(one.now or {}) == {"order"} and any(child in swapped for child in (one.now or {})["order"] or [])


def told(one: Difference) -> str:
    """What differs, in a sentence, with was and now: gone words in [-…-], new words in {+…+}."""
    if one.was is None:
        return _closed(f"{one.item} is new: {_quoted(wording(one.now))}")
    parts = [_field_told(field, one.was.get(field), (one.now or {}).get(field)) for field in _fields(one)]
    head = {"retired": f"{one.item} is retired.", "restored": f"{one.item} is restored."}.get(one.kind, "")
    return " ".join([*([head] if head else []), *(part.replace("{item}", one.item) for part in parts)]).strip()


def _field_told(field: str, was: object, now: object) -> str:
    if field == "order":
        return "The order of what stands in {item} is changed."
    if field == "in":
        return f"{{item}} is moved from {was} to {now}."
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
        return " ".join(_one_told(f"{field.rstrip('s')} “{name}”", was.get(name), now.get(name)) for name in names)
    return _one_told(_FIELD.get(field, field), was, now)


def _one_told(called: str, was: object, now: object) -> str:
    before, after = _as_text(was), _as_text(now)
    same = " (only in punctuation, spacing or capitals)" if before and fold(before) == fold(after) else ""
    pieces = redline(before, after)
    old = as_text([one for one in pieces if one.kind != "ins"], 60) or "nothing"
    new = as_text([one for one in pieces if one.kind != "del"], 60) or "nothing"
    return f"The {called} of {{item}} is changed{same}. {_closed(f'Was: {old}')} {_closed(f'Now: {new}')}"


def _closed(text: str) -> str:
    """The text with its full stop, unless it has one at its end or before its closing mark."""
    return text if re.search(r"[.?!][’”+}\]-]*$", text) else f"{text}."


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_as_text(one)}" for name, one in value.items())
    return "; ".join(_as_text(one) for one in value) if isinstance(value, list) else ""


def _quoted(text: str) -> str:
    return f"‘{shortened(text, 70)}’" if text else "nothing"


def _plural(kind: str) -> str:
    plurals = {"priority": "priorities", "joint priority": "joint priorities", "governance": "points of governance",
               "context": "paragraphs", "role": "paragraphs", "cross-cutting work": "cross-cutting items"}  # fmt: skip
    return plurals.get(kind, f"{kind}s")


def _fields(one: Difference) -> list[str]:
    return [field for field in FIELDS if field in (one.was or {}) and field != "retired"]


def _first(one: Difference) -> str:
    present = [field for field in (one.now or {}) if field not in {"in", "kind"}]
    return next((field for field in ("text", "title", *present) if field in present), "")


def _command_name(content: Content, one: Difference) -> str:
    """How the item is named to the command: by its opening words where its identifier is still provisional."""
    if one.item in content.loaded.provisional:
        return f'"{" ".join(wording(one.now).split()[:6])}"'
    return one.item


# --- the reasons ------------------------------------------------------------------------------------------------------


@rule("reason-items")
def reason_items(content: Content) -> Iterator[Problem]:
    """A reason names what it explains: items that are there and do differ."""
    for covered in content.explained.by_reason:
        reason = covered.pending.reason
        place = reason.place("items") if reason.items else reason.place()
        for name in covered.unknown:
            what = f"“{shortened(name)}” names nothing here."
            instead = "Write an identifier such as act-12, or the opening words of a new item."
            yield fault(place, what, "", instead)
        for name in covered.idle:
            what = (
                "There is nothing left for this reason to explain."
                if name == "*"
                else f"{name} is as published: there is nothing to explain."
            )
            yield fault(place, what, "", "Take the name, or the file, away.")


@rule("reason-twice")
def reason_twice(content: Content) -> Iterator[Problem]:
    """Each difference is explained once."""
    for item, files in content.explained.twice.items():
        what = f"{item} is explained twice: in {files[0]} and in {files[1]}."
        yield fault(Place(files[1], 1, 1), what, "", "Put both reasons into one file.")
    for pending in content.explained.open_ended[1:]:
        what = f"Two reasons name no items: this one and {content.explained.open_ended[0].file}."
        why = "Only one reason can stand for everything that no other names."
        yield fault(Place(pending.file, 1, 1), what, why, "Add a line items: [act-12] with what each explains.")


@rule("reason-corrects")
def reason_corrects(content: Content) -> Iterator[Problem]:
    """A reason that corrects a change names one that was published."""
    known = {change.id for change in content.ledger.changes}
    for pending in content.ledger.pending:
        corrects = pending.reason.corrects
        if corrects and corrects not in known:
            what = f"There is no change {corrects}."
            yield fault(pending.reason.place("corrects"), what, "", "Look in framework/changes.", len(corrects))


# --- places -----------------------------------------------------------------------------------------------------------


def _place(content: Content, name: str, field: str) -> Place:
    noun = content.by_name.get(name)
    return noun.place(field) if isinstance(noun, Noun) else Place(FOLDER, 0, 0)


def _parent_place(content: Content, one: Difference) -> Place:
    """Where the missing record should stand: in its parent."""
    parent = content.by_name.get(str((one.was or {}).get("in", "")))
    place = parent.place() if parent else NOWHERE
    return place if place != NOWHERE else Place(FOLDER, 0, 0)
