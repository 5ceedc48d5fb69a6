"""JSON: the whole framework in one file, and each item and priority in a file of its own. UTF-8, two spaces, LF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import orjson

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import measures, records
from strategic_framework.exports.dictionary import Field, below, of_model
from strategic_framework.exports.records import Record
from strategic_framework.model import (
    Alliance,
    Crossing,
    Edition,
    Event,
    Framework,
    Noun,
    PlainWords,
    PolicyArea,
    Quotation,
    RelatedDocument,
    Settings,
    Source,
    Strand,
    Term,
    TextualLink,
    WebPage,
)

_AREA = ("id", "name", "named_in")
_LINK = ("item", "to", "words", "strength")
_EDITION = ("id", "title", "label", "starts", "ends", "published", "described_as", "source")
_ALLIANCE = ("title", "partner", "source", "proposed")
_CROSSING = ("proposed", "reading", "reported_in", "see_also", "note")
_TERM = ("id", "term", "expansion", "plain", "supported_by", "link")
_SOURCE = ("id", "title", "author", "kind", "date", "date_note", "address", "seen", "retired")
_WEB_PAGE = ("id", "kind", "title", "publisher", "address", "date", "seen", "note")
_DOCUMENT = ("id", "title", "publisher", "address", "date", "seen", "holds")
_PLAIN = ("plain", "supported_by", "link")

_ADDRESS = records.PERMANENT._replace(meaning="Its permanent address.")
_QUOTATION = of_model(Quotation, "text", "source", "item")
#: Every field of `data/framework.json`.
WHOLE: tuple[Field, ...] = (
    *records.ABOUT,
    *of_model(Settings, "current_edition"),
    *below("policy_areas[].", *of_model(PolicyArea, *_AREA)),
    *below("links[].", *of_model(TextualLink, *_LINK)),
    *below("continuity[].", *of_model(Strand, "id", "relation", "name", "note")),
    *below("alliance.", *of_model(Alliance, *_ALLIANCE), _ADDRESS),
    *below("alliance.crosswalk[].", *of_model(Crossing, *_CROSSING)),
    *below("glossary[].", *of_model(Term, *_TERM)),
    *below("timeline[].", *of_model(Event, "id", "when", "what")),
    *below("publisher_words.", *of_model(PlainWords, *_PLAIN)),
    *below("sources[].", *of_model(Source, *_SOURCE)),
    *below("web_pages[].", *of_model(WebPage, *_WEB_PAGE)),
    *below("documents[].", *of_model(RelatedDocument, *_DOCUMENT)),
    *below("editions[].", *of_model(Edition, *_EDITION), _ADDRESS,
           *of_model(Edition, "introduction", "priorities", "cross_cutting")),
    *below("priorities[].", *records.PRIORITY),
    *below("items[].", *records.ITEM),
    *below("bodies[].", *records.NAMED),
    *below("programmes[].", *records.NAMED),
    *below("bodies[].described[].", *records.QUOTATION),
    *below("programmes[].described[].", *records.QUOTATION),
    *below("continuity[].was.", *_QUOTATION),
    *below("continuity[].now.", *_QUOTATION),
    *below("timeline[].quote.", *_QUOTATION),
    *below("updates[].", *records.UPDATE),
)  # fmt: skip
#: The fields that it has besides, where there are measures.
MEASURES: tuple[Field, ...] = below("measures[].", *measures.MEASURE)
#: The fields of the file of one item, and of one priority, whose own title stands in place of the framework's.
ONE_ITEM: tuple[Field, ...] = (*records.ABOUT, *records.ITEM)
ONE_PRIORITY: tuple[Field, ...] = (
    *(field for field in records.ABOUT if field.name != "title"),
    *records.PRIORITY,
)


def files(
    framework: Framework, mentions: Mentions, links: Links, items: Iterable[Record] | None = None
) -> Iterator[tuple[str, bytes]]:
    """`data/framework.json`, then one file for each priority and item at its own address."""
    about = records.about(framework)
    items = [*(items or records.items(framework, mentions, links))]
    priorities = [records.priority(framework, links, priority) for priority in framework.priorities.values()]
    whole: Record = {**about, **_whole(framework, mentions, links), "priorities": [*priorities], "items": [*items]}
    if framework.measures:
        whole["measures"] = [measures.measure(links, one) for one in framework.measures]
    yield "data/framework.json", _bytes(whole)
    for record in (*priorities, *items):
        yield links.data(str(record["id"])), _bytes({**about, **record})


def _bytes(data: Record) -> bytes:
    return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _whole(framework: Framework, mentions: Mentions, links: Links) -> Record:
    alliance = framework.alliance
    return {
        "current_edition": framework.settings.current_edition,
        "editions": [_edition(links, edition) for edition in framework.editions],
        "bodies": [records.named(mentions.bodies, links, body) for body in framework.bodies],
        "programmes": [records.named(mentions.programmes, links, programme) for programme in framework.programmes],
        "policy_areas": [_plain(area, *_AREA) for area in framework.policy_areas],
        "links": [_plain(link, *_LINK) for link in framework.links.textual],
        "continuity": [_plain(strand, "id", "relation", "name", "was", "now", "note")
                       for strand in framework.continuity],
        "alliance": _alliance(links, alliance) if alliance else None,
        "glossary": [_plain(term, *_TERM) for term in framework.glossary],
        "timeline": [_plain(event, "id", "when", "what", "quote") for event in framework.timeline],
        "updates": [records.update(framework, links, update) for update in framework.updates],
        "publisher_words": records.plain(framework.settings.publisher),
        "web_pages": [_plain(page, *_WEB_PAGE) for page in framework.web_pages],
        "documents": [_plain(document, *_DOCUMENT) for document in framework.documents],
        "sources": [_plain(source, *_SOURCE) for source in framework.sources],
    }  # fmt: skip


def _plain(noun: Noun, *fields: str) -> Record:
    data = cast("Record", noun.model_dump(mode="json", include=set(fields)))
    return {name: data[name] for name in fields}


def _edition(links: Links, edition: Edition) -> Record:
    return {
        **_plain(edition, *_EDITION),
        "address": links.absolute(links.edition(edition)),
        "introduction": [item.id for item in edition.introduction],
        "priorities": [priority.id for priority in edition.priorities],
        "cross_cutting": [item.id for item in edition.cross_cutting],
    }


def _alliance(links: Links, alliance: Alliance) -> Record:
    crosswalk = [_plain(crossing, *_CROSSING) for crossing in alliance.crosswalk]
    address = links.absolute(links.static_page("alliance"))
    return {**_plain(alliance, *_ALLIANCE), "address": address, "crosswalk": [*crosswalk]}
