"""Topics: the way to one's own subject, and on one page all that the framework and the reports say under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from strategic_framework.language.strings import translate
from strategic_framework.model import Action, Aspiration, Item, PolicyArea
from strategic_framework.model.frozen import frozen
from strategic_framework.views import reports
from strategic_framework.views.base import Here, Paragraph, Section, link, section
from strategic_framework.views.lists import Listing
from strategic_framework.views.macro import macro
from strategic_framework.views.named import Bodies, BodyRow
from strategic_framework.views.reported import reported_section
from strategic_framework.views.retired import in_force
from strategic_framework.views.rows import ItemRow, item_row
from strategic_framework.views.view import View


@frozen
class TopicRow:
    """A topic in a list: its page, what stands under it, and the other words by which a reader may look for it."""

    href: str
    name: str
    note: str
    words: str


@frozen
class TopicGroup:
    """Topics that stand together, and why."""

    id: str
    heading: str
    note: str
    rows: Sequence[TopicRow]


@frozen
class TopicList(View):
    """Every topic, with a field in which a reader types one."""

    groups: Sequence[TopicGroup]


@frozen
class Briefing(View):
    """All that stands under a topic."""

    body: Sequence[View]


def topic_of(here: Here) -> PolicyArea:
    """The topic that the page is about."""
    return here.site.topics[here.subject]


@macro("block")
def topics(here: Here) -> View:
    """Every topic: the policy areas that the framework names, and the themes that this site adds."""
    areas = here.framework.policy_areas
    by_origin = {
        "areas": [area for area in areas if not area.theme],
        "themes": [area for area in areas if area.theme],
    }
    return TopicList([
        TopicGroup(name, translate(f"topics.{name}"), translate(f"topics.{name}_note"), _rows(here, group))
        for name, group in by_origin.items() if group
    ])  # fmt: skip


def _rows(here: Here, areas: Iterable[PolicyArea]) -> list[TopicRow]:
    by_name = sorted(areas, key=lambda area: area.name.casefold())
    return [
        TopicRow(here.to(here.links.policy_area(area.id)), area.name, _under(here, area), " ".join(_words(here, area)))
        for area in by_name
    ]


def _words(here: Here, area: PolicyArea) -> list[str]:
    """The other names of a topic: its aliases, and what the synonyms lead to it."""
    synonyms = (synonym for synonym in here.framework.synonyms if area.id in {synonym.means, synonym.nearest})
    return [*area.aliases, *(word for synonym in synonyms for word in synonym.words)]


def _under(here: Here, area: PolicyArea) -> str:
    """How much stands under a topic: “3 actions, 1 aspiration, 4 reports”, or that it is named in passing."""
    current = _current(here, area)
    counts = [
        ("action", len([item for item in current if isinstance(item, Action)])),
        ("aspiration", len([item for item in current if isinstance(item, Aspiration)])),
        ("report", len(_updates(here, area))),
    ]
    parts = [translate(f"topics.count_{kind}", count=count) for kind, count in counts if count]
    return Markup(", ").join(parts) if parts else translate("topics.in_other")


def _current(here: Here, area: PolicyArea) -> list[Item]:
    """The items in force of the current edition that name the topic."""
    framework = here.framework
    items = [framework.items[name] for name in area.named_in if framework.edition_of.get(name) is framework.current]
    return in_force(items)


def _updates(here: Here, area: PolicyArea) -> list[str]:
    """The reports about what names the topic, each once."""
    about = here.site.updates_about
    return list(dict.fromkeys(update.id or "" for name in area.named_in for update in about.get(name, ())))


@macro("section")
def topic(here: Here) -> list[View]:
    """All that is known under the topic of the page: wording, who is named, what is reported, what was said before."""
    area = topic_of(here)
    current = _current(here, area)
    actions = [item for item in current if isinstance(item, Action)]
    aspirations = [item for item in current if isinstance(item, Aspiration)]
    rest = [item for item in current if not isinstance(item, Action | Aspiration)]
    parts = [
        *_items(here, "actions", actions),
        *_items(here, "aspirations", aspirations),
        *_named(here, current),
        _reported(here, area),
        *reported_section(here, [*actions, *aspirations]),
        *_earlier(here, area),
        *_items(here, "wording", rest),
        _about(here, area),
    ]
    return [Briefing(parts)]


def _items(here: Here, name: str, items: Sequence[Item]) -> list[View]:
    """A section of items, whole; of actions and aspirations it is said where there are none."""
    title = translate(f"topics.{name}")
    if items:
        return [section(name, title, Listing([_row(here, item) for item in items]))]
    return [] if name == "wording" else [section(name, title, Paragraph(translate(f"topics.no_{name}")))]


def _row(here: Here, item: Item) -> ItemRow:
    """The row of an item; under a topic who is named stands once for all."""
    row = item_row(here, item)
    return ItemRow(row.id, row.label, row.href, row.text, stated=row.stated, reported=row.reported)


def _named(here: Here, items: Iterable[Item]) -> list[View]:
    """Who and what the wording under the topic names, each once."""
    mentions = here.site.mentions
    names = list(items)
    kinds = (("body", mentions.bodies), ("programme", mentions.programmes))
    rows = [
        BodyRow(here.to(here.links.body(slug)), here.site.body_names[slug], translate(f"topics.{kind}"))
        for kind, register in kinds
        for slug in dict.fromkeys(slug for item in names for slug in register.names(item.id))
    ]
    return [
        section("named", translate("topics.named"), Bodies(rows) if rows else Paragraph(translate("topics.no_named")))
    ]


def _reported(here: Here, area: PolicyArea) -> Section:
    """What is reported about the wording under the topic: the dated first, the undated apart."""
    wanted = set(_updates(here, area))
    rows = reports.listed(here, [update for update in here.site.updates if update.id in wanted])
    none = Paragraph(translate("topics.no_reports"))
    return section("reports", translate("reports.title"), rows or none)


def _earlier(here: Here, area: PolicyArea) -> list[View]:
    """What each earlier edition says under the topic, named in the heading."""
    framework = here.framework
    sections: list[View] = []
    for edition in framework.editions:
        items = [framework.items[name] for name in area.named_in if framework.edition_of.get(name) is edition]
        if edition is framework.current:
            continue
        title = translate("topics.before", edition=edition.label)
        body: View = (
            Listing([_row(here, item) for item in items]) if items else Paragraph(translate("topics.no_before"))
        )
        sections.append(section(f"before-{edition.id}", title, body))
    return sections


def _about(here: Here, area: PolicyArea) -> Section:
    """How the page is made: what is looked for, whose reading it is, and the feed of its changes."""
    names = ", ".join(f"“{name}”" for name in (area.name, *area.aliases))
    kind = translate("topics.is_theme") if area.theme else translate("topics.is_area")
    parts = [link(here, here.links.static_page("topics"), translate("topics.all"))]
    if here.site.ledger.changes:
        parts.append(link(here, here.links.feed(area.id), translate("topics.feed")))
    body = [Paragraph(kind), Paragraph(translate("topics.looked_for", names=names)), Paragraph("", "screen", parts)]
    return section("reading", translate("topics.reading"), body)
