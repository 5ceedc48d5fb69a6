"""What the pages are shown with: the stylesheet, the scripts, and what the search and the form of suggestions know."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from strategic_framework.content import list_pages
from strategic_framework.language.labels import within
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Edition
from strategic_framework.rendering import face, templates
from strategic_framework.site import pages, search
from strategic_framework.views import lists, suggest, tracker
from strategic_framework.views.base import Here
from strategic_framework.views.site import Site


def files(site: Site, planned: list[pages.Page]) -> Iterator[tuple[str, bytes]]:
    """The address and the bytes of each file."""
    more = templates.MEASURES if site.framework.measures else ()
    yield "assets/site.css", templates.stylesheet(more) + face.styles(site.framework.settings.face)
    yield "assets/print.css", templates.print_stylesheet()
    yield "assets/site.js", templates.script()
    yield "assets/search.js", templates.search_script()
    yield "assets/search-engine.js", templates.search_engine()
    yield from search.files(site, planned)
    yield "assets/suggest.css", templates.desk_stylesheet(editable=site.editable)
    yield "assets/suggest.js", templates.desk_script(editable=site.editable, measured=bool(site.framework.measures))
    if site.ledger.versions:
        yield "assets/compare.css", templates.compare_stylesheet()
        yield "assets/compare.js", templates.compare_script()
    long = {address: data for edition in site.framework.editions for address, data in _long_lists(site, edition)}
    yield from long.items()
    if long or _is_long(site.ledger):
        yield "assets/list-pages.css", templates.list_pages_stylesheet()
        yield "assets/list-pages.js", templates.list_pages_script()
    yield suggest.SENTENCES, orjson.dumps(suggest.knowledge(site), option=orjson.OPT_APPEND_NEWLINE)


def _is_long(ledger: Ledger) -> bool:
    """Whether anything sealed stands on several pages."""
    return any(map(ledger.parts_of, ledger.versions)) or any(map(ledger.parts_of_change, ledger.changes))


def _long_lists(site: Site, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The rows of the lists of an edition that stand on several pages."""
    kinds = ((edition.actions, site.links.actions(edition), lists.whole_actions),
             (edition.aspirations, site.links.aspirations(edition), tracker.whole_table))  # fmt: skip
    for items, address, rows in kinds:
        if list_pages.is_long(items):
            with within(site.framework, edition.id):
                html = templates.render_all(rows(Here(site, address, "edition-part", "", {}, edition.id)))
            yield site.links.list_rows(address), orjson.dumps({"html": html}, option=orjson.OPT_APPEND_NEWLINE)


def with_shown(sentences: bytes, shown: suggest.Shown) -> bytes:
    """What the form asks for, and which pages show whose words: that is known once the pages stand."""
    last, known = (orjson.dumps({"shown": one}, option=orjson.OPT_APPEND_NEWLINE)[1:] for one in ({}, shown))
    return sentences.removesuffix(last) + known
