"""The tracker: every aspiration with its date, the proof it promises, and what has been published. No progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from strategic_framework.language.english import and_list, day, sentence
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Aspiration, Item, Priority, Update, UpdateKind
from strategic_framework.model.frozen import frozen
from strategic_framework.views import filters, list_pages
from strategic_framework.views.base import Here, link, tone
from strategic_framework.views.macro import macro
from strategic_framework.views.retired import Retirement, in_force, retirement
from strategic_framework.views.rows import ItemRow, item_row
from strategic_framework.views.view import Link, View


@frozen
class TrackerRow:
    """An aspiration: when it is due, the kind of proof it promises, the measure that it names, what is published.

    `measures` are the ways to the measures that would show it.
    """

    item: ItemRow
    due: str
    proof: str
    measure: str
    evidence: str
    retirement: Retirement | None
    measures: Sequence[Link] = ()


@frozen
class TrackerGroup(View):  # most are alike, and so are laid out once
    """The aspirations of a priority; those retired stand together, with neither number nor link."""

    number: str
    tone: str
    href: str
    label: str
    rows: Sequence[TrackerRow]


@frozen
class Tracker(View):
    """Every aspiration, by priority."""

    groups: Sequence[TrackerGroup]


@frozen
class Coverage(View):
    """A counted sentence, large, what it does not mean, and where no list follows the latest and the way to all."""

    sentence: str
    meaning: str
    latest: Link | None = None
    everything: Link | None = None


@macro("block")
def tracker(here: Here) -> list[View]:
    """Every aspiration with its date, the kind of proof its sentence promises, and what has been published."""
    choices = filters.for_aspirations(here)
    if list_pages.is_cut(here, here.edition.aspirations):
        return [list_pages.over_rows(here, choices), *list_pages.by_number(here, "aspirations")]
    return [choices, *whole_table(here)]


def whole_table(here: Here) -> list[View]:
    """Every aspiration of the edition, by priority."""
    return [table(here, here.edition.aspirations)]


def table(here: Here, aspirations: Sequence[Aspiration]) -> Tracker:
    """Some aspirations of the edition, by priority; those retired come last."""
    rows = [(here.framework.priority_of[aspiration.id], aspiration) for aspiration in aspirations]
    groups = [
        _group(here, priority, [item for its, item in rows if its is priority and not item.retired])
        for priority in here.edition.priorities
    ]
    gone = [_row(here, priority, item) for priority, item in rows if item.retired]
    retired = [TrackerGroup("", "", "", translate("retired.name"), gone)] if gone else []
    return Tracker([*(group for group in groups if group.rows), *retired])


@macro("block")
def aspirations_page(here: Here) -> list[View]:
    """The aspirations of one page of a long list, as the tracker has them, and the ways to the other pages."""
    items = {item.id for item in list_pages.items_of(here)}
    some = [aspiration for aspiration in here.edition.aspirations if aspiration.id in items]
    return [table(here, some), list_pages.ways(here)]


def _group(here: Here, priority: Priority, aspirations: Sequence[Aspiration]) -> TrackerGroup:
    address = here.to(here.links.priority(priority))
    rows = [_row(here, priority, aspiration) for aspiration in aspirations]
    return TrackerGroup(str(priority.number), tone(priority, here.edition), address, priority.nav_label, rows)


def _row(here: Here, priority: Priority, aspiration: Aspiration) -> TrackerRow:
    return TrackerRow(
        item_row(here, aspiration, filters.of_aspiration(here, priority, aspiration)),
        day(priority.due) if priority.due else translate("tracker.not_stated"),
        proof(here, aspiration),
        ", ".join(filters.measures(here, aspiration)),
        published_evidence(here, aspiration.id),
        retirement(here, aspiration) if aspiration.retired else None,
        [
            link(here, here.links.measure(one.id or ""), one.name)
            for one in here.framework.measures
            if aspiration.id in one.under
        ],
    )


def proof(here: Here, aspiration: Aspiration) -> str:
    """The kind of proof that a sentence promises: “Examples, evidence”, or “None stated”."""
    kinds = filters.proof_promised(here, aspiration) or [filters.NOT_STATED]
    return sentence(", ".join(translate_text(f"proof.{kind}") for kind in kinds))


def published_evidence(here: Here, item: str) -> str:
    """What is reported on an aspiration, counted by kind; or that nothing is recorded."""
    updates = here.site.updates_about.get(item, [])
    if not updates:
        return translate("updates.none")
    kinds = Counter(update.kind for update in updates)
    counts = and_list([translate(f"tracker.{kind}", count=kinds[kind]) for kind in _KINDS if kinds[kind]])
    near = all(item in update.near for update in updates)
    return translate("tracker.near", counts=counts) if near else counts


#: What says most of an aspiration comes first; an activity or a plan is no evidence of it.
_KINDS: tuple[UpdateKind, ...] = ("result", "setback", "assessment", "activity", "plan")


@macro("block")
def coverage(here: Here) -> View:
    """How many actions and aspirations are reported on, from how many pages, and the latest where no list follows."""
    items = in_force((*here.edition.actions, *here.edition.aspirations))
    updates = [update for update in here.site.updates if {item.id for item in items} & {*update.about}]
    if not updates:
        return Coverage(translate("updates.none"), translate("coverage.meaning"))
    about = {name for update in updates for name in update.about}
    kinds = (("action", here.edition.actions), ("aspiration", here.edition.aspirations))
    parts = [_part(kind, in_force(items), about) for kind, items in kinds]
    pages = {update.source for update in updates}
    web = pages <= {page.id for page in here.framework.web_pages}
    origins = counted(len(pages), "public_page" if web else "source")
    sentence = translate("coverage.reports", items=and_list([part for part in parts if part]), origins=origins)
    if here.address in {"", here.links.static_page("updates")}:
        # The reports themselves follow there, the latest first.
        return Coverage(sentence, translate("coverage.meaning"))
    return Coverage(sentence, translate("coverage.meaning"), _latest(here, updates), _everything(here))


def _everything(here: Here) -> Link:
    """The way to every report."""
    text = translate_text("reports.all", count=len(here.site.updates))
    return link(here, here.links.static_page("updates"), text)


def _part(kind: str, items: Sequence[Item], about: set[str]) -> str:
    """“27 of 35 actions”, or nothing where there is none."""
    reported = sum(item.id in about for item in items)
    return translate("coverage.part", count=reported, all=counted(len(items), kind)) if reported else ""


def _latest(here: Here, updates: Sequence[Update]) -> Link | None:
    """The report with the latest date, with that date; none where all are undated."""
    newest = next((update for update in updates if update.date), None)
    if newest is None:
        return None
    words = translate_text("coverage.latest", title=newest.title, day=day(newest.date or ""))
    return link(here, here.links.update(newest.id or ""), words)
