"""What the proofs of the ledger share: a published copy of the miniature, and edits of it as an editor makes them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from strategic_framework import checks
from strategic_framework.content import loader
from strategic_framework.content.problems import Problem
from strategic_framework.ledger import store
from strategic_framework.ledger.records import Records, records
from strategic_framework.ledger.seal import seal
from strategic_framework.ledger.verify import addresses_promised
from strategic_framework.publication import publishing
from tests.conftest import MINIATURE

DAY = "2026-03-02"
RIVERS = "framework/editions/2024-28/1-rivers-and-paths.yml"
HOMES = "framework/editions/2024-28/2-warm-homes.yml"


def published(folder: Path) -> Path:
    """A copy of the miniature, published once."""
    shutil.copytree(MINIATURE / "framework", folder / "framework")
    publishing.publish(folder, DAY)
    return folder


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace some characters that stand once in a file."""
    path = root / file
    text = path.read_bytes().decode()
    assert text.count(old) == 1, (file, old, text.count(old))
    path.write_bytes(text.replace(old, new).encode())


def because(root: Path, name: str, *items: str, **more: str) -> None:
    """Give a reason in a file of its own."""
    pending = root / "framework/changes/pending"
    pending.mkdir(parents=True, exist_ok=True)
    data: dict[str, Any] = {
        "items": list(items), "decided": DAY, "decided_by": "The council", "reason": "To see what follows.", **more,
    }  # fmt: skip
    (pending / f"{name}.yml").write_text(
        yaml.safe_dump({k: v for k, v in data.items() if v}, sort_keys=False, allow_unicode=True), encoding="utf-8"
    )


def problems(root: Path) -> list[Problem]:
    """What `framework check` says."""
    return checks.check(loader.load(root), store.read(root))


def told(root: Path) -> list[str]:
    return [f"{one.place}: {one.what} {one.instead}" for one in problems(root)]


def words(root: Path) -> Records:
    """The records of the working text."""
    return records(loader.load(root))


def seal_here(root: Path, day: str = DAY) -> int:
    """Publish without making pages: the checks, the seal, the numbers, the files. How many changes were sealed."""
    loaded, ledger = loader.load(root), store.read(root)
    found = checks.check(loaded, ledger)
    assert found == [], [f"{one.place}: {one.what}" for one in found]
    sealed = seal(loaded, ledger, day)
    if sealed is None or loaded.framework is None:
        return 0
    files = {**sealed.files, **publishing._numbered(root, loaded.framework, loaded.provisional, {})}
    files |= publishing._listed([*ledger.addresses, *addresses_promised(sealed.changes)])
    for name, text in files.items():
        path = root / "framework" / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    return len(sealed.changes)


def tree(root: Path) -> dict[str, bytes]:
    """Every file below the content folder, byte for byte."""
    folder = root / "framework"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def put_back(root: Path, files: dict[str, bytes]) -> None:
    """Lay files down below the content folder as `tree` gave them, and take every other file away."""
    folder, there = root / "framework", tree(root)
    for name in there.keys() - files.keys():
        (folder / name).unlink()
    for name, content in files.items() - there.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
