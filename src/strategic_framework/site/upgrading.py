"""What a newer engine changes in the files that a plan has from it: kept as they came, compared, and joined.

`.framework/` holds each such file as it came from the engine. So it is known what the plan changed in it, and what the
engine did.
"""

from __future__ import annotations

import difflib
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from strategic_framework.model.frozen import frozen
from strategic_framework.site import standard
from strategic_framework.site.standard import COPIED_FOLDERS, DOCS, copied_files, page_files

#: The folder of a plan that holds the engine's files as they came.
KEPT = ".framework"
#: The files of the scaffold that go on following the engine; the others are the plan's own from the beginning.
FOLLOWING = ("Makefile", "tests/test_content.py", ".ci/proposal", ".gitignore")

_SCAFFOLD = Path(__file__).parent / "scaffold"
_ENGINE = re.compile(r"^ENGINE := (.*)$", re.MULTILINE)

What = Literal["new", "replaced", "joined", "by hand", "noted", "gone"]


@frozen
class Change:
    """What is to be done with one file: `content` is what it would hold, `kept` what is kept as the engine's."""

    name: str
    what: What
    content: bytes | None = None
    kept: bytes | None = None
    difference: str = ""


def changes(root: Path) -> list[Change]:
    """What this engine changes in the files that a plan has from it, by name."""
    current, kept = _current(root), _kept(root)
    every = (_change(root, name, kept.get(name), current.get(name)) for name in sorted({*current, *kept}))
    return [change for change in every if change]


def kept_at_first(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The copies that a new plan keeps of the files that it has from the engine."""
    names = {*copied_files(), *FOLLOWING}
    return {f"{KEPT}/{name}": content for name, content in files.items() if name in names and not _is_made(name)}


def _is_made(name: str) -> bool:
    """Whether a file is made by the engine alone, and written anew with each upgrade."""
    return name.split("/", maxsplit=1)[0] in COPIED_FOLDERS


def _current(root: Path) -> dict[str, bytes]:
    """The engine's files as they are now: those copied, those of the scaffold, and the pages that the plan replaces."""
    makefile = root / "Makefile"
    engine = _ENGINE.search(makefile.read_text(encoding="utf-8")) if makefile.is_file() else None
    scaffold = {
        name: (_SCAFFOLD / name).read_bytes().replace("«engine»".encode(), (engine[1] if engine else "").encode())
        for name in FOLLOWING
    }
    replaced = {
        f"{DOCS}/{name}": standard.STANDARD / DOCS / name for name in page_files(root) if (root / DOCS / name).is_file()
    }
    pages = {name: path.read_bytes() for name, path in replaced.items() if path.is_file()}
    return copied_files() | scaffold | pages


def _kept(root: Path) -> dict[str, bytes]:
    folder = root / KEPT
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _change(root: Path, name: str, kept: bytes | None, new: bytes | None) -> Change | None:
    path = root / name
    mine = path.read_bytes() if path.is_file() else None
    if new is None:
        return Change(name, "gone") if mine is not None else None
    if _is_made(name):
        return None if mine == new else Change(name, "new" if mine is None else "replaced", new)
    if kept == new:
        return None
    if kept is None and mine is None:
        return Change(name, "new", new, new)
    if kept is None or mine is None or mine == new:
        return Change(name, "noted", kept=new)
    if mine == kept:
        return Change(name, "replaced", new, new, _difference(kept, new))
    joined = _joined(mine, kept, new)
    difference = _difference(kept, new)
    return Change(name, "joined", joined, new, difference) if joined else Change(name, "by hand", None, new, difference)


def _joined(mine: bytes, kept: bytes, new: bytes) -> bytes | None:
    """Both sets of changes in one file, as git joins them; None where they touch the same lines, or without git."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("mine", "kept", "new")]
        for path, content in zip(paths, (mine, kept, new), strict=True):
            path.write_bytes(content)
        try:
            command = ["git", "merge-file", "-p", *map(str, paths)]
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - three files of our own
        except OSError:
            return None
    return done.stdout if done.returncode == 0 else None


def _difference(before: bytes, after: bytes) -> str:
    """What the engine changed, line by line."""
    old, new = (content.decode("utf-8", "replace").splitlines() for content in (before, after))
    lines = difflib.unified_diff(old, new, lineterm="", n=1)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


def new_settings(root: Path) -> Iterator[tuple[str, str, str]]:
    """(file, key, meaning) of each key that an editor may write now and could not when the plan was last upgraded."""
    for path in sorted((standard.STANDARD / "schemas").glob("*.json")):
        before = root / "schemas" / path.name
        known = _keys(before) if before.is_file() else {}
        yield from ((path.stem, key, meaning) for key, meaning in _keys(path).items() if known and key not in known)


def _keys(path: Path) -> dict[str, str]:
    """Each key that a schema knows at any depth, with its meaning."""
    keys: dict[str, str] = {}

    def walk(node: object) -> None:
        if isinstance(node, dict):
            properties = node.get("properties")
            if isinstance(properties, dict):
                keys.update({key: str(entry.get("description", "")) for key, entry in properties.items()})
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(json.loads(path.read_text(encoding="utf-8")))
    return keys
