"""The page of one published update."""

from __future__ import annotations

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate
from strategic_framework.views import lists
from strategic_framework.views.base import Here, Paragraph, View, section
from strategic_framework.views.macro import macro
from strategic_framework.views.page_heading import update_of
from strategic_framework.views.quotations import QuotationRow, Quotations, source_link


@macro("section")
def update(here: Here) -> list[View]:
    """One published update: what its source says, quoted, and what it is about."""
    published = update_of(here)
    kind = Paragraph(translate(f"update.{published.kind}", day=day(published.date)), "lead")
    quotation = Quotations([QuotationRow(published.quote, source_link(here, published.source))])
    about = lists.listing(here, published.about)
    return [
        section("report", translate("update.report"), [kind, quotation]),
        section("about", translate("update.about"), about),
    ]
