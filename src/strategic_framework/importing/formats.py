"""The formats that a plan can come in, by the ending of its file; each reader is loaded when a file of it is read."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from strategic_framework.importing import guard, ours, stratml
from strategic_framework.importing.columns import Choices
from strategic_framework.importing.outline import Outline, Refused
from strategic_framework.importing.personal import without_personal

#: Ending → the module that reads it, and whether it is told how to read a table.
READERS: dict[str, str] = {
    ".csv": "tables", ".tsv": "tables", ".xlsx": "tables", ".xlsm": "tables", ".json": "ours",
    ".xml": "stratml", ".stratml": "stratml", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".docx": "word", ".docm": "word",
}  # fmt: skip


def read(path: Path, choices: Choices) -> Outline:
    """The plan in a file, without what is personal unless that is to be kept. Raises Refused, in plain sentences."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        raise Refused(f"A file that ends in “{path.suffix}” cannot be brought in. It may end in {known}.")
    data = guard.bytes_of(path)
    if reader == "ours":
        outline = ours.read(data, choices.edition)
    elif reader == "stratml":
        outline = stratml.read(data)
    else:
        outline = import_module(f"{__package__}.{reader}").read(data, choices)
    return outline if choices.keep_personal else without_personal(outline)
