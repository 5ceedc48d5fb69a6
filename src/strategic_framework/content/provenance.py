"""Where words come from: a source's stored text as repaired, and every wording that must occur in it.

A repair puts right an artefact of copying; nothing else is done to a stored text, so a wording either occurs in it
character for character or it does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from strategic_framework.model import Alliance, Edition, Framework, Item, Noun, Place, Quotation, Repair, Source
from strategic_framework.model.frozen import frozen

#: What an item says instead of a source when its words are new here.
NEW = "new"

#: Wordings at least this long are looked up by their beginning; searching each from the start would be quadratic.
_LONG = 32
#: How much of what follows a word is kept to look it up by.
_KEY = 120


@frozen
class Stored:
    """A source's text once repaired; `counts` says how often each repair's words were found at its turn."""

    text: str
    starts: tuple[int, ...]
    counts: tuple[int, ...] = ()

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        """Where each word begins, in the alphabetical order of what follows from there."""
        return sorted(
            (self.text[match.start() : match.start() + _KEY], match.start()) for match in re.finditer(r"\S+", self.text)
        )

    def find(self, wording: str) -> int:
        """Where the wording first occurs, character for character, or -1."""
        if len(wording) >= _LONG:
            starts = [start for start in self._like(wording[:_KEY]) if self.text.startswith(wording, start)]
            if starts:
                return min(starts)
        return self.text.find(wording)

    def _like(self, key: str) -> Iterator[int]:
        """Where the words begin that are followed by the key."""
        for index in range(bisect_left(self._words, (key, 0)), len(self._words)):
            after, start = self._words[index]
            if not after.startswith(key):
                return
            yield start

    def line_of(self, wording: str) -> int | None:
        """The line of the text *as stored*, counted from 1, on which the wording begins; None where it is absent."""
        start = self.find(wording)
        return None if start < 0 else bisect_right(self.starts, start)

    def agreement(self, wording: str) -> tuple[int, int]:
        """The longest beginning of the wording that the text holds: where it stands there, and its length."""
        low, high = 0, len(wording)
        while low < high:
            middle = (low + high + 1) // 2
            if wording[:middle] in self.text:
                low = middle
            else:
                high = middle - 1
        return self.text.find(wording[:low]), low


def repaired(source: Source, text: str) -> str:
    """The text with the source's repairs made in their order."""
    for repair in source.repairs:
        text = text.replace(repair.found, repair.read_as)
    return text


def stored(source: Source, text: str) -> Stored:
    """The text with the source's repairs made in their order, remembering where each stored line now begins."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    counts = []
    for repair in source.repairs:
        places = [match.start() for match in re.finditer(re.escape(repair.found), text)]
        counts.append(len(places))
        starts = [_moved(start, places, repair) for start in starts]
        text = text.replace(repair.found, repair.read_as)
    return Stored(text, tuple(starts), tuple(counts))


def _moved(start: int, places: list[int], repair: Repair) -> int:
    """Where a place in the text comes to stand once the repair has been made at each of `found`."""
    before = bisect_right(places, start)
    inside = before and start < places[before - 1] + len(repair.found)
    grown = len(repair.read_as) - len(repair.found)
    if inside:
        return places[before - 1] + grown * (before - 1) + min(start - places[before - 1], len(repair.read_as))
    return start + grown * before


def text_name(source: Source) -> str:
    """The name of a source's stored text as places and `Loaded.source_texts` have it."""
    return f"framework/{source.file}"


class Claim(NamedTuple):
    """A wording said to come from a source: whose it is, the words, the source, and where this was written.

    `answers` is the identifier of the item, priority, edition or Alliance whose own wording it is; empty for
    quotations. `field` is the field that holds it.
    """

    owner: str
    wording: str
    source: str
    place: Place
    answers: str = ""
    field: str = "text"


@dataclass
class _Claims:
    """Collects claims; every method adds those of one kind of thing."""

    claims: list[Claim] = field(default_factory=list)

    def add(self, owner: str, noun: Noun, name: str, source: str, answers: str = "") -> None:
        """The field of a noun as a claim, unless it is empty or new here."""
        wording = getattr(noun, name)
        if wording and source != NEW:
            self.claims.append(Claim(owner, wording, source, noun.place(name), answers, name))

    def quotations(self, owner: str, *quotations: Quotation | None) -> None:
        for quotation in quotations:
            if quotation:
                self.add(owner, quotation, "text", quotation.source)

    def labels(self, whole: Edition | Alliance) -> None:
        for name in type(whole.labels).model_fields:
            self.add(f"the label “{name}” of {whole.title}", whole.labels, name, whole.source, whole.id)

    def items(self, items: Iterator[Item], source: str) -> None:
        for item in items:
            for name in item.texts:
                self.add(item.id, item, name, item.source or source, item.id)
            for named in item.also_involves:
                self.add(f"{named.body} in {item.id}", named, "quote", named.source)

    def edition(self, edition: Edition) -> None:
        self.quotations(edition.title, *edition.described)
        self.add(f"the diagram of {edition.title}", edition, "diagram", edition.source)
        self.labels(edition)
        for priority in edition.priorities:
            source = priority.title_source or edition.source
            self.add(f"the title of {priority.id}", priority, "title", source, priority.id)
        self.items(edition.items, edition.source)

    def alliance(self, alliance: Alliance) -> None:
        self.quotations(alliance.title, alliance.purpose)
        self.labels(alliance)
        self.items(iter(alliance.items), alliance.source)


def claims(framework: Framework) -> list[Claim]:
    """Every wording that is said to come from a source, in the order of the files."""
    claims = _Claims()
    for edition in framework.editions:
        claims.edition(edition)
    if framework.alliance:
        claims.alliance(framework.alliance)
    publisher = framework.settings.publisher
    claims.quotations(publisher.name, *publisher.described)
    for named in (*framework.bodies, *framework.programmes):
        claims.quotations(named.name, *named.described)
    for strand in framework.continuity:
        claims.quotations(strand.id, strand.was, strand.now)
    for term in framework.glossary:
        claims.quotations(term.term, term.quote)
    for event in framework.timeline:
        claims.quotations(event.id, event.quote)
    for update in framework.updates:
        claims.add(update.id or update.title, update, "quote", update.source)
    return claims.claims
