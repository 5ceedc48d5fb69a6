"""Items, bodies and the rest as plain records: what every format writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from strategic_framework.links import Links
from strategic_framework.mentions import Mentions, Register
from strategic_framework.model import Aspiration, Body, Framework, Item, Priority, Update, identifier

Record = dict[str, Any]


def item(framework: Framework, mentions: Mentions, links: Links, one: Item) -> Record:
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
        "policy_areas": [area.id for area in framework.policy_areas if one.id in area.named_in],
        "updates": [update.id for update in framework.updates if one.id in update.about],
        "retired": one.retired,
        "replaced_by": one.replaced_by,
        "continues": one.continues,
    }


def _is_due(one: Item) -> bool:
    return isinstance(one, Aspiration)


def _due_stated(priority: Priority | None, one: Item) -> str | None:
    """Whether the date stands in the sentence itself or in the first aspiration of its priority."""
    if priority is None or priority.due is None or not _is_due(one):
        return None
    return "in the sentence" if priority.aspirations[0].id == one.id else "in the first aspiration of its priority"


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
        "address": links.absolute(links.named(one.id)),
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
    for one in framework.items.values():
        yield item(framework, mentions, links, one)


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
