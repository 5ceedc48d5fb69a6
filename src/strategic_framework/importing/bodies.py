"""Who leads and takes part, as entries of `bodies.yml`: one for each name, known again however it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from strategic_framework.importing.words import folded, slug
from strategic_framework.ledger.records import Data

#: What stands for the publisher, who is not one of the bodies.
PUBLISHER = "publisher"
#: A longer text is no name.
LONGEST = 300


@dataclass
class Bodies:
    """The bodies of a plan while it is written: name, folded → name in addresses; and the entries that are new."""

    known: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=lambda: {PUBLISHER})
    new: dict[str, dict[str, Data]] = field(default_factory=dict)

    @classmethod
    def of(cls, publisher: Iterable[str], there: Mapping[str, Sequence[str]], taken: Iterable[str] = ()) -> Bodies:
        """With the names of the publisher, and for each body that is there all names that it has."""
        known = {folded(name): one for one, names in there.items() for name in names}
        known |= {folded(name): PUBLISHER for name in publisher}
        return cls(known, {PUBLISHER, *there, *taken})

    def add(self, name: str, wanted: str = "", aliases: Sequence[str] = ()) -> None:
        """Take in a body with other forms of its name, under the name in addresses that it has, where that is free."""
        if folded(name) not in self.known:
            self._new(name, wanted)
        one = self.known[folded(name)]
        fresh = [alias for alias in aliases if alias != name and folded(alias) not in self.known]
        if one in self.new and aliases:
            self.new[one]["aliases"] = [alias for alias in aliases if alias in fresh or folded(alias) == folded(name)]
        self.known |= {folded(alias): one for alias in fresh}

    def slugs(self, names: str) -> list[str]:
        """The names in addresses of what stands between semicolons, each once; new ones for what is new."""
        for name in filter(None, names.split("; ")):
            if folded(name) not in self.known:
                self._new(name)
        return [*dict.fromkeys(self.known[folded(name)] for name in filter(None, names.split("; ")))]

    def _new(self, name: str, wanted: str = "") -> None:
        stem = wanted or slug(name) or "body"
        free, count = stem, 2
        while free in self.taken:
            free, count = f"{stem}-{count}", count + 1
        self.taken.add(free)
        self.known[folded(name)] = free
        self.new[free] = {"id": free, "name": name}
