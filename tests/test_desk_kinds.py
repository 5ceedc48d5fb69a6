"""Every kind of change in the form: what it offers, the file that it writes, and what it says of a mistake."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any, get_args

import orjson
import pytest
import yaml

from strategic_framework.model.proposals import KINDS_OF_CHANGE, Written
from strategic_framework.site.project import Project
from strategic_framework.views import suggest
from strategic_framework.views.site import Site
from strategic_framework.views.suggest_additions import ADDITIONS
from strategic_framework.views.suggest_subjects import ADDED, FIELDS
from tests.conftest import MEASURED, MINIATURE
from tests.grouped import grouped
from tests.test_desk import node

EXAMPLES = sorted((Path(__file__).parent / "proposals").glob("*.yml"))
WORDS = "Walk every footpath once a year, and publish what was found."


@cache
def known() -> Any:
    """What the form asks for of the miniature."""
    project = Project.read(MINIATURE)
    return json.loads(orjson.dumps(suggest.knowledge(Site(project.loaded, project.ledger))))


def asked(plan: Any, expression: str, given: object) -> Any:
    """What the form works out of a plan by what it knows of it, with the script that such a plan has."""
    told = {"known": plan, "given": given}
    return node(f"learn(given.known) || (given => {expression})(given.given)", told, measured="not_reported" in plan)


def desk(expression: str, given: object) -> Any:
    """What the form works out of the miniature: an expression over `given`."""
    return asked(known(), expression, given)


def with_measures(folder: Path) -> Path:
    """The folder, with the miniature and its measures, all of which have their numbers."""
    for content in (MINIATURE, MEASURED):
        shutil.copytree(content / "framework", folder / "framework", dirs_exist_ok=True)
    homes = folder / "framework/measures/warm-homes.yml"
    homes.write_text(f"id: mea-03\n{homes.read_text('utf-8')}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def of_measures(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the form asks for of the miniature with its measures."""
    project = Project.read(with_measures(tmp_path_factory.mktemp("measured")))
    return json.loads(orjson.dumps(suggest.knowledge(Site(project.loaded, project.ledger))))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_form_writes_the_bytes_of_each_example(of_measures: Any, path: Path) -> None:
    """A file that is opened in the form is written as it was, with nothing wrong in it; or the form cannot hold it."""
    text = path.read_text("utf-8")
    given = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - every value a text
    opened = "{ const left = openChanges(given.changes); const changes = asChanges(edits);"
    again, faults, left = asked(
        of_measures, f"{opened} return [written({{...given, changes}}), edits.map(problems), left]; }}", given
    )
    assert left == [change for change in given["changes"] if not _is_held(change)]
    assert [fault for fault in faults if fault] == []
    assert (again == text) == (left == [])


def _is_held(change: dict[str, object]) -> bool:
    """Whether the form writes that kind of change: all but sources, whose text stands beside."""
    [kind, *_] = change
    added = str(change.get("add", "")).partition("/")[0]
    if "breaks" in change:
        return False  # a new measure has one value in the form, and no breaks
    grouped = added in {"group", "part"}  # offered where the plan has some, which this one has not
    return kind in suggest.KINDS and (kind != "add" or (added in {*ADDED, *ADDITIONS} and not grouped))


def test_every_kind_that_is_offered_is_one_of_the_grammar() -> None:
    """The page, its script and the engine agree on the kinds of change."""
    assert desk("Object.keys(KINDS)", None) == list(suggest.KINDS)
    assert set(suggest.KINDS) <= set(KINDS_OF_CHANGE)


