"""Programs that a test needs and a machine may lack. NOT RUN says how to get one; REQUIRE_ALL makes it a failure."""

from __future__ import annotations

import os
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from typing import NoReturn

import pytest

#: Where the Makefile puts what `tests/node/package-lock.json` pins.
NODE_MODULES = Path(__file__).resolve().parent.parent / ".tools" / "node_modules"

#: What opens pages. The first is Chromium's own engine without windows around it: a page of its own costs a fifth.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
GET_CHROMIUM = "On Debian: apt-get install chromium-headless-shell"

#: Files with tests of half a minute or more: where they come last, all workers but one have nothing left to do.
LONGEST = (
    "tests/test_workflows.py", "tests/test_editing.py", "tests/test_lighthouse.py", "tests/test_resident.py",
    "tests/test_wall.py", "tests/test_safe.py",
)  # fmt: skip


def waits(name: str) -> bool:
    """Whether a test, by its name, is begun after those of the files that take longest."""
    return name.partition("::")[0] not in LONGEST


def needed(*names: str, get: str) -> str:
    """The path of the first of these programs that is here; without any, the test is NOT RUN."""
    for name in names:
        if path := shutil.which(name):
            return path
    return not_run(f"no {names[0]} here. {get}")


def installed(part: str) -> Path:
    """The path of a part of the packages for node; without it, the test is NOT RUN."""
    path = NODE_MODULES / part
    return path if path.exists() else not_run(f"no {part.partition('/')[0]} here. With node and npm: make .tools/done")


def not_run(told: str) -> NoReturn:
    """Skip the test, loudly; fail it where everything has to be run."""
    if os.environ.get("REQUIRE_ALL"):
        pytest.fail(f"NOT RUN: {told}", pytrace=False)
    pytest.skip(f"NOT RUN: {told}")


def lines_not_run(skipped: list[pytest.TestReport]) -> list[str]:
    """For the end of a run: each NOT RUN once, with the number of tests it stands for."""
    reasons = [str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple)]
    told = [reason.removeprefix("Skipped: ") for reason in reasons if "NOT RUN" in reason]
    return [f"{line} ({told.count(line)} tests)" for line in dict.fromkeys(told)]


def lines_by_file(reports: list[pytest.TestReport]) -> list[str]:
    """Seconds and tests of each file, with what was set up for them, the longest first."""
    spent: defaultdict[str, float] = defaultdict(float)
    tests = Counter[str]()
    for report in reports:
        name = report.nodeid.partition("::")[0]
        spent[name] += report.duration
        tests[name] += report.when == "call"
    by_time = sorted(spent.items(), key=lambda row: -row[1])
    return [f"{seconds:7.1f} s, {tests[name]:4} tests: {name}" for name, seconds in by_time]
