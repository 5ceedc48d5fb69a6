"""Arrows in one direction: which room of the engine may import which, by the table in ARCHITECTURE."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "strategic_framework"

#: Each room with its layer, as ARCHITECTURE has them: `| 3 | \`ledger/\` | what it does |`.
TABLE = re.findall(r"^\| *(\d+) *\| *`(\w+)/?` *\|", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE)
LAYER = {room: int(layer) for layer, room in TABLE}
FILES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")
#: What only one room may know, because it is to be exchanged one day: a library, and the rooms that import it.
KNOWN_ONLY_TO = {"mkdocs": {"mkdocs_adapter"}, "mkdocs_macros": {"mkdocs_adapter"}, "click": {"commands"}}


def imports(module: str) -> set[str]:
    """The names of every module that a module's text imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room(name: str) -> str:
    """The room that a module of ours stands in: `views` for `strategic_framework.views.base`."""
    return name.split(".")[1]


def test_every_room_stands_in_the_table_and_nothing_else_stands_beside_them() -> None:
    """The package's root holds rooms, `__init__` and `__main__`; the table in ARCHITECTURE names each room once."""
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert sorted(name for _, name in TABLE) == sorted(rooms | {"__main__"})
    assert {path.name for path in SOURCE.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    """No import from a room of the same layer or a higher one; what is to be exchanged one day, one room knows."""
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    names = imports(path.read_text(encoding="utf-8"))
    used = {room(name) for name in names if name.startswith("strategic_framework.")} - {own}
    assert {name for name in used if LAYER[name] >= LAYER[own]} == set()
    assert {name for name in names if own not in KNOWN_ONLY_TO.get(name.split(".")[0], {own})} == set()
