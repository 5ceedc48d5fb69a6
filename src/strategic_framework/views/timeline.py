"""The timeline: moments in order, none more exact than its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.language.english import day, exactness
from strategic_framework.language.strings import translate
from strategic_framework.model import Event
from strategic_framework.views.base import Here, Link, View
from strategic_framework.views.macro import macro
from strategic_framework.views.quotations import source_link


@dataclass(frozen=True)
class Moment:
    """A moment: how exact its date is (`day`, `month`, `year` or `undated`), the date, what it was, and who says so."""

    id: str
    exact: str
    datetime: str
    when: str
    what: str
    quote: str
    source: Link


@dataclass(frozen=True)
class Timeline(View):
    """Moments, no more exact than their sources."""

    moments: Sequence[Moment]


@macro("block")
def timeline(here: Here) -> View:
    """Moments in order, each date no more exact than its source; the undated where the sources place them."""

    def order(event: Event) -> tuple[str, bool]:
        return event.when or event.undated_after or "", event.when is None

    return Timeline([_moment(here, event) for event in sorted(here.framework.timeline, key=order)])


def _moment(here: Here, event: Event) -> Moment:
    return Moment(
        event.id,
        exactness(event.when) if event.when else "undated",
        event.when or "",
        day(event.when) if event.when else translate("timeline.undated"),
        event.what,
        event.quote.text,
        source_link(here, event.quote.source),
    )
