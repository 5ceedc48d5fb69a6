"""Words of a source with the way to it, whatever page quotes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from strategic_framework.model import Quotation
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link
from strategic_framework.views.view import Link, View


@frozen
class QuotationRow:
    """Words of a source, and the way to what is known of it."""

    text: str
    source: Link


@frozen
class Quotations(View):
    """Words of sources."""

    quotations: Sequence[QuotationRow]


def quotations(here: Here, quoted: Iterable[Quotation]) -> Quotations:
    """Quotations as a page shows them, each with its source."""
    return Quotations([QuotationRow(quotation.text, source_link(here, quotation.source)) for quotation in quoted])


def source_link(here: Here, source: str) -> Link:
    """The way to a source, by its short name."""
    return link(here, here.links.source(source), here.framework.origin[source].short)
