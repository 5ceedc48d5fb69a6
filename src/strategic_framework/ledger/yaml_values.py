"""One value of an editor's file, written anew: its key, its style, its comments and its neighbours stay."""

from __future__ import annotations

import re

from strategic_framework.content.files import split
from strategic_framework.content.source import Mapping, Node, Scalar
from strategic_framework.ledger.yaml_edits import EditError, Text
from strategic_framework.ledger.yaml_writer import dump

#: A folded line ends at the first space after this column, as in what the tool writes whole.
_WIDTH = 90
#: The groups of keys that a thing may come to have.
BEGUN = {"baseline", "target"}
#: What stands behind a key: a text, a list of texts, or a group of keys with their texts.
Written = str | list[str] | dict[str, str]
_FOLDED = re.compile(r"\S+( \S+)+")
#: The keys after which another one is put, the last that is there.
_HEAD = (
    "id", "title", "title_source", "nav_label", "label", "name", "term", "expansion", "aliases", "text", "publisher",
    "plain", "supported_by", "link", "unit", "under", "baseline",
)  # fmt: skip


def find(mapping: Mapping, path: str) -> tuple[Mapping, str, Scalar | None, Node | None]:
    """The group of keys that a path such as `labels.role` ends in, its last key, and where that and its value stand."""
    *above, last = path.split(".")
    for key in above:
        below = mapping.get(key)
        if not isinstance(below, Mapping) or not below.entries:
            raise EditError(f"There is no group of keys {key}: here. Write it by hand.")
        mapping = below
    written = next((name for name, _ in mapping.entries if name.value == last), None)
    return mapping, last, written, mapping.get(last)


def value(mapping: Mapping, path: str) -> str:
    """The text at a path; empty where there is none."""
    try:
        node = find(mapping, path)[3]
    except EditError:
        return ""
    return " ".join(node.value.split()) if isinstance(node, Scalar) else ""


def write(text: Text, mapping: Mapping, path: str, words: str) -> None:
    """Write words at a path, where others stand or none do. Raises EditError where the entry has one line.

    The baseline or the target of a measure is begun where there is none.
    """
    above, _, first_key = path.rpartition(".")
    if above in BEGUN and not any(name.value == above for name, _ in mapping.entries):
        _insert(text, mapping, above, {first_key: words})
        return
    group, key, written, node = find(mapping, path)
    if written is None:
        _insert(text, group, key, words)
        return
    first, last = extent(text, written, node)
    line = split(text.lines[first - 1])[0]
    before, depth = line[: written.place.column - 1], written.place.column - 1
    if re.match(rf"['\"]?{key}['\"]?\s*:\s*>-?(\s+#.*)?\s*$", line[depth:]) and _FOLDED.fullmatch(words):
        old = [entry.strip("\r\n") for entry in text.lines[first:last]]
        text.cut(first + 1, last)
        inner = len(old[0]) - len(old[0].lstrip(" ")) if old else depth + 2
        text.insert(first + 1, _kept(old, words, inner))
        return
    new = rendered(key, words, depth)
    comment = _comment(line, node) if len(new) == 1 and first == last else ""
    text.cut(first, last)
    text.insert(first, [before + new[0].lstrip(" ") + comment, *new[1:]])


def write_list(text: Text, mapping: Mapping, key: str, entries: list[str]) -> None:
    """Write a list of texts at a key, in house style, where another stands or none does. Raises EditError."""
    group, key, written, node = find(mapping, key)
    if written is None:
        _insert(text, group, key, entries)
        return
    first, last = extent(text, written, node)
    depth = written.place.column - 1
    before = split(text.lines[first - 1])[0][:depth]
    text.cut(first, last)
    lines = _lines(key, entries, depth)
    text.insert(first, [before + lines[0].lstrip(" "), *lines[1:]])


def _lines(key: str, value: Written, depth: int) -> list[str]:
    """The lines of a key with its text, its list or its group of keys."""
    if isinstance(value, str):
        return rendered(key, value, depth)
    return [" " * depth + line for line in dump({key: value}).splitlines()]


def _comment(line: str, node: Node | None) -> str:
    """What stands behind a value on its line."""
    rest = line[node.place.column - 1 + node.length :] if isinstance(node, Scalar) else ""
    return rest if rest.strip().startswith("#") else ""


def _insert(text: Text, group: Mapping, key: str, value: Written) -> None:
    """Put a key after the last of those that come first in a group."""
    there = [(name, node) for name, node in group.entries if name.value in _HEAD] or [group.entries[-1]]
    name, node = there[-1]
    if group.place.line == group.entries[-1][0].place.line and len(group.entries) > 1:
        raise EditError(f"The entry in line {group.place.line} stands on one line. Write its keys under each other.")
    _, last = extent(text, name, node)
    text.insert(last + 1, _lines(key, value, name.place.column - 1))


def take(text: Text, mapping: Mapping, path: str) -> None:
    """Take a key and its value away, with its group where that holds no other. Raises EditError where it begins one."""
    group, key, written, node = find(mapping, path)
    if written is None:
        return
    if group is not mapping and len(group.entries) == 1:
        take(text, mapping, path.rpartition(".")[0])
        return
    first, last = extent(text, written, node)
    if split(text.lines[first - 1])[0][: written.place.column - 1].strip():
        raise EditError(f"Take {key}: out by hand: its entry begins with it.")
    text.cut(first, last)


def extent(text: Text, key: Scalar, node: Node | None) -> tuple[int, int]:
    """First and last line of a key with its value."""
    first = last = key.place.line
    depth = key.place.column - 1
    block = isinstance(node, Scalar) and split(text.lines[first - 1])[0].rstrip().endswith((">-", ">", "|", "|-"))
    for number, line in enumerate(text.lines[first:], first + 1):
        if not line.strip():
            continue
        at = len(line) - len(line.lstrip(" "))
        if at < depth or (at == depth and not (_is_list(node) and line.lstrip().startswith("- "))):
            break
        if line.lstrip().startswith("#") and not block:
            continue
        last = number
    return first, last


def _is_list(node: Node | None) -> bool:
    return node is not None and not isinstance(node, (Scalar, Mapping))


def rendered(key: str, words: str, depth: int) -> list[str]:
    """The lines of a key with its value, in house style."""
    lines = dump({key: words == "true" if key == "official" else words}).splitlines()
    if len(lines) == 1:
        return [" " * depth + lines[0]]
    return [" " * depth + lines[0], *folded(words.split(), depth + 2)]


def folded(words: list[str], depth: int) -> list[str]:
    """Words on lines, each ended at the first space after the width."""
    lines: list[str] = []
    line = ""
    for word in words:
        line = f"{line} {word}" if line else " " * depth + word
        if len(line) > _WIDTH:
            lines.append(line)
            line = ""
    return [*lines, line] if line else lines


def _kept(old: list[str], words: str, depth: int) -> list[str]:
    """The lines of a folded text: those that begin it as before stay as they are."""
    left, kept = words.split(), list[str]()
    for line in old:
        here = line.split()
        if left[: len(here)] != here or len(left) == len(here) < len(old[-1].split()):
            break
        kept.append(line)
        left = left[len(here) :]
    if kept and left and len(kept) == len(old):
        left = [*kept.pop().split(), *left]  # the last line was as long as its words, not as wide as a line
    return [*kept, *folded(left, depth)]
