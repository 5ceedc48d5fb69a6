"""How the priorities are linked by their wording: the threads, the drawing, the shared things. A reading, marked so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from strategic_framework.language.english import letter
from strategic_framework.language.strings import translate
from strategic_framework.model import Priority
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link, tone
from strategic_framework.views.macro import macro
from strategic_framework.views.places import called
from strategic_framework.views.view import Link, View


class Thread(NamedTuple):
    """One textual link: the words of an item under `source` that reach for `target`; `key` is its letter."""

    key: str
    item: str
    label: str
    words: str
    weak: bool
    source: Priority
    target: Priority


@frozen
class ThreadRow:
    """A textual link as a reader meets it: its letter, the numbers of both priorities, and the words."""

    id: str
    key: str
    tone: str
    source: int
    target: int
    href: str
    label: str
    words: str
    weak: bool


@frozen
class Threads(View):
    """The textual links between priorities."""

    threads: Sequence[ThreadRow]


@frozen
class Passage:
    """Words that reach for a priority, and the item that they stand in."""

    item: str
    words: str
    href: str = ""


@frozen
class LinkedRow:
    """A priority that words reach for, or reach from."""

    number: int
    tone: str
    href: str
    label: str
    passages: Sequence[Passage]


@frozen
class Linked(View):
    """Priorities, and the words that link them to what the page is about."""

    links: Sequence[LinkedRow]


@frozen
class SharedWorkRow:
    """A programme or service, and the items that name it."""

    name: str
    href: str
    items: Sequence[Link]


@frozen
class SharedWork(View):
    """Work that several items name."""

    rows: Sequence[SharedWorkRow]


def threads(here: Here) -> list[Thread]:
    """The textual links of the edition, in the order of the priorities that say them."""
    framework, order = here.framework, [priority.id for priority in here.edition.priorities]
    links = [
        reading for reading in framework.links.textual if reading.to in order and reading.item in framework.priority_of
    ]
    links = [reading for reading in links if framework.priority_of[reading.item].id in order]
    links.sort(key=lambda reading: (order.index(framework.priority_of[reading.item].id), order.index(reading.to)))
    return [
        Thread(letter(index), reading.item, called(here, reading.item), reading.words, reading.strength == "weak",
               framework.priority_of[reading.item], framework.priorities[reading.to])
        for index, reading in enumerate(links)
    ]  # fmt: skip


@macro("block", "threads")
def thread_list(here: Here) -> View:
    """Every link between priorities with its letter, its words and where they stand."""
    rows = [_thread_row(here, thread) for thread in threads(here)]
    return Threads(rows) if rows else Paragraph(translate("threads.none"))


def _thread_row(here: Here, thread: Thread) -> ThreadRow:
    return ThreadRow(
        f"thread-{thread.key.lower()}",
        thread.key,
        tone(thread.source, here.edition),
        thread.source.number,
        thread.target.number,
        here.to(here.links.item(thread.item)),
        thread.label,
        thread.words,
        thread.weak,
    )


def linked_row(here: Here, priority: Priority, passages: Sequence[Passage]) -> LinkedRow:
    """A linked priority with the words that link it."""
    address = here.to(here.links.priority(priority))
    return LinkedRow(priority.number, tone(priority, here.edition), address, priority.nav_label, passages)


@macro("block")
def shared_work(here: Here) -> View:
    """The programmes and services that stand under more than one priority."""
    rows = [
        SharedWorkRow(
            shared.name,
            here.to(here.links.body(shared.thing)),
            [link(here, here.links.item(item), called(here, item)) for item in shared.items],
        )
        for shared in here.framework.links.shared
        if all(item in here.framework.priority_of for item in shared.items)
    ]
    return SharedWork(rows) if rows else Paragraph(translate("shared_work.none"))
