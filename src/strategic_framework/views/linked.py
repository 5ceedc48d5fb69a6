"""How the priorities are linked by their wording: the threads, the drawing, the shared things. A reading, marked so."""

from __future__ import annotations

from typing import NamedTuple

from strategic_framework.language.english import letter
from strategic_framework.language.labels import label
from strategic_framework.model import Priority
from strategic_framework.views.base import Here, View, link, paragraph, tone


class Thread(NamedTuple):
    """One textual link: the words of an item under `source` that reach for `target`; `key` is its letter."""

    key: str
    item: str
    label: str
    words: str
    weak: bool
    source: Priority
    target: Priority


def threads(here: Here) -> list[Thread]:
    """The textual links of the edition, in the order of the priorities that say them."""
    framework, order = here.framework, [priority.id for priority in here.edition.priorities]
    found = [one for one in framework.links.textual if one.to in order and one.item in framework.priority_of]
    found = [one for one in found if framework.priority_of[one.item].id in order]
    found.sort(key=lambda one: (order.index(framework.priority_of[one.item].id), order.index(one.to)))
    return [
        Thread(letter(i), one.item, label(one.item), one.words, one.strength == "weak",
               framework.priority_of[one.item], framework.priorities[one.to])
        for i, one in enumerate(found)
    ]  # fmt: skip


def thread_list(here: Here) -> View:
    """Every link between priorities with its letter, its words and where they stand."""
    rows = [
        {
            "id": f"thread-{one.key.lower()}",
            "key": one.key,
            "tone": tone(one.source, here.edition),
            "source": one.source.number,
            "target": one.target.number,
            "href": here.to(here.links.item(one.item)),
            "label": one.label,
            "words": one.words,
            "weak": one.weak,
        }
        for one in threads(here)
    ]
    none = paragraph("No link between these priorities is recorded.")
    return View("threads", {"threads": rows}) if rows else none


def shared(here: Here) -> View:
    """The programmes and services that stand under more than one priority."""
    rows = [
        {
            "name": one.name,
            "href": here.to(here.links.body(one.thing)),
            "items": [link(here, here.links.item(item), label(item)) for item in one.items],
        }
        for one in here.framework.links.shared
        if all(item in here.framework.priority_of for item in one.items)
    ]
    none = paragraph("No programme or service is listed under two priorities.")
    return View("shared", {"rows": rows}) if rows else none
