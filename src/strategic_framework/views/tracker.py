"""The tracker: every aspiration with its date, what it says it will show, and what has been published. No progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.language.english import day, sentence
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import translate
from strategic_framework.model import Aspiration, Priority
from strategic_framework.views import filters
from strategic_framework.views.base import Here, View, tone
from strategic_framework.views.macro import macro
from strategic_framework.views.retired import Retirement, in_force, retirement
from strategic_framework.views.rows import ItemRow, item_row


@dataclass(frozen=True)
class TrackerRow:
    """An aspiration: when it is due, what it says it will show, the source that it names, and what is published."""

    item: ItemRow
    due: str
    promise: str
    source: str
    evidence: str
    retirement: Retirement | None


@dataclass(frozen=True)
class TrackerGroup:
    """The aspirations of a priority; those retired stand together, with neither number nor link."""

    number: str
    tone: str
    href: str
    label: str
    rows: Sequence[TrackerRow]


@dataclass(frozen=True)
class Tracker(View):
    """Every aspiration, by priority."""

    groups: Sequence[TrackerGroup]


@dataclass(frozen=True)
class Coverage(View):
    """A counted sentence, large, and what it does and does not mean."""

    sentence: str
    meaning: str


@macro("block")
def tracker(here: Here) -> list[View]:
    """Every aspiration with its date, what its sentence says it will show, and what has been published."""
    priorities = here.edition.priorities
    groups = [_group(here, priority, in_force(priority.aspirations)) for priority in priorities]
    gone = [_row(here, priority, item) for priority in priorities for item in priority.aspirations if item.retired]
    retired = [TrackerGroup("", "", "", translate("retired.name"), gone)] if gone else []
    return [filters.for_aspirations(here), Tracker([*(group for group in groups if group.rows), *retired])]


def _group(here: Here, priority: Priority, aspirations: Sequence[Aspiration]) -> TrackerGroup:
    address = here.to(here.links.priority(priority))
    rows = [_row(here, priority, aspiration) for aspiration in aspirations]
    return TrackerGroup(str(priority.number), tone(priority, here.edition), address, priority.nav_label, rows)


def _row(here: Here, priority: Priority, aspiration: Aspiration) -> TrackerRow:
    return TrackerRow(
        item_row(here, aspiration, filters.of_aspiration(priority, aspiration)),
        day(priority.due) if priority.due else translate("tracker.not_stated"),
        promise(aspiration.text),
        ", ".join(_reporting(here, aspiration)),
        published_evidence(here, aspiration.id),
        retirement(here, aspiration) if aspiration.retired else None,
    )


def _reporting(here: Here, aspiration: Aspiration) -> list[str]:
    """The programmes that the sentence says will report it: its own words, “as reported in the …”."""
    names = [here.site.body_names[slug] for slug in here.site.mentions.programmes.names(aspiration.id)]
    return [name for name in names if f"as reported in the {name}" in aspiration.text]


def promise(text: str) -> str:
    """What a sentence says it will show, in its own nouns: “Examples, evidence”, or nothing."""
    return sentence(", ".join(filters.promised(text)))


def results(here: Here, item: str) -> int:
    """How many updates report a result of an item."""
    return sum(update.kind == "result" for update in here.site.updates_about.get(item, []))


def published_evidence(here: Here, item: str) -> str:
    """What has been published on an aspiration: a count, or that there is none."""
    return translate("tracker.results", count=results(here, item))


@macro("block")
def coverage(here: Here) -> View:
    """How many actions have a published update and how many aspirations published evidence: coverage, not progress."""
    actions, aspirations = in_force(here.edition.actions), in_force(here.edition.aspirations)
    with_update = sum(action.id in here.site.updates_about for action in actions)
    with_result = sum(results(here, aspiration.id) > 0 for aspiration in aspirations)
    count = translate(
        "coverage.count",
        updates=with_update, actions=counted(len(actions), "action"),
        evidence=with_result, aspirations=counted(len(aspirations), "aspiration"),
    )  # fmt: skip
    return Coverage(count, translate("coverage.meaning"))
