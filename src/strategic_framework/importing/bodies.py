"""Who leads and takes part, as entries of `bodies.yml`: one for each name, known again however it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from strategic_framework.importing.words import folded, slug
from strategic_framework.ledger.records import Data
from strategic_framework.model import PUBLISHER, Framework

#: A longer text is no name.
LONGEST = 300


@dataclass
class Bodies:
    """The bodies of a plan while it is written: name, folded → name in addresses; and the entries that are new."""

    known: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=lambda: {PUBLISHER})
    new: dict[str, dict[str, Data]] = field(default_factory=dict)

    @classmethod
    def of(cls, framework: Framework) -> Bodies:
        """With all names of the publisher, and those of each body that the framework has already."""
        publisher = framework.settings.publisher
        known = {folded(name): one.id for one in framework.bodies for name in (one.id, one.name, *one.aliases)}
        known |= of_publisher(publisher.name, publisher.called or "", *publisher.aliases)
        taken = {*(one.id for one in framework.bodies), *(one.id for one in framework.programmes)}
        return cls(known, {PUBLISHER, *taken, *(area.id for area in framework.policy_areas)})

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


def of_publisher(*names: str) -> dict[str, str]:
    """The names of the publisher, as they are compared, with the word that stands for it in our own tables."""
    return {folded(name): PUBLISHER for name in (PUBLISHER, *names) if name}
