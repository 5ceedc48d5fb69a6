"""What is published changes only with a recorded reason, and what was sealed is never edited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from strategic_framework.checks.difference_words import closed, describe, describe_field, quoted
from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.files import FOLDER
from strategic_framework.content.problems import Problem
from strategic_framework.language.command_line import command
from strategic_framework.ledger.difference import (
    Difference,
    exchanged,
    moved_elsewhere,
    replaced,
    reworded_in_retirement,
    taken_words,
    wording,
)
from strategic_framework.ledger.records import children, parent
from strategic_framework.ledger.store import CHANGES
from strategic_framework.ledger.verify import unbound
from strategic_framework.model import NOWHERE, Noun, Place

_WHY = "Published wording changes only together with the reason for it."


@rule("ledger")
def chain(content: Content) -> Iterator[Problem]:
    """What was sealed is as it was when it was sealed."""
    unread = any(re.match(rf"{FOLDER}/{CHANGES}/\d", problem.place.file) for problem in content.ledger.problems)
    yield from () if unread else content.broken  # a change that cannot be read has been told of


@rule("addresses")
def addresses(content: Content) -> Iterator[Problem]:
    """The list of addresses is the one that publishing wrote: none is ever taken out of it."""
    yield from unbound(content.ledger)


@rule("vanished")
def vanished(content: Content) -> Iterator[Problem]:
    """What was published is never deleted: it is retired, and stays readable."""
    parents = {name: str((difference.was or {}).get("in", "")) for name, difference in content.vanished.items()}
    for name, difference in content.vanished.items():
        if (
            parents[name] not in content.vanished
            and name not in content.lost.values()
            and not _is_missing(content, name)
        ):
            kind = str((difference.was or {}).get("kind", "item"))
            below = sum(name in _ancestors(child, parents) for child in parents)
            held = f", with the {below} items in it" if below > 1 else ", with the item in it" if below else ""
            what = closed(f"{name} was published and is not here any more{held}: {quoted(wording(difference.was))}")
            why = f"Published {_plural(kind)} are never deleted: their words keep their address and their history."
            retire = f" To retire it, type {command(f'retire {name}')} then."
            instead = f"Put it back.{retire if kind != 'source' else ''}"
            yield fault(_parent_place(content, difference), what, why, instead)


def _is_missing(content: Content, edition: str) -> bool:
    """Whether it is an edition whose own file is called missing already."""
    head = f"{FOLDER}/editions/{edition}/edition.yml"
    return any(problem.code == "missing-file" and problem.place.file == head for problem in content.loaded.problems)


def _ancestors(name: str, parents: Mapping[str, str]) -> Iterator[str]:
    """What a vanished record stood in, as far as that has vanished too."""
    while (name := parents.get(name, "")) in parents:
        yield name


@rule("lost-identifier")
def lost_identifiers(content: Content) -> Iterator[Problem]:
    """The words of a published item stand with its identifier."""
    for new, name in content.lost.items():
        what = f"These are the words of {name}, and its identifier is gone."
        yield fault(
            content.by_name[new].place(), what, "An identifier names one thing for ever.", f"Put id: {name} back."
        )


@rule("exchanged")
def exchanges(content: Content) -> Iterator[Problem]:
    """Identifiers do not change places: one names the same thing for ever."""
    swapped = exchanged(content.published, content.records)
    for name, other in swapped.items():
        if name not in content.same_items:
            what = f"{name} now has the words that were published as {other}."
            instead = "Put the words back under their own identifiers. To change the order, move the whole entries."
            yield fault(_place(content, name, "text"), what, "An identifier names one thing for ever.", instead)


@rule("other-meaning")
def other_meanings(content: Content) -> Iterator[Problem]:
    """An identifier is not given a wholly different meaning: at least half of its words stay."""
    swapped = exchanged(content.published, content.records)
    taken = taken_words(content.published, content.records)
    for difference in (difference for step in content.steps for difference in step.differences):
        item = difference.item
        if replaced(difference) and item not in {*content.same_items, *swapped, *content.in_question}:
            before, after = quoted(wording(difference.was)), quoted(wording(difference.now))
            what = f"The words of {item} say something else altogether. Was: {before} Now: {after}"
            if item in taken:
                what += f" These were published as {taken[item]}, which has other words now."
            instead = (
                f"Retire {item} ({command(f'retire {item}')}) and add the new words as an entry without an id. "
                f"If it is the same thing in new words, {_say_so(content, item)}."
            )
            yield fault(_place(content, item, "text"), what, "An identifier names one thing for ever.", instead)


@rule("same-or-other")
def same_or_other(content: Content) -> Iterator[Problem]:
    """Where new words take the place of others, somebody says whether they are the same item."""
    for difference in content.differences:
        item = difference.item
        if item in content.in_question:
            before, after = quoted(wording(difference.was)), quoted(wording(difference.now))
            what = f"Is {item} still the same thing? Less than half of its words stay. Was: {before} Now: {after}"
            proposed = _is_proposed(content, item)
            back = "take this change out" if proposed else "put its words back"
            entry = "a new item" if proposed else "an entry without an id"
            instead = (
                f"If it is, {_say_so(content, item)}. If not, {back}, retire it "
                f"({command(f'retire {item}')}) and add the new words as {entry}."
            )
            yield fault(_place(content, item, "text"), what, "An identifier names one thing for ever.", instead)


def _is_proposed(content: Content, item: str) -> bool:
    """Whether a proposal gives the item its words."""
    return any(item in laid.items for laid in content.laid)


def _say_so(content: Content, item: str) -> str:
    """How somebody says that it is the same item: in the reason that names it already, or with a new one."""
    reasons = (pending for pending in content.ledger.pending if item in pending.reason.items)
    given = next((pending.file for pending in reasons if not pending.reason.reviewed), "")
    return f"add a line same_item: true to {given}" if given else f"type {command(f'explain {item} --same-item')}"


@rule("moved-edition")
def moved_editions(content: Content) -> Iterator[Problem]:
    """An item stays in its edition: its address holds the edition’s name, and is promised."""
    for difference in content.differences:
        documents = moved_elsewhere(difference, content.published, content.records)
        if documents:
            what = f"{difference.item} is moved out of its edition, from {documents[0]} to {documents[1]}."
            why = "Its address holds the name of its edition, and would not answer any more."
            instead = (
                f"Put it back. Write it there as a new entry without an id, with a line continues: {difference.item}."
            )
            yield fault(_place(content, difference.item, ""), what, why, instead)


@rule("retired-words")
def retired_words(content: Content) -> Iterator[Problem]:
    """What is retired keeps the words that it was last published with."""
    for difference, records in ((difference, step.now) for step in content.steps for difference in step.differences):
        if reworded_in_retirement(difference, records):
            what = f"{difference.item} is retired, and its words are changed. {describe_field(*_words_of(difference))}"
            instead = f"Put its words back. To change them, first restore it: {command(f'restore {difference.item}')}."
            yield fault(_place(content, difference.item, "text"), what.replace("{item}", difference.item), "", instead)


def _words_of(difference: Difference) -> tuple[str, object, object]:
    field = "text" if "text" in (difference.was or {}) else "title"
    return field, (difference.was or {}).get(field), (difference.now or {}).get(field)


@rule("unexplained")
def unexplained(content: Content) -> Iterator[Problem]:
    """A difference from what is published has a reason in framework/changes/pending."""
    swapped = exchanged(content.published, content.records)
    new = {difference.item for difference in content.explained.unexplained if difference.was is None}
    for difference in content.explained.unexplained:
        said = (
            _follows(difference, swapped)
            or (difference.item in new and parent(content.records[difference.item]) in new)  # explained with its parent
            or difference.item in swapped
            or (replaced(difference) and difference.item not in content.same_items)
            or moved_elsewhere(difference, content.published, content.records)
            or reworded_in_retirement(difference, content.records)
            or "sha256" in _lost_fields(difference)  # its stored text is missing, and is called so
        )
        noun = content.by_name.get(difference.item)
        if (
            not difference.vanished
            and difference.item not in content.lost
            and not said
            and noun
            and not content.damaged(noun)
        ):
            instead = f"Type {command(f'explain {_command_name(content, difference)}')} and say why."
            yield fault(noun.place(_first(difference)), describe(difference), _WHY, instead)


def _lost_fields(difference: Difference) -> list[str]:
    return [field for field, value in (difference.now or {}).items() if value is None]


def _follows(difference: Difference, swapped: Mapping[str, str]) -> bool:
    """Whether a new order is only that of identifiers that changed places."""
    return set(difference.now or {}) == {"order"} and any(child in swapped for child in children(difference.now or {}))


def _plural(kind: str) -> str:
    plurals = {"priority": "priorities", "joint priority": "joint priorities", "governance": "points of governance",
               "context": "paragraphs", "role": "paragraphs", "cross-cutting work": "cross-cutting items"}  # fmt: skip
    return plurals.get(kind, f"{kind}s")


def _first(difference: Difference) -> str:
    present = [field for field in (difference.now or {}) if field not in {"in", "kind"}]
    return next((field for field in ("text", "said", "title", *present) if field in present), "")


def _command_name(content: Content, difference: Difference) -> str:
    """How the item is named to the command: by its opening words where its identifier is still provisional."""
    if difference.item in content.loaded.provisional:
        return f'"{" ".join(wording(difference.now).split()[:6])}"'
    return difference.item


def _place(content: Content, name: str, field: str) -> Place:
    noun = content.by_name.get(name)
    return noun.place(field) if isinstance(noun, Noun) else Place(FOLDER, 0, 0)


def _parent_place(content: Content, difference: Difference) -> Place:
    """Where the missing record should stand: in its parent."""
    parent = content.by_name.get(str((difference.was or {}).get("in", "")))
    place = parent.place() if parent else NOWHERE
    return place if place != NOWHERE else Place(FOLDER, 0, 0)
