"""The receipt tells everything that readers will see another way: wording field by field, and what no record holds."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from strategic_framework.commands.main import main
from strategic_framework.content import loader
from strategic_framework.model.changes import Change
from strategic_framework.publication import details, outside, public, publishing, receipt, receipt_markdown
from strategic_framework.publication.git import UnknownBaseError
from tests.conftest import clone
from tests.ledger import bench
from tests.ledger.bench import HOMES, RIVERS
from tests.ledger.test_branches import commit, git, repository

__all__ = ["repository"]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
EDITION = "framework/editions/2024-28/edition.yml"
PROGRAMMES = "framework/programmes.yml"
GAELIC = "framework/translations/gd/rivers.yml"


def preview(root: Path, *more: str) -> str:
    """What the receipt says, with the day of publication given."""
    with pytest.MonkeyPatch.context() as context:
        context.chdir(root)
        done = CliRunner().invoke(main, ["preview", "--date", "2026-03-09", *more])
    assert done.exit_code == 0, done.output
    return done.output


ALIAS = ("aliases: [every footpath]", "aliases: [every footpath, both rivers]")
BESIDE = {
    "an alias": (
        (PROGRAMMES, *ALIAS),
        ["Programme “Footpath walks”, aliases: was “every footpath”; now “every footpath”, “both rivers”."],
    ),
    "a new programme": (
        (PROGRAMMES, "- id: footpath-walks", "- id: willow\n  name: both rivers\n- id: footpath-walks"),
        ["New: programme “both rivers”.", "1 page is new", "addresses are new: /programmes/willow/"],
    ),
    "a translation": (
        (GAELIC, "cuir seileach ri taobh gach abhainn.", "cuir craobhan ri taobh gach abhainn."),
        ["No wording waits to be published.", "Translation of Action 1 (gd), text: was “Teacsa deuchainn: cuir se",
         "1 page changes."],
    ),
    "a short name": (
        (RIVERS, "nav_label: Rivers and paths", "nav_label: Our rivers"),
        ["Priority 1, nav label: was “Rivers and paths”; now “Our rivers”."],
    ),
    "a setting": (
        ("framework/framework.yml", "address: https", "contact: mailto:plan@example.org\naddress: https"),
        ["Settings, contact: was not stated; now “mailto:plan@example.org”."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BESIDE)
def test_what_no_record_holds_is_told(repository: Path, name: str) -> None:
    """A name, a translation, a label of the site: what readers will see is in the receipt, though no reason is due."""
    change, expected = BESIDE[name]
    bench.edit(repository, *change)
    for form in ("text", "json"):
        told = preview(repository, "--format", form)
        told = " ".join(json.loads(told)["sentences"]) if form == "json" else told
        assert [sentence for sentence in expected if sentence not in told] == []


def test_pages_that_a_name_changes_are_counted(repository: Path) -> None:
    """With an alias a body or programme is named on other pages: these change, and the receipt counts them."""
    bench.edit(repository, PROGRAMMES, *ALIAS)
    bench.edit(repository, RIVERS, "plant willow", "plant willow,")
    told = preview(repository)
    assert "Tidied: Action 1." in told
    assert "0 pages change" not in told
    assert re.search(r"^  \d+ pages change and 1 page is new\.$", told, re.MULTILINE)
    git(repository, "commit", "-qam", "Both")  # and nothing is told twice once it is public
    assert "Footpath walks" not in preview(repository).split("\n\n")[0]


def test_a_branch_is_compared_with_main(repository: Path) -> None:
    """What a branch has committed is told too; a base may be named, and one that is not there is told."""
    git(repository, "checkout", "-qb", "names", "main")
    bench.edit(repository, PROGRAMMES, *ALIAS)
    commit(repository)
    assert "aliases: was “every footpath”" in preview(repository)
    assert preview(repository, "--against", "HEAD") == "Nothing waits to be published.\n"
    with pytest.raises(UnknownBaseError):
        public.content(repository, "nowhere")


def test_without_git_new_addresses_are_told(tmp_path: Path) -> None:
    """Where nobody knows what is public beside the wording, the addresses that would be new are told all the same."""
    root = clone(tmp_path, content=bench.MINIATURE)
    publishing.publish(root, bench.DAY)
    bench.edit(root, PROGRAMMES, "- id: footpath-walks", "- id: willow\n  name: both rivers\n- id: footpath-walks")
    assert public.content(root) is None
    assert "new: /programmes/willow/" in preview(root)


CHANGE = Change(id="chg-0002", published=bench.DAY, previous="0" * 64, result="0" * 64)
FIELDS = {
    "the label of an edition": (
        (EDITION, "label: 2024–28", "label: The second plan"),
        ("2024-28",),
        "The 2024–28 edition (2024-28), short name: was 2024–28; now The second plan.",
    ),
    "a label": (
        (EDITION, "role: What we are here to do", "role: What we do"),
        ("2024-28",),
        "The 2024–28 edition (2024-28), label role: was “What we are here to do”; now “What we do”.",
    ),
    "the approval": (
        ("framework/framework.yml", "official: false\nfictional: true", "official: true\napproved_by: The Provost"),
        ("framework.yml",),
        "What the site says of itself (framework.yml), approved by: {+The Provost+}",
    ),
    "a new order": (
        (HOMES, None, None),
        ("pri-2",),
        "Moved: Action 5.",
    ),
    "a date": (
        (RIVERS, "due: 2028-03", "due: 2027-03"),
        ("pri-1",),
        "Priority 1 (pri-1), date: was March 2028; now March 2027.",
    ),
    "a wording": (
        (RIVERS, "plant willow", "plant alder"),
        ("act-01",),
        "Work with the Rowan Rivers Trust to plant [-willow-]{+alder+} along both rivers.",
    ),
}  # fmt: skip


def swapped(root: Path) -> None:
    """The first two actions of the second priority change places."""
    path = root / HOMES
    before, actions, after = path.read_text("utf-8").partition("actions:\n")[0:3]
    listed, end = after.split("aspirations:\n")
    first, second, *rest = [f"  - id: {entry}" for entry in listed.split("  - id: ")[1:]]
    path.write_text(before + actions + second + first + "".join(rest) + "aspirations:\n" + end, encoding="utf-8")


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_told_with_its_reason(repository: Path, name: str) -> None:
    """In the terminal as in the Markdown: why, by whom, and each wording, label, date and order before and after."""
    (file, old, new), items, expected = FIELDS[name]
    if old is None or new is None:
        swapped(repository)
    else:
        bench.edit(repository, file, old, new)
    bench.because(repository, "because", *items)
    told, markdown = preview(repository), preview(repository, "--format", "markdown")
    assert "To see what follows. (Decided by The council, 2 March 2026.)" in told
    assert expected in told
    bare = (
        re.split(r"\((?:act|pri)-\d+\), |\): |\), ", expected)[-1]
        .replace("[-", "<del>")
        .replace("-]", "</del>")
        .replace("{+", "<ins>")
    )
    assert bare.replace("+}", "</ins>") in markdown.replace("\\", "")


def test_parts_that_moved_are_found() -> None:
    """Of a new order only what truly moved is named."""
    [detail] = details._order("pri-1", ["act-01", "act-02", "act-03"], ["act-03", "act-01", "act-04", "act-02"])
    assert detail.note == "Moved: Action 3."
    assert (detail.was, detail.now) == ("Action 1, Action 2 and Action 3", "Action 3, Action 1 and Action 2")
    assert list(details._order("pri-1", ["act-01", "act-02"], ["act-01", "act-03", "act-02"])) == []


@given(st.lists(st.sampled_from(["events", "to", "share", "peer", "  ", ",", "a"])), st.data())
def test_no_form_loses_a_space(words: list[str], data: st.DataObject) -> None:
    """A redline read without what came is the earlier text, and without what went the later one, in every form."""
    others = data.draw(st.permutations(words))
    was, now = " ".join(words).strip(), " ".join(others).strip()
    detail = receipt.as_detail(details.Detail("act-01", "", was, now), CHANGE)
    terminal = {"del": "[-{}-]", "ins": "{{+{}+}}"}
    for marks, shown in (
        (terminal, receipt.words(detail)), (receipt_markdown.MARKS, receipt_markdown.of_detail(detail)),
    ):  # fmt: skip
        gone, come = (marks[kind].split("{}") for kind in ("del", "ins"))
        for kept, left, expected in ((gone, come, was), (come, gone, now)):
            text = re.sub(f"{re.escape(left[0].format())}.*?{re.escape(left[1].format())}", "", shown)
            text = text.replace(kept[0].format(), "").replace(kept[1].format(), "")
            assert text.split() == expected.split()


def test_nothing_is_told_where_nothing_differs() -> None:
    """A framework compared with itself gives no sentence; in a list every kind of thing would have one."""
    framework = loader.load(bench.MINIATURE).framework
    assert framework is not None
    assert outside.differences(framework, framework) == []
    bare = framework.model_copy(update={"bodies": (), "glossary": (), "languages": ()})
    kinds = {line.split()[2] for line in outside.differences(framework, bare)}
    assert kinds == {"body", "term", "translation"}
