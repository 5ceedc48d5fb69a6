"""The editions: the list of them, what is known of one, and the whole of one that is known from a description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate
from strategic_framework.model import Edition, Item, Priority
from strategic_framework.model.frozen import frozen
from strategic_framework.views import filters
from strategic_framework.views.base import Here, Paragraph, Section, link, reading, section
from strategic_framework.views.lists import ParagraphRow, Paragraphs, summary_of
from strategic_framework.views.macro import macro
from strategic_framework.views.quotations import quotations
from strategic_framework.views.summary import Summary, fact
from strategic_framework.views.view import View


@frozen
class NumberedLink:
    """A link to a priority, by its number and its short name."""

    href: str
    text: str
    number: int


@frozen
class EditionRow:
    """An edition: its page, its title, what is known of it, and the way to each of its priorities."""

    href: str
    text: str
    note: str
    priorities: Sequence[NumberedLink]


@frozen
class Editions(View):
    """The editions of the framework."""

    editions: Sequence[EditionRow]


@macro("block")
def editions(here: Here) -> View:
    """The editions of the framework with their periods, and the way to each of their priorities."""
    newest_first = sorted(here.framework.editions, key=lambda edition: edition.starts, reverse=True)
    return Editions([_edition_row(here, edition) for edition in newest_first])


def _edition_row(here: Here, edition: Edition) -> EditionRow:
    summary, ends = summary_of(edition), day(edition.ends)
    if edition is here.framework.current:
        note = translate("editions.current", summary=summary, day=ends)
    elif edition.starts > here.framework.current.starts:
        note = translate("editions.later", summary=summary, starts=day(edition.starts), day=ends)
    else:
        note = translate("editions.earlier", summary=summary, day=ends)
    if edition.described_as:
        note = translate("editions.described", note=note, how=edition.described_as)
    return EditionRow(
        here.to(here.links.edition(edition)),
        edition.title,
        note,
        [
            NumberedLink(here.to(here.links.priority(priority)), priority.nav_label, priority.number)
            for priority in edition.priorities
        ],
    )


@macro("section")
def to_comparison(here: Here) -> list[View]:
    """The way to the comparison of the editions, where there is one."""
    way = link(here, here.links.static_page("compare"), translate("editions.compare"))
    body = Paragraph("", parts=[way])
    return [section("compare", translate("editions.next"), body)] if here.framework.continuity else []


@macro("block")
def publication(here: Here) -> View:
    """Publication details of the edition: period, publisher, when it was published, where the text comes from."""
    edition, settings = here.edition, here.framework.settings
    document = here.framework.source.get(edition.source)
    origin = [link(here, here.links.source(document.id), document.title)] if document else []
    undated = translate("publication.undated") if document else translate("publication.unstated")
    period = translate("publication.from_to", starts=day(edition.starts), ends=day(edition.ends))
    published = day(edition.published) if edition.published else ""
    return Summary([
        fact(translate("publication.publisher"), settings.publisher.name),
        fact(translate("publication.period"), period),
        fact(translate("publication.published"), published, undated),
        fact(translate("publication.taken_from"), origin, translate("publication.new")),
        fact(translate("publication.holds"), summary_of(edition)),
    ])  # fmt: skip


@macro("section")
def described_whole(here: Here) -> list[View]:
    """The whole of an edition known from a description: each priority with its paragraphs, then what cuts across."""
    edition = here.edition
    whole = [item for priority in edition.priorities for item in priority.paragraphs] + [*edition.cross_cutting]
    parts: list[View] = [_about(here, edition), filters.for_paragraphs(here, whole)]
    parts += [_described_priority(here, priority) for priority in edition.priorities]
    return [*parts, _cross_cutting(here, edition)] if edition.cross_cutting else parts


def _about(here: Here, edition: Edition) -> Section:
    """What the page quotes, and that it is an account where others describe the edition."""
    if not edition.described:
        body: list[View] = [Paragraph(translate("described.shown", how=edition.described_as))]
    else:
        account = Paragraph(translate("described.account", how=edition.described_as))
        body = [account, quotations(here, edition.described)]
    return section("described", translate("described.title"), body, written=reading())


def _described_priority(here: Here, priority: Priority) -> Section:
    part = section(priority.id, priority.title, _paragraphs(here, priority.paragraphs), said=True)
    return replace(part, number=priority.number)


def _cross_cutting(here: Here, edition: Edition) -> Section:
    labels = edition.labels
    lead_in = [Paragraph(labels.cross_cutting_lead_in, "said")] if labels.cross_cutting_lead_in else []
    # The edition's own heading is quoted; where it has none, the site's word stands in its place.
    title = labels.cross_cutting or translate("cross_cutting.title")
    return section("cross-cutting", title, [*lead_in, _paragraphs(here, edition.cross_cutting)], said=True)


def _paragraphs(here: Here, items: Sequence[Item]) -> Paragraphs:
    return Paragraphs([ParagraphRow(item.id, item.text, filters.of_topics(here, item.id)) for item in items])
