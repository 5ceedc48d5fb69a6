"""A framework, its ledger, and everything that is derived from them once for all pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from strategic_framework.content import list_pages
from strategic_framework.content.links import Links
from strategic_framework.content.loader import Loaded
from strategic_framework.content.mentions import Mentions, mentions
from strategic_framework.content.provenance import Stored, stored, text_name
from strategic_framework.content.reported import last_reported
from strategic_framework.ledger.reasons import explained
from strategic_framework.ledger.records import parent, records, widened
from strategic_framework.ledger.store import Ledger, unpublished
from strategic_framework.model import Body, Edition, Framework, Item, Planned, PolicyArea, Strand, Update
from strategic_framework.model.changes import Change
from strategic_framework.views.folder import Folder
from strategic_framework.views.view import View


class FileFacts(NamedTuple):
    """A file that the build has made: how large it is, and its hash (SHA-256)."""

    size: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> FileFacts:
        return cls(len(data), hashlib.sha256(data).hexdigest())


class DocumentFile(NamedTuple):
    """A document that this build has made: what it is about, its format, its address, its size and its SHA-256."""

    name: str
    format: str
    address: str
    size: int
    sha256: str


class Site:
    """A framework and everything derived from it, made once for each reading of the files."""

    def __init__(self, loaded: Loaded, ledger: Ledger | None = None) -> None:
        if loaded.framework is None:
            raise ValueError("there is no framework to show")
        self.loaded = loaded
        self.ledger = ledger or Ledger(None)
        self.framework: Framework = loaded.framework
        self.links = Links(self.framework)
        #: Whether whoever reads can save what they propose: while the site is served on their own computer.
        self.editable = False
        #: The addresses of the pages, once they are planned: a body's own plan may lack some of the standard ones.
        self.addresses: frozenset[str] = frozenset()
        #: What the check of the pages has asked for already, until the page itself asks (`macros.answer_ahead`).
        self.answers: dict[tuple[object, ...], View | Sequence[View] | str] = {}
        #: What this build has made of files that stand once, by their addresses; pages that tell of them come later.
        self.file_facts: dict[str, FileFacts] = {}
        #: What many pages show alike, by the records that it shows: their identifiers and places in memory.
        self.shared: dict[tuple[object, ...], View] = {}
        #: The sentences that tell of changes, by the edition that speaks and the change's place in memory.
        self.titles: dict[tuple[str, int], tuple[Change, str]] = {}
        self._folders: dict[str, Folder] = {}
        #: What the documents of this build are about → the documents; a plain build makes none.
        self.documents: dict[str, list[DocumentFile]] = {}

    def folder(self, address: str) -> Folder:
        """What a page has in common with those that stand beside it."""
        end = address.rfind("/", 0, -1) + 1
        key = address[:end] if end and address[-1] == "/" else f"={address}"  # of a page at the top, or a file, its own
        if key not in self._folders:
            self._folders[key] = Folder(address)
        return self._folders[key]

    def take_in(self, documents: Iterable[DocumentFile]) -> None:
        """Know of the documents that were made; what the pages answered before they were known is forgotten."""
        for document in documents:
            self.documents.setdefault(document.name, []).append(document)
            self.file_facts[document.address] = FileFacts(document.size, document.sha256)
        self.answers.clear()

    @cached_property
    def waiting(self) -> dict[str, bool]:
        """What is not as published → whether it waits with its reason (or needs none), or is only a draft."""
        now = records(self.loaded) if self.ledger.lock else {}
        waiting = unpublished(self.ledger, self.loaded, now)
        if not waiting:
            return {}
        sorted_out = explained(waiting, self.ledger.pending, widened(self.ledger.published, now), now)
        drafts = {difference.item for difference in sorted_out.unexplained}
        return {difference.item: difference.item not in drafts for difference in waiting if not difference.carried}

    @cached_property
    def moved_away(self) -> dict[str, list[str]]:
        """Priority → the items that were published in it and stand elsewhere now; a move that waits counts."""
        stands_in = {name: priority.id for name, priority in self.framework.priority_of.items()}
        leavers: dict[str, dict[str, None]] = {}
        for name, parents in self._stood_in:
            for home in parents:
                if stands_in.get(name, home) != home:
                    leavers.setdefault(home, {})[name] = None
        return {home: [*names] for home, names in leavers.items()}

    @property
    def _stood_in(self) -> Iterator[tuple[str, list[str]]]:
        """Each item that was published, and the priorities in which it stood then: itself, or what it stood in."""
        once = [(name, parent) for parent, names in self.ledger.once_in.items() for name in names]
        pairs = [*once, *((name, parent(record)) for name, record in self.ledger.published.items())]
        above: dict[str, list[str]] = {}
        for name, parent_of_it in pairs:
            above.setdefault(name, []).append(parent_of_it)
        answered = frozenset(self.ledger.addresses)
        for name, stood in pairs:
            if stood in self.framework.priorities:
                yield name, [stood]
            elif stood in self.framework.items:  # which may have stood in several, and not always with this in it
                homes = [home for home in self._homes(stood, above) if f"{self._page(home)}#{name}" in answered]
                yield name, homes

    def _homes(self, name: str, above: Mapping[str, list[str]]) -> list[str]:
        """The priorities in which an item stands or stood, whatever stands between."""
        parents = above.get(name, [])
        known = self.framework.priorities
        return [home for parent in parents for home in ([parent] if parent in known else self._homes(parent, above))]

    def _page(self, priority: str) -> str:
        return self.links.priority(self.framework.priorities[priority])

    @cached_property
    def editions(self) -> dict[str, Edition]:
        """Every edition by its identifier; without one, the edition in force."""
        return {"": self.framework.current} | {edition.id: edition for edition in self.framework.editions}

    @cached_property
    def list_pages(self) -> dict[tuple[str, str], dict[str, list[Item]]]:
        """Edition and kind of item, in the plural → the pages of that list, where it is a long one."""
        lists = [(edition, kind) for edition in self.framework.editions for kind in ("actions", "aspirations")]
        return {(edition.id, kind): list_pages.pages(getattr(edition, kind)) for edition, kind in lists}

    @cached_property
    def mentions(self) -> Mentions:
        return mentions(self.framework)

    @cached_property
    def updates(self) -> list[Update]:
        """Every update that stands, the newest first; the undated come last, for nothing says where they belong."""
        standing = [update for update in self.framework.updates if not update.retired]
        return sorted(standing, key=lambda update: update.date or "", reverse=True)

    @cached_property
    def updates_about(self) -> dict[str, list[Update]]:
        """Identifier → the updates about it, the newest first, then the undated."""
        updates: dict[str, list[Update]] = {}
        for update in self.updates:
            for about in update.about:
                updates.setdefault(about, []).append(update)
        return updates

    @cached_property
    def last_reported(self) -> dict[str, tuple[Update, ...]]:
        """Identifier → the updates by whose words it was last reported to go (`content.reported`)."""
        return last_reported(self.framework)

    @cached_property
    def named(self) -> dict[str, Body]:
        """Every body and programme by its slug."""
        return {body.id: body for body in (*self.framework.bodies, *self.framework.programmes)}

    @cached_property
    def _answering(self) -> dict[str, dict[str, list[str]]]:
        answering: dict[str, dict[str, list[str]]] = {}
        for item in self.framework.items.values():
            parts = {"lead": item.lead, "partners": item.partners} if isinstance(item, Planned) else {}
            for part, bodies in parts.items():
                for body in bodies:
                    answering.setdefault(body, {"lead": [], "partners": []})[part].append(item.id)
        return answering

    def answers_for(self, body: str) -> dict[str, list[str]]:
        """The items that a body leads (`lead`), and those that it is a partner in (`partners`)."""
        return self._answering.get(body, {"lead": [], "partners": []})

    @cached_property
    def carried_on_by(self) -> dict[str, list[str]]:
        """Item or priority → everything that says that it carries it on."""
        later: dict[str, list[str]] = {}
        for name, noun in (self.framework.items | self.framework.priorities).items():
            for earlier in noun.carried:
                later.setdefault(earlier, []).append(name)
        return later

    @cached_property
    def strands_about(self) -> dict[str, list[Strand]]:
        """Item → the strands of an earlier edition that its sentence is paired with."""
        about: dict[str, list[Strand]] = {}
        for strand in self.framework.continuity:
            if strand.now and strand.now.item:
                about.setdefault(strand.now.item, []).append(strand)
        return about

    @cached_property
    def areas_about(self) -> dict[str, list[PolicyArea]]:
        """Item → the policy areas that its wording names, in their order."""
        about: dict[str, list[PolicyArea]] = {}
        for area in self.framework.policy_areas:
            for item in dict.fromkeys(area.named_in):
                about.setdefault(item, []).append(area)
        return about

    @cached_property
    def reaching(self) -> frozenset[str]:
        """The items whose words reach for another priority."""
        return frozenset(reading.item for reading in self.framework.links.textual)

    @cached_property
    def topics(self) -> dict[str, PolicyArea]:
        """Every topic by its slug."""
        return {area.id: area for area in self.framework.policy_areas}

    @cached_property
    def body_names(self) -> dict[str, str]:
        return {body.id: body.name for body in self.named.values()}

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, str]]:
        """Priority, action or aspiration → the one before it and the one after it in its edition, or nothing."""
        neighbours: dict[str, tuple[str, str]] = {}
        for edition in self.framework.editions:
            for row in (edition.priorities, edition.actions, edition.aspirations):
                names = ["", *(noun.id for noun in row), ""]
                neighbours |= {names[i]: (names[i - 1], names[i + 1]) for i in range(1, len(names) - 1)}
        return neighbours

    @cached_property
    def stored(self) -> dict[str, Stored]:
        """Every source's text, repaired, knowing the lines of the stored text."""
        texts = self.loaded.source_texts
        return {source.id: stored(source, texts.get(text_name(source), "")) for source in self.framework.sources}
