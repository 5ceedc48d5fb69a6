"""Which pages show whose words, read from the pages that stand there: so many change where the words do.

Every page of the plan counts but the form itself, the frames for other sites, and what was sealed and never changes.
Data with their checksums, feeds, pictures and documents to keep are no pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape

from strategic_framework.build import parallel
from strategic_framework.language.english import shortened
from strategic_framework.site.pages import Page
from strategic_framework.views.suggest import OPENINGS, Shown

_UNCOUNTED = {"embed", "figure", "change", "version", "version_part"}
#: An identifier in an address or at a place of its own: whoever shows the words of an item leads to it or holds it.
#: It is looked for by its hyphen, of which a page has far fewer than of what may stand before it.
_NAMED = re.compile(
    r"""-(?:(?<=[/#"][a-z]{3}-)|(?<=[/#"][a-z]{2}-)|(?<=[/#"][a-z]{4}-)|(?<=[/#"][a-z]{5}-))[a-z]{0,2}\d+"""
)
_BEFORE = re.compile('[/#"]')
_TAGS = re.compile(r"<[^>]*>")


def shown(pages: Iterable[Page], wordings: Mapping[str, str], read: Callable[[Page], str]) -> Shown:
    """Identifier → the numbers of the pages that show its words whole, then only their opening, by its length.

    `wordings` are the words of each, and `read` gives the HTML of a page. A page is looked at for what it names alone.
    """
    counted = [page for page in pages if page.here.kind not in _UNCOUNTED and page.here.meta.get("own") != "suggest"]
    counted.sort(key=lambda page: page.here.address)
    openings = {name: _openings(words) for name, words in wordings.items()}
    escaped = {name: escape(words) for name, words in wordings.items()}

    def look(page: Page) -> list[tuple[str, int]]:
        html = _without_scripts(read(page))
        named = sorted(_named(html) & wordings.keys())
        # Where they are quoted, the whole words are a source's: they stay as they are, whatever becomes of the item.
        whole = {name for name in named if _is_ours(page, name) and escaped[name] in html}
        if len(whole) == len(named):
            return [(name, 0) for name in named]
        text = unescape(_TAGS.sub("", html))
        whole |= {name for name in named if _is_ours(page, name) and wordings[name] in text}
        limits = ((name, 0 if name in whole else _limit(openings[name], text)) for name in named)
        return [(name, limit) for name, limit in limits if limit is not None]

    found: dict[str, dict[int, list[int]]] = {}
    for number, limits in enumerate(parallel.map(look, counted)):
        for name, limit in limits:
            found.setdefault(name, {}).setdefault(limit, []).append(number)
    return {name: [limits.get(limit, []) for limit in (0, *OPENINGS)] for name, limits in found.items()}


def _without_scripts(html: str) -> str:
    first, *others = html.split("<script")
    return first + "".join(other.partition("</script>")[2] for other in others)


def _named(html: str) -> set[str]:
    """The identifiers that a page leads to or holds."""
    ends = {html[max(hyphen.start() - 5, 0) : hyphen.end()] for hyphen in _NAMED.finditer(html)}
    return {_BEFORE.split(end)[-1] for end in ends}


def _is_ours(page: Page, name: str) -> bool:
    return page.here.kind != "source" or name.startswith("pri-")


def _openings(words: str) -> list[tuple[int, str]]:
    """Each length of opening, and the words so shortened, where they are longer."""
    shorter = [(limit, shortened(words, limit)) for limit in OPENINGS]
    return [(limit, opening) for limit, opening in shorter if opening != words]


def _limit(openings: Iterable[tuple[int, str]], text: str) -> int | None:
    """How much of the words stands in a text: the length of the longest opening, or None."""
    return next((limit for limit, opening in openings if opening in text), None)
