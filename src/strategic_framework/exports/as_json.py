"""JSON: the whole framework in one file, and each item and priority in a file of its own. UTF-8, two spaces, LF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import records
from strategic_framework.model import Alliance, Edition, Framework, Noun, Source


def files(framework: Framework, mentions: Mentions, links: Links) -> Iterator[tuple[str, bytes]]:
    """`data/framework.json`, then one file for each priority and item at its own address."""
    about = records.about(framework)
    items = list(records.items(framework, mentions, links))
    priorities = [records.priority(framework, links, one) for one in framework.priorities.values()]
    yield "data/framework.json", _bytes({**about, **_whole(framework, mentions, links), "priorities": priorities,
                                         "items": items})  # fmt: skip
    for record in (*priorities, *items):
        yield links.data(record["id"]), _bytes({**about, **record})


def _bytes(data: Any) -> bytes:
    return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _whole(framework: Framework, mentions: Mentions, links: Links) -> dict[str, Any]:
    return {
        "current_edition": framework.settings.current_edition,
        "editions": [_edition(links, one) for one in framework.editions],
        "bodies": [records.named(mentions.bodies, links, one) for one in framework.bodies],
        "programmes": [records.named(mentions.programmes, links, one) for one in framework.programmes],
        "policy_areas": [_plain(one, "id", "name", "named_in") for one in framework.policy_areas],
        "links": [_plain(one, "item", "to", "words", "strength") for one in framework.links.textual],
        "continuity": [_plain(one, "id", "relation", "name", "was", "now", "note") for one in framework.continuity],
        "alliance": _alliance(links, framework.alliance) if framework.alliance else None,
        "glossary": [_plain(one, "id", "term", "expansion") for one in framework.glossary],
        "timeline": [_plain(one, "id", "when", "what", "quote") for one in framework.timeline],
        "updates": [records.update(links, one) for one in framework.updates],
        "sources": [_source(one) for one in framework.sources],
    }


def _plain(noun: Noun, *fields: str) -> dict[str, Any]:
    data = noun.model_dump(mode="json", include=set(fields))
    return {name: data[name] for name in fields}


def _edition(links: Links, one: Edition) -> dict[str, Any]:
    fields = ("id", "title", "label", "starts", "ends", "published", "described_as", "source")
    return {
        **_plain(one, *fields),
        "address": links.absolute(links.edition(one)),
        "introduction": [item.id for item in one.introduction],
        "priorities": [priority.id for priority in one.priorities],
        "cross_cutting": [item.id for item in one.cross_cutting],
    }


def _alliance(links: Links, one: Alliance) -> dict[str, Any]:
    crosswalk = [_plain(row, "proposed", "reading", "reported_in", "see_also", "note") for row in one.crosswalk]
    address = links.absolute(links.static_page("alliance"))
    return {**_plain(one, "title", "partner", "source", "proposed"), "address": address, "crosswalk": crosswalk}


def _source(one: Source) -> dict[str, Any]:
    return _plain(one, "id", "title", "author", "kind", "date", "date_note")
