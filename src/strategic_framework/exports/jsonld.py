"""JSON-LD in schema.org's words, for search engines: the document and each of its items as creative works.

While the site is not official no publisher is claimed; `isBasedOn` names the source and its author.
"""

from __future__ import annotations

import orjson
from pydantic import JsonValue

from strategic_framework.content.links import Links
from strategic_framework.content.provenance import NEW
from strategic_framework.exports.records import Record
from strategic_framework.language.strings import translate_text
from strategic_framework.model import Edition, Framework, Update, WebPage, identifier

_ESCAPES = [(character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029"]


def jsonld_document(framework: Framework, links: Links, edition: Edition) -> Record:
    """An edition as a creative work whose parts are its priorities."""
    parts: list[JsonValue] = [
        {"@type": "CreativeWork", "@id": links.absolute(links.item(priority.id)), "name": priority.title}
        for priority in edition.priorities
    ]
    return {
        **_work(framework, links.absolute(links.edition(edition))),
        "name": edition.title,
        "temporalCoverage": f"{edition.starts}/{edition.ends}",
        **_based_on(framework, edition.source),
        "hasPart": parts,
        **_publisher(framework),
    }


def jsonld_item(framework: Framework, links: Links, name: str) -> Record:
    """A priority, an action or an aspiration as a part of its edition."""
    edition = framework.edition_of[name]
    priority = framework.priorities.get(name)
    source = (priority.title_source or edition.source) if priority else framework.source_of(name)
    text = priority.title if priority else framework.items[name].words
    return {
        **_work(framework, links.absolute(links.item(name))),
        "identifier": name,
        "name": _name(framework, name),
        "text": text,
        "isPartOf": {"@type": "CreativeWork", "@id": links.absolute(links.edition(edition)), "name": edition.title},
        **_publisher(framework),
        **_based_on(framework, source),
    }


def _name(framework: Framework, name: str) -> str:
    """What an item is called in its own edition."""
    parsed = identifier(name)
    return translate_text(f"labels.{parsed.kind}", number=framework.numbering.number(name)) if parsed else name


def jsonld_update(framework: Framework, links: Links, update: Update) -> Record:
    """An update as a creative work of this site about items, based on the page that reports it."""
    return {
        **_work(framework, links.absolute(links.update(update.id or ""))),
        "name": update.title,
        "text": update.words,
        "about": [{"@type": "CreativeWork", "@id": links.absolute(links.item(name))} for name in update.about],
        "isBasedOn": _source(framework, update.source),
    }


def embed(data: Record) -> str:
    """JSON that can stand in a script element: `<`, `>`, `&` and the line separators as escapes."""
    text = orjson.dumps(data).decode()
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def _work(framework: Framework, address: str) -> Record:
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "inLanguage": framework.settings.languages[0],
    }


def _source(framework: Framework, name: str) -> Record:
    origin = framework.origin[name]
    author: Record = {"@type": "Organization", "name": origin.author}
    kind = "WebPage" if isinstance(origin, WebPage) else "CreativeWork"
    known = {"url": origin.address, "datePublished": origin.date}
    return {"@type": kind, "name": origin.title, "author": author, **{key: at for key, at in known.items() if at}}


def _based_on(framework: Framework, source: str | None) -> Record:
    """What the words are quoted from; nothing where they are new here."""
    return {"isBasedOn": _source(framework, source)} if source and source != NEW else {}


def _publisher(framework: Framework) -> Record:
    settings = framework.settings
    return {"publisher": {"@type": "Organization", "name": settings.publisher.name}} if settings.official else {}
