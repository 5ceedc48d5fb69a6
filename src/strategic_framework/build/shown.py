"""Which pages show whose words, read from the pages that stand there: so many change where the words do.

Every page of the plan counts but the form itself, the frames for other sites, and what was sealed and never changes.
Data with their checksums, feeds, pictures and documents to keep are no pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import escape

from strategic_framework.language.english import shortened
from strategic_framework.site.pages import Page
from strategic_framework.views.suggest import OPENINGS, Shown

#: An identifier, and how much of its words is shown: all of them (0), or an opening of that length.
Limit = tuple[str, int]

_UNCOUNTED = {"embed", "figure", "change", "version", "version_part"}
#: An identifier in an address or at a place of its own: whoever shows the words of an item leads to it or holds it.
#: It is looked for by its hyphen, of which a page has far fewer than of what may stand before it.
_NAMED = re.compile(
    r"""-(?:(?<=[/#"][a-z]{3}-)|(?<=[/#"][a-z]{2}-)|(?<=[/#"][a-z]{4}-)|(?<=[/#"][a-z]{5}-))[a-z]{0,2}\d+"""
)
_BEFORE = re.compile('[/#"]')
_TAGS = re.compile(r"<[^>]*>")
#: How pages escape what the content holds; the sign of all escapes comes last.
_ESCAPED = [(str(escape(character)), character) for character in "<>'\"&"]


class Wordings:
    """What is looked for on pages: `wordings` are the words of each identifier."""

    def __init__(self, wordings: Mapping[str, str]) -> None:
        self._words = wordings
        self._openings = {name: _openings(words) for name, words in wordings.items()}
        self._escaped = {name: str(escape(words)) for name, words in wordings.items()}

    def on(self, page: Page, html: str, leads: Iterable[str]) -> list[Limit]:
        """What is shown on a page. It is looked at for that alone which it leads to, or has a place for."""
        html, named = _without_scripts(html), sorted(_named(leads) & self._words.keys())
        # Where they are quoted, the whole words are a source's: they stay as they are, whatever becomes of the item.
        ours = [name for name in named if page.here.kind != "source" or name.startswith("pri-")]
        whole = {name for name in ours if self._escaped[name] in html}
        if len(whole) == len(named):
            return [(name, 0) for name in named]
        text = _TAGS.sub("", html[html.find("<main") :])
        for escaped, character in _ESCAPED:
            text = text.replace(escaped, character)
        whole |= {name for name in ours if self._words[name] in text}
        limits = ((name, 0 if name in whole else _limit(self._openings[name], text)) for name in named)
        return [(name, limit) for name, limit in limits if limit is not None]


def is_counted(page: Page) -> bool:
    """Whether a page that shows the words of an item counts."""
    return page.here.kind not in _UNCOUNTED and page.here.meta.get("own") != "suggest"


def numbered(shown: Mapping[str, Sequence[Limit]]) -> Shown:
    """Identifier → the numbers of the pages that show its words whole, then only their opening, by its length.

    `shown` is what each page that counts shows, by its address; in their order the pages have their numbers.
    """
    found: dict[str, dict[int, list[int]]] = {}
    for number, address in enumerate(sorted(shown)):
        for name, limit in shown[address]:
            found.setdefault(name, {}).setdefault(limit, []).append(number)
    return {name: [limits.get(limit, []) for limit in (0, *OPENINGS)] for name, limits in found.items()}


def _without_scripts(html: str) -> str:
    first, *others = html.split("<script")
    return first + "".join(other.partition("</script>")[2] for other in others)


def _named(leads: Iterable[str]) -> set[str]:
    """The identifiers in addresses and of places."""
    text = '"'.join(["", *leads])
    ends = {text[max(hyphen.start() - 5, 0) : hyphen.end()] for hyphen in _NAMED.finditer(text)}
    return {_BEFORE.split(end)[-1] for end in ends}


def _openings(words: str) -> list[tuple[int, str]]:
    """Each length of opening, and the words so shortened, where they are longer."""
    shorter = [(limit, shortened(words, limit)) for limit in OPENINGS]
    return [(limit, opening) for limit, opening in shorter if opening != words]


def _limit(openings: Iterable[tuple[int, str]], text: str) -> int | None:
    """How much of the words stands in a text: the length of the longest opening, or None."""
    return next((limit for limit, opening in openings if opening in text), None)
