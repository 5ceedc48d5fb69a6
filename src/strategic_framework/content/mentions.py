"""Who and what a sentence names: found by name or alias in the wording, at the leftmost place the longest first.

Bodies and programmes are looked for separately, so that “Solace/IS transformation work” names both a programme and
Solace. The publisher is not among the bodies and so is never found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from strategic_framework.model import Body, Framework, Item, Priority
from strategic_framework.model.frozen import frozen
from strategic_framework.model.kept import kept


class Mention(NamedTuple):
    """A name found in a text: whose it is, and where it stands (`text[start:end]`)."""

    id: str
    start: int
    end: int


class Finder:
    """Finds the names of one register (bodies, or programmes) in texts. Two are alike if they find the same."""

    def __init__(self, named: Iterable[Body]) -> None:
        self._owner = {alias: body.id for body in named for alias in (body.name, *body.aliases)}
        longest_first = sorted(self._owner, key=lambda alias: (-len(alias), alias))
        words = "|".join(re.escape(alias) for alias in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finder) and self._owner == other._owner

    def __hash__(self) -> int:
        return hash(self._pattern)

    def find(self, text: str) -> Iterator[Mention]:
        """Every name in the text from left to right; none lies inside another."""
        if self._pattern:
            for match in self._pattern.finditer(text):
                yield Mention(self._owner[match[0]], match.start(), match.end())

    def aliases_used(self, texts: Iterable[str]) -> set[str]:
        """The names and aliases that the texts hold, as written."""
        return {match[0] for text in texts for match in (self._pattern.finditer(text) if self._pattern else ())}


@frozen
class Register:
    """What is named where, both ways: item → names in order of appearance, and name → items in reading order."""

    named_in: dict[str, tuple[str, ...]]
    items_naming: dict[str, tuple[str, ...]]

    def names(self, item: str) -> tuple[str, ...]:
        return self.named_in.get(item, ())

    def items(self, name: str) -> tuple[str, ...]:
        return self.items_naming.get(name, ())


@kept
def _in_priority(priority: Priority, *finders: Finder) -> list[dict[str, tuple[str, ...]]]:
    """For each finder: item → whom its words name."""
    return [{item.id: _in_words(item, finder) for item in priority.items} for finder in finders]


def _in_words(item: Item, finder: Finder) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in finder.find(item.all_words)))


def _register(
    framework: Framework, named: tuple[Body, ...], finder: Finder, known: dict[str, tuple[str, ...]]
) -> Register:
    named_in: dict[str, tuple[str, ...]] = {}
    items_naming: dict[str, list[str]] = {body.id: [] for body in named}
    for item in framework.items.values():
        names = dict.fromkeys(known[item.id] if item.id in known else _in_words(item, finder))
        names |= dict.fromkeys(named.body for named in item.also_involves if named.body in items_naming)
        if names:
            named_in[item.id] = tuple(names)
        for name in names:
            items_naming[name].append(item.id)
    return Register(named_in, {name: tuple(items) for name, items in items_naming.items()})


@frozen
class Mentions:
    """The two registers of a framework."""

    bodies: Register
    programmes: Register


def mentions(framework: Framework) -> Mentions:
    """Read every item's wording once and say who and what it names."""
    finders = Finder(framework.bodies), Finder(framework.programmes)
    bodies, programmes = dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    for priority in framework.priorities.values():
        of_bodies, of_programmes = _in_priority(priority, *finders)
        bodies |= of_bodies
        programmes |= of_programmes
    return Mentions(
        _register(framework, framework.bodies, finders[0], bodies),
        _register(framework, framework.programmes, finders[1], programmes),
    )
