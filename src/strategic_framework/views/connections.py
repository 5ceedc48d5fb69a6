"""What an action or an aspiration is connected with, each thing once: its priority, whom and what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from strategic_framework.content.mentions import Register
from strategic_framework.language.english import day
from strategic_framework.language.strings import translate
from strategic_framework.model import Aspiration, Planned, Quotation, Strand
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Section, link, section, tone
from strategic_framework.views.continued import carried_on_by, carries_on
from strategic_framework.views.folder import alike
from strategic_framework.views.linked import threads
from strategic_framework.views.macro import macro
from strategic_framework.views.places import called
from strategic_framework.views.short_forms import short_forms
from strategic_framework.views.summary import texts
from strategic_framework.views.tracker import proof
from strategic_framework.views.view import Inspected, Link, View

#: More other items than this are counted and not listed.
FEW = 4


@frozen
class Connection:
    """One thing that an item is connected with: the way there, a `note` on how, the `others` connected with it too.

    `count` is how many those are, as many are one link; `said` are the words that connect them, `tone` is the colour
    of a priority.
    """

    way: Link
    note: str = ""
    others: Sequence[Link] = ()
    count: Inspected[int] = 0
    said: str = ""
    tone: str = ""


@frozen
class ConnectionRow:
    """The connections of one kind, with the anchor of their row."""

    id: str
    term: str
    connections: Sequence[Connection]


@frozen
class Connections(View):
    """What an item is connected with, by kind; then what its sentence does not say."""

    rows: Sequence[ConnectionRow]
    absent: Sequence[str]


@macro("section")
def connections(here: Here) -> list[View]:
    """Everything that the item is connected with, once, and in one line what is not named or not stated."""
    date = _date(here)
    kinds = (
        ("bodies", "bodies", _named(here, here.site.mentions.bodies)),
        ("same-work", "programmes", _named(here, here.site.mentions.programmes)),
        ("areas", "areas", _areas(here)),
        ("leads", "reaches", list(_reached(here))),
        ("carries-on", "carries_on", _ways(carries_on(here, here.subject))),
        ("carried-on", "carried_on", _ways(carried_on_by(here, here.subject))),
        ("before", "earlier", list(_earlier(here))),
        ("short-forms", "short", _short_forms(here)),
        ("proof", "proof", _proof(here)),
        ("due", "date", date),
    )
    rows = [
        ConnectionRow(anchor, translate(f"connections.{kind}"), connections)
        for anchor, kind, connections in kinds
        if connections
    ]
    priority, absent = here.priority.id, _absent(here, stated=bool(date))
    return [_section(here, priority, rows, absent) if rows else _with_priority_alone(here, priority, *absent)]


def _section(here: Here, priority: str, rows: Sequence[ConnectionRow], absent: Sequence[str]) -> Section:
    view = Connections([_priority(here, priority), *rows], absent)
    return section("around", translate("connections.title"), view)


@alike
def _with_priority_alone(here: Here, priority: str, *absent: str) -> Section:
    """What most items of a long plan have."""
    return _section(here, priority, [], absent)


@alike
def _priority(here: Here, name: str) -> ConnectionRow:
    priority = here.framework.priorities[name]
    way = link(here, here.links.priority(priority), f"{priority.number} {priority.nav_label}")
    connection = Connection(way, tone=tone(priority, here.edition))
    return ConnectionRow("at-a-glance", translate("connections.priority"), [connection])


def _ways(links: Iterable[Link]) -> list[Connection]:
    return [Connection(way) for way in links]


def _named(here: Here, register: Register) -> list[Connection]:
    """The bodies or programmes that the sentence names, each with the other items that name it."""
    return [_with_others(here, register, name) for name in register.names(here.subject)]


def _with_others(here: Here, register: Register, name: str) -> Connection:
    """A body or programme, with the other items that name it; many are one link to its own page."""
    address = here.links.body(name)
    elsewhere = {here.subject, *(strand.was.item for strand in _strands(here) if strand.was)}  # these have their row
    others = [item for item in register.items(name) if item not in elsewhere]
    ways = [link(here, here.links.item(item), called(here, item)) for item in others]
    if len(others) > FEW:
        ways = [link(here, address, translate("connections.others", count=len(others)))]
    return Connection(link(here, address, here.site.body_names[name]), others=ways, count=len(others))


def _areas(here: Here) -> list[Connection]:
    areas = here.site.areas_about.get(here.subject, ())
    return [Connection(link(here, here.links.policy_area(area.id), area.name)) for area in areas]


def _reached(here: Here) -> Iterator[Connection]:
    """The other priorities that the sentence reaches, with the words that do."""
    if here.subject not in here.site.reaching:
        return  # as most often: all threads of the edition would be drawn for nothing
    for thread in threads(here):
        if thread.item == here.subject:
            way = link(here, here.links.priority(thread.target), f"{thread.target.number} {thread.target.nav_label}")
            yield Connection(way, said=thread.words, tone=tone(thread.target, here.edition))


def _earlier(here: Here) -> Iterator[Connection]:
    """The strands of the earlier edition that the sentence is paired with, and what was said of each then."""
    for strand in _strands(here):
        yield _strand(here, strand, strand.was)


def _strands(here: Here) -> list[Strand]:
    return here.site.strands_about.get(here.subject, [])


def _strand(here: Here, strand: Strand, was: Quotation | None) -> Connection:
    way = link(here, here.links.strand(strand.id), translate(f"continuity.{strand.relation}"))
    if was is None:
        return Connection(way, strand.name)
    address = here.links.item(was.item) if was.item else here.links.source(was.source)
    place = called(here, was.item) if was.item else here.framework.source[was.source].short
    return Connection(way, others=[link(here, address, place)], said=was.text)


def _short_forms(here: Here) -> list[Connection]:
    """The short forms that no plain sentence explains elsewhere on the page (`views.terms`)."""
    terms = [term for term in here.framework.glossary if not term.plain]
    return [Connection(way) for way in short_forms(here, here.item.text, terms)]


def _proof(here: Here) -> list[Connection]:
    """The kind of proof that an aspiration promises."""
    item = here.item
    return [Connection(part) for part in texts(proof(here, item))] if isinstance(item, Aspiration) else []


def _date(here: Here) -> list[Connection]:
    """The date that an aspiration states, for itself or for those that follow it."""
    if not here.priority.due or here.kind == "action":
        return []
    due, first = day(here.priority.due), here.priority.all_aspirations[:1]
    if f"By {due}" in here.item.text:
        return [Connection(Link("", due))]
    if first and f"By {due}" in first[0].text:
        return [Connection(Link("", due), translate("connections.first_date"))]
    return []


def _absent(here: Here, *, stated: bool) -> list[str]:
    """What is neither named nor stated: another body, a lead, a date (`stated`: its sentence has one)."""
    return [sentence for sentence in (_nobody(here), "" if stated else _no_date(here)) if sentence]


def _nobody(here: Here) -> str:
    item, bodies = here.item, here.site.mentions.bodies.names(here.subject)
    if isinstance(item, Planned) and item.lead:
        return ""
    partners = isinstance(item, Planned) and item.partners
    return translate("connections.no_lead") if bodies or partners else translate("connections.no_body_or_lead")


def _no_date(here: Here) -> str:
    if isinstance(here.item, Planned) and here.item.due:
        return ""
    return _no_own_date(here, here.priority.due or "")


@alike
def _no_own_date(here: Here, due: str) -> str:  # noqa: ARG001 (it is the same for all pages)
    return translate("connections.no_own_date", day=day(due)) if due else translate("connections.no_date")
