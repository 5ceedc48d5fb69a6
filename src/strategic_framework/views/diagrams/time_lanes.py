"""The lanes of the timeline's picture: the moments of the sources, and the reports about each priority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from strategic_framework.language.english import day, exactness
from strategic_framework.language.strings import translate_text
from strategic_framework.views.base import Here, tone
from strategic_framework.views.diagrams.time_scale import Scale
from strategic_framework.views.reports import priorities_of
from strategic_framework.views.timeline import lettered

_EDGE = 14.0  # from the edge of a lane to the middle of its first mark
_LEAST = 46.0  # room for a name of two lines

Spot = tuple[float, float]  # along the axis, and across it


class Sign(NamedTuple):
    """What stands in a lane: its date, if it has one, what it is, and its letter, if it has one."""

    date: str
    title: str
    letter: str = ""


class Place(NamedTuple):
    """Where a sign stands; open where no more than its year is stated."""

    along: float
    across: float
    open: bool
    letter: str
    title: str


class Layout(NamedTuple):
    """What a lane holds: its marks, the lines through those of one year, how deep it is and how far it reaches."""

    places: list[Place]
    spans: list[tuple[float, float, float]]
    deep: float
    longest: float


class Lane(NamedTuple):
    """The reports about a priority; or the moments, which have no number. `size` is what a mark takes."""

    number: int
    name: str
    tone: str
    size: float
    signs: list[Sign]

    @property
    def undated(self) -> list[Sign]:
        return [sign for sign in self.signs if not sign.date]

    def laid_out(self, scale: Scale, start: float, year: float, apart: float) -> Layout:
        """The marks of the lane, none upon another; what has no date stands apart, from `apart` on."""
        on_axis = [sign for sign in self.signs if scale.holds(sign.date)]
        exact = [sign for sign in on_axis if exactness(sign.date) != "year"]
        at = [(start + year * scale.middle(sign.date), sign) for sign in exact]
        rows = _rows([along for along, _ in at], self.size)
        places = [_place(along, self._row(row), sign) for (along, sign), row in zip(at, rows, strict=True)]
        below = max(rows, default=-1) + 1
        spans = []
        for date, signs in groupby([sign for sign in on_axis if sign not in exact], key=lambda sign: sign.date):
            first = start + year * (int(date) - scale.first)
            spread, last = self._spread(list(signs), first, year, below)
            places += spread
            spans += [(first + 5, first + year - 5, self._row(row)) for row in range(below, last + 1)]
        deepest = max([place.across for place in places], default=0)
        deep = max(_LEAST, deepest + _EDGE, self._row(1) + _EDGE)
        grid = self._grid(deep, apart)
        return Layout(places + grid, spans, deep, max([place.along for place in grid], default=0))

    def _row(self, row: int) -> float:
        return _EDGE + self.size * row

    def _spread(self, signs: Sequence[Sign], first: float, year: float, below: int) -> tuple[list[Place], int]:
        """The marks of a year, as far from each other as it allows, in as many rows as it needs."""
        most = int((year - 10) // self.size)
        rows = [signs[index : index + most] for index in range(0, len(signs), most)]
        places = [
            _place(first + year * (index + 0.5) / len(row), self._row(below + number), sign)
            for number, row in enumerate(rows)
            for index, sign in enumerate(row)
        ]
        return places, below + len(rows) - 1

    def _grid(self, deep: float, apart: float) -> list[Place]:
        """The marks without a date, in columns."""
        high = max(1, int((deep - 2 * _EDGE) // self.size) + 1)
        return [
            _place(apart + self.size * (index // high), self._row(index % high), sign)
            for index, sign in enumerate(self.undated)
        ]


def _place(along: float, across: float, sign: Sign) -> Place:
    stated = bool(sign.date) and exactness(sign.date) != "year"
    return Place(round(along, 1), round(across, 1), not stated, sign.letter, sign.title)


def _rows(places: Iterable[float], size: float) -> list[int]:
    """For each place, in order, the first row in which nothing stands too near."""
    last: list[float] = []
    rows = []
    for place in places:
        free = next((row for row, before in enumerate(last) if place - before >= size), len(last))
        last[free : free + 1] = [place]
        rows.append(free)
    return rows


def moments(here: Here) -> Lane:
    """The moments that the sources tell of, with their letters."""
    signs = [Sign(event.when or "", event.what, letter) for letter, event in lettered(here)]
    return Lane(0, translate_text("time_axis.moments"), "", 19.0, signs)


def lanes_of(here: Here) -> list[Lane]:
    """The priorities of the edition, each with the reports about it, the earliest first."""
    about = [(update, priorities_of(here, update)) for update in reversed(here.site.updates)]
    return [
        Lane(priority.number, priority.nav_label, tone(priority, here.edition), 12.0,
             [Sign(update.date or "", _told(update.title, update.date), "") for update, those in about
              if priority in those])
        for priority in here.edition.priorities
    ]  # fmt: skip


def _told(title: str, date: str | None) -> str:
    when = day(date) if date else translate_text("time_axis.no_date")
    return translate_text("time_axis.report", title=title, when=when)
