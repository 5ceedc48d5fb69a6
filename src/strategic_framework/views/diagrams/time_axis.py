"""The timeline as a picture: an axis to scale, the editions as bands, moments as letters, reports as dots by priority.

It is laid out once, along the axis and across it, and turned: lying where there is room, upright on a phone.
Coordinates are in units of the drawing, about one pixel each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Literal

from markupsafe import Markup

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate_text
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, tone
from strategic_framework.views.diagrams import time_words as words
from strategic_framework.views.diagrams.time_lanes import Lane, Place, Spot, lanes_of, moments
from strategic_framework.views.diagrams.time_scale import Scale, scale_of
from strategic_framework.views.macro import macro
from strategic_framework.views.view import Link, View

_HEAD, _FOOT = 36.0, 46.0  # above the lanes, and below them
_APART = {"lying": 26.0, "upright": 46.0}  # between the axis and what has no date


@frozen
class TimeMark:
    """A mark: full where a day or a month is stated, open elsewhere; `text` is the letter of a moment."""

    open: bool
    x: float
    y: float
    tone: str
    text: str
    title: str


@frozen
class TimeLine:
    """A line: of a year, of a lane, through the marks of which only the year is stated, or of the content's day."""

    kind: Literal["year", "lane", "span", "as-at"]
    d: str
    tone: str = ""


@frozen
class TimeText:
    """Words in the drawing, and the lines that go on below them."""

    kind: Literal["year", "edition", "number", "lane", "as-at", "undated"]
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]
    text: str
    tone: str = ""
    more: Sequence[str] = ()


@frozen
class TimeBand:
    """The period of an edition, or the place of what has no date."""

    kind: Literal["period", "undated"]
    x: float
    y: float
    width: float
    height: float


@frozen
class TimeDrawing:
    """The picture in one of its two positions."""

    name: Literal["lying", "upright"]
    width: int
    height: int
    bands: Sequence[TimeBand]
    lines: Sequence[TimeLine]
    marks: Sequence[TimeMark]
    texts: Sequence[TimeText]


@frozen
class TimeLaneName:
    """A priority, where the drawing has room for its number only."""

    number: int
    tone: str
    name: Link


@frozen
class TimeAxis(View):
    """The picture in both positions, its name and description, how to read it, and the priorities that it shows."""

    title: str
    desc: str
    words: Markup
    lanes: Sequence[TimeLaneName]
    drawings: Sequence[TimeDrawing]


@dataclass
class _Picture:
    """The picture while it is drawn, in one position."""

    name: Literal["lying", "upright"]
    start: float  # where the axis begins, and how long a year is
    year: float
    first: float  # where the first lane begins
    bands: list[TimeBand] = field(default_factory=list)
    lines: list[TimeLine] = field(default_factory=list)
    marks: list[TimeMark] = field(default_factory=list)
    texts: list[TimeText] = field(default_factory=list)

    def at(self, along: float, across: float) -> tuple[float, float]:
        """A place on the drawing."""
        x, y = (along, across) if self.name == "lying" else (across, along)
        return round(x, 1), round(y, 1)

    def line(self, kind: Literal["year", "lane", "span", "as-at"], start: Spot, end: Spot, paint: str = "") -> None:
        (x1, y1), (x2, y2) = self.at(*start), self.at(*end)
        self.lines.append(TimeLine(kind, f"M{x1} {y1}L{x2} {y2}", paint))

    def band(self, kind: Literal["period", "undated"], start: float, end: float, edge: float) -> None:
        long, broad = round(end - start, 1), round(edge - self.first, 1)
        size = (long, broad) if self.name == "lying" else (broad, long)
        self.bands.append(TimeBand(kind, *self.at(start, self.first), *size))

    def mark(self, place: Place, paint: str, edge: float) -> None:
        title = place.title if self.name == "lying" else ""  # nothing can be pointed at on a phone
        x, y = self.at(place.along, edge + place.across)
        self.marks.append(TimeMark(place.open, x, y, paint, place.letter, title))


