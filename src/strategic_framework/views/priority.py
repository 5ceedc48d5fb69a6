"""A priority's page: context, role, actions, aspirations, links to other priorities. The part names are content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup

from strategic_framework.language.english import day, number, sentence, shortened
from strategic_framework.language.labels import label
from strategic_framework.language.strings import translate
from strategic_framework.model.frozen import frozen
from strategic_framework.views import lists
from strategic_framework.views.base import Here, Paragraph, link, reading, section, tone
from strategic_framework.views.groups import groups
from strategic_framework.views.linked import Linked, Passage, linked_row, threads
from strategic_framework.views.macro import macro
from strategic_framework.views.retired import counted_apart, in_force
from strategic_framework.views.view import View


@frozen
class Principles(View):
    """A list inside the framework's own paragraph, with its anchors."""

    principles: Sequence[lists.ParagraphRow]


@frozen
class TurnWay:
    """The way to a neighbour: what it is called, its opening words, and the colour of its priority."""

    way: str
    direction: Literal["previous", "next"]
    href: str
    text: str
    tone: str


@frozen
class Turn(View):
    """The way to what stands before and after."""

    ways: Sequence[TurnWay]


@macro("section")
def context(here: Here) -> list[View]:
    """Why the priority matters: the paragraphs of its context, with any list that stands inside them."""
    body: list[View] = []
    for item in here.priority.context:
        body.append(Paragraph(item.text, "said", id=item.id))
        if item.principles:
            body.append(Principles([lists.ParagraphRow(entry.id, entry.text) for entry in item.principles]))
    return [section("context", translate("context.title"), body)] if body else []


@macro("section")
def role(here: Here) -> list[View]:
    """What the publisher says its own part is."""
    own = here.edition.labels.role
    body = [Paragraph(item.text, "said", id=item.id) for item in here.priority.role]
    return [section("role", own or translate("role.title"), body, said=bool(own))] if body else []


@macro("section")
def actions(here: Here) -> list[View]:
    """The groups of the priority, then the actions in none: whole, each with its permanent link and who it names."""
    priority, labels = here.priority, here.edition.labels
    if not priority.actions:
        return groups(here)
    lead_in = [Paragraph(labels.actions_lead_in, "said")] if labels.actions_lead_in else []
    note = Markup(" ").join([_action_count(here), _naming(here)])
    body = [*lead_in, *lists.actions_of(here, priority.actions)]
    title = labels.actions or translate("actions.title")
    return [*groups(here), section("actions", title, body, said=bool(labels.actions), note=note)]


def _action_count(here: Here) -> str:
    """The count in a sentence: “Ten actions.”, or “Ten actions: 9 current, 1 retired.”."""
    items = here.priority.actions
    apart = counted_apart(items)
    if apart:
        return translate("actions.count_apart", count=len(items), number=_number(len(items)), apart=apart)
    return translate("actions.count", count=len(items), number=_number(len(items)))


def _number(count: int) -> str:
    """A number in words at the head of a sentence."""
    return sentence(number(count))


def _naming(here: Here) -> str:
    """How many of the priority's actions name a body, in a sentence."""
    naming = sum(bool(here.site.mentions.bodies.names(action.id)) for action in in_force(here.priority.actions))
    return translate("actions.naming", count=naming, number=_number(naming))


@macro("section")
def aspirations(here: Here) -> list[View]:
    """What the publisher aspires to achieve, sentence by sentence, with what has been published on each."""
    priority, own = here.priority, here.edition.labels.aspirations
    if not priority.aspirations:
        return []
    body, title = lists.aspirations_of(here, priority.aspirations), own or translate("aspirations.title")
    return [section("aspirations", title, body, said=bool(own), note=_aspiration_count(here))]


def _aspiration_count(here: Here) -> str:
    """“Ten sentences: 9 current, 1 retired, looking to March 2027.”, as far as there is something to say."""
    items, due = here.priority.aspirations, day(here.priority.due or "")
    apart = counted_apart(items)
    form = ("apart" if apart else "all") + ("_due" if due else "")
    return translate(f"aspirations.count_{form}", count=len(items), number=_number(len(items)), apart=apart, day=due)


@macro("section")
def linked(here: Here) -> list[View]:
    """The other priorities that the wording joins to this one, with the words that join them."""
    if len(here.edition.priorities) < 2:
        return []
    others = [priority for priority in here.edition.priorities if priority.id != here.priority.id]
    rows = [linked_row(here, other, passages) for other in others if (passages := _passages(here, other.id))]
    body = Linked(rows) if rows else Paragraph(translate("linked.none"))
    everything = link(here, here.links.edition(here.edition) + "#linked", translate("linked.all"))
    views = [body, Paragraph("", parts=[everything])]
    return [section("linked", translate("linked.title"), views, written=reading())]


def _passages(here: Here, other: str) -> list[Passage]:
    """The words that join the priority to another one, whichever of the two says them."""
    pair = {here.priority.id, other}
    return [
        Passage(thread.label, thread.words, here.to(here.links.item(thread.item)))
        for thread in threads(here)
        if {thread.source.id, thread.target.id} == pair
    ]


@macro("section")
def previous_next(here: Here) -> View:
    """The way to the priority, action or aspiration before this one and after it."""
    before, after = here.site.neighbours[here.subject]
    ways = [_way(here, before, "previous")] if before else []
    return Turn([*ways, _way(here, after, "next")] if after else ways)


def _way(here: Here, item: str, direction: Literal["previous", "next"]) -> TurnWay:
    framework = here.framework
    priority = framework.priorities.get(item) or framework.priority_of[item]
    text = priority.title if item == priority.id else framework.items[item].words
    address = here.to(here.links.item(item))
    return TurnWay(label(item), direction, address, shortened(text), tone(priority, here.edition))
