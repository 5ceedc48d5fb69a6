"""The words behind abbreviations, where a source gives them: said beside the wording, never inside it."""

from __future__ import annotations

import re

from strategic_framework.model import Term
from strategic_framework.views.base import Here, Link, link


def short_forms(here: Here, text: str) -> list[Link]:
    """Each abbreviation that a text uses without its words, with them, as a link to the glossary."""
    return [
        link(here, here.links.term(term.id), f"{term.term}: {term.expansion}")
        for term in here.framework.glossary
        if _is_used_alone(term, text)
    ]


def _is_used_alone(term: Term, text: str) -> bool:
    """Capitals only, perhaps with the s of a plural: another term is a name, and reads as one."""
    return (
        bool(term.expansion)
        and bool(re.fullmatch(r"[A-Z]{2,}s?", term.term))
        and bool(re.search(rf"\b{re.escape(term.term)}\b", text))
        and str(term.expansion) not in text
    )
