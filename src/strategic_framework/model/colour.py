"""Colours as numbers: how much two contrast, and the nearest that is read on a ground.

Contrast is that of WCAG 2.2 (relative luminance of sRGB). Lightness is changed in OKLab, so that a hue stays itself
(Björn Ottosson, “A perceptual color space for image processing”, 2020).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

#: The grounds that links stand on, as `theme/tokens.css` has them: the page and what is set apart on it.
LIGHT = ("#ffffff", "#f2f5f8")
DARK = ("#0d1824", "#152332")
#: The least contrast of a link: a little over the 4.5 of WCAG 2.2 (1.4.3), as all colours of the theme have.
LEGIBLE = 4.6
#: The least contrast of white words on the bands at the head and foot.
_ON_BAND = 10.0
#: The least contrast of a link on a dark page, where thin light letters swim.
_ON_DARK = 7.0
_STEPS = 400


class Palette(NamedTuple):
    """What one colour gives, each as `#rrggbb`: links in light and dark, links pointed at, bands and their lines."""

    link: str
    link_dark: str
    hover: str
    deep: str
    deep_line: str


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted(map(_luminance, (first, second)))
    return (lighter + 0.05) / (darker + 0.05)


def legible(colour: str) -> str:
    """The nearest colour of the same hue that is read on a light page: the colour itself where it is one."""
    return _nearest(colour, LIGHT, LEGIBLE, darker=True)


def palette(colour: str) -> Palette:
    """What stands for the theme's own blue where a plan has another colour."""
    deep = _nearest(colour, ("#ffffff",), _ON_BAND, darker=True)
    lightness, a, b = _oklab(deep)
    return Palette(
        link=colour,
        link_dark=_nearest(colour, DARK, _ON_DARK, darker=False),
        hover=deep,
        deep=deep,
        deep_line=_hex(lightness + 0.2, a, b),
    )


def _nearest(colour: str, grounds: Sequence[str], least: float, *, darker: bool) -> str:
    """The colour, as little darker or lighter as gives it that contrast with every ground."""
    lightness, a, b = _oklab(colour)
    limit = 0.0 if darker else 1.0
    for step in range(_STEPS + 1):
        share = step / _STEPS
        moved = _hex(lightness + (limit - lightness) * share, a * (1 - share), b * (1 - share)) if step else colour
        if min(contrast(moved, ground) for ground in grounds) >= least:
            return moved
    return "#000000" if darker else "#ffffff"


def _channels(colour: str) -> list[float]:
    """Red, green and blue as light, from 0 to 1 (the transfer function of sRGB, IEC 61966-2-1)."""
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(colour: str) -> tuple[float, float, float]:
    """Lightness from 0 to 1, and how green or red, blue or yellow."""
    red, green, blue = _channels(colour)
    cones = (
        0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
        0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
        0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
    )
    long, middle, short = (math.cbrt(cone) for cone in cones)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _hex(lightness: float, a: float, b: float) -> str:
    """A colour of OKLab as `#rrggbb`; what no screen shows is cut at the edge of what it does."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    cut = [min(max(value, 0.0), 1.0) for value in channels]
    shown = [value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055 for value in cut]
    return "#" + "".join(f"{round(value * 255):02x}" for value in shown)
