"""Nodes of linked data in two forms: JSON-LD 1.1, and Turtle (W3C, 2014). Each term means one property.

A node is a mapping: `id`, `type`, and terms with one value or several. What a value is follows from its term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from strategic_framework.exports.records import Record, as_json

Kind = Literal["address", "words", "text", "date", "flag", "number"]


class Term(NamedTuple):
    """A property, and what its values are: words are in the language of the wording, a text is in none."""

    property: str
    kind: Kind


PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#", "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#", "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
TERMS = {
    "about": Term("schema:about", "address"), "agent": Term("schema:agent", "address"),
    "altLabel": Term("skos:altLabel", "text"), "participant": Term("schema:participant", "address"),
    "position": Term("schema:position", "text"),
    "concerns": Term("prov:used", "address"), "continues": Term("prov:wasRevisionOf", "address"),
    "creator": Term("dc:creator", "text"), "date": Term("dcterms:date", "date"),
    "decided": Term("dcterms:dateAccepted", "date"), "decidedBy": Term("prov:wasAssociatedWith", "address"),
    "description": Term("schema:description", "words"), "follows": Term("prov:wasInformedBy", "address"),
    "homepage": Term("schema:url", "address"), "identifier": Term("schema:identifier", "text"),
    "inScheme": Term("skos:inScheme", "address"), "isBasedOn": Term("schema:isBasedOn", "address"),
    "isPartOf": Term("schema:isPartOf", "address"), "isVersionOf": Term("dcterms:isVersionOf", "address"),
    "kind": Term("dcterms:type", "text"), "mentions": Term("schema:mentions", "address"),
    "name": Term("schema:name", "text"), "prefLabel": Term("skos:prefLabel", "text"),
    "published": Term("dcterms:issued", "date"), "publisher": Term("schema:publisher", "address"),
    "publisherName": Term("dc:publisher", "text"), "replacedBy": Term("dcterms:isReplacedBy", "address"),
    "reportedAs": Term("schema:keywords", "text"),
    "retired": Term("owl:deprecated", "flag"), "rights": Term("dcterms:rights", "text"),
    "sha256": Term("schema:sha256", "text"), "standing": Term("schema:creditText", "text"),
    "subject": Term("dcterms:subject", "address"), "supportedBy": Term("schema:citation", "address"),
    "temporalCoverage": Term("schema:temporalCoverage", "text"), "text": Term("schema:text", "words"),
    "version": Term("schema:version", "text"), "wasGeneratedBy": Term("prov:wasGeneratedBy", "address"),
}  # fmt: skip
#: What only a plan with measures says.
OF_MEASURES = {
    "contentUrl": Term("schema:contentUrl", "address"), "distribution": Term("schema:distribution", "address"),
    "format": Term("schema:encodingFormat", "text"), "high": Term("schema:maxValue", "number"),
    "low": Term("schema:minValue", "number"), "observed": Term("schema:observationDate", "date"),
    "unit": Term("schema:unitText", "text"), "value": Term("schema:value", "number"),
    "variable": Term("schema:variableMeasured", "address"),
}  # fmt: skip
_TERMS = TERMS | OF_MEASURES
#: The terms whose values say in JSON of what type they are.
_TYPED = {name for name, term in _TERMS.items() if term.kind in {"date", "number"}}
_NUMBER = "xsd:decimal"
#: How exact a date is, by the hyphens in it.
_DATES = ("xsd:gYear", "xsd:gYearMonth", "xsd:date")
_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_TEXTS = re.compile(r'[\x00-\x1f"\\\x7f]')

Node = Mapping[str, object]


def node(id: str, *types: str, **values: object) -> dict[str, object]:  # noqa: A002 (as JSON-LD has it)
    """A node, without the terms of which nothing is known."""
    known = {term: _held(term, value) for term, value in values.items() if value not in (None, "", [], False)}
    return {"id": address(id), "type": [*types], **known}


def _held(term: str, values: object) -> object:
    """What a node holds of a term: both forms write its addresses as they stand here."""
    if _TERMS[term].kind != "address":
        return values
    return [address(str(value)) for value in values] if isinstance(values, list) else address(str(values))


def address(text: str) -> str:
    """An address as it may stand in linked data: what an IRI cannot hold is encoded."""
    return _NOT_IN_ADDRESSES.sub(lambda match: f"%{ord(match[0]):02X}", text)


def context(language: str, *, measured: bool = False) -> Record:
    """What each term means, as JSON-LD reads it; with `measured` those of measures too."""
    ways: dict[Kind, Record] = {"address": {"@type": "@id"}, "words": {"@language": language}, "flag": {}, "text": {},
                                "date": {}, "number": {}}  # fmt: skip
    known = _TERMS if measured else TERMS
    terms: Record = {name: {"@id": term.property, **ways[term.kind]} for name, term in known.items()}
    return {"id": "@id", "type": "@type", **PREFIXES, **terms}


def jsonld(nodes: Iterable[Node], context_address: str) -> bytes:
    """The nodes as a JSON-LD document that names its context."""
    graph = [
        {term: _typed(term, values) if term in _TYPED else values for term, values in entry.items()} for entry in nodes
    ]
    return as_json({"@context": context_address, "@graph": graph})


def _typed(term: str, values: object) -> object:
    if isinstance(values, list):
        return [_typed(term, value) for value in values]
    return {"type": _exactness(values) if _TERMS[term].kind == "date" else _NUMBER, "@value": values}


def _exactness(date: object) -> str:
    """The datatype of a date: a year, a month or a day."""
    return _DATES[str(date).count("-")]


def turtle(nodes: Iterable[Node], language: str) -> bytes:
    """The nodes as Turtle, each with a line for each term."""
    lines = [f"@prefix {prefix}: <{whole}> ." for prefix, whole in PREFIXES.items()]
    for entry in nodes:
        statements = "".join(_statements(entry, language))
        lines.append(f"\n{_subject(str(entry['id']))} a {', '.join(map(str, _each(entry['type'])))}{statements} .")
    return ("\n".join(lines) + "\n").encode()


def _statements(entry: Node, language: str) -> Iterator[str]:
    for term, values in entry.items():
        if known := _TERMS.get(term):
            objects = ", ".join([_object(known.kind, value, language) for value in _each(values)])
            yield f" ;\n  {known.property} {objects}"


def _object(kind: Kind, value: object, language: str) -> str:
    if kind == "address":
        return _subject(str(value))
    if kind == "flag":
        return str(value).lower()
    text = f'"{_NOT_IN_TEXTS.sub(_escaped, str(value))}"'
    if kind == "text":
        return text
    return f"{text}@{language}" if kind == "words" else f"{text}^^{_exactness(value) if kind == 'date' else _NUMBER}"


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[0]) or f"\\u{ord(match[0]):04X}"


def _subject(name: str) -> str:
    return name if name.startswith("_:") else f"<{name}>"


def _each(values: object) -> list[object]:
    return values if isinstance(values, list) else [values]
