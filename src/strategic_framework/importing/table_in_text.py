"""A table that stands in running text: read as a table of its own is, with the places that it has in the text."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from strategic_framework.importing import tables
from strategic_framework.importing.blocks import Block
from strategic_framework.importing.columns import Choices
from strategic_framework.importing.outline import Entry, Outline, Refused


def table_outline(block: Block, choices: Choices) -> Outline:
    """What a table says, its places those of the text. Raises Refused as the reader of tables does, with the place."""
    memory = io.StringIO()
    csv.writer(memory).writerows(block.rows)
    try:
        read = tables.read(memory.getvalue().encode(), choices)
    except Refused as refused:
        raise Refused(f"The table in {block.place}: {refused}") from None
    remarks = tuple(replace(remark, place=_place(block, remark.place)) for remark in read.remarks)
    return replace(read, entries=tuple(_placed(entry, block) for entry in read.entries), remarks=remarks)


def _placed(entry: Entry, block: Block) -> Entry:
    children = tuple(_placed(child, block) for child in entry.children)
    return replace(entry, place=_place(block, entry.place), children=children)


def _place(block: Block, place: str) -> str:
    return f"{block.place}, {place}" if place else block.place
