"""Another body's plan, begun from the wheel in an empty folder: it is sound, it builds, and holds nothing of ours."""

from __future__ import annotations

import json
import re
import stat
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from strategic_framework.commands import init
from strategic_framework.commands.main import main
from strategic_framework.site import pages, standard, upgrading
from strategic_framework.site.project import Project
from tests.conftest import MINIATURE, ROOT, clone
from tests.wheel import framework

ANSWERS = (
    "--title", "Tides and Tracks", "--publisher", "Skerry Bay Trust", "--called", "the Trust", "--period", "2027-31",
    "--priority", "Keep every path open: by boat & by foot", "--priority", "Ùir agus uisge",
    "--call", "action=promise/promises", "--call", "framework=plan/plans", "--aspirations", "Hopes",
)  # fmt: skip
#: Names that belong to the framework of this repository, and to nobody else's.
OURS = re.compile(
    rb"improvement\s?service|cosla|solace|scotland.s councils|glen rowan council|inverskerry", re.IGNORECASE
)


@pytest.fixture(scope="module")
def plan(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that was begun from the wheel, published and built."""
    folder = tmp_path_factory.mktemp("anywhere")
    for words in (("init", "my-plan", *ANSWERS, "--yes"), ("check",), ("publish", "--yes"), ("build",)):
        done = framework(installed, folder if words[0] == "init" else folder / "my-plan", *words)
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    return folder / "my-plan"


def test_a_plan_from_the_wheel_is_published_and_built(plan: Path) -> None:
    """Its pages come from the package: its own `docs/` holds none, and every page of the site is there."""
    assert [path.name for path in (plan / "docs").iterdir()] == [".keep"]
    assert {"2027-31", "about", "changes", "index.html"} <= {path.name for path in (plan / "site").iterdir()}
    home = (plan / "site" / "index.html").read_text("utf-8")
    assert "Tides and Tracks" in home
    assert "the Trust" in home
    assert not (plan / "site" / "2027-31" / "actions").exists()  # it has none yet


def test_it_holds_nothing_of_this_framework(plan: Path, installed: Path) -> None:
    """No name of another body is in any byte of the plan, of its site, or of what the wheel brings."""
    folders = (
        plan,
        installed / "strategic_framework" / "standard",
        installed / "strategic_framework" / "site" / "scaffold",
    )
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert len(paths) > 100
    named = {str(path): sorted({*OURS.findall(path.read_bytes())}) for path in paths}
    allowed = re.compile(r"EDITING\.md$")  # it shows an invented council
    assert {path: names for path, names in named.items() if names and not allowed.search(path)} == {}


def test_its_checks_are_its_own(plan: Path, installed: Path) -> None:
    """Every verb that its workflows and scripts make is in its Makefile, and its scripts may be run."""
    verbs = set(re.findall(r"^([a-z-]+):", (plan / "Makefile").read_text("utf-8"), re.MULTILINE))
    texts = [
        path.read_text("utf-8")
        for folder in (".github", ".ci")
        for path in (plan / folder).rglob("*")
        if path.is_file()
    ]
    assert {verb for text in texts for verb in re.findall(r"\bmake ([a-z-]+)$", text, re.MULTILINE)} <= verbs
    run = {name for text in texts for name in re.findall(r"(?<![\w/])\.ci/(\w+)", text)}
    assert run
    assert all((plan / ".ci" / name).stat().st_mode & stat.S_IXUSR for name in run)


def test_what_init_copies_is_what_this_repository_has(shipped: Path, plan: Path) -> None:
    """The wheel's pages are those of this `docs/`, byte for byte; a template repository is what `init` writes."""
    ours = {path.relative_to(ROOT / "docs").as_posix(): path.read_bytes() for path in (ROOT / "docs").rglob("*.md")}
    docs = shipped / "docs"
    assert {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*.md")} == ours
    assert all((plan / name).read_bytes() == content for name, content in standard.copied_files().items())


# --- the answers ------------------------------------------------------------------------------------------------------


@pytest.fixture
def shipped(installed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the wheel brings, in the place of what stands in this repository."""
    folder = installed / "strategic_framework" / "standard"
    monkeypatch.setattr(standard, "STANDARD", folder)
    return folder


def test_a_plan_calls_its_parts_by_its_own_words(plan: Path) -> None:
    """What `--call` says stands in the settings, names the list where nothing else does, and is on every page."""
    settings = yaml.safe_load((plan / "framework" / "framework.yml").read_text("utf-8"))
    assert settings["words"] == {
        "framework": {"one": "plan", "other": "plans"},
        "action": {"one": "promise", "other": "promises"},
    }
    edition = yaml.safe_load((plan / "framework/editions/2027-31/edition.yml").read_text("utf-8"))
    assert edition["labels"] == {"actions": "Promises", "aspirations": "Hopes"}
    page = (plan / "site" / "about" / "index.html").read_text("utf-8")
    assert "Every priority, promise and aspiration has its own address" in page


def begun(folder: Path, *arguments: str, answers: str = "") -> tuple[int, str]:
    """The exit status of `framework init` and what it said."""
    result = CliRunner().invoke(main, ["init", str(folder), *arguments], input=answers)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing: --title, --publisher, --period"),
        (("--title", "T", "--publisher", "P", "--period", "2027-31"), "Add --priority and its title"),
        (("--title", "T", "--publisher", "P", "--period", "2027 to 31", "--priority", "A"), "written 2027-31"),
        (("--address", "example.org", "--title", "T"), "begins with https://"),
        (("--call", "deed=pledge/pledges", "--title", "T"), "as in action=commitment/commitments"),
        (("--call", "action=pledge", "--title", "T"), "one and several in plain words"),
        (("--call", "action=<b>/<i>", "--title", "T"), "one and several in plain words"),
        (("--contact", "us at example.org", "--title", "T"), "mailto:"),
    ],
)
def test_what_is_missing_or_wrong_is_said(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    """Exit status 2, a sentence that says what to add, and no folder."""
    status, said = begun(tmp_path / "plan", *arguments, "--yes")
    assert status == 2
    assert words in said
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_is_asked(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that no flag says is asked for; a wrong answer is asked for again, and an empty one is the usual."""
    for module in ("called", "common", "init"):
        monkeypatch.setattr(f"strategic_framework.commands.{module}.is_terminal", lambda: True)
    answers = ("", "promise", "promise/promises", "", "Tides and Tracks", "Skerry Bay Trust", "the Trust",
               "next year", "2027-31", "", "", "example.org", "", "", "Keep every path open", "", "y")  # fmt: skip
    status, said = begun(tmp_path / "plan", answers="\n".join(answers) + "\n")
    assert status == 0, said
    for wrong in ("one and several in plain words", "written 2027-31, or 2027 for one year", "is not an address"):
        assert said.count(wrong) == 1, said
    settings = Project.read(tmp_path / "plan").site.framework.settings
    assert (settings.title, settings.publisher.in_a_sentence) == ("Tides and Tracks", "the Trust")
    assert {kind: word.other for kind, word in settings.words.chosen.items()} == {"action": "promises"}


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written into a folder that is not empty."""
    (tmp_path / "kept.txt").write_text("mine", encoding="utf-8")
    status, said = begun(tmp_path, *ANSWERS, "--yes")
    assert (status, [path.name for path in tmp_path.iterdir()]) == (2, ["kept.txt"])
    assert "is not empty" in said


@pytest.mark.parametrize(
    ("period", "starts", "ends"), [("2027-31", "2027", "2031"), ("2027", "2027", "2027"), ("2098-02", "2098", "2102")]
)
def test_a_period_is_one_year_or_two(shipped: Path, tmp_path: Path, period: str, starts: str, ends: str) -> None:
    """The last year is told by its last two digits."""
    status, said = begun(
        tmp_path / "plan", "--title", "T", "--publisher", "P", "--period", period, "--priority", "A", "--yes"
    )
    assert status == 0, said
    edition = yaml.safe_load((tmp_path / "plan/framework/editions" / period / "edition.yml").read_text("utf-8"))
    assert (str(edition["starts"]), str(edition["ends"])) == (starts, ends)


@pytest.mark.parametrize(
    "title", ["Colon: a title", "“Quoted” #1", "- yes", "Ùir agus uisge", "a" * 300, "null", "«title»"]
)
def test_any_title_is_written_as_it_is(shipped: Path, tmp_path: Path, title: str) -> None:
    """What an answer holds is never read as YAML, nor as a place to be filled."""
    status, said = begun(
        tmp_path / "plan", "--title", title, "--publisher", title, "--period", "2027", "--priority", title, "--yes"
    )
    assert status == 0, said
    project = Project.read(tmp_path / "plan")
    assert project.framework is not None
    assert project.framework.settings.title == project.framework.current.priorities[0].title == title
    assert title in (tmp_path / "plan" / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("origin", "engine"),
    [
        (None, "strategic-framework==1.2"),
        ({"url": "https://a.example/f.whl", "archive_info": {}}, "https://a.example/f.whl"),
        (
            {"url": "https://a.example/f.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "git+https://a.example/f.git@abc",
        ),
        ({"url": "file:///somewhere/checkout", "dir_info": {"editable": True}}, "strategic-framework==1.2"),
    ],
)
def test_the_engine_is_installed_from_where_it_came(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, object] | None, engine: str
) -> None:
    """As pip recorded it (PEP 610); never a path of this computer."""

    class Known(metadata.PathDistribution):
        version = "1.2"

        def read_text(self, _: str) -> str | None:  # type: ignore[override]
            return json.dumps(origin) if origin else None

    monkeypatch.setattr(init, "distribution", lambda _: Known(Path()))
    assert init.engine_of("strategic-framework") == (engine, None)


def test_a_wheel_that_is_a_file_goes_with_the_plan(
    shipped: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """So that whoever has the plan can make its site, and no path of one computer stands in it."""
    wheel = tmp_path / "strategic_framework-1.2-py3-none-any.whl"
    wheel.write_bytes(b"wheel")

    class Known(metadata.PathDistribution):
        def read_text(self, _: str) -> str | None:  # type: ignore[override]
            return json.dumps({"url": wheel.as_uri(), "archive_info": {}})

    monkeypatch.setattr(init, "distribution", lambda _: Known(Path()))
    assert begun(tmp_path / "plan", *ANSWERS, "--yes")[0] == 0
    assert (tmp_path / "plan" / "engine" / wheel.name).read_bytes() == b"wheel"
    assert f"ENGINE := ./engine/{wheel.name}\n" in (tmp_path / "plan" / "Makefile").read_text("utf-8")


# --- pages of the package ---------------------------------------------------------------------------------------------


@pytest.fixture
def site_of_its_own(tmp_path: Path) -> Path:
    """The miniature without any page of its own."""
    folder = clone(tmp_path, content=MINIATURE)
    for path in (folder / "docs").rglob("*.md"):
        path.unlink()
    return folder


def addresses(folder: Path) -> set[str]:
    """The address of every page that a project plans."""
    return {page.here.address for page in pages.plan(Project.read(folder).site, folder)}


def test_a_page_that_docs_lacks_comes_from_the_package(site_of_its_own: Path) -> None:
    """The same pages as with all of them in `docs/`; its own replaces one, and may leave it out."""
    every = addresses(site_of_its_own)
    assert "about/privacy/" in every
    page = site_of_its_own / "docs" / "about" / "privacy.md"
    page.write_text("---\ntitle: What we keep\nleft_out: false\n---\n{{ heading() }}\n", encoding="utf-8")
    own = next(
        p
        for p in pages.plan(Project.read(site_of_its_own).site, site_of_its_own)
        if p.template.name == "about/privacy.md"
    )
    assert own.title == "What we keep"
    assert addresses(site_of_its_own) == every
    page.write_text("---\nleft_out: true\n---\n", encoding="utf-8")
    assert every - addresses(site_of_its_own) == {"about/privacy/"}


def test_a_page_may_need_only_what_there_can_be(site_of_its_own: Path) -> None:
    """A slip in `needs:` is a problem, and makes no page disappear unseen."""
    page = site_of_its_own / "docs" / "news.md"
    page.write_text("---\ntitle: News\nneeds: aliance\n---\n{{ heading() }}\n", encoding="utf-8")
    problems = Project.read(site_of_its_own).problems
    assert [(problem.code, problem.place.file) for problem in problems] == [("page-needs", "docs/news.md")]


# --- upgrading --------------------------------------------------------------------------------------------------------


@pytest.fixture
def followed(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new plan that has a page of its own in the place of the engine's, and nothing to follow yet."""
    assert begun(tmp_path / "plan", *ANSWERS, "--yes")[0] == 0
    monkeypatch.chdir(tmp_path / "plan")
    assert CliRunner().invoke(main, ["override", "about/index", "--yes"]).exit_code == 0
    return tmp_path / "plan"


def upgraded(*arguments: str) -> str:
    """What `framework upgrade` says."""
    result = CliRunner().invoke(main, ["upgrade", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def edited(path: Path, before: str, after: str) -> None:
    """Put other words into a file, where the old ones stand once."""
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_plan_that_was_just_begun_is_up_to_date(followed: Path) -> None:
    """Nothing to do, and nothing done."""
    assert upgraded() == "Your plan is up to date with this engine.\n"


def test_what_both_changed_in_different_places_is_joined(followed: Path) -> None:
    """The engine's earlier text is known, so its change goes into the page of the plan, and the plan's own stays."""
    page, kept = followed / "docs/about/index.md", followed / upgrading.KEPT / "docs/about/index.md"
    page.write_text(page.read_text("utf-8") + "\nOurs.\n", encoding="utf-8")
    edited(kept, "title: About this site", "title: About that site")
    edited(page, "title: About this site", "title: About that site")
    assert "docs/about/index.md: changed by you and by the engine, in different places" in upgraded()
    assert "title: About that site" in page.read_text("utf-8")  # only told so far
    upgraded("--write")
    assert "title: About this site" in page.read_text("utf-8")
    assert page.read_text("utf-8").endswith("\nOurs.\n")
    assert upgraded() == "Your plan is up to date with this engine.\n"


def test_what_both_changed_in_one_place_stays_the_plans(followed: Path) -> None:
    """The engine's change is shown once, to be made by hand; what was left as it came is replaced."""
    page, kept = followed / "docs/about/index.md", followed / upgrading.KEPT / "docs/about/index.md"
    edited(page, "title: About this site", "title: About us")
    edited(kept, "title: About this site", "title: About that site")
    for path in (followed / "mkdocs.yml", followed / upgrading.KEPT / "mkdocs.yml"):
        edited(path, "strict: true", "strict: false")
    said = upgraded("--write")
    assert "docs/about/index.md: changed by you and by the engine in the same place" in said
    assert "+title: About this site" in said
    assert "mkdocs.yml: changed by the engine; you left it as it came" in said
    assert "title: About us" in page.read_text("utf-8")
    assert "strict: true" in (followed / "mkdocs.yml").read_text("utf-8")
    assert upgraded() == "Your plan is up to date with this engine.\n"


def test_a_key_that_can_be_written_now_is_told(followed: Path) -> None:
    """With its meaning, from the schemas."""
    path = followed / "schemas" / "framework.json"
    schema = json.loads(path.read_text("utf-8"))
    del schema["properties"]["review_months"]
    path.write_text(json.dumps(schema), encoding="utf-8")
    assert "framework/framework.yml may hold review_months: How many months" in upgraded()


def test_the_engine_of_a_plan_is_not_taken_for_a_change(followed: Path) -> None:
    """What stands behind ENGINE in the Makefile is the plan's, and the rest of the file follows the engine."""
    edited(followed / "Makefile", "ENGINE := ", "ENGINE := other-")
    assert "Makefile" not in upgraded() or "ENGINE" not in upgraded()
