"""What tests say of an outline: each entry in a line, below what it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.importing.outline import Entry, Outline


def lines(outline: Outline) -> list[str]:
    """Every entry as `kind: words`, indented by what it stands in, with its fields behind it."""
    return [line for entry in outline.entries for line in _lines(entry, "")]


def _lines(entry: Entry, indent: str) -> Iterator[str]:
    words = ": ".join(filter(None, (entry.kind, entry.title, entry.text)))
    fields = "".join(f" [{name} {value}]" for name, value in entry.fields.items() if value)
    yield indent + words + fields
    for child in entry.children:
        yield from _lines(child, indent + "  ")


def said(outline: Outline, what: str) -> list[str]:
    """The remarks of a kind as `place: text`."""
    return [f"{remark.place}: {remark.text}" for remark in outline.remarks if remark.what == what]
