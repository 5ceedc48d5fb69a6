"""StratML of both parts, with the faults that published files have; and what becomes of each noun of the standard."""

from __future__ import annotations

import pytest

from strategic_framework.exports import stratml as written
from strategic_framework.importing import stratml
from strategic_framework.importing.measures import settled_fields
from strategic_framework.importing.outline import Entry, Outline, Refused
from strategic_framework.site.project import Project
from strategic_framework.views.site import Site
from tests.conftest import MINIATURE

#: Everything stands in another order than the standard's, without a namespace, and after letters that XML refuses.
FAULTY = """
<?xml version="1.0" encoding="utf-8"?>
<StrategicPlan>
 <Submitter><GivenName>Ann</GivenName><Surname>Other</Surname><EmailAddress>ann@bay.example</EmailAddress></Submitter>
 <StrategicPlanCore>
  <Goal>
   <Identifier>1abc</Identifier>
   <Objective>
    <SequenceIndicator>1.1</SequenceIndicator>
    <Stakeholder StakeholderTypeType="Person"><Name>Mr Person</Name></Stakeholder>
    <Stakeholder><Name>Harbour Trust</Name><Role><Name>Runs it</Name><RoleType>Performer</RoleType></Role></Stakeholder>
    <Stakeholder><Name>Tide Board</Name><Role><Name>Partner</Name></Role></Stakeholder>
    <Stakeholder><Name>Everybody</Name></Stakeholder>
    <Description>Empty bins & boxes&nbsp;weekly.</Description>
    <Name>Bins</Name>
    <OtherInformation>See the annex.</OtherInformation>
    <PerformanceIndicator>
     <MeasurementDimension>Share recycled</MeasurementDimension><UnitOfMeasurement>%</UnitOfMeasurement>
     <MeasurementInstance>
      <TargetResult><EndDate>2030-12-31</EndDate><NumberOfUnits>60</NumberOfUnits></TargetResult>
      <ActualResult><EndDate>2025-12-31</EndDate><NumberOfUnits>44</NumberOfUnits></ActualResult>
     </MeasurementInstance>
    </PerformanceIndicator>
   </Objective>
   <Name>Clean streets</Name>
   <Description>Why.

   More of why.</Description>
   <Colour>red</Colour>
  </Goal>
  <Mission><Description>To serve.</Description></Mission>
  <Organization><Name>Skerry Bay Trust</Name></Organization>
 </StrategicPlanCore>
 <AdministrativeInformation><StartDate>2027-04-01</StartDate><EndDate>soon</EndDate></AdministrativeInformation>
 <Name>Tides and Tracks</Name>
</StrategicPlan>
"""


def entries(outline: Outline, kind: str) -> list[Entry]:
    """Every entry of a kind, wherever it stands."""
    waiting, result = [*outline.entries], []
    while waiting:
        entry = waiting.pop(0)
        waiting = [*entry.children, *waiting]
        result += [entry] if entry.kind == kind else []
    return result


@pytest.fixture(scope="module")
def faulty() -> Outline:
    """The plan in the file with every common fault."""
    return stratml.read(FAULTY.encode())


def test_common_faults_do_no_harm(faulty: Outline) -> None:
    """Order, namespace, identifiers and ampersands are as they should not be, and everything is understood."""
    assert (faulty.title, faulty.publisher, faulty.starts, faulty.ends) == (
        "Tides and Tracks", "Skerry Bay Trust", "2027-04-01", "",
    )  # fmt: skip
    assert [entry.kind for entry in faulty.entries] == ["introduction", "priority"]
    [priority] = entries(faulty, "priority")
    assert priority.title == "Clean streets"
    assert [(entry.kind, entry.text) for entry in priority.children] == [
        ("context", "Why."), ("context", "More of why."), ("action", "Bins: Empty bins & boxes weekly."),
    ]  # fmt: skip


def test_who_does_it_is_taken_from_roles_alone(faulty: Outline) -> None:
    """A performer leads; a partner is one by the name of its role; no other stakeholder does anything."""
    [action] = entries(faulty, "action")
    assert action.fields == {"reference": "1.1", "lead": "Harbour Trust", "partners": "Tide Board"}


def test_an_indicator_is_a_measure(faulty: Outline) -> None:
    """With its unit, target and values; no baseline is made of the first value."""
    [measure] = entries(faulty, "measure")
    assert measure.title == "Share recycled"
    assert measure.fields == {"unit": "%", "target": "60", "target_date": "2030-12-31", "values": "2025-12-31=44"}


