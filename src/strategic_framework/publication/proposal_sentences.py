"""What a proposal changes, in sentences: each of its changes as it was written, with the redline of its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from strategic_framework.language.english import and_list, shortened
from strategic_framework.language.redline import as_text, redline
from strategic_framework.ledger.difference import wording
from strategic_framework.ledger.measured import held
from strategic_framework.ledger.proposals import Laid
from strategic_framework.model import Noun
from strategic_framework.model.additions import (
    Add,
    AddBody,
    AddGroup,
    AddMeasure,
    AddPolicyArea,
    AddPriority,
    AddSource,
    AddTerm,
    AddWebPage,
    stated,
)
from strategic_framework.model.proposals import (
    CurrentEdition,
    Entries,
    Merge,
    Move,
    NewUpdate,
    NewValue,
    Order,
    Restore,
    Retire,
    Review,
    Reword,
    Split,
)

#: So much of an item's words is shown where they stay as they are.
_OPENING = 70


def sentences(laid: Laid) -> list[str]:
    """A sentence for each change of a proposal, and what was joined with other words in laying it."""
    words = {name: wording(record) for name, record in {**laid.before, **laid.after}.items()}
    changes = laid.proposed.proposal.changes
    return [*(sentence for change in changes for sentence in _SAY[type(change)](change, words)), *laid.notes]


def _quoted(text: str) -> str:
    return f"‘{shortened(text, _OPENING)}’"


def _known(name: str, words: Mapping[str, str]) -> str:
    """An identifier with its opening words, where it has any."""
    return f"{name}, {_quoted(words[name])}" if words.get(name) else name


def _reword(change: Reword, _: Mapping[str, str]) -> Iterator[str]:
    subject = f"{change.reword}, {change.field}:" if change.field else f"{change.reword}:"
    if change.to is None:
        yield f"{subject} ‘{change.from_}’ is taken away."
    else:
        yield f"{subject} {as_text(redline(change.from_ or '', change.to))}"


def _add(change: Add, words: Mapping[str, str]) -> Iterator[str]:
    after = f", after {change.after}" if change.after else ""
    yield f"New {change.add} in {_known(change.under, words)}{after}: ‘{change.text}’"
    for field, value in stated(change).items():
        if value:
            yield f"  {field}: {', '.join(value) if isinstance(value, list) else value}"


def _add_group(change: AddGroup, words: Mapping[str, str]) -> Iterator[str]:
    after = f", after {change.after}" if change.after else ""
    yield f"New group in {_known(change.under, words)}{after}: ‘{change.title}’"
    yield from [f"  text: ‘{change.text}’"] if change.text else []
    for key in ("actions", "aspirations"):
        yield from (f"  {key}: ‘{part.text}’" for part in getattr(change, key))


def _add_priority(change: AddPriority, _: Mapping[str, str]) -> Iterator[str]:
    yield f"New priority in {change.under}: ‘{change.title}’"
    for key in ("context", "role", "actions", "aspirations"):
        yield from (f"  {key}: ‘{part.text}’" for part in getattr(change, key))


def _add_measure(change: AddMeasure, _: Mapping[str, str]) -> Iterator[str]:
    yield f"New measure of {and_list(change.under)}: ‘{change.name}’, in {change.unit}"
    for key, level in (("baseline", change.baseline), ("target", change.target)):
        if level:
            yield f"  {key}: {level.value}{f' for {level.date}' if level.date else ''}, from {level.source}"
    yield from (f"  counted otherwise from {one.date}: {one.words}" for one in change.breaks)
    yield from [f"  note: {change.note}"] if change.note else []
    yield from (f"  {value.date}: {held(value)}" for value in change.values)


def _add_named(change: Noun, _: Mapping[str, str]) -> Iterator[str]:
    fields = {key: value for key, value in change.model_dump().items() if value}
    yield f"New: {fields.pop('add')}"
    yield from (f"  {key}: {', '.join(value) if isinstance(value, tuple) else value}" for key, value in fields.items())


def _entries(change: Entries, _: Mapping[str, str]) -> Iterator[str]:
    gone = [f"[-{name}-]" for name in change.from_ if name not in change.to]
    come = [f"{{+{name}+}}" for name in change.to if name not in change.from_]
    yield f"{change.entries}, {change.field}: {', '.join([*gone, *come])}"


def _retire(change: Retire, words: Mapping[str, str]) -> Iterator[str]:
    replaced = f", and {change.replaced_by} takes its place" if change.replaced_by else ""
    yield f"No longer in force{replaced}: {_known(change.retire, words)}"


def _restore(change: Restore, words: Mapping[str, str]) -> Iterator[str]:
    yield f"In force again: {_known(change.restore, words)}"


def _move(change: Move, words: Mapping[str, str]) -> Iterator[str]:
    after = f", after {change.after}" if change.after else ""
    yield f"Moved to {change.under}{after}: {_known(change.move, words)}"


def _order(change: Order, _: Mapping[str, str]) -> Iterator[str]:
    yield f"In another order: {', '.join(change.order)}"


def _split(change: Split, words: Mapping[str, str]) -> Iterator[str]:
    yield f"Split into {len(change.into)}: {_known(change.split, words)}"
    yield from (f"  New: ‘{part.text}’" for part in change.into)


def _merge(change: Merge, words: Mapping[str, str]) -> Iterator[str]:
    others = [name for name in change.merge if name != change.into]
    yield f"Merged into {change.into}: {and_list(others)}"
    if change.text:
        yield f"  {change.into}: {as_text(redline(change.from_ or words.get(change.into, ''), change.text))}"


def _update(change: NewUpdate, _: Mapping[str, str]) -> Iterator[str]:
    when = f", {change.date}" if change.date else ""
    yield f"Reported of {and_list(change.update)}{when}, by {change.source}: {change.title}"
    yield f"  ‘{change.quote or change.said}’"
    if change.reported_as:
        yield f"  Reported as ‘{change.reported_as}’"


def _value(change: NewValue, words: Mapping[str, str]) -> Iterator[str]:
    known, when, source = _known(change.value, words), change.date, f", from {change.source}" if change.source else ""
    if change.to is None:
        yield f"The value of {known} for {when} is taken away: {change.from_}"
    elif change.from_ is None:
        yield f"A value of {known} for {when}: {change.to}{source}"
    else:
        yield f"The value of {known} for {when} is another: {change.from_}, now {change.to}{source}"


def _review(change: Review, _: Mapping[str, str]) -> Iterator[str]:
    yield f"Looked at and left as it is: {', '.join(change.review)}"


def _current_edition(change: CurrentEdition, _: Mapping[str, str]) -> Iterator[str]:
    yield f"The edition {change.current_edition} comes into force."


_SAY: dict[type, Callable[[Any, Mapping[str, str]], Iterator[str]]] = {
    Reword: _reword, Entries: _entries, Add: _add, AddGroup: _add_group, AddPriority: _add_priority,
    AddMeasure: _add_measure, AddBody: _add_named, AddTerm: _add_named, AddPolicyArea: _add_named,
    AddSource: _add_named, AddWebPage: _add_named,
    Retire: _retire, Restore: _restore, Move: _move, Order: _order, Split: _split,
    Merge: _merge, NewUpdate: _update, NewValue: _value, Review: _review, CurrentEdition: _current_edition,
}  # fmt: skip
