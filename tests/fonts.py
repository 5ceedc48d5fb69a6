"""Writes the small fonts that every page fetches, and the stylesheet that gives other letters: `make fonts`.

A small font holds what English, Scots, Gaelic and Welsh need, with digits and punctuation, in the weights that the
stylesheets use; ŵ and ŷ stand in the font of other Latin letters. It is made from the whole font beside it, which also
draws the cards. A browser fetches a whole font, or that of other Latin letters, only for a page that shows a letter of
it (`unicode-range`); words in another script show in a font of the reader's.

The whole fonts are those of Fontsource 5.3.0, as they are: `@fontsource/newsreader` and
`@fontsource-variable/public-sans`. Neither licence reserves a font name, so the small ones may keep theirs (OFL 1.1,
clause 3).
"""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from tests.conftest import ROOT

FOLDER = ROOT / "src" / "strategic_framework" / "theme" / "material" / "assets" / "fonts"
OTHER_LETTERS = FOLDER / "other-letters.css"
_MARKED = "àèìòùÀÈÌÒÙáéíóúÁÉÍÓÚâêîôûÂÊÎÔÛäëïöüÄËÏÖÜ"
_SIGNS = "\u00a0£§©°·×½–—‘’“”•…€−"
CHARACTERS = frozenset(range(0x20, 0x7F)) | frozenset(map(ord, _MARKED + _SIGNS))
#: Those that shape text as it is written, and figures of one width, which the stylesheets ask for.
FEATURES = ["calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "rvrn", "tnum"]
#: Ranges nearer than this are named as one where nothing between stands in another file.
GAP = 32


class Font(NamedTuple):
    """A font of the site: the small file, the whole one, that of other Latin letters, and how a stylesheet names it."""

    small: str
    whole: str
    other: str
    named: str
    weights: tuple[int, int] | None = None


FONTS = (
    Font("newsreader-400.woff2", "newsreader-latin-400-normal.woff2", "newsreader-latin-ext-400-normal.woff2",
         "font-family: Newsreader; font-weight: 400"),
    Font("newsreader-500.woff2", "newsreader-latin-500-normal.woff2", "newsreader-latin-ext-500-normal.woff2",
         "font-family: Newsreader; font-weight: 500"),
    Font("public-sans.woff2", "public-sans-latin-wght-normal.woff2", "public-sans-latin-ext-wght-normal.woff2",
         'font-family: "Public Sans"; font-weight: 400 700', (400, 700)),
)  # fmt: skip


def small(font: Font) -> bytes:
    """The small font, made from the whole one."""
    made = TTFont(FOLDER / font.whole, recalcTimestamp=False)
    if font.weights:
        instancer.instantiateVariableFont(made, {"wght": font.weights}, inplace=True)
    options = subset.Options(layout_features=FEATURES, hinting=True, notdef_outline=True, name_IDs=[0, 1, 2, 6, 13, 14])
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=CHARACTERS)
    chosen.subset(made)
    made.flavor = "woff2"
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def characters(file: str) -> frozenset[int]:
    """The characters that a font has; control characters are none."""
    return frozenset(code for code in TTFont(FOLDER / file).getBestCmap() if code >= 0x20)


def ranges() -> tuple[str, str]:
    """What the stylesheet asks of whole fonts, and of those of other letters: of all fonts alike.

    No character is asked of two files of a font, or both would be fetched.
    """
    small_ones, whole, other = (
        frozenset[int]().union(*(characters(font[place]) for font in FONTS)) for place in range(3)
    )
    return (
        unicode_range(whole - small_ones, small_ones | other - whole),
        unicode_range(other - whole - small_ones, small_ones | whole),
    )


def unicode_range(codes: frozenset[int], apart: frozenset[int]) -> str:
    """Those characters as a stylesheet names them, with small gaps in which none stands that is asked elsewhere."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code - runs[-1][1] <= GAP and apart.isdisjoint(range(runs[-1][1], code)):
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ", ".join(f"U+{first:X}-{last:X}" if last > first else f"U+{first:X}" for first, last in runs)


def other_letters() -> str:
    """The stylesheet of what the small fonts lack; where letters are asked of it, it goes before them."""
    return "/* Written by `make fonts`: letters that the small fonts lack, fetched where one is shown. */\n" + "".join(
        f'@font-face {{ {font.named}; font-display: swap; src: url("{file}") format("woff2"); '
        f"unicode-range: {asked}; }}\n"
        for font in FONTS
        for file, asked in zip((font.whole, font.other), ranges(), strict=True)
    )


if __name__ == "__main__":
    for each in FONTS:
        (FOLDER / each.small).write_bytes(small(each))
        print(each.small, (FOLDER / each.small).stat().st_size)
    OTHER_LETTERS.write_text(other_letters(), encoding="utf-8")
