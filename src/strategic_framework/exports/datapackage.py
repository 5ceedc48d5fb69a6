"""A Frictionless Data Package (datapackage.org, version 2): what each table is, and what each of its columns holds.

The columns are those of the data dictionary, so that the description is what the tables were written by. No licence is
named, for the sources state none: whose words these are stands in `rights` and in the description.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from strategic_framework.exports import records
from strategic_framework.exports.dictionary import (
    ADDRESS,
    DECIMAL,
    LIST,
    NUMBER,
    OPTIONAL_DECIMAL,
    YES,
    Download,
    Field,
)
from strategic_framework.exports.records import Record
from strategic_framework.model import Framework

FILE = "data/datapackage.json"
#: What names a row, where one column or several of them do.
_KEYS = {
    "actions": ["id"], "aspirations": ["id"], "bodies": ["id"], "updates": ["update", "item"],
    "mentions": ["item", "register", "name_id"], "outward-links": ["address"],
    "measures": ["measure", "date"], "groups": ["id"], "parts": ["id"],
}  # fmt: skip
_TYPES = {NUMBER: "integer", YES: "boolean", LIST: "string", DECIMAL: "number", OPTIONAL_DECIMAL: "number"}


def described(
    framework: Framework, downloads: Sequence[Download], tables: Iterable[tuple[str, bytes]]
) -> Iterator[tuple[str, bytes]]:
    """The tables as they come, and after them their description, with the size and the hash of each."""
    by_address = {download.address: download.in_words for download in downloads}
    resources: list[Record] = []
    for address, data in tables:
        yield address, data
        resources.append(_resource(by_address[address], data))
    settings = framework.settings
    package: Record = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "framework",
        "title": settings.title,
        "description": " ".join(filter(None, [records.standing(framework), settings.rights])),
        "homepage": settings.address,
        "created": f"{settings.as_at}T00:00:00Z",
        **records.about(framework),
        "resources": [*resources],
    }
    yield FILE, records.as_json(package)


def _resource(download: Download, data: bytes) -> Record:
    path = download.address.removeprefix("data/")
    name = path.removesuffix(".csv").rpartition("/")[2]
    return {
        "name": name,
        "type": "table",
        "path": path,
        "title": download.name,
        "description": f"{download.note} One apostrophe before what could be a formula is no part of a text.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [_field(field) for field in download.fields if field.name in _columns(data)],
            "primaryKey": [*_KEYS.get(name, ["date"])],
            "missingValues": [""],
        },
    }


def _columns(data: bytes) -> list[str]:
    """The names in the first line of a table: it lacks those of optional fields that nothing fills."""
    return data.removeprefix(b"\xef\xbb\xbf").split(b"\r\n", 1)[0].decode().split(",")


def _field(field: Field) -> Record:
    kind = _TYPES.get(field.type, "string")
    known: Record = {"name": field.name, "type": kind, "description": field.meaning}
    return {**known, "format": "uri"} if field.type == ADDRESS else known
