"""An OpenAPI 3.1 description of the JSON files, which any web server serves: there is nothing to run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pydantic import JsonValue

from strategic_framework.content.links import Links
from strategic_framework.exports import changes_json, records, schemas
from strategic_framework.exports.records import Record
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework

FILE = "data/v1/openapi.json"
_PROMISE = "Static files. Within version 1 fields are only added: ignore those that you do not know."


def files(framework: Framework, links: Links, ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """The description at its address."""
    described = description(framework, links, ledger)
    yield FILE, records.as_json(described)


def description(framework: Framework, links: Links, ledger: Ledger) -> Record:
    """What can be fetched from this site, and what it gives."""
    kinds = schemas.kinds(lambda kind: f"#/components/schemas/{kind}", measured=bool(framework.measures))
    words = " ".join(filter(None, [_PROMISE, records.standing(framework), framework.settings.rights]))
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{framework.settings.title}: data", "version": "1", "description": words},
        "jsonSchemaDialect": schemas.DIALECT,
        "servers": [{"url": links.absolute("")}],
        "paths": _paths(framework, links, ledger),
        "components": {"schemas": cast("Record", kinds)},
    }


def _paths(framework: Framework, links: Links, ledger: Ledger) -> Record:
    paths: Record = {
        "/data/framework.json": _get("whole", "The whole content in one file.", _ref("framework")),
        "/data/{document}/{id}.json": {
            **_get("record", "One item or one priority, by its identifier.", _one_of("item", "priority"), missing=True),
            "parameters": _parameters(framework, links),
        },
    }
    if ledger.changes:
        paths[f"/{changes_json.CHANGES}"] = _get("changes", "Every published change.", _ref("changes"))
        paths[f"/{changes_json.VERSIONS}"] = _get("versions", "The words of every version.", _ref("versions"))
    return paths


def _parameters(framework: Framework, links: Links) -> list[JsonValue]:
    """The two parts of an address: the document, and the identifier; the first of each, if any, is an example."""
    documents = [edition.id for edition in framework.editions] + (["alliance"] if framework.alliance else [])
    first = next(iter((*framework.items, *framework.priorities)), "act-01")
    _, document, file = links.data(first).split("/")
    return [
        _parameter("document", "An edition, or “alliance”.", document, {"type": "string", "enum": [*documents]}),
        _parameter("id", "The permanent identifier.", file.removesuffix(".json"), {"type": "string"}),
    ]


def _parameter(name: str, meaning: str, example: str, schema: Record) -> Record:
    return {"name": name, "in": "path", "required": True, "description": meaning, "example": example, "schema": schema}


def _get(name: str, what: str, schema: Record, *, missing: bool = False) -> Record:
    answer: Record = {"description": what, "content": {"application/json": {"schema": schema}}}
    absent: Record = {"404": {"description": "There is nothing of that identifier."}} if missing else {}
    return {"get": {"operationId": name, "summary": what, "responses": {"200": answer, **absent}}}


def _ref(kind: str) -> Record:
    return {"$ref": f"#/components/schemas/{kind}"}


def _one_of(*kinds: str) -> Record:
    """One record of these kinds, beside what every file says of the site."""
    return {"anyOf": [{"allOf": [_ref("about"), _ref(kind)]} for kind in kinds]}
