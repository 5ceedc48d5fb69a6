"""`published.lock`: the text the public can read now, one field a line, so that a change of it can be read too."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

from strategic_framework.ledger.records import Record, Records, digest, in_order
from strategic_framework.model.frozen import frozen

NAME = "published.lock"
_LEDGER = "ledger"


class LockError(ValueError):
    """The lock cannot be read; the message says why in plain words."""


@frozen
class Lock:
    """The published records, the newest change with its hash, and the hash of every address ever published.

    A lock of an earlier release holds no hash of the addresses; the next publication writes one.
    """

    records: Records
    last: str
    sha256: str
    addresses: str = ""

    @cached_property
    def digest(self) -> str:
        """The hash of the records."""
        return digest(self.records)


def dump(lock: Lock) -> str:
    """The lock as text: the ledger's end, then one record per item in natural order, one field per line."""
    ledger = {"last": lock.last, "sha256": lock.sha256} | ({"addresses": lock.addresses} if lock.addresses else {})
    head = f'"{_LEDGER}": {_json(ledger)}'
    records = [_record(name, record) for name, record in in_order(lock.records).items()]
    return "{\n" + ",\n".join([head, *records]) + "\n}\n"


def _record(name: str, record: Record) -> str:
    fields = ",\n".join(f"  {_json(field)}: {_json(value)}" for field, value in record.items())
    return f"{_json(name)}: {{\n{fields}\n}}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=2)  # a server reads it after every save
def parse(text: str) -> Lock:
    """The lock from its text. Raises LockError."""
    if re.search(r"^(<{7}|>{7}) ", text, re.MULTILINE):
        raise LockError("Two versions of it were merged, and git left its marks: <<<<<<< and >>>>>>>.")
    try:
        data = json.loads(text)
        ledger = data.pop(_LEDGER)
        if not all(isinstance(record, Mapping) and isinstance(record.get("kind"), str) for record in data.values()):
            raise LockError("It does not hold records.")
        return Lock(data, str(ledger["last"]), str(ledger["sha256"]), str(ledger.get("addresses", "")))
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError):
        raise LockError("It is not the file that publishing wrote.") from None
