"""The content as linked data: schema.org for works, PROV for changes, W3C ORG for bodies and SKOS for topics.

While the site is not official no publisher is claimed. Our own shapes (SHACL) stand beside it; `rdf` writes both forms.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files as package_files
from itertools import pairwise

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import changes_json, records
from strategic_framework.exports.rdf import Node, context, jsonld, node, turtle
from strategic_framework.exports.records import Record
from strategic_framework.exports.sheets import listed
from strategic_framework.language.labels import document_label, label
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import PLANNED_KINDS, PUBLISHER, Framework, PlainWords

JSONLD, TURTLE = "data/framework.jsonld", "data/framework.ttl"
CONTEXT, SHAPES = "data/v1/context.jsonld", "data/v1/shapes.ttl"
_WORK = ("schema:CreativeWork", "prov:Entity")


def files(
    framework: Framework, mentions: Mentions, links: Links, ledger: Ledger, items: Iterable[Record] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Both forms, the context that one of them names, and the shapes that the nodes have."""
    items = items or records.items(framework, mentions, links)
    nodes = list(graph(framework, links, ledger, items))
    language = framework.settings.languages[0]
    yield JSONLD, jsonld(nodes, links.absolute(CONTEXT))
    yield TURTLE, turtle(nodes, language)
    said = " ".join(filter(None, [records.standing(framework), framework.settings.rights]))
    meanings = context(language, measured=bool(framework.measures))
    yield CONTEXT, (json.dumps({"@context": meanings, "rights": said}, ensure_ascii=False) + "\n").encode()
    comment = "".join(f"# {line}\n" for line in said.splitlines())
    names = ["shapes.ttl", *(["shapes-measures.ttl"] if framework.measures else [])]
    folder = package_files("strategic_framework") / "exports"
    shapes = "".join((folder / name).read_text(encoding="utf-8") for name in names)
    yield SHAPES, (comment + shapes).encode()


def graph(framework: Framework, links: Links, ledger: Ledger, items: Iterable[Record]) -> Iterator[Node]:
    """Every node, in the order of the content."""
    about = records.about(framework)
    rights = {term: about[term] for term in ("rights", "standing")}
    yield node(links.absolute(links.static_page("data")), "schema:Dataset", name=about["title"], **rights,
               date=about["as_at"])  # fmt: skip
    if framework.settings.official:
        yield node(_PUBLISHER, "org:Organization", name=about["publisher"])
    yield from _documents(framework, links)
    yield from _works(framework, links, items)
    yield from _named(framework, links)
    yield from _origins(framework, links)
    yield from _updates(framework, links)
    yield from _measures(framework, links)
    yield from _history(framework, links, ledger)


_PUBLISHER = "_:publisher"
_PARTS = ("lead", "partners")


def _documents(framework: Framework, links: Links) -> Iterator[Node]:
    """The editions, the alliance and the priorities."""
    publisher = _PUBLISHER if framework.settings.official else None
    for edition in framework.editions:
        yield node(
            links.absolute(links.edition(edition)), *_WORK, name=edition.title, identifier=edition.id,
            temporalCoverage=f"{edition.starts}/{edition.ends}", isBasedOn=_source(framework, links, edition.source),
            published=edition.published, publisher=publisher,
        )  # fmt: skip
    if alliance := framework.alliance:
        yield node(_document(links, "alliance"), *_WORK, name=alliance.title, identifier="alliance",
                   isBasedOn=_source(framework, links, alliance.source))  # fmt: skip
    for priority in framework.priorities.values():
        record = records.priority(framework, links, priority)
        yield node(
            str(record["address"]), *_WORK, **_standing(links, record), text=priority.title,
            isBasedOn=_source(framework, links, record["title_source"]),
            isPartOf=_document(links, str(record["document"])),
            temporalCoverage=f"../{priority.due}" if priority.due else None,
        )  # fmt: skip


def _works(framework: Framework, links: Links, items: Iterable[Record]) -> Iterator[Node]:
    """Every item with its wording, where it stands and whom it names."""
    pages = {body.id: links.absolute(links.body(body.id)) for body in framework.bodies}
    pages |= {PUBLISHER: _PUBLISHER} if framework.settings.official else {}
    for record in items:
        named = [links.body(name) for part in ("bodies", "programmes") for name in listed(record[part])]
        under = record.get("part_of") or record.get("group") or record["priority"]
        text = "\n\n".join(str(words) for words in (record.get("title"), record["text"]) if words)
        yield node(
            str(record["address"]), *_WORK, **_standing(links, record), text=text,
            isPartOf=_item(links, under) if under else _document(links, str(record["document"])),
            isBasedOn=_source(framework, links, record["source"]),
            mentions=[links.absolute(address) for address in named],
            subject=[links.absolute(links.policy_area(name)) for name in listed(record["policy_areas"])],
            **_stated(pages, record),
        )  # fmt: skip


def _stated(pages: Mapping[str, str], record: Record) -> dict[str, object]:
    """What the plan states of an action: who drives it, who takes part, its own number, and when it is due."""
    lead, partners = ([pages[body] for body in listed(record.get(part)) if body in pages] for part in _PARTS)
    due = f"../{record['due']}" if record["due"] and record["kind"] in PLANNED_KINDS else None
    return {"agent": lead, "participant": partners, "position": record.get("reference"), "temporalCoverage": due}


