"""The parts of the page of one action or one aspiration, below its wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from strategic_framework.language.english import day
from strategic_framework.language.labels import label
from strategic_framework.language.strings import translate
from strategic_framework.model import Update
from strategic_framework.views.base import Here, Link, Paragraph, View, link, section, written
from strategic_framework.views.compare import Continuity, strand_rows
from strategic_framework.views.linked import Linked, Passage, SharedWork, SharedWorkRow, linked_row, threads
from strategic_framework.views.macro import macro
from strategic_framework.views.rows import body_links
from strategic_framework.views.short_forms import short_forms
from strategic_framework.views.summary import Fact, Summary, fact
from strategic_framework.views.tracker import promise


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
def glance(here: Here) -> View:
    """What is known of the item, and what is not stated or not named, in a short table."""
    priority, item = here.priority, here.item
    not_named, address = translate("glance.not_named"), here.links.item(item.id)
    under = link(here, here.links.priority(priority), f"{priority.number} {priority.nav_label}")
    areas, short = _areas(here), short_forms(here, item.text)
    shows = fact(translate("glance.promise"), promise(item.text), translate("glance.not_stated"))
    return Summary(
        [
            fact(translate("glance.priority"), [under]),
            *([shows] if here.kind == "aspiration" else []),
            fact(translate("glance.bodies"), body_links(here, item.id), not_named),
            fact(translate("glance.programmes"), _programmes(here), not_named),
            *([fact(translate("glance.areas"), areas)] if areas else []),
            *([fact(translate("glance.short"), short)] if short else []),
            _due(here),
            fact(translate("glance.lead"), "", not_named),
            fact(translate("glance.address"), [link(here, address, f"/{address}")]),
        ]
    )


def _programmes(here: Here) -> list[Link]:
    slugs = here.site.mentions.programmes.names(here.subject)
    return [link(here, here.links.body(slug), here.site.body_names[slug]) for slug in slugs]


def _areas(here: Here) -> list[Link]:
    areas = [area for area in here.framework.policy_areas if here.subject in area.named_in]
    return [link(here, here.links.policy_area(area.id), area.name) for area in areas]


def _due(here: Here) -> Fact:
    """When the item is due: only an aspiration states a date, for itself or for those that follow it."""
    term, due = translate("glance.date"), day(here.priority.due or "")
    if not due:
        return fact(term, "", translate("glance.not_stated"))
    if here.kind == "action":
        return fact(term, "", translate("glance.action_date", day=due))
    if f"By {due}" in here.item.text:
        return fact(term, due)
    if f"By {due}" in here.priority.aspirations[0].text:
        return fact(term, translate("glance.first_date", day=due))
    return fact(term, "", translate("glance.priority_date", day=due))


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


@macro("section")
def leads(here: Here) -> list[View]:
    """The other priorities that the wording of this item reaches for, and what it shares with items elsewhere."""
    rows = [
        linked_row(here, thread.target, [Passage(translate("leads.words"), thread.words)])
        for thread in threads(here)
        if thread.item == here.subject
    ]
    return [section("leads", translate("leads.title"), Linked(rows), written=written())] if rows else []


@macro("section")
def same_work(here: Here) -> list[View]:
    """Other items whose wording names the same programme or service."""
    register = here.site.mentions.programmes
    rows = []
    for programme in register.names(here.subject):
        others = [item for item in register.items(programme) if item != here.subject]
        if others:
            items = [link(here, here.links.item(item), label(item)) for item in others]
            name, address = here.site.body_names[programme], here.to(here.links.body(programme))
            rows.append(SharedWorkRow(name, address, items))
    return [section("same-work", translate("same_work.title"), SharedWork(rows), written=written())] if rows else []


@macro("section")
def before(here: Here) -> list[View]:
    """What the earlier edition was described as saying of the same work, both sides quoted."""
    strands = [strand for strand in here.framework.continuity if strand.now and strand.now.item == here.subject]
    view = Continuity(strand_rows(here, strands))
    return [section("before", translate("before.title"), view, written=written())] if strands else []


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


@macro("block", "item_data")
def data(here: Here) -> View:
    """The same item as data."""
    links, item = here.links, here.subject
    parts = [
        link(here, links.citation(item, "bib"), "BibTeX"),
        link(here, links.citation(item, "ris"), translate("item_data.manager")),
        link(here, links.data(item), translate("item_data.json", item=label(item))),
        link(here, links.static_page("data"), translate("item_data.all")),
    ]
    return Paragraph("", "screen", [*parts, *_version(here)])


def _version(here: Here) -> list[Link]:
    """The version whose words are cited, where its fingerprint stands."""
    document = here.edition.id
    number = here.site.ledger.numbers.get(document)
    if not number:
        return []
    return [link(here, here.links.version(document, number), translate("item_data.version", number=number))]
