"""What stands around the code for the people who work here: forms, owners, editors, promises; and that it is true."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from editorconfig import get_properties
from jsonschema import Draft202012Validator

from tests.conftest import ROOT
from tests.test_workflows import tool, zizmor

GITHUB = ROOT / ".github"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]-*.yml"))
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "EDITING.md",
    "RUNNING.md",
    "ARCHITECTURE.md",
    "SECURITY.md",
    "reference/keys.md",
    "reference/macros.md",
    pytest.param("framework/README.md", marks=pytest.mark.content),
]
ENGINE = ROOT / "src" / "strategic_framework"
#: Verbs that are described already, until the Makefile has them.
COMING = {"gallery"}


def tracked() -> list[str]:
    """Every file of the repository that is not ignored, committed or not."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted(name for name in names if name and (ROOT / name).is_file())


def verbs() -> set[str]:
    """The verbs of the Makefile, as `make` lists them."""
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


# --- GitHub's own files --------------------------------------------------------------------------------------------


def schema_kept(schema: str, path: Path) -> bool:
    """Whether the file keeps one of the schemas that check-jsonschema brings along; no network is asked."""
    return tool("check-jsonschema", "--builtin-schema", schema, str(path)).returncode == 0


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_keeps_its_schema(path: Path) -> None:
    """GitHub can read the form; what it would show wrongly says so in no other place."""
    assert schema_kept("vendor.github-issue-forms", path)


def test_there_is_a_form_for_each_kind_of_report() -> None:
    """Content, something wrong on the site, a barrier, a fault: each can be told, and says what it needs to know."""
    assert [path.stem[2:] for path in FORMS] == ["content", "wrong", "accessibility", "technical"]
    for path in FORMS:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        questions = [part for part in form["body"] if part["type"] != "markdown"]
        assert any(part["validations"]["required"] for part in questions if "validations" in part), path.name


def test_the_other_settings_of_github_keep_their_schemas(tmp_path: Path) -> None:
    """So do the settings of the forms and of Dependabot; a misspelt key in either would be seen."""
    for schema, path in (
        ("vendor.github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml"),
        ("vendor.dependabot", GITHUB / "dependabot.yml"),
    ):
        assert schema_kept(schema, path)
        text = path.read_text(encoding="utf-8")
        wrong = tmp_path / path.name
        wrong.write_text(re.sub(r"^(\s*)(schedule|blank_issues_enabled):", r"\1mistyped:", text, flags=re.MULTILINE))
        assert not schema_kept(schema, wrong)


def test_a_form_with_a_fault_is_seen(tmp_path: Path) -> None:
    """A kind of question that GitHub does not have is refused."""
    wrong = tmp_path / "form.yml"
    wrong.write_text(FORMS[0].read_text(encoding="utf-8").replace("type: textarea", "type: text", 1), encoding="utf-8")
    assert not schema_kept("vendor.github-issue-forms", wrong)


def test_dependabot_looks_where_requirements_stand() -> None:
    """pip, npm and actions, each in a folder that has some; a new release waits before it is asked for."""
    path = GITHUB / "dependabot.yml"
    updates = yaml.safe_load(path.read_text(encoding="utf-8"))["updates"]
    holds = {"pip": "requirements.txt", "npm": "package-lock.json", "github-actions": ".github/workflows"}
    assert {update["package-ecosystem"] for update in updates} == set(holds)
    for update in updates:
        folder = ROOT / update["directory"].lstrip("/")
        assert (folder / holds[update["package-ecosystem"]]).exists(), update["package-ecosystem"]
        assert update["cooldown"]["default-days"] >= 7
    done = zizmor(path)
    assert done.returncode == 0, done.stdout + done.stderr


# --- owners --------------------------------------------------------------------------------------------------------


def owned() -> Iterator[tuple[str, list[str]]]:
    """(pattern, owners) of each line of CODEOWNERS, in the order in which GitHub reads them."""
    for line in (ROOT / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].split()
        if words:
            yield words[0], words[1:]


def test_every_path_of_codeowners_exists() -> None:
    """A line for a file that has moved would leave the file to nobody, without a word."""
    patterns = [pattern for pattern, _ in owned()]
    assert patterns[0] == "*"
    for pattern in patterns[1:]:
        path = ROOT / pattern.lstrip("/")
        assert pattern.startswith("/"), pattern
        assert path.is_dir() if pattern.endswith("/") else path.is_file(), pattern
    assert len(patterns) == len(set(patterns))


