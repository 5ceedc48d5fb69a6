"""The shapes that the picture of a measure is drawn with, and the picture while it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from strategic_framework.model import Value
from strategic_framework.model.frozen import frozen
from strategic_framework.views.diagrams.chart_scale import Numbers, Years, middle
from strategic_framework.views.view import View

#: Room above the values, below them and on their right.
TOP, FOOT, RIGHT = 48.0, 34.0, 14.0
LineKind = Literal["grid", "year", "series", "target", "baseline", "break"]
TextKind = Literal["unit", "number", "year", "value", "target", "baseline", "break"]
Anchor = Literal["start", "middle", "end"]


@frozen
class ChartLine:
    """A line: of the scale, through the values, of the target or baseline, or of a break."""

    kind: LineKind
    d: str


@frozen
class ChartBar:
    """A value as a bar."""

    x: float
    y: float
    width: float
    height: float


@frozen
class ChartDot:
    """A value as a dot, or where a target or baseline stands at its date."""

    kind: Literal["value", "target", "baseline"]
    x: float
    y: float


@frozen
class ChartText:
    """Words in the drawing."""

    kind: TextKind
    x: float
    y: float
    anchor: Anchor
    text: str


@frozen
class ChartDrawing:
    """The picture at one of its two widths; uncertainty is a band around a line, and a whisker elsewhere."""

    name: Literal["wide", "narrow"]
    width: int
    height: int
    bands: Sequence[str]
    lines: Sequence[ChartLine]
    bars: Sequence[ChartBar]
    whiskers: Sequence[str]
    dots: Sequence[ChartDot]
    texts: Sequence[ChartText]


@frozen
class MeasureChart(View):
    """The picture at both widths, its name and description, and what must be known of its scale."""

    id: str
    title: str
    desc: str
    tone: str
    note: str
    drawings: Sequence[ChartDrawing]


@dataclass
class Picture:
    """The picture while it is drawn, at one width."""

    name: Literal["wide", "narrow"]
    width: int
    height: int
    scale: Numbers
    years: Years
    left: float
    bands: list[str] = field(default_factory=list)
    lines: list[ChartLine] = field(default_factory=list)
    bars: list[ChartBar] = field(default_factory=list)
    whiskers: list[str] = field(default_factory=list)
    dots: list[ChartDot] = field(default_factory=list)
    texts: list[ChartText] = field(default_factory=list)

    def x(self, at: float) -> float:
        return round(self.left + self.years.part(at) * (self.width - RIGHT - self.left), 1)

    def y(self, number: float) -> float:
        return round(self.height - FOOT - self.scale.part(number) * (self.height - FOOT - TOP), 1)

    def across(self, kind: LineKind, y: float) -> None:
        self.lines.append(ChartLine(kind, f"M{self.left} {y}H{self.width - RIGHT}"))

    def spot(self, value: Value) -> tuple[float, float]:
        return self.x(middle(value.date)), self.y(float(value.value or 0))
