"""The glossary: terms and abbreviations, with the words behind them."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.language.strings import translate
from strategic_framework.model import Term
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here
from strategic_framework.views.macro import macro
from strategic_framework.views.origins import ways_out
from strategic_framework.views.quotations import source_link
from strategic_framework.views.view import Link, View


@frozen
class Definition:
    """A term, the words behind it and their source, and a plain sentence; `absent` where neither is known."""

    id: str
    term: str
    expansion: str
    plain: str
    ways: Sequence[Link]
    absent: str
    quote: str
    source: Link | None


@frozen
class Definitions(View):
    """Terms and the words behind them."""

    definitions: Sequence[Definition]


@macro("block")
def glossary(here: Here) -> View:
    """Terms and abbreviations, with the words behind them where a source gives them."""
    terms = sorted(here.framework.glossary, key=lambda term: term.term.casefold())
    return Definitions([_definition(here, term) for term in terms])


def _definition(here: Here, term: Term) -> Definition:
    return Definition(
        term.id,
        term.term,
        term.expansion or "",
        term.plain or "",
        ways_out(term),
        "" if term.expansion or term.plain else translate("definitions.absent"),
        term.quote.text if term.quote else "",
        source_link(here, term.quote.source) if term.quote else None,
    )
