"""The page of one update, and the updates on the page of what they are about."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate
from strategic_framework.model import Update
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link, section
from strategic_framework.views.changes import decided
from strategic_framework.views.folder import alike
from strategic_framework.views.history import retiring
from strategic_framework.views.lists import Listing
from strategic_framework.views.macro import macro
from strategic_framework.views.origins import about_origin, origin_facts, original
from strategic_framework.views.page_heading import update_of
from strategic_framework.views.places import called
from strategic_framework.views.reported import last_reported_of
from strategic_framework.views.reports import apart
from strategic_framework.views.rows import ItemRow
from strategic_framework.views.summary import Summary, fact
from strategic_framework.views.view import Link, View


@frozen
class Report(View):
    """What a source reports: `quote` in its words, or `told` in the site’s; and who says so, with the ways there.

    `reported` tells the word of the scale that it quotes.
    """

    quote: str
    told: str
    by: str
    ways: Sequence[Link]
    reported: str = ""


@frozen
class UpdateEntry(View):
    """An update on the page of what it is about: its kind, its day, whether it is near, and what is reported."""

    href: str
    title: str
    kind: str
    when: str
    datetime: str
    near: str
    report: Report


@frozen
class Updates(View):
    """What sources report; the undated stand apart. Where there is none, `absent` says so and `why` what that means."""

    dated: Sequence[UpdateEntry]
    undated: Sequence[UpdateEntry] = ()
    absent: str = ""
    why: str = ""


@macro("section")
def update(here: Here) -> list[View]:
    """One update: what its source reports, when, and what it is about: the same thing, or the same work otherwise."""
    update = update_of(here)
    origin = here.framework.origin[update.source]
    when = day(update.date) if update.date else translate("updates.undated")
    kind = Paragraph(translate(f"update.{update.kind}", when=when), "lead")
    here_too = fact(translate("update.source"), [about_origin(here, origin)])
    direct = [name for name in update.about if name not in update.near]
    sections = [
        section("report", translate("update.report"), [kind, report(here, update, page=True)]),
        section("source", translate("update.who"), Summary([*origin_facts(origin), here_too])),
    ]
    if direct:
        sections.append(section("about", translate("update.about"), _items(here, direct)))
    if update.near:
        note = translate("update.near_means")
        sections.append(section("near", translate("update.near"), _items(here, update.near), note=note))
    return [*withdrawal(here, update), *sections]


def withdrawal(here: Here, update: Update) -> list[View]:
    """Of a report that was withdrawn: when, why and by whose decision."""
    if not update.retired:
        return []
    changes = retiring(here, update.id or "")
    if not changes:
        return [Paragraph(translate("update.withdrawn"))]
    sentences = [translate("update.withdrawn_on", day=day(changes[-1].published)), changes[-1].reason]
    sentences += [decided(changes[-1]), translate("update.withdrawn_means")]
    see = link(here, here.links.change(changes[-1].id), translate("history.see"))
    return [Paragraph(Markup(" ").join(filter(None, sentences)) + " ", parts=[see])]


def report(here: Here, update: Update, *, page: bool = False) -> Report:
    """What an update reports; on its own page the ways to its source stand in a table.

    Elsewhere one way is enough: out to the original, or, where that has no address, to what this site knows of it.
    """
    origin = here.framework.origin[update.source]
    voice = "quoted" if update.quote else "told"
    ways = [] if page else original(origin) or [about_origin(here, origin)]
    by = translate(f"report.{voice}", publisher=origin.author)
    reported = translate("report.as", words=update.reported_as) if update.reported_as else ""
    return Report(update.quote or "", update.said or "", by, ways, reported)


def _items(here: Here, names: Sequence[str]) -> Listing:
    """Items and priorities, whole."""
    framework = here.framework
    texts = {name: framework.priorities[name].title for name in names if name in framework.priorities}
    texts |= {name: framework.items[name].words for name in names if name in framework.items}
    return Listing([ItemRow(name, called(here, name), here.to(here.links.item(name)), texts[name]) for name in names])


@macro("block")
def updates(here: Here) -> list[View]:
    """What is reported about the item, each report with its source; or, plainly, that nothing is recorded."""
    dated, undated = apart(here.site.updates_about.get(here.subject, []))
    if dated or undated:
        listed = Updates([_row(here, update) for update in dated], [_row(here, update) for update in undated])
        return [*last_reported_of(here, here.subject), listed]
    return [_no_updates(here)]


@alike
def _no_updates(here: Here) -> Updates:  # noqa: ARG001 (it is the same for all pages)
    return Updates([], [], translate("updates.none"), translate("updates.why"))


#: Kinds of update that are no evidence of an aspiration (DESIGN: honesty, rule 3).
_NO_EVIDENCE = {"activity", "plan"}


def _row(here: Here, update: Update) -> UpdateEntry:
    only = here.kind == "aspiration" and update.kind in _NO_EVIDENCE
    return UpdateEntry(
        here.to(here.links.update(update.id or "")),
        update.title,
        translate(f"updates.only_{update.kind}") if only else translate(f"updates.{update.kind}"),
        day(update.date) if update.date else "",
        update.date or "",
        translate("updates.near") if here.subject in update.near else "",
        report(here, update),
    )
