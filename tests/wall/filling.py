"""A framework in every slot of which stands a text of the corpus, each with a number by which it is known again.

The texts go in behind the rules, which would ask for a source of each: a build then meets them as if they had passed.
The copy of a site that is to be filled ends its `macros.py` with `filling.install()`, and WALL_ROUND says which text
stands in which slot: after as many rounds as there are texts, each has stood in each.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from strategic_framework.mkdocs_adapter import hooks
from strategic_framework.mkdocs_adapter.reading import Reading
from strategic_framework.model import Framework, Noun
from strategic_framework.views.site import Site
from tests.wall import corpus, slots

#: Slots that say which kind of page there is: filled where they are, and not where they are not.
_DECIDING = {"described_as", "approved_by", "said", "quote"}
#: What a build's `macros.py` ends with.
HOOK = "\n\nfrom tests.wall import filling\n\nfilling.install()\n"
HARMLESS = ["Plain words"]


def texts() -> list[str]:
    """What is put in: the corpus in the order of its round, or harmless words to compare with."""
    name = os.environ["WALL_ROUND"]
    if name == "harmless":
        return HARMLESS
    known = [payload.text for payload in corpus.admitted()]
    start = int(name) % len(known)
    return known[start:] + known[:start]


class Filler:
    """Puts the next text into each slot in turn; `where` says which slot each number is in."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts, self.where = texts, list[slots.Slot]()

    def text(self, slot: slots.Slot) -> str:
        """The next text, with its number after it."""
        number = len(self.where)
        self.where.append(slot)
        return f"{self.texts[number % len(self.texts)]} w{number:05d}w"

    def filled(self, noun: Any) -> Any:
        """The noun, or the nouns, with a text in every slot."""
        if isinstance(noun, tuple):
            return tuple(map(self.filled, noun))
        if not isinstance(noun, Noun):
            return noun
        fields = {name: self.filled(getattr(noun, name)) for name in type(noun).model_fields}
        for name, several in slots.texts(type(noun)).items():
            if name in _DECIDING and not fields[name]:
                continue
            fields[name] = self.text((type(noun), name))
            if several:
                fields[name] = tuple(self.text((type(noun), name)) for _ in getattr(noun, name) or " ")
        copy = noun.model_copy(update=fields)
        for kept in [name for name in vars(copy) if name not in type(noun).model_fields]:
            del vars(copy)[kept]  # what was worked out from the texts as they were
        return copy


def filled(site: Site, words: Sequence[str]) -> tuple[Site, Filler]:
    """The same site with these texts in every slot of the framework and of its record."""
    filler = Filler(words)
    framework: Framework = filler.filled(site.framework)
    changes = tuple(filler.filled(change) for change in site.ledger.changes)
    return Site(replace(site.loaded, framework=framework), replace(site.ledger, changes=changes)), filler


def install() -> None:
    """From now on a build of this process reads a framework that is filled."""
    reads = hooks.read

    def read(root: Path, **asked: Any) -> Reading:
        return Reading(filled(reads(root, **asked).site, texts())[0])

    if not hasattr(hooks, "is_filled"):
        vars(hooks).update(read=read, is_filled=True)
