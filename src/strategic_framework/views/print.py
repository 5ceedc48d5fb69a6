"""The whole document on one page: what it is, what is in it, and every priority from beginning to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from strategic_framework.language.english import sentence
from strategic_framework.language.labels import label
from strategic_framework.language.nouns import noun
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Item, Priority, identifier
from strategic_framework.model.frozen import frozen
from strategic_framework.views import list_pages, lists, measures
from strategic_framework.views.base import Here, Paragraph, Section, section, tone
from strategic_framework.views.editions import publication
from strategic_framework.views.groups import groups
from strategic_framework.views.macro import macro
from strategic_framework.views.priority import context, role
from strategic_framework.views.view import Unbroken, View


@frozen
class ContentsRow:
    """A priority among the contents: its anchor, number and colour, its title, and what stands under it."""

    id: str
    number: int
    tone: str
    title: str
    under: str


@frozen
class Contents(View):
    """The parts of the whole document."""

    introduction: bool
    priorities: Sequence[ContentsRow]


@frozen
class Part(View):
    """A priority in the whole document, with its sections."""

    id: str
    number: int
    title: Unbroken
    tone: str
    href: str
    body: Sequence[View]


@macro("section")
def print_document(here: Here) -> list[View]:
    """The whole edition on one page, in reading order."""
    return [
        *_opening(here),
        *_introduction(here),
        *(_part(here, priority) for priority in here.edition.priorities),
    ]


def _introduction(here: Here) -> list[View]:
    """The introduction, whose heading is marked as the site's: on paper it stands among the framework's own."""
    sections = (part for part in lists.introduction(here) if isinstance(part, Section))
    return [replace(part, written=translate("written.heading")) for part in sections]


def _opening(here: Here) -> list[View]:
    """The contents, with how any item is found again, and the publication details."""
    rows = [_row(here, priority) for priority in here.edition.priorities]
    contents = Contents(bool(here.edition.introduction), rows)
    return [
        section("contents", translate("contents.title"), [contents, *_address(here)]),
        section("publication", translate("contents.publication"), publication(here)),
    ]


def _row(here: Here, priority: Priority) -> ContentsRow:
    parts = ((priority.groups, "group"), (priority.all_actions, "action"), (priority.all_aspirations, "aspiration"))
    spans = [_span(here, items, kind) for items, kind in parts]
    under = sentence(", ".join(filter(None, spans)))
    return ContentsRow(priority.id, priority.number, tone(priority, here.edition), priority.title, under)


def _span(here: Here, items: Sequence[Item], kind: str) -> str:
    """“actions 10 to 20” where the numbers run on, since a reader on paper turns to them; else a count."""
    numbers, nouns = [here.framework.numbering.number(item.id) for item in items], noun(kind, len(items))
    if len(numbers) < 2 or numbers != list(range(numbers[0], numbers[-1] + 1)):
        return translate_text("nouns.counted", count=len(numbers), noun=nouns) if numbers else ""
    return translate_text("contents.span", nouns=nouns, first=numbers[0], last=numbers[-1])


def _address(here: Here) -> list[View]:
    """Where an item is found on the web, shown by the first action, because paper has no links."""
    for item in here.edition.actions[:1]:
        address = here.links.absolute(here.links.item(item.id))
        return [Paragraph(translate("contents.address", item=label(item.id), address=address))]
    return []


def _part(here: Here, priority: Priority) -> Part:
    meta = list_pages.kept(here)
    there = replace(here, kind="priority", subject=priority.id, meta=meta, edition_id=here.edition.id)
    href = here.to(here.links.priority(priority))
    return Part(priority.id, priority.number, priority.title, str(priority.number), href, sections(there))


def sections(there: Here) -> list[View]:
    """Every part of the priority that a page is about, each with an identifier of the priority's own."""
    labels, priority = there.edition.labels, there.priority
    sections = [*context(there), *role(there)]
    sections += groups(there)
    if priority.actions:
        lead_in = [Paragraph(labels.actions_lead_in, "said")] if labels.actions_lead_in else []
        title, body = labels.actions or translate("nav.actions"), lists.actions_of(there, priority.actions)
        sections.append(section("actions", title, [*lead_in, *body], said=bool(labels.actions)))
    if priority.aspirations:
        title, body = (
            labels.aspirations or translate("nav.aspirations"),
            lists.aspirations_of(there, priority.aspirations),
        )
        sections.append(section("aspirations", title, body, said=bool(labels.aspirations)))
    sections += measures.in_full(there)
    return [_within(priority, part) for part in sections]


def _within(priority: Priority, part: View) -> View:
    """The section with an identifier of the priority's own: the same names recur under each, but for a group's."""
    if not isinstance(part, Section) or identifier(part.id):
        return part
    return replace(part, id=f"{priority.id}-{part.id}")
