"""What the picture of the timeline says in words: how to read it, and what it shows to those who do not see it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from strategic_framework.language.english import day, number, sentence
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.views.base import Here
from strategic_framework.views.diagrams.time_lanes import Lane
from strategic_framework.views.diagrams.time_scale import Scale
from strategic_framework.views.reports import apart, priorities_of


def title(scale: Scale) -> str:
    """The name of the picture."""
    return translate_text("time_axis.title", first=scale.first, last=scale.first + scale.years - 1)


def lead(here: Here, scale: Scale) -> Markup:
    """How many reports have a date, how many have none, and how many moments come before the axis."""
    dated, undated = apart(here.site.updates)
    reports = translate("time_axis.reports", count=len(dated) + len(undated))
    without = translate("time_axis.without", count=len(undated), number=sentence(number(len(undated))))
    before = sum(int(event.when[:4]) < scale.first for event in here.framework.timeline if event.when)
    earlier = translate("time_axis.before", count=before, number=sentence(number(before)), year=scale.first)
    twice = any(len(priorities_of(here, update)) > 1 for update in here.site.updates)
    sentences = [reports if dated or undated else Markup(""), translate("time_axis.twice") if twice else Markup(""),
                 without if undated else Markup(""), earlier if before else Markup("")]  # fmt: skip
    return Markup(" ").join(part for part in sentences if part)


def description(here: Here, lanes: Iterable[Lane]) -> str:
    """The picture in words: the periods, the day of the content, and how many reports stand in each lane."""
    periods = [
        translate_text("time_axis.period", edition=edition.label, start=day(edition.starts), end=day(edition.ends))
        for edition in here.framework.editions
        if edition.ends
    ]
    as_at = translate_text("time_axis.line", day=day(here.framework.settings.as_at))
    return " ".join([*periods, as_at, *map(_lane, lanes)])


def _lane(lane: Lane) -> str:
    dates = [sign.date for sign in lane.signs if sign.date]
    undated = len(lane.undated)
    if not dates:
        return translate_text("time_axis.lane_undated", count=undated, priority=lane.number)
    first, last = day(dates[0]), day(dates[-1])
    return translate_text(
        "time_axis.lane", count=len(dates), priority=lane.number, first=first, last=last, undated=number(undated)
    )
