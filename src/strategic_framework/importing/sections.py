"""The headings of a text as a tree: what stands under each, and which of them are the priorities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from strategic_framework.importing.blocks import BY_LOOK, Block, is_title
from strategic_framework.importing.headings import Part, is_introduction, is_numbered, is_wrapper, part_of

#: Parts that a plan may say once of a whole priority, behind its last group.
_OF_ALL: tuple[Part, ...] = ("aspiration", "measure")


@dataclass(eq=False)
class Run:
    """Blocks beneath one heading that names a part of a priority, or beneath none (`part` is then None)."""

    part: Part | None
    title: str = ""
    place: str = ""
    level: int = 0
    blocks: list[Block] = field(default_factory=list)


@dataclass(eq=False)
class Section:
    """A heading that names something of its own, with the runs and the sections beneath it."""

    title: str
    place: str
    level: int
    runs: list[Run]
    children: list[Section] = field(default_factory=list)

    @property
    def blocks(self) -> Iterator[Block]:
        """The blocks that stand directly beneath its heading."""
        return (block for run in self.runs for block in run.blocks)

    @property
    def all(self) -> Iterator[Section]:
        """This section and every one below it, in reading order."""
        waiting = [self]
        while waiting:
            section = waiting.pop()
            yield section
            waiting += reversed(section.children)

    @cached_property
    def bears(self) -> bool:
        """Whether anything in it would be done, achieved or measured."""
        return any(
            run.part in {"action", "aspiration", "measure", "role"} or any(b.kind != "paragraph" for b in run.blocks)
            for section in self.all
            for run in section.runs
        )


def tree(blocks: Iterable[Block]) -> Section:
    """The root of the tree. A heading that names a part of a priority begins a run, even at the level of priorities.

    It is a section all the same where a section of its own stands right beneath it, as under “Our outcomes”.
    """
    rows = [*blocks]
    title = _only(rows)
    root = Section("", "", -1, [Run(None)])
    open_sections, part, part_level = [root], None, 0
    for index, block in enumerate(rows):
        section = open_sections[-1]
        if block.kind != "heading":
            section.runs[-1].blocks.append(block)
        elif (named := part_of(block.text)) and not (is_wrapper(block.text) and _holds_sections(rows, index)):
            if named == "context" and section is root and is_introduction(block.text):
                named = None
            while len(open_sections) > 2 and section.level >= block.level and _is_priority(open_sections[-2], title):
                open_sections.pop()
                section = open_sections[-1]
            section.runs.append(Run(named, block.text, block.place, block.level))
            part, part_level = named, block.level
        else:
            while open_sections[-1].level >= block.level:
                open_sections.pop()
            inherited = part if block.level > part_level else None
            new = Section(block.text, block.place, block.level, [Run(inherited)])
            open_sections[-1].children.append(new)
            open_sections.append(new)
            part = inherited
    return root


def _only(blocks: list[Block]) -> str:
    """The first heading, where it alone is of its level: the title of the whole text."""
    headings = [block for block in blocks if block.kind == "heading"]
    levels = [block.level for block in headings]
    return headings[0].text if headings and levels.count(levels[0]) == 1 else ""


def _is_priority(section: Section, title: str) -> bool:
    """Whether a section that others stand beneath may itself be a priority, and not what gathers them."""
    return section.title != title and not is_wrapper(section.title)


def _holds_sections(blocks: list[Block], index: int) -> bool:
    """Whether the next heading stands beneath this one, and is no part of a priority."""
    following = next((at for at in range(index + 1, len(blocks)) if blocks[at].kind == "heading"), None)
    if following is None:
        return False
    return blocks[following].level > blocks[index].level and not part_of(blocks[following].text)


def title_of(root: Section) -> tuple[str, Section]:
    """The title of the whole text, where its first heading is the only one of its level; and what stands under it."""
    first = root.children[0] if root.children else None
    if first is None or (len(root.children) > 1 and first.level > 0):
        return "", root
    above = next(root.blocks, None)
    if not first.children and (is_numbered(first.title) or (above is not None and is_title(above))):
        return "", root
    runs, children = [*root.runs, *first.runs], [*first.children, *root.children[1:]]
    return first.title, Section("", "", -1, runs, children)


def lifted(priority: Section) -> list[Run]:
    """What stands by its look alone under the last group of a priority, where no other group has its like.

    It is taken away from that group: it is said of the whole priority.
    """
    groups = [child for child in priority.children if child.bears]
    if len(groups) < 2 or any(run.part in _OF_ALL for group in groups[:-1] for run in group.runs):
        return []
    runs = [run for run in groups[-1].runs if run.part in _OF_ALL and run.level > BY_LOOK]
    groups[-1].runs = [run for run in groups[-1].runs if run not in runs]
    return runs


def flattened(root: Section) -> tuple[list[Section], list[Section]]:
    """The sections that may be priorities, and the headings above them that only gather them, which then hold none."""
    gathered: list[Section] = []
    sections = root.children
    while wrappers := {id(section) for section in sections if _gathers(section)} or _sole(sections):
        gathered += [section for section in sections if id(section) in wrappers]
        sections = [row for section in sections for row in (section.children if id(section) in wrappers else [section])]
    return sections, gathered


def _gathers(section: Section) -> bool:
    """Whether a heading gathers priorities: it says so, or what stands beneath it is counted."""
    if not section.children or is_numbered(section.title):
        return False
    return is_wrapper(section.title) or any(is_numbered(child.title) for child in section.children)


def _sole(sections: list[Section]) -> set[int]:
    """The one heading among others beneath which anything would be done: where that is in several, it gathers them."""
    bearing = [section for section in sections if section.bears]
    if len(bearing) != 1 or any(is_numbered(section.title) for section in sections):
        return set()
    return {id(bearing[0])} if sum(child.bears for child in bearing[0].children) > 1 else set()
