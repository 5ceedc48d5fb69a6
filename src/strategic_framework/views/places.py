"""What a reader calls an item: by its number where pages show that number, by its place where they do not."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.language.english import sentence, shortened
from strategic_framework.language.labels import label
from strategic_framework.language.strings import translate_text
from strategic_framework.model import Item, identifier
from strategic_framework.views.base import Here

#: Kind of item that has no number on any page → the name of its place.
_PLACES = {
    "introduction": "introduction",
    "context": "context",
    "principle": "principle",
    "role": "role",
    "paragraph": "paragraph",
    "cross-cutting work": "across",
}


def place_of(here: Here, item: str) -> str:
    """“Action 14”, “Context of priority 2”, “2020–22, priority 1”: what names an item beside its own words."""
    return _place(here, item) or label(item)


def called(here: Here, item: str) -> str:
    """As `place_of`, with the opening words where several items share a place."""
    place = _place(here, item)
    if not place:
        return label(item)
    sharing = [other for other in _beside(here, item) if _place(here, other.id) == place]
    if len(sharing) < 2:
        return place
    return translate_text("places.of_several", place=place, words=shortened(here.framework.items[item].words, 32))


def briefly_called(here: Here, item: str) -> str:
    """“Action 14”, “Context of priority 2”: for a drawing, which has no room for opening words."""
    return _place(here, item) or label(item)


def _place(here: Here, item: str) -> str:
    """The place of an item that has no number to show; nothing for any other."""
    parsed = identifier(item)
    if parsed is None or parsed.kind not in _PLACES:
        return ""
    edition = here.framework.edition_of.get(item)
    if edition is None:
        return ""
    priority = here.framework.priority_of.get(item)
    place = translate_text(f"places.{_PLACES[parsed.kind]}", number=priority.number if priority else "")
    if edition is here.framework.current:
        return sentence(place)
    return translate_text("places.earlier", edition=edition.label, place=place)


def _beside(here: Here, item: str) -> Iterator[Item]:
    """The items that an item may share its place with: those of its priority, or those of no priority."""
    priority, edition = here.framework.priority_of.get(item), here.framework.edition_of[item]
    if priority:
        yield from priority.items
    else:
        yield from edition.introduction
        yield from edition.cross_cutting
