"""The numbers that readers see: identifiers go on counting for ever, and each edition begins again at 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from strategic_framework.model.documents import Edition
from strategic_framework.model.identity import identifier


class Numbering:
    """Each item's number in its edition, and the edition that has to be named with it anywhere else.

    Of each prefix, the edition with the lowest identifiers keeps their numbers; any other counts its own from 1, in
    the order in which they were given. Nothing published is taken away, so that no number ever becomes another's.
    """

    def __init__(self, editions: Iterable[Edition] = ()) -> None:
        #: What an item is called by these numbers, kept by whoever words it, under all that the words depend on.
        self.names: dict[tuple[object, ...], str] = {}
        self._editions: dict[str, Edition] = {}
        self._numbers: dict[str, int] = {}
        begun: dict[str, list[tuple[Edition, dict[int, str]]]] = {}
        for edition in editions:
            for prefix, names in _by_prefix(edition).items():
                begun.setdefault(prefix, []).append((edition, names))
                self._editions |= dict.fromkeys(names.values(), edition)
        for parts in begun.values():
            for _, names in sorted(parts, key=lambda part: min(part[1]))[1:]:
                self._numbers |= {names[number]: place for place, number in enumerate(sorted(names), 1)}
        self._kinds = {_kind(name) for name in self._numbers if self._numbers[name] != _number(name)}

    def number(self, item: str) -> int:
        """The number in its edition: 1 for `act-36` where that is the first action of a later edition; 0 without."""
        return self._numbers.get(item) or _number(item)

    def named_with(self, item: str) -> Edition | None:
        """The edition that an item’s number is of; None where the numbers of its kind never begin again."""
        return self._editions.get(item) if _kind(item) in self._kinds else None


def _by_prefix(edition: Edition) -> Mapping[str, dict[int, str]]:
    """Prefix → number in the identifier → identifier, of all that the edition holds."""
    names: dict[str, dict[int, str]] = {}
    for name in [*(priority.id for priority in edition.priorities), *(item.id for item in edition.items)]:
        parsed = identifier(name)
        if parsed:
            names.setdefault(parsed.prefix, {})[parsed.number] = name
    return names


def _number(item: str) -> int:
    parsed = identifier(item)
    return parsed.number if parsed else 0


def _kind(item: str) -> str:
    parsed = identifier(item)
    return parsed.kind if parsed else ""
