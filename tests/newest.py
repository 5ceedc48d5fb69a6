"""What the newest allowed dependencies are beside the pinned ones, in Markdown for the summary of a workflow."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

PINNED = Path(__file__).resolve().parent.parent / "requirements-test.txt"
_TOLD = {
    "success": "The site builds, and every test passes, with the newest allowed dependencies.",
    "failure": "**It fails** with the newest allowed dependencies. The site itself is built with the pinned ones.",
}


def pinned(text: str) -> dict[str, str]:
    """Package → version, as a requirements file pins them."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE))


def report(outcome: str, pins: dict[str, str], installed: dict[str, str]) -> str:
    """The outcome, and a row for each package that is here in another version than the pinned one."""
    rows = [
        f"| {name} | {pins[name]} | {installed[name]} |"
        for name in sorted(pins)
        if name in installed and installed[name] != pins[name]
    ]
    table = ["| package | pinned | newest |", "| --- | --- | --- |", *rows] if rows else ["Nothing is newer."]
    told = _TOLD.get(outcome, f"It did not come to an end: {outcome}.")
    return "\n".join(["## Newest dependencies", "", told, "", *table, ""])


def here() -> dict[str, str]:
    """Package → version, as installed beside the interpreter that runs this."""
    found = metadata.distributions()
    return {re.sub(r"[-_.]+", "-", one.name).lower(): one.version for one in found if one.name}


if __name__ == "__main__":
    print(report(sys.argv[1], pinned(PINNED.read_text(encoding="utf-8")), here()))
