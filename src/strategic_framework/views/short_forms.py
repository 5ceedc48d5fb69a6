"""The words behind abbreviations, where a source gives them: said beside the wording, never inside it."""

from __future__ import annotations

import re

from strategic_framework.model import Term
from strategic_framework.views.base import Here


def short_forms(here: Here, text: str) -> list[dict[str, str]]:
    """Each abbreviation that a text uses without its words, with them, as a link to the glossary."""
    return [
        {"href": here.to(here.links.term(one.id)), "text": f"{one.term}: {one.expansion}"}
        for one in here.framework.glossary
        if _is_used_alone(one, text)
    ]


def _is_used_alone(one: Term, text: str) -> bool:
    """Capitals only, perhaps with the s of a plural: another term is a name, and reads as one."""
    return (
        bool(one.expansion)
        and bool(re.fullmatch(r"[A-Z]{2,}s?", one.term))
        and bool(re.search(rf"\b{re.escape(one.term)}\b", text))
        and str(one.expansion) not in text
    )
