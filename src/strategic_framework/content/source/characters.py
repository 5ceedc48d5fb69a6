"""From bytes to lines of text: only UTF-8, and nothing in it that an editor cannot see.

What is wrong is named by code point, and mended in a copy of the same length, so that whatever is read from the copy
stands where it stood and one run tells an editor everything else too.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Protocol

from strategic_framework.content.problems import Problem
from strategic_framework.model import Place
from strategic_framework.model.frozen import frozen

#: The most that a file may hold, in bytes.
LARGEST = 1024 * 1024

#: The most problems that are listed of one file; whoever finds more may stop looking.
MOST = 100

#: Stands in the mended copy where a character should not be at all. A private character: none is let through.
NOTHING = "\ue000"

_BREAKS = "\x85\u2028\u2029"
_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_ORDER = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HIDDEN = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_LOST = "\ufffc\ufffd\ufffe\uffff\ufdd0-\ufdef\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff"
#: Code of a problem → the characters that it is about.
_KINDS = {
    "tab": "\t",
    "odd-line-break": _BREAKS,
    "odd-space": _SPACES,
    "control-character": f"{_CONTROLS}\r",
    "hidden-character": f"{_ORDER}{_HIDDEN}",
    "lost-character": _LOST,
}
_SUSPECT = re.compile(f"[\t{_BREAKS}{_SPACES}{_CONTROLS}{_ORDER}{_HIDDEN}{_LOST}]")

#: From here on characters tag the one before them, many in a row: one problem a line is said of them all.
_TAGS = "\U000e0000"

_PICTURE = "\u2190-\u2bff\u3030-\u3299\U0001f000-\U0001faff"
#: Sequences that belong to emoji: the flags of England, Scotland and Wales (Unicode TR 51), joined pictures, and the
#: choice between a coloured and a plain form.
_EMOJI = (
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|"
    "\U000e0077\U000e006c\U000e0073)\U000e007f"
    f"|(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])"
    f"|(?<=[{_PICTURE}#*0-9\xa9\xae\u203c\u2049\u2122\u2139])[\ufe0e\ufe0f]"
)
_CONTROL_NAMES = {
    0x00: "NULL", 0x07: "BELL", 0x08: "BACKSPACE", 0x0B: "LINE TABULATION", 0x0C: "FORM FEED", 0x0D: "CARRIAGE RETURN",
    0x1B: "ESCAPE", 0x7F: "DELETE", 0x85: "NEXT LINE",
}  # fmt: skip


class Mark(Protocol):
    """A place as a parser knows it: line and column, both counted from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


