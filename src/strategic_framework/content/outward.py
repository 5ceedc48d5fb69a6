"""Every link that leads out of the site, in one list: where to, what is there, and the month in which it was seen.

The list is derived from the content, so that no page may hold a link that is not in it (`tests/test_outward.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from strategic_framework.model import Framework, PlainWords, RelatedDocument, Source, WebPage

#: The list as a data file, below the site's root.
FILE = "data/outward-links.csv"


class OutwardLink(NamedTuple):
    """A page of somebody else: its address, what it is or supports, and the month in which it was seen."""

    address: str
    what: str
    seen: str


def outward_links(framework: Framework) -> list[OutwardLink]:
    """Every outward link of the content, each address once: under the first of what it is, with the latest month."""
    rows: dict[str, OutwardLink] = {}
    for row in _links(framework):
        there = rows.get(row.address, row)
        rows[row.address] = there._replace(seen=max(there.seen, row.seen))
    return sorted(rows.values())


def _links(framework: Framework) -> Iterator[OutwardLink]:
    origins: tuple[Source | WebPage | RelatedDocument, ...] = (
        *framework.sources, *framework.web_pages, *framework.documents,
    )  # fmt: skip
    for origin in origins:
        if origin.address:
            yield OutwardLink(origin.address, origin.title, origin.seen or "")
    publisher = framework.settings.publisher
    yield from _of_words([(publisher.name, publisher)])
    yield from _of_words((body.name, body) for body in (*framework.bodies, *framework.programmes))
    yield from _of_words((term.term, term) for term in framework.glossary)
    own = ((framework.settings.repository, "Files of this site"), (framework.settings.contact, "Contact"))
    for address, what in own:
        if address and address.startswith("https://"):
            yield OutwardLink(address, what, "")


def _of_words(named: Iterable[tuple[str, PlainWords]]) -> Iterator[OutwardLink]:
    """The pages of what is explained in a plain sentence."""
    for name, noun in named:
        yield from (OutwardLink(at, name, noun.seen or "") for at in (noun.link, noun.supported_by) if at)
