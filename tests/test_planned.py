"""What a plan states of an action beside its words: read, checked, recorded, exported; absent where it is not."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner

from strategic_framework import exports
from strategic_framework.checks import check
from strategic_framework.commands.main import main
from strategic_framework.content.loader import load
from strategic_framework.documents.from_views import parts_of
from strategic_framework.documents.parts import Entry
from strategic_framework.exports import calendar, sheets
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.ledger.records import records
from strategic_framework.ledger.undoing import undoing
from strategic_framework.ledger.verify import broken
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model import Framework
from strategic_framework.publication import publishing, receipt
from strategic_framework.publication.proposal_sentences import sentences
from strategic_framework.rendering.templates import render_all
from strategic_framework.site import search
from strategic_framework.site.project import Project
from strategic_framework.views import suggest
from strategic_framework.views.base import Here
from strategic_framework.views.connections import connections
from strategic_framework.views.difference import item_change
from strategic_framework.views.filters import for_actions
from strategic_framework.views.lists import all_actions
from strategic_framework.views.named import answers_for, bodies
from strategic_framework.views.planned import in_the_plan
from strategic_framework.views.print import print_document
from strategic_framework.views.priority import actions
from strategic_framework.views.site import Site
from strategic_framework.views.timeline import due_dates
from strategic_framework.views.version_words import version_words
from strategic_framework.views.view import View
from tests import planned
from tests.exports import test_stratml
from tests.exports.test_schemas import faults
from tests.ledger import bench
from tests.test_desk import node
from tests.test_exports import table

#: The address of the plan's site.
SITE = "https://example.org/"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a plan that states them; no test changes it."""
    return planned.planned(tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    """That plan, read."""
    return planned.site_of(root)


@pytest.fixture(scope="module")
def framework(site: Site) -> Framework:
    return site.framework


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    """Every data file by its address."""
    return dict(exports.files(site.framework, site.mentions, site.links, site.ledger))


@pytest.fixture(scope="module")
def items(files: dict[str, bytes]) -> dict[str, Any]:
    """The exported items by identifier."""
    return {item["id"]: item for item in json.loads(files["data/framework.json"])["items"]}


def test_a_plan_that_states_them_is_sound(root: Path) -> None:
    """The publisher may lead and be a partner by a word of its own; a number may be written without quotation marks."""
    assert check(load(root)) == []


def test_only_what_is_stated_is_recorded(root: Path) -> None:
    """The record of an action holds what the plan states of it, and the framework comes back from it."""
    loaded = load(root)
    held = records(loaded)
    assert held["act-01"]["lead"] == ["river-trust"]
    assert (held["act-01"]["reference"], held["act-01"]["due"]) == ("1.1", "2027-03")
    assert "partners" not in held["act-02"]
    assert not {"reference", "due", "lead", "partners"} & held["act-03"].keys()
    assert loaded.framework is not None
    assert framework_at(loaded.framework, held).items == loaded.framework.items


def test_json_holds_them_where_they_are_stated(items: dict[str, Any]) -> None:
    """Identifiers of bodies and the plan's number; an action that states nothing has no such keys."""
    stated = {"reference": "1.1", "due": "2027-03", "lead": ["river-trust"]}
    assert {key: items["act-01"][key] for key in stated} == stated
    assert items["act-01"]["partners"] == ["housing-association", "publisher"]
    assert items["act-03"]["due"] is None
    assert not {"reference", "lead", "partners"} & items["act-03"].keys()
    assert faults("item", items["act-01"]) == faults("item", items["act-03"]) == []


def test_the_table_has_a_column_for_what_some_action_states(site: Site, files: dict[str, bytes]) -> None:
    """Identifiers joined with semicolons, as those named; a plan that states nothing has no such column."""
    rows = {row["id"]: row for row in table(files["data/actions.csv"])}
    stated = {"reference": "1.1", "due": "2027-03", "lead": "river-trust", "partners": "housing-association; publisher"}
    assert {key: rows["act-01"][key] for key in stated} == stated
    assert rows["act-03"]["lead"] == rows["act-03"]["reference"] == ""
    described = next(
        one for one in exports.every_table(site.framework, site.links) if one.address == "data/actions.csv"
    )
    unfilled = {field.name for field in described.fields if field.optional} - {*rows["act-01"]}
    assert [*rows["act-01"]] == [field.name for field in described.fields if field.name not in unfilled]
    assert not unfilled & {*stated}
    plain = planned.site_of(planned.MINIATURE)
    assert "lead" not in {field.name for field in exports.every_table(plain.framework, plain.links)[0].fields}


def test_the_spreadsheet_has_names(site: Site) -> None:
    """In the sheet of actions, after the wording."""
    sheet, rows = sheets.rows(site.framework, site.mentions, site.links, site.ledger)[0]
    row = next(row for row in rows if row["id"] == "act-01")
    headings = {column.heading: row[column.field] for column in sheet.columns}
    assert (headings["Number in the framework"], headings["Due"]) == ("1.1", "2027-03")
    assert headings["Lead"] == ["Rowan Rivers Trust"]
    assert headings["Partners"] == ["Glen Rowan Housing Association", "Glen Rowan Council"]


def test_linked_data_says_who_drives_an_action(files: dict[str, bytes]) -> None:
    """And who takes part; the publisher is not claimed where it has not approved the site."""
    graph = {one["id"]: one for one in json.loads(files["data/framework.jsonld"])["@graph"]}
    action = graph[f"{SITE}2024-28/act-01/"]
    assert action["agent"] == [f"{SITE}bodies/river-trust/"]
    assert action["participant"] == [f"{SITE}bodies/housing-association/"]
    assert (action["position"], action["temporalCoverage"]) == ("1.1", "../2027-03")


@pytest.mark.parametrize("number", [1, 2])
def test_a_plan_in_stratml_has_roles(site: Site, files: dict[str, bytes], number: int) -> None:
    """The plan's own number is the sequence; Part 1 of the standard knows no roles and tells them in words."""
    edition = site.framework.current
    root = test_stratml.parsed(files[site.links.plan(edition, number)])
    assert test_stratml.misplaced(root) == []
    told = " ".join("".join(root.itertext()).split())
    assert "act-01 1.1 Rowan Rivers Trust Lead" in told
    assert "Glen Rowan Council Partner" in told
    assert "Due: March 2027." in told
    assert ("Performer" in told) == (number == 2)


# --- where readers see them -----------------------------------------------------------------------------------------


def page(site: Site, address: str, kind: str, subject: str = "") -> Here:
    """A page of the plan's only edition."""
    return Here(site, address, kind, subject, edition_id="2024-28")


def shown(views: object) -> str:
    """What a page shows, as text without its elements."""
    html = str(render_all([views] if isinstance(views, View) else views))  # type: ignore[arg-type]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


LINE = (
    "Number in the framework: 1.1 · Due: March 2027 · Lead: Rowan Rivers Trust · "
    "Partners: Glen Rowan Housing Association and Glen Rowan Council"
)


def test_the_page_of_an_action_says_what_the_plan_states(site: Site) -> None:
    """In a section of its own, which is not there where nothing is stated; nothing stated is called absent."""
    here = page(site, "2024-28/act-01/", "action", "act-01")
    assert shown(in_the_plan(here)).startswith("Details Number in the framework 1.1 Due March 2027 Lead Rowan")
    assert "not" not in shown(connections(here)).lower().split()
    nothing = page(site, "2024-28/act-03/", "action", "act-03")
    assert in_the_plan(nothing) == []
    assert "Not named: a lead or owner. Date not stated." in shown(connections(nothing))


@pytest.mark.parametrize("listed", [all_actions, print_document, actions])
def test_every_list_of_actions_says_it(site: Site, listed: Callable[[Here], list[View]]) -> None:
    """On one line under the wording; an action that states nothing has no such line."""
    text = shown(listed(page(site, "2024-28/somewhere/", "priority", "pri-1")))
    assert LINE in text
    assert "Number in the framework: 1.2 · Due: 2026 · Lead: Glen Rowan Council" in text
    assert text.count("Number in the framework") == 2


def test_documents_say_it_under_the_wording(site: Site) -> None:
    """In a file to take away it is a note of the action; and of the words of a version."""
    here = page(site, "2024-28/pri-1/", "priority", "pri-1")
    notes = {part.id: part.notes for part in parts_of(here, actions(here)) if isinstance(part, Entry)}
    assert LINE in notes["act-01"]
    assert notes["act-03"] == ["Names Rowan Rivers Trust"]


def test_a_list_is_narrowed_by_who_leads_and_by_year(site: Site) -> None:
    """Each choice counts what it picks, and what states nothing can be picked too."""
    choice = for_actions(page(site, "2024-28/actions/", "edition-part"))
    choices = {field.name: [(one.value, one.text) for one in field.choices] for field in choice.fields}
    assert choices["lead"] == [
        ("publisher", "Glen Rowan Council (1)"), ("river-trust", "Rowan Rivers Trust (1)"),
        ("not-stated", "Not stated (3)"),
    ]  # fmt: skip
    assert choices["due"] == [("2026", "2026 (1)"), ("2027", "2027 (1)"), ("not-stated", "Not stated (3)")]


def test_a_plan_that_states_nothing_is_not_narrowed_by_it() -> None:
    """No choice, no line and no section where no action of the plan states anything."""
    plain = planned.site_of(planned.MINIATURE)
    here = page(plain, "2024-28/actions/", "edition-part")
    assert not {"lead", "due"} & {field.name for field in for_actions(here).fields}
    assert "Number in the framework" not in shown(all_actions(here))
    assert due_dates(here) == []
    assert answers_for(page(plain, "bodies/river-trust/", "body", "river-trust")) == []


def test_the_page_of_a_body_lists_what_it_leads(site: Site) -> None:
    """And what it is a partner in; the list of bodies counts both."""
    here = page(site, "bodies/river-trust/", "body", "river-trust")
    assert shown(answers_for(here)).startswith("Leads 1 action 2024–28: 1 Rivers and paths Action 1 Work with")
    assert "Rowan Rivers Trust 2 actions. Leads 1 action" in shown(bodies(here))
    assert "Glen Rowan Housing Association 1 action. Partner in 1 action" in shown(bodies(here))


def test_dates_stand_on_the_timeline_and_in_the_calendar(site: Site) -> None:
    """Each as exact as it is stated, the earliest first."""
    text = shown(due_dates(page(site, "timeline/", "page")))
    assert text.index("Action 2 (1.2)") < text.index("Action 1 (1.1)")
    moments = {moment.id: (moment.when, moment.what) for moment in calendar.moments(site.framework, site.links)}
    assert moments["act-01"] == ("2027-03", "Action 1 (1.1) is due")
    assert "act-03" not in moments


def test_the_search_knows_the_number_and_the_bodies(site: Site) -> None:
    """What the plan calls an action is a name of it, as its identifier is."""
    records = {record.address: record for record in search.records(site, [])}
    also = records["2024-28/act-01/"].also
    assert {"1.1", "Rowan Rivers Trust", "Glen Rowan Housing Association", "Glen Rowan Council"} <= {*also}
    assert "" not in records["2024-28/act-03/"].also


def test_a_part_of_an_action_may_state_them_too(root: Path, tmp_path: Path) -> None:
    """A list picks the action by what its part states; who leads it is counted as leading a part."""
    plan = Path(shutil.copytree(root, tmp_path / "plan"))
    planned.state(plan, {"lending our tools to neighbours.\n": PART})
    assert check(load(plan)) == []
    here = page(planned.site_of(plan), "2024-28/actions/", "edition-part")
    choices = {field.name: [one.text for one in field.choices] for field in for_actions(here).fields}
    assert choices["lead"] == ["Glen Rowan Council (1)", "Rowan Rivers Trust (2)", "Not stated (2)"]
    assert "Rowan Rivers Trust 2 actions. Leads 1 action and 1 part" in shown(bodies(here))
    assert shown(due_dates(here)).index("(1.3.1)") > 0


PART = """\
    parts:
      - text: Mend the bridge at the mill first.
        source: new
        reference: 1.3.1
        due: 2025-06
        lead: [river-trust]
"""


# --- how they are proposed ---

PROPOSED = """\
decided: 2026-03-02
decided_by: The council
reason: Asked for by the Trust.
changes:
  - reword: act-01
    field: due
    from: 2027-03
    to: 2027-06
  - reword: act-01
    field: reference
    from: "1.1"
    to: 1.1a
  - reword: act-03
    field: due
    to: 2028
  - entries: act-01
    field: lead
    from: [river-trust]
    to: [river-trust, publisher]
  - entries: act-01
    field: partners
    from: [housing-association, publisher]
    to: [housing-association]
  - add: action
    under: pri-1
    text: Light the path to the mill.
    reference: "1.4"
    due: 2027-12
    lead: [publisher]
"""


def test_they_are_proposed_published_and_given_back(root: Path, tmp_path: Path) -> None:
    """A proposal changes and adds them; publishing writes them; undoing gives what stood there before."""
    plan = Path(shutil.copytree(root, tmp_path / "plan"))
    publishing.publish(plan, bench.DAY)
    before = bench.words(plan)
    pending = plan / "framework/changes/pending"
    pending.mkdir(exist_ok=True)
    (pending / "asked.yml").write_text(PROPOSED, encoding="utf-8")
    project = Project.read(plan)
    assert [problem.what for problem in project.problems] == []
    told = "\n".join(line for laid in project.overlay.laid for line in sentences(laid))
    assert "act-01, due: [-2027-03-]{+2027-06+}" in told
    assert "act-01, lead: {+publisher+}" in told
    assert "Light the path to the mill.’\n  reference: 1.4\n  due: 2027-12\n  lead: publisher" in told
    publishing.publish(plan, bench.DAY)
    now = bench.words(plan)
    assert (now["act-01"]["due"], now["act-01"]["reference"], now["act-03"]["due"]) == ("2027-06", "1.1a", "2028")
    assert (now["act-01"]["lead"], now["act-06"]["lead"]) == (["river-trust", "publisher"], ["publisher"])
    assert now["act-01"]["partners"] == ["housing-association"]
    change = planned.site_of(plan).ledger.changes[-1]
    back = undoing(change, before, now)
    assert back.left == ()
    undone = {"decided": bench.DAY, "decided_by": "The council", "reason": "As before.", "changes": [*back.changes]}
    (pending / "back.yml").write_text(dump(undone), encoding="utf-8")
    publishing.publish(plan, bench.DAY)
    after = bench.words(plan)
    assert {name: after[name] for name in ("act-01", "act-03")} == {name: before[name] for name in ("act-01", "act-03")}
    assert after["act-06"]["retired"] is True


def test_a_command_adds_an_action_with_a_date(root: Path, tmp_path: Path) -> None:
    """Its further keys stand after its words in the proposal, which begins with what it adds."""
    plan = Path(shutil.copytree(root, tmp_path / "plan"))
    publishing.publish(plan, bench.DAY)
    keys = ["--set", "due=2027-12", "--set", "lead=river-trust; publisher"]
    why = ["--reason", "Asked for.", "--decided-by", "The council", "--decided", bench.DAY, "--yes"]
    with pytest.MonkeyPatch.context() as context:
        context.chdir(plan)
        done = CliRunner().invoke(main, ["add", "action", "--priority", "pri-1", "--text", "Light it.", *keys, *why])
    assert done.exit_code == 0, done.output
    [file] = (plan / "framework/changes/pending").glob("*.yml")
    assert file.read_text("utf-8").endswith(
        "  - add: action\n    under: pri-1\n    text: Light it.\n    due: 2027-12\n    lead: [river-trust, publisher]\n"
    )


def desk(plan: Site, expression: str) -> Any:
    """What the form works out of a plan."""
    return node(f"learn(given) || ({expression})", json.loads(orjson.dumps(suggest.knowledge(plan))))


def test_the_form_offers_them_where_the_plan_states_any(site: Site) -> None:
    """For each of its actions, and for nothing else; a plan that states none has the form that it had."""
    fields, lists = "known.fields.action?.map((field) => field.name)", "known.lists.action?.map((one) => one.name)"
    assert desk(site, f"[{fields}, {lists}]") == [["text", "reference", "due"], ["lead", "partners"]]
    assert desk(site, "known.fields.aspiration || known.lists.aspiration || null") is None
    plain = planned.site_of(planned.MINIATURE)
    assert desk(plain, f"[{fields} || null, {lists} || null, known.answerable || null]") == [None, None, None]


def test_the_form_writes_who_leads_by_name(site: Site) -> None:
    """A name a line; what is no body of the site is said; such a change needs a reason, and a date is read as typed."""
    edit = "{ kind: 'entries', item: 'act-01', values: { list: 'lead', lines: %r } }"
    known = edit % "Rowan Rivers Trust\nglen rowan council"
    assert desk(site, f"[asChange({known}), isChange({known}), needsReason({known}), problems({known})]") == [
        {"entries": "act-01", "field": "lead", "from": ["river-trust"], "to": ["river-trust", "publisher"]},
        True, True, {},
    ]  # fmt: skip
    assert "“The Otters” is not among the bodies" in desk(site, f"problems({edit % 'The Otters'}).lines")
    assert desk(site, "standing(itemOf({item: 'act-01'}), 'partners').lines").split("\n") == [
        "Glen Rowan Housing Association", "Glen Rowan Council",
    ]  # fmt: skip
    due = "{ kind: 'reword', item: 'act-01', field: 'due', values: { words: '6/2027' } }"
    assert desk(site, f"asChange({due})") == {"reword": "act-01", "field": "due", "from": "2027-03", "to": "2027-06"}


def test_the_form_leaves_a_new_action_with_a_date_to_its_file(site: Site) -> None:
    """It has no fields for these of something new, and would lose them."""
    new = "{ add: 'action', under: 'pri-1', text: 'Light the path.', due: '2027-12' }"
    assert desk(site, f"asEdit({new})") is None
    assert desk(site, f"asEdit({new.replace(', due', ', source')})")["kind"] == "add"


# --- how a change of them is told -------------------------------------------------------------------------------------

#: What is edited → its sentence in the receipt, and what the page of the change says of the item.
CHANGED = {
    "a date that slips": (
        ("due: 2027-03", "due: 2027-06"),
        "Action 1 slips from March 2027 to June 2027.",
        "Slipped from March 2027 to June 2027.",
    ),
    "a date that is brought forward": (
        ("due: 2027-03", "due: 2026-12-01"),
        "Action 1 is brought forward from March 2027 to 1 December 2026.",
        "Brought forward from March 2027 to 1 December 2026.",
    ),
    "a date that is only less exact": (
        ("due: 2027-03", "due: 2027"),
        "Action 1 has a new date.",
        "Its date: March 2027, now 2027.",
    ),
    "a date that is taken away": (
        ("    due: 2027-03\n", ""),
        "The date of Action 1 is taken out.",
        "Its date: March 2027, now not stated.",
    ),
    "another lead": (
        ("    lead: [river-trust]\n", ""),
        "Who leads Action 1 is changed.",
        "Who leads it: Rowan Rivers Trust, now not stated.",
    ),
    "other partners": (
        ("partners: [housing-association, publisher]", "partners: [publisher]"),
        "The partners in Action 1 are changed.",
        "Who are partners in it: Glen Rowan Housing Association and Glen Rowan Council, now Glen Rowan Council.",
    ),
    "another number": (
        ("reference: 1.1", "reference: 2.1"),
        "The number of Action 1 in the framework is changed.",
        "Its number in the framework: 1.1, now 2.1.",
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_change_needs_a_reason_and_is_told_in_words(root: Path, tmp_path: Path, name: str) -> None:
    """It opens a version; the receipt and the page of the change name bodies, months and numbers as a reader does."""
    (old, new), sentence, note = CHANGED[name]
    plan = Path(shutil.copytree(root, tmp_path / "plan"))
    publishing.publish(plan, bench.DAY)
    bench.edit(plan, planned.RIVERS, old, new)
    assert [problem.code for problem in bench.problems(plan)] == ["unexplained"]
    bench.because(plan, "because", "act-01")
    publication = publishing.prepare(plan, bench.DAY)
    assert publication is not None
    assert sentence in receipt.receipt(publication, plan)["sentences"]
    bench.seal_here(plan)
    after = planned.site_of(plan)
    sealed = after.ledger.changes[-1].records["act-01"]
    shown = item_change(Here(after, "changes/chg-0002/"), "act-01", "act-01", sealed)
    assert (sealed.kind, shown.note) == ("amended", note)
    assert broken(after.ledger, thorough=True) == []


def test_two_dates_that_slip_are_each_told(root: Path, tmp_path: Path) -> None:
    """The title counts them, and a sentence follows for each."""
    plan = Path(shutil.copytree(root, tmp_path / "plan"))
    publishing.publish(plan, bench.DAY)
    bench.edit(plan, planned.RIVERS, "due: 2027-03", "due: 2027-06")
    bench.edit(plan, planned.RIVERS, "due: 2026\n", "due: 2027\n")
    bench.because(plan, "because", "act-01", "act-02")
    publication = publishing.prepare(plan, bench.DAY)
    assert publication is not None
    assert receipt.receipt(publication, plan)["sentences"][:3] == [
        "Action 1 and Action 2 slip to later dates.",
        "Action 1 slips from March 2027 to June 2027.",
        "Action 2 slips from 2026 to 2027.",
    ]


def test_the_words_of_a_version_hold_them(root: Path, tmp_path: Path) -> None:
    """Its text and its page say what the plan stated then; an action that stated nothing says nothing."""
    plan = Path(shutil.copytree(root, tmp_path / "plan"))
    publishing.publish(plan, bench.DAY)
    after = planned.site_of(plan)
    [version] = after.ledger.versions_of("2024-28")
    stated = "(the plan’s own number 1.1; due 2027-03; lead river-trust; partners housing-association, publisher)"
    assert f"along both rivers. [act-01] {stated}" in version.text
    assert "lending our tools to neighbours. [act-03] (also involves" in version.text
    [section] = version_words(Here(after, "2024-28/versions/1/", "version", "2024-28/1", edition_id="2024-28"))
    shown = {row.id: row.stated for part in section.body for row in part.rows}
    bodies = "Lead: Rowan Rivers Trust · Partners: Glen Rowan Housing Association and Glen Rowan Council"
    assert shown["v-act-01"] == f"Number in the framework: 1.1 · Due: March 2027 · {bodies}"
    assert shown["v-act-03"] == shown["v-pri-1"] == ""
