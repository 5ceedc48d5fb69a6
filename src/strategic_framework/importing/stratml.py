"""StratML (ISO 17469), Parts 1 and 2: a goal is a priority, an objective an action, an indicator a measure.

Read by the names of the elements alone, wherever they stand, so the common faults do no harm: another order, no
namespace, identifiers that begin with a digit, a submitter in the wrong place, elements that the standard does not
know. People are left out: submitters, stakeholders that are persons, and how to reach them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from strategic_framework.importing import guard
from strategic_framework.importing.outline import Entry, Outline, Refused, Remark
from strategic_framework.importing.stratml_elements import (
    children,
    name_of,
    own_text,
    place_of,
    results_of,
    root_of,
    text_in,
)
from strategic_framework.model import identifier

#: What tells of a person: it is left out with all that stands in it, wherever it stands.
_PERSONAL = {"Submitter", "ContactInformation", "GivenName", "Surname", "PhoneNumber", "EmailAddress"}
#: What is understood within each element that stands for something in a plan; the rest of it is left out, and said.
_KNOWN = {
    "root": "Name Description OtherInformation StrategicPlanCore AdministrativeInformation",
    "StrategicPlanCore": "Organization Vision Mission Value Goal Objective",
    "Organization": "Name Acronym Identifier Description Stakeholder",
    "AdministrativeInformation": "Identifier StartDate EndDate PublicationDate Source",
    "Goal": "Name Description Identifier SequenceIndicator Stakeholder OtherInformation Objective PerformanceIndicator",
    "Objective": "Name Description Identifier SequenceIndicator Stakeholder OtherInformation Objective "
    "PerformanceIndicator",
    "PerformanceIndicator": "SequenceIndicator MeasurementDimension UnitOfMeasurement Identifier Relationship "
    "MeasurementInstance OtherInformation",
    "Stakeholder": "Name Description Role",
}
_PARTNER = re.compile(r"partner|support|contributor|assist", re.IGNORECASE)
#: The name of an objective that is only its kind and its number, as exports write it.
_LABEL = re.compile(r"\s*(?P<kind>[A-Za-z]+)\s+[\d.]+(?: of \S+)?\s*")
_ACHIEVED = {"aspiration", "outcome", "result"}
#: How a file of ours names a measure of a goal, which is no indicator of an objective.
_MEASURED = re.compile(r"Measured by: (?P<name>.+) \(https?://\S+/(?P<id>mea-\d+)/\)")
_LEAVES = "Address: |Retired\\.|Replaced by: |Carries on: |Looks to: |Measured by: .+ \\(https?://"


def read(data: bytes) -> Outline:
    """The plan that a StratML file holds. Raises Refused where it is no sound XML, or another kind of it."""
    root, repaired = root_of(data)
    return _Reading(root, repaired).outline()


class _Reading:
    """One file on its way to an outline, with the remarks of what was done on the way."""

    def __init__(self, root: etree._Element, remarks: tuple[Remark, ...]) -> None:
        self._root, self._remarks = root, [*remarks]
        self._identifiers: list[str] = []
        #: The identifiers of its measures: one stands below each of what it is a measure of.
        self._measures: set[str] = set()

    def outline(self) -> Outline:
        core = next(children(self._root, "StrategicPlanCore"), self._root)
        organisations = [text_in(one, "Name") for one in children(core, "Organization")]
        goals = [*children(core, "Goal")] or [*children(self._root, "Goal")]
        if not goals:
            raise Refused("It holds no goal, and a plan needs one.")
        entries = (*self._introduction(core), *map(self._priority, goals))
        self._left_out()
        starts, ends = (self._date(name) for name in ("StartDate", "EndDate"))
        publisher = next(filter(None, organisations), "")
        return Outline(text_in(self._root, "Name"), publisher, starts, ends, entries, tuple(self._remarks))

    def _date(self, name: str) -> str:
        """A day of the period, a month or a year; nothing where it is none of these."""
        dates = next(children(self._root, "AdministrativeInformation"), self._root)
        written = text_in(dates, name)
        if match := re.match(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?(?![\d-])", written):
            return match[0]
        if written:
            self._say(dates, "left out", f"“{_short(written)}”, which is no date.")
        return ""

    def _introduction(self, core: etree._Element) -> Iterator[Entry]:
        yield from self._paragraphs("introduction", self._root, "Description")
        for name in ("Vision", "Mission"):
            for element in children(core, name):
                if words := text_in(element, "Description") or own_text(element):
                    self._say(element, "understood", f"{name}: a paragraph of the introduction.")
                    yield Entry("introduction", f"{name}: {words}", place=place_of(element))
        for element in children(core, "Value"):
            if words := _joined(text_in(element, "Name") or own_text(element), text_in(element, "Description")):
                self._say(element, "understood", "Value: a paragraph of the introduction.")
                yield Entry("introduction", f"Value: {words}", place=place_of(element))

    def _priority(self, goal: etree._Element) -> Entry:
        title = text_in(goal, "Name") or text_in(goal, "Description")
        self._say(goal, "understood", f"Goal: the priority “{title}”.")
        context = [*self._paragraphs("context", goal, "Description")] if text_in(goal, "Name") else []
        objectives = [self._objective(element) for element in children(goal, "Objective")]
        measures = [self._measure(element) for element in children(goal, "PerformanceIndicator")]
        identity = self._identity(goal)  # what this package wrote has the publisher's role there
        other = self._paragraphs("role" if identity else "context", goal, "OtherInformation")
        measures += self._named_measures(goal)
        entries = (*context, *other, *filter(None, objectives), *filter(None, measures))
        return Entry("priority", title=title, fields=identity, place=place_of(goal), children=entries)

    def _objective(self, element: etree._Element, kind: str = "") -> Entry | None:
        """An action; an aspiration where its name says so, or where all that it is measured by are outcomes."""
        name, words = text_in(element, "Name"), text_in(element, "Description")
        label = _LABEL.fullmatch(name)
        text = words if words and (label or words.startswith(name)) else _joined(name, words)
        if not text:
            self._say(element, "left out", "An objective without a name and a description.")
            return None
        if name and text not in {name, words}:
            self._say(element, "repaired", f"The name and the description of an objective are joined: “{name}: …”.")
        indicators = [*children(element, "PerformanceIndicator")]
        stages = {indicator.get("ValueChainStage", "") for indicator in indicators}
        achieved = stages == {"Outcome"} or (label is not None and label["kind"].lower() in _ACHIEVED)
        parts = [self._objective(part, "part") for part in children(element, "Objective")]
        measures = [self._measure(indicator) for indicator in indicators]
        if other := [entry.text for entry in self._paragraphs("context", element, "OtherInformation")]:
            self._say(element, "left out", f"Other information of an objective: “{_short(' '.join(other))}”.")
        identity = self._identity(element)  # with one of ours, the sequence is our own count, and no reference
        fields = (identity or _reference(element)) | self._bodies(element)
        own = kind or ("aspiration" if achieved else "action")
        return Entry(own, text, "", fields, place_of(element), tuple(filter(None, (*parts, *measures))))

    def _named_measures(self, goal: etree._Element) -> Iterator[Entry]:
        """Measures that a file of ours names, and says no more of."""
        for element in children(goal, "OtherInformation"):
            for match in _MEASURED.finditer("".join(map(str, element.itertext()))):
                if match["id"] not in self._measures:
                    self._measures.add(match["id"])
                    yield Entry("measure", title=match["name"], fields={"id": match["id"]}, place=place_of(goal))

    def _measure(self, indicator: etree._Element) -> Entry | None:
        """What is measured, in which unit, its last target, and the values reported; a baseline where words say so."""
        name = text_in(indicator, "MeasurementDimension") or own_text(indicator)
        if not name:
            self._say(indicator, "left out", "A performance indicator that does not say what it measures.")
            return None
        results = [*results_of(indicator, "TargetResult"), *results_of(indicator, "ActualResult")]
        fields = self._identity(indicator) | _reference(indicator)
        if (own := fields.get("id", "")) in self._measures:
            return None
        self._measures.update(filter(None, [own]))
        fields["unit"] = text_in(indicator, "UnitOfMeasurement")
        for what in ("target", "baseline"):
            if stated := [result for result in results if result.what == what]:
                fields |= {what: stated[-1].value, f"{what}_date": stated[-1].date}
        reported = [result for result in results if result.what == "value"]
        fields["values"] = "; ".join(f"{result.date}={result.value}" for result in reported)
        fields = {key: value for key, value in fields.items() if value}
        for text in (
            text_in(indicator, "OtherInformation"),
            *(own_text(e) for e in children(indicator, "Relationship")),
        ):
            if text:
                self._say(indicator, "left out", f"Of the measure “{_short(name)}”: “{_short(text)}”.")
        return Entry("measure", title=name, fields=fields, place=place_of(indicator))

    def _bodies(self, element: etree._Element) -> dict[str, str]:
        """Who leads and who are partners, as their roles say; a stakeholder without such a role is neither."""
        leads, partners = [], []
        for stakeholder in children(element, "Stakeholder"):
            name = text_in(stakeholder, "Name")
            roles = [*children(stakeholder, "Role")]
            types = {text_in(role, "RoleType") for role in roles}
            if stakeholder.get("StakeholderTypeType") == "Person":
                self._say(stakeholder, "left out", "A person who is named as a stakeholder.")
            elif any(_PARTNER.search(text_in(role, "Name")) for role in roles):
                partners.append(name)
            elif "Performer" in types:
                leads.append(name)
            elif name:
                self._say(stakeholder, "left out", f"“{_short(name)}”, a stakeholder who is not said to do it.")
        bodies = {"lead": "; ".join(filter(None, leads)), "partners": "; ".join(filter(None, partners))}
        return {key: names for key, names in bodies.items() if names}

    def _identity(self, element: etree._Element) -> dict[str, str]:
        """Its identifier where it is one of ours; others name nothing here."""
        written = text_in(element, "Identifier")
        if identifier(written):
            return {"id": written}
        self._identifiers += [written] if written else []
        return {}

    def _paragraphs(self, kind: str, parent: etree._Element, name: str) -> Iterator[Entry]:
        for element in children(parent, name):
            for paragraph in re.split(r"\n\s*\n", "".join(map(str, element.itertext()))):
                lines = [line for line in paragraph.splitlines() if not re.match(rf"\s*(?:{_LEAVES})", line)]
                if text := guard.plain(" ".join(lines)):
                    yield Entry(kind, text, place=place_of(element))

    def _left_out(self) -> None:
        """Say what stood in the file and is nowhere in the outline."""
        if self._identifiers:
            few = ", ".join(self._identifiers[:2])
            said = f"The identifiers ({len(self._identifiers)}, such as {few}): this plan gives its own."
            self._remarks.append(Remark("", "left out", said))
        for element in self._root.iter(etree.Element):
            name, parent = name_of(element), element.getparent()
            if name in _PERSONAL:
                if parent is None or name_of(parent) not in _PERSONAL:
                    self._say(element, "left out", "Who submitted the file, and how to reach them.")
                continue
            known = _KNOWN.get("root" if parent is self._root else name_of(parent) if parent is not None else "")
            if known and name not in known.split() and own_text(element):
                said = f"<{name}>, which has no place here: “{_short(own_text(element))}”."
                self._say(element, "left out", said)

    def _say(self, element: etree._Element, what: str, text: str) -> None:
        self._remarks.append(Remark(place_of(element), what, text))  # type: ignore[arg-type]


def _reference(element: etree._Element) -> dict[str, str]:
    reference = text_in(element, "SequenceIndicator")
    return {"reference": reference} if reference else {}


def _joined(*texts: str) -> str:
    return ": ".join(text for text in texts if text)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rpartition(" ")[0] + " …"
