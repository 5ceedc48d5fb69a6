"""The workflows: checked offline, given the least that they need, and run step by step in clean clones."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from strategic_framework.build.staging import fingerprint
from strategic_framework.publication.receipt_data import parse
from tests.conftest import explain
from tests.machine import BASE_URL, GATHERED, WORKFLOWS, Machine, commit, copied, git, origin, workflow
from tests.newest import pinned, report

NAMES = sorted(path.stem for path in WORKFLOWS.glob("*.yml"))
#: Action → the commit that was read, and its release.
ACTIONS = {
    "actions/checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "actions/setup-python": "5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
    "actions/create-github-app-token": "bcd2ba49218906704ab6c1aa796996da409d3eb1 # v3.2.0",
    "actions/configure-pages": "983d7736d9b0ae728b81ab479565c72886d7745b # v5.0.0",
    "actions/upload-pages-artifact": "fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
    "actions/deploy-pages": "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
    "actions/attest": "1e69f48acb82d1966a394da916b4c1698aa569d6 # v4.2.2",
    "actions/upload-artifact": "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
}
#: Everything that any job may do.
PERMISSIONS = {
    ("check", "content"): {"contents": "read"},
    ("check", "parts"): {"contents": "read"},
    ("check", "tests"): {},
    ("comment", "comment"): {"actions": "read", "contents": "read", "pull-requests": "write"},
    ("newest", "newest"): {"contents": "read"},
    ("nightly", "wall"): {"contents": "read"},
    ("nightly", "pythons"): {"contents": "read"},
    ("outward", "links"): {"contents": "read", "issues": "write"},
    ("publish", "seal"): {"contents": "write"},
    ("publish", "build"): {"contents": "read", "pages": "read"},
    ("publish", "deploy"): {"pages": "write", "id-token": "write"},
    ("publish", "attest"): {"attestations": "write", "id-token": "write"},
}
#: Every command that a step may give: verbs of make, commands of ours, and the git that sealing takes.
COMMANDS = [
    r"make (install|build|prove|newest|test|wall)",
    r"\.ci/(proposal|documents)",
    r"\.venv/bin/framework (sealed \"\$BASE\"|check) --format github",
    r"\.venv/bin/framework preview --against \"\$BASE\" --format markdown --receipt receipt\.json --html preview\.html"
    r" >> \"\$GITHUB_STEP_SUMMARY\"",
    r"test \"\$RESULT\" = success",
    r"python3 -m strategic_framework\.publication\.comment",
    r"\.venv/bin/framework (publish --yes|publish --as-at \"\$\(date --utc \+%F\)\" --yes)",
    r"\.venv/bin/framework verify( --against \"\$BASE\"| --against \"\$\{last:-HEAD\}\"| --site site)?",
    r"last=\"\$\(git log -1 --full-history --format=%H --diff-filter=AM -- 'framework/changes/\[0-9\]\*'\)\"",
    r"echo \"digest=sha256:\$\(sha256sum site/changes/ledger\.txt \| cut -d ' ' -f 1\)\" >> \"\$GITHUB_OUTPUT\"",
    r"\.venv/bin/framework outward --check --report outward-links\.md",
    r"gh issue create --title \"[^\"$`]*\" --body-file outward-links\.md",
    r"\.newest/bin/python -m tests\.newest \"\$OUTCOME\" >> \"\$GITHUB_STEP_SUMMARY\"",
    r"git config user\.(name|email) \"[^\"$`]*\"",
    r"git add --all framework",
    r"git diff --cached --quiet \|\| git commit --quiet --message \"Publish what waited\""
    r" --message \"\$\(\.venv/bin/framework verify\)\" --message \"\[skip ci\]\"",
    r"\.ci/push",
    r"test \"\$\(git rev-parse HEAD\)\" = \"\$SEALED\"",
    r"echo \"commit=\$\(git rev-parse HEAD\)\" >> \"\$GITHUB_OUTPUT\"",
]

each = pytest.mark.parametrize("name", NAMES)


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """(workflow/job, step) of every step."""
    for name in NAMES:
        for job, told in workflow(name)["jobs"].items():
            yield from ((f"{name}/{job}", step) for step in told["steps"])


# --- as they are written -------------------------------------------------------------------------------------------


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A checker of workflows, without a network; a loud NOT RUN where it is missing."""
    command = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if command is None:
        told = f"NOT RUN: {name} is not installed here. It is among what `make test` installs."
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail(told)
        print(told, file=sys.__stderr__)
        pytest.skip(told)
    nowhere = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"), "http://127.0.0.1:9")
    env = {**os.environ, **nowhere}
    return subprocess.run([command, *arguments], env=env, capture_output=True, text=True, timeout=120, check=False)


