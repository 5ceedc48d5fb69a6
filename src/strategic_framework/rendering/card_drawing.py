"""Draws cards and the touch icon as PNG files, with the site's own fonts and colours and without a network.

The same data and the same release of Pillow give the same bytes.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import as_file, files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from strategic_framework.views.card import Card

#: The size that link previews ask for (Open Graph, 1.91 to 1), and that of a touch icon.
WIDTH, HEIGHT, ICON = 1200, 630, 180
_THEME = files("strategic_framework") / "theme"
_SAID, _SITE = "newsreader-latin-400-normal.woff2", "public-sans-latin-wght-normal.woff2"
_EDGE, _FROM, _BAND = 72, 800, 68
_KIND, _LEAD, _TALL = 36, 1.1, 400
_SIZES = (100, 88, 76, 68, 60, 54, 48, 42)
_SHADES = 64
_FINE = 2  # drawn larger and made smaller, so that edges are smooth


@cache
def _colours() -> dict[str, str]:
    """The light colours of the stylesheet, by name."""
    tokens = (_THEME / "tokens.css").read_text(encoding="utf-8")
    return dict(reversed(re.findall(r"--sf-([\w-]+):\s*(#[0-9a-f]{3,6});", tokens)))


@cache
def _font(name: str, size: int, weight: int = 0) -> ImageFont.FreeTypeFont:
    """A font of the theme at a size in pixels; `weight` where its weight varies."""
    with as_file(_THEME / "material" / "assets" / "fonts" / name) as path:
        font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    if weight:
        font.set_variation_by_axes([weight])
    return font


def png(card: Card) -> bytes:
    """The card as a PNG of 1200 by 630 pixels."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), _colours()["paper"])
    picture.paste(_woven(card._replace(address="", tag="", kind="", title="", said=True)), (_FROM - _EDGE, 0))
    _words(ImageDraw.Draw(picture), card)
    return _saved(picture)


