"""The newest reports, whatever they are about: what sources say has happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate
from strategic_framework.model import Update
from strategic_framework.views.base import Here, Link, Paragraph, View, link
from strategic_framework.views.macro import macro
from strategic_framework.views.places import called

#: How many of the newest reports are listed, and how many items each shows by name.
NEWEST, NAMED = 5, 3


@dataclass(frozen=True)
class ReportRow:
    """A report: its page, its date, what kind it is, and the items that it is about; `more` counts the others."""

    way: Link
    when: str
    datetime: str
    kind: str
    about: Sequence[Link]
    more: str = ""


@dataclass(frozen=True)
class Newest(View):
    """Reports, the newest first."""

    reports: Sequence[ReportRow]


@macro("block")
def latest_reports(here: Here) -> View:
    """The newest dated reports, each with what it is about; where there is none, that nothing is recorded yet."""
    dated = sorted((one for one in here.framework.updates if one.date), key=lambda one: one.date, reverse=True)
    if not dated:
        return Paragraph(translate("newest.none"), "lead")
    return Newest([_row(here, update) for update in dated[:NEWEST]])


def _row(here: Here, update: Update) -> ReportRow:
    about = [link(here, here.links.item(item), called(here, item)) for item in update.about]
    return ReportRow(
        link(here, here.links.update(update.id or ""), update.title),
        day(update.date),
        update.date,
        translate(f"updates.{update.kind}"),
        about[:NAMED],
        translate("newest.more", count=len(about) - NAMED) if len(about) > NAMED else "",
    )