def test_every_field_that_is_offered_is_one_of_the_grammar() -> None:
    """What the form writes is never refused as a field that no proposal may write."""
    offered = {field for fields in FIELDS.values() for field in fields}
    assert offered <= set(get_args(Written))


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("act-02", "reword add retire move order split merge update review"),
        ("pri-1", "reword add retire update review"),
        ("2024-28", "reword add"),
        ("framework", "reword current_edition"),
        ("para-03", "reword retire update review"),
        ("prin-1", "reword add retire order split merge update review"),
        ("bodies/river-trust", "reword add entries"),
        ("glossary/smolt", "reword add"),
        ("sources/plan-2024", "reword retire"),
        ("web-pages/rivers-watch", "reword add"),
        ("upd-0001", "reword retire entries"),
    ],
)
def test_only_what_an_item_allows_is_offered(name: str, kinds: str) -> None:
    """A body is not retired, a priority of an earlier edition gets no action, and an action is not put in force."""
    assert desk("allowed(sentences.get(given))", name) == kinds.split()


@pytest.fixture(scope="module")
def of_groups(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the form asks for of the miniature with groups and parts."""
    project = Project.read(grouped(tmp_path_factory.mktemp("grouped")))
    return json.loads(orjson.dumps(suggest.knowledge(Site(project.loaded, project.ledger))))


GROUPED_CHANGES = [
    {"add": "group", "under": "pri-3", "title": "Every path is lit", "text": "Nights are long.",
     "actions": [{"text": "Hang a lamp."}, {"text": "Light it."}]},
    {"add": "part", "under": "act-07", "text": "Buy the pots."},
    {"add": "part", "under": "act-06", "after": "part-1", "text": "Find two cooks."},
    {"add": "action", "under": "grp-2", "text": "Ring a bell at noon."},
    {"reword": "grp-1", "from": "No child goes to bed hungry", "to": "No child goes to school hungry"},
    {"reword": "grp-1", "field": "text", "from": "One child in eight has no breakfast.", "to": "Few have any."},
    {"move": "act-07", "under": "grp-2", "after": "act-08"},
    {"move": "part-1", "under": "act-09"},
    {"move": "grp-1", "under": "pri-1"},
    {"order": ["grp-2", "grp-1"]},
    {"split": "grp-1", "into": [{"text": "No child is hungry at school"}, {"text": "No child is hungry at home"}]},
    {"merge": ["part-1", "part-2"], "into": "part-2"},
    {"retire": "grp-2", "replaced_by": "grp-1"},
]  # fmt: skip


@pytest.mark.parametrize("change", GROUPED_CHANGES, ids=lambda change: next(iter(change.items()))[1])
def test_changes_of_groups_and_parts_are_opened_and_written(of_groups: Any, change: dict[str, Any]) -> None:
    """The form holds what a proposal says of groups and parts, and writes it again as it was."""
    opened = "{ learn(given.known); edits = [asEdit(given.change)]; const [again] = edits.map(asChange);"
    answer = node(f"(given => {opened} return [again, edits.map(problems)]; }})(given)",
                  {"known": of_groups, "change": change})  # fmt: skip
    assert {key: value for key, value in answer[0].items() if value} == change
    assert answer[1] == [{}]


@pytest.mark.parametrize(
    ("item", "kinds", "places"),
    [
        ("act-06", ["action", "part"], ["grp-2", "pri-1", "pri-2", "pri-3"]),
        ("part-1", ["part"], ["act-01", "act-02", "act-03", "act-04", "act-05", "act-07", "act-08", "act-09"]),
        ("grp-1", ["group", "action", "aspiration"], ["pri-1", "pri-2"]),
        ("pri-3", ["action", "aspiration", "role", "context", "group"], None),
    ],
)
def test_what_can_be_added_and_where_it_can_go(
    of_groups: Any, item: str, kinds: list[str], places: list[str] | None
) -> None:
    """An action takes parts and moves to a group; a part moves to an action; a group to a priority."""
    ask = "newKinds(item), item.kind in HOLDERS ? placesFor(item).map(o => o.id).sort() : null"
    answer = node(f"(given => {{ learn(given.known); const item = sentences.get(given.item); return [{ask}]; }})"
        "(given)",
                  {"known": of_groups, "item": item})  # fmt: skip
    assert answer == [kinds, places]


def edit(kind: str, item: str = "act-02", field: str = "", **values: object) -> dict[str, object]:
    """An edit as the form holds it."""
    return {"kind": kind, "item": item, "field": field, "values": values}


REPORT: dict[str, object] = {
    "picks": [], "date": "2025-11", "type": "result", "title": "A walk", "source": "rivers-watch",
    "words": "It walked.",
}  # fmt: skip
MISTAKES = [
    (edit("reword", words=""), "words", "Write the words, or choose “Retire it”."),
    (edit("reword", words=" \u00a0 "), "words", "Write the words, or choose “Retire it”."),
    (
        edit("reword", words="Ask the farmer before the digger comes."),
        "words",
        "These are the words of Principle 2. Two sentences cannot say the same.",
    ),
    (edit("reword", words="Walk the \ufffd."), "words", "A sign in these words got lost on the way. Write it again."),
    (
        edit("reword", "pri-1", "due", words="soon"),
        "words",
        "This is not a date that we can read. Write 2026, 2026-10 or 2026-10-05.",
    ),
    (
        edit("reword", "pri-1", "due", words="10/20/2027"),
        "words",
        "Here the day comes first. Did you mean 20/10/2027?",
    ),
    (edit("reword", "pri-1", "nav_label", words=""), "words", "This cannot be empty. Write the words."),
    (
        edit("reword", "glossary/smolt", "supported_by", words="rivers-watch.example"),
        "words",
        "Write a whole address, such as https://www.example.org/page.",
    ),
    (
        edit("reword", "bodies/river-trust", "plain", words="A charity."),
        "words",
        "Say also which page supports this sentence. Choose that under “Which words of it”.",
    ),
    (edit("add", what="action", after="act-02", words=" "), "words", "Write the words of the new sentence."),
    (
        edit("retire", replaced_by="act-02"),
        "replaced_by",
        "Nothing can take its own place. Choose another, or “Nothing”.",
    ),
    (edit("move", under=""), "under", "Choose the priority that it moves to."),
    (
        edit("move", under="pri-1"),
        "under",
        "It stands there already. Choose another priority, or “Put its list in another order”.",
    ),
    (
        edit("order", order=["act-01", "act-02", "act-03"]),
        "order",
        "This is the order as it is. Move something up or down.",
    ),
    (
        edit("split", parts=[WORDS, " "]),
        "parts",
        "Write at least two parts, or choose “Give it other words”.",
    ),
    (edit("split", parts=["Walk once.", "walk once"]), "parts", "Two parts say the same."),
    (edit("merge", picks=[], words="Walk."), "picks", "Choose at least one other to merge it with."),
    (edit("update", **{**REPORT, "source": ""}), "source", "Choose the source. Without one nothing is reported."),
    (
        edit("update", **{**REPORT, "date": ""}),
        "date",
        "Give the date. Only a source without a date leaves a report undated.",
    ),
    (
        edit("update", **{**REPORT, "date": "2999-01"}),
        "date",
        "This is still to come. A report tells of what has happened.",
    ),
    (edit("update", **{**REPORT, "title": ""}), "title", "Write a short title."),
    (edit("update", **{**REPORT, "type": ""}), "type", "Choose what kind of report it is."),
    (edit("update", **{**REPORT, "words": ""}), "words", "Write what the source says."),
    (edit("current_edition", "framework", edition="2024-28"), "edition", "This edition is in force already."),
]  # fmt: skip


def test_a_mistake_is_told_at_its_field() -> None:
    """Each keeps the proposal from leaving, and says at its own field what to do instead."""
    answers = desk("given.map((edit) => { edits = [edit]; return problems(edit); })", [row[0] for row in MISTAKES])
    assert answers == [{field: text} for _, field, text in MISTAKES]


@pytest.mark.parametrize(
    ("head", "problems", "lacks"),
    [
        ({"day": "11/20/2026"}, {"day": "Here the day comes first. Did you mean 20/11/2026?"}, {}),
        (
            {"day": "soon"},
            {"day": "This is not a day that we can read. Write it as year, month and day, such as 2026-11-20."},
            {},
        ),
        ({"day": "2999-01-01"}, {"day": "This day is still to come. Write the day on which it was decided."}, {}),
        (
            {"reason": "It is better."},
            {},
            {
                "by": "Say also who decided it, or leave it to an editor.",
                "day": "Give the day of the decision too, or leave it to an editor.",
            },
        ),
        ({"by": "The council", "day": "5/3/2026"}, {}, {"reason": "Say also why, or leave it to an editor."}),
        ({}, {}, {}),
    ],
)
def test_what_a_decision_says_can_be_read(head: dict[str, str], problems: object, lacks: object) -> None:
    """All of it may be left out; what is there must be a day that has been, and what is missing is asked for."""
    given = {"reason": "", "by": "", "day": "", **head}
    wrong, missing = desk("[headProblems(given), headLacks(given)]", given)
    assert wrong == problems
    assert missing == lacks or problems


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (WORDS[:-1], ["The full stop at the end is gone. Put it back, unless you mean it."]),
        ("Walk **every** path.", ["Signs of markup would be shown as they are typed. Write plain words."]),
        ("Walk the “old” path's end.", ["These words mix straight and curly quotation marks. Choose one kind."]),
        ("Walk every path.", []),
    ],
)
def test_what_may_be_meant_is_pointed_out(words: str, said: list[str]) -> None:
    """It keeps nothing back: a person decides."""
    given = edit("reword", words=words)
    assert desk("[doubts(given), problems(given)]", given) == [said, {}]


def test_what_would_change_is_told_in_words() -> None:
    """The version, what is done to how many, and what needs no reason at all."""
    edits = [
        edit("reword", words="Walk every path."), edit("reword", "act-03", words="Mend the bridges."),
        edit("add", "pri-2", what="action", after="", words="Count."),
        edit("reword", "bodies/river-trust", words="Trust"),
    ]  # fmt: skip
    assert desk("previewLines(given)", edits) == [
        "Version 1 of the 2024–28 framework. 2 actions reworded. 1 action added.",
        "1 body reworded.",
    ]
    assert desk("given.map(needsReason)", [*edits, edit("update", **REPORT)]) == [True, True, True, False, False]
    assert desk("previewLines([given])", edit("update", **REPORT)) == [
        "No new version of the 2024–28 framework. 1 report added."
    ]


def test_what_contradicts_takes_the_earlier_edit_away() -> None:
    """What is retired is not reworded as well; what is reworded in two fields has two edits."""
    edits = [
        edit("reword", words="Walk."), edit("retire"), edit("reword", words="Run."), edit("move", under="pri-2"),
        edit("reword", "pri-1", words="Rivers"), edit("reword", "pri-1", "due", words="2029"),
    ]  # fmt: skip
    kept = desk("given.forEach(take) || edits.map((edit) => [edit.kind, edit.item, edit.values.words || ''])", edits)
    assert kept == [
        ["reword", "act-02", "Run."], ["move", "act-02", ""], ["reword", "pri-1", "Rivers"],
        ["reword", "pri-1", "2029"],
    ]  # fmt: skip


def test_a_report_may_quote_a_word_of_the_scale() -> None:
    """The form writes it after the words, opens it again, and wants a date beside it."""
    given = {"title": "T", "type": "result", "source": "poster", "words": "W", "reported_as": "On track"}
    edit = {"kind": "update", "item": "act-02", "values": given}
    change = desk("asChange(given)", edit)
    assert list(change)[-2:] == ["quote", "reported_as"]
    assert desk("asEdit(given)", change | {"reported_as": "On track"})["values"]["reported_as"] == "On track"
    assert desk("problems(given)", edit) == {"date": "Give the date. A word of the scale stands only with its date."}
