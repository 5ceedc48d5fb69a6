"""The words of a long version in parts, each at an address that no later version can change.

A version of more records than one page shows is cut where its document is: a priority is a part, and so is what stands
between two of them. Of one that is too long itself, the items whose identifiers have the numbers of one range are. A
part is called by its first record, and stands with the first version that has exactly its records: every later version
that has the same leads there. So an address follows from what was sealed until then, and from nothing that comes later.
`list_pages.LONGEST` and `SPAN` say what is too long; as addresses follow from them, they never change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

from strategic_framework.content.list_pages import is_long, page_of
from strategic_framework.ledger.records import DOCUMENTS, Record, Records, children, parent, reading_order, top_of
from strategic_framework.ledger.versions import Version
from strategic_framework.model import identifier
from strategic_framework.model.changes import Change

#: What only holds others: it stands with the first of them.
_HEADINGS = {"priority", "group"}
#: The identifiers of some records in reading order.
Names = tuple[str, ...]


@dataclass(eq=False)
class VersionPart:
    """Some records of the first version that has them so, and the numbers of all versions that have.

    `under` is the priority of which they are only a part.
    """

    version: Version
    names: Names
    under: str = ""
    numbers: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the part is called in its address."""
        return self.names[0]


def apart(document: str, records: Records) -> list[Names]:
    """What stands in a document: what holds others alone, and what stands between such with its neighbours."""
    tops = [name for name in children(records[document]) if name in records]
    groups = groupby(tops, key=lambda name: name if "order" in records[name] else "")
    return [tuple(group) for _, group in groups]


def within(tops: Sequence[str], records: Records) -> Names:
    """Some things that stand in a document, and all that stands in them, in reading order."""
    return tuple(chain.from_iterable(reading_order(top, records) for top in tops))


def parts(
    versions: Sequence[Version], touched: Callable[[Change, Change], set[str]]
) -> dict[int, Sequence[VersionPart]]:
    """The number of each long version of one document → its parts from top to bottom.

    The versions come from the first on. What no change has touched since the one before is not looked at again:
    `touched` tells what was.
    """
    known = _Known()
    by_number: dict[int, Sequence[VersionPart]] = {}
    before: dict[Names, Names] = {}
    cut: dict[Names, Sequence[VersionPart]] = {}
    for place, version in enumerate(versions):
        changed = _changed(versions[place - 1], version, touched) if place else set()
        same = {tops: names for tops, names in before.items() if changed.isdisjoint(tops)}
        groups = apart(version.document, version.records)
        before = {tops: same.get(tops) or within(tops, version.records) for tops in groups}
        if not is_long([*chain.from_iterable(before.values())]):
            cut = {}
            continue
        kept = {tops: cut[tops] for tops in same if tops in cut}
        cut = {tops: kept.get(tops) or _cut(names, version, known) for tops, names in before.items()}
        by_number[version.number] = [*chain.from_iterable(cut.values())]
        for part in by_number[version.number]:
            part.numbers.append(version.number)
    return by_number


def _changed(was: Version, now: Version, touched: Callable[[Change, Change], set[str]]) -> set[str]:
    """What stands in the document and holds what was touched between two versions, where it stood and where it does."""
    names = touched(was.change, now.change)
    return {top_of(name, version.records) for name in names for version in (was, now)}


def _cut(names: Names, version: Version, known: _Known) -> list[VersionPart]:
    """The parts that some records of a version are cut into: those of earlier versions where they are the same."""
    under = names[0] if is_long(names) and "order" in version.records[names[0]] else ""
    return [known.part(piece, version, under) for piece in _pieces(names, version.records)]


class _Known:
    """The parts of the versions so far, by their records word for word."""

    def __init__(self) -> None:
        self._wordings: dict[str, list[Record]] = {}
        self._parts: dict[tuple[Names, tuple[int, ...]], VersionPart] = {}

    def part(self, names: Names, version: Version, under: str) -> VersionPart:
        """The first part with these records as the version has them; where there is none yet, a new one."""
        wordings = tuple(self._wording(name, version.records[name]) for name in names)
        return self._parts.setdefault((names, wordings), VersionPart(version, names, under))

    def _wording(self, name: str, record: Record) -> int:
        """Which of the wordings that a record has had this is: the same number for the same words."""
        wordings = self._wordings.setdefault(name, [])
        for number, wording in enumerate(wordings):
            if wording is record or wording == record:
                return number
        wordings.append(record)
        return len(wordings) - 1


def _pieces(names: Names, records: Records) -> list[Names]:
    if not is_long(names):
        return [names]
    pieces: dict[tuple[str, str], list[str]] = {}
    for name in names:
        pieces.setdefault(_range(name, records), []).append(name)
    return [tuple(piece) for piece in pieces.values()]


def _range(name: str, records: Mapping[str, Record]) -> tuple[str, str]:
    """The kind and the range of numbers that a record is found by: those of the item that it stands in or begins."""
    record, holder = records[name], parent(records[name])
    inside = [child for child in children(record) if child in records]
    if record["kind"] in _HEADINGS and inside:
        return _range(inside[0], records)
    if holder in records and records[holder]["kind"] not in _HEADINGS | DOCUMENTS:
        return _range(holder, records)
    parsed = identifier(name)
    return (parsed.prefix if parsed else name), page_of(name)
