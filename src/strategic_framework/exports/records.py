"""Items, bodies and the rest as plain records, what every format writes, and what their fields mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import orjson
from pydantic import JsonValue

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions, Register
from strategic_framework.content.reported import last_reported
from strategic_framework.exports.dictionary import ADDRESS, DATE, LIST, NUMBER, OPTIONAL_TEXT, TEXT, Field, of_model
from strategic_framework.language.english import day
from strategic_framework.language.strings import with_words
from strategic_framework.model import (
    Action,
    Aspiration,
    Body,
    Framework,
    Group,
    Item,
    PlainWords,
    Planned,
    Priority,
    Publisher,
    Quotation,
    Referenced,
    Settings,
    Update,
    WebPage,
    identifier,
)

Record = dict[str, JsonValue]
#: Item → the identifiers of what is about it, in the order of their file.
About = dict[str, list[str]]

#: What XML cannot hold, or would change. The content is refused before it has such a character.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

#: A line's beginning in JSON: within a text no line ends.
_INDENT = re.compile(rb"\n +")
#: So many bytes of JSON are laid out together.
_PART = 100_000

PERMANENT = Field("address", ADDRESS, "The permanent address.")
#: What `about` says.
ABOUT = (
    *of_model(Settings, "title"), of_model(Publisher, "name")[0]._replace(name="publisher"),
    *of_model(Settings, "official", "fictional", "as_at"), of_model(Settings, "address")[0]._replace(name="site"),
    *of_model(Settings, "rights"),
    Field("standing", OPTIONAL_TEXT, "Whose site it is not; nothing where the site is official."),
)  # fmt: skip
DUE = "The date an aspiration looks to, or by which an action is due, as exact as the source has it."
#: What `items` gives of an item only where the plan states it.
STATED = tuple(
    field._replace(optional=True)
    for field in (
        *of_model(Planned, "reference", "lead", "partners", always=True),
        Field("title", TEXT, "The title of a group; its text is what stands below, and empty where nothing does."),
        Field("group", TEXT, "The identifier of the group that it stands in, such as an outcome."),
        Field("part_of", TEXT, "The identifier of the action that it is a part of."),
        *of_model(Item, "also_continues", always=True),
    )
)
#: What `items` gives of an item only where a report quotes a word of the scale for it.
LAST_REPORTED = (
    Field("last_reported", DATE, "The day of the latest report that quotes a word of the scale for it.", optional=True),
    Field("last_reported_as", LIST, "The word it quotes; several where reports are of one day.", optional=True),
)
#: What `items` gives of each.
ITEM = (
    *of_model(Item, "id"),
    Field("kind", TEXT, "What it is: action, aspiration, context, role and so on."),
    PERMANENT,
    Field("document", TEXT, "The edition it belongs to, or “alliance”."),
    Field("priority", OPTIONAL_TEXT, "The identifier of the priority it stands under."),
    Field("priority_title", OPTIONAL_TEXT, "The title of that priority."),
    *of_model(Item, "text"),
    *of_model(Item, "source", always=True),
    of_model(Planned, "due")[0]._replace(meaning=DUE),
    Field("due_stated", OPTIONAL_TEXT, "Where the wording states that date; nothing where it does not."),
    Field("bodies", LIST, "The bodies that the wording names."),
    Field("programmes", LIST, "The programmes, services and documents that the wording names."),
    Field("policy_areas", LIST, "The policy areas that the wording names."),
    Field("updates", LIST, "The published reports about it."),
    *of_model(Item, "retired", "replaced_by", "continues"),
    *STATED,
    *LAST_REPORTED,
)
#: What `priority` gives.
PRIORITY = (
    *of_model(Priority, "id"),
    Field("kind", TEXT, "Always “priority”."),
    PERMANENT,
    Field("document", TEXT, "The edition it belongs to."),
    Field("number", NUMBER, "Its number."),
    *of_model(Priority, "title", "title_source", always=True),
    *of_model(Priority, "due"),
    Field("items", LIST, "The items under it, in reading order."),
    *of_model(Priority, "retired", "replaced_by", "continues"),
    *(field._replace(optional=True) for field in of_model(Priority, "also_continues", always=True)),
)
#: What `named` gives, and below it each entry of `described`.
NAMED = (
    *of_model(Body, "id", "name", "aliases"),
    PERMANENT,
    Field("named_in", LIST, "The items whose wording names it."),
    *of_model(Body, "described"),
    *of_model(PlainWords, "plain", "supported_by", "link"),
)
QUOTATION = of_model(Quotation, "text", "source")
#: What `update` gives.
UPDATE = (
    *of_model(Update, "id", always=True),
    PERMANENT,
    *of_model(Update, "date", "kind", "title", "about", "near", "source", "quote", "said", "retired"),
    *of_model(WebPage, "publisher")[:1],
    Field("source_title", TEXT, "The title of what it is taken from."),
    Field("source_date", "text: a year, month or day, or nothing", "Its date, as exact as it states it."),
    Field("source_address", "address or nothing", "The address of the original, where it is known."),
    Field("seen", "text: a month, or nothing", "The month in which the original was seen."),
    *(field._replace(optional=True) for field in of_model(Update, "reported_as", always=True)),
)


def stated(framework: Framework) -> tuple[Field, ...]:
    """Of `STATED` what some action of the framework has: the columns of a table that would else be empty."""
    known = frozenset[str]().union(*(edition.stated for edition in framework.editions))
    known |= {"group"} if any(edition.groups for edition in framework.editions) else set()
    return tuple(field for field in STATED if field.name in known)


def _about(pairs: Iterable[tuple[str, Iterable[str]]]) -> About:
    """Turned round once, so that the work grows with the content and not with its square."""
    about: About = {}
    for name, items in pairs:
        for item in dict.fromkeys(items):
            about.setdefault(item, []).append(name)
    return about


def _item(framework: Framework, mentions: Mentions, links: Links, item: Item, areas: About, updates: About) -> Record:
    """One item: its wording, where it stands, where it comes from, who it names and what is published about it."""
    edition, priority = framework.edition_of.get(item.id), framework.priority_of.get(item.id)
    parsed = identifier(item.id)
    return {
        "id": item.id,
        "kind": parsed.kind if parsed else "",
        "address": links.absolute(links.item(item.id)),
        "document": edition.id if edition else "alliance",
        "priority": priority.id if priority else None,
        "priority_title": priority.title if priority else None,
        "text": item.text,
        "source": framework.source_of(item.id),
        "due": item.due if isinstance(item, Planned) else _looks_to(priority, item),
        "due_stated": _due_stated(priority, item),
        "bodies": [*mentions.bodies.names(item.id)],
        "programmes": [*mentions.programmes.names(item.id)],
        "policy_areas": [*areas.get(item.id, ())],
        "updates": [*updates.get(item.id, ())],
        "retired": item.retired,
        "replaced_by": item.replaced_by,
        "continues": item.continues,
        **_stated(framework, item),
    }


def _stated(framework: Framework, item: Item) -> Record:
    """What is given only where it is there: a number of the plan's own, who leads, a title, and what it stands in."""
    group, holder = framework.group_of(item.id), framework.stands_in.get(item.id)
    stated: Record = {
        "reference": item.reference if isinstance(item, Referenced) else None,
        "lead": [*item.lead] if isinstance(item, Planned) else [],
        "partners": [*item.partners] if isinstance(item, Planned) else [],
        "title": item.title if isinstance(item, Group) else None,
        "group": group.id if group else None,
        "part_of": holder.id if isinstance(holder, Action) else None,
        "also_continues": [*item.also_continues],
    }
    return {field: value for field, value in stated.items() if value}


