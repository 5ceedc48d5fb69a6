"""An outline as a text to read and correct: a line for each entry and for what is said of it, indented beneath it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from strategic_framework.importing import guard
from strategic_framework.importing.nodes import Node, entries
from strategic_framework.importing.outline import Entry, Outline, Refused

#: What stands at the top of an outline, before its entries.
HEAD = ("title", "publisher", "starts", "ends")
KINDS = ("introduction", "priority", "group", "context", "role", "action", "part", "aspiration", "measure", "body")
#: What an entry may say beside its words.
FIELDS = (
    "id", "text", "reference", "due", "lead", "partners", "unit", "baseline", "baseline_date", "target", "target_date",
    "values", "aliases", "retired", "replaced_by", "continues",
)  # fmt: skip
#: The kinds that are known by a title.
_TITLED = ("priority", "group", "measure", "body")
#: The longest words of a line that are shown on a terminal.
_SHORT = 76

_GUIDE = """\
# What was understood. Correct it, save it, and bring it in with --from-outline and the name of this file.
# A line is a kind and its words, or what is said of the entry above: two spaces deeper each.
# Kinds: introduction, priority, group, context, role, action, part, aspiration, measure.
# Said of them: reference, due, lead, partners (with ; between them), text (below a title); unit, baseline, target.

"""


def written(outline: Outline) -> str:
    """The outline as a file that `read` reads back."""
    head = "".join(f"{name}: {value}\n" for name in HEAD if (value := getattr(outline, name)))
    return _GUIDE + head + "\n" + "".join(f"{line}\n" for entry in outline.entries for line in _lines(entry, 0))


def shown(outline: Outline, most: int) -> Iterator[str]:
    """The outline as a few lines for a terminal: a count of what is not shown where there are more."""
    lines = [line for entry in outline.entries for line in _lines(entry, 0, fields=False)]
    yield from (line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…" for line in lines[:most])
    if len(lines) > most:
        yield f"… and {len(lines) - most:,} more lines. To see them all: --outline FILE"


def _lines(entry: Entry, depth: int, *, fields: bool = True) -> Iterator[str]:
    space = "  " * depth
    said = {name: value for name, value in entry.fields.items() if value and name in FIELDS}
    if entry.kind in _TITLED:
        yield f"{space}{entry.kind}: {entry.title}"
        said |= {"text": entry.text} if entry.text else {}
    else:
        yield f"{space}{entry.kind}: {entry.text}"
    if fields:
        yield from (f"{space}  {name}: {value}" for name, value in said.items())
    for child in entry.children:
        yield from _lines(child, depth + 1, fields=fields)


# --- read back --------------------------------------------------------------------------------------------------------


def read(data: bytes) -> Outline:
    """The outline in a file that `written` wrote and somebody corrected. Raises Refused for lines that are wrong."""
    text, remarks = guard.text_of(data)
    head = dict.fromkeys(HEAD, "")
    top: list[Node] = []
    above: list[tuple[int, Node]] = []
    faults: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, words = _parts(line)
        depth = len(line) - len(line.lstrip(" "))
        if key in KINDS:
            _begin(top, above, depth, Node(key, place=f"line {number}"), words)
        elif key in HEAD and not above:
            head[key] = words
        elif key in FIELDS and above:
            _say(above, depth, key, words)
        else:
            faults.append(f"Line {number}: {_unknown(key, above)}")
    if faults:
        raise Refused("\n".join(faults[:20]))
    return Outline(**head, entries=entries(top), remarks=remarks)


def _parts(line: str) -> tuple[str, str]:
    """The word before the colon, and what follows it; no word where there is none."""
    match = re.match(r"\s*(\w+)\s*:(?:\s+|$)(.*)", line)
    return (match[1].lower(), guard.plain(match[2])) if match else ("", "")


def _begin(top: list[Node], above: list[tuple[int, Node]], depth: int, node: Node, words: str) -> None:
    """Put an entry beneath the nearest one above that stands less deep."""
    while above and above[-1][0] >= depth:
        above.pop()
    if node.kind in _TITLED:
        node.title = words
    else:
        node.text = words
    (above[-1][1].children if above else top).append(node)
    above.append((depth, node))


def _say(above: Sequence[tuple[int, Node]], depth: int, key: str, words: str) -> None:
    """Note what is said of the entry above that stands less deep."""
    node = next((node for place, node in reversed(above) if place < depth), above[-1][1])
    if key == "text":
        node.text = words
    else:
        node.fields[key] = words


def _unknown(key: str, above: Sequence[object]) -> str:
    if not key:
        return "It has no word with a colon at its beginning, such as “action:”."
    known = (*KINDS, *FIELDS) if above else (*HEAD, *KINDS)
    near = get_close_matches(key, known, 1)
    meant = f"Did you mean “{near[0]}:”?" if near else f"It may be {', '.join(known)}."
    return f"“{key}:” is not known. {meant}"
