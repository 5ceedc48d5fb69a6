"""The only module that knows URLs.

An *address* is a path below the site's root without a leading slash: `2023-27/act-14/`, `alliance/#all-jp3`, or the
empty string for home. `relative_url` turns an address into what a page at another address must write.
"""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.content.list_pages import is_long, page_of
from strategic_framework.model import Edition, Framework, Priority, identifier

PAGES: dict[str, str] = {
    "home": "", "named": "named/", "policy-areas": "policy-areas/", "topics": "topics/",
    "search": "search/", "alliance": "alliance/", "editions": "editions/",
    "compare": "editions/compare/", "timeline": "timeline/", "glossary": "glossary/", "data": "data/",
    "data-fields": "data/fields/",
    "about": "about/", "sources": "about/sources/", "editing": "about/editing/", "macros": "about/macros/",
    "making": "about/making/", "health": "about/content-health/", "accessibility": "about/accessibility/",
    "privacy": "about/privacy/", "feedback": "about/feedback/", "email": "about/email/", "speed": "about/speed/",
    "changes": "changes/", "as-at": "as-at/", "contents": "contents/", "updates": "updates/",
    "measures": "measures/",
    "suggest": "suggest/",
}  # fmt: skip

#: The hash of every sealed change, for anybody to keep.
LEDGER_TEXT = f"{PAGES['changes']}ledger.txt"
#: Where what is proposed is saved while the site is served on the editor's own computer: no address of the site.
LOCAL_DESK = "/_desk/"
_OWN_PAGE = {"act", "asp", "pri"}


def relative_url(page: str, address: str) -> str:
    """What the page at `page` writes to reach `address`; `page` beginning with `/` gives an absolute path.

    The not-found page is served at any address, so it passes the site's own path and gets absolute links.
    """
    if page.startswith("/"):
        return page + address
    path, hash_, fragment = address.partition("#")
    if path == page and hash_:
        return f"#{fragment}"
    here, there = page.split("/")[:-1], path.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    way = "../" * (len(here) - common) + "/".join(there[common:])
    return (way or "./") + hash_ + fragment


def page_of_site(framework: Framework, name: str) -> str | None:
    """The address of a page by its name: one that exists once, or a list of the current edition."""
    lists = {"actions": Links.actions, "aspirations": Links.aspirations, "print": Links.print_page}
    if name in lists:
        return lists[name](framework.current)
    return PAGES.get(name)


