"""Measures of a plan that is brought in: their figures as they may be written, and a file for each.

What a plan states of a measure (where it begins, what it is to come to, what was reported) needs a source. The plan
that was brought in is that source: its text is kept as it was understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from strategic_framework.importing import dates
from strategic_framework.importing.outline import Entry, Outline
from strategic_framework.importing.words import folded, slug
from strategic_framework.ledger.records import Data
from strategic_framework.ledger.yaml_writer import dump

#: What stands for the unit of a measure that states none.
NO_UNIT = "not stated"
_FIGURE = re.compile(
    r"(?P<money>[£$€]?)\s*(?P<figure>-?\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?|-?\d{1,15}(?:\.\d{1,9})?)\s*"
    r"(?P<unit>[^\d\s(,;][^\d(,;]{0,40}?)?\s*(?:[,(]?\s*(?:by|in)?\s*(?P<when>(?:[A-Z][a-z]{2,8} )?\d{4})\)?)?"
)
_MEASURE = """\
# A measure, as it was brought in. Its values stand in a table of the same name that ends in .csv:
# date,value,low,high,source,note.

"""
_SOURCES = """\
# The documents that the plan is quoted from, and those that updates and measures rest on.

"""


class Stated(NamedTuple):
    """A number that a text states: in figures, its unit, and the date that it is for; the last two may be empty."""

    figure: str
    unit: str
    when: str


def stated(text: str) -> Stated | None:
    """The number that a text such as “61%”, “4,200 homes” or “95 (2030)” states; None where it states none."""
    match = _FIGURE.fullmatch(text.strip())
    if match is None:
        return None
    when = dates.read(match["when"]) if match["when"] else None
    figure = re.sub(r"^(-?)0+(?=\d)", r"\1", match["figure"].replace(",", ""))
    return Stated(figure, (match["money"] or match["unit"] or "").strip(), when.when if when else "")


def settled_fields(fields: Mapping[str, str], say: Callable[[str], None]) -> dict[str, str]:
    """What is said of a measure as it may be written; what is no figure and no date is left out, and said."""
    counted = ""
    kept = {name: fields[name] for name in ("id", "retired") if name in fields}
    for name in ("baseline", "target"):
        if not (written := fields.get(name, "")):
            continue
        number = stated(written)
        if number is None:
            say(f"The {name} “{written[:60]}”: it is no number in figures.")
            continue
        counted = counted or number.unit
        kept[name] = number.figure
        if when := _when(fields.get(f"{name}_date", "")) or number.when:
            kept[f"{name}_date"] = when
    values = [*_values(fields.get("values", ""), say)]
    kept |= {"unit": fields.get("unit") or NO_UNIT, "counted_in": counted}
    return kept | ({"values": "; ".join(values)} if values else {})


def unit_of(fields: Mapping[str, str]) -> str:
    """The unit that is stated of a measure, or else beside one of its figures."""
    unit = fields.get("unit") or NO_UNIT
    return unit if unit != NO_UNIT else fields.get("counted_in") or NO_UNIT


def _values(written: str, say: Callable[[str], None]) -> Iterator[str]:
    """Each value with its date, as `2026-03=61`; those without either are left out."""
    for row in filter(None, written.split("; ")):
        date, _, text = row.partition("=")
        number, when = stated(text), _when(date)
        if number and when:
            yield f"{when}={number.figure}"
        else:
            say(f"The value “{text[:60]}”: it has no date, or is no number in figures.")


def _when(text: str) -> str:
    date = dates.read(text) if text else None
    return date.when if date and not date.ambiguous else ""


def measure_files(outline: Outline, edition: str, under: Iterable[tuple[str, Entry]]) -> dict[str, tuple[str, str]]:
    """Name below the content folder → its text, and the place that it came from, for measures and their source.

    `under` gives each measure with the identifier of the priority that it stands under.
    """
    source = f"plan-{edition}"
    files: dict[str, tuple[str, str]] = {}
    names: set[str] = set()
    measures = [*under]
    width = len(str(len(measures)))
    for number, (priority, entry) in enumerate(measures, 1):  # identifiers are given in the order of the files
        name = entry.title if folded(entry.title) not in names else f"{entry.title} ({priority})"
        names.add(folded(name))
        stem = f"measures/{number:0{width}}-{slug(name)}".rstrip("-")
        files[f"{stem}.yml"] = (_MEASURE + dump(_measure(entry, name, priority, source)), entry.place)
        if values := entry.fields.get("values"):
            rows = (row.partition("=") for row in values.split("; "))
            lines = [f"{date},{value},,,{source}," for date, _, value in sorted(rows)]
            files[f"{stem}.csv"] = ("\n".join(["date,value,low,high,source,note", *lines, ""]), entry.place)
    if any(f"source: {source}" in text or f",{source}," in text for text, _ in files.values()):
        itself = plan_source(source, outline.title, "the plan", outline.publisher)
        files["sources.yml"] = (_SOURCES + _listed(itself), "")
        files[itself["file"]] = (plan_text(outline.title, outline.entries), "")
    return files


def _measure(entry: Entry, name: str, priority: str, source: str) -> dict[str, Data]:
    fields = entry.fields
    data: dict[str, Data] = {"id": fields["id"]} if "id" in fields else {}
    data |= {"name": name, "unit": unit_of(fields), "under": [priority]}
    for level in ("baseline", "target"):
        if figure := fields.get(level):
            date = fields.get(f"{level}_date")
            data[level] = {"value": figure, **({"date": date} if date else {}), "source": source}
    return data


def plan_source(name: str, title: str, short: str, author: str) -> dict[str, str]:
    """A plan that was brought in, as the source of what it states."""
    return {
        "id": name, "title": title, "short": short, "author": author, "kind": "Plan", "date_note": "not stated",
        "file": f"sources/{name}.txt",
        "note": "The plan as it was brought in: its words as they were understood, in their order.",
    }  # fmt: skip


def plan_text(title: str, entries: Iterable[Entry]) -> str:
    """The text that is kept of it."""
    return "\n".join([title, "", *_lines(entries)]) + "\n"


def _listed(entry: Mapping[str, str]) -> str:
    lines = dump({"-": [dict(entry)]}).splitlines()[1:]
    return "".join(f"{line.removeprefix('  ')}\n" for line in lines)


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The words of a plan, a line for each entry, with what is stated of measures."""
    for entry in entries:
        said = [f"{name}: {value}" for name, value in _said(entry).items()]
        yield ". ".join([": ".join(filter(None, (entry.title, entry.text))), *said])
        yield from _lines(entry.children)


def _said(entry: Entry) -> dict[str, str]:
    """What is stated of a measure beside its name."""
    if entry.kind != "measure":
        return {}
    fields = {name: value for name, value in entry.fields.items() if name not in {"id", "counted_in"}}
    return fields | {"unit": unit_of(entry.fields)}
