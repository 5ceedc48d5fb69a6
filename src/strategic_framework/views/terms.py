"""The terms of the glossary that the words of a page use: said beside those words, never inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from strategic_framework.language.strings import translate
from strategic_framework.model import Term
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, section, written
from strategic_framework.views.macro import macro
from strategic_framework.views.short_forms import term_link
from strategic_framework.views.view import Link, View


@frozen
class TermRow:
    """A term with the way to its place in the glossary, and a plain sentence."""

    way: Link
    plain: str


@frozen
class Terms(View):
    """Terms that the words of a page use."""

    rows: Sequence[TermRow]


@macro("section")
def terms_here(here: Here) -> list[View]:
    """The terms that the framework’s words on this page use; nothing where none of them has a plain sentence."""
    words = "\n".join(_words(here))
    terms = [term for term in here.framework.glossary if term.plain and _is_used(term, words)]
    rows = [TermRow(term_link(here, term), term.plain or "") for term in terms]
    return [section("terms", translate("terms.title"), Terms(rows), written=written())] if rows else []


def _words(here: Here) -> Iterator[str]:
    """The framework’s words that stand on the page: of one item, of a priority, or of a whole edition."""
    if here.kind in {"action", "aspiration"}:
        yield here.item.all_words
        return
    priorities = [here.priority] if here.kind == "priority" else here.edition.priorities
    for priority in priorities:
        yield from (priority.title, *(item.all_words for item in priority.items))
    if here.kind != "priority":
        yield from (item.text for item in (*here.edition.introduction, *here.edition.cross_cutting))


def _is_used(term: Term, words: str) -> bool:
    """Letter for letter, as a word of its own."""
    return term.term in words and bool(re.search(rf"(?<!\w){re.escape(term.term)}(?!\w)", words))
