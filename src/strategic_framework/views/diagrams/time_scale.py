"""The scale of the timeline: whole years, and where a date stands on them, no more exact than it is stated."""

from __future__ import annotations

from typing import NamedTuple

from strategic_framework.language.english import exactness
from strategic_framework.views.base import Here

_MONTHS, _DAYS = 12, 31  # a day is placed by its month: at this size a month is as broad as a dot


class Period(NamedTuple):
    """An edition, and when it begins and ends, in years from the beginning of the scale."""

    label: str
    start: float
    end: float


class Scale(NamedTuple):
    """The first year of the axis, how many years it has, and the periods of the editions."""

    first: int
    years: int
    periods: list[Period]

    def holds(self, when: str | None) -> bool:
        """Whether a date stands on the axis."""
        return bool(when) and 0 <= int(str(when)[:4]) - self.first < self.years

    def middle(self, when: str) -> float:
        """The middle of what a date states: of its year, of its month, or its day."""
        start, end = span(when)
        return (start + end) / 2 - self.first


def span(when: str) -> tuple[float, float]:
    """When what a date states begins and ends, in years."""
    year, month, day = (int(part) for part in f"{when}-1-1".split("-")[:3])
    if exactness(when) == "year":
        return year, year + 1
    start = year + (month - 1) / _MONTHS
    if exactness(when) == "month":
        return start, start + 1 / _MONTHS
    at = start + (day - 0.5) / _DAYS / _MONTHS
    return at, at


def scale_of(here: Here) -> Scale:
    """The scale on which every edition, every report and the day of the content stand."""
    editions, framework = here.framework.editions, here.framework
    stated = [date for edition in editions for date in (edition.starts, edition.ends) if date]
    stated += [framework.settings.as_at, *(update.date for update in framework.updates if update.date)]
    years = [int(date[:4]) for date in stated]
    first = min(years)
    periods = [Period(edition.label, span(edition.starts)[0] - first, span(edition.ends or edition.starts)[1] - first)
               for edition in sorted(editions, key=lambda edition: edition.starts)]  # fmt: skip
    return Scale(first, max(years) + 1 - first, periods)
