"""The commands as an editor meets them: what they say, what they refuse, and that they touch only what they must."""

from __future__ import annotations

import ast
import difflib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from strategic_framework.commands.main import main
from strategic_framework.language import command_line
from strategic_framework.ledger import store, verify
from strategic_framework.site.project import Project
from tests.conftest import clone, run
from tests.ledger import bench
from tests.ledger.bench import HOMES, RIVERS, edit

WHY = ("--reason", "It was decided.", "--decided-by", "The council", "--decided", "2026-03-01", "--yes")
PUBLISH = ("publish", "--yes", "--date", "2026-03-09")


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with comments and an order of its own, published once."""
    root = clone(tmp_path_factory.mktemp("start"), content=bench.MINIATURE)
    edit(root, RIVERS, "  - id: act-02\n", "  # About the walks.\n\n  - id: act-02  # walks\n")
    bench.publishing.publish(root, bench.DAY)
    return root


@pytest.fixture
def work(start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to work in, and the place where commands are given."""
    root = Path(shutil.copytree(start, tmp_path / "work"))
    monkeypatch.chdir(root)
    return root


def give(*arguments: str) -> Result:
    """Give a command; it never falls over."""
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    assert "Traceback" not in done.output
    return done


def done(*arguments: str) -> str:
    """What a command says that succeeds."""
    result = give(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


def changed(before: dict[str, bytes], root: Path) -> dict[str, list[str]]:
    """File → its lines that came (+) and went (-)."""
    after = bench.tree(root)
    found = {}
    for name in sorted({*before, *after}):
        old, new = (side.get(name, b"").decode().splitlines() for side in (before, after))
        lines = list(difflib.unified_diff(old, new, lineterm="", n=0))
        if lines:
            found[name] = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return found


# --- refusals ---------------------------------------------------------------------------------------------------------

#: Command → exit status, and what is said.
REFUSED: list[tuple[tuple[str, ...], int, str]] = [
    (("explain",), 1, "Nothing needs a reason"),
    (("explain", "act-01", *WHY), 1, "act-01"),
    (("explain", "act-99", *WHY), 1, "act-99"),
    (("retire", "act-02"), 2, "Missing: --reason, --decided-by, --decided. Nothing has been changed."),
    (("retire", "act-02", *WHY[:2]), 2, "Missing: --decided-by, --decided. Nothing has been changed."),
    (("retire", "act-02", *WHY[:6]), 2, "Add --yes to do it. Nothing has been changed."),
    (("retire", "act-02", *WHY[:5], "yesterday", "--yes"), 2, "yesterday is not a day. A day is written 2026-11-20."),
    (("retire", "act-02", "--reason", " ", *WHY[2:]), 2, "Missing: --reason."),
    (("retire", "act-99", *WHY), 1, "There is no act-99 here."),
    (("retire", "act-02", "--replaced-by", "act-99", *WHY), 1, "There is no act-99 here."),
    (("retire",), 2, "Name the items, or a table of them: --table FILE."),
    (("restore",), 2, "Name the items, or a table of them: --table FILE."),
    (("retire", "act-02", "act-98", "act-99", *WHY), 1, "There is no act-98 here. The identifier is in the address of "
     "the item’s page.\nThere is no act-99 here."),
    (("retire", "pri-1", *WHY), 2, "pri-1 has 3 actions and 2 aspirations in force. Add --with-items"),
    (("move", "act-02", *WHY), 2, "Name the items and then their priority"),
    (("add", *WHY), 2, "Say what to add, and where"),
    (("new-source", "The Plan", "--text", "mkdocs.yml"), 2, "Use small letters, digits and hyphens"),
    (("new-source", "bulletin", "--text", "mkdocs.yml", "--yes"), 1, "There is something called bulletin already."),
    (("new-source", "river-trust", "--text", "mkdocs.yml", "--yes"), 1, "There is something called river-trust"),
    (("new-source", "map", "--text", "mkdocs.yml", "--yes"), 2, "Missing: --title, --short, --author, --kind, --date "
     "or --undated."),
    (("restore", "act-02", *WHY), 1, "act-02 is so already: this would change nothing."),
    (("restore", "act-99", *WHY), 1, "There is no act-99 here."),
    (("move", "act-02", "pri-1", *WHY), 1, "act-02 is so already: this would change nothing."),
    (("move", "act-02", "act-01", *WHY), 1, "moves to another priority"),
    (("move", "pri-1", "pri-2", *WHY), 1, "moves to another priority"),
    (("move", "act-02", "pri-9", *WHY), 1, "There is no pri-9 here."),
    (("move", "act-02", "pri-2"), 2, "Missing: --reason"),
    (("move", "prin-1", "pri-2", *WHY), 1, "prin-1"),
    (("add", "action", *WHY), 2, "--priority"),
    (("add", "action", "--priority", "pri-1", *WHY), 2, "Give its words: --text “…”."),
    (("add", "action", "--priority", "pri-9", "--text", "Words.", *WHY), 1, "There is no pri-9 here."),
    (("add", "action", "--priority", "act-01", "--text", "Words.", *WHY), 1, "No action can stand in act-01."),
    (("add", "song", "--priority", "pri-1", "--text", "Words.", *WHY), 1, "“add” cannot be “song”. Write “action”"),
    (("review", "act-99", *WHY), 1, "There is no act-99 here."),
    (("review", "act-01"), 2, "Missing: --reason"),
    (("history", "act-99"), 1, "There is no act-99."),
    (("new-update", "act-01"), 2, "Missing: kind, title, source, date, quote."),
    (("new-update", "act-99"), 1, "There is no act-99 here."),
    (("new-update", "act-01", "--date", "2026-02", "--kind", "result", "--title", "Willow stands", "--source",
      "nowhere", "--quote", "Words.", "--yes"), 1, "nowhere"),
    (("new-update", "act-01", "--date", "2026-02", "--kind", "result", "--title", "Willow stands", "--source",
      "bulletin", "--quote", "Words that nobody wrote.", "--yes"), 1, "bulletin"),
    (("new-update", "act-01", "--kind", "plan", "--title", "Willow", "--source", "warm-glen"), 2, "Missing: said."),
    (("new-update", "act-01", "--kind", "plan", "--title", "Willow", "--source", "warm-glen", "--said", "It will be.",
      "--near", "act-02", "--yes"), 1, "The update says that act-02 is near, and is not about act-02."),
    (("new-update", "act-01", "--kind", "plan", "--title", "Willow", "--source", "warm-glen", "--quote", "It will be.",
      "--said", "It will be.", "--yes"), 1, "Write said: instead"),
    (("new-edition", "next"), 2, "An edition is called after its years, such as 2027-31."),
    (("new-edition", "2024-28", "--yes"), 1, "There is an edition 2024-28 already."),
    (("new-edition", "2028-32"), 2, "Add --yes to do it."),
    (("publish", "--date", "soon", "--yes"), 2, "soon is not a day. A day is written 2026-11-20."),
    (("preview", "--format", "song"), 2, "song"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "status", "words"), REFUSED, ids=lambda part: " ".join(part[:4])
                         if isinstance(part, tuple) else "")  # fmt: skip
def test_a_refusal(work: Path, command: tuple[str, ...], status: int, words: str) -> None:
    """A refusal says why in plain words, with its exit status, and changes nothing."""
    before = bench.tree(work)
    result = give(*command)
    assert words in result.output
    assert result.exit_code == status
    assert bench.tree(work) == before


def test_publishing_is_refused_while_something_is_unexplained(work: Path) -> None:
    """Neither the receipt nor publishing goes past an edit without its reason."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    before = bench.tree(work)
    for command in (PUBLISH, ("preview", "--date", "2026-03-09")):
        result = give(*command)
        assert result.exit_code == 1
        assert "Type framework explain act-01 and say why." in result.output
    assert bench.tree(work) == before


def test_publishing_before_the_last_publication_is_refused(work: Path) -> None:
    """Days of publication go forwards."""
    edit(work, RIVERS, "plant willow", "plant willow,")
    result = give("publish", "--yes", "--date", "2026-03-01")
    assert (result.exit_code, "2026-03-01 is before that" in result.output) == (1, True)


def test_nothing_to_explain_before_the_first_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is published yet, the commands say so."""
    root = clone(tmp_path, content=bench.MINIATURE)
    monkeypatch.chdir(root)
    for command in (("explain", "act-01", *WHY), ("retire", "act-01", *WHY), ("review", "act-01", *WHY)):
        result = give(*command)
        assert result.exit_code == 1
        assert "Nothing has been published yet" in result.output
    assert "Nothing has been published yet." in done("verify")


def test_a_folder_without_a_framework(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the wrong folder every command says so, and none falls over."""
    monkeypatch.chdir(tmp_path)
    for command in (("explain", *WHY), ("preview",), PUBLISH, ("verify",), ("history", "act-01"),
                    ("review", "act-01", *WHY), ("retire", "act-01", *WHY), ("restore", "act-01", *WHY),
                    ("move", "act-01", "pri-2", *WHY), ("new-update", "act-01"), ("new-edition", "2028-32", "--yes"),
                    ("add", "action", "--priority", "pri-1", "--text", "Words.", *WHY)):  # fmt: skip
        result = give(*command)
        assert result.exit_code == 1, command
        assert "framework" in result.output
    assert list(tmp_path.iterdir()) == []


# --- what each does, and no more --------------------------------------------------------------------------------------


def test_explain(work: Path) -> None:
    """The reason is written to a file of its own, and the edit is left alone."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    before = bench.tree(work)
    said = done("explain", "act-01", *WHY)
    assert "plant {+much +}willow" in said
    [(name, lines)] = changed(before, work).items()
    assert name.startswith("changes/pending/")
    assert lines == [
        "+items: [act-01]",
        "+decided: 2026-03-01",
        "+decided_by: The council",
        "+reason: It was decided.",
    ]
    assert bench.told(work) == []


def test_explain_takes_everything_by_default(work: Path) -> None:
    """Without an item it explains all that differs, by identifier, or by opening words where there is none yet."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    edit(work, HOMES, "aspirations:\n", "  - text: Lend every house a thermometer.\n    source: new\naspirations:\n")
    done("explain", *WHY)
    assert bench.told(work) == []
    [pending] = store.read(work).pending
    assert set(pending.reason.items) == {"act-01", "Lend every house a thermometer."}


def test_explain_tells_new_items_apart(work: Path) -> None:
    """Two new items that begin with the same eight words are each named by as many words as it takes."""
    words = "Lend every household in the glen a good thermometer"
    new = "".join(f"  - text: {words} and a {thing}.\n    source: new\n" for thing in ("kettle", "lamp"))
    edit(work, HOMES, "aspirations:\n", f"{new}aspirations:\n")
    done("explain", *WHY)
    assert bench.told(work) == []
    done(*PUBLISH)
    assert {"act-06", "act-07"} <= set(bench.words(work))


def proposed(before: dict[str, bytes], root: Path) -> list[str]:
    """The lines of the proposals that came; nothing else did."""
    found = changed(before, root)
    assert all(name.startswith("changes/pending/") for name in found), found
    return [line.removeprefix("+") for lines in found.values() for line in lines]


#: The first lines of every proposal that is made with `WHY`.
HEAD = ["decided: 2026-03-01", "decided_by: The council", "reason: It was decided.", "changes:"]


def test_reword(work: Path) -> None:
    """The words that stand there and the new ones are one file; the content files wait for the publication."""
    before = bench.tree(work)
    new = " Work with the Rowan Rivers Trust to plant much  willow along both rivers. "
    said = done("reword", "act-01", "--to", new, *WHY)
    assert "act-01: Work with the Rowan Rivers Trust to plant {+much +}willow along both rivers." in said
    assert proposed(before, work) == [
        *HEAD, "  - reword: act-01", "    from: >-",
        "      Work with the Rowan Rivers Trust to plant willow along both rivers.", "    to: >-",
        "      Work with the Rowan Rivers Trust to plant much willow along both rivers.",
    ]  # fmt: skip
    done("reword", "pri-1", "--field", "due", "--to", "2027-12", *WHY)
    done(*PUBLISH)
    words = bench.words(work)
    assert ("much willow" in words["act-01"]["text"], words["pri-1"]["due"]) == (True, "2027-12")


def test_reword_asks_in_an_editor(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --to the words stand in the editor that is named; wholly new ones are asked about once."""
    monkeypatch.setattr("strategic_framework.commands.edit.is_terminal", lambda: True)
    monkeypatch.setattr("strategic_framework.commands.common.is_terminal", lambda: True)
    monkeypatch.setenv("VISUAL", "sed -i s/willow/alder/")
    said = CliRunner().invoke(main, ("reword", "act-01"), input="Alder holds better.\nThe council\n2026-03-01\ny\n")
    assert said.exit_code == 0, said.output
    assert "plant [-willow-]{+alder+} along" in said.output
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR", raising=False)
    answers = "Lend thermometers to schools.\ny\nIt is warmer.\nThe council\n2026-03-01\ny\n"
    said = CliRunner().invoke(main, ("reword", "act-02"), input=answers)
    assert said.exit_code == 0, said.output
    assert said.output.count("Is act-02 the same thing in other words?") == 1
    assert Project.read(work).content_problems == []


def test_retire_and_restore(work: Path) -> None:
    """A proposal each; published, the lines come under the identifier and go again: comments and layout stay."""
    before = bench.tree(work)
    said = done("retire", "act-02", "--replaced-by", "act-03", *WHY)
    assert "No longer in force, and act-03 takes its place: act-02, ‘Walk every footpath once a year" in said
    assert proposed(before, work) == [*HEAD, "  - retire: act-02", "    replaced_by: act-03"]
    done(*PUBLISH)
    name = RIVERS.removeprefix("framework/")
    assert changed(before, work)[name] == ["+    retired: true", "+    replaced_by: act-03"]
    middle = bench.tree(work)
    done("restore", "act-02", *WHY)
    assert proposed(middle, work) == [*HEAD, "  - restore: act-02"]
    done("publish", "--yes", "--date", "2026-03-10")
    assert bench.tree(work)[name] == before[name]
    assert [change.kinds[0] for change in store.read(work).changes[1:]] == ["retired", "restored"]


def test_move(work: Path) -> None:
    """A proposal; published, the entry's own lines go from the one file to the other."""
    before = bench.tree(work)
    done("move", "asp-02", "pri-2", *WHY)
    assert proposed(before, work) == [*HEAD, "  - move: asp-02", "    under: pri-2"]
    done(*PUBLISH)
    found = changed(before, work)
    entry = ["  - id: asp-02", "    text: >-", "      The rivers will be clean enough to swim in."]
    assert found[RIVERS.removeprefix("framework/")] == [f"-{line}" for line in entry]
    assert found[HOMES.removeprefix("framework/")] == [f"+{line}" for line in entry]
    assert bench.words(work)["asp-02"]["in"] == "pri-2"


def test_add(work: Path) -> None:
    """A proposal; published, a new entry stands where it was meant, with the number that the proposal showed."""
    before = bench.tree(work)
    text = "Lend: 'every'  household # a “thermometer”."
    done("add", "action", "--priority", "pri-1", "--after", "act-01", "--text", text, *WHY)
    quoted = "text: \"Lend: 'every' household # a “thermometer”.\""
    assert proposed(before, work) == [
        *HEAD,
        "  - add: action",
        "    under: pri-1",
        "    after: act-01",
        f"    {quoted}",
    ]
    done(*PUBLISH)
    added = ["+  - id: act-06", f"+    {quoted}", "+    source: new"]
    assert changed(before, work)[RIVERS.removeprefix("framework/")] == added
    assert bench.words(work)["pri-1"]["order"][2:5] == ["act-01", "act-06", "act-02"]


def test_what_is_no_item_is_added_by_its_keys(work: Path) -> None:
    """A body needs no reason; a priority does, and gets its number when it is published."""
    before = bench.tree(work)
    said = done("add", "bodies/otter-group", "--set", "name=Glen Otter Group", "--set", "aliases=Otter Group; otters",
                "--yes")  # fmt: skip
    assert "New: bodies/otter-group\n  name: Glen Otter Group\n  aliases: Otter Group, otters\n" in said
    assert proposed(before, work) == ["changes:", "  - add: bodies/otter-group", "    name: Glen Otter Group",
                                      "    aliases: [Otter Group, otters]"]  # fmt: skip
    boats = ("add", "priority", "--priority", "2024-28", "--set", "title=A boat on every loch", "--set",
             "nav_label=Boats", "--set", "actions=Build a boat for each loch.; Teach every child to row.")  # fmt: skip
    assert "Missing: --reason" in give(*boats).output
    done(*boats, *WHY)
    done("reword", "bodies/housing-association", "--field", "aliases", "--to", "GRHA; the association", "--yes")
    done(*PUBLISH)
    assert bench.words(work)["pri-3"]["order"] == ["act-06", "act-07"]
    assert "  aliases: [GRHA, the association]\n" in (work / "framework/bodies.yml").read_text("utf-8")
    assert "“name” is missing here." in give("add", "bodies/otters", "--set", "plain=Otters.", "--yes").output
    assert "--set name=…. This is: name." in give("add", "bodies/otters", "--set", "name", "--yes").output


def test_a_measure_is_added_by_its_keys(work: Path) -> None:
    """What it is a measure of is a list, its target a group of keys; without a source the target is refused."""
    otters = ("add", "measure", "--set", "name=Otters seen", "--set", "unit=otters", "--set", "target.value=12")
    assert "“source” is missing" in give(*otters, "--priority", "pri-1", *WHY).output
    said = done(*otters, "--set", "under=pri-1; asp-02", "--set", "target.source=plan-2024", *WHY)
    assert "New measure of pri-1 and asp-02: ‘Otters seen’, in otters\n  target: 12, from plan-2024\n" in said
    done(*PUBLISH)
    assert bench.words(work)["mea-01"]["target"] == {"value": "12", "source": "plan-2024"}


def test_punctuation_is_reworded_without_a_reason(work: Path) -> None:
    """What the ledger calls cosmetic asks for nobody's decision."""
    done("reword", "act-02", "--to", "Walk every footpath once a year and publish what was found.", "--yes")
    done(*PUBLISH)
    assert [change.kinds for change in store.read(work).changes[1:]] == [("cosmetic",)]


def test_split_and_merge(work: Path) -> None:
    """What an item becomes carries it on; what is merged is retired in favour of the one that stays."""
    parts = ("--into", "Walk every footpath once a year.", "--into", "Publish what was found on the paths.")
    said = done("split", "act-02", *parts, *WHY)
    assert "Split into 2: act-02, ‘Walk every footpath" in said
    assert "merge" in done("merge", "act-04", "act-05", "--into", "act-04", *WHY)
    done(*PUBLISH)
    words = bench.words(work)
    assert [words[name]["continues"] for name in ("act-06", "act-07")] == ["act-02", "act-02"]
    assert (words["act-02"]["retired"], words["act-05"]["replaced_by"]) == (True, "act-04")


#: A table, the command → what is said of it.
BAD_TABLES: list[tuple[str, str, str]] = [
    ("", "retire", "needs a first line with the names of its columns. Missing: item."),
    ("item\n", "retire", "has no rows below its first line."),
    ("itm\nact-02\n", "retire", "has a column itm. Did you mean item?"),
    ("item,colour\nact-02,red\n", "retire", "has a column colour. It may have item, replaced_by, reason, decided_by,"),
    ("item,replaced_by\nact-98,\nact-02,act-99\n", "retire",
     "Line 2: There is no act-98 here. The identifier is in the address of the item’s page.\nLine 3: There is no"),
    ("item,decided\nact-02,yesterday\n", "retire", "Line 2: yesterday is not a day. A day is written 2026-11-20."),
    ("item\nact-01\n", "restore", "Line 2: act-01 is so already: this would change nothing."),
    ("item,priority\nact-01,\n", "move", "Line 2: Its priority is empty."),
    ("item,priority\nact-01,past-1\n", "move",
     "Line 2: act-01 stands in the edition 2024-28 and past-1 in the edition 2020-24."),
    ("kind,priority,text\nsong,pri-1,La la\n", "add", "Line 2: “add” cannot be “song”. Write “action”, “aspiration”,"),
    ("item\nact-01\n", "explain", "Line 2: act-01 is as it was published: there is nothing to explain."),
]  # fmt: skip


@pytest.mark.parametrize(("table", "command", "said"), BAD_TABLES)
def test_a_table_is_refused_line_by_line(work: Path, table: str, command: str, said: str) -> None:
    """Every fault is told with its line, and nothing is changed."""
    (work / "table.csv").write_text(table, encoding="utf-8")
    before = bench.tree(work)
    result = give(command, "--table", "table.csv", *WHY)
    assert result.exit_code in {1, 2}
    assert said in result.output
    assert "Nothing has been changed." in result.output
    assert bench.tree(work) == before


def test_a_table_that_is_not_utf_8(work: Path) -> None:
    """What an older Windows program saves is told as that."""
    (work / "table.csv").write_bytes("item\nact-02 caf\xe9\n".encode("latin-1"))
    assert "is not UTF-8. Save it as “CSV UTF-8”." in give("retire", "--table", "table.csv", *WHY).output


def test_many_are_retired_and_restored(work: Path) -> None:
    """A row for each item, with its replacement and a reason of its own where it has one; back they come in one go."""
    before = bench.tree(work)
    (work / "table.csv").write_text(
        "\ufeffItem;Replaced by;Reason;Decided by;Decided\nact-01;act-03;Done by others.;The board;2026-02-01\n"
        "act-04;;;;\n\nasp-01;;;;\n", encoding="utf-8"
    )  # fmt: skip
    assert "Written to 2 files of framework/changes/pending." in done("retire", "--table", "table.csv", *WHY)
    reasons = [(one.items, one.proposed.proposal.decided_by) for one in Project.read(work).overlay.laid]
    assert sorted(reasons) == [(("act-01",), "The board"), (("act-04", "asp-01"), "The council")]
    done(*PUBLISH)
    assert bench.words(work)["act-01"]["replaced_by"] == "act-03"
    done("restore", "act-01", "act-04", "asp-01", *WHY)
    done("publish", "--yes", "--date", "2026-03-10")
    after = bench.tree(work)
    assert [after[name.removeprefix("framework/")] for name in (RIVERS, HOMES)] == [
        before[name.removeprefix("framework/")] for name in (RIVERS, HOMES)
    ]


def test_a_priority_is_retired_with_what_is_in_force(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Retiring it asks whether its actions go with it; either answer is possible, and both are one reason."""
    before = bench.tree(work)
    monkeypatch.setattr("strategic_framework.commands.edit.is_terminal", lambda: True)
    monkeypatch.setattr("strategic_framework.commands.common.is_terminal", lambda: True)
    for answer, gone in (("n", ["pri-2"]), ("y", ["act-04", "act-05", "asp-03", "pri-2"])):
        said = CliRunner().invoke(main, ("retire", "pri-2", *WHY[:6]), input=f"{answer}\ny\n")
        assert said.exit_code == 0, said.output
        assert "pri-2 has 2 actions and 1 aspiration in force. Retire them with it?" in said.output
        [laid] = Project.read(work).overlay.laid
        assert sorted(name for name, record in laid.after.items() if record.get("retired")) == gone
        assert sorted(laid.items) == gone
        bench.put_back(work, before)
    done("retire", "pri-2", "act-04", "act-05", "asp-03", *WHY)
    bench.put_back(work, before)
    done("retire", "pri-2", "--alone", *WHY)


def test_many_are_moved(work: Path) -> None:
    """To several places at once, and from a list that is left empty into one that was: the words all stay."""
    words = {name: record.get("text") for name, record in bench.words(work).items()}
    (work / "table.csv").write_text("item,priority\nact-04,pri-1\n", encoding="utf-8")
    done("move", "act-01", "act-02", "pri-2", "--table", "table.csv", *WHY)
    [laid] = Project.read(work).overlay.laid
    now = laid.after
    assert now["pri-1"]["order"][2:] == ["act-03", "act-04", "asp-01", "asp-02"]
    assert now["pri-2"]["order"][2:] == ["act-05", "act-01", "act-02", "asp-03"]
    done("move", "asp-01", "asp-02", "pri-2", *WHY)
    done(*PUBLISH)
    assert "aspirations:" not in (work / RIVERS).read_text("utf-8")
    done("move", "asp-03", "asp-01", "pri-1", "--reason", "Back.", *WHY[2:])
    done("publish", "--yes", "--date", "2026-03-10")
    now = bench.words(work)
    assert {name: record.get("text") for name, record in now.items()} == words
    assert [now[name]["in"] for name in ("asp-01", "asp-02", "asp-03")] == ["pri-1", "pri-2", "pri-1"]


def test_many_are_added_also_to_an_empty_list(work: Path) -> None:
    """Each row is an item at the end of its list; a list that is not there is begun."""
    (work / "table.csv").write_text(
        'kind,priority,text\naction,pri-1,"Lend every house a lamp, a kettle and a map."\n'
        "action,past-1,Count the otters.\nrole,past-1,We count.\naction,past-1,Count the owls.\n", encoding="utf-8"
    )  # fmt: skip
    done("add", "--table", "table.csv", *WHY)
    done(
        "add",
        "aspiration",
        "--priority",
        "pri-2",
        "--text",
        "Every home is dry.",
        "--text",
        "Every home is light.",
        *WHY,
    )
    done(*PUBLISH)
    order = {
        name: record["order"] for name, record in bench.words(work).items() if name in {"past-1", "pri-1", "pri-2"}
    }
    assert order["pri-1"][2:6] == ["act-01", "act-02", "act-03", "act-06"]
    assert order["pri-2"][-3:] == ["asp-03", "asp-04", "asp-05"]
    assert order["past-1"] == ["role-3", "act-07", "act-08", "para-01", "para-02"]
    done("verify")


def test_many_are_explained(work: Path) -> None:
    """Each row has a reason of its own; those with the same are one change."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    edit(work, RIVERS, "once a year", "twice a year")
    edit(work, HOMES, "a visit from", "an early visit from")
    (work / "table.csv").write_text("item,reason\nact-01,Floods.\nact-02,Winter.\nact-04,Floods.\n", encoding="utf-8")
    assert "2 files of framework/changes/pending" in done("explain", "--table", "table.csv", *WHY[2:])
    found = {one.reason.reason: one.reason.items for one in store.read(work).pending}
    assert found == {"Floods.": ("act-01", "act-04"), "Winter.": ("act-02",)}
    assert bench.told(work) == []


def test_new_source(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its text is kept as it is, its entry is proposed, and it can be quoted at once; publishing lists it."""
    before = bench.tree(work)
    (work / "map.txt").write_text("A map of every path.\n", encoding="utf-8")
    done("new-source", "map", "--text", "map.txt", "--title", "The map", "--short", "the map", "--author", "A walker",
         "--kind", "map", "--date", "2026-01", "--yes")  # fmt: skip
    found = changed(before, work)
    assert found.pop("sources/map.txt") == ["+A map of every path."]
    [lines] = found.values()
    assert lines == ["+changes:", "+  - add: sources/map", "+    title: The map", "+    short: the map",
                     "+    author: A walker", "+    kind: map", "+    date: 2026-01"]  # fmt: skip
    done("new-update", "act-02", "--date", "2026-01", "--kind", "result", "--title", "A map", "--source", "map",
         "--quote", "A map of every path.", "--yes")  # fmt: skip
    done(*PUBLISH)
    assert changed(before, work)["sources.yml"] == [
        "+- id: map", "+  title: The map", "+  short: the map", "+  author: A walker", "+  kind: map",
        "+  date: 2026-01", "+  file: sources/map.txt",
    ]  # fmt: skip
    monkeypatch.setattr("strategic_framework.commands.sources.is_terminal", lambda: True)
    monkeypatch.setattr("strategic_framework.commands.common.is_terminal", lambda: True)
    answers = "A poster of paths\nthe paths\nThe council\nposter\nlast year\n\ny\n"
    said = CliRunner().invoke(main, ("new-source", "paths", "--text", "map.txt"), input=answers)
    assert said.exit_code == 0, said.output
    assert "last year is not a date." in said.output
    [path] = (work / "framework/changes/pending").glob("add-sources-paths-*.yml")
    assert "date_note: undated in the source" in path.read_text("utf-8")


def test_new_update(work: Path) -> None:
    """An update is a file of its own, numbered when it is published; its source is its reason."""
    before = bench.tree(work)
    quote = "Four of the eleven bridges have been mended"
    done("new-update", "act-03", "--date", "2025-11", "--kind", "setback", "--title", "Seven to go", "--source",
         "bulletin", "--quote", quote, "--yes")  # fmt: skip
    assert proposed(before, work)[:2] == ["changes:", "  - update: [act-03]"]
    assert "1 update is added." in done("preview", "--date", "2026-03-09")
    done(*PUBLISH)
    assert "updates/2025-11-seven-to-go.yml" in changed(before, work)
    assert bench.words(work)["upd-0006"]["about"] == ["act-03"]


def test_new_update_from_a_web_page(work: Path) -> None:
    """It says in our words what the page reports, which items are near, and no date where the page has none."""
    before = bench.tree(work)
    done("new-update", "act-04", "act-05", "--near", "act-05", "--kind", "plan", "--title", "Homes first", "--source",
         "warm-glen", "--said", "The fund says that it will begin with old homes.", "--yes")  # fmt: skip
    assert proposed(before, work)[1:3] == ["  - update: [act-04, act-05]", "    near: [act-05]"]
    done(*PUBLISH)
    sealed = bench.words(work)["upd-0006"]
    assert (sealed["said"], sealed["near"]) == ("The fund says that it will begin with old homes.", ["act-05"])
    assert not {"due", "text"} & sealed.keys()


def test_new_edition(work: Path) -> None:
    """A folder with its first files, in which the check refuses each TODO; nothing else is touched."""
    before = bench.tree(work)
    done("new-edition", "2028-32", "--yes")
    assert list(changed(before, work)) == ["editions/2028-32/1-first-priority.yml", "editions/2028-32/edition.yml"]
    found = bench.problems(work)
    assert {one.code for one in found} == {"drafting-words", "unexplained"}
    assert {one.place.file.split("/")[2] for one in found} == {"2028-32"}
    assert sum(one.code == "drafting-words" for one in found) == 8  # each TODO, and none twice
    assert give(*PUBLISH).exit_code == 1


def answered(monkeypatch: pytest.MonkeyPatch, *arguments: str, answers: tuple[str, ...]) -> str:
    """What a command asks and says at a terminal, where somebody answers."""
    with monkeypatch.context() as terminal:
        terminal.setattr("strategic_framework.commands.common.is_terminal", lambda: True)
        result = CliRunner().invoke(main, arguments, input="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    return result.output


def test_the_way_to_a_new_edition_in_force(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the command to the edition that readers meet first: what each step asks and says leads to the next."""
    decision = ("A plan ends.", "The council", "2026-03-01", "y")
    begun = answered(monkeypatch, "new-edition", "2028-32", answers=("y",))
    assert "Make these files? [y/N]" in begun
    for step in ("1. Replace every TODO in framework/editions/2028-32/. To see what is left: framework check",
                 "2. Say why there is a new edition: framework explain",
                 "3. Publish it, while 2024–28 stays in force: framework publish",
                 "4. When it takes over, write current_edition: 2028-32 in framework/framework.yml"):  # fmt: skip
        assert step in begun
    folder = work / "framework/editions/2028-32"
    head = (folder / "edition.yml").read_text(encoding="utf-8")
    assert "source: new\nstarts: 2028\nends: 2032\n" in head
    assert "  aspirations: By March 2028 we want to see\n" in head  # what the earlier edition calls its parts

    for file in sorted(folder.glob("*.yml")):
        text = file.read_text(encoding="utf-8").replace("title: TODO", "title: Boats for all")
        text = text.replace("nav_label: TODO", "nav_label: Boats").replace("By March 2028", "By March 2032")
        for word in ("Ferries", "Rafts", "Canoes", "Harbours"):
            text = text.replace("text: TODO", f"text: {word} are mended before winter.", 1)
        file.write_text(text, encoding="utf-8")
    [waiting] = bench.problems(work)  # the edition, which stands for all that is new in it
    assert (waiting.code, waiting.instead) == ("unexplained", "Type framework explain 2028-32 and say why.")
    told = answered(monkeypatch, "explain", answers=decision)
    questions = (
        "Why (the public will read this):",
        "Decided by:",
        "Decided on (such as 2026-11-20):",
        "Record this reason?",
    )
    for line in ("2028-32 is new: ‘Boats for all’.", *questions, "with the change: framework preview"):
        assert line in told
    assert bench.problems(work) == []
    assert "2028–32: version 1." in done("preview", "--date", "2026-03-09")
    told = answered(monkeypatch, "publish", "--date", "2026-03-09", answers=("y",))
    assert "Publish this? [y/N]" in told
    assert "Published chg-0002: The 2028–32 edition is added." in told

    built = run(work, "framework", "build", PYTHONPATH=str(Path(bench.publishing.__file__).parents[2]))
    assert built.returncode == 0, built.stdout + built.stderr
    page = (work / "site/editions/index.html").read_text("utf-8")
    assert "Later edition, not in force yet." in page
    assert "Not quoted from a source document." in (work / "site/2028-32/index.html").read_text("utf-8")

    edit(work, "framework/framework.yml", "current_edition: 2024-28", "current_edition: 2028-32")
    [waiting] = bench.problems(work)
    assert (waiting.place.file, waiting.code) == ("framework/framework.yml", "unexplained")
    assert waiting.what == "The edition in force of framework.yml is changed. Was: [-2024-28-]. Now: {+2028-32+}."
    assert waiting.what in answered(monkeypatch, "explain", answers=decision)
    assert "The 2028–32 edition comes into force." in done("preview", "--date", "2026-03-09")
    assert "Published chg-0003: The 2028–32 edition comes into force." in done(*PUBLISH)
    assert store.read(work).changes[-1].versions == {}  # no word of any edition was changed
    built = run(work, "framework", "build", PYTHONPATH=str(Path(bench.publishing.__file__).parents[2]))
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Not quoted from a source document." in (work / "site/2028-32/index.html").read_text("utf-8")
    compared = (work / "site/editions/compare/index.html").read_text("utf-8")
    assert "from 2020–24 to 2024–28" in compared  # the strands run where they ran


def test_review(work: Path) -> None:
    """Somebody looked and nothing changed: it is sealed, and starts no version."""
    done("review", "act-01", *WHY)
    done(*PUBLISH)
    [_, change] = store.read(work).changes
    assert (change.kinds, change.versions, change.items) == (("reviewed",), {}, ("act-01",))
    assert "Reviewed" in done("history", "act-01")


def test_history_tells_of_dates_and_labels(work: Path) -> None:
    """Not only of words: the date of a priority and what an edition calls its parts, as they were and as they are."""
    edit(work, RIVERS, "due: 2028-03", "due: 2027-09")
    edit(work, "framework/editions/2024-28/edition.yml", "actions: We will", "actions: We shall")
    done("explain", *WHY)
    done(*PUBLISH)
    assert "The date of pri-1 is changed. Was: [-2028-03-]. Now: {+2027-09+}." in done("history", "pri-1")
    label = "The label “actions” of 2024-28 is changed. Was: We [-will-]. Now: We {+shall+}."
    assert label in done("history", "2024-28")
    *_, version = store.read(work).versions_of("2024-28")
    assert "[pri-1] (looks to 2027-09)\n" in version.text
    assert "We shall [actions]\n" in version.text


def test_preview(work: Path) -> None:
    """The receipt in three forms says the same, and changes nothing."""
    edit(work, RIVERS, "the paths open", "every path open")
    bench.because(work, "paths", "pri-1")
    done("retire", "act-02", *WHY)
    before = bench.tree(work)
    text, markdown, data = (done("preview", "--date", "2026-03-09", "--format", one)
                            for one in ("text", "markdown", "json"))  # fmt: skip
    sentences = json.loads(data)["sentences"]
    assert set(sentences[:2]) == {"Priority 1 has a new title.", "Action 2 is retired."}
    assert sentences[2] == "2024–28: version 1 becomes version 3."
    assert text.splitlines()[: len(sentences) + 1] == ["If you publish this:", *(f"  {one}" for one in sentences)]
    assert "We will keep the rivers clean and [-the paths-]{+every path+} open" in text
    assert [line[2:] for line in markdown.splitlines() if line.startswith("- ")][: len(sentences)] == sentences
    assert "<del>the paths</del><ins>every path</ins>" in markdown
    assert bench.tree(work) == before


def test_publishing_twice(work: Path) -> None:
    """A second run publishes nothing and changes nothing."""
    edit(work, RIVERS, "plant willow", "plant willow,")
    assert "Published chg-0002" in done(*PUBLISH)
    before = bench.tree(work)
    for _ in range(2):
        assert done("publish", "--yes", "--date", "2026-03-20") == "Nothing waits to be published.\n"
    assert bench.tree(work) == before
    assert done("preview", "--date", "2026-03-20") == "Nothing waits to be published.\n"


def test_the_as_at_date_alone(work: Path) -> None:
    """Moving the date changes one line of one file, once."""
    before = bench.tree(work)
    assert done("publish", "--as-at", "2026-04-01") == "The site now speaks of 1 April 2026.\n"
    assert changed(before, work) == {"framework.yml": ["-as_at: 2026-03-02", "+as_at: 2026-04-01"]}
    assert done("publish", "--as-at", "2026-04-01") == "That is the date already.\n"


def test_history(work: Path) -> None:
    """Everything that was done to an item, the newest first, and what waits."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    done("explain", *WHY)
    done(*PUBLISH)
    edit(work, RIVERS, "much willow", "much alder")
    said = done("history", "act-01")
    assert said.index("Not published yet") < said.index("chg-0002") < said.index("chg-0001")
    assert "It was decided. Decided by The council, 1 March 2026." in said
    assert "plant {+much +}willow" in said


def test_verify_finds_what_was_edited_afterwards(work: Path) -> None:
    """A sealed reason, the lock or an old wording edited by hand is found, and named."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    done("explain", *WHY)
    done(*PUBLISH)
    assert "The chain of 2 changes closes. The words of 4 versions have their fingerprints." in done("verify")
    [sealed] = (work / "framework/changes").glob("0002-*.yml")
    name = sealed.relative_to(work).as_posix()
    for file, old, new in (
        (name, "It was decided.", "It was not decided."),
        (name, "plant willow", "plant nothing"),
        ("framework/published.lock", "Walk every footpath", "Walk no footpath"),
        ("framework/changes/0001-first.yml", "First published", "Last published"),
    ):
        kept = (work / file).read_bytes()
        (work / file).write_text(kept.decode().replace(old, new, 1), encoding="utf-8")
        result = give("verify")
        assert result.exit_code == 1, (file, old)
        assert "framework/" in result.output
        assert give(*PUBLISH).exit_code == 1
        (work / file).write_bytes(kept)
    done("verify")


# --- addresses --------------------------------------------------------------------------------------------------------


def test_losing_an_address_fails_the_build(work: Path) -> None:
    """A page that is left out leaves an address unanswered: the build says which, plainly, and makes nothing."""
    page = work / "docs" / "timeline.md"  # no page of docs leads to it: MkDocs would stop at that first
    page.write_text("---\nleft_out: true\n---\n", encoding="utf-8")
    built = run(work, "framework", "build", PYTHONPATH=str(Path(bench.publishing.__file__).parents[2]))
    said = built.stdout + built.stderr
    assert built.returncode != 0
    assert "timeline/" in said
    assert "Traceback" not in said
    assert not (work / "site").exists()


def test_a_moved_item_keeps_its_place_on_the_old_page(work: Path) -> None:
    """`#act-01` on the page of the priority that it left still leads to it."""
    done("move", "act-01", "pri-2", *WHY)
    done(*PUBLISH)
    built = run(work, "framework", "build", PYTHONPATH=str(Path(bench.publishing.__file__).parents[2]))
    assert built.returncode == 0, built.stdout + built.stderr
    old, new = ((work / f"site/2024-28/{name}/index.html").read_text("utf-8") for name in ("pri-1", "pri-2"))
    assert 'id="act-01"' in old
    assert 'id="act-01"' in new
    assert "/2024-28/pri-1/#act-01" in (work / "framework/addresses.txt").read_text("utf-8").split()
    done("verify")


# --- days -------------------------------------------------------------------------------------------------------------

#: Day of the decision, command → what is said; an empty text where it is done.
DAYS: list[tuple[str, tuple[str, ...], str]] = [
    ("2026-03-08", PUBLISH, ""),
    ("2026-03-09", PUBLISH, ""),
    ("2021-01-01", PUBLISH, ""),
    ("2027-11-20", PUBLISH, "This was decided on 2027-11-20, which is later than the day of publication, 2026-03-09."),
    ("2026-03-10", ("preview", "--date", "2026-03-09"), "which is later than the day of publication, 2026-03-09."),
    ("2026-02-01", ("publish", "--yes", "--date", "2026-03-01"), "The last publication was on 2026-03-02, and"),
    ("2026-02-01", ("publish", "--yes", "--date", "2099-01-01"), "2099-01-01 is later than tomorrow"),
    ("2026-02-01", ("publish", "--as-at", "2099-01-01"), "2099-01-01 is later than tomorrow"),
    ("2026-02-01", ("publish", "--as-at", "2026-03-01"), "The last publication was on 2026-03-02, and"),
    ("2026-02-01", ("publish", "--yes", "--date", "2026-02-30"), "2026-02-30 is not a day. A day is written"),
]


@pytest.mark.parametrize(("decided", "command", "refusal"), DAYS)
def test_days_go_forwards(work: Path, decided: str, command: tuple[str, ...], refusal: str) -> None:
    """Decided, then published, each publication after the last and none in the future; backdating is allowed."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    bench.because(work, "willow", "act-01", decided=decided)
    before = bench.tree(work)
    result = give(*command)
    assert (result.exit_code == 0) is not bool(refusal), result.output
    assert refusal in result.output
    assert (bench.tree(work) == before) is bool(refusal)


def test_the_as_at_date_does_not_move_back(work: Path) -> None:
    """Once readers were told of a day, neither the date alone nor a publication goes behind it."""
    done("publish", "--as-at", "2026-04-01")
    edit(work, RIVERS, "plant willow", "plant willow,")
    before = bench.tree(work)
    for command in (("publish", "--as-at", "2026-03-20"), ("publish", "--yes", "--date", "2026-03-20")):
        result = give(*command)
        assert result.exit_code == 1
        assert "The site speaks of 2026-04-01 already, and 2026-03-20 is before that." in result.output
    assert bench.tree(work) == before


def test_a_prompt_asks_again_for_a_day(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that is none is told as that, and none of the other answers is lost."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    monkeypatch.setattr("strategic_framework.commands.common.is_terminal", lambda: True)
    answers = "It was decided.\nThe council\nlast Monday\n2026-02-30\n2026-03-01\ny\n"
    result = CliRunner().invoke(main, ("explain", "act-01"), input=answers)
    assert result.exit_code == 0, result.output
    assert result.output.count("A day is written 2026-11-20.") == 2
    [pending] = store.read(work).pending
    assert (pending.reason.decided, pending.reason.reason) == ("2026-03-01", "It was decided.")


def test_a_prompt_asks_again_for_what_is_not_in_the_source(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that is not listed, a date that is none and a misquotation are each asked for again, and no more."""
    monkeypatch.setattr("strategic_framework.commands.new.is_terminal", lambda: True)
    monkeypatch.setattr("strategic_framework.commands.common.is_terminal", lambda: True)
    quote = "Four of the eleven bridges have been mended"
    answers = f"result\nSeven to go\nbuletin\nbulletin\nlast autumn\n2025-11\nFive bridges\n{quote}\ny\n"
    result = CliRunner().invoke(main, ("new-update", "act-03"), input=answers)
    assert result.exit_code == 0, result.output
    assert "There is no source buletin. Did you mean bulletin?" in result.output
    assert "last autumn is not a date. A date is written 2026, 2026-11 or 2026-11-20." in result.output
    assert result.output.count("The source does not have these words.") == 1
    [path] = (work / "framework/changes/pending").glob("update-act-03-*.yml")
    assert quote in path.read_text("utf-8")


# --- reasons that are too many, or have nothing to explain ------------------------------------------------------------


def test_an_idle_reason_is_told_and_dropped(work: Path) -> None:
    """What is as published stops nobody: the receipt says so, and publishing takes the name or the file away."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    bench.because(work, "willow", "act-01", "act-03")
    bench.because(work, "footpath", "act-02")
    assert bench.told(work) == []
    receipt = done("preview", "--date", "2026-03-09")
    assert "framework/changes/pending/willow.yml is left out for act-03, which is as it was published." in receipt
    assert "framework/changes/pending/footpath.yml is left out for act-02, which is as it was published." in receipt
    assert done("publish", "--as-at", "2026-03-05")
    done(*PUBLISH)
    ledger = store.read(work)
    assert (ledger.pending, [change.items for change in ledger.changes[1:]]) == ((), [("act-01",)])
    assert "Nothing waits" in done(*PUBLISH)


@pytest.mark.parametrize("items", [("act-02",), ()], ids=["named", "everything else"])
def test_nothing_but_an_idle_reason(work: Path, items: tuple[str, ...]) -> None:
    """Where nothing else waits, publishing only takes the reason away; no change is sealed."""
    bench.because(work, "footpath", *items)
    assert "footpath.yml" in done(*PUBLISH)
    ledger = store.read(work)
    assert (ledger.pending, len(ledger.changes)) == ((), 1)
    done("verify")


def test_two_reasons_for_one_item(work: Path) -> None:
    """They are sealed one after the other, by the day of the decision; the words change, and are counted, once."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    bench.because(work, "a-later", "act-01", reason="More was asked for.", decided="2026-03-02")
    bench.because(work, "b-first", "act-01", reason="Some was asked for.", decided="2026-03-01")
    assert bench.told(work) == []
    done(*PUBLISH)
    ledger = store.read(work)
    assert [change.reason for change in ledger.changes[1:]] == ["Some was asked for.", "More was asked for."]
    assert [change.versions for change in ledger.changes[1:]] == [{"2024-28": 2}, {}]
    assert [change.kinds for change in ledger.changes[1:]] == [("amended",), ("amended",)]
    assert verify.broken(ledger, thorough=True) == []
    said = done("history", "act-01")
    assert said.index("More was asked for.") < said.index("Some was asked for.") < said.index("chg-0001")
    built = run(work, "framework", "build", PYTHONPATH=str(Path(bench.publishing.__file__).parents[2]))
    assert built.returncode == 0, built.stdout + built.stderr
    assert "More was asked for." in (work / "site/changes/chg-0003/index.html").read_text("utf-8")
    assert "More was asked for." in (work / "site/2024-28/act-01/index.html").read_text("utf-8")


def test_two_reasons_for_one_new_item(work: Path) -> None:
    """The second names what the first has added; both are sealed, and the item comes once."""
    edit(work, HOMES, "aspirations:\n", "  - text: Lend every house a lamp.\n    source: new\naspirations:\n")
    bench.because(work, "a", "Lend every house", reason="It is dark.", decided="2026-03-01")
    bench.because(work, "b", "Lend every house a lamp.", reason="It was asked for.", decided="2026-03-02")
    done(*PUBLISH)
    ledger = store.read(work)
    assert [list(change.records) for change in ledger.changes[1:]] == [["act-06", "pri-2"], ["act-06"]]
    assert verify.broken(ledger, thorough=True) == []


def test_a_new_item_may_be_corrected_before_it_is_published(work: Path) -> None:
    """Its reason goes on knowing it in better words, and is sealed with the words that are published."""
    edit(
        work, HOMES, "aspirations:\n", "  - text: Lend every house in the glen a lamp.\n    source: new\naspirations:\n"
    )
    done("explain", *WHY)
    edit(work, HOMES, "Lend every house in the glen a lamp.", "Lend each home in the glen a bright lamp.")
    assert bench.told(work) == []
    assert give("explain", *WHY).output.startswith("Nothing needs a reason")
    done(*PUBLISH)
    [_, change] = store.read(work).changes
    assert change.items == ("Lend each home in the glen a bright",)
    assert bench.words(work)["act-06"]["text"] == "Lend each home in the glen a bright lamp."


def test_a_corrected_item_is_not_taken_for_another(work: Path) -> None:
    """Words of which two new items have as many, and words of an item that another reason names, name nothing."""
    new = "".join(f"  - text: Lend every home a {thing}.\n    source: new\n" for thing in ("kettle", "lamp"))
    edit(work, HOMES, "aspirations:\n", f"{new}aspirations:\n")
    bench.because(work, "stove", "Lend every home a stove.")
    assert any("“Lend every home a stove.” names nothing here." in told for told in bench.told(work))
    bench.because(work, "kettle", "Lend every home a kettle.")
    assert bench.told(work) == []
    bench.because(work, "lamp", "Lend every home a lamp.")
    assert any("“Lend every home a stove.” names nothing here." in told for told in bench.told(work))


# --- what must not be published ---------------------------------------------------------------------------------------


def test_a_review_seals_no_difference(work: Path) -> None:
    """A reason that says that nothing changed cannot carry a rewording, however it is written."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    before = bench.tree(work)
    for items in ((), ("act-01",)):
        bench.because(work, "read", *items, reviewed="true")
        assert give(*PUBLISH).exit_code == 1
        (work / "framework/changes/pending/read.yml").unlink()
    assert bench.tree(work) == before
    edit(work, RIVERS, "plant much willow", "plant willow")
    edit(work, HOMES, "a visit from", "an early visit from")
    bench.because(work, "read", "act-01", reviewed="true")
    bench.because(work, "visit", "act-04")
    done(*PUBLISH)
    assert sorted(change.kinds for change in store.read(work).changes[1:]) == [("amended",), ("reviewed",)]


def test_a_move_to_another_edition_is_refused(work: Path) -> None:
    """The address of an item holds the name of its edition: nothing is written, and nothing sealed."""
    done("new-edition", "2028-32", "--yes")
    for file in sorted((work / "framework/editions/2028-32").glob("*.yml")):
        text = (
            file.read_text(encoding="utf-8").replace("ends: TODO", "ends: 2032").replace("title: TODO", "title: Next")
        )
        text = text.replace("label: TODO", "label: Next")
        for number in range(text.count("text: TODO")):
            text = text.replace("text: TODO", f"text: {file.stem} {number} is about boats.", 1)
        file.write_text(text, encoding="utf-8")
    before = bench.tree(work)
    result = give("move", "act-02", "pri-3", *WHY)
    assert result.exit_code == 1
    assert "act-02 stands in the edition 2024-28 and pri-3 in the edition 2028-32" in result.output
    assert bench.tree(work) == before


def test_publishing_loses_no_address(work: Path) -> None:
    """What would be lost is worked out before anything is sealed: neither receipt nor publication goes past it."""
    edit(work, RIVERS, "plant willow", "plant much willow")
    bench.because(work, "willow", "act-01")
    (work / "docs/about/privacy.md").write_text("---\nleft_out: true\n---\n", encoding="utf-8")
    before = bench.tree(work)
    for command in (("preview", "--date", "2026-03-09"), PUBLISH, ("verify",)):
        if command == ("verify",):
            edit(work, RIVERS, "plant much willow", "plant willow")
            (work / "framework/changes/pending/willow.yml").unlink()
            before = bench.tree(work)
        result = give(*command)
        assert result.exit_code == 1
        assert "/about/privacy/ was published and would not answer any more." in result.output
    assert bench.tree(work) == before


def test_the_same_item_in_other_words_is_shown_side_by_side(work: Path) -> None:
    """The receipt has both wordings in full, and `--same-item` names its items."""
    edit(work, RIVERS, "Walk every footpath once a year, and publish what was found.", "Lend thermometers to schools.")
    assert give("explain", "--same-item", *WHY).exit_code == 2
    bench.because(work, "same", "act-02", same_item="true")
    told = "Was: Walk every footpath once a year, and publish what was found. Now: Lend thermometers to schools."
    for form in ("text", "markdown"):
        assert told in done("preview", "--date", "2026-03-09", "--format", form).replace("\\", "")


def test_one_question_and_one_answer(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wholly new words in the old place are asked about once; the answer is written down, and the receipt shows it."""
    edit(work, RIVERS, "Walk every footpath once a year, and publish what was found.", "Lend thermometers to schools.")
    edit(work, RIVERS, "plant willow", "plant much willow")
    before = bench.tree(work)
    refused = give("explain", *WHY)
    assert refused.exit_code == 2
    assert "Less than half of the words of act-02 stay. If it is the same thing, add --same-item." in refused.output
    monkeypatch.setattr("strategic_framework.commands.common.is_terminal", lambda: True)
    no = CliRunner().invoke(main, ("explain",), input="n\n")
    assert no.exit_code == 1
    assert "retire it (framework retire act-02)" in no.output
    assert bench.tree(work) == before
    yes = CliRunner().invoke(main, ("explain",), input="y\nIt was decided.\nThe council\n2026-03-01\ny\n")
    assert yes.exit_code == 0, yes.output
    assert yes.output.count("same thing") == 1
    assert bench.told(work) == []
    receipt = done("preview", "--date", "2026-03-09")
    assert receipt.count("is the same item in other words") == 1
    assert "Action 2 is the same item in other words. Was: Walk every footpath" in receipt
    assert "plant <ins>much </ins>willow" in done("preview", "--date", "2026-03-09", "--format", "markdown")
    done(*PUBLISH)
    assert "Nothing needs a reason" in give("explain", *WHY).output


def test_what_a_general_reason_covers_may_have_its_own(work: Path) -> None:
    """Where a reason stands for everything else, the question can still be answered; by hand in its file it can too."""
    edit(work, RIVERS, "Walk every footpath once a year, and publish what was found.", "Lend thermometers to schools.")
    bench.because(work, "all")
    assert any("type framework explain act-02 --same-item" in told for told in bench.told(work))
    done("explain", "act-02", "--same-item", *WHY)
    assert bench.told(work) == []
    for file in (work / "framework/changes/pending").glob("*.yml"):
        file.unlink()
    bench.because(work, "own", "act-02")
    assert any("add a line same_item: true to framework/changes/pending/own.yml" in told for told in bench.told(work))


def test_a_suggestion_is_shown_and_cannot_be_published(work: Path) -> None:
    """What nobody has decided stands in the pages and in the list; neither receipt nor publishing goes past it."""
    text = "changes:\n  - reword: asp-02\n    from: The rivers will be clean enough to swim in.\n"
    pending = work / "framework/changes/pending/from-a-reader.yml"
    pending.parent.mkdir(exist_ok=True)
    pending.write_text(f"{text}    to: The rivers will be clean enough to swim in again.\n", encoding="utf-8")
    assert "from-a-reader.yml  suggestion\n  asp-02: The rivers will be clean enough to swim in{+ again+}." in done(
        "proposals"
    )
    framework = Project.read(work).content.framework
    assert framework.items["asp-02"].text == "The rivers will be clean enough to swim in again."
    done("retire", "act-02", *WHY)  # what is decided beside it waits for it: a main branch with a suggestion is red
    before = bench.tree(work)
    for command in (PUBLISH, ("preview", "--date", "2026-03-09"), ("check",), ("apply", "from-a-reader", "--yes")):
        result = give(*command)
        assert result.exit_code == 1, command
        assert re.search("suggestion|Nobody has decided", result.output)
    assert bench.tree(work) == before
    decided = "decided: 2026-03-05\ndecided_by: The council\nreason: A reader asked.\n"
    pending.write_text(decided + pending.read_text("utf-8"), encoding="utf-8")
    done(*PUBLISH)
    assert bench.words(work)["asp-02"]["text"] == "The rivers will be clean enough to swim in again."


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(main.list_commands(click.Context(main))))
def test_every_verb_teaches(name: str) -> None:
    """Its help says what it does in a sentence, and shows it being typed."""
    said = done(name, "--help")
    assert f"framework {name}" in said.split("\n", 1)[1]
    assert len(said.splitlines()) > 5


def test_the_examples_of_the_help_can_be_typed(tmp_path: Path) -> None:
    """Where the shell does not find the command by its name, they begin with the path that led to it."""
    program = tmp_path / "framework"
    program.write_text("from strategic_framework.commands.main import main\nmain()\n", encoding="utf-8")
    env = {"PATH": str(tmp_path), "PYTHONPATH": str(Path(command_line.__file__).parents[2]), "LANG": "C.UTF-8"}
    for arguments in (["retire", "--help"], ["--help"]):
        said = subprocess.run(
            [sys.executable, program, *arguments], env=env, capture_output=True, text=True, check=True
        )
        assert f"{program} retire act-12\n" in said.stdout or f"{program} check" in said.stdout
        assert not re.search(r"^ *framework ", said.stdout, re.MULTILINE)


def test_no_message_names_a_command_that_may_not_be_found() -> None:
    """A message takes the name of a command from `command_line`, which knows how it is typed here."""
    engine = Path(command_line.__file__).parents[1]
    bare = re.compile(rf"\bframework ({'|'.join(main.list_commands(click.Context(main)))})\b")
    for path in engine.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                assert not bare.search(node.value), (path.name, node.lineno, node.value)


def test_a_command_is_named_as_it_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alone where the shell finds it; with its path where it was called by that, or where make has installed it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["/usr/bin/mkdocs"])
    command_line.program.cache_clear()
    assert command_line.command("explain act-14") == "framework explain act-14"
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/framework").touch(mode=0o755)
    command_line.program.cache_clear()
    assert command_line.command("explain act-14") == ".venv/bin/framework explain act-14"
    monkeypatch.setattr("sys.argv", ["../.venv/bin/framework"])
    command_line.program.cache_clear()
    assert command_line.command("preview") == "../.venv/bin/framework preview"
    monkeypatch.setenv("PATH", str(tmp_path / ".venv/bin"))
    command_line.program.cache_clear()
    assert command_line.command("preview") == "framework preview"
    command_line.program.cache_clear()
