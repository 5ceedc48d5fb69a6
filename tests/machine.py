"""A machine that runs our workflows as GitHub does, from a clean clone, without a network and without installing.

Each action that we use is stood in for by what it does to a job; each `run` is run. `.venv` and `.newest` are links to
the environment that runs the tests, `.tools` to its checkers, with the marks by which make knows what is installed.
`framework` alone is not a link: it is forked from a process that has imported our modules, the same as the clone has.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socketserver
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from strategic_framework.publication import publishing
from tests import commands
from tests.conftest import MINIATURE, ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
BASE_URL = "https://plans.example/glen-rowan"
#: Steps that would pass these very tests again.
OURS = {".ci/proposal", "make newest"}
#: What pytest is told there: to say what it was asked for, or to gather the tests; and then to stop.
ASKED, GATHERED = "--noconftest -p tests.asked", "--collect-only --assert=plain"
#: What `make` installs → what is installed already, and the marks by which make knows.
INSTALLED: dict[str, tuple[Path, *tuple[str, ...]]] = {
    ".venv": (Path(sys.prefix), "site.done", "documents.done", "test.done"), ".newest": (Path(sys.prefix), "done"),
    ".tools": (ROOT / ".tools", "done"),
}  # fmt: skip
#: What a repository has that sets nothing up.
NOTHING_GIVEN = dict.fromkeys(("vars.PUBLISH_APP", "secrets.PUBLISH_APP_KEY", "secrets.PUBLISH_KEY"), "")
#: The other end of ssh: it lets in who has the deploy key, to the one repository.
_SSH = """#!/bin/sh
while [ "$1" != git@github.com ]; do [ "$1" = -i ] && key=$(cat "$2"); shift; done
[ "$key" = "the deploy key" ] || {{ echo "git@github.com: Permission denied (publickey)." >&2; exit 255; }}
PUSHER=key exec git-receive-pack '{origin}'
"""
#: `framework` as a step finds it: it asks for the command where it stands, and says what that said.
_FRAMEWORK = """#!{python} -IS
import json, os, socket, sys
with socket.create_connection(("127.0.0.1", {port})) as there:
    there.sendall(json.dumps([os.getcwd(), sys.argv[1:], {{**os.environ}}]).encode() + b"\\n")
    status, output, errors = json.loads(there.makefile().read())
sys.stdout.write(output)
sys.stderr.write(errors)
sys.exit(status)
"""
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def workflow(name: str) -> dict[Any, Any]:
    """A workflow as data; YAML reads its key `on` as True."""
    return dict(yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")))


def git(folder: Path, *arguments: str) -> str:
    """A git command that must succeed, by nobody in particular."""
    who = ("-c", "user.name=Tests", "-c", "user.email=tests@invalid")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *who, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def copy_files(folder: Path, *, content: bool = True) -> None:
    """The files of this working tree that git has or would take, in another folder; perhaps without the content."""
    for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and (ROOT / name).is_file() and (content or not name.startswith("framework/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def origin(folder: Path) -> Path:
    """A repository with one commit on main: the files of this working tree that git has or would take.

    Beside it stand a clone, `work`, and our modules as Python compiles them. It compares each with the hash of its
    source, so that a checkout to which they are given saves time and nothing else. The content is the miniature,
    published once, so that what is tried there never depends on what the framework says today.
    """
    work = folder / "work"
    copy_files(work, content=False)
    shutil.copytree(MINIATURE / "framework", work / "framework")
    publishing.publish(work, "2026-03-02")
    git(work, "init", "-q", "-b", "main")
    commit(work, "As it stands")
    git(work, "config", "core.checkStat", "minimal")  # a copy of its files is known to be what was committed
    git(folder, "clone", "-q", "--bare", str(work), "origin.git")
    git(folder / "origin.git", "repack", "-q", "-a", "-d")
    shutil.copytree(work / "src", folder / "compiled", ignore=lambda _, names: {"theme"} & {*names})
    compiling = (sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "compiled")
    subprocess.run(compiling, cwd=folder, check=True)
    return folder / "origin.git"


def copied(template: Path, folder: Path) -> Path:
    """The same repository for one test, in its own folder, with the clone and what was compiled beside it."""
    subprocess.run(["cp", "-a", *template.parent.iterdir(), folder], check=True)
    git(folder / "work", "remote", "add", "origin", str(folder / template.name))
    return folder / template.name


def commit(work: Path, message: str) -> None:
    git(work, "add", "-A")
    git(work, "commit", "-q", "--allow-empty", "-m", message)


class _Forking(socketserver.StreamRequestHandler):
    """A command that a step gives, forked in its folder."""

    def handle(self) -> None:
        folder, arguments, environment = json.loads(self.rfile.readline())
        done = commands.run(Path(folder), ("framework", *arguments), environment, same_modules=True)
        self.wfile.write(json.dumps([done.returncode, done.stdout, done.stderr]).encode())


@cache
def _framework() -> str:
    """The program `framework` of every checkout; what it asks listens as long as this process."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Forking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return _FRAMEWORK.format(python=Path(sys.executable).resolve(), port=server.server_address[1])