def zizmor(path: Path) -> subprocess.CompletedProcess[str]:
    return tool("zizmor", "--offline", "--no-progress", "--strict-collection", "--persona=pedantic", str(path))


def jsonschema(path: Path) -> subprocess.CompletedProcess[str]:
    return tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(path))


@each
def test_zizmor_finds_nothing(name: str) -> None:
    """No known weakness, and none of the habits that lead to one."""
    done = zizmor(WORKFLOWS / f"{name}.yml")
    assert done.returncode == 0, done.stdout + done.stderr


@each
def test_the_schema_of_workflows_is_kept(name: str) -> None:
    """GitHub can read it."""
    done = jsonschema(WORKFLOWS / f"{name}.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_would_say_so(tmp_path: Path) -> None:
    """A title that is run as a command, and a misspelt key, are found."""
    bad = tmp_path / ".github" / "workflows" / "bad.yml"
    bad.parent.mkdir(parents=True)
    text = (WORKFLOWS / "check.yml").read_text(encoding="utf-8")
    bad.write_text(text.replace("run: make install", "run: echo ${{ github.event.pull_request.title }}", 1))
    assert "template-injection" in zizmor(bad).stdout
    bad.write_text(text.replace("runs-on:", "run-on:", 1), encoding="utf-8")
    assert jsonschema(bad).returncode != 0


@each
def test_actions_are_pinned_by_commit(name: str) -> None:
    """Every action is one of the list, at the commit that was read, with its release beside it."""
    text = (WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: ([\w/-]+)@(.*)", text)
    assert used
    assert [(action, pin) for action, pin in used if ACTIONS.get(action) != pin] == []


def test_each_job_may_do_what_it_needs_and_no_more() -> None:
    """Nothing is allowed to a whole workflow; one job may write to the repository, and one to Pages."""
    assert [name for name in NAMES if workflow(name)["permissions"] != {}] == []
    jobs = {(name, job): told["permissions"] for name in NAMES for job, told in workflow(name)["jobs"].items()}
    assert jobs == PERMISSIONS


def test_proposals_are_only_read() -> None:
    """Proposals begin `pull_request` alone; the token is given to the comment, the issue and the push alone."""
    assert list(workflow("check")[True]) == ["pull_request", "merge_group"]
    for name in NAMES:
        text = (WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")
        assert "pull_request_target" not in text
        assert name == "comment" or "workflow_run" not in text
    given = [(job, step["name"]) for job, step in steps() if "github.token" in str(step)]
    assert given == [
        ("comment/comment", "Write the comment, or bring it up to date"),
        ("outward/links", "Open an issue with those that do not answer"), ("publish/seal", "Push"),
    ]  # fmt: skip


def test_what_may_comment_runs_main_and_nothing_of_a_proposal() -> None:
    """It checks out main by name, installs nothing, and reads of the event what GitHub itself makes."""
    comment = workflow("comment")
    assert comment[True] == {"workflow_run": {"workflows": [workflow("check")["name"]], "types": ["completed"]}}
    [job] = comment["jobs"].values()
    assert job["if"] == "github.event.workflow_run.event == 'pull_request'"
    assert [step["with"]["ref"] for step in job["steps"] if "checkout" in step.get("uses", "")] == ["main"]
    assert {step.get("uses", "").partition("@")[0] for step in job["steps"]} == {
        "actions/checkout", "actions/setup-python", "",
    }  # fmt: skip
    assert [step["run"] for step in job["steps"] if "run" in step] == [
        "python3 -m strategic_framework.publication.comment"
    ]
    text = (WORKFLOWS / "comment.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{\{ *([\w.]+)", text)) == {
        "github.token", "github.event.workflow_run.id", "github.event.workflow_run.head_sha",
    }  # fmt: skip


def test_secrets_stand_in_one_place() -> None:
    """They are named in two steps of sealing, which no other job shares, in an environment of which main disposes."""
    named = [(job, step["name"]) for job, step in steps() if "secrets." in str(step) or "vars." in str(step)]
    assert named == [("publish/seal", "A token of the App, where one publishes"), ("publish/seal", "Push")]
    assert workflow("publish")["jobs"]["seal"]["environment"] == "publish"


def test_a_proposal_needs_nothing_that_a_fork_does_not_have() -> None:
    """The check names no secret, variable, environment or token, and may write nothing."""
    text = (WORKFLOWS / "check.yml").read_text(encoding="utf-8")
    assert not re.search(r"secrets|vars\.|environment:|token|: write|self-hosted|FRAMEWORK_", text)
    assert set(re.findall(r"\$\{\{ *([\w.]+)", text)) == {
        "github.ref", "github.event.pull_request.number", "github.event.merge_group.base_sha", "matrix.part",
        "needs.parts.result",
    }  # fmt: skip
    assert {told["permissions"].get("contents", "read") for told in workflow("check")["jobs"].values()} == {"read"}


def test_what_waits_is_sealed_before_the_date_moves() -> None:
    """A monthly run first publishes what was merged; where that is refused, it stops there and moves no date."""
    names = [step.get("name") for step in workflow("publish")["jobs"]["seal"]["steps"]]
    assert names.index("Seal what waits") < names.index("Move the as-at date") < names.index("Push")
    assert "always()" not in str(workflow("publish")["jobs"]["seal"])


def test_no_checkout_leaves_a_token_behind() -> None:
    """The programs that run after a checkout find no credentials on the disk."""
    kept = [step["with"].get("persist-credentials") for _, step in steps() if "checkout" in step.get("uses", "")]
    assert kept == [False] * 9


def test_every_command_is_the_projects_own() -> None:
    """No step runs anything but a verb of make, a command of ours, the git that sealing takes, or the issue."""
    lines = [(job, line) for job, step in steps() for line in step.get("run", "").splitlines()]
    strange = [(job, line) for job, line in lines if not any(re.fullmatch(one, line) for one in COMMANDS)]
    assert strange == []
    assert len(lines) > 15


_NAMED = re.compile(r"\b(needs|steps)\.(\w+)\.(outputs\.(\w+)|result|outcome)")


@each
def test_every_name_that_is_asked_for_is_given(name: str) -> None:
    """A job waits for jobs that there are, and asks steps and jobs only for what these give; scripts can be run."""
    jobs = workflow(name)["jobs"]
    for told in jobs.values():
        needed = [told.get("needs", [])] if isinstance(told.get("needs"), str) else told.get("needs", [])
        assert set(needed) <= jobs.keys()
        identified = {step["id"]: step for step in told["steps"] if "id" in step}
        for kind, asked, what, output in _NAMED.findall(str(told)):
            assert asked in (needed if kind == "needs" else identified), (name, asked, what)
            written = identified.get(asked, {}).get("run")
            assert kind == "steps" or not output or output in jobs[asked]["outputs"]
            assert written is None or not output or f'echo "{output}=' in written
        for script in re.findall(r"(?m)^\.ci/\w+$", "\n".join(step.get("run", "") for step in told["steps"])):
            path = WORKFLOWS.parent.parent / script
            assert os.access(path, os.X_OK)
            assert subprocess.run(["bash", "-n", str(path)], capture_output=True, check=False).stderr == b""


@each
def test_every_job_ends(name: str) -> None:
    """Each has its own limit, and a name by which it can be required."""
    assert [job for job, told in workflow(name)["jobs"].items() if not told.get("timeout-minutes")] == []
    assert [job for job, told in workflow(name)["jobs"].items() if not told.get("name")] == []


def test_publications_wait_for_each_other() -> None:
    """One at a time, and none is broken off."""
    publish = workflow("publish")
    assert publish["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert {job: told.get("needs") for job, told in publish["jobs"].items()} == {
        "seal": None, "build": "seal", "deploy": "build", "attest": ["build", "deploy"],
    }  # fmt: skip


# --- as they run ---------------------------------------------------------------------------------------------------

PRIORITY = "framework/editions/2024-28/1-rivers-and-paths.yml"
PAGE = "2024-28/pri-1"


@pytest.fixture
def repository(tmp_path: Path, made_once: Callable[[str, Callable[[Path], Path]], Path]) -> Path:
    """A bare repository with this working tree on main; `work` beside it is somebody's clone."""
    return copied(made_once("repository", origin), tmp_path)


def edit(work: Path) -> None:
    """Add an action, with the reason for it."""
    path = work / PRIORITY
    text = path.read_text(encoding="utf-8")
    assert "\nactions:\n" in text
    new = "\nactions:\n  - source: new\n    text: Try what is only tried in a test.\n"
    path.write_text(text.replace("\nactions:\n", new, 1), encoding="utf-8")
    explain(work)


def propose(work: Path) -> str:
    """Push what GitHub makes of a proposal: its branch merged into main."""
    commit(work, "A proposal")
    git(work, "branch", "proposal")
    git(work, "reset", "-q", "--hard", "HEAD~1")
    git(work, "merge", "-q", "--no-ff", "-m", "Merged", "proposal")
    git(work, "push", "-q", "origin", "HEAD:refs/pull/1/merge")
    return "refs/pull/1/merge"


def merged(work: Path) -> None:
    """Accept what stands in the clone."""
    git(work, "pull", "-q", "--rebase", "--autostash", "origin", "main")
    commit(work, "Accepted")
    git(work, "push", "-q", "origin", "main")


def went_well(machine: Machine, name: str, *jobs: str) -> None:
    """Run it, and show what the last step said where it does not go well."""
    well = machine.run(name, jobs)
    assert well, f"{machine.steps[-1].name}:\n{machine.steps[-1].said}"


def test_a_proposal_gets_its_receipt_and_its_site(tmp_path: Path, repository: Path) -> None:
    """An edit with its reason passes; the receipt is in the summary, and the site is kept."""
    edit(tmp_path / "work")
    machine = Machine(tmp_path / "run", repository, "pull_request", began=propose(tmp_path / "work"), anew=True)
    went_well(machine, "check", "content")
    assert "becomes version" in machine.summary
    receipt = parse(machine.kept["receipt-1"].read_bytes())
    assert (receipt["publishes"], receipt["problems"]) == (True, [])
    assert "Try what is only tried in a test." in machine.kept["preview.html"].read_text(encoding="utf-8")
    assert "Try what is only tried in a test." in (machine.kept["site"] / PAGE / "index.html").read_text()


def test_a_proposal_that_seals_is_refused(tmp_path: Path, repository: Path) -> None:
    """A proposal that was published on its own branch stops at its first check, with annotations."""
    work = tmp_path / "work"
    edit(work)
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["framework", "publish", "--yes"], cwd=work, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    machine = Machine(tmp_path / "run", repository, "pull_request", began=propose(work))
    assert not machine.run("check", ("content",))
    [first, *_] = [step for step in machine.steps if step.status]
    assert first.name == "The published record is left alone"
    assert "::error file=framework/published.lock,title=sealed::" in first.said
    assert "site" not in machine.kept


def test_a_fault_is_annotated_on_its_line(tmp_path: Path, repository: Path) -> None:
    """A proposal without its reason stops at the check, and the annotation names file and line."""
    work = tmp_path / "work"
    edit(work)
    shutil.rmtree(work / "framework" / "changes" / "pending")
    machine = Machine(tmp_path / "run", repository, "pull_request", began=propose(work))
    assert not machine.run("check", ("content",))
    [first, *_] = [step for step in machine.steps if step.status]
    assert re.search(rf"::error file={PRIORITY},line=\d+,col=\d+,title=unexplained::", first.said)
    receipt = parse(machine.kept["receipt-1"].read_bytes())
    assert [(fault["code"], fault["file"]) for fault in receipt["problems"]] == [("unexplained", PRIORITY)]
    assert "Try what is only tried in a test." in str(receipt["changes"])
    assert receipt["pages"] != []
    assert "## What is to be put right" in machine.summary


def test_the_code_of_a_proposal_is_linted_and_its_tests_are_gathered(tmp_path: Path, repository: Path) -> None:
    """Lint passes in a clean clone, and every test can be run there."""
    (tmp_path / "work" / "NOTES.md").write_text("Something beside the content.\n", encoding="utf-8")
    edit(tmp_path / "work")
    began = propose(tmp_path / "work")
    machine = Machine(tmp_path / "run", repository, "pull_request", began=began, tests=GATHERED, anew=True)
    went_well(machine, "check", "parts", "tests")
    pages, rules = (step.said for step in machine.steps if step.name.startswith("Lint"))
    assert re.search(r"\d{4} tests collected", pages)
    assert "NOT RUN" not in pages
    assert rules == "More than framework/ is touched: the part “pages” passes every test.\n"


def test_a_proposal_of_content_passes_the_tests_of_the_content(tmp_path: Path, repository: Path) -> None:
    """Where framework/ alone is touched, the content is checked and built; each of its tests is in one of two parts."""
    edit(tmp_path / "work")
    machine = Machine(tmp_path / "run", repository, "pull_request", began=propose(tmp_path / "work"))
    went_well(machine, "check", "parts", "tests")
    pages, rules = (step.said for step in machine.steps if step.name.startswith("Lint"))
    assert "pytest -n 2 --dist worksteal -m content tests/browser" in pages.splitlines()
    assert "pytest -n 2 --dist worksteal -m content --ignore=tests/browser" in rules.splitlines()
    assert (tmp_path / "run" / "parts-rules-1" / "site" / "index.html").is_file()


#: What is asked of make where every test is passed; the packages for node come while it lints.
EVERYTHING = [".tools/done", "lint", "test-all"]
TOUCHED = [
    (["framework/bodies.yml"], "test-content"),
    (["framework/bodies.yml", "docs/index.md"], ""),
    (["src/framework/new.py"], ""),
    (["framework.yml"], ""),
    ([], ""),
]


def verbs(work: Path, tmp_path: Path, **environment: str) -> list[str]:
    """What `.ci/proposal` asks of make, which does nothing here."""
    tools = tmp_path / "tools"
    tools.mkdir(exist_ok=True)
    for name in ("make", "chromium-headless-shell", "java", "node", "npm"):
        (tools / name).write_text('#!/bin/sh\necho "asked: $*"\n', encoding="utf-8")
        (tools / name).chmod(0o755)
    env = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", **environment}
    done = subprocess.run([".ci/proposal"], cwd=work, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    asked = [line.removeprefix("asked: ") for line in done.stdout.splitlines() if line.startswith("asked: ")]
    return [*sorted(asked[:-1]), *asked[-1:]]  # what goes on at the same time has no order; the last one waits for all


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A repository that holds `.ci/` and a file of the content, and nothing else."""
    work = tmp_path / "small"
    shutil.copytree(WORKFLOWS.parent.parent / ".ci", work / ".ci")
    (work / "framework").mkdir()
    (work / "framework" / "moved.yml").write_text("moved: true\n", encoding="utf-8")
    git(work, "init", "-q", "-b", "main")
    commit(work, "As it stands")
    return work


@pytest.mark.parametrize(("touched", "verb"), TOUCHED)
def test_only_what_touches_the_content_alone_passes_fewer_tests(
    tmp_path: Path, small: Path, touched: list[str], verb: str
) -> None:
    """One file elsewhere, or nothing that can be told, and everything is asked."""
    for name in touched:
        (small / name).parent.mkdir(parents=True, exist_ok=True)
        (small / name).write_text("other: true\n", encoding="utf-8")
    commit(small, "A proposal")
    assert verbs(small, tmp_path) == ([verb] if verb else EVERYTHING)


def test_two_machines_share_what_is_asked(tmp_path: Path, small: Path) -> None:
    """Of the content each asks its own part; of everything else one asks all, and the other nothing."""
    (small / "framework" / "moved.yml").write_text("moved: false\n", encoding="utf-8")
    commit(small, "A proposal")
    asked = [verbs(small, tmp_path, PART=part) for part in ("pages", "rules")]
    assert asked == [["test-content PART=pages"], ["test-content PART=rules"]]
    (small / "NOTES.md").write_text("More.\n", encoding="utf-8")
    commit(small, "And more")
    assert [verbs(small, tmp_path, PART=part) for part in ("pages", "rules")] == [EVERYTHING, []]
    assert verbs(small, tmp_path, PART="rules", BASE=git(small, "rev-parse", "HEAD")) == []
    assert verbs(small, tmp_path, PART="rules", BASE="nowhere") == []


def test_the_parts_of_the_workflow_are_those_of_make() -> None:
    """No part of the content's tests is left out, and a part that nobody knows is refused."""
    makefile = (WORKFLOWS.parent.parent / "Makefile").read_text(encoding="utf-8")
    assert f"PARTS := {' '.join(workflow('check')['jobs']['parts']['strategy']['matrix']['part'])}\n" in makefile
    command = ["make", "--no-print-directory", "--dry-run", "test-content", "PART=rules"]
    done = subprocess.run(command, cwd=WORKFLOWS.parent.parent, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].endswith("-m content --ignore=tests/browser")


def test_what_leaves_the_content_is_not_the_content_alone(tmp_path: Path, small: Path) -> None:
    """A file that is moved out of framework/ touches both ends of its way."""
    git(small, "mv", "framework/moved.yml", "moved.yml")
    commit(small, "A proposal")
    assert verbs(small, tmp_path) == EVERYTHING


def publish(folder: Path, repository: Path, began: str, cache: Path | None = None, *, anew: bool = False) -> Machine:
    """One run of publish.yml, which went well."""
    machine = Machine(folder, repository, "push", began=began, cache=cache, anew=anew)
    went_well(machine, "publish")
    return machine


def test_a_merge_is_all_that_publishing_takes(tmp_path: Path, repository: Path) -> None:
    """What waited is sealed on main, built from there for its real address, tested and deployed; then nothing waits."""
    work = tmp_path / "work"
    edit(work)
    merged(work)
    accepted = git(repository, "rev-parse", "main")
    first = publish(tmp_path / "first", repository, accepted, anew=True)
    sealed = git(repository, "rev-parse", "main")
    assert git(repository, "log", "-1", "--format=%an %s", sealed) == "github-actions[bot] Publish what waited"
    assert "framework/changes/0002-" in git(repository, "show", "--name-only", "--format=", sealed)
    assert "pending" not in git(repository, "ls-tree", "-r", "--name-only", sealed, "framework/changes")
    assert first.deployed
    assert "Try what is only tried in a test." in (first.deployed / PAGE / "index.html").read_text(encoding="utf-8")
    assert f"{BASE_URL}/{PAGE}/" in (first.deployed / "sitemap.xml").read_text(encoding="utf-8")
    hashes = (first.deployed / "changes/ledger.txt").read_bytes()
    newest = [line[:64] for line in hashes.decode().splitlines() if line.endswith("  chg-0002")]
    assert f"sealed as {newest[0]}" in git(repository, "log", "-1", "--format=%b", sealed)
    assert newest[0] in (first.deployed / "changes/feed.xml").read_text(encoding="utf-8")
    assert newest[0] in (first.deployed / "changes/index.html").read_text(encoding="utf-8")
    assert first.attested == {"changes/ledger.txt": f"sha256:{hashlib.sha256(hashes).hexdigest()}"}
    cache = tmp_path / "first" / "build-1" / ".cache"
    again = publish(tmp_path / "again", repository, accepted, cache)  # the same run, begun again
    assert git(repository, "rev-parse", "main") == sealed
    assert again.deployed
    assert (*again.kept,) == ("site-1",)  # of the first attempt: what runs again finds no other
    assert fingerprint(again.deployed) == fingerprint(first.deployed)


def test_a_publication_that_was_taken_back_stops_the_next(tmp_path: Path, repository: Path) -> None:
    """A revert of a publication on main holds together in itself, and is not what was last published."""
    work = tmp_path / "work"
    edit(work)
    merged(work)
    went_well(Machine(tmp_path / "first", repository, "push"), "publish", "seal")
    git(work, "pull", "-q", "origin", "main")
    git(work, "revert", "--no-edit", "HEAD")
    git(work, "push", "-q", "origin", "HEAD:main")
    machine = Machine(tmp_path / "second", repository, "push")
    assert not machine.run("publish", ("seal",))
    [failed] = [step for step in machine.steps if step.status]
    assert failed.name == "What was last published is here, unchanged"
    assert "chg-0002 was published, and is not here any more." in failed.said


def today() -> str:
    """The day, as the job's own clock has it."""
    return datetime.now(UTC).date().isoformat()


def test_the_as_at_date_moves_by_schedule(tmp_path: Path, repository: Path) -> None:
    """The monthly run moves the as-at date alone; a second one on the same day changes nothing."""
    before = today()
    went_well(Machine(tmp_path / "first", repository, "schedule"), "publish", "seal")
    sealed = git(repository, "rev-parse", "main")
    assert git(repository, "show", "--name-only", "--format=", sealed) == "framework/framework.yml"
    changed = [line for line in git(repository, "show", "--format=", sealed).splitlines() if line.startswith("+as_at")]
    assert changed in ([f"+as_at: {day}"] for day in (before, today()))  # midnight may come between
    went_well(Machine(tmp_path / "again", repository, "schedule"), "publish", "seal")
    assert git(repository, "rev-list", "--count", f"{sealed}..main") == "0" or before != today()


#: What the repository is given → what the push says where it is refused; nothing where it is let in.
PROTECTED: dict[str, tuple[dict[str, str], str]] = {
    "nothing": ({}, "main is protected: not by run"),
    "deploy key": ({"secrets.PUBLISH_KEY": "the deploy key"}, ""),
    "another key": ({"secrets.PUBLISH_KEY": "another key"}, "Permission denied (publickey)."),
    "an App": ({"vars.PUBLISH_APP": "Iv1.app", "secrets.PUBLISH_APP_KEY": "the key of the App"}, ""),
}


def protect(repository: Path) -> None:
    """Let nobody push to main but the deploy key and the App, and nobody by force, as a ruleset of GitHub does."""
    hook = repository / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        "#!/bin/sh\nwhile read old new ref; do\n"
        '  [ "$ref" = refs/heads/main ] || continue\n'
        '  case "$PUSHER" in key|app) ;; *) echo "main is protected: not by ${PUSHER:-anybody}"; exit 1;; esac\n'
        '  git merge-base --is-ancestor "$old" "$new" || { echo "main is protected: not by force"; exit 1; }\n'
        "done\n",
        encoding="utf-8",
    )
    hook.chmod(0o755)


def test_a_protected_main_is_published_to_by_a_key_or_an_app(tmp_path: Path, repository: Path) -> None:
    """The run's own token is refused there; the deploy key and the App are let in, and leave no key behind."""
    work = tmp_path / "work"
    edit(work)
    merged(work)
    protect(repository)
    before = git(repository, "rev-parse", "main")
    machine = Machine(tmp_path / "run", repository, "push")
    for name, (given, refusal) in PROTECTED.items():
        git(repository, "update-ref", "refs/heads/main", before)
        machine.given, machine.steps = given, []
        assert machine.run("publish", ("seal",)) is not bool(refusal), (name, machine.steps[-1].said)
        machine.since = "A token of the App, where one publishes"  # what was sealed for the first is pushed by each
        assert refusal in machine.steps[-1].said
        assert (git(repository, "rev-parse", "main") == before) is bool(refusal), name
        if refusal:
            assert [step.name for step in machine.steps if step.status] == ["Push"]
            continue
        assert "framework/changes/0002-" in git(repository, "show", "--name-only", "--format=", "main")
        assert git(repository, "log", "-1", "--format=%b", "main").endswith("[skip ci]")
        assert [path for path in (tmp_path / "run").rglob("key") if path.is_file()] == []


def test_the_server_is_known_by_its_key() -> None:
    """What is pushed with the key goes to GitHub alone: ssh is told its host key, and asks for it strictly."""
    said = subprocess.run(
        ["ssh-keygen", "-lf", str(WORKFLOWS.parent.parent / ".ci" / "known_hosts")], capture_output=True, text=True,
        check=True,
    ).stdout  # fmt: skip
    assert said == "256 SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU github.com (ED25519)\n"


def test_the_monthly_run_does_not_overtake_a_merge(tmp_path: Path, repository: Path) -> None:
    """What is merged while the date is moved stays the newest: the push is refused, and the merge's run does both."""
    work = tmp_path / "work"
    settings = work / "framework" / "framework.yml"
    settings.write_text(re.sub(r"(?m)^as_at: .*", "as_at: 2026-11-23", settings.read_text("utf-8")), encoding="utf-8")
    merged(work)
    monthly = Machine(tmp_path / "monthly", repository, "schedule")
    commanded = Machine._command

    def merge_first(self: Machine, here: Path, step: dict[str, Any], *more: Any) -> subprocess.CompletedProcess[str]:
        if step["run"] == ".ci/push":
            edit(work)
            merged(work)
        return commanded(self, here, step, *more)

    monthly._command = merge_first.__get__(monthly)  # type: ignore[method-assign]
    assert not monthly.run("publish")
    assert [step.name for step in monthly.steps if step.status] == ["Push"]
    assert monthly.deployed is None
    assert git(repository, "log", "-1", "--format=%s", "main") == "Accepted"
    assert "as_at: 2026-11-23" in git(repository, "show", "main:framework/framework.yml")
    went_well(Machine(tmp_path / "merge", repository, "push"), "publish", "seal")
    assert "framework/changes/0002-" in git(repository, "show", "--name-only", "--format=", "main")
    assert "as_at: 2026-11-23" not in git(repository, "show", "main:framework/framework.yml")


def test_only_the_sealed_commit_is_built(tmp_path: Path, repository: Path) -> None:
    """Where main has moved on since the sealing, this run stops: the next one publishes."""
    machine = Machine(tmp_path / "run", repository, "push")
    known_before = Machine._action

    def moved_on(self: Machine, here: Path, name: str, inputs: dict[str, str], outputs: dict[str, str]) -> str:
        if name == "actions/checkout" and here.name.startswith("build"):
            (tmp_path / "work" / "NOTES.md").write_text("Somebody merged this.\n", encoding="utf-8")
            merged(tmp_path / "work")
        return known_before(self, here, name, inputs, outputs)

    machine._action = moved_on.__get__(machine)  # type: ignore[method-assign]
    assert not machine.run("publish")
    assert machine.steps[-1].name.startswith("Main is still at the sealed commit")
    assert machine.deployed is None


def test_a_part_of_an_old_run_deploys_nothing(tmp_path: Path, repository: Path) -> None:
    """Running only the deployment again finds no site of its attempt, so an older site never comes back."""
    machine = Machine(tmp_path / "run", repository, "push", attempt=2, kept={"site-1": tmp_path})
    with pytest.raises(KeyError, match="site-2"):
        machine.run("publish", ("deploy",))
    assert machine.deployed is None


def test_nothing_is_published_from_another_branch(tmp_path: Path, repository: Path) -> None:
    """Begun by hand on another branch, it does nothing."""
    machine = Machine(tmp_path / "run", repository, "workflow_dispatch", "elsewhere")
    assert machine.run("publish")
    assert machine.steps == []


def test_the_newest_dependencies_are_reported(tmp_path: Path, repository: Path) -> None:
    """The job builds, passes the tests, and tells the outcome in its summary."""
    machine = Machine(tmp_path / "run", repository, "schedule")
    went_well(machine, "newest")
    assert "pytest" in [line.strip() for line in machine.steps[-2].said.splitlines()]
    assert (tmp_path / "run" / "newest-1" / "site" / "index.html").is_file()
    assert machine.summary.startswith("## Newest dependencies\n\nThe site builds, and every test passes")


def test_a_failure_with_the_newest_is_loud(tmp_path: Path, repository: Path) -> None:
    """The job fails, and the summary says so all the same."""
    work = tmp_path / "work"
    (work / "mkdocs.yml").write_text("strange: true\n", encoding="utf-8")
    merged(work)
    machine = Machine(tmp_path / "run", repository, "schedule")
    assert not machine.run("newest")
    assert "**It fails** with the newest allowed dependencies." in machine.summary


def test_the_report_names_what_is_newer() -> None:
    """A row for each package in another version than the pinned one, and none for the rest."""
    pins = pinned("click==8.4.0 \\\n    --hash=sha256:00\njinja2==3.1.6 ; python_version > '3'\n")
    assert pins == {"click": "8.4.0", "jinja2": "3.1.6"}
    told = report("success", pins, {"click": "8.5.0", "jinja2": "3.1.6"})
    assert told.count("\n| ") == 3
    assert "| click | 8.4.0 | 8.5.0 |" in told
    assert "Nothing is newer." in report("failure", pins, pins)
    assert "did not come to an end: cancelled" in report("cancelled", pins, pins)


# --- the merge queue --------------------------------------------------------------------------------------------------

QUEUED = """\
decided: 2026-11-23
decided_by: The tests
reason: To see what follows.
changes:
  - add: action
    under: pri-1
    text: {text}
"""


def queue(work: Path, *texts: str) -> list[str]:
    """What a merge queue makes of proposals, each begun from main: one merged behind the other; their commits."""
    for number, text in enumerate(texts):
        git(work, "checkout", "-q", "-b", f"proposal-{number}", "main")
        file = work / f"framework/changes/pending/proposal-{number}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(QUEUED.format(text=text), encoding="utf-8")
        commit(work, "A proposal")
    git(work, "checkout", "-q", "-b", "queue", "main")
    commits = []
    for number in range(len(texts)):
        git(work, "merge", "-q", "--no-ff", "-m", "Merged", f"proposal-{number}")
        git(work, "push", "-q", "origin", f"HEAD:refs/heads/gh-readonly-queue/main/pr-{number}")
        commits.append(git(work, "rev-parse", "HEAD"))
    return commits


def test_two_green_proposals_never_block_main(tmp_path: Path, repository: Path) -> None:
    """The queue checks the second behind the first; main publishes both, and publishing again does nothing."""
    work = tmp_path / "work"
    first, second = queue(work, "Try one thing.", "Try another thing.")
    ref = "refs/heads/gh-readonly-queue/main/pr-1"
    machine = Machine(tmp_path / "run", repository, "merge_group", began=ref, base=first)
    went_well(machine, "check", "content")
    git(work, "push", "-q", "origin", f"{second}:refs/heads/main")
    went_well(Machine(tmp_path / "sealing", repository, "push"), "publish", "seal")
    sealed = git(repository, "rev-parse", "main")
    names = git(repository, "ls-tree", "-r", "--name-only", sealed, "framework/changes")
    assert [name for name in names.splitlines() if "proposal-" in name and "pending" not in name] == [
        "framework/changes/0002-proposal-0.yml", "framework/changes/0003-proposal-1.yml",
    ]  # fmt: skip
    assert "pending" not in names
    went_well(Machine(tmp_path / "again", repository, "push"), "publish", "seal")
    assert git(repository, "rev-parse", "main") == sealed
