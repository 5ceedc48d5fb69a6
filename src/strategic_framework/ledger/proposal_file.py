"""A proposal as a file: read from what an editor wrote, and written in bytes that any other writer gives as well.

The bytes are specified in `framework/changes/README.md`; the files of `tests/proposals` are examples of each kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from zlib import crc32

from pydantic import TypeAdapter

from strategic_framework.content import source
from strategic_framework.content.problems import Problem
from strategic_framework.content.validation import validated
from strategic_framework.ledger.records import Data
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model.proposals import KINDS_OF_CHANGE, Proposal, ProposedChange

#: The longest name of a file, before its checksum.
_LONGEST = 60


def written(proposal: Proposal) -> str:
    """The file of a proposal: keys in the order of the grammar, none that is empty. Raises ValueError."""
    data = _filled(proposal.model_dump(mode="json", by_alias=True, exclude={"grammar"}))
    return dump(data if isinstance(data, Mapping) else {})


def drafted(data: Mapping[str, Data]) -> tuple[Proposal | None, list[Problem], list[int]]:
    """The proposal that somebody means, what is wrong with it, and the lines of its file on which its changes begin."""
    file = source.parse(dump({key: _filled(data[key]) for key in data if data[key]}).encode(), "")
    if file.root is None:
        return None, list(file.problems), []
    proposal, problems = validated(TypeAdapter(Proposal), source.plain(file.root), file.root)
    changes = file.root.get("changes") if isinstance(file.root, source.Mapping) else None
    starts = [entry.place.line for entry in changes.entries] if isinstance(changes, source.Sequence) else []
    return proposal, [*file.problems, *problems], starts


def _filled(value: Data) -> Data:
    """The data less everything that is empty or false."""
    if isinstance(value, Mapping):
        return {key: _filled(child) for key, child in value.items() if child}
    return [_filled(child) for child in value] if isinstance(value, Sequence) and not isinstance(value, str) else value


def file_name(proposal: Proposal) -> str:
    """The name of its file: its first change, `and-more` where there are several, and a checksum of its bytes.

    So two people who propose for one item, each in a copy of their own, write two files.
    """
    first = proposal.changes[0]
    words = [kind_of(first).replace("_", " "), *names(first)[:1], *(["and more"] if len(proposal.changes) > 1 else [])]
    stem = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")[:_LONGEST].strip("-")
    return f"{stem}-{crc32(written(proposal).encode()):08x}.yml"


def kind_of(change: ProposedChange) -> str:
    """The first key of a change."""
    return next(kind for kind, nouns in KINDS_OF_CHANGE.items() if isinstance(change, nouns))


def names(change: ProposedChange) -> list[str]:
    """What the first key of a change names: one thing or several."""
    value = getattr(change, kind_of(change))
    return [value] if isinstance(value, str) else list(value)
