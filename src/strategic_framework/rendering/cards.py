"""Pictures for those who link to the site, and the icon for a phone's first screen: drawn once, then kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files

from strategic_framework.build.cache import Cache
from strategic_framework.views.base import Site
from strategic_framework.views.card import Card, cards

TOUCH_ICON = "assets/touch-icon.png"
_ALL = slice(None)
_DRAWN_WITH = (
    "tokens.css",
    "material/assets/fonts/newsreader-latin-400-normal.woff2",
    "material/assets/fonts/public-sans-latin-wght-normal.woff2",
)


def pictures(site: Site, kept: Cache, part: slice = _ALL) -> Iterator[tuple[str, bytes]]:
    """The address and the bytes of each picture; drawn only where it, or what it is drawn with, has changed."""
    drawn: list[tuple[str, str, Callable[[], bytes]]] = [(TOUCH_ICON, TOUCH_ICON, _icon)]
    drawn += [(card.address, str(card), partial(_card, card)) for card in cards(site).values()]
    for address, shown, draw in drawn[part]:
        yield address, _kept(kept, shown, draw)


def _kept(cache: Cache, name: str, draw: Callable[[], bytes]) -> bytes:
    """A picture of the cache, which keeps texts: one character for each byte."""
    key = cache.key("picture", name, _means())
    return cache.text(key, lambda: draw().decode("latin-1")).encode("latin-1")


def _card(card: Card) -> bytes:
    from strategic_framework.rendering import card_drawing

    return card_drawing.png(card)


def _icon() -> bytes:
    from strategic_framework.rendering import card_drawing

    return card_drawing.touch_icon()


@cache
def _means() -> str:
    """The colours, the fonts and the release of Pillow that pictures are drawn with."""
    theme = files("strategic_framework") / "theme"
    hashes = [hashlib.sha256((theme / name).read_bytes()).hexdigest() for name in _DRAWN_WITH]
    return " ".join([version("pillow"), *hashes])