def test_content_and_engine_are_reviewed_apart() -> None:
    """What the framework says has lines of its own, after the line that takes everything."""
    patterns = [pattern for pattern, _ in owned()]
    assert {"/framework/", "/docs/"} <= set(patterns[1:])
    assert "/src/" not in patterns


def test_owners_are_written_as_github_reads_them() -> None:
    """A user, a team or an e-mail address; a line that names nobody asks nobody."""
    owner = re.compile(r"@[\w-]+(/[\w-]+)?|[^@\s]+@[^@\s]+")
    assert [name for _, names in owned() for name in names if not owner.fullmatch(name)] == []


# --- editors -------------------------------------------------------------------------------------------------------


def test_every_file_is_laid_out_as_the_editors_are_told() -> None:
    """.editorconfig is true of what is not content: line ends, the last line, spaces at an end, tabs.

    In `framework/` it only helps: no editor is refused for a space at the end of a line.
    """
    wrong: list[tuple[str, str]] = []
    for name in tracked():
        if name.startswith("framework/"):
            continue
        asked = get_properties(str(ROOT / name))
        try:
            text = (ROOT / name).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        lines = text.split("\n")
        faults = {
            "end_of_line": asked.get("end_of_line") == "lf" and "\r" in text,
            "insert_final_newline": asked.get("insert_final_newline") == "true" and bool(lines[-1]),
            "trim_trailing_whitespace": asked.get("trim_trailing_whitespace") == "true"
            and any(line != line.rstrip(" \t") for line in lines),
            "indent_style": asked.get("indent_style") == "space" and any(line.startswith("\t") for line in lines),
        }
        wrong += [(name, fault) for fault, there in faults.items() if there]
    assert wrong == []


def test_editors_get_the_same_extensions_in_and_out_of_the_container() -> None:
    """What VS Code recommends is what the container installs."""
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))["recommendations"]
    assert container()["customizations"]["vscode"]["extensions"] == recommended


# --- the dev container ---------------------------------------------------------------------------------------------

_TEXTS = {"type": "array", "items": {"type": "string"}}
#: The keys of devcontainer.json that are used here, each of the kind that the Dev Container specification gives it
#: (containers.dev, “devcontainer.json reference”). No package carries the specification's own schema.
_CONTAINER = {
    "type": "object",
    "additionalProperties": False,
    "required": ["image"],
    "properties": {
        "name": {"type": "string"},
        "image": {"type": "string", "pattern": r"^[\w./-]+:[\w.-]+$"},
        "mounts": {"type": "array", "items": {"type": "string", "pattern": r"^source=[^,]+,target=[^,]+,type=\w+$"}},
        "updateContentCommand": {"type": "string"},
        "postAttachCommand": {"type": "string"},
        "forwardPorts": {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 65535}},
        "portsAttributes": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "label": {"type": "string"},
                    "onAutoForward": {
                        "enum": ["notify", "openBrowser", "openBrowserOnce", "openPreview", "silent", "ignore"]
                    },
                },
            },
        },
        "customizations": {
            "type": "object",
            "properties": {"vscode": {"type": "object", "properties": {"extensions": _TEXTS}}},
        },
    },
}


def container() -> dict[str, Any]:
    """The configuration of the dev container."""
    data: dict[str, Any] = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    return data


def test_the_dev_container_can_be_read() -> None:
    """Its keys are those of the specification, each of its kind; a misspelt one would be seen."""
    validator = Draft202012Validator(_CONTAINER)
    assert [error.message for error in validator.iter_errors(container())] == []
    assert not validator.is_valid({**container(), "postAttached": "make serve"})
    assert not validator.is_valid({**container(), "forwardPorts": ["8000"]})


