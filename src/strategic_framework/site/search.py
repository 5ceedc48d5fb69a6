"""What the search knows: one record for each thing with an address, made from the data and never from pages.

The index is a JSON list of `{kind, title, text, also, address, weight}`: `also` holds further names that a reader may
type (identifiers, aliases, expansions), `address` is below the site's root, `weight` says how much a kind counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import JsonValue

from strategic_framework.language.english import sentence
from strategic_framework.language.labels import label, title_of
from strategic_framework.model import Body, identifier
from strategic_framework.site.pages import Page
from strategic_framework.views.base import Site
from strategic_framework.views.titles import description

#: The file of the index, below the site's root.
INDEX = "search/index.json"
Record = dict[str, JsonValue]


def index(site: Site, pages: list[Page]) -> bytes:
    """The index of a site as the search fetches it."""
    records = [*_items(site), *_named(site), *_known(site), *_changes(site), *_pages(pages)]
    return (json.dumps(records, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _record(kind: str, title: str, text: str, address: str, *also: str, weight: float = 1.0) -> Record:
    names: list[JsonValue] = [name for name in dict.fromkeys(also) if name]
    return {"kind": kind, "title": title, "text": text, "also": names, "address": address, "weight": weight}


def _items(site: Site) -> Iterator[Record]:
    """Every priority and item, with who it names; what is of an earlier edition or retired counts less."""
    framework, links = site.framework, site.links
    for priority in framework.priorities.values():
        weight = 1.2 if framework.edition_of[priority.id] is framework.current else 0.5
        also = (label(priority.id), priority.id, priority.nav_label)
        title = f"{label(priority.id)}: {priority.nav_label}"
        yield _record("Priorities", title, priority.title, links.item(priority.id), *also, weight=weight)
    for item in framework.items.values():
        edition = framework.edition_of.get(item.id)
        weight = 1.0 if edition is framework.current and not item.retired else 0.5
        names = [site.body_names[name] for name in site.mentions.bodies.names(item.id)]
        names += [site.body_names[name] for name in site.mentions.programmes.names(item.id)]
        title = label(item.id) + (" (retired)" if item.retired else "")
        yield _record(_kind(item.id), title, item.text, links.item(item.id), label(item.id), item.id, *names,
                      weight=weight)  # fmt: skip


def _kind(item: str) -> str:
    parsed = identifier(item)
    kinds = {"action": "Actions", "aspiration": "Aspirations"}
    if item.startswith("all-"):
        return "Strategic Alliance"
    return kinds.get(parsed.kind, "Other wording") if parsed else "Other wording"


def _named(site: Site) -> Iterator[Record]:
    """Bodies and programmes by every form of their names, and the words behind an abbreviation."""
    expansions = {term.term: term.expansion for term in site.framework.glossary if term.expansion}
    behind = {words: short for short, words in expansions.items()}
    for kind, register in (
        ("Bodies", site.framework.bodies),
        ("Programmes, services and documents", site.framework.programmes),
    ):
        for body in register:
            also = [*_forms(body), *(expansions.get(form, "") for form in _forms(body))]
            also += [behind.get(form, "") for form in _forms(body)]
            text = body.described[0].text if body.described else ""
            yield _record(kind, body.name, text, site.links.body(body.id), body.id, *also, weight=1.5)


def _forms(body: Body) -> list[str]:
    return [body.name, *body.aliases]


def _known(site: Site) -> Iterator[Record]:
    """Policy areas, terms, and the published updates."""
    for area in site.framework.policy_areas:
        yield _record(
            "Policy areas", area.name, "", site.links.policy_area(area.id), area.id, *area.aliases, weight=1.1
        )
    for term in site.framework.glossary:
        yield _record(
            "Glossary", term.term, term.expansion or "", site.links.term(term.id), term.expansion or "", weight=0.9
        )
    for update in site.framework.updates:
        title = f"{label(update.id or '')}: {update.title}"
        yield _record("Updates", title, update.quote, site.links.update(update.id or ""), update.id or "")


def _changes(site: Site) -> Iterator[Record]:
    for change in site.ledger.changes:
        title = f"{label(change.id)}: {sentence(title_of(change))}"
        yield _record(
            "Changes", title, change.reason or "", site.links.change(change.id), change.id, label(change.id), weight=0.6
        )


def _pages(pages: list[Page]) -> Iterator[Record]:
    """The pages that are not about one thing, by their title and their opening sentence."""
    for page in pages:
        if page.here.kind in {"page", "home", "edition", "edition-part"}:
            yield _record("Pages", page.title, description(page.here), page.here.address, weight=0.8)
