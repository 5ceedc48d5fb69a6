"""Markdown, as people write it: headings, lists, paragraphs and tables, with the number of each line.

Read line by line and not by way of HTML, so that every remark names a line. What stands for a link, for emphasis or for
a picture is taken out; words stay as they are. Front matter may hold `title` and `publisher`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from strategic_framework.importing import guard
from strategic_framework.importing.blocks import Block
from strategic_framework.importing.columns import Choices
from strategic_framework.importing.outline import Outline, Remark
from strategic_framework.importing.prose import outline

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"(\s*)([-+*•▪◦‣●–]|\(?(?:\d{1,3}|[a-z])[.)])\s+(?=\S)")
_FENCE = re.compile(r"\s*(```|~~~)")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_DIVIDER = re.compile(r"[\s|:-]+$")
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\](:?)")
_STRONG = re.compile(r"\s*(\*\*|__)(?=\S)(.{1,300})(?<=\S)\1\s*:?\s*$")
_MARKS = (
    (re.compile(r"<(?:/?[A-Za-z][^<>]{0,300}|!--[^<>]{0,300}--)>"), ""),
    (re.compile(r"!\[[^\[\]]{0,300}\]\([^()]{0,500}\)"), ""),
    (re.compile(r"\[([^\[\]]{1,300})\](?:\([^()]{0,500}\)|\[[^\[\]]{0,100}\])"), r"\1"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{1,400})(?<=[^\s*])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_]{1,400})(?<=[^\s_])\1(?![\w_])"), r"\2"),
    (re.compile(r"(`{1,2})([^`]{1,300})\1"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read(data: bytes, choices: Choices | None = None) -> Outline:
    """The plan that a Markdown file holds. Raises Refused where no heading is understood as a priority."""
    lines, remarks = guard.lines_of(data)
    said = [*remarks]
    front, begins = _front_matter(lines)
    blocks = _Lines(lines, said).blocks(begins)
    return outline(blocks, front.get("title", ""), front.get("publisher", ""), said, choices)


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """The keys between two lines of three hyphens at the beginning, and the line on which the text begins."""
    if lines[0].strip() != "---" or "---" not in (ends := [line.strip() for line in lines[1:50]]):
        return {}, 0
    end = ends.index("---") + 1
    pairs = (line.partition(":") for line in lines[1:end])
    return {key.strip().lower(): guard.plain(value.strip().strip("\"'")) for key, _, value in pairs}, end + 1


class _Lines:
    """The lines of a file on their way to blocks: lines that follow each other are one paragraph, as in Markdown."""

    def __init__(self, lines: list[str], remarks: list[Remark]) -> None:
        self._lines, self._remarks = lines, remarks
        self._blocks: list[Block] = []
        #: The block whose last line is not read yet, and how far in the lists that it stands within begin.
        self._open: Block | None = None
        self._indents: list[int] = []
        self._fence = ""

    def blocks(self, begins: int) -> list[Block]:
        for index in range(begins, len(self._lines)):
            place = f"line {index + 1}"
            line = re.sub(r"^\s{0,3}(?:>\s?)+", "", self._lines[index])
            if not self._is_code(line, place):
                self._take(self._without_notes(line, place), place)
        self._close()
        return self._blocks

    def _take(self, line: str, place: str) -> None:
        if self._underlines(line):
            return
        if heading := _HEADING.match(line):
            self._close()
            self._indents = []
            self._blocks.append(Block("heading", _plain(heading[2]), place, len(heading[1])))
        elif not line.strip() or _RULE.match(line):
            self._close()
        elif _ROW.match(line):
            self._row(line, place)
        elif item := _ITEM.match(line):
            self._close()
            indent = _indent(line)
            self._indents = [*(begun for begun in self._indents if begun < indent), indent]
            self._open = Block("item", line[item.end() :], place, len(self._indents))
        elif self._open:
            self._open = replace(self._open, text=f"{self._open.text} {line.strip()}")
        else:
            self._indents = [begun for begun in self._indents if begun < _indent(line)]
            self._open = Block("paragraph", line, place, len(self._indents))

    def _underlines(self, line: str) -> bool:
        """Whether a line makes a heading of the paragraph above it."""
        above = self._open
        if above is None or above.kind != "paragraph" or above.level or not _UNDERLINE.match(line):
            return False
        self._blocks.append(Block("heading", _plain(above.text), above.place, 1 if "=" in line else 2))
        self._open = None
        return True

    def _row(self, line: str, place: str) -> None:
        """Take a row into the table that it stands in, or begin one."""
        self._close()
        last = self._blocks[-1] if self._blocks else None
        if _DIVIDER.fullmatch(line):
            return
        row = tuple(_plain(cell).strip() for cell in line.strip().strip("|").split("|"))
        if last and last.kind == "table" and last.level == len(self._indents):
            self._blocks[-1] = replace(last, rows=(*last.rows, row))
        else:
            self._blocks.append(Block("table", "", place, len(self._indents), rows=(row,)))

    def _close(self) -> None:
        """Put the open block with the others: without the marks of Markdown, and bold where all of it is."""
        if self._open is None:
            return
        strong = _STRONG.fullmatch(self._open.text)
        bold = strong is not None and strong[1] not in strong[2]
        self._blocks.append(replace(self._open, text=_plain(self._open.text), bold=bold))
        self._open = None

    def _is_code(self, line: str, place: str) -> bool:
        """Whether a line stands between two fences, or is one; what stands there is left out."""
        match = _FENCE.match(line)
        if not self._fence and match:
            self._close()
            self._remarks.append(Remark(place, "left out", "Code between two fences."))
            self._fence = match[1]
            return True
        within = bool(self._fence)
        if match and match[1] == self._fence:
            self._fence = ""
        return within

    def _without_notes(self, line: str, place: str) -> str:
        """A line without the marks of footnotes; without its words where it is one."""
        match = _NOTE.search(line)
        if match and match[1] and not line[: match.start()].strip():
            said = guard.plain(line[match.end() :])[:60]
            self._remarks.append(Remark(place, "left out", f"A footnote: “{said}”."))
            return ""
        return _NOTE.sub("", line) if match else line


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _plain(text: str) -> str:
    """A text without the marks of Markdown and the tags of HTML."""
    for pattern, instead in _MARKS:
        text = pattern.sub(instead, text)
    return text
