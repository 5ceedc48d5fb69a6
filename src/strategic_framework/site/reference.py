"""Two references for the people who write the files, as Markdown: every key of the content, and every macro.

They stand in `reference/`, are made from the model and from the docstrings of the macros, and are not published.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import strategic_framework.site.macros  # noqa: F401  (every view makes itself known)
from strategic_framework.content.docstrings import docstring
from strategic_framework.content.keys import KeyGroup, key_groups
from strategic_framework.views.macro import MACROS, Macro

_KEYS = """# Keys

Each file of the folder `framework` holds keys and their values. This is the whole list. A key that is not needed may
be left out. `make schema` writes this file.
"""
_MACROS = """# Macros

The pages of the site are Markdown files in the folder `docs`. A call in such a file is replaced by content, so a count
or a quotation on a page always agrees with the files. `make schema` writes this file.

A call is a name followed by round brackets, between two opening curly brackets and two closing ones. What it needs
goes between the round brackets, in straight quotation marks.

- Most calls stand alone on a line, with an empty line above and below.
- An *inline* call gives plain text, so it can stand inside a sentence.
- A page whose file name has square brackets is made once for each item. There, every call stands alone.
- A page begins with one call that makes its *head*, such as `heading` or `wording`.
- A call that gives a *section* brings its own heading. Put it between sections, not under a heading of yours.

If a name is mistyped, the build stops. It names the file and the line, and suggests the nearest name.

| macro | shape | what it gives |
| ----- | ----- | ------------- |
"""


def references() -> dict[str, str]:
    """Each reference as text, by the name of its file."""
    return {
        "keys.md": "\n".join([_KEYS, *(line for group in key_groups() for line in _group(group))]),
        "macros.md": _MACROS + "".join(f"{_macro(MACROS[name])}\n" for name in sorted(MACROS)),
    }


def write(folder: Path) -> list[Path]:
    """Write both references into the folder and return their paths."""
    folder.mkdir(exist_ok=True)
    for name, text in references().items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in references()]


def stale(folder: Path) -> list[str]:
    """The names of the references in the folder that are missing, or not what the code says now."""
    return [
        name
        for name, text in references().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def _group(group: KeyGroup) -> Iterator[str]:
    if group.under:
        yield f"## Under {_codes(group.under)} in {_codes(group.files[:1])}\n"
    else:
        yield f"## {_codes(group.files)}\n"
    yield "| key | needed | what it means |\n| --- | ------ | ------------- |"
    for key in group.keys:
        yield f"| `{key.name}` | {'yes' if key.needed else ''} | {_cell(key.meaning)} |"
    yield ""


def _codes(texts: Sequence[str]) -> str:
    return ", ".join(f"`{text}`" for text in texts)


def _macro(macro: Macro) -> str:
    parameters = list(inspect.signature(macro.view).parameters.values())[1:]
    signature = ", ".join(str(parameter.replace(annotation=inspect.Parameter.empty)) for parameter in parameters)
    (meaning, *_) = docstring(macro.view).split("\n\n")
    return f"| `{macro.name}({signature})` | {macro.shape} | {_cell(meaning)} |"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")