@macro("block")
def time_axis(here: Here) -> TimeAxis:
    """Moments and reports on an axis to scale, with the periods of the editions; the list below says the same."""
    scale, lanes = scale_of(here), lanes_of(here)
    return TimeAxis(
        words.title(scale),
        words.description(here, lanes),
        words.lead(here, scale),
        [
            TimeLaneName(
                priority.number,
                tone(priority, here.edition),
                Link(here.to(here.links.priority(priority)), priority.nav_label),
            )
            for priority in here.edition.priorities
        ],
        [
            _drawn(here, scale, lanes, _Picture("lying", 160.0, 100.0, _HEAD)),
            _drawn(here, scale, lanes, _Picture("upright", _HEAD + 20, 108.0, 42.0)),
        ],
    )


def _drawn(here: Here, scale: Scale, lanes: Sequence[Lane], picture: _Picture) -> TimeDrawing:
    end = picture.start + picture.year * scale.years
    apart = end + _APART[picture.name]
    edge, longest = picture.first, end
    for lane in [moments(here), *lanes]:
        layout = lane.laid_out(scale, picture.start, picture.year, apart)
        picture.line("lane", (0 if picture.name == "lying" else picture.start, edge), (end, edge))
        _name(picture, lane, edge, layout.deep)
        for start, stop, across in layout.spans:
            picture.line("span", (start, edge + across), (stop, edge + across), lane.tone)
        for place in layout.places:
            picture.mark(place, lane.tone, edge)
        longest = max(longest, layout.longest)
        edge += layout.deep
    _frame(here, scale, picture, edge, end)
    if longest > end:
        picture.band("undated", apart - 14, longest + 14, edge)
        x, y = (apart - 14, picture.first - 12) if picture.name == "lying" else (picture.first, apart - 22)
        picture.texts.append(TimeText("undated", x, y, "start", translate_text("time_axis.undated")))
    lying = picture.name == "lying"
    width, height = (longest + 26, edge + _FOOT) if lying else (edge + 2, longest + 16)
    return TimeDrawing(picture.name, round(width), round(height), picture.bands, picture.lines, picture.marks,
                       picture.texts)  # fmt: skip


def _name(picture: _Picture, lane: Lane, edge: float, deep: float) -> None:
    """The name of a lane: beside it, or above it, where there is room for the number only."""
    if picture.name == "upright":
        if lane.number:
            x, y = picture.at(picture.start - 12, edge + deep / 2)
            picture.texts.append(TimeText("number", x, y, "middle", str(lane.number), lane.tone))
        return
    middle = edge + deep / 2
    lines = wrap(lane.name, 15)[:3]
    if lane.number:
        picture.texts.append(TimeText("number", 0, round(middle + 10, 1), "start", str(lane.number), lane.tone))
    first = round(middle + 5 - 17 * (len(lines) - 1) / 2, 1)
    picture.texts.append(TimeText("lane", 26 if lane.number else 0, first, "start", lines[0], more=lines[1:]))


def _frame(here: Here, scale: Scale, picture: _Picture, edge: float, end: float) -> None:
    """The years, the periods and the day of the content."""
    picture.line("lane", (0 if picture.name == "lying" else picture.start, edge), (end, edge))
    lying = picture.name == "lying"
    for index in range(scale.years + 1):
        along = picture.start + picture.year * index
        picture.line("year", (along, picture.first), (along, edge + (6 if lying else 0)))
        if index < scale.years:
            x, y = (along + picture.year / 2, edge + 20) if lying else (0, along + 14)
            anchor: Literal["start", "middle"] = "middle" if lying else "start"
            picture.texts.append(TimeText("year", round(x, 1), round(y, 1), anchor, str(scale.first + index)))
    for period in scale.periods:
        start, stop = (picture.start + picture.year * place for place in (period.start, period.end))
        picture.band("period", start, stop, edge)
        x, y = (start + 2, picture.first - 12) if lying else (picture.first + 4, start + 17)
        picture.texts.append(TimeText("edition", round(x, 1), round(y, 1), "start", period.label))
    as_at = picture.start + picture.year * scale.middle(here.framework.settings.as_at)
    picture.line("as-at", (as_at, picture.first - 4), (as_at, edge + (26 if lying else 0)))
    x, y = (as_at, edge + 41) if lying else (edge - 4, as_at + 17)
    text = translate_text("time_axis.as_at", day=day(here.framework.settings.as_at))
    picture.texts.append(TimeText("as-at", round(x, 1), round(y, 1), "middle" if lying else "end", text))
