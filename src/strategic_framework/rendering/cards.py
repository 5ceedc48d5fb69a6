"""Pictures for those who link to the site, and the icon for a phone's first screen: drawn once, then kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from typing import NamedTuple

from strategic_framework.rendering.file_cache import FileCache
from strategic_framework.views.card import Card, cards
from strategic_framework.views.site import Site

TOUCH_ICON = "assets/touch-icon.png"
_DRAWN_WITH = (
    "tokens.css",
    "material/assets/fonts/newsreader-latin-400-normal.woff2",
    "material/assets/fonts/public-sans-latin-wght-normal.woff2",
)


class Picture(NamedTuple):
    """A picture of the site: its address, the hash of all that it is made from, and what draws it."""

    address: str
    key: str
    draw: Callable[[], bytes]


def pictures(site: Site) -> list[Picture]:
    """Every picture of the site, not drawn yet."""
    icon = Picture(TOUCH_ICON, _key(TOUCH_ICON), _icon)
    return [icon, *(Picture(card.address, _key(str(card)), partial(_card, card)) for card in cards(site).values())]


def drawn(wanted: Iterable[Picture], kept: FileCache) -> Iterator[tuple[str, bytes]]:
    """The address and the bytes of each picture; drawn only where it, or what it is drawn with, has changed."""
    for picture in wanted:
        yield picture.address, kept.get(picture.key, picture.draw)


def _key(shows: str) -> str:
    return hashlib.sha256(f"{_tools()}\0{shows}".encode()).hexdigest()


def _card(card: Card) -> bytes:
    from strategic_framework.rendering import card_drawing

    return card_drawing.png(card)


def _icon() -> bytes:
    from strategic_framework.rendering import card_drawing

    return card_drawing.touch_icon()


@cache
def _tools() -> str:
    """The colours, the fonts, the drawing code and the release of Pillow that pictures are made with."""
    package = files("strategic_framework")
    parts = [package / "rendering" / "card_drawing.py", *(package / "theme" / name for name in _DRAWN_WITH)]
    return " ".join([version("pillow"), *(hashlib.sha256(part.read_bytes()).hexdigest() for part in parts)])
