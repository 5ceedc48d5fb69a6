"""Which reason explains which difference, and every difference that none explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from strategic_framework.ledger.difference import Difference, wording
from strategic_framework.ledger.records import Records
from strategic_framework.ledger.store import Pending


@dataclass
class Covered:
    """The differences that one reason explains, in natural order, and what it names that does not differ."""

    pending: Pending
    differences: list[Difference] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@dataclass
class Explained:
    """Every difference in its place: explained by reasons, needing none, or unexplained."""

    by_reason: list[Covered]
    cosmetic: list[Difference]
    updates: list[Difference]
    unexplained: list[Difference]
    twice: dict[str, list[str]]
    open_ended: list[Pending]


def explained(differences: Sequence[Difference], pending: Sequence[Pending], was: Records, now: Records) -> Explained:
    """Sort the differences by the reason that covers them (DESIGN: a reason)."""
    differing = {one.item: one for one in differences}
    covers = [Covered(one) for one in pending if one.reason.items]
    claimed: dict[str, list[str]] = {}
    for one in covers:
        for name in dict.fromkeys(_named(one, was, now)):
            if one.pending.reason.reviewed:
                continue
            found = [item for item in (name, *_within(name, differing, now)) if item in differing]
            one.idle += [] if found else [name]
            for item in found:
                claimed.setdefault(item, []).append(one.pending.file)
                one.differences.append(differing[item])
    rest = [one for one in differences if one.item not in claimed and not one.carried]
    needing = [one for one in rest if needs_reason(one)]
    open_ended = [one for one in pending if not one.reason.items]
    if len(open_ended) == 1:
        covers.append(Covered(open_ended[0], needing, [] if needing else ["*"]))
        needing = []
    return Explained(
        by_reason=sorted(covers, key=lambda one: (one.pending.reason.decided, one.pending.file)),
        cosmetic=[one for one in rest if one.kind == "cosmetic"],
        updates=[one for one in rest if _is_new_update(one)],
        unexplained=needing,
        twice={item: files for item, files in claimed.items() if len(set(files)) > 1},
        open_ended=open_ended,
    )


def needs_reason(difference: Difference) -> bool:
    """Whether somebody must say why: not for what is cosmetic, and not for a new update, which carries its source."""
    return difference.kind != "cosmetic" and not _is_new_update(difference)


def _is_new_update(difference: Difference) -> bool:
    return difference.kind == "added" and (difference.now or {}).get("kind") == "update"


def _named(covered: Covered, was: Records, now: Records) -> Iterator[str]:
    """The identifiers that a reason means: as written, or of the new item that begins with the words written."""
    for name in covered.pending.reason.items:
        if name in was or name in now:
            yield name
            continue
        opening = [item for item, record in now.items() if item not in was and _begins(record, name)]
        whole = [item for item in opening if wording(now[item]).casefold() == name.casefold()]
        opening = whole or opening
        if len(opening) == 1:
            yield opening[0]
        else:
            covered.unknown.append(name)


def _begins(record: dict[str, object], words: str) -> bool:
    return wording(record).casefold().startswith(words.casefold().rstrip("….").rstrip())


def _within(name: str, differing: dict[str, Difference], now: Records) -> Iterator[str]:
    """Everything new below something that is itself new: whoever adds a priority adds what stands under it."""
    if name not in differing or differing[name].was is not None:
        return
    for child in now.get(name, {}).get("order", []):
        if child in differing and differing[child].was is None:
            yield child
            yield from _within(child, differing, now)
