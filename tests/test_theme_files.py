"""Files of the theme that are made from a package or from another file are as they would be made now."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from tests import fonts
from tests import material_styles as material
from tests.fonts import FOLDER, FONTS, Font


def opened(source: Path | bytes, weight: int) -> TTFont:
    """A font at that weight."""
    font = TTFont(BytesIO(source) if isinstance(source, bytes) else source)
    return instancer.instantiateVariableFont(font, {"wght": weight})


def drawn(font: TTFont) -> dict[int, Any]:
    """Each character's width and outline."""
    names, outlines = font.getBestCmap(), font["glyf"]
    return {
        code: (font["hmtx"][name][0], [list(part) for part in outlines[name].getCoordinates(outlines)[:2]])
        for code, name in names.items()
    }


def test_the_stylesheet_is_that_of_the_installed_package() -> None:
    """What stands in the theme is what our pages use of Material's stylesheet; if not, type `make stylesheet`."""
    assert material.REDUCED.read_text(encoding="utf-8") == material.reduced()


def test_a_class_that_a_template_gives_has_its_rules() -> None:
    """A rule stays where each of its classes may be given, with the properties that it reads; every other goes."""
    text = 'a,.b .c{x:1}.b:hover{x:var(--y)}.c:not(.d){x:2}:root{--y:0;--z:url("a;b}")}@media print{.d{x:3}}'
    kept = "".join(map(str, material.matching(text, frozenset({"b"}))))
    assert kept == 'a{x:1}.b:hover{x:var(--y)}:root{--y:0;--z:url("a;b}")}'
    assert material.tidy(kept, "") == "a{x:1}.b:hover{x:var(--y)}:root{--y:0}"
    assert ".c:not(.d){x:2}" in "".join(map(str, material.matching(text, frozenset({"c"}))))


def test_other_letters_are_those_that_the_small_fonts_lack() -> None:
    """The stylesheet of other letters is as the fonts give it; if not, type `make fonts`."""
    assert fonts.OTHER_LETTERS.read_text(encoding="utf-8") == fonts.other_letters()


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_a_small_font_has_its_characters(font: Font) -> None:
    """It has every character that is asked of it, and features such as figures of one width."""
    assert fonts.characters(font.small) == fonts.CHARACTERS
    small, whole = TTFont(font.small), TTFont(font.whole)
    for table in ("GSUB", "GPOS"):
        kept, had = (
            {record.FeatureTag for record in one[table].table.FeatureList.FeatureRecord} for one in (small, whole)
        )
        assert {"kern", "liga", "tnum"} & had <= kept


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_no_letter_is_asked_of_two_files(font: Font) -> None:
    """The files of a font share no character and have, together, all that the whole fonts have."""
    small, latin, further = map(fonts.characters, (font.small, *font.others))
    assert not small & latin
    assert not latin & further
    assert not small & further
    assert small | latin | further >= fonts.characters(font.whole) | fonts.characters(font.further)


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
@pytest.mark.parametrize("heaviest", [False, True])
def test_a_small_font_draws_as_the_whole_one(font: Font, heaviest: bool) -> None:
    """Each of its characters has the width and the outline of the whole font, in thousandths of the letters' size.

    What is rounded to them is the lightest weight, and what the heaviest adds: together less than three.
    """
    weight = font.weights[heaviest]
    small, whole = drawn(opened(font.small, weight)), drawn(opened(font.whole, weight))
    scale, limit = 1000 / TTFont(font.whole)["head"].unitsPerEm, 2.5 if heaviest else 1
    for code, (width, outline) in small.items():
        assert abs(width - whole[code][0] * scale) <= limit, chr(code)
        assert len(outline[0]) == len(whole[code][1][0]), chr(code)
        pairs = zip(outline[0], whole[code][1][0], strict=True)
        assert all(abs(a - c * scale) <= limit and abs(b - d * scale) <= limit for (a, b), (c, d) in pairs), chr(code)


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_a_font_is_as_it_would_be_made_now(font: Font) -> None:
    """Its files are what is cut out of the whole ones; if not, type `make fonts`."""
    for path, data in fonts.made(font).items():
        committed, again = opened(path, font.weights[0]), opened(data, font.weights[0])
        assert drawn(committed) == drawn(again), path.name
        assert committed.getGlyphOrder() == again.getGlyphOrder()


@pytest.mark.parametrize("name", ["newsreader", "public-sans"])
def test_no_licence_reserves_the_name_of_a_font(name: str) -> None:
    """A font that was made smaller may keep its name only where none is reserved after the copyright statement."""
    first = (FOLDER / f"{name}-LICENSE.txt").read_text(encoding="utf-8").partition("This Font Software")[0]
    assert first.startswith("Copyright")
    assert "reserved font name" not in first.lower()
