"""What the columns of a table hold: their headings, mapped to fields by likeness, by what was said, or by asking.

A heading that is not known is never guessed: somebody is asked, or it is left out and told of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from strategic_framework.importing.dates import Order
from strategic_framework.importing.outline import Refused
from strategic_framework.importing.personal import is_person
from strategic_framework.importing.vocabulary import DERIVED, HEADINGS
from strategic_framework.importing.words import folded
from strategic_framework.model import identifier

#: What a column may hold, and what that is, for whoever chooses.
FIELDS: dict[str, str] = {
    "priority": "the title of the priority that a row stands under",
    "group": "the title of what stands between priority and action",
    "action": "what will be done",
    "part": "a part of an action",
    "aspiration": "what is to be achieved",
    "measure": "what is measured",
    "text": "the words of an item, whatever its kind",
    "kind": "what a row is: action, part, aspiration, measure, context, role or introduction",
    "reference": "the plan’s own number",
    "due": "the date by which it is due",
    "lead": "the body that leads",
    "partners": "the bodies that take part",
    "unit": "what a measure is counted in",
    "baseline": "where a measure starts from",
    "target": "what a measure is to reach",
    "context": "why a priority matters",
    "id": "the identifier on this site, such as act-14",
    "leave out": "nothing that is taken over",
}
LEFT_OUT = "leave out"
#: Columns that our own tables alone have.
OWN = ("document", "priority_id", "retired", "replaced_by", "continues", "source")
#: Columns that hold the words of an item.
WORDS = ("action", "part", "aspiration", "measure", "text", "context")

_NEAR = 0.86
#: How our own workbooks head the column of a plan's own numbers, before what the plan is called.
_OWN_NUMBER = "number in the "


class Question(NamedTuple):
    """A column that is not understood: its heading, and some of what stands in it."""

    heading: str
    examples: tuple[str, ...]


@dataclass
class Choices:
    """What was said of how to read a table; what is asked is added, so that it can be kept and asked once only."""

    #: Heading → field, as somebody said it.
    columns: dict[str, str] = field(default_factory=dict)
    #: The order of day and month in dates that are numbers.
    dates: Order | None = None
    keep_personal: bool = False
    #: The sheets to read; none: every one that can be read.
    only: tuple[str, ...] = ()
    #: The edition to read from a table of several; empty: the first of these that it has, or the latest.
    edition: str = ""
    rather: tuple[str, ...] = ()
    #: Who answers what a column holds, and the order of dates; None: nobody.
    ask_column: Callable[[Question], str] | None = None
    ask_dates: Callable[[str], Order] | None = None


class Columns(NamedTuple):
    """The columns of a table: place → field, and what is said of those that are not taken over."""

    fields: Mapping[int, str]
    left: Mapping[str, str]


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row is one of headings: words of an item among them, and nothing that is long."""
    names = [_field(cell) for cell in cells if cell.strip()]
    known = [name for name in names if name]
    return bool({*known} & {*WORDS, "level"}) and (len(known) > 1 or len(names) < 3) and max(map(len, cells)) < 120


def understood(cells: Sequence[str], rows: Sequence[Sequence[str]], choices: Choices) -> Columns:
    """What each column holds, by what was said, by its heading, or by asking. Raises Refused for what was mistyped."""
    said = {folded(heading): name for heading, name in _checked(choices.columns).items()}
    is_own = {"id", "text"} <= {HEADINGS.get(folded(heading)) for heading in cells}
    fields: dict[int, str] = {}
    left: dict[str, str] = {}
    for place, heading in enumerate(cells):
        values = [row[place] for row in rows if place < len(row) and row[place].strip()]
        if not heading.strip() or not values:
            if values:
                left[f"column {place + 1}"] = "The column has no heading."
            elif heading.strip() and (named := said.get(folded(heading)) or _field(heading)):
                _take(fields, place, named)
            continue
        name = said.get(folded(heading)) or _placed(heading, values, fields, choices)
        if not name or (name == "derived" and not is_own):
            name = _asked(heading, values, choices)
        if name in _LEFT:
            left[heading] = _LEFT[name]
        elif not _take(fields, place, name):
            left[heading] = f"Another column is read as {name} already."
    return Columns(fields, left)


#: What is said of a column that is not taken over.
_LEFT = {
    "": "It is not understood. With --map you can say what it holds.",
    LEFT_OUT: "As it was said.",
    "derived": "It follows from the rest.",
    "group_id": "It holds identifiers. The workbook and the JSON of a site have titles, too.",
    "person": "It holds people’s names.",
    "contact": "It holds personal data.",
    "status": "A status is not part of a plan. An update can quote it, with its source and date.",
}


def _take(fields: dict[int, str], place: int, name: str) -> bool:
    """Take a column for a field; whether no other has been taken for it."""
    if name == "level":
        name = "priority" if "priority" not in fields.values() else "group"
    if name not in FIELDS and name not in OWN:
        return False
    if name in fields.values() and name != "partners":
        return False
    fields[place] = name
    return True


def _field(heading: str) -> str:
    """The field that a heading means, beyond doubt; empty where there is none."""
    name = folded(re.sub(r"\([^)]*\)", " ", heading))
    whole = folded(heading)
    if name.startswith(_OWN_NUMBER):
        return "reference"
    if whole in DERIVED or name in DERIVED:
        return "derived"
    if known := HEADINGS.get(whole) or HEADINGS.get(name) or HEADINGS.get(re.sub(r"\bs$", "", name)):
        return known
    near = get_close_matches(name, HEADINGS, 1, _NEAR) if len(name) > 3 else []
    return HEADINGS[near[0]] if near else ""


def _placed(heading: str, values: Sequence[str], fields: Mapping[int, str], choices: Choices) -> str:
    """The field of a heading, where what stands left of it or in it decides between two."""
    name = _field(heading)
    if name == "person":
        people = sum(is_person(value.strip(), likely=True) for value in values)
        return "person" if 2 * people >= len(values) and not choices.keep_personal else "lead"
    if name == "level" and all(identifier(value.strip()) for value in values):
        return "priority_id"  # as our own tables have it
    if name == "group" and all(identifier(value.strip()) for value in values):
        return "group_id"
    if name == "level" and {"priority", "group"} <= {*fields.values()}:
        return "aspiration" if "outcome" in folded(heading) else ""
    return name


def _asked(heading: str, values: Sequence[str], choices: Choices) -> str:
    if choices.ask_column is None:
        return ""
    name = choices.ask_column(Question(heading, tuple(dict.fromkeys(values))[:3]))
    choices.columns[heading] = name
    return name


def _checked(columns: Mapping[str, str]) -> Mapping[str, str]:
    """What was said of columns. Raises Refused where a field is none that there is."""
    unknown = [f"“{heading}={name}”" for heading, name in columns.items() if name not in FIELDS and name not in OWN]
    if unknown:
        names = ", ".join(FIELDS)
        raise Refused(f"No column can be read as {' or '.join(unknown)}. It may be one of: {names}.")
    return columns


def absent(columns: Mapping[str, str], headings: Iterable[str]) -> list[str]:
    """Headings that were said and stand in no table."""
    there = {folded(heading) for heading in headings}
    return [heading for heading in columns if folded(heading) not in there]
