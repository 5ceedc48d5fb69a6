"""Measures of a plan that is brought in: figures, units and dates as plans write them, and their source."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from strategic_framework.importing import markdown
from strategic_framework.importing.bodies import Bodies
from strategic_framework.importing.measures import Stated, stated
from strategic_framework.importing.plan_files import plan_files
from strategic_framework.importing.settling import settled
from tests.importing.conftest import Framework
from tests.importing.reading import said

PLAN = """\
# Skerry Plan 2027–2031
## Homes
- Insulate them

### Measures

| Measure | Unit | Baseline | Target |
|---|---|---|---|
| Warm homes | | 61% (2025) | 100 by 2031 |
| Days on the list | days | 1,540 | fewer |

## Paths
### How we will know
- Miles that are open
- Warm homes
"""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("61", ("61", "", "")), ("61%", ("61", "%", "")), ("4,200 homes", ("4200", "homes", "")),
        ("£1,250.50", ("1250.50", "£", "")), ("95 (2030)", ("95", "", "2030")),
        ("100% by March 2031", ("100", "%", "2031-03")),
        ("-2.5 °C in 2020", ("-2.5", "°C", "2020")), ("007", ("7", "", "")),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_unit_and_its_date(text: str, number: tuple[str, str, str]) -> None:
    """In figures as the content has them."""
    assert stated(text) == Stated(*number)


@pytest.mark.parametrize("text", ["fewer", "one in nine", "1:4", "10–12", "", "5 of 6", "12,34", "61 %%% 7"])
def test_what_is_no_one_number_is_not_guessed(text: str) -> None:
    """Words, ranges, shares and numbers that are written otherwise."""
    assert stated(text) is None


def test_each_measure_is_a_file_and_the_plan_is_the_source_of_its_figures() -> None:
    """Under the priority that it stands in; what is no number is left out and said; a name stands once."""
    outline = settled(markdown.read(PLAN.encode()))
    parts = plan_files(outline, "2027-31", Bodies())
    measures = {name: yaml.safe_load(text) for name, text in parts.files.items() if name.startswith("measures/")}
    source = "plan-2027-31"
    assert measures == {
        "measures/1-warm-homes.yml": {
            "name": "Warm homes", "unit": "%", "under": ["pri-1"],
            "baseline": {"value": 61, "date": 2025, "source": source},
            "target": {"value": 100, "date": 2031, "source": source},
        },
        "measures/2-days-on-the-list.yml": {
            "name": "Days on the list", "unit": "days", "under": ["pri-1"],
            "baseline": {"value": 1540, "source": source},
        },
        "measures/3-miles-that-are-open.yml": {
            "name": "Miles that are open", "unit": "not stated", "under": ["pri-2"],
        },
        "measures/4-warm-homes-pri-2.yml": {
            "name": "Warm homes (pri-2)", "unit": "not stated", "under": ["pri-2"],
        },
    }  # fmt: skip
    assert [entry["id"] for entry in yaml.safe_load(parts.files["sources.yml"])] == [source]
    assert "Warm homes. baseline: 61. baseline_date: 2025" in parts.files[f"sources/{source}.txt"]
    assert any("The target “fewer”: it is no number in figures." in line for line in said(outline, "left out"))


def test_a_plan_with_measures_is_sound_when_it_is_brought_in(framework: Framework) -> None:
    """Into a new plan, and into one that was just begun; values that were reported stand in tables."""
    xml = (
        "<StrategicPlan><Name>Skerry Plan</Name><StrategicPlanCore><Goal><Name>Homes</Name><Objective>"
        "<Description>Insulate them.</Description><PerformanceIndicator><MeasurementDimension>Warm homes"
        "</MeasurementDimension><UnitOfMeasurement>%</UnitOfMeasurement><MeasurementInstance><ActualResult><EndDate>"
        "2025-03-31</EndDate><NumberOfUnits>61.0</NumberOfUnits></ActualResult></MeasurementInstance>"
        "</PerformanceIndicator></Objective></Goal></StrategicPlanCore></StrategicPlan>"
    )
    Path("plan.xml").write_text(xml, encoding="utf-8")  # in the folder that the test has to itself
    flags = ("--publisher", "Skerry Council", "--period", "2027-31", "--yes")
    status, words = framework("import", "plan.xml", "--into", "new", *flags)
    assert status == 0, words
    begun = framework("init", "begun", "--title", "Skerry Plan", "--priority", "None yet", *flags)
    assert begun[0] == 0, begun[1]
    status, words = framework("import", "plan.xml", "--into", "begun", "--yes")
    assert status == 0, words
    for folder in ("new", "begun"):
        values = Path(folder, "framework/measures/1-warm-homes.csv").read_text("utf-8")
        assert values == "date,value,low,high,source,note\n2025-03-31,61.0,,,plan-2027-31,\n"
