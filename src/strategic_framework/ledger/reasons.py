"""Which reason explains which difference, and every difference that none explains."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from strategic_framework.ledger.difference import HALF, Difference, likeness, wording
from strategic_framework.ledger.records import Record, Records, children
from strategic_framework.ledger.store import Pending
from strategic_framework.model.changes import only_later_values


@dataclass
class Covered:
    """What one reason explains: differences of its own, and those that an earlier reason explains too (`repeated`).

    `idle` are the names of what is as published, `unknown` those of nothing. `corrected` are the opening words of new
    items that were put in better words since, with the words that they have now.
    """

    pending: Pending
    differences: list[Difference] = field(default_factory=list)
    repeated: list[Difference] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)


@dataclass
class Explained:
    """Every difference in its place: explained by reasons, needing none, or unexplained."""

    by_reason: list[Covered]
    cosmetic: list[Difference]
    updates: list[Difference]
    unexplained: list[Difference]
    open_ended: list[Pending]


def explained(differences: Sequence[Difference], pending: Sequence[Pending], was: Records, now: Records) -> Explained:
    """Sort the differences by the reason that covers them (DESIGN: a reason), in the order of the decisions.

    A review covers nothing: what differs was not left as it is.
    """
    differing = {difference.item: difference for difference in differences}
    covers = [Covered(entry) for entry in sorted(pending, key=_when) if entry.reason.items]
    claimed: set[str] = set()
    named = {name: _matches(name, was, now) for entry in pending for name in entry.reason.items}
    for covered in covers:
        items = _items(covered, differing, named, was, now)
        if covered.pending.reason.reviewed:
            covered.idle.clear()
            continue
        covered.differences = [differing[item] for item in items if item not in claimed]
        covered.repeated = [differing[item] for item in items if item in claimed]
        claimed |= set(items)
    rest = [difference for difference in differences if difference.item not in claimed and not difference.carried]
    needing = [difference for difference in rest if needs_reason(difference)]
    open_ended = [entry for entry in pending if not entry.reason.items and not entry.reason.reviewed]
    if len(open_ended) == 1 or not needing:
        covers += [Covered(entry, needing, idle=[] if needing else ["*"]) for entry in open_ended]
        needing = []
    return Explained(
        by_reason=sorted(covers, key=lambda covered: _when(covered.pending)),
        cosmetic=[difference for difference in rest if difference.kind == "cosmetic"],
        updates=[difference for difference in rest if _is_own_reason(difference)],
        unexplained=needing,
        open_ended=open_ended,
    )


def _when(pending: Pending) -> tuple[str, str]:
    return pending.reason.decided, pending.file


def needs_reason(difference: Difference) -> bool:
    """Whether somebody must say why: not for what is cosmetic, or for what carries its own reason.

    That is a new source, a new update, and a further value of a measure, each with its source.
    """
    return difference.kind != "cosmetic" and not _is_own_reason(difference)


def _is_own_reason(difference: Difference) -> bool:
    was, now = difference.was, difference.now or {}
    if was is not None:
        return difference.kind == "amended" and only_later_values(was, now)
    return now.get("kind") in {"update", "source"}


def _items(
    covered: Covered, differing: dict[str, Difference], named: Mapping[str, list[str]], was: Records, now: Records
) -> list[str]:
    """Every item that differs and that the reason means, each once; what it names besides is noted as idle."""
    items: list[str] = []
    for name, item in _meant(covered, named, was, now):
        meant = [inside for inside in (item, *_within(item, differing, now)) if inside in differing]
        covered.idle += [] if meant else [name]
        items += meant
    return list(dict.fromkeys(items))


def _meant(covered: Covered, named: Mapping[str, list[str]], was: Records, now: Records) -> Iterator[tuple[str, str]]:
    """Each name of a reason with its identifier; `named` are the items that each name of any reason can mean.

    A name of none may be the opening words of a new item that was corrected since: of one that no other name means.
    """
    taken = {item for items in named.values() for item in items}
    for name in covered.pending.reason.items:
        matches = named[name]
        if not matches and (
            near := _corrected(name, [item for item in now if item not in was and item not in taken], now)
        ):
            covered.corrected[name] = _opening(now[near], name)
            matches = [near]
        if len(matches) == 1:
            yield name, matches[0]
        else:
            covered.unknown.append(name)


def _matches(name: str, was: Records, now: Records) -> list[str]:
    """The items that a name can mean: as written, or new and beginning with these words, or so and published since."""
    if name in was or name in now:
        return [name]
    new = [item for item, record in now.items() if item not in was and _begins(record, name)]
    whole = [item for item in new if _composed(wording(now[item])) == _composed(name)]
    return whole or new or [item for item, record in was.items() if now.get(item) == record and _begins(record, name)]


def _corrected(name: str, new: Sequence[str], now: Records) -> str:
    """The new item whose opening words are the most like: at least half the same, and no other's as much; or none."""
    likest = sorted(((likeness(name, _opening(now[item], name)), item) for item in new), reverse=True)
    alone = likest and likest[0][0] >= HALF and (len(likest) == 1 or likest[1][0] < likest[0][0])
    return likest[0][1] if alone else ""


def _opening(record: Record, name: str) -> str:
    """As many opening words of a record as a name has."""
    return " ".join(wording(record).split()[: len(name.split())])


def _begins(record: Record, words: str) -> bool:
    return _composed(wording(record)).startswith(_composed(words).rstrip("….").rstrip())


def _composed(words: str) -> str:
    """Words as they are compared: a letter and its accent are one character, however they were typed."""
    return unicodedata.normalize("NFC", words).casefold()


def _within(item: str, differing: dict[str, Difference], now: Records) -> Iterator[str]:
    """Everything new below something that is itself new: whoever adds a priority adds what stands under it."""
    if item not in differing or differing[item].was is not None:
        return
    for child in children(now.get(item, {})):
        if child in differing and differing[child].was is None:
            yield child
            yield from _within(child, differing, now)
