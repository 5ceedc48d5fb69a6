"""The values of a measure as a picture: a line with a dot for each value, or bars where there are one or two.

What is not reported is a gap, and where values are counted in another way the line ends and begins anew. Coordinates
are in units of the drawing, about one pixel each; it is drawn twice, for a wide window and for a phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from strategic_framework.language.english import day, shortened
from strategic_framework.language.figures import amount, figure
from strategic_framework.language.strings import translate_text
from strategic_framework.model import Level, Measure, Value
from strategic_framework.views.diagrams.chart_scale import Numbers, middle, numbers, years
from strategic_framework.views.diagrams.chart_shapes import (
    FOOT,
    RIGHT,
    TOP,
    Anchor,
    ChartBar,
    ChartDot,
    ChartDrawing,
    ChartLine,
    ChartText,
    MeasureChart,
    Picture,
)
from strategic_framework.views.diagrams.time_scale import span

#: Fewer values than this are bars.
_LINE = 3
#: More values than this are a line without dots.
_DOTS = 40
_LETTER = 8.2


def chart(measure: Measure, desc: str, tone: str = "") -> MeasureChart | None:
    """The picture of a measure; None where no value of it is reported."""
    values = measure.reported
    if not values:
        return None
    scale = numbers(list(_numbers(measure)), whole=len(values) < _LINE)
    levels = [level for level in (measure.baseline, measure.target) if level and level.date]
    along = years([*(value.date for value in measure.values), *(level.date or "" for level in levels)])
    first, last = values[0], values[-1]
    key = "measure.chart" if len(values) > 1 else "measure.chart_one"
    title = translate_text(key, name=measure.name, unit=measure.unit, first=day(first.date), last=day(last.date))
    starts = scale.named(scale.low)
    note = "" if scale.low <= 0 else translate_text("measure.chart_scale", number=figure(starts))
    drawings = [_drawn(measure, Picture(name, width, height, scale, along, _margin(scale)))
                for name, width, height in _SIZES]  # fmt: skip
    return MeasureChart(measure.id or "", title, desc, tone, note, drawings)


#: The two drawings: their names, and how wide and high they are.
_SIZES: tuple[tuple[Literal["wide", "narrow"], int, int], ...] = (("wide", 640, 310), ("narrow", 340, 290))


def _numbers(measure: Measure) -> Iterator[float]:
    """Every number that the picture shows."""
    for value in measure.reported:
        yield from (float(number) for number in (value.value, value.low, value.high) if number)
    yield from (float(level.value) for level in (measure.baseline, measure.target) if level)


def _margin(scale: Numbers) -> float:
    return round(12 + _LETTER * max(len(figure(scale.named(tick))) for tick in scale.ticks), 1)


def _drawn(measure: Measure, picture: Picture) -> ChartDrawing:
    _frame(picture)
    picture.texts.append(ChartText("unit", 0, 14, "start", shortened(measure.unit, picture.width // 9)))
    target = _level(picture, "target", measure.target)
    _level(picture, "baseline", measure.baseline)
    for one in measure.breaks:
        _break(picture, span(one.date)[0])
    if len(measure.reported) < _LINE:
        _bars(picture, measure)
    else:
        _series(picture, measure, target)
    return ChartDrawing(picture.name, picture.width, picture.height, picture.bands, picture.lines, picture.bars,
                        picture.whiskers, picture.dots, picture.texts)  # fmt: skip


def _frame(picture: Picture) -> None:
    """The steps of the scale and the years."""
    for tick in picture.scale.ticks:
        y = picture.y(tick)
        picture.across("grid", y)
        named = figure(picture.scale.named(tick))
        picture.texts.append(ChartText("number", picture.left - 8, round(y + 5, 1), "end", named))
    foot = picture.height - FOOT
    for year in picture.years.named(8 if picture.name == "wide" else 4):
        picture.lines.append(ChartLine("year", f"M{picture.x(year)} {foot}v6"))
        x = picture.x(year + 0.5)
        picture.texts.append(ChartText("year", x, foot + 22, "middle", str(year)))


def _level(picture: Picture, kind: Literal["target", "baseline"], level: Level | None) -> float | None:
    """The line of the target, named above it at its end, or of the baseline, named below it at its beginning."""
    if level is None:
        return None
    y = picture.y(float(level.value))
    picture.across(kind, y)
    text = translate_text(f"measure.chart_{kind}", number=figure(level.value))
    if kind == "target":
        picture.texts.append(ChartText(kind, picture.width - RIGHT, y - 8, "end", text))
    else:
        picture.texts.append(ChartText(kind, picture.left + 6, y + 18, "start", text))
    if level.date:
        picture.dots.append(ChartDot(kind, picture.x(middle(level.date)), y))
    return y


def _break(picture: Picture, at: float) -> None:
    x = picture.x(at)
    picture.lines.append(ChartLine("break", f"M{x} {TOP - 8}V{picture.height - FOOT}"))
    anchor: Anchor = "start" if x < picture.width / 3 else "end" if x > picture.width * 2 / 3 else "middle"
    picture.texts.append(ChartText("break", x, TOP - 14, anchor, translate_text("measure.chart_break")))


def _bars(picture: Picture, measure: Measure) -> None:
    """A bar for each value, from nought, with its number."""
    count = picture.years.last + 1 - picture.years.first
    width = round(min((picture.width - picture.left) / max(count, 2) * 0.5, 72.0), 1)
    for value in measure.reported:
        x, y = picture.spot(value)
        nought = picture.y(0)
        picture.bars.append(ChartBar(round(x - width / 2, 1), min(y, nought), width, round(abs(nought - y), 1)))
        _whisker(picture, value)
        top = min(y, nought, picture.y(float(value.high or value.value or 0)))
        picture.texts.append(_named(measure, value, x, top - 9, "middle"))


def _series(picture: Picture, measure: Measure, target: float | None) -> None:
    """The line through what belongs together, its uncertainty, and the first and the latest number."""
    for run in runs(measure):
        picture.lines.append(ChartLine("series", _path([picture.spot(value) for value in run])))
        picture.bands += _band(picture, run)
        for value in run if len(measure.reported) <= _DOTS or len(run) == 1 else ():
            picture.dots.append(ChartDot("value", *picture.spot(value)))
    first, last = measure.reported[0], measure.reported[-1]
    x, y = picture.spot(first)
    picture.texts.append(_named(measure, first, max(x - 6, picture.left + 4), y - 12, "start"))
    picture.texts.append(_latest(picture, measure, last, target))


def _latest(picture: Picture, measure: Measure, last: Value, target: float | None) -> ChartText:
    """The latest number: behind its dot where there is room, else above it, or below where the target is named."""
    x, y = picture.spot(last)
    behind = _named(measure, last, x + 10, y + 5, "start")
    end = picture.width - RIGHT
    if behind.x + len(behind.text) * _LETTER * 1.2 < end and (target is None or abs(y - target) > 14):
        return behind
    crowded = target is not None and target - 30 < y - 12 < target + 12
    return _named(measure, last, min(x + 6, end), y + (24 if crowded else -12), "end")


def runs(measure: Measure) -> list[list[Value]]:
    """The values that a line joins: it stops at what is not reported, and where the way of counting changed."""
    breaks = [span(one.date)[0] for one in measure.breaks]
    whole: list[list[Value]] = [[]]
    for before, value in pairwise([None, *measure.values]):
        if value is None or value.value is None:
            whole.append([])
            continue
        if before and any(middle(before.date) < at <= middle(value.date) for at in breaks):
            whole.append([])
        whole[-1].append(value)
    return [run for run in whole if run]


def _band(picture: Picture, run: Sequence[Value]) -> Iterator[str]:
    """The uncertainty around a line; whiskers where no two values beside each other have one."""
    if len(run) < 2 or not all(value.low and value.high for value in run):
        for value in run:
            _whisker(picture, value)
        return
    upper = [(picture.x(middle(value.date)), picture.y(float(value.high or 0))) for value in run]
    lower = [(picture.x(middle(value.date)), picture.y(float(value.low or 0))) for value in reversed(run)]
    yield f"{_path([*upper, *lower])}Z"


def _whisker(picture: Picture, value: Value) -> None:
    if value.low and value.high:
        x = picture.x(middle(value.date))
        low, high = picture.y(float(value.low)), picture.y(float(value.high))
        picture.whiskers.append(f"M{round(x - 5, 1)} {high}h10M{x} {high}V{low}M{round(x - 5, 1)} {low}h10")


def _path(spots: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in spots)


def _named(measure: Measure, value: Value, x: float, y: float, anchor: Anchor) -> ChartText:
    """The number of a value; short units stand with it."""
    number = value.value or ""
    text = amount(number, measure.unit) if len(measure.unit) == 1 else figure(number)
    return ChartText("value", round(x, 1), round(y, 1), anchor, text)
