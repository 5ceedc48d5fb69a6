"""Which pages show whose words, read from the pages that stand there: so many change where the words do.

Every page of the plan counts but the form itself, the frames for other sites, and what was sealed and never changes.
Data with their checksums, feeds, pictures and documents to keep are no pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from markupsafe import escape

from strategic_framework.language.english import shortened
from strategic_framework.site.pages import Page
from strategic_framework.views.suggest import OPENINGS, Shown

#: An identifier, and how much of its words is shown: all of them (0), or an opening of that length.
Limit = tuple[str, int]

_UNCOUNTED = {"embed", "figure", "change", "change_part", "version", "version_part"}
#: An identifier in an address or at a place of its own: whoever shows the words of an item leads to it or holds it.
_NAMED = re.compile(r"""[/#"]([a-z]{2,5}-[a-z]{0,2}\d+)""")
#: What is no text of a page: data about it are no words of it either.
_NO_TEXT = re.compile(r"<script.*?</script>|<[^>]*>", re.DOTALL)
#: Where so many items are looked for, it is worth while to note first which words stand together.
_MANY = 100


class Wordings:
    """What is looked for on pages: `wordings` are the words of each identifier."""

    def __init__(self, wordings: Mapping[str, str]) -> None:
        self._openings = {name: _openings(words) for name, words in wordings.items()}

    def on(self, page: Page, matter: str, around: str, leads: Iterable[str]) -> list[Limit]:
        """What is shown on a page: in its matter, or, if it is shown whole, `around` that, in what describes the page.

        Both are as they are escaped there. It is looked at for that alone which the page leads to, or has a place for.
        """
        named, limits = sorted(self._openings.keys() & _named(leads)), list[Limit]()
        many = len(named) > _MANY
        shows = _looked_up(_NO_TEXT.split(matter)) if many else _NO_TEXT.sub("", matter).__contains__
        for name in named:
            # Where they are quoted, the whole words are a source's, and stay as they are whatever becomes of the item.
            quoted = page.here.kind == "source" and not name.startswith("pri-")
            for limit, opening in self._openings[name][quoted:]:
                if shows(opening) or (not limit and opening in around):
                    limits.append((name, limit))
                    break
        return limits


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


def _named(leads: Iterable[str]) -> set[str]:
    """The identifiers in addresses and of places."""
    return {*_NAMED.findall('"'.join(["", *leads]))}


def _openings(words: str) -> list[tuple[int, str]]:
    """The words as pages write them, whole (0) and shortened to each length of opening, where they are longer."""
    shorter = [(limit, shortened(words, limit)) for limit in OPENINGS]
    return [(limit, str(escape(opening))) for limit, opening in [(0, words), *shorter] if not limit or opening != words]


def _looked_up(parts: Sequence[str]) -> Callable[[str], bool]:
    """What says whether words stand in a long text, whose parts stand between elements.

    It is searched for them only where they are no part of it, and end in words that stand there side by side.
    """
    text = "".join(parts)
    words, whole = text.split(), {*parts}
    beside = {*zip(words), *pairwise(words), *zip(words, words[1:], words[2:], strict=False)}

    def shows(words: str) -> bool:
        end = words.rsplit(None, 4)[1:-1]  # the first and the last may stand beside other signs
        return words in whole or ((not end or (*end,) in beside) and words in text)

    return shows