class Links:
    """The address of every thing of one framework."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._bodies = {body.id: f"bodies/{body.id}/" for body in framework.bodies}
        self._bodies |= {programme.id: f"programmes/{programme.id}/" for programme in framework.programmes}
        self._topics = {area.id: f"topics/{area.id}/" for area in framework.policy_areas}

    @staticmethod
    def static_page(name: str) -> str:
        """The address of a page that exists once, by the name in PAGES."""
        return PAGES[name]

    @staticmethod
    def edition(edition: Edition) -> str:
        return f"{edition.id}/"

    @staticmethod
    def priorities(edition: Edition) -> str:
        """The list of an edition's priorities."""
        return f"{edition.id}/#priorities"

    @staticmethod
    def actions(edition: Edition) -> str:
        return f"{edition.id}/actions/"

    @staticmethod
    def aspirations(edition: Edition) -> str:
        return f"{edition.id}/aspirations/"

    def list_of(self, item: str) -> str:
        """The list of its edition that holds an action or an aspiration."""
        edition, parsed = self._framework.edition_of[item], identifier(item)
        return self.actions(edition) if parsed and parsed.kind == "action" else self.aspirations(edition)

    def list_page(self, item: str) -> str:
        """The page of that list that holds the item; the list itself where it does not stand on several."""
        edition, whole = self._framework.edition_of[item], self.list_of(item)
        items = edition.actions if whole == self.actions(edition) else edition.aspirations
        return f"{whole}{page_of(item)}/" if is_long(items) else whole

    @staticmethod
    def list_rows(whole: str) -> str:
        """Every row of a list that stands on several pages, for the choices over it."""
        return f"{whole}rows.json"

    @staticmethod
    def print_page(edition: Edition) -> str:
        """The page that holds the whole edition, for print."""
        return f"{edition.id}/print/"

    @staticmethod
    def one_file(edition: Edition) -> str:
        """The whole edition as one file to carry, under the name that it has once it is saved."""
        return f"{edition.id}/framework-{edition.id}.html"

    def priority(self, priority: Priority) -> str:
        """A page of its own, except where only a description of the edition is known: then a part of its page."""
        edition = self._framework.edition_of[priority.id].id
        return f"{edition}/{priority.id}/" if not priority.paragraphs else f"{edition}/#{priority.id}"

    def item(self, item: str) -> str:
        """The permanent address of an item or a priority: its own page, or an anchor on the page that holds it.

        >>> links.item("ctx-2")
        '2023-27/pri-2/#ctx-2'
        """
        framework = self._framework
        if item in framework.priorities:
            return self.priority(framework.priorities[item])
        if item not in framework.edition_of:
            return f"{PAGES['alliance']}#{item}"
        edition = framework.edition_of[item].id
        parsed = identifier(item)
        if parsed and parsed.prefix in _OWN_PAGE:
            return f"{edition}/{item}/"
        priority = framework.priority_of.get(item)
        return f"{edition}/{priority.id}/#{item}" if priority and not priority.paragraphs else f"{edition}/#{item}"

    def body(self, name: str) -> str:
        """The page of a body, or of a programme."""
        return self._bodies[name]

    def policy_area(self, area: str) -> str:
        """The page of a topic."""
        return self._topics[area]

    @staticmethod
    def listed_area(area: str) -> str:
        """Where the old list of policy areas has it: the address that each had before it had a page."""
        return f"{PAGES['policy-areas']}#{area}"

    @staticmethod
    def term(term: str) -> str:
        return f"{PAGES['glossary']}#{term}"

    @staticmethod
    def document(document: str) -> str:
        """The place of a document around the framework, in the list of sources."""
        return f"{PAGES['sources']}#{document}"

    @staticmethod
    def source(source: str) -> str:
        """The page of a source whose text is kept, or of a page on the web."""
        return f"sources/{source}/"

    def passage(self, item: str, source: str) -> str:
        """Where the page of a source shows the words of an item in their neighbourhood."""
        return f"{self.source(source)}#{item}"

    @staticmethod
    def listed_source(source: str) -> str:
        """Where the list of sources has it: the address that each had before it had a page."""
        return f"{PAGES['sources']}#{source}"

    @staticmethod
    def strand(strand: str) -> str:
        return f"{PAGES['compare']}#{strand}"

    @staticmethod
    def update(update: str) -> str:
        return f"updates/{update}/"

    @staticmethod
    def measure(measure: str) -> str:
        return f"measures/{measure}/"

    @staticmethod
    def series(measure: str) -> str:
        """The values of one measure as a table: `data/measures/mea-01.csv`."""
        return f"data/measures/{measure}.csv"

    def citation(self, item: str, ending: str) -> str:
        """The citation of one item for a reference manager: `data/2023-27/act-14.bib`."""
        return self.data(item).removesuffix("json") + ending

    @staticmethod
    def plan(edition: Edition, part: int) -> str:
        """An edition as a plan in StratML, by the part of the standard: `data/2023-27/stratml-1.xml`."""
        return f"data/{edition.id}/stratml-{part}.xml"

    @staticmethod
    def embed(item: str) -> str:
        """The small page of one item or priority, for a frame on another site."""
        return f"embed/{item}/"

    @staticmethod
    def figure(edition: Edition, figure: str) -> str:
        """The small page of a figure of an edition, for a frame on another site."""
        return f"embed/{edition.id}/{figure}/"

    @staticmethod
    def oembed(frame: str) -> str:
        """What the page of a frame shows, for programs, by the address of that page."""
        return f"{frame}oembed.json"

    @staticmethod
    def change(change: str) -> str:
        return f"changes/{change}/"

    @staticmethod
    def change_part(change: str, number: int) -> str:
        """A part of what a long change did."""
        return f"changes/{change}/{number}/"

    @staticmethod
    def versions(document: str) -> str:
        return f"{document}/versions/"

    @staticmethod
    def version(document: str, number: int) -> str:
        return f"{document}/versions/{number}/"

    @staticmethod
    def version_part(document: str, number: int, part: str) -> str:
        """A part of the words of a long version, by the first version that has it."""
        return f"{document}/versions/{number}/{part}/"

    @staticmethod
    def version_text(document: str, number: int) -> str:
        """The words of a version as plain text: the same bytes for ever."""
        return f"{document}/versions/{number}/text.txt"

    def feed(self, name: str = "") -> str:
        """The Atom feed of the whole site, or of one priority, action, body, programme or topic."""
        if not name:
            return f"{PAGES['changes']}feed.xml"
        own = self._bodies.get(name) or self._topics.get(name) or self.item(name)
        return f"{own}feed.xml"

    def has_feed(self, name: str) -> bool:
        """Whether a thing has a feed of its own: a priority or an action of an edition in full, or what has a name."""
        edition = self._framework.edition_of.get(name)
        parsed = identifier(name)
        followed = edition and not edition.described_as and parsed and parsed.kind in {"priority", "action"}
        return name in self._bodies or name in self._topics or bool(followed)

    def feeds(self) -> Iterator[str]:
        """The address of every feed."""
        yield self.feed()
        for edition in self._framework.editions:
            if not edition.described_as:
                yield from (self.feed(priority.id) for priority in edition.priorities)
                yield from (self.feed(action.id) for action in edition.actions)
        yield from (self.feed(name) for name in (*self._bodies, *self._topics))

    @staticmethod
    def download(name: str, extension: str) -> str:
        """A document to take away; it stands there only where a build has made it."""
        return f"downloads/{name}.{extension}"

    def data(self, item: str) -> str:
        """The JSON of one item, or of the whole: `data/2023-27/act-14.json`."""
        edition = self._framework.edition_of.get(item)
        return f"data/{edition.id if edition else 'alliance'}/{item}.json"

    def url_for(self, name: str) -> str | None:
        """The address of whatever bears this name: an item, a priority, an edition, a source, a named thing, a page."""
        framework = self._framework
        if name in framework.items or name in framework.priorities:
            return self.item(name)
        if name in {edition.id for edition in framework.editions}:
            return f"{name}/"
        if name.removeprefix("sources/") in framework.source and name.startswith("sources/"):
            return self.source(name.removeprefix("sources/"))
        if name in {update.id for update in framework.updates}:
            return self.update(name)
        if name in framework.measure:
            return self.measure(name)
        return self._bodies.get(name) or self._topics.get(name) or PAGES.get(name)

    def absolute(self, address: str) -> str:
        """With the site's own address before it: what a citation or a canonical link needs."""
        return self._framework.settings.address + address
