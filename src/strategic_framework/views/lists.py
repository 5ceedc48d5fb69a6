"""Lists of priorities, actions and aspirations: whole and open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from strategic_framework.language.english import and_list
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import translate
from strategic_framework.model import Action, Edition, Item, Priority
from strategic_framework.model.frozen import frozen
from strategic_framework.views import filters, list_pages
from strategic_framework.views.base import Here, Paragraph, Section, link, number, section, tone
from strategic_framework.views.macro import macro
from strategic_framework.views.retired import retired_part, tally
from strategic_framework.views.rows import Facet, ItemRow, item_row
from strategic_framework.views.tracker import published_evidence
from strategic_framework.views.view import View


@frozen
class Actions(View):
    """Actions, whole and open."""

    actions: Sequence[ItemRow]


@frozen
class AspirationRow:
    """An aspiration, and what has been published on it."""

    item: ItemRow
    evidence: str


@frozen
class Aspirations(View):
    """Aspirations, whole and open, in the dress of actions."""

    aspirations: Sequence[AspirationRow]


@frozen
class Listing(View):
    """Items outside their priority, in the dress of actions; no anchors."""

    items: Sequence[ItemRow]


@frozen
class PriorityRow:
    """A priority: its number, its colour (`tone`, 1 to 8), its title, and how much stands under it."""

    number: int
    tone: str
    href: str
    title: str
    under: Sequence[str]


@frozen
class Priorities(View):
    """The priorities of an edition as a list."""

    priorities: Sequence[PriorityRow]


@frozen
class ParagraphRow:
    """A paragraph of the framework with its anchor, and what it answers to in a filter."""

    id: str
    text: str
    facets: Sequence[Facet] = ()


@frozen
class Paragraphs(View):
    """Paragraphs of the framework."""

    paragraphs: Sequence[ParagraphRow]


def actions_of(here: Here, actions: Sequence[Item], rows: Sequence[ItemRow] = ()) -> list[View]:
    """Some actions, or the parts of one, as a list: those in force, then those retired; by number where it is cut."""
    if actions and not rows and list_pages.is_cut(here, actions):
        return [list_pages.numbers(here, actions)]
    rows = rows or [item_row(here, action) for action in actions]
    current = [row for action, row in zip(actions, rows, strict=True) if not action.retired]
    return [*([Actions(current)] if current else []), *retired_part(here, actions, rows)]


def aspirations_of(here: Here, aspirations: Sequence[Item]) -> list[View]:
    """Some aspirations as a list: those in force, then those retired; by number where it is cut."""
    if aspirations and list_pages.is_cut(here, aspirations):
        return [list_pages.numbers(here, aspirations)]
    rows = [item_row(here, aspiration) for aspiration in aspirations]
    current = [
        AspirationRow(row, published_evidence(here, row.id))
        for aspiration, row in zip(aspirations, rows, strict=True)
        if not aspiration.retired
    ]
    return [*([Aspirations(current)] if current else []), *retired_part(here, aspirations, rows)]


@macro("block")
def priorities(here: Here) -> View:
    """The priorities of the edition, each with its number, its title and what stands under it."""
    rows = [_priority_row(here, priority) for priority in here.edition.priorities]
    return Priorities(rows)


@macro("section")
def priority_section(here: Here) -> list[View]:
    """The priorities under the framework’s own name for them, or the site’s where it has none."""
    own = here.edition.labels.priorities
    title = own or translate("nav.priorities")
    return [section("priorities", title, priorities(here), said=bool(own), side=False)]


def _priority_row(here: Here, priority: Priority) -> PriorityRow:
    parts: list[tuple[Sequence[Item], str]] = [
        (priority.groups, "group"), (priority.all_actions, "action"), (priority.all_aspirations, "aspiration"),
        (priority.paragraphs, "paragraph"),
    ]  # fmt: skip
    under = [tally(items, kind) for items, kind in parts if items]
    address = here.to(here.links.priority(priority))
    return PriorityRow(priority.number, tone(priority, here.edition), address, priority.title, under)


@macro("section")
def all_actions(here: Here) -> list[View]:
    """Every action of the edition under its priority, with who each one names, and the choices to narrow them by."""
    choices = filters.for_actions(here)
    if list_pages.is_cut(here, here.edition.actions):
        return [list_pages.over_rows(here, choices), _download(here), *list_pages.by_number(here, "actions")]
    return [choices, _download(here), *whole_actions(here)]


def whole_actions(here: Here) -> list[View]:
    """Every action of the edition, whole, under its priority."""
    return [
        _under(here, priority, priority.all_actions) for priority in here.edition.priorities if priority.all_actions
    ]


def _download(here: Here) -> Paragraph:
    """The files that hold the list whole: a choice of the reader does not narrow them."""
    files = {"sheet": "data/framework.xlsx", "table": "data/actions.csv", "whole": "data/framework.json"}
    ways = [link(here, address, translate(f"actions.{key}")) for key, address in files.items()]
    return Paragraph(Markup("{} ").format(translate("actions.download")), "screen", ways)


@macro("section")
def actions_page(here: Here) -> list[View]:
    """The actions of one page of a long list, whole, under their priority, and the ways to the other pages."""
    items = {item.id for item in list_pages.items_of(here)}
    some = [(priority, [action for action in priority.all_actions if action.id in items])
            for priority in here.edition.priorities]  # fmt: skip
    sections = [replace(_under(here, priority, actions), id="", note="") for priority, actions in some if actions]
    return [*sections, list_pages.ways(here)]


def _under(here: Here, priority: Priority, actions: Sequence[Action]) -> Section:
    rows = [item_row(here, action, filters.of_action(here, priority, action)) for action in actions]
    part = section(
        f"priority-{number(priority.id)}",
        f"{priority.number} {priority.nav_label}",
        actions_of(here, actions, rows),
        note=tally(actions, "action"),
    )
    return replace(part, tone=tone(priority, here.edition), title_href=here.to(here.links.priority(priority)))


def listing(here: Here, items: Iterable[str]) -> View:
    """Items with their label and their wording, each linked to its own page."""
    return Listing([item_row(here, here.framework.items[item]) for item in items])


@macro("section")
def introduction(here: Here) -> list[View]:
    """The introductory paragraphs of the edition, verbatim; nothing where it has none."""
    rows = [ParagraphRow(paragraph.id, paragraph.text) for paragraph in here.edition.introduction]
    return [section("introduction", translate("edition.introduction"), Paragraphs(rows))] if rows else []


@macro("section")
def diagram_note(here: Here) -> list[View]:
    """The words that stand in the source where its diagram was; nothing where it had none."""
    if not here.edition.diagram:
        return []
    body = [Paragraph(translate("edition.diagram_note")), Paragraph(here.edition.diagram, "said")]
    return [section("diagram", translate("edition.diagram"), body)]


def summary_of(edition: Edition) -> str:
    """“4 priorities, 35 actions and 15 aspirations”, leaving out what the edition has not."""
    parts: list[tuple[Sequence[Item], str]] = [
        (edition.groups, "group"),
        (edition.actions, "action"),
        (edition.aspirations, "aspiration"),
    ]
    counts = [counted(len(edition.priorities), "priority")] if edition.priorities else []
    return and_list([*counts, *(tally(items, kind) for items, kind in parts if items)])


@macro("section")
def cross_cutting(here: Here) -> list[View]:
    """What the edition says cuts across its priorities, whole; nothing where it says nothing."""
    edition, labels = here.edition, here.edition.labels
    if not edition.cross_cutting:
        return []
    lead_in = [Paragraph(labels.cross_cutting_lead_in, "said")] if labels.cross_cutting_lead_in else []
    body = [*lead_in, *(Paragraph(item.text, "said", id=item.id) for item in edition.cross_cutting)]
    title = labels.cross_cutting or translate("cross_cutting.title")
    return [section("cross-cutting", title, body, said=bool(labels.cross_cutting))]
