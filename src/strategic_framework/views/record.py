"""Where the wording of one action or one aspiration comes from."""

from __future__ import annotations

from markupsafe import Markup

from strategic_framework.language.strings import translate
from strategic_framework.views.base import Here, Paragraph, link
from strategic_framework.views.macro import macro
from strategic_framework.views.origins import original
from strategic_framework.views.view import View


@macro("block")
def source(here: Here) -> View:
    """Where the wording is quoted from: document and line, or that it is new here."""
    name = here.framework.source_of(here.subject)
    if name is None or name == "new":
        return Paragraph(translate("source.new"))
    document = here.framework.source[name]
    line = here.site.stored[name].line_of(here.site.ledger.first_words(here.subject) or here.item.text)
    place = translate("source.document", author=document.author, title=document.title)
    if line:
        place = translate("source.line", author=document.author, title=document.title, line=line)
    amended = here.subject in here.site.ledger.reworded
    how = translate("source.amended") if amended else translate("source.unaltered")
    about = link(here, here.links.source(name), translate("source.about"))
    shown = document.passages and line
    passage = [link(here, here.links.passage(here.subject, name), translate("source.passage"))] if shown else []
    return Paragraph(Markup("{} {} ").format(place, how), parts=[*passage, *original(document), about])
