"""What was understood of a file that is brought in: the same outline, whichever format it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from strategic_framework.model.frozen import frozen


class Refused(Exception):  # noqa: N818 - the words of whoever meets it
    """A file that is not read at all: in plain sentences, what is wrong and what to do instead."""


@frozen
class Entry:
    """A heading, a paragraph or a row of the file, as understood, with those that stand beneath it."""

    #: introduction | priority | group | context | role | action | part | aspiration | measure
    kind: str
    #: The wording.
    text: str = ""
    #: What a priority, a group or a measure is called.
    title: str = ""
    #: id, reference, due, lead, partners (“; ” between), unit, baseline, target …
    fields: Mapping[str, str] = field(default_factory=dict)
    #: Where it stood: “row 12”, “line 40”, “paragraph 7”.
    place: str = ""
    children: tuple[Entry, ...] = ()


@frozen
class Remark:
    """What the reader did with one place of the file, for the report."""

    place: str
    what: Literal["understood", "repaired", "left out"]
    text: str


@frozen
class Outline:
    """A plan as understood: what it calls itself, its entries in their order, and what was done to read it."""

    title: str
    publisher: str
    starts: str
    ends: str
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
