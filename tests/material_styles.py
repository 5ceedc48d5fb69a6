"""Writes the part of Material's stylesheet that our pages use: `make stylesheet`, whenever the package is updated.

A rule stays unless its selector asks for a class that nothing of ours ever gives; what remains is word for word the
package's. Of custom properties those stay that a rule of the package or of ours reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

THEME = ROOT / "src" / "strategic_framework" / "theme"
REDUCED = THEME / "material" / "assets" / "material.css"
#: Where a class may be given to an element: templates, scripts, code and pages.
_GIVERS = [ROOT / "src" / "strategic_framework", ROOT / "docs"]
_WRITTEN = {".html", ".js", ".py", ".md", ".yml"}
#: A string, a bracket or a mark between rules: what is within quotes or brackets ends nothing.
_MARK = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"'()]*\)|\\.|[(\[\])]|[{};,]""", re.DOTALL)
_CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
_NEGATED = re.compile(r":not\([^()]*(?:\([^()]*\)[^()]*)*\)")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_GROUPS = ("@media", "@supports", "@layer", "@container")


class Rule(NamedTuple):
    """A rule: what stands before its curly bracket, what stands within; no body where it ends in a semicolon."""

    head: str
    body: str | None

    def __str__(self) -> str:
        return f"{self.head};" if self.body is None else f"{self.head}{{{self.body}}}"


def whole() -> str:
    """The stylesheet of the installed package."""
    folder = Path(str(files("material") / "templates" / "assets" / "stylesheets"))
    (path,) = folder.glob("main.*.min.css")
    return path.read_text(encoding="utf-8").partition("/*# sourceMappingURL")[0]


def rules(text: str) -> Iterator[Rule]:
    """The rules of a stylesheet, or of the body of a group."""
    start = opened = depth = 0
    for mark in _MARK.finditer(text):
        if mark[0] == "{":
            depth += 1
            if depth == 1:
                opened = mark.end()
        elif mark[0] == "}":
            depth -= 1
            if depth == 0:
                yield Rule(text[start : opened - 1].strip(), text[opened : mark.start()])
                start = mark.end()
        elif mark[0] == ";" and depth == 0:
            yield Rule(text[start : mark.start()].strip(), None)
            start = mark.end()


def split(text: str, at: str) -> list[str]:
    """The parts of a list of selectors or of declarations."""
    parts, start, depth = [], 0, 0
    for mark in _MARK.finditer(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(mark[0], 0)
        if mark[0] == at and depth == 0:
            parts.append(text[start : mark.start()])
            start = mark.end()
    return [part for part in (*parts, text[start:]) if part.strip()]


def given() -> frozenset[str]:
    """Every word that may be a class on a page of ours."""
    files = [path for folder in _GIVERS for path in folder.rglob("*") if path.suffix in _WRITTEN]
    paths = [path for path in files if path.parent.name != "__pycache__"]  # nobody writes what is kept there
    return frozenset(word for path in paths for word in re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))


def reaches(selector: str, words: frozenset[str]) -> bool:
    """Whether the selector may match: each class that it asks for may be given."""
    return words.issuperset(_CLASS.findall(_NEGATED.sub("", selector)))


def matching(text: str, words: frozenset[str]) -> Iterator[Rule]:
    """The rules that may match something, each with the selectors that may."""
    for rule in rules(text):
        if rule.body is None or rule.head.startswith(("@charset", "@import")):
            yield rule
        elif rule.head.startswith(_GROUPS):
            inner = "".join(map(str, matching(rule.body, words)))
            if inner:
                yield Rule(rule.head, inner)
        elif rule.head.startswith("@"):
            yield rule
        else:
            heads = [selector for selector in split(rule.head, ",") if reaches(selector, words)]
            if heads:
                yield Rule(",".join(heads), rule.body)


def without(text: str, unread: frozenset[str], unnamed: frozenset[str]) -> Iterator[Rule]:
    """The rules less declarations of those custom properties, and less those animations."""
    for rule in rules(text):
        if rule.body is None:
            yield rule
        elif rule.head.startswith(_GROUPS):
            inner = "".join(map(str, without(rule.body, unread, unnamed)))
            if inner:
                yield Rule(rule.head, inner)
        elif "keyframes" in rule.head:
            if rule.head.split()[-1] not in unnamed:
                yield rule
        else:
            stay = [one for one in split(rule.body, ";") if one.partition(":")[0].strip() not in unread]
            if stay:
                yield Rule(rule.head, ";".join(stay))


def tidy(text: str, ours: str) -> str:
    """The stylesheet less custom properties and animations that neither it nor ours asks for, until none is left."""
    while True:
        properties = frozenset(re.findall(r"[{;](--[\w-]+):", text))
        animations = frozenset(re.findall(r"keyframes ([\w-]+)", text))
        unread = properties - set(_READ.findall(text + ours)) - set(re.findall(r"--[\w-]+", ours))
        unnamed = frozenset(name for name in animations if not re.search(rf"animation[^;}}]*\b{name}\b", text + ours))
        if not unread and not unnamed:
            return text
        text = "".join(map(str, without(text, unread, unnamed)))


def reduced() -> str:
    """What our pages use of the installed package's stylesheet."""
    ours = "".join(path.read_text(encoding="utf-8") for path in sorted(THEME.rglob("*.css")) if path != REDUCED)
    ours += "".join(path.read_text(encoding="utf-8") for path in sorted(THEME.rglob("*.js")))
    return tidy("".join(map(str, matching(whole(), given()))), ours) + "\n"


if __name__ == "__main__":
    REDUCED.write_text(reduced(), encoding="utf-8")
    print(REDUCED.relative_to(ROOT))
