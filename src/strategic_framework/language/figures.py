"""Numbers as a reader is shown them: with commas between thousands, a minus sign, and their unit."""

from __future__ import annotations

import re

#: Signs that stand before the number, and with it the rest of a unit behind: £12.4 million.
_BEFORE = re.compile(r"([£$€])\s*(.*)")
_NO_BREAK = "\u00a0"


def figure(number: str) -> str:
    """A number in figures as it is shown, as exact as it was given: `-12000.50` is “−12,000.50”."""
    whole, point, part = number.removeprefix("-").partition(".")
    return f"{'−' if number.startswith('-') else ''}{int(whole):,}{point}{part}"


def amount(number: str, unit: str) -> str:
    """A number with its unit: “12.4%”, “£3 million”, “9 bridges”."""
    shown = figure(number)
    if unit.startswith(("%", "‰", "°")):
        return f"{shown}{unit}"
    if match := _BEFORE.fullmatch(unit):
        sign, rest = match.groups()
        minus = "−" if shown.startswith("−") else ""
        return f"{minus}{sign}{shown.removeprefix('−')}{_NO_BREAK + rest if rest else ''}"
    return f"{shown}{_NO_BREAK}{unit}"
