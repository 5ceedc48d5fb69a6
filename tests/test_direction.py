"""Arrows in one direction: which module may import which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "strategic_framework"

#: The lowest first. A module may import from layers below its own, and from its own package.
LAYERS = [
    {"model", "words", "forks", "walk"},
    {"problems", "source", "mentions", "links", "provenance", "redline", "naming", "cache"},
    {"validate", "loader", "strings", "output"},
    {"ledger", "address"},
    {"checks", "exports", "schema", "proposal"},
    {"views"},
    {"render", "prose", "drawing"},
    {"macros", "cards"},
    {"pages", "linkcheck", "build", "filling", "csp"},
    {"press"},
    {"publishing", "search"},
    {"receipt", "joint", "handover"},
    {"cli_ledger"},
    {"cli_edit", "cli_proposal"},
    {"cli"},
    {"__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def imports(path: Path) -> set[str]:
    """The names of every module that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def part(path: Path) -> str:
    """The module or package of the engine that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


FILES = sorted(path for path in SOURCE.rglob("*.py") if path.parent != SOURCE or path.name != "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    """No module imports one of a higher layer; the layers are the list above."""
    own = part(path)
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("strategic_framework.")}
    upwards = {name for name in ours if name in LEVEL and name != own and LEVEL[name] >= LEVEL[own]}
    allowed = {"source": {"problems"}, "loader": {"validate"}, "mentions": set(), "joint": set()}
    assert upwards - allowed.get(own, set()) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_only_the_joint_knows_mkdocs(path: Path) -> None:
    """MkDocs is imported by the joint and started by the command, nowhere else."""
    knows = any(name.split(".")[0] == "mkdocs" for name in imports(path))
    assert not knows or part(path) in {"joint", "cli"}


def test_the_model_imports_nothing_else_of_ours() -> None:
    """The nouns stand alone."""
    for path in (SOURCE / "model").glob("*.py"):
        ours = {name for name in imports(path) if name.startswith("strategic_framework")}
        assert all(name.startswith("strategic_framework.model") for name in ours), path.name


def test_every_module_has_a_layer() -> None:
    """A new module is put into a layer before it is used."""
    assert {part(path) for path in FILES} <= set(LEVEL)
