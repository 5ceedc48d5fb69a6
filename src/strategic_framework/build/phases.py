"""One build, or one round of serving: its phases, read from top to bottom.

It knows no site generator. Whoever drives it gives the page template, and converts those ordinary pages of `docs/` that
hold more than prose and calls; the MkDocs adapter does so today.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from strategic_framework import exports
from strategic_framework.build import link_check, page_links, parallel, shown
from strategic_framework.build.link_check import Fault
from strategic_framework.build.page_writer import PageWriter, Seen, Template
from strategic_framework.build.staging import Published, Staging
from strategic_framework.build.standing import Standing
from strategic_framework.build.writer import Writer, Written
from strategic_framework.rendering import cards, templates
from strategic_framework.rendering.file_cache import FileCache
from strategic_framework.rendering.forms import Forms
from strategic_framework.site import assets, one_file, ordinary_pages, pages
from strategic_framework.site.ordinary_pages import Answers
from strategic_framework.site.pages import Page
from strategic_framework.views import suggest
from strategic_framework.views.data import described_files
from strategic_framework.views.site import FileFacts, Site

#: Where pictures are kept, below the root. The folder may be deleted at any time.
PICTURES = Path(".cache") / "pictures"
#: And documents.
DOCUMENTS = Path(".cache") / "documents"


class TakenError(RuntimeError):
    """A file that somebody put into the site would take the place of one of ours."""


@dataclass
class Build:
    """What one build knows. A build writes into the staging folder; a round of serving, which has none, where it shows.

    `problems` are shown on every page of a round of serving. `base` is the path that the site is served under.
    `family_of` says which of the `data_families` wrote a file. `alone` says that nobody else has a part in the pages.
    """

    root: Path
    site: Site
    problems: tuple[str, ...]
    writer: Writer
    staging: Staging | None
    base: str = "/"
    alone: bool = False
    pages: dict[str, Page] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    family_of: dict[str, int] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    _seen: dict[str, Seen] = field(default_factory=dict)
    _answers: dict[str, Answers] = field(default_factory=dict)
    _forms: Forms = field(default_factory=templates.new_forms)
    _standing: Standing = field(init=False)

    def __post_init__(self) -> None:
        self._standing = Standing(self.writer)

    @property
    def serving(self) -> bool:
        return self.staging is None

    def plan(self, planned: list[Page] | None = None) -> None:
        """Which pages there are, unless somebody has planned them already."""
        planned = pages.plan(self.site, self.root) if planned is None else planned
        self.pages = {page.src_uri: page for page in planned}

    def writes(self, page: Page) -> bool:
        """Whether this build writes that page itself; any other is made by whoever drives it."""
        return page.template.is_template or (self.alone and ordinary_pages.is_complete(page.template))

    @property
    def own_pages(self) -> list[Page]:
        """The pages that this build writes itself."""
        return [page for page in self.pages.values() if self.writes(page)]

    def write_documents(self) -> list[str]:
        """Make every document, before the pages that lead to them; a line for each format that cannot be made here."""
        from strategic_framework.documents import library  # noqa: PLC0415 (most builds make none)

        planned, kept = library.plan(self.site, self.root), FileCache(self.root / DOCUMENTS)
        # The long ones come first, so every second one to each core.
        shelves = parallel.map(
            lambda rows: library.made(rows, kept, self.writer.write), [planned[::2], planned[1::2]], 2
        )
        kept.prune({row.key for row in planned})
        made = {document.address: document for shelf in shelves for document in shelf.made}
        self.site.take_in(made[row.address] for row in planned if row.address in made)
        self.documents = list(made)
        return list(dict.fromkeys(line for shelf in shelves for line in shelf.missing))

    def write_data(self) -> None:
        """Write every file that is not a page: the pictures, what pages are shown with, and the data."""
        if self.serving:  # among threads no process is forked
            deque(itertools.chain.from_iterable(self.data_families()), maxlen=0)
            return
        # Of each kind of work about one half to each core. The file to carry is made here: pages want its templates.
        written = parallel.map(lambda family: list(self._write(family)), self._families(), 2)
        files = dict(itertools.chain.from_iterable(written))
        self.data = [*self.documents, *files]
        self._standing.take_in(files)
        described = described_files(self.site) & files.keys()
        self.site.file_facts |= {address: _facts(files[address]) for address in described}

    @property
    def data_follows_from(self) -> Hashable:
        """What decides, beside the pages, which files of data there are: those that exist once, and what has a name."""
        framework = self.site.framework
        nouns = (framework.editions, framework.bodies, framework.programmes, framework.policy_areas, framework.glossary,
                 framework.documents, self.site.ledger.changes)  # fmt: skip
        known = (framework.items, framework.priorities, framework.filed, framework.origin)
        return described_files(self.site), frozenset(noun.id for row in nouns for noun in row).union(*known)

    def data_families(self) -> list[Iterator[str]]:
        """The same files, by the work that makes them: each is written when it is asked for, and gives its address."""
        return [self._family(place, family) for place, family in enumerate(self._families())]

    def _family(self, place: int, family: Iterable[tuple[str, bytes]]) -> Iterator[str]:
        described = described_files(self.site)
        for address, written in self._write(family):
            if address in described:
                self.site.file_facts[address] = _facts(written)
            self.data.append(address)
            self.family_of[address] = place
            yield address

    def _families(self) -> list[Iterable[tuple[str, bytes]]]:
        """What there is to write beside pages: each file is made when it is asked for."""
        site, pictures, kept = self.site, cards.pictures(self.site), FileCache(self.root / PICTURES)
        kept.prune({picture.key for picture in pictures})
        shown_with = assets.files(site, list(self.pages.values()))
        data = exports.families(site.framework, site.mentions, site.links, site.ledger)
        return [
            one_file.files(site),
            shown_with,
            cards.drawn(pictures[::2], kept),
            *data,
            cards.drawn(pictures[1::2], kept),
        ]

    def _write(self, family: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Written]]:
        """The address of each file as it is written."""
        for address, data in family:
            yield address, self.writer.write(address, data)

    def refuse_taken(self, others: Mapping[str, str]) -> None:
        """`others` are files that stand for themselves: place in the site → name. Raises TakenError, all at once."""
        ours = {file_of(page): f"docs/{page.template.name}" for page in self.own_pages}
        ours |= dict.fromkeys(self.data, "a file that the build makes")
        lines = [
            f"{name} would take the place of {place}: {ours[place]}. Rename or remove it."
            for place, name in sorted(others.items())
            if place in ours
        ]
        if lines:
            raise TakenError("\n".join(lines))

    def answers(self, src_uri: str) -> Answers:
        """The answers to the calls of an ordinary page."""
        if src_uri not in self._answers:
            self._answers[src_uri] = Answers(self.pages[src_uri], self._forms.render_all)
        return self._answers[src_uri]

    def write_pages(self, template: Template) -> None:
        """Write our own pages, and look at each while it is at hand."""
        writer = self.page_writer(template)
        writer.wordings, writer.files = self._wordings, self._files
        written = writer.write(self.own_pages)
        self._standing.take_in({page.name: page.file for page in written})
        self._seen = {page.name: page.seen for page in written}

    def page_writer(self, template: Template) -> PageWriter:
        """What puts our own pages into the template's shell."""
        return PageWriter(self.writer, template, self.problems, sealed=not self.serving, base=self.base)

    def check_links(self) -> list[Fault]:
        """Every fault of what stands in the folder now, whoever wrote it."""
        folder, base, promised = self.writer.folder, self.base, self.site.ledger.addresses
        if self.serving:
            return link_check.check(folder, base, promised=promised)
        self._standing.look()
        known = {name: seen.links for name, seen in self._seen.items()
                 if seen.links and self._standing.is_as_written(name)}  # fmt: skip
        names = self._standing.hashes
        return link_check.check(folder, base, promised=promised, sealed=True, fork=True, names=names, known=known,
                                beyond=self._files)  # fmt: skip

    def count_pages(self) -> None:
        """Tell the form which pages show whose words. A round of serving does not: there the receipt says it."""
        counted = [page for page in self.pages.values() if self._standing.is_there(file_of(page))]
        on_pages = {page.here.address: self._shown(page) for page in counted if shown.is_counted(page)}
        knowledge = (self.writer.folder / suggest.SENTENCES).read_bytes()
        self._standing.write(suggest.SENTENCES, assets.with_shown(knowledge, shown.numbered(on_pages)))

    def _shown(self, page: Page) -> Sequence[shown.Limit]:
        """Whose words stand on a page: as was seen when it was written, or as it is read."""
        name = file_of(page)
        known = self._seen[name].shown if self._standing.is_as_written(name) and name in self._seen else None
        if known is not None:
            return known
        html = (self.writer.folder / name).read_text(encoding="utf-8")
        around, _, matter = html.partition("<main")
        return self._wordings.on(page, matter, around, page_links.leads(html))

    @cached_property
    def _files(self) -> frozenset[str]:
        """The pages and the data of this build, once it has written the latter."""
        return frozenset([*map(file_of, self.pages.values()), *self.data])

    @cached_property
    def _wordings(self) -> shown.Wordings:
        return shown.Wordings(suggest.wordings(self.site))

    def publish(self) -> Published:
        """Exchange what was built and what is public."""
        if self.staging is None:
            raise ValueError("what is served is not published")
        return self.staging.publish(self._standing.hashes)

    def end(self) -> None:
        """Discard whatever was not published."""
        if self.staging:
            self.staging.end()


def _facts(written: Written) -> FileFacts:
    return FileFacts(written.size, written.sha256)


def file_of(page: Page) -> str:
    """The page's file below the site's folder."""
    return f"{page.here.address}index.html"
