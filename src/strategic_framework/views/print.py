"""The opening of the whole document: what it is, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.language.english import counted, sentence
from strategic_framework.language.labels import label
from strategic_framework.model import Item, Priority
from strategic_framework.views.base import Here, Untyped, View, number, paragraph, section, tone
from strategic_framework.views.editions import publication


def opening(here: Here) -> list[View]:
    """The contents, with how any item is found again, and the publication details."""
    rows = [_row(here, one) for one in here.edition.priorities]
    contents = Untyped("contents", {"introduction": bool(here.edition.introduction), "priorities": rows})
    return [
        section("contents", "Contents", [contents, *_address(here)]),
        section("publication", "About this edition", publication(here)),
    ]


def _row(here: Here, one: Priority) -> dict[str, object]:
    under = [_span(one.actions, "action"), _span(one.aspirations, "aspiration")]
    return {
        "id": one.id,
        "number": one.number,
        "tone": tone(one, here.edition),
        "title": one.title,
        "under": sentence(", ".join(told for told in under if told)),
    }


def _span(items: Sequence[Item], noun: str) -> str:
    """“actions 10 to 20” where the numbers run on, since a reader on paper turns to them; else a count."""
    numbers = [number(item.id) for item in items]
    if len(numbers) < 2 or numbers != list(range(numbers[0], numbers[-1] + 1)):
        return counted(len(numbers), noun) if numbers else ""
    return f"{noun}s {numbers[0]} to {numbers[-1]}"


def _address(here: Here) -> list[View]:
    """Where an item is found on the web, shown by the first action, because paper has no links."""
    for item in here.edition.actions[:1]:
        address = here.links.absolute(here.links.item(item.id))
        return [paragraph(f"Every item has an address of its own. That of {label(item.id)} is {address}")]
    return []
