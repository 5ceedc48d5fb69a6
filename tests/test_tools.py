"""What a run of the tests begins with, and what it says at its end."""

from __future__ import annotations

from typing import Literal

import pytest

from tests.tools import LONGEST, lines_by_file, waits


def report(name: str, when: Literal["setup", "call", "teardown"], seconds: float) -> pytest.TestReport:
    """A part of a test that passed."""
    return pytest.TestReport(name, (name, 1, name), {}, "passed", None, when, duration=seconds)


def test_the_file_that_took_longest_stands_first() -> None:
    """What was set up for its tests counts for a file's time, and not among its tests."""
    reports = [report("tests/a.py::one", "call", 1), report("tests/b.py::one", "setup", 3)]
    reports += [report("tests/b.py::one", "call", 0.5), report("tests/a.py::two", "call", 1)]
    assert [line.split() for line in lines_by_file(reports)] == [
        ["3.5", "s,", "1", "tests:", "tests/b.py"],
        ["2.0", "s,", "2", "tests:", "tests/a.py"],
    ]


def test_what_takes_longest_is_begun_first(pytestconfig: pytest.Config) -> None:
    """Its files come to the front, and all else stays in its order; each file is there."""
    names = ["tests/browser/test_a.py::b", f"{LONGEST[0]}::b", f"{LONGEST[0]}::a", "tests/test_z.py::a"]
    assert sorted(names, key=waits) == [names[1], names[2], names[0], names[3]]
    assert [name for name in LONGEST if not (pytestconfig.rootpath / name).is_file()] == []
