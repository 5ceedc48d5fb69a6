"""What something is, in a plain sentence of the site's own, with the page that supports it."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.language.strings import translate
from strategic_framework.model import PlainWords
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, section
from strategic_framework.views.macro import macro
from strategic_framework.views.origins import ways_out
from strategic_framework.views.view import Link, View


@frozen
class Plain(View):
    """A plain sentence, and the ways out to the thing's own page and to the page that supports it."""

    sentence: str
    ways: Sequence[Link]


def plain(noun: PlainWords) -> Plain | None:
    """What is said of a thing, or where it has a page; nothing where neither is known."""
    return Plain(noun.plain or "", ways_out(noun)) if noun.plain or noun.link else None


@macro("section", "publisher_words")
def publisher(here: Here) -> list[View]:
    """Who the publisher is, in a plain sentence, with the way to its own pages; nothing where that is not known."""
    view = plain(here.framework.settings.publisher)
    return [section("publisher", translate("plain.publisher"), view)] if view else []
