"""StratML (ISO 17469): each edition as a strategic plan of Part 1, and as one of Part 2.

The standard has goals and objectives, and no place for much of what is here. `losses` says what is left out, in the
file itself and on the page of data fields. A measure is a performance indicator of Part 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.exports import records
from strategic_framework.exports.dictionary import TEXT, Field
from strategic_framework.exports.stratml_measures import add_indicator, measures_of
from strategic_framework.exports.xml_text import XmlText
from strategic_framework.language.english import day, exactness
from strategic_framework.language.labels import label, within
from strategic_framework.language.strings import with_words
from strategic_framework.model import Aspiration, Edition, Framework, Item, Planned, Priority, Referenced

#: What every plan leaves out, in words.
LOSSES = (
    "[Actions] and [aspirations] are both objectives; the name of each says which it is.",
    "Paragraphs of context are joined, as are those about the publisher’s role: where each begins is not said.",
    "A date that is no exact day is told in words alone: the standard has only days.",
    "Left out are work that cuts across the [priorities], programmes, policy areas, sources, reports and the history.",
)
#: What is said where there are groups, or parts of actions.
_LEVELS = "[Groups] and [parts] are objectives beside their [actions], and say in words what they stand in."
#: What is said of measures: where there are none, in part 1, and in part 2.
_NO_MEASURES = "No performance indicator is given: the [framework] states none, and this site claims no progress."
_NOT_IN_PART_1 = "Measures and their values are left out: this part has no place for them. Part 2 of the standard has."
_IN_PART_2 = (
    "A measure is a performance indicator under the first [aspiration] that it is of. The standard gives a [priority] "
    "and a [group] none, so there it is named in words. Its uncertainty, its breaks, its sources and its notes are told"
    " in words."
)
_FIELDS = (
    Field("StrategicPlan", TEXT, "Part 1: the edition. In Part 2 it is PerformancePlanOrReport, of the same content."),
    Field(
        "Goal", TEXT, "A priority: its title, the paragraphs of context, and under OtherInformation those of the role."
    ),
    Field("Objective", TEXT, "An action or an aspiration: its wording is the Description."),
    Field("Identifier", TEXT, "The permanent identifier."),
    Field("SequenceIndicator", TEXT, "The plan’s own number; where it gives none, the number on this site."),
    Field("Stakeholder", TEXT, "A body that the wording names, not said to take part; or a lead or a partner."),
)


def losses(framework: Framework, part: Part) -> tuple[str, ...]:
    """What a plan of that part leaves out, in words."""
    of_measures = (_IN_PART_2 if part.typed else _NOT_IN_PART_1) if framework.measures else _NO_MEASURES
    levels = any(edition.groups or any(action.parts for action in edition.actions) for edition in framework.editions)
    return tuple(map(with_words, (*LOSSES, *([_LEVELS] if levels else []), of_measures)))


def fields(framework: Framework) -> tuple[Field, ...]:
    """What the elements of a plan hold, and what is left out of it."""
    left_out = dict.fromkeys(loss for part in PARTS for loss in losses(framework, part))
    indicator = [Field("PerformanceIndicator", TEXT, "In part 2: a measure, with its target and its values.")]
    more = indicator if framework.measures else []
    return (*_FIELDS, *more, *(Field("Left out", TEXT, loss) for loss in left_out))


class Part(NamedTuple):
    """A part of the standard: its number, its namespace, its root, and whether the root has a type."""

    number: int
    namespace: str
    root: str
    typed: bool


PARTS = (
    Part(1, "urn:ISO:std:iso:17469:tech:xsd:stratml_core", "StrategicPlan", typed=False),
    Part(2, "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport", "PerformancePlanOrReport", typed=True),
)


def files(framework: Framework, mentions: Mentions, links: Links) -> Iterator[tuple[str, bytes]]:
    """Both parts of each edition that has priorities: a plan needs a goal."""
    for edition in framework.editions:
        if edition.priorities:
            for part in PARTS:
                with within(framework, edition.id):
                    plan = _Plan(framework, mentions, links, edition, part)
                    yield links.plan(edition, part.number), plan.written()


def _of_publisher(framework: Framework) -> Iterator[tuple[str, str | None]]:
    publisher = framework.settings.publisher
    yield "Name", publisher.name
    yield "Description", publisher.plain


class _Plan:
    """One edition on its way into a plan."""

    def __init__(self, framework: Framework, mentions: Mentions, links: Links, edition: Edition, part: Part) -> None:
        self._framework, self._mentions, self._links, self._edition = framework, mentions, links, edition
        self._part, self._xml = part, XmlText()
        self._measures = measures_of(framework, edition) if part.typed else {}

    def written(self) -> bytes:
        """The plan as a file of its part of the standard."""
        part, xml = self._part, self._xml
        kind = ' Type="Strategic_Plan"' if part.typed else ""
        with xml.element(part.root, f'xmlns="{part.namespace}"{kind}'):
            xml.add("Name", self._edition.title)
            xml.add("Description", _joined(self._edition.introduction))
            xml.add("OtherInformation", "\n".join(self._told()))
            with xml.element("StrategicPlanCore"):
                with xml.element("Organization"):
                    for name, text in _of_publisher(self._framework):
                        xml.add(name, text)
                for priority in self._edition.priorities:
                    self._goal(priority)
            self._administrative()
        return xml.written()

    def _told(self) -> Iterator[str]:
        """Whose words these are, the period in words, and what is left out."""
        if standing := records.standing(self._framework):
            yield standing
        yield self._framework.settings.rights
        yield f"The period begins in {day(self._edition.starts)} and ends in {day(self._edition.ends)}."
        yield from losses(self._framework, self._part)

    def _goal(self, priority: Priority) -> None:
        xml = self._xml
        with xml.element("Goal"):
            paragraphs = [part for context in priority.context for part in (context, *context.principles)]
            xml.add("Name", priority.title)
            xml.add("Description", _joined([*paragraphs, *priority.paragraphs]), needed=True)
            xml.add("Identifier", priority.id)
            xml.add("SequenceIndicator", str(priority.number))
            told = [_joined(priority.role), *self._measured(priority), *self._standing(priority)]
            xml.add("OtherInformation", "\n".join(filter(None, told)))
            for top in (*priority.groups, *priority.actions, *priority.aspirations):
                for item in top.whole:
                    with xml.element("Objective"):
                        self._objective(item, priority)

    def _objective(self, item: Item, priority: Priority) -> None:
        xml = self._xml
        xml.add("Name", label(item.id))
        xml.add("Description", item.all_words)
        xml.add("Identifier", item.id)
        own = item.reference if isinstance(item, Referenced) else None
        xml.add("SequenceIndicator", own or str(self._framework.numbering.number(item.id)))
        for body, role in self._roles(item).items():
            self._stakeholder(body, role)
        due = [f"Looks to: {day(priority.due)}."] if priority.due and isinstance(item, Aspiration) else []
        due += [f"Due: {day(item.due)}."] if isinstance(item, Planned) and item.due else []
        holder = self._framework.stands_in.get(item.id)
        within_it = [f"Stands in: {holder.id}"] if holder else []
        xml.add("OtherInformation", "\n".join([*due, *within_it, *self._standing(item)]))
        for measure in self._measures.get(item.id, ()):
            add_indicator(xml, self._framework, self._links, measure)

    def _measured(self, priority: Priority) -> Iterator[str]:
        """The measures of a priority and of its groups, by their names."""
        names = {priority.id, *(group.id for group in priority.groups)}
        for measure in self._framework.measures if self._part.typed else ():
            if names & {*measure.under}:
                yield f"Measured by: {measure.name} ({self._links.absolute(self._links.measure(measure.id or ''))})"

    def _stakeholder(self, body: str, role: str) -> None:
        """A body with its role, which Part 1 of the standard has only as a description."""
        xml = self._xml
        with xml.element("Stakeholder", 'StakeholderTypeType="Organization"'):
            xml.add("Name", self._framework.answerable[body])
            if role and self._part.typed:
                with xml.element("Role"):
                    xml.add("Name", role)
                    xml.add("RoleType", "Performer")
            else:
                xml.add("Description", f"{role}." if role else "Named in the wording.")

    def _roles(self, item: Item) -> dict[str, str]:
        """The bodies of an item, each with its role; nothing for those that the wording only names."""
        parts = {"Lead": item.lead, "Partner": item.partners} if isinstance(item, Planned) else {}
        stated = {body: part for part, bodies in parts.items() for body in bodies}
        return stated | {body: "" for body in self._mentions.bodies.names(item.id) if body not in stated}

    def _standing(self, noun: Item | Priority) -> Iterator[str]:
        """Where it stands and what became of it, a line each."""
        yield f"Address: {self._links.absolute(self._links.item(noun.id))}"
        if noun.retired:
            yield "Retired."
        if noun.replaced_by:
            yield f"Replaced by: {noun.replaced_by}"
        if noun.carried:
            yield f"Carries on: {', '.join(noun.carried)}"

    def _administrative(self) -> None:
        xml, edition = self._xml, self._edition
        dates = {"StartDate": edition.starts, "EndDate": edition.ends, "PublicationDate": edition.published}
        with xml.element("AdministrativeInformation"):
            for name, date in dates.items():
                xml.add(name, date if date and exactness(date) == "day" else None)
            xml.add("Source", self._links.absolute(self._links.edition(edition)))


def _joined(items: Iterable[Item]) -> str:
    return "\n\n".join(item.text for item in items)
