"""Running text → outline: headings are priorities and groups, entries of lists are actions, paragraphs say why.

The rules are few, and each is said in a remark where it decides something, so that whoever brings a plan in can correct
the outline before anything is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from strategic_framework.importing import columns
from strategic_framework.importing.blocks import Block, is_inside, is_title, settled
from strategic_framework.importing.columns import Choices
from strategic_framework.importing.headings import (
    Part,
    is_introduction,
    is_left_out,
    is_numbered,
    without_number,
)
from strategic_framework.importing.outline import Entry, Outline, Refused, Remark
from strategic_framework.importing.sections import Run, Section, flattened, lifted, title_of, tree
from strategic_framework.importing.table_in_text import table_outline

_REFERENCE = re.compile(r"(\d{1,2}(?:\.\d{1,3})+\.?|[A-Z]{1,3}\d{1,2}(?:\.\d{1,3})*[.:)])\s+(?=\S)")
_PERIOD = re.compile(r"\b(20\d\d)\s*(?:–|—|-|/|to|until)\s*(20\d\d|\d\d)\b")
#: The most words of a paragraph that only begins a list, such as “To do this, we will:”.
_MOST_LEADING = 7
#: What a part of a priority is, for whoever reads what was understood.
_BEGINS: dict[Part | None, str] = {
    "context": "what says why",
    "role": "the publisher’s role",
    "action": "the actions",
    "aspiration": "what is to be achieved",
    "measure": "the measures",
}
_NO_PLAN = (
    "It has no heading that is understood as a priority. Give each priority a heading of its own, and beneath it what "
    "will be done, as a list."
)


def outline(
    blocks: Iterable[Block], title: str, publisher: str, remarks: Iterable[Remark], choices: Choices | None
) -> Outline:
    """The outline of a text; `title` is what its file says of it elsewhere, `choices` how its tables are read.

    Raises Refused where it has no priority, and where a cell of a table may be read in two ways.
    """
    return _Reading([*remarks], choices or Choices()).outline(blocks, title, publisher)


class _Reading:
    """One text on its way to an outline, with the remarks of what was decided on the way."""

    def __init__(self, remarks: list[Remark], choices: Choices) -> None:
        self._remarks, self._choices = remarks, choices

    def outline(self, blocks: Iterable[Block], title: str, publisher: str) -> Outline:
        heading, root = title_of(tree(settled(blocks, self._remarks)))
        heading = heading or title or self._opening(root)
        sections, gathered = flattened(root)
        priorities = self._priorities(sections)
        if not priorities and root.bears:
            priorities = [Section(heading, "", 0, root.runs)]
            root = replace(root, runs=[])
            self._say("", "repaired", "No heading names a priority, so the plan is one, by its own title.")
        if not priorities or not priorities[0].title:
            raise Refused(_NO_PLAN)
        self._say_parts(root)
        others = {*sections}.difference(priorities)
        entries = [*self._introduction([root, *gathered, *(section for section in sections if section in others)])]
        entries += [self._priority(section) for section in priorities]
        starts, ends = _period(heading)
        remarks = sorted(self._remarks, key=lambda remark: _number(remark.place))
        return Outline(heading, publisher, starts, ends, tuple(entries), tuple(remarks))

    def _opening(self, root: Section) -> str:
        """A short line above everything else, which is then the title of the plan; nothing where there is none."""
        first = next(root.blocks, None)
        if first is None or not is_title(first):
            return ""
        root.runs[0].blocks.remove(first)
        self._say(first.place, "understood", f"The first line is the title of the plan: “{first.text}”.")
        return first.text

    def _say_parts(self, root: Section) -> None:
        """Say once of each heading of a part what it begins."""
        runs = [run for section in root.all for run in section.runs if run.part and run.title]
        counted = Counter((run.title, run.part) for run in runs)
        for run in runs:
            if times := counted.pop((run.title, run.part), 0):
                again = f", here and {times - 1} times more" if times > 1 else ""
                self._say(run.place, "understood", f"“{run.title}” begins {_BEGINS[run.part]}{again}.")

    def _priorities(self, sections: list[Section]) -> list[Section]:
        """Those that are counted; else those with anything to do or to achieve; else all but introductions."""
        fit = [s for s in sections if not is_introduction(s.title) and not is_left_out(s.title)]
        counted = [section for section in fit if is_numbered(section.title)]
        bearing = [section for section in fit if section.bears]
        return counted or bearing or fit

    def _introduction(self, sections: Iterable[Section]) -> Iterator[Entry]:
        for section in (below for top in sections for below in self._with_children(top)):
            blocks = [*section.blocks]
            if is_left_out(section.title):
                self._say(section.place, "left out", f"What stands under “{section.title}”.")
                continue
            if section.title:
                words = "It gathers what stands under it." if section.children else "Nothing stands under it."
                words = "Its paragraphs introduce the plan." if blocks else words
                self._say(section.place, "left out", f"The heading “{section.title}”. {words}")
            yield from (entry for block in blocks for entry in self._paragraph(block, "introduction"))

    def _with_children(self, section: Section) -> Iterator[Section]:
        """A section with those below it, unless these are read on their own, as beneath a heading that gathers."""
        gathers = section.level < 0 or any(child.bears for child in section.children)
        return iter([section]) if gathers else section.all

    def _priority(self, section: Section) -> Entry:
        _, title = without_number(section.title)
        self._say(section.place, "understood", f"The priority “{title}”.")
        groups = [child for child in section.children if child.bears]
        for run in (of_all := lifted(section)):
            said = f"“{run.title}” stands behind the last group, and is read as of the whole priority."
            self._say(run.place, "repaired", said)
        section.runs += of_all
        beside = [below for child in section.children if not child.bears for below in child.all]
        entries = [*self._runs(section)]
        for child in beside:
            self._say(child.place, "left out", f"The heading “{child.title}”. Its paragraphs say why.")
            entries += [entry for block in child.blocks for entry in self._paragraph(block, "context")]
        for group in groups:
            entries += self._group(group)
        return Entry("priority", title=title, place=section.place, children=tuple(entries))

    def _group(self, section: Section) -> Iterator[Entry]:
        """A group with what stands in it; a role in it is one of the priority, and deeper headings are left out."""
        reference, title = without_number(section.title)
        self._say(section.place, "understood", f"“{title}” is between priority and actions.")
        entries = [*self._runs(section)]
        for below in [*section.all][1:]:
            self._say(below.place, "left out", f"The heading “{below.title}”: it stands too deep.")
            entries += self._runs(below)
        yield from (entry for entry in entries if entry.kind == "role")
        text = " ".join(entry.text for entry in entries if entry.kind == "context")
        inside = tuple(entry for entry in entries if entry.kind not in {"context", "role"})
        yield Entry("group", text, title, {"reference": reference} if reference else {}, section.place, inside)

    def _runs(self, section: Section) -> Iterator[Entry]:
        has_actions = any(run.part == "action" for run in section.runs)
        for run in section.runs:
            items = "context" if run.part is None and has_actions else "action"
            yield from self._run(run, run.part or "context", run.part or items)

    def _run(self, run: Run, paragraphs: Part | str, items: str) -> Iterator[Entry]:
        """The entries of a run: its paragraphs of one kind, those of its lists of another."""
        lists = any(block.kind != "paragraph" for block in run.blocks)
        for block, inside in _grouped(run.blocks):
            if block.kind == "table":
                yield from self._table(block)
            elif block.kind == "item":
                yield from self._item(block, inside, items)
            elif items not in {"context", "role"} and _leads_in(block.text):
                self._say(block.place, "left out", f"Words before a list: “{block.text}”")
            else:
                kind = "context" if paragraphs in {"action", "measure"} and lists else paragraphs
                yield from self._paragraph(block, kind)

    def _paragraph(self, block: Block, kind: str) -> Iterator[Entry]:
        if block.kind == "table":
            self._say(block.place, "left out", "A table that stands in no priority.")
        elif kind == "measure":
            yield Entry("measure", title=block.text, place=block.place)
        else:
            reference, text = _reference(block.text) if kind in {"action", "aspiration"} else ("", block.text)
            yield Entry(kind, text, "", {"reference": reference} if reference else {}, block.place)

    def _item(self, block: Block, inside: list[Block], kind: str) -> Iterator[Entry]:
        """An entry of a list: what stands in it belongs to its text, and the lists in it are its parts."""
        text = " ".join([block.text, *(row.text for row in inside if row.kind == "paragraph")])
        lists = [row for row in inside if row.kind == "item"]
        [entry] = self._paragraph(replace(block, text=text), kind)
        if kind != "action":
            yield entry
            yield from (part for row in lists for part in self._paragraph(row, kind))
            return
        if any(row.level > block.level + 1 for row in lists):
            self._say(block.place, "repaired", "A list within a list within a list: all are parts of one action.")
        parts = [replace(part, kind="part") for row in lists for part in self._paragraph(row, "action")]
        yield replace(entry, children=tuple(parts))

    def _table(self, block: Block) -> Iterator[Entry]:
        """The rows of a table whose headings are understood; what stands in a priority there is a group here."""
        if not columns.is_header(block.rows[0]):
            said = f"A table of {len(block.rows)} rows: its first row does not name its columns."
            self._say(block.place, "left out", said)
            return
        read = table_outline(block, self._choices)
        self._remarks += read.remarks
        for entry in read.entries:
            if entry.kind == "priority" and entry.title:
                yield replace(entry, kind="group")
            else:
                yield from entry.children if entry.kind == "priority" else [entry]

    def _say(self, place: str, what: Literal["understood", "repaired", "left out"], text: str) -> None:
        self._remarks.append(Remark(place, what, text))


def _grouped(blocks: list[Block]) -> Iterator[tuple[Block, list[Block]]]:
    """Each block with those that stand within it, where it is an entry of a list."""
    index = 0
    while index < len(blocks):
        block, end = blocks[index], index + 1
        while block.kind == "item" and end < len(blocks) and is_inside(blocks[end], block.level):
            end += 1
        yield block, blocks[index + 1 : end]
        index = end


def _leads_in(text: str) -> bool:
    """Whether a paragraph is only the beginning of a list: a few words that say nothing without it."""
    return text.endswith(":") and len(text.split()) <= _MOST_LEADING


def _number(place: str) -> int:
    """Where a place stands among others of its file."""
    match = re.search(r"\d+", place)
    return int(match[0]) if match else 0


def _reference(text: str) -> tuple[str, str]:
    match = _REFERENCE.match(text)
    return (match[1].rstrip(".:)"), text[match.end() :]) if match else ("", text)


def _period(title: str) -> tuple[str, str]:
    """The years that a title names; empty where it names none."""
    match = _PERIOD.search(title)
    if not match:
        return "", ""
    return match[1], match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
