"""The Nu checker and html-validate, each started once over every page, and what `valid.yml` allows them to find."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.tools import installed, needed

ALLOWED = Path(__file__).with_name("valid.yml")
_JAVA = "On Debian: apt-get install default-jre-headless"
#: In a run of seconds the last stage of Java's compiler costs more than it gains; the checker asks for more stack.
_BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
_NODE = "Node 18.19 or later; on Debian: apt-get install nodejs npm"


class Finding(NamedTuple):
    """What a checker says of a page: the file and line, its words, and what stands there."""

    page: str
    line: int
    said: str
    there: str


class Allowance(NamedTuple):
    """What is allowed: a checker's whole words and a part of what stands there, as patterns; and why."""

    said: str
    there: str
    because: str

    def covers(self, one: Finding) -> bool:
        return bool(re.fullmatch(self.said, one.said, re.DOTALL) and re.search(self.there, one.there))


def written() -> dict[str, list[dict[str, Any]]]:
    """Everything in `valid.yml`."""
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load(ALLOWED.read_text(encoding="utf-8"))
    return loaded


def allowances(checker: str) -> list[Allowance]:
    """What `valid.yml` allows that checker to find."""
    rows = written()[checker]
    return [Allowance(row["said"], row.get("there", ""), row["because"]) for row in rows]


def vnu(folders: list[Path]) -> list[Finding]:
    """Everything the Nu checker says of the pages in these folders; warnings count as errors do."""
    java = needed("java", get=_JAVA)
    jar = installed("vnu-jar/build/dist/vnu.jar")
    options = ["--skip-non-html", "--format", "json", "--exit-zero-always"]
    done = _run([java, *_BRIEFLY, "-jar", str(jar), *options, *map(str, folders)])
    return [_of_vnu(one) for one in json.loads(done.stderr)["messages"]]


def _of_vnu(one: dict[str, Any]) -> Finding:
    return Finding(one["url"], one.get("lastLine", 0), one["message"], one.get("extract", ""))


def html_validate(folders: list[Path], scratch: Path) -> list[Finding]:
    """Everything html-validate says of the pages in these folders by the rules that `valid.yml` sets."""
    node = needed("node", "nodejs", get=_NODE)
    program = installed("html-validate/bin/html-validate.mjs")
    settings = scratch / "html-validate.json"
    settings.write_text(json.dumps(_settings()), encoding="utf-8")
    answer = scratch / "html-validate-said.json"  # what it writes to a pipe is cut short
    _run([node, str(program), "--config", str(settings), "--formatter", f"json={answer}", *map(str, folders)])
    return [
        Finding(page["filePath"], one["line"], f"{one['ruleId']}: {one['message']}", one["selector"] or "")
        for page in json.loads(answer.read_text(encoding="utf-8"))
        for one in page["messages"]
    ]


def _settings() -> dict[str, Any]:
    return {
        "root": True,
        "extends": ["html-validate:recommended", "html-validate:a11y"],
        "rules": {row["rule"]: ["error", row["options"]] for row in written()["html-validate rules"]},
    }


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
