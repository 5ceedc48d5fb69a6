"""Measures in the form of suggestions: what it offers, the changes that it writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orjson
import pytest

from strategic_framework.ledger.measured import held
from strategic_framework.ledger.proposal_file import written
from strategic_framework.model.measures import Level, Value
from strategic_framework.model.proposals import Proposal
from strategic_framework.site.project import Project
from strategic_framework.views import suggest
from strategic_framework.views.base import Here
from strategic_framework.views.site import Site
from tests.conftest import MINIATURE
from tests.test_desk_kinds import asked, edit, known, with_measures

PENDING = "framework/changes/pending"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with its measures, none of them published."""
    return with_measures(tmp_path_factory.mktemp("measured"))


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    """What is read of it."""
    project = Project.read(folder)
    return Site(project.loaded, project.ledger)


@pytest.fixture(scope="module")
def plan(site: Site) -> Any:
    """What the form asks for of it."""
    return json.loads(orjson.dumps(suggest.knowledge(site)))


def value(item: str = "mea-01", field: str = "", **entry: str) -> dict[str, object]:
    """A value of a measure as the form holds it: a further one, or with `field` that for a date."""
    return edit("value", item, field, entry={f"values.{name}": text for name, text in entry.items()})


def level(item: str, field: str, number: str = "", date: str = "", source: str = "") -> dict[str, object]:
    """Another baseline or target as the form holds it."""
    return edit(
        "reword", item, field, entry={f"{field}.value": number, f"{field}.date": date, f"{field}.source": source}
    )


def new(**entry: object) -> dict[str, object]:
    """A new measure of a priority as the form holds it."""
    given = {"name": "Otters seen", "unit": "otters", **{name.replace("_", "."): text for name, text in entry.items()}}
    return edit("add", "pri-1", what="measure", picks=["pri-1"], entry=given)


@pytest.mark.parametrize(
    ("item", "kinds", "what"),
    [
        ("mea-01", "reword add retire entries value", ["measure"]),
        ("pri-1", "reword add retire update review", ["action", "aspiration", "role", "context", "measure"]),
        ("asp-01", "reword add retire move order split merge update review", ["aspiration", "measure"]),
    ],
)
def test_what_can_be_done_with_measures_is_offered(plan: Any, item: str, kinds: str, what: list[str]) -> None:
    """A measure has values and can be retired; a new one is begun from what it is of, or from another."""
    given = "sentences.get(given)"
    assert asked(plan, f"[allowed({given}), newKinds({given})]", item) == [kinds.split(), what]


def test_what_a_measure_can_be_of_is_offered_from_the_edition_in_force_on(plan: Any) -> None:
    """Priorities, groups and aspirations; those of earlier editions, which have numbers alike, come last."""
    offered = asked(plan, "measurable().map((item) => [item.document, item.kind])", None)
    assert [document for document, _ in offered] == sorted((document for document, _ in offered), reverse=True)
    assert {kind for _, kind in offered} == {"priority", "aspiration"}


def test_a_retired_measure_can_be_brought_back(plan: Any) -> None:
    """It gets no value until then."""
    retired = "{ const item = {...sentences.get('mea-01'), retired: true}; return allowed(item); }"
    assert asked(plan, retired, None) == ["reword", "add", "restore", "entries"]


