"""A priority's page: context, role, actions, aspirations, links to other priorities. The part names are content."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.language.english import day, number, plural, sentence, shortened
from strategic_framework.language.labels import label
from strategic_framework.model import Item, Priority
from strategic_framework.views import lists
from strategic_framework.views.base import WRITTEN, Here, Untyped, View, link, paragraph, section, tone
from strategic_framework.views.linked import threads
from strategic_framework.views.macro import macro
from strategic_framework.views.retired import counted_apart, in_force


@macro("section")
def context(here: Here) -> list[View]:
    """Why the priority matters: the paragraphs of its context, with any list that stands inside them."""
    priority = here.priority
    return [_section_context(priority)] if priority.context else []


def _section_context(priority: Priority) -> View:
    body: list[View] = []
    for one in priority.context:
        body.append(paragraph(one.text, voice="said", name=one.id))
        if one.principles:
            entries = [{"id": entry.id, "text": entry.text} for entry in one.principles]
            body.append(Untyped("principles", {"principles": entries}))
    return section("context", "Context", body, written="Heading written for this site")


@macro("section")
def role(here: Here) -> list[View]:
    """What the publisher says its own part is."""
    body = [paragraph(one.text, voice="said", name=one.id) for one in here.priority.role]
    return (
        [section("role", here.edition.labels.role or "Role", body, said=bool(here.edition.labels.role))] if body else []
    )


@macro("section")
def actions(here: Here) -> list[View]:
    """The delivery actions of the priority, whole, each with its permanent link and who it names."""
    priority, labels = here.priority, here.edition.labels
    if not priority.actions:
        return []
    lead_in = [paragraph(labels.actions_lead_in, voice="said")] if labels.actions_lead_in else []
    note = f"{_counted(priority.actions, 'action')}. {_naming(here)}"
    body = [*lead_in, *lists.actions_of(here, priority)]
    return [section("actions", labels.actions or "Actions", body, said=bool(labels.actions), note=note)]


def _counted(items: Sequence[Item], noun: str) -> str:
    """“Ten actions”, or “Ten actions: 9 current, 1 retired”."""
    told = f"{sentence(number(len(items)))} {plural(len(items), noun)}"
    return f"{told}: {counted_apart(items)}" if counted_apart(items) else told


def _naming(here: Here) -> str:
    """How many of the priority's actions name a body, in a sentence."""
    naming = sum(bool(here.site.mentions.bodies.names(one.id)) for one in in_force(here.priority.actions))
    if not naming:
        return "No partner organisation is named in these actions."
    verb = "names" if naming == 1 else "name"
    return f"{sentence(number(naming))} {verb} another body; where none is shown, none is named."


@macro("section")
def aspirations(here: Here) -> list[View]:
    """What the publisher aspires to achieve, sentence by sentence, with what has been published on each."""
    priority, labels = here.priority, here.edition.labels
    if not priority.aspirations:
        return []
    due = f" looking to {day(priority.due)}" if priority.due else ""
    told = counted_apart(priority.aspirations)
    note = f"{_counted(priority.aspirations, 'sentence')}{',' if told and due else ''}{due}."
    body = lists.aspirations_of(here, priority)
    return [section("aspirations", labels.aspirations or "Aspirations", body, said=bool(labels.aspirations), note=note)]


@macro("section")
def linked(here: Here) -> list[View]:
    """The other priorities that the wording joins to this one, with the words that join them."""
    rows = [_linked_row(here, other) for other in here.edition.priorities if other.id != here.priority.id]
    rows = [row for row in rows if row["threads"]]
    if len(here.edition.priorities) < 2:
        return []
    body = [Untyped("linked", {"links": rows})] if rows else [paragraph("No link to another priority is stated here.")]
    more = link(here, here.links.edition(here.edition) + "#linked", "All links between the priorities")
    return [section("linked", "Linked priorities", [*body, paragraph("", parts=[more])], written=WRITTEN)]


def _linked_row(here: Here, other: Priority) -> dict[str, object]:
    pair = {here.priority.id, other.id}
    found = [
        {"href": here.to(here.links.item(one.item)), "item": one.label, "words": one.words}
        for one in threads(here)
        if {one.source.id, one.target.id} == pair
    ]
    return {
        "number": other.number,
        "tone": tone(other, here.edition),
        "href": here.to(here.links.priority(other)),
        "label": other.nav_label,
        "threads": found,
    }


@macro("section")
def previous_next(here: Here) -> View:
    """The way to the priority, action or aspiration before this one and after it."""
    before, after = here.site.neighbours[here.subject]
    turns = [_turn(here, one, way) for way, one in (("previous", before), ("next", after)) if one]
    return Untyped("turn", {"label": "Before and after", "ways": turns})


def _turn(here: Here, item: str, way: str) -> dict[str, str]:
    framework = here.framework
    priority = framework.priorities.get(item) or framework.priority_of[item]
    text = priority.title if item == priority.id else framework.items[item].text
    return {
        "way": label(item),
        "direction": way,
        "href": here.to(here.links.item(item)),
        "text": shortened(text),
        "tone": tone(priority, here.edition),
    }
