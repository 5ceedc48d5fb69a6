"""The words behind abbreviations, where a source gives them: said beside the wording, never inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from strategic_framework.model import Term
from strategic_framework.views.base import Here, link
from strategic_framework.views.view import Link


def short_forms(here: Here, text: str, terms: Iterable[Term]) -> list[Link]:
    """Each abbreviation among the terms that a text uses without its words, with them, as a link to the glossary."""
    return [term_link(here, term) for term in terms if term.expansion and _is_used_alone(term, text)]


def term_link(here: Here, term: Term) -> Link:
    """A term as a link to its place in the glossary; an abbreviation with the words behind it."""
    words = f"{term.term}: {term.expansion}" if term.expansion and _is_short(term) else term.term
    return link(here, here.links.term(term.id), words)


def _is_short(term: Term) -> bool:
    """Capitals only, perhaps with the s of a plural: another term is a name, and reads as one."""
    return bool(re.fullmatch(r"[A-Z]{2,}s?", term.term))


def _is_used_alone(term: Term, text: str) -> bool:
    if term.term not in text or not _is_short(term) or str(term.expansion) in text:
        return False
    return bool(re.search(rf"\b{re.escape(term.term)}\b", text))
