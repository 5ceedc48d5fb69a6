"""Places for what a plan calls its parts: “[an action]”, “[Actions]”, in every text that is shown in any plan.

A place is the site's own word in square brackets: in one or several, with or without its article, and beginning as the
word is to begin. It is filled once, where a text is read, never where it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from strategic_framework.model.words import Word

#: The kinds that a plan may call by a word of its own, in the singular and the plural that places are written in.
PLACES = {
    "framework": "frameworks", "priority": "priorities", "group": "groups", "action": "actions", "part": "parts",
    "aspiration": "aspirations", "measure": "measures",
}  # fmt: skip
_ANY = re.compile(r"\[([A-Za-z][a-z ]*)\]")


class Places:
    """The places of every kind, with what stands there: `words` has the word of each."""

    def __init__(self, words: Mapping[str, Word]) -> None:
        self._texts: dict[str, str] = {}
        for kind, other in PLACES.items():
            own, word = Word(one=kind, other=other), words[kind]
            texts = {own.one: word.one, own.other: word.other, own.with_article: word.with_article}
            self._texts |= texts | {_capital(place): _capital(text) for place, text in texts.items()}

    def fill(self, text: str) -> str:
        """The text with each place filled; other brackets stay."""
        return _ANY.sub(lambda place: self._texts.get(place[1], place[0]), text) if "[" in text else text

    def unknown(self, text: str) -> list[str]:
        """What stands in square brackets and is no place."""
        return [place for place in _ANY.findall(text) if place not in self._texts]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
