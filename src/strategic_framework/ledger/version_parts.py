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
from strategic_framework.ledger.records import DOCUMENTS, Record, Records, children, parent, reading_order
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

    def has(self, names: Names, records: Records) -> bool:
        """Whether these are its records, word for word."""
        own = self.version.records
        return self.names == names and all(own[name] is records[name] or own[name] == records[name] for name in names)


def apart(document: str, records: Records) -> list[Names]:
    """What stands in a document: what holds others alone, and what stands between such with its neighbours."""
    tops = [name for name in children(records[document]) if name in records]
    groups = groupby(tops, key=lambda name: name if "order" in records[name] else "")
    return [tuple(group) for _, group in groups]


def within(tops: Sequence[str], records: Records) -> Names:
    """Some things that stand in a document, and all that stands in them, in reading order."""
    return tuple(name for top in tops for name in reading_order(top, records))


def parts(
    versions: Sequence[Version], touched: Callable[[Change, Change], set[str]]
) -> dict[int, Sequence[VersionPart]]:
    """The number of each long version of one document → its parts from top to bottom.

    The versions come from the first on. What no change has touched since the one before is not looked at again:
    `touched` tells what was.
    """
    known: dict[str, list[VersionPart]] = {}
    by_number: dict[int, Sequence[VersionPart]] = {}
    before: dict[Names, Names] = {}
    cut: dict[Names, Sequence[VersionPart]] = {}
    for place, version in enumerate(versions):
        changed = touched(versions[place - 1].change, version.change) if place else set()
        same = {tops: names for tops, names in before.items() if changed.isdisjoint(names)}
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


def _cut(names: Names, version: Version, known: dict[str, list[VersionPart]]) -> list[VersionPart]:
    """The parts that some records of a version are cut into: those of earlier versions where they are the same."""
    under = names[0] if is_long(names) and "order" in version.records[names[0]] else ""
    return [_first(piece, version, known.setdefault(piece[0], []), under) for piece in _pieces(names, version.records)]


def _first(names: Names, version: Version, known: list[VersionPart], under: str) -> VersionPart:
    """The first part with these records, among those that begin with the same; where there is none yet, a new one."""
    for part in known:
        if part.has(names, version.records):
            return part
    known.append(VersionPart(version, names, under))
    return known[-1]


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
