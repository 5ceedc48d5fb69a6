"""What the pages are shown with: the stylesheet, the scripts, and what the search and the form of suggestions know."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from strategic_framework.rendering import face, templates
from strategic_framework.site import pages, search
from strategic_framework.views import suggest
from strategic_framework.views.base import Site


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
    yield "assets/suggest.js", templates.desk_script(editable=site.editable)
    yield suggest.SENTENCES, sentences(site)


def sentences(site: Site, shown: suggest.Shown | None = None) -> bytes:
    """What the form asks for; `shown` is known once the pages stand."""
    return orjson.dumps(suggest.knowledge(site, shown), option=orjson.OPT_APPEND_NEWLINE)