def _saved(picture: Image.Image) -> bytes:
    held = BytesIO()
    picture.quantize(_SHADES, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(held, "PNG")
    return held.getvalue()


def _words(draw: ImageDraw.ImageDraw, card: Card) -> None:
    """The tag in its band, then the kind and the title as one block, half-way down what is left."""
    colours = _colours()
    tone = colours[f"p{card.strands[card.lit]}"] if card.lit >= 0 else ""
    draw.rectangle((0, 0, WIDTH, _BAND), fill=tone or card.band or colours["deep"])
    draw.text((_EDGE, _BAND / 2), card.tag, colours["paper"], _font(_SITE, 28, 500), anchor="lm")
    lines, font = _fitted(card)
    tall = _KIND + 28 + len(lines) * font.size * _LEAD
    top = _BAND + (HEIGHT - _BAND - tall) / 2
    draw.text((_EDGE, top + _KIND * 0.8), card.kind, tone or colours["quiet"], _font(_SITE, _KIND, 600), anchor="ls")
    first = top + _KIND + 28 + font.size * 0.78
    for i, line in enumerate(lines):
        draw.text((_EDGE, first + i * font.size * _LEAD), line, colours["ink"], font, anchor="ls")


def _fitted(card: Card) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The title in lines, as large as fits beside the drawing; what no size fits loses its last lines."""
    wide = (_FROM if card.strands else WIDTH) - 2 * _EDGE
    for size in _SIZES:
        font = _font(_SAID, size) if card.said else _font(_SITE, round(size * 0.9), 600)
        lines = _even(card.title, font, wide)
        if max(map(font.getlength, lines)) <= wide and len(lines) * size * _LEAD <= _TALL:
            return lines, font
    return lines[: int(_TALL / (size * _LEAD))], font


def _even(title: str, font: ImageFont.FreeTypeFont, wide: int) -> list[str]:
    """As few lines as fit, and those as even as they can be; a word is never broken."""
    words = [(word, font.getlength(word)) for word in title.split()]
    space, best = font.getlength(" "), _wrapped(words, wide, font.getlength(" "))
    for narrower in range(wide, 0, -8):
        lines = _wrapped(words, narrower, space)
        if len(lines) > len(best):
            break
        best = lines
    return best


def _wrapped(words: list[tuple[str, float]], wide: float, space: float) -> list[str]:
    """Lines filled one after the other; a word that is wider than a line has one to itself."""
    lines, used = [words[0][0]], words[0][1]
    for word, length in words[1:]:
        if used + space + length <= wide:
            lines[-1], used = f"{lines[-1]} {word}", used + space + length
        else:
            lines.append(word)
            used = length
    return lines


@lru_cache(maxsize=4)  # cards that differ in their words alone share it, and one takes a megabyte
def _woven(card: Card) -> Image.Image:
    """A strand for each priority, running off the edge, and a thread for each link between two.

    On a card about one priority the others, and the threads that do not touch it, are grey.
    """
    part = Image.new("RGB", ((WIDTH - _FROM + _EDGE) * _FINE, HEIGHT * _FINE), _colours()["paper"])
    _weave(ImageDraw.Draw(part), card)
    return part.reduce(_FINE)


def _weave(draw: ImageDraw.ImageDraw, card: Card) -> None:
    heights = _heights(len(card.strands))
    own = [thread for thread in enumerate(card.threads) if card.lit in (-1, *thread[1])]
    others = [thread for thread in enumerate(card.threads) if thread not in own]
    rows = list(enumerate(heights))
    for at, y in rows:
        _strand(draw, y, _shown(card, at), len(rows))
    _threads(draw, card, heights, others)
    for at, y in rows[card.lit : card.lit + 1] if card.lit >= 0 else ():
        _strand(draw, y, _shown(card, at), len(rows))  # the strand that the card is about lies over all grey ones
    _threads(draw, card, heights, own)


def _heights(count: int) -> list[float]:
    """Where the strands lie: spread over the drawing, a single one in its middle."""
    top, foot = _BAND + 92, HEIGHT - 92
    return [top + (foot - top) * i / (count - 1) for i in range(count)] if count > 1 else [(top + foot) / 2] * count


def _strand(draw: ImageDraw.ImageDraw, y: float, tone: str, count: int) -> None:
    thick = 14 if count < 6 else 10
    _line(draw, (_EDGE, y, WIDTH, y), tone, thick)
    _disc(draw, _EDGE, y, thick / 2 - 0.5, tone)


def _threads(
    draw: ImageDraw.ImageDraw, card: Card, heights: list[float], some: list[tuple[int, tuple[int, int]]]
) -> None:
    apart = (WIDTH - _FROM - 60) / max(1, len(card.threads))
    fine = min(1.0, apart / 25)  # where threads stand near each other, all of them are thinner
    for i, ends in some:
        _thread(draw, (_EDGE + 48 + apart * i, fine), heights, ends, _shown(card, ends[0], card.lit in ends))


def _shown(card: Card, strand: int, touched: bool = False) -> str:
    """A strand's own colour, or grey on a card about another."""
    lit = card.lit in (-1, strand) or touched
    return _colours()[f"p{card.strands[strand]}" if lit else "line"]


def _thread(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], heights: list[float], ends: tuple[int, int], tone: str
) -> None:
    """From a ring on the strand that says the words to a point at the strand they reach; it passes over the others."""
    x, fine = at
    start, end = heights[ends[0]], heights[ends[1]]
    down, paper = (1 if end > start else -1), _colours()["paper"]
    for y in heights[min(ends) + 1 : max(ends)]:
        _line(draw, (x, y - 9, x, y + 9), paper, 16 * fine)
    _line(draw, (x, start, x, end - down * (9 + 13 * fine)), tone, 5 * fine)
    _disc(draw, x, start, 12 * fine, tone)
    _disc(draw, x, start, 7 * fine, paper)
    tip, back, half = end - down * 9, end - down * (9 + 22 * fine), 11 * fine
    draw.polygon([(a * _FINE, b * _FINE) for a, b in ((x, tip), (x - half, back), (x + half, back))], fill=tone)


def _line(draw: ImageDraw.ImageDraw, ends: tuple[float, float, float, float], tone: str, width: float) -> None:
    draw.line([at * _FINE for at in ends], fill=tone, width=max(1, round(width * _FINE)))


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, tone: str) -> None:
    draw.ellipse([at * _FINE for at in (x - radius, y - radius, x + radius, y + radius)], fill=tone)


def touch_icon() -> bytes:
    """The site's own icon (`icon.svg`: strands and threads) as a PNG for a phone's first screen."""
    scale = ICON * _FINE / 32
    picture = Image.new("RGB", (ICON * _FINE, ICON * _FINE), _colours()["deep"])
    draw = ImageDraw.Draw(picture)
    for x, (start, end) in ((11, (8, 26)), (21, (8, 26))):
        draw.line((x * scale, start * scale, x * scale, end * scale), fill="#8cc8ff", width=round(2.5 * scale))
    for y in (8, 14, 20, 26):
        _round(draw, (4 * scale, y * scale, 28 * scale, y * scale), round(2.5 * scale))
    return _saved(picture.reduce(_FINE))


def _round(draw: ImageDraw.ImageDraw, ends: tuple[float, float, float, float], width: int) -> None:
    """A white line with round ends."""
    draw.line(ends, fill="#ffffff", width=width)
    for x, y in (ends[:2], ends[2:]):
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill="#ffffff")