def _looks_to(priority: Priority | None, item: Item) -> str | None:
    return priority.due if priority and isinstance(item, Aspiration) else None


def _due_stated(priority: Priority | None, item: Item) -> str | None:
    """Where the wording states the date: in the sentence itself, or in the priority's first aspiration, or nowhere."""
    if priority is None or priority.due is None or not isinstance(item, Aspiration):
        return None
    stated = day(priority.due)
    if stated in item.text:
        return "in the sentence"
    in_first = stated in priority.all_aspirations[0].text
    return with_words("in the first [aspiration] of its [priority]") if in_first else None


def priority(framework: Framework, links: Links, priority: Priority) -> Record:
    """One priority: its title and the identifiers of what stands under it, in reading order."""
    edition = framework.edition_of[priority.id]
    return {
        "id": priority.id,
        "kind": "priority",
        "address": links.absolute(links.item(priority.id)),
        "document": edition.id,
        "number": priority.number,
        "title": priority.title,
        "title_source": priority.title_source or edition.source,
        "due": priority.due,
        "items": [item.id for item in priority.items],
        "retired": priority.retired,
        "replaced_by": priority.replaced_by,
        "continues": priority.continues,
        **({"also_continues": [*priority.also_continues]} if priority.also_continues else {}),
    }


def named(register: Register, links: Links, body: Body) -> Record:
    """A body or a programme: its names, the items whose wording has them, and how sources describe it."""
    return {
        "id": body.id,
        "name": body.name,
        "aliases": [*body.aliases],
        "address": links.absolute(links.body(body.id)),
        "named_in": [*register.items(body.id)],
        "described": [{"text": quotation.text, "source": quotation.source} for quotation in body.described],
        **plain(body),
    }


