"""Which pages show whose words, read from the pages that stand there: so many change where the words do.

Every page of the plan counts but the form itself, the frames for other sites, and what was sealed and never changes.
Data with their checksums, feeds, pictures and documents to keep are no pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape

from strategic_framework.language.english import shortened
from strategic_framework.site.pages import Page
from strategic_framework.views.suggest import OPENINGS, Shown

_UNCOUNTED = {"embed", "figure", "change", "version"}
#: An identifier in an address or at a place of its own: whoever shows the words of an item leads to it or holds it.
_NAMED = re.compile(r'[/#"]([a-z]{2,5}-[a-z]{0,2}\d+)')
_SCRIPTS, _TAGS = re.compile(r"<script\b.*?</script>", re.DOTALL), re.compile(r"<[^>]*>")


def shown(pages: Iterable[Page], wordings: Mapping[str, str], read: Callable[[Page], str]) -> Shown:
    """Identifier → the numbers of the pages that show its words whole, then only their opening, by its length.

    `wordings` are the words of each, and `read` gives the HTML of a page. A page is looked at for what it names alone.
    """
    found: dict[str, dict[int, list[int]]] = {}
    counted = [page for page in pages if page.here.kind not in _UNCOUNTED and page.here.meta.get("own") != "suggest"]
    for number, page in enumerate(sorted(counted, key=lambda page: page.here.address)):
        html = _SCRIPTS.sub("", read(page))
        named = sorted(set(_NAMED.findall(html)) & wordings.keys())
        text = unescape(_TAGS.sub("", html)) if named else ""
        for name in named:
            quoted = page.here.kind == "source" and not name.startswith("pri-")
            limit = _limit(wordings[name], html, text, quoted=quoted)
            if limit is not None:
                found.setdefault(name, {}).setdefault(limit, []).append(number)
    return {name: [limits.get(limit, []) for limit in (0, *OPENINGS)] for name, limits in found.items()}


def _limit(words: str, html: str, text: str, *, quoted: bool) -> int | None:
    """How much of the words stands on a page: 0 for all of them; None where they do not stand there.

    Where they are `quoted`, the whole words are a source's: they stay as they are, whatever becomes of the item.
    """
    if not quoted and (words in text or escape(words) in html):
        return 0
    openings = ((limit, shortened(words, limit)) for limit in OPENINGS)
    return next((limit for limit, opening in openings if opening != words and opening in text), None)
