"""What the pages are shown with: the stylesheet, the scripts, and what the search knows."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.rendering import templates
from strategic_framework.site import pages, search
from strategic_framework.views.base import Site


def files(site: Site, planned: list[pages.Page]) -> Iterator[tuple[str, bytes]]:
    """The address and the bytes of each file."""
    yield "assets/site.css", templates.stylesheet()
    yield "assets/print.css", templates.print_stylesheet()
    yield "assets/site.js", templates.script()
    yield "assets/search.js", templates.search_script()
    yield search.INDEX, search.index(site, planned)
