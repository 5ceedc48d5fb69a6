"""YAML with line and column, as editors write it: texts, lists and keys, and nothing cleverer.

Every text stays a text (`NO`, `2.10`, `0755`, `12:30`): only a model decides what it means. What could change the
meaning of a file unseen is refused before anything is built: aliases, merge keys, tags, duplicate keys, text cut
short by ` #`, sentences that became keys by their colon, characters that cannot be seen.

House style for comments: on a line of their own, after a key or a quoted text, or after any other value with two
spaces before the `#` and one after it. A single space before a `#` is refused there: YAML drops what follows.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from strategic_framework.content.problems import Problem
from strategic_framework.content.source.characters import LARGEST, MOST, NOTHING, Text, decode, mended
from strategic_framework.content.source.nodes import Mapping, Node, Plain, Scalar, Sequence, plain
from strategic_framework.content.source.tree import grow
from strategic_framework.model.frozen import frozen

__all__ = [
    "File",
    "Mapping",
    "Node",
    "Plain",
    "Scalar",
    "Sequence",
    "conflicts",
    "forget",
    "parse",
    "plain",
    "read",
    "read_bytes",
]

#: What the parser says of a line that holds a tab or a character that cannot be seen is mostly due to that.
CONSEQUENCES = {
    "tab", "syntax", "indentation", "missing-colon", "missing-space", "first-character", "colon-in-text",
    "text-after-arrow",
}  # fmt: skip


@frozen
class File:
    """A file as read: its text without byte-order mark, its tree and what is wrong with it, sorted.

    Without a root there is at least one problem. With a root *and* problems the tree is what was meant, as far as
    that is certain: without the characters that cannot be seen, with the first of two keys, with the sentence whole.
    """

    name: str
    text: str
    root: Node | None
    problems: tuple[Problem, ...]

    def line(self, number: int) -> str:
        """The editor's own line of that number, as places count them; nothing where there is none."""
        return Text(self.name, self.text).line(number - 1)


def read(path: Path, name: str) -> File:
    """Read a file under the name that its places use; whatever stands at the path, nothing is raised."""
    data = read_bytes(path, name)
    return data if isinstance(data, File) else parse(data, name)


def read_bytes(path: Path, name: str) -> bytes | File:
    """What stands in a file, less what is too much; of what cannot be read, a file with the problem."""
    try:
        if path.is_symlink():
            instead = "Put the file itself in its place."
            return _unreadable(name, "symbolic-link", "This is not a file but a link to one.", instead)
        if not stat.S_ISREG(path.stat().st_mode):  # opening a named pipe would wait for ever
            return _unreadable(name, "unreadable", "This is not a file but a folder or a device.", "Take it away.")
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        return _unreadable(name, "unreadable", "There is no such file.", "")
    except (OSError, ValueError) as fault:
        said = getattr(fault, "strerror", None) or str(fault)
        return _unreadable(name, "unreadable", f"This file cannot be read: {said}.", "")


def _unreadable(name: str, code: str, what: str, instead: str) -> File:
    return File(name, "", None, (Text(name, "").file_problem(code, what, "", instead),))


#: The last reading of each name: a server reads every file after each save, and one of them is another.
_LAST: dict[str, tuple[bytes, File]] = {}


def parse(data: bytes, name: str) -> File:
    """The tree of some bytes and all that one reading finds wrong with them. Never raises."""
    last = _LAST.get(name)
    if last is None or last[0] != data:
        last = _LAST[name] = data, _parsed(data, name)
    return last[1]


def forget() -> None:
    """Let go of what was read last: nothing is read again soon."""
    _LAST.clear()


def _parsed(data: bytes, name: str) -> File:
    text, fault = decode(data, name)
    if fault:
        return File(name, text.text, None, (fault,))
    if marks := conflicts(text.text, name):
        return File(name, text.text, None, marks)
    copy, of_characters = mended(text)
    root, of_tree = grow(Text(name, copy))
    problems = sorted(dict.fromkeys([*of_characters, *_originals(text, of_tree, of_characters)]))
    return File(name, text.text, root, tuple(_most(text, problems)))


def conflicts(text: str, name: str) -> tuple[Problem, ...]:
    """What git leaves in a file where two proposals changed the same lines; nothing else in the file can be judged."""
    return tuple(_conflicts(Text(name, text)))


def _conflicts(text: Text) -> Iterator[Problem]:
    marks = [line[:7] for line in text.lines]
    if "<<<<<<<" in marks and ">>>>>>>" in marks:
        for index in (index for index, mark in enumerate(marks) if mark == "<<<<<<<"):
            what = "From here on two versions of the same lines stand one after the other: git could not join them."
            instead = "Keep the right lines. Delete the others, and those that begin with <<<<<<<, ======= and >>>>>>>."
            yield text.problem(index, 0, "conflict", what, "", instead, 7)


def _originals(text: Text, problems: list[Problem], reported: list[Problem]) -> list[Problem]:
    """The tree's problems with the lines as the editor wrote them, less those that a line's characters explain."""
    lines = {problem.place.line for problem in reported if problem.place.line}
    kept = [problem for problem in problems if problem.place.line not in lines or problem.code not in CONSEQUENCES]
    return [_original(text, problem) for problem in kept]


def _original(text: Text, problem: Problem) -> Problem:
    line = text.line(problem.place.line - 1)
    return replace(problem, line_text=line, what=problem.what.replace(NOTHING, ""))


def _most(text: Text, problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST:
        return problems
    what = f"There are more than {MOST} problems in this file."
    return [text.file_problem("too-many", what, "", "Mend those that are listed, and check again."), *problems[:MOST]]
