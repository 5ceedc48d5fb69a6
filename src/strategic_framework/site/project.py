"""One way in: a project's content, its ledger and what follows from them, each read once and worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from strategic_framework import checks
from strategic_framework.checks.registry import Content
from strategic_framework.content import loader, site_address
from strategic_framework.content.files import FOLDER
from strategic_framework.content.links import LEDGER_TEXT
from strategic_framework.content.loader import Loaded
from strategic_framework.content.problems import Problem
from strategic_framework.language.labels import set_numbering
from strategic_framework.language.strings import set_words
from strategic_framework.ledger import store
from strategic_framework.ledger.proposals import Overlay, overlay, placed
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework, Place
from strategic_framework.model.frozen import frozen
from strategic_framework.site import docs_files, pages
from strategic_framework.site.pages import Page
from strategic_framework.views.site import Site


@frozen
class Project:
    """The content below `root` and the pages in the `docs/` of `pages_root`, as they stood when they were read.

    Nothing is judged while reading: what is wrong is in `problems`, and is worked out when it is first asked for.
    """

    root: Path
    pages_root: Path
    loaded: Loaded
    ledger: Ledger
    overlay: Overlay

    @classmethod
    def read(
        cls,
        root: Path,
        environment: Mapping[str, str] | None = None,
        pages_root: Path | None = None,
    ) -> Project:
        """Read every file once, and lay the proposals over it; from here on items are called by its numbers and words.

        Raises AddressError where the environment gives an address that no site can have.
        """
        ledger = store.read(root)
        base = loader.load(root)
        laid = overlay(root, base, ledger)
        loaded = site_address.placed(laid.loaded, environment or {})
        if loaded.framework:
            set_numbering(loaded.framework)
            set_words(loaded.framework.settings.words)
        pending = (*ledger.pending, *(pending for proposal in laid.laid for pending in proposal.pending))
        return cls(root, pages_root or root, loaded, replace(ledger, pending=pending), laid)

    @property
    def framework(self) -> Framework | None:
        """The framework; None where too little of it can be read."""
        return self.loaded.framework

    @cached_property
    def content(self) -> Content:
        """The framework with what several rules need. Raises ValueError where too little can be read."""
        if self.framework is None:
            raise ValueError("there is no framework to check")
        return Content(self.loaded, self.framework, self.ledger, self.overlay.laid)

    @cached_property
    def site(self) -> Site:
        """What the pages are made from. Raises ValueError where too little can be read."""
        return Site(self.loaded, self.ledger)

    @cached_property
    def content_problems(self) -> list[Problem]:
        """Every problem of the content and the ledger."""
        content = self.content if self.framework else None
        problems = checks.check(self.loaded, self.ledger, content, self.overlay.problems)
        return sorted({placed(self.overlay, self.root, problem) for problem in problems})

    @cached_property
    def page_problems(self) -> list[Problem]:
        """Every problem of the pages; they show the content, so it must be sound enough to show."""
        in_docs = pages.check_pages(self.site, self.pages_root, self.planned)
        return [*in_docs, *docs_files.problems(self.pages_root, self.planned)] or self.lost_addresses

    @property
    def page_problems_after_save(self) -> list[Problem]:
        """The same where nothing but content was saved: calls that name nothing can be answered as before."""
        return pages.check_pages(self.site, self.pages_root, self.planned, named=True) or self.lost_addresses

    @cached_property
    def planned(self) -> list[Page]:
        """Every page of the site."""
        return pages.plan(self.site, self.pages_root)

    @cached_property
    def problems(self) -> list[Problem]:
        """Every problem of the content; of the pages too, where nothing is wrong in the content that they show."""
        if self.framework is None or self.content_problems:
            return self.content_problems
        return self.page_problems

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address that the site answers: pages, each item's place, each named thing's, and the frozen words."""
        return frozenset(_addresses(self.site, self.planned))

    @cached_property
    def lost_addresses(self) -> list[Problem]:
        """The addresses that were published and that the site would not answer any more."""
        place = Place(f"{FOLDER}/{store.ADDRESSES}", 0, 0)
        why = "Whoever has linked to it would find nothing there."
        instead = "Put back the page or the entry that answered it."
        return [
            Problem(place, "lost-address", f"/{address} was published and would not answer any more.", why, instead)
            for address in self.ledger.addresses
            if address not in self.addresses
        ]


def _addresses(site: Site, planned: list[Page]) -> Iterator[str]:
    framework, links = site.framework, site.links
    yield from (page.here.address for page in planned)
    yield from (links.item(name) for name in (*framework.items, *framework.priorities))
    for edition in framework.editions:
        if not edition.described_as:
            for priority in edition.priorities:
                own, names = links.priority(priority), (item.id for item in priority.items)
                yield from (f"{own}#{name}" for name in (*names, *site.moved_away.get(priority.id, [])))
    yield from (links.listed_area(area.id) for area in framework.policy_areas if not area.theme)
    yield from (links.term(term.id) for term in framework.glossary)
    yield from (links.listed_source(source.id) for source in framework.sources)
    yield from (links.strand(strand.id) for strand in framework.continuity)
    yield from (links.version_text(version.document, version.number) for version in site.ledger.versions)
    yield from links.feeds()
    yield from [LEDGER_TEXT] if site.ledger.changes else []
