"""`changes/ledger.txt`: the hash of every sealed change and of every version’s words, for anybody to keep and compare.

One a line, as `sha256sum` writes them. The hash of a change is of its parsed data (`records.digest`); that of a
version is of its `text.txt` as it is served, so that `sha256sum --check` proves those lines without us.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from strategic_framework.ledger.store import Ledger
from strategic_framework.model.frozen import frozen

_LINE = re.compile(r"([0-9a-f]{64})  (chg-\d{4,}|[a-z0-9-]+/versions/\d+/text\.txt)")


@frozen
class Fingerprints:
    """What was public at some time: the hash of each change and of each version’s text, and perhaps the addresses."""

    hashes: dict[str, str]
    addresses: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, ledger: Ledger) -> Fingerprints:
        """Those of a ledger as it stands; the lock’s own word for the newest change counts too."""
        texts = {
            f"{document}/versions/{change.versions[document]}/text.txt": fingerprint
            for change in ledger.changes
            for document, fingerprint in change.fingerprints.items()
            if document in change.versions
        }
        newest = {ledger.lock.last: ledger.lock.sha256} if ledger.lock else {}
        return cls({**ledger.sealed_as, **newest, **texts}, frozenset(ledger.addresses))


def dump(fingerprints: Fingerprints) -> str:
    """The hashes as text, one a line, in the order in which they were sealed."""
    return "".join(f"{digest}  {name}\n" for name, digest in fingerprints.hashes.items())


def parse(text: str) -> Fingerprints:
    """The hashes from their text. Raises ValueError where a line is none, or where there is no line."""
    hashes: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            raise ValueError(f"Line {number} is not a hash with the name of a change or of a version’s text.")
        hashes[match[2]] = match[1]
    if not hashes:
        raise ValueError("It holds no hashes.")
    return Fingerprints(hashes)


def missing(earlier: Fingerprints, now: Fingerprints) -> Iterator[tuple[str, str]]:
    """(what, the name of it) of everything that was public earlier and is not there unchanged."""
    for name, digest in earlier.hashes.items():
        if name not in now.hashes:
            yield f"{name} was published, and is not here any more.", name
        elif now.hashes[name] != digest:
            yield f"{name} is not as it was published.", name
    for address in sorted(earlier.addresses - now.addresses):
        yield f"/{address} was promised, and is not in the list of addresses any more.", address