@frozen
class Text:
    """A file's text under the name that its places use; lines end in LF, CRLF or CR."""

    name: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(re.split("\r\n|\n|\r", self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\r\n|\n|\r", self.text))]

    def line(self, index: int) -> str:
        """The line of that index, counted from 0; nothing where there is none."""
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 0."""
        line = bisect_right(self._starts, offset) - 1
        return line, offset - self._starts[line]

    def offset(self, line: int, column: int) -> int:
        return self._starts[line] + column

    def indent(self, line: int) -> int:
        """How far in the line begins, in characters, whatever blank characters it begins with."""
        return len(self.line(line)) - len(self.line(line).lstrip())

    def problem(
        self, line: int, column: int, code: str, what: str, why: str = "", instead: str = "", length: int = 1
    ) -> Problem:
        """A problem at a line and a column counted from 0, with the line's own text."""
        place = Place(self.name, line + 1, column + 1)
        return Problem(place, code, what, why, instead, self.line(line), length)

    def file_problem(self, code: str, what: str, why: str = "", instead: str = "") -> Problem:
        """A problem of the file as a whole."""
        return Problem(Place(self.name, 0, 0), code, what, why, instead)


def decode(data: bytes, name: str) -> tuple[Text, Problem | None]:
    """The text of a file without its byte-order mark, and what keeps it from being read; never raises."""
    if len(data) > LARGEST:
        return Text(name, ""), _too_large(data[:LARGEST], name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or data.count(0) > len(data) // 4:
        what = "This file is not saved as UTF-8: it looks like UTF-16 or UTF-32, which some programs call “Unicode”."
        return Text(name, ""), Text(name, "").file_problem("not-utf-8", what, "", _SAVE)
    body = data.removeprefix(BOM_UTF8)
    try:
        return Text(name, body.decode("utf-8")), None
    except UnicodeDecodeError as fault:
        text = Text(name, body.decode("utf-8", "replace"))
        return text, _undecodable(text, body, fault.start, len(data) - len(body))


def _too_large(read: bytes, name: str) -> Problem:
    """The problem of a file that goes on after what was read of it, at the line on which the limit is reached."""
    lines = re.split(rb"\r\n|\n|\r", read)
    what = f"This file is too large: {LARGEST:,} bytes are the most, and they end on this line."
    instead = "Divide it into several files, or take out what was pasted in by mistake."
    return Problem(
        Place(name, len(lines), 1), "too-large", what, "", instead, lines[-1][:200].decode("utf-8", "replace")
    )


_SAVE = "Save it again, choosing the encoding UTF-8."


def _undecodable(text: Text, body: bytes, start: int, skipped: int) -> Problem:
    """The first byte that is not UTF-8, with the letter that older Windows programs would take it for."""
    before = body[:start].decode("utf-8")
    line, column = Text(text.name, before).position(len(before))
    letter = body[start : start + 1].decode("cp1252", "replace")
    known = letter.isprintable() and letter != "\ufffd"
    meant = f" Older Windows programs would show “{letter}” there." if known else ""
    what = f"Line {line + 1} is not UTF-8: byte {start + skipped:,} of the file (0x{body[start]:02X}) fits no letter."
    return text.problem(line, column, "not-utf-8", what + meant, "Letters would be lost.", _SAVE)


def mended(text: Text) -> tuple[str, list[Problem]]:
    """A copy of the same length without what cannot be seen, and a problem for each such character of each line."""
    if not _SUSPECT.search(text.text):
        return text.text, []
    copy = list(text.text)
    runs: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for offset, char in _hidden(text.text):
        line, column = text.position(offset)
        copy[offset] = _instead_of(char)
        runs.setdefault((line, min(char, _TAGS)), []).append((column, char))
    for (line, kind), run in runs.items():
        if kind == "\t":  # nobody can say how many spaces a tab in front stands for: there the parser stops
            indent = text.indent(line) if text.line(line).strip() else 0
            for offset in (text.offset(line, column) for column, _ in run if column < indent):
                copy[offset] = "\t"
    first = islice(runs.items(), MOST + 1)
    return "".join(copy), [_problem(text, line, run) for (line, _), run in first]


def _hidden(text: str) -> Iterator[tuple[int, str]]:
    """Offset and character of whatever cannot be seen and is not part of an emoji."""
    allowed = {offset for match in re.finditer(_EMOJI, text) for offset in range(*match.span())}
    for match in _SUSPECT.finditer(text):
        if match.start() not in allowed:
            yield match.start(), match[0]


def _instead_of(char: str) -> str:
    """What a character was probably meant to be: a space, or nothing."""
    return " " if kind_of(char) in {"tab", "odd-space", "odd-line-break"} else NOTHING


def kind_of(char: str) -> str:
    """The code of the problem that a character is."""
    return next(code for code, characters in _KINDS.items() if re.match(f"[{characters}]", char))


def hidden_in(value: str) -> tuple[str | None, str]:
    r"""The first character of a value that cannot be seen, by way of a code such as `\u200b`, and the rest of it."""
    hidden = dict(_hidden(value)) | {offset: "\r" for offset, char in enumerate(value) if char == "\r"}
    seen = "".join(char for offset, char in enumerate(value) if offset not in hidden) if hidden else value
    return (hidden[min(hidden)] if hidden else None), seen


def shown(char: str) -> str:
    """A character by code point and Unicode name: `U+200B, ZERO WIDTH SPACE`."""
    name = _CONTROL_NAMES.get(ord(char)) or unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f", {name}" if name else "")


def _problem(text: Text, line: int, run: list[tuple[int, str]]) -> Problem:
    """One problem for all of a character's places in a line, at the first of them."""
    first, char = run[0]
    alike = all(other == char for _, other in run)
    times = f" It is in this line {len(run)} times." if alike else f" There are {len(run)} of its kind in this line."
    what, why, instead = _words(kind_of(char), char, leading=first < text.indent(line))
    length = next((step for step, (column, _) in enumerate(run) if column != first + step), len(run))
    return text.problem(line, first, kind_of(char), what + (times if len(run) > 1 else ""), why, instead, length)


_COPIED = "It often comes along with words copied from a web page, a PDF or a word processor."


def _words(code: str, char: str, *, leading: bool) -> tuple[str, str, str]:
    """What is wrong, why it matters and what to type."""
    if code == "tab" and leading:
        why = "How far in a line stands is counted in spaces, and nobody can say how many a tab is."
        return "This line begins with a tab.", why, "Delete the tab and type spaces: two for each step inwards."
    if code == "tab":
        return "There is a tab in this line.", _COPIED, "Delete the tab and type one space."
    if code == "odd-space":
        where = "This line begins with" if leading else "Here is"
        return f"{where} a space that is not an ordinary one: {shown(char)}.", _COPIED, "Delete it and type a space."
    if code == "odd-line-break":
        return (
            f"Here is a line break that is not an ordinary one: {shown(char)}.",
            _COPIED,
            "Delete it and type a space.",
        )
    if code == "control-character":
        return f"Here is a control character, which is no letter: {shown(char)}.", _COPIED, "Delete it."
    if code == "lost-character":
        what = f"Here is a character that stands for no letter: {shown(char)}."
        return what, "A letter was lost, or only one typeface can show it.", "Type what the source has in this place."
    what = f"Here is a character that cannot be seen: {shown(char)}."
    if re.match(f"[{_ORDER}]", char):
        return what, "It can show words in another order than the one they are in.", _DELETE
    return what, "It would be published inside the words, and they would no longer be found by searching.", _DELETE


_DELETE = "Delete it: place the cursor behind it and press Backspace once."
