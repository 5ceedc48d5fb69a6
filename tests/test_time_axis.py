"""The timeline: its picture is to scale and no more exact than the sources, and its list holds the same."""

from __future__ import annotations

import itertools
import re

import pytest

from strategic_framework.views.base import Here
from strategic_framework.views.diagrams.time_axis import TimeDrawing, time_axis
from strategic_framework.views.diagrams.time_lanes import Lane, Sign, lanes_of, moments
from strategic_framework.views.diagrams.time_scale import Scale, scale_of, span
from strategic_framework.views.site import Site
from strategic_framework.views.timeline import Timeline, timeline

SCALE = Scale(2020, 4, [])


def lane(*dates: str) -> Lane:
    """A lane with a report of each date."""
    return Lane(1, "Schools", "1", 12.0, [Sign(date, f"Report {index}") for index, date in enumerate(dates)])


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [("2021", 2021.0, 2022.0), ("2021-07", 2021.5, 2021.5833), ("2021-01-16", 2021.0417, 2021.0417)],
)
def test_a_date_takes_the_room_that_it_states(when: str, start: float, end: float) -> None:
    """A year is as long as a year, a month as a month, and a day is a point."""
    assert span(when) == pytest.approx((start, end), abs=0.001)


def test_only_a_month_or_a_day_is_a_full_mark() -> None:
    """What states its year alone, or nothing, is open; the year's marks stand on a line as long as the year."""
    layout = lane("2020-03", "2021", "2021", "").laid_out(SCALE, 0.0, 100.0, 500.0)
    assert [place.open for place in layout.places] == [False, True, True, True]
    assert [(start, end) for start, end, _ in layout.spans] == [(105.0, 195.0)]
    assert layout.places[-1].along == layout.longest == 500.0


def test_no_mark_stands_upon_another() -> None:
    """However many reports one month or one year has, each can be seen."""
    crowd = lane(*["2021-05"] * 9, "2021-06", *["2022"] * 30, *[""] * 25).laid_out(SCALE, 0.0, 100.0, 500.0)
    places = [(place.along, place.across) for place in crowd.places]
    assert len(places) == 65
    for one, other in itertools.combinations(places, 2):
        assert abs(one[0] - other[0]) > 8 or abs(one[1] - other[1]) > 8
    assert max(across for _, across in places) < crowd.deep


def test_everything_is_drawn_in_both_positions(site: Site) -> None:
    """Each report has a mark in each of its priorities; each moment on the axis or without a date has its letter."""
    here = Here(site, "timeline/")
    scale = scale_of(here)
    drawn = sum(len(one.signs) for one in lanes_of(here))
    letters = {one.letter for one in moments(here).signs if not one.date or scale.holds(one.date)}
    for drawing in time_axis(here).drawings:
        assert {mark.text for mark in drawing.marks if mark.text} == letters
        assert len([mark for mark in drawing.marks if not mark.text]) == drawn
        assert _inside(drawing)


def _inside(drawing: TimeDrawing) -> bool:
    places = [(mark.x, mark.y) for mark in drawing.marks]
    places += [(float(x), float(y)) for line in drawing.lines for x, y in re.findall(r"([\d.]+) ([\d.]+)", line.d)]
    return all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in places)


def test_the_list_is_in_order_and_the_undated_stand_apart(site: Site) -> None:
    """Dates never go back, years stand under themselves, and what has no date comes last, in a part of its own."""
    view = timeline(Here(site, "timeline/"))
    assert isinstance(view, Timeline)
    dated = [year for year in view.years if year.id != "undated"]
    dates = [moment.datetime for year in dated for moment in year.moments]
    assert dates == sorted(dates)
    assert all(moment.datetime.startswith(year.name) for year in dated for moment in year.moments)
    assert [year.id for year in view.years].count("undated") <= 1
    assert not any(moment.datetime for year in view.years if year.id == "undated" for moment in year.moments)
    told = len([moment for year in view.years for moment in year.moments])
    assert told == len(site.framework.timeline) + len(site.updates)