@dataclass
class Step:
    """A step that was reached: how it ended, and what it said."""

    name: str
    status: int
    said: str


@dataclass
class Machine:
    """One run of one workflow, for a branch; `began` is what a checkout gets that asks for nothing else.

    `base` is what a merge queue merges into. `tests` is what pytest is told where it would pass these very tests.
    `cache` holds the pictures and documents that an earlier run made: a machine of GitHub's has none. `since` is the
    step at which a job goes on that came so far before, in the folder that it left. `anew` has every command begun as a
    shell begins it, from the modules of its own checkout: what they say is the same, and takes twice as long.

    `given` are the repository's secrets and variables (`secrets.PUBLISH_KEY`). Who pushes is known by the key or token
    alone, and reaches a hook of the repository as PUSHER: key, app or run.
    """

    folder: Path
    origin: Path
    event: str
    ref: str = "main"
    began: str = "main"
    base: str = ""
    tests: str = ASKED
    cache: Path | None = None
    since: str = ""
    attempt: int = 1
    anew: bool = False
    given: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    kept: dict[str, Path] = field(default_factory=dict)
    deployed: Path | None = None
    attested: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    summary: str = ""

    def __post_init__(self) -> None:
        self.folder.mkdir()

    def run(self, name: str, jobs: tuple[str, ...] = ()) -> bool:
        """Run the jobs in their order, each only after those it needs; whether all went well."""
        known = {
            "github.ref": f"refs/heads/{self.ref}", "github.event_name": self.event, "github.token": "token",
            "github.run_attempt": str(self.attempt), "github.event.pull_request.number": "1",
            "github.event.merge_group.base_sha": self.base,
            "github.event.workflow_run.id": "77", "github.event.workflow_run.head_sha": self.began,
            "github.event.workflow_run.event": "pull_request", **NOTHING_GIVEN, **self.given,
        }  # fmt: skip
        self.environment = workflow(name).get("env", {})
        for job, told in workflow(name)["jobs"].items():
            if jobs and job not in jobs:
                continue
            if "if" in told and not _holds(told["if"], known, failed=False):
                return True
            well = [self._job(f"{job}{suffix}", told, known | more) for suffix, more in _matrix(told)]
            known |= {f"needs.{job}.result": "success" if all(well) else "failure"}
            known |= {name: value for name, value in self.outputs.items() if name.startswith(f"needs.{job}.")}
            if not all(well):
                return False
        return True

    def _job(self, name: str, job: dict[str, Any], known: dict[str, str]) -> bool:
        here, failed = self.folder / f"{name}-{self.attempt}", False
        here.mkdir(parents=True, exist_ok=bool(self.since))
        within = dict(known)
        names = [step.get("name") for step in job["steps"]]
        for step in job["steps"][names.index(self.since) if self.since else 0 :]:
            if not _holds(step.get("if", "success()"), within, failed=failed):
                continue
            done = self._step(here, step, within)
            self.steps.append(done)
            if "id" in step:
                within[f"steps.{step['id']}.outcome"] = "failure" if done.status else "success"
            failed = failed or done.status != 0
        for key, value in job.get("outputs", {}).items() if not failed else ():
            self.outputs[f"needs.{name}.outputs.{key}"] = _filled(value, within)
        return not failed

    def _step(self, here: Path, step: dict[str, Any], known: dict[str, str]) -> Step:
        name = step.get("name") or step.get("uses", "")
        outputs: dict[str, str] = {}
        if "run" in step:
            done = self._command(here, step, known, outputs)
            result = Step(name, done.returncode, done.stdout + done.stderr)
        else:
            inputs = {key: _filled(str(value), known) for key, value in step.get("with", {}).items()}
            result = Step(name, 0, self._action(here, step["uses"].partition("@")[0], inputs, outputs))
        known |= {f"steps.{step.get('id')}.outputs.{key}": value for key, value in outputs.items()}
        return result

    def _command(
        self, here: Path, step: dict[str, Any], known: dict[str, str], outputs: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        output, summary, script = (self.folder / name for name in ("output", "summary", "script"))
        for path in (output, summary):
            path.write_text("", encoding="utf-8")
        script.write_text(step["run"], encoding="utf-8")
        given = {**self.environment, **step.get("env", {})}
        own = {key: _filled(str(value), known) for key, value in given.items()}
        env = {**self._environment(), **own, "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
        env |= {"PYTHONPATH": f"{here / 'src'}{os.pathsep}{here}"}
        env |= {"PYTEST_ADDOPTS": self.tests} if step["run"].strip() in OURS else {}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        done = subprocess.run(command, cwd=here, env=env, capture_output=True, text=True, timeout=900, check=False)
        outputs |= dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
        self.summary += summary.read_text(encoding="utf-8")
        return done

    def _environment(self) -> dict[str, str]:
        """What GitHub gives every command, and nothing of the tests' own settings; what is pushed stays here."""
        for name in ("home", "temporary"):
            (self.folder / name).mkdir(exist_ok=True)
        browser = (
            self.folder / "tools" / "chromium-headless-shell"
        )  # only asked whether it is there, where tests are only gathered
        if not browser.exists():
            browser.parent.mkdir()
            browser.symlink_to("/bin/false")
        ssh = self.folder / "server" / "ssh"
        ssh.parent.mkdir(exist_ok=True)
        ssh.write_text(_SSH.format(origin=self.origin), encoding="utf-8")
        ssh.chmod(0o755)
        address = "https://x-access-token:{}@github.com/owner/name"
        config = {
            f"url.ext::env PUSHER={who} %S {self.origin}.insteadOf": address.format(token)
            for who, token in (("run", "token"), ("app", "app-token"))
        }
        config |= {"protocol.ext.allow": "always"}
        path = os.pathsep.join([str(ssh.parent), *os.get_exec_path(), str(browser.parent)])
        return {
            "PATH": path, "HOME": str(self.folder / "home"), "TMPDIR": str(self.folder / "temporary"),
            "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache"),  # it knows a file by its hash: this costs only time
            "LANG": "C.UTF-8", "CI": "true", "PIP_NO_INDEX": "1", "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "owner/name", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_COUNT": str(len(config)),
            **{f"GIT_CONFIG_KEY_{number}": key for number, key in enumerate(config)},
            **{f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(config.values())},
        }  # fmt: skip

    def _action(self, here: Path, name: str, inputs: dict[str, str], outputs: dict[str, str]) -> str:
        """What an action of GitHub's does, as far as our jobs depend on it."""
        if name == "actions/checkout":
            self._checkout(here, inputs.get("ref", self.began), int(inputs.get("fetch-depth", "1")))
        elif name == "actions/configure-pages":
            outputs["base_url"] = BASE_URL  # without the slash, as the action gives it
        elif name in {"actions/upload-artifact", "actions/upload-pages-artifact"}:
            self._keep(here / inputs["path"], inputs)
        elif name == "actions/deploy-pages":
            self.deployed = self.kept[inputs["artifact_name"]]
            outputs["page_url"] = BASE_URL + "/"
        elif name == "actions/create-github-app-token":
            assert inputs["client-id"]
            assert inputs["private-key"] == "the key of the App"
            outputs |= {"token": "app-token"}
        elif name == "actions/attest":
            self.attested[inputs["subject-name"]] = inputs["subject-digest"]
        else:
            assert name == "actions/setup-python", f"this machine does not know {name}"
        return ""

    def _keep(self, path: Path, inputs: dict[str, str]) -> None:
        """What the action that uploads does: a file that is not to be packed is kept under its own name."""
        name = path.name if inputs.get("archive") == "False" else inputs["name"]
        assert name not in self.kept
        if inputs.get("if-no-files-found") != "ignore" or path.exists():
            assert path.exists(), path
            self.kept[name] = path

    def _checkout(self, here: Path, ref: str, depth: int) -> None:
        git(here, "init", "-q", "-b", "main")
        git(here, "remote", "add", "origin", self.origin.as_uri())
        git(here, "fetch", "-q", *(["--depth", str(depth)] if depth else []), "origin", ref)
        git(here, "checkout", "-q", *(["-B", ref] if ref == "main" else ["--detach"]), "FETCH_HEAD")
        for name, (place, *marks) in INSTALLED.items():
            (here / name).mkdir()
            for path in place.glob("*"):
                if not path.name.endswith("done"):
                    (here / name / path.name).symlink_to(path)
            for mark in marks:
                (here / name / mark).touch()
            if (here / name / "bin").exists() and not self.anew:
                _fork_from(here / name / "bin")
        for path in (self.origin.parent / "compiled").rglob("__pycache__") if self.anew else ():
            shutil.copytree(path, here / "src" / path.relative_to(self.origin.parent / "compiled"))
        if self.cache:
            shutil.copytree(self.cache, here / ".cache")


def _fork_from(programs: Path) -> None:
    """In place of a link to a folder of programs, a folder of links to them, in which `framework` is the one above."""
    place = programs.resolve()
    programs.unlink()
    programs.mkdir()
    for path in place.iterdir():
        if path.name != "framework":
            (programs / path.name).symlink_to(path)
    (programs / "framework").write_text(_framework(), encoding="utf-8")
    (programs / "framework").chmod(0o755)


def _matrix(job: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """The runs of a job: one, or one for each value of its matrix, with what its name ends in."""
    [(key, values)] = job.get("strategy", {}).get("matrix", {"": [""]}).items()
    return [(f"-{value}" if value else "", {f"matrix.{key}": value}) for value in values]


def _filled(text: str, known: dict[str, str]) -> str:
    """A text with its expressions replaced; one that is not known is a fault of the workflow."""
    return _EXPRESSION.sub(lambda match: _first(match[1].split(" || "), known), text)


def _first(names: list[str], known: dict[str, str]) -> str:
    """The first value that is not empty; that of a step which was left out is. What stands in quotes is itself."""
    known = {**known, **{name: name.strip("'") for name in names if name.startswith("'")}}
    values = [known.get(name, "") if name.startswith("steps.") and len(names) > 1 else known[name] for name in names]
    return next(filter(None, values), "")


def _holds(condition: str, known: dict[str, str], *, failed: bool) -> bool:
    """Whether a job or a step is to run. Only the forms that our workflows use are known."""
    condition = condition.removeprefix("${{ ").removesuffix(" }}")
    if condition in {"always()", "!cancelled()", "success()"}:  # nobody cancels a run of this machine
        return condition != "success()" or not failed
    match = re.fullmatch(r"([\w.]+) ([!=]=) '([^']*)'", condition)
    assert match, f"this machine does not know the condition {condition}"
    return not failed and (known[match[1]] == match[3]) is (match[2] == "==")
