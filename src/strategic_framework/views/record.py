"""What has been reported of one action or one aspiration, and where its wording comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate
from strategic_framework.model import Update
from strategic_framework.views.base import Here, Paragraph, View, link
from strategic_framework.views.macro import macro


@dataclass(frozen=True)
class UpdateRow:
    """A published update: its kind, its day, and what its source says, quoted."""

    href: str
    title: str
    kind: str
    when: str
    datetime: str
    quote: str
    source: str


@dataclass(frozen=True)
class Updates(View):
    """What sources say has happened; where there is none, `absent` says so and `why` what that means."""

    updates: Sequence[UpdateRow]
    absent: str = ""
    why: str = ""


@macro("block")
def updates(here: Here) -> View:
    """The published updates about the item, each with its source; or, plainly, that none is published."""
    rows = [_update(here, update) for update in here.site.updates_about.get(here.subject, [])]
    if rows:
        return Updates(rows)
    kind = "action" if here.kind == "action" else "aspiration"
    return Updates([], translate(f"updates.none_{kind}"), translate(f"updates.why_{kind}"))


def _update(here: Here, update: Update) -> UpdateRow:
    only = update.kind == "activity" and here.kind == "aspiration"
    return UpdateRow(
        here.to(here.links.update(update.id or "")),
        update.title,
        translate("updates.only_activity") if only else translate(f"updates.{update.kind}"),
        day(update.date),
        update.date,
        update.quote,
        here.framework.source[update.source].short,
    )


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
    return Paragraph(Markup("{} {} ").format(place, how), parts=[about])