def test_everything_left_out_is_said_with_its_line_and_nobody_is_named(faulty: Outline) -> None:
    """Submitters, persons, other elements, identifiers and what is no date."""
    said = {remark.place: remark.text for remark in faulty.remarks if remark.what == "left out"}
    lines = FAULTY.split("\n")
    for words, beginning in (("Who submitted", "<Submitter"), ("A person", "<Stakeholder StakeholderTypeType"),
                             ("<Colour>", "<Colour"), ("“Everybody”", "<Stakeholder><Name>Everybody"),
                             ("“soon”", "<AdministrativeInformation")):  # fmt: skip
        line = next(number for number, text in enumerate(lines, 1) if text.strip().startswith(beginning))
        assert said[f"line {line}"].startswith(words)
    assert "See the annex." in " ".join(said.values())
    assert "1abc" in said[""]
    assert "Other" not in repr(faulty).replace("Other information", "")
    assert "ann@" not in repr(faulty)
    assert "Mr Person" not in repr(faulty)


@pytest.mark.parametrize("part", [0, 1])
def test_what_is_exported_comes_in_again(part: int) -> None:
    """Titles, paragraphs, actions and aspirations with their identifiers, as our own files of either part have them."""
    site = Project.read(MINIATURE).site
    framework = site.framework
    files = dict(written.files(framework, site.mentions, site.links))
    edition = framework.current
    outline = stratml.read([data for name, data in files.items() if edition.id in name][part])
    assert (outline.title, outline.publisher) == (edition.title, framework.settings.publisher.name)
    assert [entry.title for entry in entries(outline, "priority")] == [item.title for item in edition.priorities]
    for kind, items in (("action", edition.actions), ("aspiration", edition.aspirations)):
        assert [(entry.fields["id"], entry.text) for entry in entries(outline, kind)] == [(i.id, i.text) for i in items]
    assert [entry.text for entry in entries(outline, "introduction")] == [item.text for item in edition.introduction]
    roles = [item.text for priority in edition.priorities for item in priority.role]
    assert [entry.text for entry in entries(outline, "role")] == roles
    contexts = {item.text for priority in edition.priorities for item in priority.context}
    assert contexts <= {entry.text for entry in entries(outline, "context")}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><body>Plan</body></html>", "no StratML: it begins with <html>"),
        (b"<StrategicPlan><Name>Plan</Name></StrategicPlan>", "no goal"),
        (b"<StrategicPlan>\n<Goal></StrategicPlan>", "from line 2 on"),
    ],
)
def test_what_is_no_plan_is_refused(data: bytes, words: str) -> None:
    """In a plain sentence."""
    with pytest.raises(Refused, match=words):
        stratml.read(data)


def test_outcomes_are_known_by_what_measures_them() -> None:
    """An objective whose indicators are all of the stage Outcome is what is to be achieved."""
    data = (
        b'<PerformancePlanOrReport xmlns="urn:x" Type="Strategic_Plan"><Goal><Name>G</Name><Objective><Name>O</Name>'
        b'<PerformanceIndicator ValueChainStage="Outcome"><MeasurementDimension>M</MeasurementDimension>'
        b"</PerformanceIndicator></Objective></Goal></PerformancePlanOrReport>"
    )
    assert [entry.text for entry in entries(stratml.read(data), "aspiration")] == ["O"]


def test_measures_that_were_exported_come_in_again(measured: Site) -> None:
    """Those of aspirations, with identifier, unit, levels and every dated value; what is not reported is no value.

    Those of a priority alone are named there, and nothing more is said of them.
    """
    framework = measured.framework
    files = dict(written.files(framework, measured.mentions, measured.links))
    outline = stratml.read(files[measured.links.plan(framework.current, 2)])
    of_aspirations = [one for one in framework.measures if any(name.startswith("asp-") for name in one.under)]
    told = [entry for entry in entries(outline, "measure") if {*entry.fields} != {"id"}]
    named = {entry.fields["id"]: entry.title for entry in entries(outline, "measure") if entry not in told}
    assert named == {one.id: one.name for one in framework.measures if one not in of_aspirations}
    for entry, measure in zip(told, of_aspirations, strict=True):
        fields = settled_fields(entry.fields, pytest.fail)
        assert (fields["id"], entry.title, fields["unit"]) == (measure.id, measure.name, measure.unit)
        levels = {"baseline": measure.baseline, "target": measure.target}
        for name, level in levels.items():
            assert (fields.get(name), fields.get(f"{name}_date")) == (
                (level.value, level.date) if level else (None, None)
            )
        assert fields["values"] == "; ".join(f"{value.date}={value.value}" for value in measure.reported)