def _standing(links: Links, record: Record) -> dict[str, object]:
    """What an item and a priority have alike."""
    return {
        "name": label(str(record["id"])), "identifier": record["id"], "kind": record["kind"],
        "retired": record["retired"], "replacedBy": _item(links, record["replaced_by"]),
        "continues": _item(links, record["continues"]),
    }  # fmt: skip


def _named(framework: Framework, links: Links) -> Iterator[Node]:
    """Bodies, programmes, and topics in their scheme."""
    for kind, named in (("org:Organization", framework.bodies), ("schema:Thing", framework.programmes)):
        for body in named:
            yield node(links.absolute(links.body(body.id)), kind, name=body.name, prefLabel=body.name,
                       altLabel=[*body.aliases], identifier=body.id, **_plain(body))  # fmt: skip
    scheme = links.absolute(links.static_page("topics"))
    if framework.policy_areas:
        yield node(scheme, "skos:ConceptScheme", name=f"{framework.settings.title}: topics")
    for area in framework.policy_areas:
        yield node(links.absolute(links.policy_area(area.id)), "skos:Concept", prefLabel=area.name,
                   altLabel=[*area.aliases], identifier=area.id, inScheme=scheme)  # fmt: skip


def _plain(noun: PlainWords) -> dict[str, object]:
    return {"description": noun.plain, "supportedBy": noun.supported_by, "homepage": noun.link}


def _origins(framework: Framework, links: Links) -> Iterator[Node]:
    """What is quoted, and the pages on the web that reports are taken from."""
    for source in framework.sources:
        yield node(links.absolute(links.source(source.id)), "schema:CreativeWork", name=source.title, kind=source.kind,
                   identifier=source.id, creator=source.author, date=source.date, homepage=source.address)  # fmt: skip
    for page in framework.web_pages:
        yield node(links.absolute(links.source(page.id)), "schema:WebPage", name=page.title, identifier=page.id,
                   publisherName=page.publisher, date=page.date, homepage=page.address)  # fmt: skip


def _updates(framework: Framework, links: Links) -> Iterator[Node]:
    for update in framework.updates:
        yield node(
            links.absolute(links.update(update.id or "")), "schema:Report", name=update.title, identifier=update.id,
            kind=update.kind, date=update.date, text=update.words, about=[_item(links, name) for name in update.about],
            isBasedOn=links.absolute(links.source(update.source)), reportedAs=update.reported_as,
        )  # fmt: skip


def _measures(framework: Framework, links: Links) -> Iterator[Node]:
    """Each measure as a set of observations, where its values can be fetched, and each value with what reports it."""
    for measure in framework.measures:
        address, table = (links.absolute(at(measure.id or "")) for at in (links.measure, links.series))
        yield node(
            address, "schema:Dataset", "schema:StatisticalVariable", name=measure.name, identifier=measure.id,
            unit=measure.unit, about=[_item(links, name) for name in measure.under], description=measure.note,
            retired=measure.retired, distribution=table, rights=framework.settings.rights,
            standing=records.standing(framework), date=framework.settings.as_at,
        )  # fmt: skip
        yield node(table, "schema:DataDownload", name=f"{measure.id}.csv", format="text/csv", contentUrl=table)
        for value in measure.reported:
            yield node(
                f"_:{measure.id}-{value.date}", "schema:Observation", variable=address, observed=value.date,
                value=value.value, low=value.low, high=value.high, unit=measure.unit,
                isBasedOn=links.absolute(links.source(value.source or "")),
            )  # fmt: skip


def _history(framework: Framework, links: Links, ledger: Ledger) -> Iterator[Node]:
    """The changes, who decided them, and the versions that they opened."""
    deciders = {name: f"_:decider{number}" for number, name in enumerate(
        dict.fromkeys(change.decided_by for change in ledger.changes if change.decided_by), 1)}  # fmt: skip
    for name, blank in deciders.items():
        yield node(blank, "prov:Agent", name=name)
    earlier = {later.id: before.id for before, later in pairwise(ledger.changes)}
    for change in ledger.changes:
        record = changes_json.change(links, change)
        concerned = [links.url_for(name) for name in listed(record["items"])]
        before = earlier.get(change.id)
        yield node(
            str(record["address"]), "prov:Activity", name=record["title"], identifier=change.id,
            kind=[*change.kinds], published=change.published, decided=change.decided, description=change.reason,
            decidedBy=deciders.get(change.decided_by or ""), concerns=[links.absolute(at) for at in concerned if at],
            follows=links.absolute(links.change(before)) if before else None,
        )  # fmt: skip
    for version in ledger.versions:
        at = [
            links.absolute(links.version(version.document, number)) for number in (version.number, version.number - 1)
        ]
        yield node(
            at[0], *_WORK, name=f"{document_label(framework, version.document)}, version {version.number}",
            version=str(version.number), published=version.change.published, sha256=version.fingerprint,
            isVersionOf=_document(links, version.document), continues=at[1] if version.number > 1 else None,
            wasGeneratedBy=links.absolute(links.change(version.change.id)),
        )  # fmt: skip


def _document(links: Links, name: str) -> str:
    return links.absolute(links.url_for(name) or f"{name}/")


def _item(links: Links, name: object) -> str | None:
    return links.absolute(links.item(str(name))) if name else None


def _source(framework: Framework, links: Links, name: object) -> str | None:
    """The page of a source; nothing where the words are new here."""
    return links.absolute(links.source(str(name))) if name in framework.source else None
