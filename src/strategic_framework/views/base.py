"""What every view is given: the page that it stands on; and the parts that every page is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Literal

from strategic_framework.content.links import Links, relative_url
from strategic_framework.language.strings import translate
from strategic_framework.model import Edition, Framework, Item, Priority, identifier
from strategic_framework.model.frozen import frozen
from strategic_framework.views.folder import Folder
from strategic_framework.views.site import Site
from strategic_framework.views.view import Link, Unbroken, View


@frozen
class Here:
    """The page being made: its address, what it is about, and what its file says of it."""

    site: Site
    address: str
    kind: str = "page"
    subject: str = ""
    meta: dict[str, object] = field(default_factory=dict)
    edition_id: str = ""
    # What every view asks for, some a hundred times for one page.
    framework: Framework = field(init=False)
    links: Links = field(init=False)
    folder: Folder = field(init=False)
    #: The edition that the page belongs to; elsewhere the current one.
    edition: Edition = field(init=False)

    def __post_init__(self) -> None:
        site, held = self.site, self.__dict__
        held["framework"] = site.framework
        held["links"] = site.links
        held["folder"] = site.folder(self.address)
        held["edition"] = site.editions[self.edition_id]

    @property
    def framed(self) -> bool:
        """Whether the page is made for a frame on another site."""
        return self.kind in {"embed", "figure"}

    @property
    def later_edition(self) -> Edition | None:
        """The edition in force, where the page belongs to an earlier one."""
        edition, current = self.edition, self.framework.current
        return current if edition is not current and edition.starts < current.starts else None

    @property
    def item(self) -> Item:
        return self.framework.items[self.subject]

    @property
    def priority(self) -> Priority:
        """The priority that the page is about, or that its item stands under."""
        own = self.framework.priorities.get(self.subject)
        return own or self.framework.priority_of[self.subject]

    def to(self, address: str) -> str:
        """What this page writes to reach an address."""
        folder = self.folder
        if not address.startswith(folder.top):
            return folder.root + address or "./"
        if address.startswith(self.address):
            return address[len(self.address) :] or relative_url(self.address, address)
        return "../" + address[len(folder.top) :] if folder.is_second else relative_url(self.address, address)


def link(here: Here, address: str, text: str) -> Link:
    """A link from this page to an address."""
    return Link(here.to(address), text)


def number(item: str) -> int:
    """The number in an identifier, without its zeros; 0 for what is known by a slug."""
    parsed = identifier(item)
    return parsed.number if parsed else 0


def tone(priority: Priority | None, edition: Edition) -> str:
    """The place of a priority's colour: its position in the edition, from 1 to 8, then again from 1."""
    if priority is None:
        return ""
    return str(edition.places[priority.id] % 8 + 1)


@frozen
class Section(View):
    """A part of a page: its name in the margin (`side`) or above, its content beside or below.

    `voice` is `said` where the title is the framework's own word; `tone` and `title_href` where it is a priority's.
    `number` (0: none) stands before the title. One that may go again has no `id`, so that nobody links to it.
    """

    id: str
    title: Unbroken
    body: Sequence[View]
    voice: Literal["", "said"] = ""
    note: str = ""
    written: str = ""
    side: bool = True
    tone: str = ""
    title_href: str = ""
    number: int = 0


def section(
    name: str,
    title: str,
    body: Sequence[View] | View,
    *,
    said: bool = False,
    written: str = "",
    note: str = "",
    side: bool = True,
) -> Section:
    """A part of a page, of one view or of several."""
    views = (body,) if isinstance(body, View) else tuple(body)
    return Section(name, title, views, "said" if said else "", note, written, side)


@frozen
class Paragraph(View):
    """A paragraph: `said` in the framework's voice, `lead`, `screen` (not on paper), or plain in the site's.

    After its text stand its links; `id` where it can be linked to.
    """

    text: str
    voice: Literal["", "said", "lead", "screen"] = ""
    parts: Sequence[Link] = ()
    id: str = ""


def written() -> str:
    """The mark of what is not quoted from the framework."""
    return translate("written.mark")


def reading() -> str:
    """The mark of words that are quoted, and were put together by the site."""
    return translate("written.reading")
