"""Writes the fonts that pages fetch, and the stylesheet that gives rarer letters: `make fonts`.

A small font holds what English, Scots and Gaelic need, with digits and punctuation, in the weights that the stylesheets
use: one file for all of them. A browser fetches one of the two fonts of other Latin letters only for a page that shows
a letter of it (`unicode-range`); words in another script show in a font of the reader's.

Each is cut out of a whole font of Fontsource 5.3.0: `@fontsource-variable/newsreader` and
`@fontsource-variable/public-sans`. Kerning is that of the lightest weight, which is half the size, and
outlines are rounded to a thousandth of the size of the letters, as most fonts have them. Neither licence reserves a
font name, so what is cut out may keep it (OFL 1.1, clause 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont, woff2
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

from tests.conftest import ROOT

FOLDER = ROOT / "src" / "strategic_framework" / "theme" / "material" / "assets" / "fonts"
SOURCES = ROOT / "tests" / "font_sources"
OTHER_LETTERS = FOLDER / "other-letters.css"
_MARKED = "àèìòùÀÈÌÒÙáéíóúÁÉÍÓÚ"
_SIGNS = "\u00a0£§©°·×½–—‘’“”•…€−"
CHARACTERS = frozenset(range(0x20, 0x7F)) | frozenset(map(ord, _MARKED + _SIGNS))
#: Those that shape text as it is written, and figures of one width, which the stylesheets ask for.
FEATURES = ["calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "rvrn", "tnum"]
#: The size of the letters, in the units in which outlines are drawn.
UNITS = 1_000
#: Ranges nearer than this are named as one where nothing between stands in another file.
GAP = 32


class Font(NamedTuple):
    """A font of the site: its files, the whole fonts of Latin and of further letters, and how a stylesheet names it."""

    name: str
    family: str
    whole: Path
    further: Path
    weights: tuple[int, int]

    @property
    def small(self) -> Path:
        return FOLDER / f"{self.name}.woff2"

    @property
    def others(self) -> tuple[Path, Path]:
        """The files of the Latin letters that the small font lacks, and of further ones."""
        return FOLDER / f"{self.name}-latin.woff2", FOLDER / f"{self.name}-latin-ext.woff2"


FONTS = (
    Font("newsreader", "Newsreader", SOURCES / "newsreader-latin-wght-normal.woff2",
         SOURCES / "newsreader-latin-ext-wght-normal.woff2", (400, 500)),
    Font("public-sans", '"Public Sans"', FOLDER / "public-sans-latin-wght-normal.woff2",
         SOURCES / "public-sans-latin-ext-wght-normal.woff2", (400, 700)),
)  # fmt: skip


def made(font: Font) -> dict[Path, bytes]:
    """The files of a font, cut out of the whole ones."""
    latin, further = ranges(font)
    parts = ((font.whole, CHARACTERS), (font.whole, latin), (font.further, further))
    files = (cut(source, codes, font.weights) for source, codes in parts)
    return dict(zip((font.small, *font.others), files, strict=True))


def cut(source: Path, codes: frozenset[int], weights: tuple[int, int]) -> bytes:
    """Those characters of a variable font, in those weights, with the kerning of the lightest."""
    font, lightest = (TTFont(source, recalcTimestamp=False) for _ in range(2))
    instancer.instantiateVariableFont(font, {"wght": weights}, inplace=True)
    instancer.instantiateVariableFont(lightest, {"wght": weights[0]}, inplace=True)
    for table in ("GPOS", "GDEF"):
        font[table] = lightest[table]
    for glyph in font.getGlyphOrder():  # what does not vary is left out, and the subsetter asks for it
        font["gvar"].variations[glyph] = font["gvar"].variations.get(glyph) or []
    options = subset.Options(layout_features=FEATURES, hinting=True, notdef_outline=True, name_IDs=[0, 1, 2, 6, 13, 14])
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=codes)
    chosen.subset(font)
    scale_upem(font, UNITS)
    plain, packed = BytesIO(), BytesIO()
    font.save(plain)
    plain.seek(0)
    woff2.compress(plain, packed)
    return packed.getvalue()


def characters(file: Path) -> frozenset[int]:
    """The characters that a font has; control characters are none."""
    return frozenset(code for code in TTFont(file).getBestCmap() if code >= 0x20)


def ranges(font: Font) -> tuple[frozenset[int], frozenset[int]]:
    """What is asked of the file of a font's other Latin letters, and of that of further ones."""
    latin = characters(font.whole) - CHARACTERS
    return latin, characters(font.further) - latin - CHARACTERS


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
    faces = (face for font in FONTS for face in _faces(font))
    return "".join(
        ["/* Written by `make fonts`: letters that the small fonts lack, fetched where one is shown. */\n", *faces]
    )


def _faces(font: Font) -> Iterator[str]:
    latin, further = ranges(font)
    apart = (CHARACTERS | further, CHARACTERS | latin)
    for file, codes, others in zip(font.others, (latin, further), apart, strict=True):
        named = f"font-family: {font.family}; font-weight: {font.weights[0]} {font.weights[1]}; font-display: swap"
        source = f'src: url("{file.name}") format("woff2"); unicode-range: {unicode_range(codes, others)}'
        yield f"@font-face {{ {named}; {source}; }}\n"


if __name__ == "__main__":
    for each in FONTS:
        for path, data in made(each).items():
            path.write_bytes(data)
            print(path.name, len(data))
    OTHER_LETTERS.write_text(other_letters(), encoding="utf-8")