def test_a_plan_without_measures_has_nothing_of_them(site: Site) -> None:
    """Neither in what the form knows nor among the kinds that its page offers."""
    assert "measure" not in json.dumps(known())
    project = Project.read(MINIATURE)
    without = suggest.suggest_form(Here(Site(project.loaded, project.ledger), "suggest/"))
    kinds = [choice.id for choice in without.kinds]  # type: ignore[attr-defined]
    with_them = suggest.suggest_form(Here(site, "suggest/"))
    assert [*kinds, "value"] == [choice.id for choice in with_them.kinds]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "changes",
    [
        [{"reword": "mea-01", "from": "Bridges that carry the school bus", "to": "Bridges that carry the bus"}],
        [{"reword": "mea-01", "field": "unit", "from": "bridges", "to": "stone bridges"}],
        [{"reword": "mea-01", "field": "target.date", "from": "2028-03", "to": "2029"}],
        [
            {"reword": "mea-03", "field": "baseline.value", "to": "-3"},
            {"reword": "mea-03", "field": "baseline.source", "to": "letter-2022"},
            {"reword": "mea-01", "field": "target.value", "from": "11", "to": "12"},
        ],
        [
            {"value": "mea-01", "date": "2026-01", "to": "10", "source": "bulletin"},
            {"value": "mea-01", "date": "2024", "from": "7", "to": "not reported", "note": "The count was lost."},
            {"value": "mea-01", "date": "2023", "from": "not reported"},
            {"value": "mea-02", "date": "2024-06", "from": "78.2", "to": "78", "low": "76.0", "high": "80.4",
             "source": "bulletin"},
        ],
        [{"entries": "mea-01", "field": "under", "from": ["pri-1", "asp-01"], "to": ["pri-1"]}],
        [{"retire": "mea-02"}],
        [{"add": "measure", "name": "Otters seen", "unit": "otters", "under": ["pri-1", "asp-02"]}],
        [{"add": "measure", "name": "Otters seen", "unit": "otters", "under": ["pri-1"],
          "values": [{"date": "2024", "note": "No count was made."}]}],
    ],
)  # fmt: skip
def test_changes_of_measures_are_opened_and_written(plan: Any, changes: list[dict[str, Any]]) -> None:
    """The form holds what a proposal says of measures, and writes it again as it was; the model reads it."""
    opened = (
        "{ const left = openChanges(given); return [left, edits.map(problems), written({changes: asChanges(edits)})]; }"
    )
    left, faults, text = asked(plan, opened, changes)
    assert (left, any(faults)) == ([], False), faults
    assert text == written(Proposal.model_validate({"changes": changes}))


def test_what_a_later_change_displaces_is_given_back(plan: Any) -> None:
    """Of two further values the form holds one: neither is lost without a word."""
    two = [{"value": "mea-01", "date": date, "to": "10", "source": "bulletin"} for date in ("2026-01", "2026-02")]
    assert asked(plan, "openChanges(given)", two) == two[:1]


MISTAKES = [
    (value(value="10"), "The date that it is for: Give the date that the value is for."),
    (value(date="10/20/2025", value="10"),
     "The date that it is for: Here the day comes first. Did you mean 20/10/2025?"),
    (value(date="2999", value="10"), "The date that it is for: This is still to come. What is expected is a target."),
    (value(date="2025", value="10", source="bulletin"),
     "The date that it is for: A value stands there for this date. Choose it under “Which value”."),
    (value(date="2026-01"), "The number: Write the number, or “not reported”."),
    (value(date="2026-01", value="ten", source="bulletin"), "The number: Write a number in figures, such as 12.4."),
    (value(date="2026-01", value="10", low="9", source="bulletin"),
     "The upper end of its uncertainty: Give both ends together with a number, or leave both empty."),
    (value(date="2026-01", value="10", low="11", high="12", source="bulletin"),
     "The lower end of its uncertainty: 10 for January 2026 is not between 11 and 12."),
    (value(field="2024", value="8", low="8,0", high="9", source="bulletin"),
     "The lower end of its uncertainty: A decimal point is a full stop: 8.0."),
    (level("mea-03", "target", "5"),
     "The source that states it: The target has no source. A number that no source reports is not shown."),
    (level("mea-01", "target", "", "2028"), "The number: Write a number in figures, such as 12.4."),
    (level("mea-01", "target", "14", "2021", "plan-2024"),
     "The date that it is for: The target (2021) is for a date before the baseline (June 2022). "
     "Put the two dates right."),
    (new(name="Bridges that carry the School Bus"), "The name: There is one of this name already."),
    (new(unit=""), "What it is counted in: This cannot be empty. Write the words."),
    (new(baseline_value="4"),
     "The baseline, The source that states it: The baseline has no source. "
     "A number that no source reports is not shown."),
    (new(values_date="2025", values_value="£4m"),
     "A value, The number: Write the number alone, 4: its unit stands once, in unit:."),
]  # fmt: skip


def test_a_mistake_is_told_at_its_field(plan: Any) -> None:
    """Each keeps the proposal from leaving, and names the field and what to do instead."""
    answers = asked(
        plan, "given.map((edit) => { edits = [edit]; return problems(edit); })", [row[0] for row in MISTAKES]
    )
    assert answers == [{"entry": text} for _, text in MISTAKES]


