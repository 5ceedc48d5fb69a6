"""Small edits of an editor's file: comments, order and layout stay; the tool inserts only what it must.

Files are edited as text at the places where the reader found things, and read again before they are believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from strategic_framework.content.files import split
from strategic_framework.model import Place

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Placed(Protocol):
    """What knows where it and each of its fields were written: a noun, or an entry of a file."""

    def place(self, field: str = "") -> Place:
        """Where the field was written, or else where the whole begins."""


class EditError(ValueError):
    """The file is written in a way that the tool leaves alone; the message says what to do by hand."""


@dataclass
class Text:
    """A file's lines, each with its own line end; numbers count from 1, as places do.

    What is put in and taken out is kept aside, so that every place stays true, however many edits are made.
    """

    lines: list[str]
    _new: dict[int, list[str]] = field(default_factory=dict)
    _gone: set[int] = field(default_factory=set)

    @classmethod
    def read(cls, root: Path, name: str) -> Text:
        """The file of that name below `root`, with its byte-order mark and line ends as they are."""
        return cls.of((root / name).read_bytes().decode("utf-8"))

    @classmethod
    def of(cls, text: str) -> Text:
        return cls([line for line in _LINES.findall(text) if line])

    def __str__(self) -> str:
        out: list[str] = []
        for number, line in enumerate([*self.lines, ""], 1):
            new = self._new.get(number, [])
            if new and out and not out[-1].endswith(("\n", "\r")):
                out[-1] += self._end
            out += [entry + self._end for entry in new]
            out += [] if number in self._gone else [line]
        return "".join(out)

    @property
    def _end(self) -> str:
        first = self.lines[0] if self.lines else "\n"
        return first[len(split(first)[0]) :] or "\n"

    def insert(self, number: int, new: Sequence[str]) -> None:
        """Put lines before the line of that number, after what was put there already."""
        self._new.setdefault(number, []).extend(new)

    def cut(self, first: int, last: int) -> list[str]:
        """Take lines out, both ends included, and give them without their ends."""
        self._gone.update(range(first, last + 1))
        return [line.rstrip("\r\n") for line in self.lines[first - 1 : last]]


def number(text: Text, place: Place, identifier: str) -> None:
    """Write a new entry's identifier as its first key."""
    line = text.lines[place.line - 1]
    before, after = line[: place.column - 1], line[place.column - 1 :]
    if after.startswith("{"):
        text.lines[place.line - 1] = f"{before}{{id: {identifier}, {after[1:].lstrip()}"
        return
    text.lines[place.line - 1] = f"{before}id: {identifier}{text._end}{' ' * _width(before)}{after}"


def _width(before: str) -> int:
    return len(before.lstrip("\ufeff"))


def add_keys(text: Text, noun: Placed, keys: Sequence[str]) -> None:
    """Put lines such as `retired: true` under an entry's identifier. Raises EditError where it has one line."""
    place = noun.place("id")
    line = text.lines[place.line - 1]
    match = re.match(r"(\ufeff?[\s-]*)(['\"]?id['\"]?\s*:)", line)
    if not match:
        raise EditError(
            f"The entry in {place.file}, line {place.line} stands on one line. Write its keys under each other first."
        )
    text.insert(place.line + 1, [" " * _width(match[1]) + key for key in keys])


def take_keys(text: Text, noun: Placed, keys: Sequence[str]) -> None:
    """Take an entry's lines with these keys away; each holds one short value."""
    places = [noun.place(key) for key in keys if noun.place(key) != noun.place("")]
    for place in sorted(places, key=lambda place: place.line, reverse=True):
        line = text.lines[place.line - 1]
        if not re.match(rf"\s*(?:{'|'.join(keys)})\s*:", line):
            raise EditError(f"Take the line out by hand: {place.file}, line {place.line}.")
        text.cut(place.line, place.line)


def set_value(text: Text, place: Place, old: str, new: str) -> None:
    """Write another short value where one stands."""
    line = text.lines[place.line - 1]
    before, after = line[: place.column - 1], line[place.column - 1 :]
    text.lines[place.line - 1] = before + after.replace(old, new, 1)


def entry(text: Text, place: Place) -> tuple[int, int]:
    """First and last line of a list's entry, with the comment lines directly above it. Raises EditError."""
    line = split(text.lines[place.line - 1])[0]
    match = re.match(r"( *)- ", line)
    if not match or _width(line[: place.column - 1]) != len(match[0]):
        raise EditError(f"The entry in {place.file}, line {place.line} is not written as a list with dashes.")
    depth, last = len(match[1]), place.line
    for number, following in enumerate(text.lines[place.line :], place.line + 1):
        if following.strip() and _depth(following) <= depth:
            break
        if following.strip() and not (following.lstrip().startswith("#") and _depth(following) <= depth):
            last = number
    first = place.line
    while first > 1 and text.lines[first - 2].lstrip().startswith("#") and _depth(text.lines[first - 2]) == depth:
        first -= 1
    return first, last


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def append(text: Text, place: Place, lines: Sequence[str]) -> None:
    """Put an entry's lines after the entry that begins at a place, indented as that one is."""
    _, last = entry(text, place)
    text.insert(last + 1, _shifted(lines, _depth(text.lines[place.line - 1])))


def begin_list(text: Text, key: str, lines: Sequence[str]) -> None:
    """Put the first entries of a list under its key: where that stands empty, else at the end of the file."""
    line = _line_of(text, key)
    if line and text.lines[line - 1].split("#")[0].split(":", 1)[1].strip() not in {"", "[]"}:
        raise EditError(f"Write the first entry of {key} by hand: its line holds something else.")
    if line:
        text.cut(line, line)
    text.insert(line or len(text.lines) + 1, [f"{key}:", *_shifted(lines, 2)])


def begin_inner_list(text: Text, place: Place, key: str, lines: Sequence[str]) -> None:
    """Put the first entries of a list at the end of the entry that begins at a place. Raises EditError."""
    line, depth = split(text.lines[place.line - 1])[0], place.column - 1
    if line[depth:].startswith("{"):
        raise EditError(
            f"The entry in {place.file}, line {place.line} stands on one line. Write its keys under each other."
        )
    _, last = entry(text, place)
    text.insert(last + 1, [" " * depth + f"{key}:", *_shifted(lines, depth + 2)])


def end_list(text: Text, place: Place) -> None:
    """Take the key of a list away, which was written at a place and from which every entry was taken."""
    line = split(text.lines[place.line - 1])[0]
    if line[: place.column - 1].lstrip("\ufeff").strip():
        raise EditError(f"Move it by hand: the line {place.line} of {place.file} begins the entry that it would leave.")
    text.cut(place.line, place.line)


def _line_of(text: Text, key: str) -> int:
    """The line of a key of the file's own, or 0."""
    return next((number for number, line in enumerate(text.lines, 1) if line.lstrip("\ufeff").startswith(f"{key}:")), 0)


def _shifted(lines: Sequence[str], target: int) -> list[str]:
    """An entry's lines, with its dash so many spaces in."""
    own = next((_depth(line) for line in lines if line.strip() and not line.lstrip().startswith("#")), 0)
    return [" " * max(_depth(line) + target - own, 0) + line.lstrip(" ") if line.strip() else line for line in lines]