def plain(noun: PlainWords) -> Record:
    """What something is, in a plain sentence of this site's, with the page that supports it and the page of its own."""
    return {"plain": noun.plain, "supported_by": noun.supported_by, "link": noun.link}


def update(framework: Framework, links: Links, update: Update) -> Record:
    """A published update: what a source reports, and the source."""
    origin = framework.origin[update.source]
    return {
        "id": update.id,
        "address": links.absolute(links.update(update.id or "")),
        "date": update.date,
        "kind": update.kind,
        "title": update.title,
        "about": [*update.about],
        "near": [*update.near],
        "source": update.source,
        "quote": update.quote,
        "said": update.said,
        "retired": update.retired,
        "publisher": origin.author,
        "source_title": origin.title,
        "source_date": origin.date,
        "source_address": origin.address,
        "seen": origin.seen,
        **({"reported_as": update.reported_as} if update.reported_as else {}),
    }


def items(framework: Framework, mentions: Mentions, links: Links) -> Iterator[Record]:
    """Every item in reading order, at a cost that grows in step with the content."""
    areas = _about((area.id, area.named_in) for area in framework.policy_areas)
    updates = _about((update.id or "", update.about) for update in framework.updates if not update.retired)
    latest = last_reported(framework)
    for item in framework.items.values():
        yield _item(framework, mentions, links, item, areas, updates) | _reported(latest.get(item.id, ()))


def _reported(latest: Sequence[Update]) -> Record:
    """How it was last reported to go, and when; nothing where no report quotes a word of the scale for it."""
    if not latest:
        return {}
    return {"last_reported": latest[0].date, "last_reported_as": [update.reported_as or "" for update in latest]}


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
        "standing": standing(framework),
    }


def standing(framework: Framework) -> str | None:
    """What every file says while the publisher has not approved the site; None where it is official."""
    settings = framework.settings
    words = f"Independent demonstration, not approved by {settings.publisher.in_a_sentence}."
    return None if settings.official else f"Fictional example. {words}" if settings.fictional else words


def as_json(data: object) -> bytes:
    """JSON for reading too, with one space for each level, as the standard library gives it at a tenth of the speed."""
    laid_out = orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    return b"".join(_INDENT.sub(lambda match: match[0][: len(match[0]) // 2 + 1], part) for part in _parts(laid_out))


def _parts(text: bytes) -> Iterator[bytes]:
    """A text in parts, cut before ends of lines: to lay out all lines of a long one at once would fill the memory."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", start + _PART)
        end = end if end >= 0 else len(text)
        yield text[start:end]
        start = end


def for_xml(text: str) -> str:
    """A text as XML can hold it: U+FFFD in the place of what it cannot."""
    return _NOT_IN_XML.sub("\ufffd", text)