def test_the_dev_container_opens_with_the_site() -> None:
    """It installs and serves by verbs of the Makefile, and forwards the port that serving answers on."""
    found = container()
    assert found["postAttachCommand"] == "make serve"
    for command in (found["updateContentCommand"], found["postAttachCommand"]):
        make, verb = command.split()
        assert (make, verb in verbs()) == ("make", True)
    dry = subprocess.run(["make", "-n", "serve"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "framework serve" in dry
    port = int(re.findall(r"http://127\.0\.0\.1:(\d+)/", (ROOT / "README.md").read_text(encoding="utf-8"))[0])
    assert found["forwardPorts"] == [port]
    assert list(found["portsAttributes"]) == [str(port)]


def test_the_dev_container_has_a_python_that_will_do() -> None:
    """The image's Python is one that pyproject.toml allows, and the one that proposals are checked with."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    version = re.findall(r"python:(3\.\d+)", container()["image"])[0]
    assert int(version.partition(".")[2]) >= int(wanted.partition("3.")[2])
    assert f'python-version: "{version}"' in (GITHUB / "workflows" / "check.yml").read_text(encoding="utf-8")


# --- what the documents say ----------------------------------------------------------------------------------------


def test_every_download_is_checked_by_hash() -> None:
    """Each pinned requirement brings its hashes, and nothing is installed without them."""
    files = ["requirements.txt", "requirements-documents.txt", "requirements-test.txt"]
    for name in files:
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
        assert len(pins) > 10
        assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = re.findall(r"pip install .*-r (\S+)", makefile)
    assert installs == re.findall(r"pip install .*--require-hashes -r (\S+)", makefile)
    assert {*installs} == {*files, "$(FIRST)"}


def test_every_promise_names_tests() -> None:
    """A promise that nothing holds is not one."""
    promises = re.findall(
        r"^\| (?!promise)(.+) \| (.+) \|$", (ROOT / "SECURITY.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(promises) > 10
    assert [what for what, held in promises[1:] if not re.search(r"`tests/[\w/]+\.py::\w+`", held)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_a_document_names_exists(document: str) -> None:
    """A promise whose test was renamed or taken out is no longer held by anything."""
    named = re.findall(r"\b(tests/[\w/]+\.py)(?:::(\w+))?", (ROOT / document).read_text(encoding="utf-8"))
    missing = [(file, test) for file, test in named if test not in functions(ROOT / file) | {""}]
    assert missing == []
    assert [file for file, _ in named if not (ROOT / file).is_file()] == []


def functions(path: Path) -> set[str]:
    """The names of the functions of a module."""
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(document: str) -> None:
    """A link to a file of the repository, and a picture, stands where it is said to stand."""
    folder = (ROOT / document).parent
    links = re.findall(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)", (ROOT / document).read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (folder / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_verb_of_make_that_a_document_names_exists(document: str) -> None:
    """`make` followed by a word in code is a verb of the Makefile."""
    text = (ROOT / document).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE))
    assert named - verbs() - COMING == set()


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_place_to_change_something_exists(document: str) -> None:
    """The tables of where to change what name at most three files each, and every one of them is there.

    A name in angle brackets or capitals stands for any: `views/<shape>.py` needs some module in `views/`.
    """
    rows = places(document)
    assert rows
    for what, names in rows:
        assert 1 <= len(names) <= 3, what
        assert [name for name in names if not exists(name)] == [], what


def places(document: str) -> list[tuple[str, list[str]]]:
    """(what, the files in code) of each row of a table whose head begins “to change” or “to add”."""
    text = (ROOT / document).read_text(encoding="utf-8")
    rows: list[tuple[str, list[str]]] = []
    for table in re.findall(r"^\| to (?:change|add)\b.*\n\|[ |-]+\n((?:\|.*\n)+)", text, re.MULTILINE):
        for line in table.splitlines():
            what, files = line.strip("|").split("|")[:2]
            rows.append((what.strip(), re.findall(r"`([^`]+)`", files)))
    return rows


def exists(name: str) -> bool:
    """Whether a file, a folder or a pattern is there, below the engine's package or the root."""
    pattern = re.sub(r"<[^>]*>", "*", name).replace("[", "[[]").rstrip("/")
    return any(any(folder.glob(pattern)) for folder in (ENGINE, ROOT))


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda path: path.stem)
def test_every_test_says_its_behaviour(path: Path) -> None:
    """A test's docstring is the promise that it holds; its helpers may speak by their names alone."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    tests = [node for node in tree if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    assert [test.name for test in tests if not ast.get_docstring(test)] == []
