"""The keys that the files of the content may have, as the page on editing lists them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.content.keys import KeyGroup, key_groups
from strategic_framework.views.base import Here, View
from strategic_framework.views.macro import macro


@dataclass(frozen=True)
class KeyRow:
    """A key: its name, whether it is needed, and what it means."""

    name: str
    needed: bool
    meaning: str


@dataclass(frozen=True)
class KeyRows:
    """The keys of one kind of entry, and where such entries stand: in files, or under the keys `under` of a file."""

    id: str
    files: Sequence[str]
    under: Sequence[str]
    rows: Sequence[KeyRow]


@dataclass(frozen=True)
class Keys(View):
    """The keys of the files, by kind of entry."""

    groups: Sequence[KeyRows]


@macro("block")
def keys(_: Here) -> View:
    """Every key that the files may have, and what it means."""
    return Keys([_rows(group) for group in key_groups()])


def _rows(group: KeyGroup) -> KeyRows:
    # Two files may have a key of one name, such as `labels`, so the file is part of the address.
    name = [
        word
        for place in (group.files[0].removesuffix(".yml"), *group.under[:1])
        for word in re.findall("[a-z]+", place)
    ]
    rows = [KeyRow(key.name, key.needed, key.meaning) for key in group.keys]
    return KeyRows("-".join(["keys", *name]), group.files[:1] if group.under else group.files, group.under, rows)