def test_what_is_of_nothing_is_told(plan: Any) -> None:
    """A measure is of something: a new one, and one whose list is emptied."""
    nothing = [edit("entries", "mea-01", list="under", picks=[]), {**new(), "values": {"what": "measure", "picks": []}}]
    answers = asked(plan, "given.map((edit) => problems(edit).picks)", nothing)
    assert answers == ["Choose at least one."] * 2


FIGURES = [
    "12.4",
    "-3",
    "0.5",
    "1,234",
    "12,4",
    "=SUM(A1)",
    "n/a",
    "…",
    "–3",
    "−2.5",
    "£4",
    "12 %",
    "4m",
    "ten",
    "01",
    "1e3",
    "..",
]


def test_what_is_no_number_is_told_in_the_words_of_the_check(plan: Any) -> None:
    """The same advice stands at the field of the form and in the report of the check."""
    told = []
    for text in FIGURES:
        try:
            Level(value=text, source="plan")
            told.append("")
        except ValueError as fault:
            reason = str(fault.errors()[0]["ctx"]["error"])  # type: ignore[attr-defined]
            told.append(f"{reason[:1].upper()}{reason[1:]}.")
    assert asked(plan, "given.map(figureProblem)", FIGURES) == told


@pytest.mark.parametrize(
    ("typed", "change", "code"),
    [
        (value(date="2026-01", value="10"), {"date": "2026-01", "to": "10"}, "measure-source"),
        (value("mea-02", date="2026", value="10", low="11", high="12", source="bulletin"),
         {"date": "2026", "to": "10", "low": "11", "high": "12", "source": "bulletin"}, "measure-range"),
    ],
)  # fmt: skip
def test_a_value_is_refused_in_the_words_of_the_check(
    folder: Path, plan: Any, typed: dict[str, object], change: dict[str, str], code: str
) -> None:
    """What the form says of a number without a source, or beside its ends, the check says of the same proposal."""
    file = folder / PENDING / "a.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        written(Proposal.model_validate({"changes": [{"value": typed["item"], **change}]})), encoding="utf-8"
    )
    problems = [problem for problem in Project.read(folder).content_problems if problem.code == code]
    file.unlink()
    assert [problem.place.file for problem in problems] == [f"{PENDING}/a.yml"]
    said = " ".join(filter(None, (problems[0].what, problems[0].why)))
    assert asked(plan, "problems(given).entry", typed).endswith(f": {said}")


def test_what_needs_a_reason_is_told_as_the_ledger_has_it(plan: Any) -> None:
    """A value after all that there are carries its source; any other, a level and a new measure need one."""
    given = [
        value(date="2026-01", value="10", source="bulletin"), value(date="2023-06", value="6", source="bulletin"),
        value(field="2025", value="8", source="bulletin"), value(field="2024", value="7", away="true"),
        level("mea-03", "target", "5", "", "plan-2024"), edit("entries", "mea-01", list="under", picks=["pri-1"]),
        new(),
    ]  # fmt: skip
    assert asked(plan, "given.map(needsReason)", given) == [False, True, True, True, True, True, True]
    assert asked(plan, "given.map(says)", given) == [
        "Measure 1 gets a value for January 2026: 10", "Measure 1 gets a value for June 2023: 6",
        "The value of Measure 1 for 2025 is another: 9, now 8", "The value of Measure 1 for 2024 is taken away: 7",
        "Measure 3: The target", "Measure 1: What it is a measure of", "A new measure: Otters seen",
    ]  # fmt: skip
    assert asked(plan, "previewLines(given)", [given[2], new()]) == [
        "1 measure with another value.", "No new version of the 2024–28 framework. 1 measure added.",
    ]  # fmt: skip


def test_a_value_is_shown_before_and_after(plan: Any) -> None:
    """The number with its ends, the source by its title, and the note; nothing changes while it is as it stands."""
    standing = "begun('value', sentences.get('mea-02'), '2024-06')"
    shown = asked(plan, f"[valueBefore({standing}), isChange({standing})]", None)
    assert shown == ["78.2 (76.0 to 80.4), The Glen Rowan Bulletin", False]
    assert held(Value(date="2024-06", value="78.2", low="76.0", high="80.4", source="bulletin")).startswith(
        "78.2 (76.0 to"
    )
