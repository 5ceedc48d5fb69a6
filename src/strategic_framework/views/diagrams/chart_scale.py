"""The scales of a chart of values: numbers up its side with even steps, and years along its foot."""

from __future__ import annotations

import math
from collections.abc import Sequence

from strategic_framework.model.frozen import frozen
from strategic_framework.views.diagrams.time_scale import span

#: The steps that people count in, in every power of ten.
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
#: At most so many steps up the side.
_MOST = 5
#: A scale of values that all lie above this part of the highest does not begin at nought.
_FAR_UP = 0.6


@frozen
class Numbers:
    """A scale of numbers from `low` to `high` in even steps."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """The numbers that are named, from the lowest."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + self.step * index, 9) for index in range(count + 1)]

    def part(self, number: float) -> float:
        """How far up the scale a number stands, from 0 to 1."""
        return (number - self.low) / (self.high - self.low)

    def named(self, number: float) -> str:
        """A number of the scale as text, with no more places than its step has."""
        places = next(places for places in range(10) if abs(self.step * 10**places % 1 - 0.5) > 0.499)
        return f"{number + 0.0:.{places}f}"


def numbers(values: Sequence[float], *, whole: bool) -> Numbers:
    """The scale on which all of some numbers stand; with `whole` it begins at nought."""
    low, high = min(values), max(values)
    if whole or low < 0 or low < high * _FAR_UP:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    counted = all(value == round(value) for value in values)
    step = max(_step((high - low) / _MOST, counted=counted), 1.0 if counted else 0.0)
    return Numbers(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


def _step(least: float, *, counted: bool) -> float:
    """The least even step that is no smaller; of what is counted in whole numbers, a whole one."""
    power = 10.0 ** math.floor(math.log10(least))
    steps = [power * step for step in _STEPS if not counted or power * step == round(power * step)]
    return next((step for step in steps if step >= least * (1 - 1e-9)), 1.0)


@frozen
class Years:
    """Whole years, from the beginning of the first to the end of the last."""

    first: int
    last: int

    def part(self, at: float) -> float:
        """How far along the years a moment stands, from 0 to 1."""
        return (at - self.first) / (self.last + 1 - self.first)

    def named(self, most: int) -> list[int]:
        """The years that are named where no more than so many have room."""
        count = self.last + 1 - self.first
        return list(range(self.first, self.last + 1, math.ceil(count / most)))


def years(dates: Sequence[str]) -> Years:
    """The years of some dates."""
    all_years = [int(date[:4]) for date in dates]
    return Years(min(all_years), max(all_years))


def middle(date: str) -> float:
    """The middle of what a date states, in years: of its year, of its month, or its day."""
    start, end = span(date)
    return (start + end) / 2
