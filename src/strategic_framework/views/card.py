"""What a link to a page looks like where it is shared: a card for each edition and priority, and what stands on it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from strategic_framework.language.strings import translate_text
from strategic_framework.model import Edition
from strategic_framework.model.colour import palette
from strategic_framework.views.base import Here, tone
from strategic_framework.views.linked import threads
from strategic_framework.views.site import Site

#: Kinds of page that have the card of their priority, and those that have one of their own.
_OF_PRIORITY = {"priority", "action", "aspiration", "embed"}
_OWN = {"body": "named", "programme": "named", "change": "changes", "change_part": "changes"}


class Card(NamedTuple):
    """Plain data of one card: its file, its words and whose they are, and what is drawn.

    `strands` are tones from 1 to 8; `threads` join two of them by position; `lit` is the position of the one that the
    card is about, -1 where it is about all. `band` is the colour of its band, where that is not the theme’s.
    """

    address: str
    tag: str
    kind: str
    title: str
    said: bool
    strands: tuple[int, ...]
    threads: tuple[tuple[int, int], ...]
    lit: int = -1
    band: str = ""


@lru_cache(maxsize=2)  # asked for by every page
def cards(site: Site) -> dict[str, Card]:
    """Every card by its name; the names are those of editions and priorities, “named” and “changes”."""
    here = Here(site, "")
    drawn = {edition.id: _edition(here, edition) for edition in here.framework.editions}
    whole = drawn[here.framework.current.id]
    lit = {
        priority.id: whole._replace(
            kind=translate_text("card.priority", number=priority.number), title=priority.title, lit=at
        )
        for at, priority in enumerate(here.edition.priorities)
    }
    named = f"{here.framework.settings.title} {here.edition.label}"
    own = {
        "named": whole._replace(kind=named, title=translate_text("card.named"), said=False),
        "changes": whole._replace(kind=named, title=translate_text("card.changes"), said=False),
    }
    return {name: card._replace(address=f"assets/cards/{name}.png") for name, card in (drawn | lit | own).items()}


def _edition(here: Here, edition: Edition) -> Card:
    """The card of an edition: its own title, its priorities and what joins them."""
    face = here.framework.settings.face
    order = [priority.id for priority in edition.priorities]
    joined = threads(Here(here.site, "", edition_id=edition.id))
    return Card(
        address="",
        tag=standing(here),
        kind=here.framework.settings.publisher.name,
        title=edition.title,
        said=True,
        strands=tuple(int(tone(priority, edition)) for priority in edition.priorities),
        threads=tuple((order.index(thread.source.id), order.index(thread.target.id)) for thread in joined),
        band=palette(face.colour).deep if face and face.colour else "",
    )


def standing(here: Here) -> str:
    """Whose page this is not: what a card says before anything else, and nothing on an official site."""
    settings = here.framework.settings
    if settings.fictional:
        return translate_text("card.invented")
    publisher = settings.publisher.in_a_sentence
    return "" if settings.official else translate_text("card.independent", publisher=publisher)


def card_of(here: Here) -> str:
    """The name of a page’s card: that of its priority, of its kind, or of its edition."""
    if here.kind in _OF_PRIORITY and here.priority.id in cards(here.site):
        return here.priority.id
    return _OWN.get(here.kind, here.edition.id)


def in_words(card: Card) -> str:
    """The words of a card, for those who cannot see it."""
    return " ".join(f"{text.removesuffix('.')}." for text in (card.kind, card.title, card.tag) if text)
