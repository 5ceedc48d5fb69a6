"""One way in: whatever a command does, it reads each file of the content once."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from strategic_framework.commands.main import main
from strategic_framework.content import source
from strategic_framework.ledger import store
from strategic_framework.publication import receipt_sentences
from strategic_framework.site import pages
from strategic_framework.site.macros import answer
from strategic_framework.site.project import Project
from strategic_framework.views.site import Site
from tests.conftest import clone
from tests.ledger import bench

WHY = ("--reason", "It was decided.", "--decided-by", "The council", "--decided", "2026-03-01")


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with a second role, published once, with an edit that waits with its reason."""
    root = clone(tmp_path_factory.mktemp("start"), content=bench.MINIATURE)
    bench.edit(root, bench.RIVERS, "role:\n", "role:\n  - text: We listen to the rivers.\n    source: new\n")
    bench.publishing.publish(root, bench.DAY)
    bench.edit(root, bench.RIVERS, "plant willow", "plant much willow")
    bench.because(root, "willow", "act-01")
    return root


@pytest.fixture
def work(start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to work in, and the place where commands are given."""
    root = Path(shutil.copytree(start, tmp_path / "work"))
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file of content is read, by its whole path, and each ledger as a whole."""
    counted: Counter[str] = Counter()
    read, read_ledger = source.read, store.read

    def counting_read(path: Path, name: str) -> source.File:
        counted[str(path)] += 1
        return read(path, name)

    def counting_ledger(root: Path) -> store.Ledger:
        counted[f"{root}/ledger"] += 1
        return read_ledger(root)

    monkeypatch.setattr(source, "read", counting_read)
    monkeypatch.setattr(store, "read", counting_ledger)
    return counted


def nothing(root: Path) -> None:
    """The edit that waits is enough."""


def unexplained(root: Path) -> None:
    bench.edit(root, bench.HOMES, "a visit from", "an early visit from")


COMMANDS: list[tuple[tuple[str, ...], Callable[[Path], None]]] = [
    (("check",), nothing),
    (("preview", "--date", "2026-03-09"), nothing),
    (("publish", "--yes", "--date", "2026-03-09"), nothing),
    (("publish", "--as-at", "2026-03-09"), nothing),
    (("verify",), nothing),
    (("history", "act-01"), nothing),
    (("explain", *WHY, "--yes"), unexplained),
    (("retire", "act-02", *WHY, "--yes"), nothing),
    (("move", "asp-02", "pri-2", *WHY, "--yes"), nothing),
    (("pages", "--out", "out"), nothing),
]


@pytest.mark.parametrize(("command", "prepare"), COMMANDS, ids=lambda part: part[0] if isinstance(part, tuple) else "")
def test_one_run_reads_each_file_once(
    work: Path, reads: Counter[str], command: tuple[str, ...], prepare: Callable[[Path], None]
) -> None:
    """The content and the ledger are read once, and what publishing or an edit would give is read once in its copy."""
    prepare(work)
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    assert len([path for path in reads if path.startswith(str(work))]) > 10
    assert {path: times for path, times in reads.items() if times > 1} == {}


def test_what_follows_is_worked_out_once(work: Path) -> None:
    """Problems, site and addresses are the same objects each time, and the problems are those of the rules."""
    project = Project.read(work)
    assert project.problems is project.problems
    assert project.site is project.site
    assert project.addresses is project.addresses
    assert project.problems == bench.problems(work) == []


def test_problems_of_pages_are_told_when_the_content_is_sound(work: Path) -> None:
    """A page is asked what it shows only where nothing is wrong in what it would show."""
    (work / "docs" / "about" / "index.md").write_text("{{ nonsense() }}\n", encoding="utf-8")
    assert {problem.code for problem in Project.read(work).problems} == {"page-call"}
    (work / "framework" / "framework.yml").write_text("title: [\n", encoding="utf-8")
    problems = Project.read(work).problems
    assert problems
    assert not {problem.code for problem in problems} & {"page-call", "page-head"}


def test_a_page_that_goes_loses_its_address(work: Path) -> None:
    """What was published and would not answer any more is named."""
    assert Project.read(work).lost_addresses == []
    (work / "docs" / "about" / "privacy.md").write_text("---\nleft_out: true\n---\n", encoding="utf-8")
    assert ["/about/privacy/" in problem.what for problem in Project.read(work).lost_addresses] == [True]


# --- the receipt ------------------------------------------------------------------------------------------------------


def answers(project: Project, site: Site) -> dict[str, list[str]]:
    """Page → what its calls show."""
    return {page.src_uri: [repr(answer(page.here, call)) for call in page.template.calls]
            for page in pages.plan(site, project.root)}  # fmt: skip


@pytest.mark.parametrize("item", ["role-1", "act-02", "asp-01"])
def test_the_receipt_knows_the_public_site_as_it_is(work: Path, item: str) -> None:
    """With an item moved, the public site still links to the priority it stands in, and shows what readers see now."""
    put_back = bench.tree(work)
    (work / "framework" / "changes" / "pending" / "willow.yml").unlink()
    bench.edit(work, bench.RIVERS, "plant much willow", "plant willow")
    public = Project.read(work)
    assert public.content.differences == []
    expected = answers(public, public.site)
    bench.put_back(work, put_back)
    done = CliRunner().invoke(main, ("move", item, "pri-2", *WHY, "--yes"))
    assert done.exit_code == 0, done.output
    moved = Project.read(work)
    assert receipt_sentences.public_site(moved).links.item(item) == public.site.links.item(item)
    assert answers(moved, receipt_sentences.public_site(moved)) == expected


def test_the_receipt_counts_the_pages_that_change(work: Path) -> None:
    """The pages that it counts are those that show something else once it is published."""
    for item in ("role-1", "act-02"):
        assert CliRunner().invoke(main, ("move", item, "pri-2", *WHY, "--yes")).exit_code == 0
    publication = bench.publishing.prepare(work, "2026-03-09")
    assert publication
    sentences = receipt_sentences.sentences(publication, work)
    before = answers(publication.before, receipt_sentences.public_site(publication.before))
    bench.publishing.publish(work, "2026-03-09")
    published = Project.read(work)
    after = answers(published, published.site)
    changed = sum(1 for name, content in after.items() if name in before and before[name] != content)
    assert any(sentence.startswith(f"{changed} pages change") for sentence in sentences), (changed, sentences)
