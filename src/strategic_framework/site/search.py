"""What the search knows: one record for each thing with an address, made from the data and never from pages.

Of a record `also` holds further names that a reader may type (identifiers, aliases, expansions), `address` is below the
site's root, `weight` says how much a kind counts, `said` whether the text is the framework's own, `edition` which
earlier edition it is of, `page` whether it is about no one thing. What is published of them is in `search_index`.
"""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.content.links import page_of_site
from strategic_framework.language.english import sentence
from strategic_framework.language.labels import alliance_name, label, title_of
from strategic_framework.language.strings import translate_text, with_words
from strategic_framework.model import Body, Framework, Item, Planned, Referenced, Synonym, identifier
from strategic_framework.site import search_index
from strategic_framework.site.pages import Page
from strategic_framework.site.search_index import Record, Typed
from strategic_framework.views.base import Here
from strategic_framework.views.measure_sentences import in_short
from strategic_framework.views.places import called
from strategic_framework.views.site import Site
from strategic_framework.views.titles import description


def files(site: Site, pages: list[Page]) -> Iterator[tuple[str, bytes]]:
    """The address and the bytes of each file that the search fetches."""
    return search_index.files(records(site, pages), [_synonym(site, synonym) for synonym in site.framework.synonyms])


def records(site: Site, pages: list[Page]) -> list[Record]:
    """All that can be found, in the order in which equals are shown."""
    return [*_items(site), *_topics(site), *_named(site), *_known(site), *_changes(site), *_pages(site, pages)]


def _record(
    kind: str, title: str, text: str, address: str, *also: str, weight: float = 1.0, said: bool = False,
    edition: str = "", page: bool = False,
) -> Record:  # fmt: skip
    names = tuple(name for name in dict.fromkeys(also) if name)
    return Record(with_words(kind), title, text, names, address, weight, said, edition, page)


def _synonym(site: Site, synonym: Synonym) -> Typed:
    """What is typed, and where it leads: to a record by its address, or to the words of the wording."""
    means = synonym.means or synonym.nearest or ""
    return Typed(tuple(synonym.words), _address(site, means), means, not synonym.not_named)


def _address(site: Site, means: str) -> str | None:
    """The address of what a synonym means; none where it means words of the wording."""
    if means.startswith("page:"):
        return page_of_site(site.framework, means.removeprefix("page:"))
    if means in {term.id for term in site.framework.glossary} - site.named.keys() - {*site.topics}:
        return site.links.term(means)
    return site.links.url_for(means)


def _items(site: Site) -> Iterator[Record]:
    """Every priority and item, with who it names; what is of an earlier edition or retired counts less."""
    framework, links, here = site.framework, site.links, Here(site, "")
    for priority in framework.priorities.values():
        weight = 1.2 if framework.edition_of[priority.id] is framework.current else 0.5
        also = (label(priority.id), priority.id, priority.nav_label)
        title = f"{label(priority.id)}: {priority.nav_label}"
        yield _record("[Priorities]", title, priority.title, links.item(priority.id), *also, weight=weight, said=True,
                      edition=_earlier(site, priority.id))  # fmt: skip
    for item in framework.items.values():
        edition = framework.edition_of.get(item.id)
        weight = 1.0 if edition is framework.current and not item.retired else 0.5
        names = [site.body_names[name] for name in site.mentions.bodies.names(item.id)]
        names += [site.body_names[name] for name in site.mentions.programmes.names(item.id)]
        names += _stated(framework, item)
        title = called(here, item.id) + (" (retired)" if item.retired else "")
        kind = _kind(site.framework, item.id)
        yield _record(kind, title, item.all_words, links.item(item.id), label(item.id), item.id, *names, weight=weight,
                      said=True, edition=_earlier(site, item.id))  # fmt: skip


def _stated(framework: Framework, item: Item) -> list[str]:
    """The plan’s own number of an item, and the names of those who lead it or are partners in it."""
    if not isinstance(item, Planned):
        return [item.reference] if isinstance(item, Referenced) and item.reference else []
    return [item.reference or "", *(framework.answerable[body] for body in (*item.lead, *item.partners))]


def _earlier(site: Site, item: str) -> str:
    """The name of the earlier edition that an item or a priority is of; nothing for the current one."""
    edition = site.framework.edition_of.get(item)
    return edition.label if edition and edition is not site.framework.current else ""


def _kind(framework: Framework, item: str) -> str:
    parsed = identifier(item)
    kinds = {"action": "[Actions]", "part": "[Parts]", "group": "[Groups]", "aspiration": "[Aspirations]"}
    if item.startswith("all-"):
        return sentence(alliance_name(framework))
    return kinds.get(parsed.kind, "Other wording") if parsed else "Other wording"


def _topics(site: Site) -> Iterator[Record]:
    for area in site.framework.policy_areas:
        address = site.links.policy_area(area.id)
        yield _record("Topics", area.name, translate_text("search.topic"), address, area.id, *area.aliases, weight=1.6)


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
            text = body.plain or (body.described[0].text if body.described else "")
            yield _record(kind, body.name, text, site.links.body(body.id), body.id, *also, weight=1.5)


def _forms(body: Body) -> list[str]:
    return [body.name, *body.aliases]


def _known(site: Site) -> Iterator[Record]:
    """Terms, reports, measures, what these and the wording rest on, and the documents around the framework."""
    framework, links = site.framework, site.links
    for term in framework.glossary:
        text = term.expansion or term.plain or ""
        yield _record("Glossary", term.term, text, links.term(term.id), term.expansion or "", weight=0.9)
    for update in site.updates:
        by = framework.origin[update.source].author
        yield _record("Reports", update.title, update.words, links.update(update.id or ""), update.id or "",
                      label(update.id or ""), by, update.reported_as or "", weight=0.8)  # fmt: skip
    for measure in framework.measures:
        yield _record("[Measures]", measure.name, in_short(measure), links.measure(measure.id or ""),
                      measure.id or "", label(measure.id or ""), measure.unit, weight=0.9)  # fmt: skip
    for origin in framework.origin.values():
        yield _record("Sources", origin.title, origin.author, links.source(origin.id), origin.id, origin.short,
                      weight=0.6)  # fmt: skip
    for document in framework.documents:
        address = links.document(document.id)
        yield _record("Documents around the [framework]", document.title, document.holds, address, document.publisher,
                      weight=0.7)  # fmt: skip


def _changes(site: Site) -> Iterator[Record]:
    for change in site.ledger.changes:
        title = f"{label(change.id)}: {sentence(title_of(change))}"
        yield _record(
            "Changes", title, change.reason or "", site.links.change(change.id), change.id, label(change.id), weight=0.6
        )


def _pages(site: Site, pages: list[Page]) -> Iterator[Record]:
    """The pages that are not about one thing, by their title and their opening sentence; none that only leads on."""
    left_out = {site.links.static_page(name) for name in ("search", "policy-areas", "macros")}
    for page in pages:
        if page.here.kind in {"page", "home", "edition", "edition-part"} and page.here.address not in left_out:
            said = page.here.kind in {"home", "edition"}
            yield _record("Pages", page.title, description(page.here), page.here.address, weight=0.8, said=said,
                          page=True)  # fmt: skip
