"""Items, bodies and the rest as plain records: what every format writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions, Register
from strategic_framework.language.english import day
from strategic_framework.model import Aspiration, Body, Framework, Item, Priority, Update, identifier

Record = dict[str, Any]
#: Item → the identifiers of what is about it, in the order of their file.
About = dict[str, list[str]]


def _about(pairs: Iterable[tuple[str, Iterable[str]]]) -> About:
    """Turned round once, so that the work grows with the content and not with its square."""
    found: About = {}
    for name, named in pairs:
        for one in dict.fromkeys(named):
            found.setdefault(one, []).append(name)
    return found


def _item(framework: Framework, mentions: Mentions, links: Links, one: Item, areas: About, updates: About) -> Record:
    """One item: its wording, where it stands, where it comes from, who it names and what is published about it."""
    edition, priority = framework.edition_of.get(one.id), framework.priority_of.get(one.id)
    parsed = identifier(one.id)
    return {
        "id": one.id,
        "kind": parsed.kind if parsed else "",
        "address": links.absolute(links.item(one.id)),
        "document": edition.id if edition else "alliance",
        "priority": priority.id if priority else None,
        "priority_title": priority.title if priority else None,
        "text": one.text,
        "source": framework.source_of(one.id),
        "due": priority.due if priority and _is_due(one) else None,
        "due_stated": _due_stated(priority, one),
        "bodies": _names(mentions.bodies, one.id),
        "programmes": _names(mentions.programmes, one.id),
        "policy_areas": areas.get(one.id, []),
        "updates": updates.get(one.id, []),
        "retired": one.retired,
        "replaced_by": one.replaced_by,
        "continues": one.continues,
    }


def _is_due(one: Item) -> bool:
    return isinstance(one, Aspiration)


def _due_stated(priority: Priority | None, one: Item) -> str | None:
    """Where the wording states the date: in the sentence itself, or in the priority's first aspiration, or nowhere."""
    if priority is None or priority.due is None or not _is_due(one):
        return None
    stated = day(priority.due)
    if stated in one.text:
        return "in the sentence"
    return "in the first aspiration of its priority" if stated in priority.aspirations[0].text else None


def _names(register: Register, item: str) -> list[str]:
    return list(register.names(item))


def priority(framework: Framework, links: Links, one: Priority) -> Record:
    """One priority: its title and the identifiers of what stands under it, in reading order."""
    edition = framework.edition_of[one.id]
    return {
        "id": one.id,
        "kind": "priority",
        "address": links.absolute(links.item(one.id)),
        "document": edition.id,
        "number": one.number,
        "title": one.title,
        "title_source": one.title_source or edition.source,
        "due": one.due,
        "items": [item.id for item in one.items],
        "retired": one.retired,
        "replaced_by": one.replaced_by,
        "continues": one.continues,
    }


def named(register: Register, links: Links, one: Body) -> Record:
    """A body or a programme: its names, the items whose wording has them, and how sources describe it."""
    return {
        "id": one.id,
        "name": one.name,
        "aliases": list(one.aliases),
        "address": links.absolute(links.body(one.id)),
        "named_in": list(register.items(one.id)),
        "described": [{"text": quote.text, "source": quote.source} for quote in one.described],
    }


def update(links: Links, one: Update) -> Record:
    """A published update: what a source says has happened."""
    return {
        "id": one.id,
        "address": links.absolute(links.update(one.id or "")),
        "date": one.date,
        "kind": one.kind,
        "title": one.title,
        "about": list(one.about),
        "source": one.source,
        "quote": one.quote,
    }


def items(framework: Framework, mentions: Mentions, links: Links) -> Iterator[Record]:
    """Every item in reading order, at a cost that grows in step with the content."""
    areas = _about((area.id, area.named_in) for area in framework.policy_areas)
    updates = _about((update.id or "", update.about) for update in framework.updates)
    for one in framework.items.values():
        yield _item(framework, mentions, links, one, areas, updates)


def about(framework: Framework) -> Record:
    """What every JSON file says first: whose words, whose site, as at when, and with what rights."""
    settings = framework.settings
    return {
        "title": settings.title,
        "publisher": settings.publisher.name,
        "official": settings.official,
        "fictional": settings.fictional,
        "as_at": settings.as_at,
        "site": settings.address,
        "rights": settings.rights,
    }
