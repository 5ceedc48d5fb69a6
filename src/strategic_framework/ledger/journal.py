"""Several files written as one: killed at any moment, the content is as before or as after.

New contents are written beside, into a folder of their own, and synced; the plan that names them is put in place in
one step, and that step is the moment of change. Whoever comes next finishes a plan that is there, and throws away
what has none.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from strategic_framework.content.files import FOLDER

#: The folder of a change that is under way, in the content folder; its name begins with a dot, so nothing reads it.
JOURNAL = ".journal"
_PLAN = "plan.json"


class BusyError(RuntimeError):
    """Another command is changing the content."""


class UnfinishedError(OSError):
    """A change was begun and could not be ended; the next command ends it."""


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Hold the content folder alone, after finishing what an interrupted command left. Raises BusyError, ValueError."""
    if not (root / FOLDER).is_dir():
        raise ValueError("There is no folder called framework here. Run the command in the folder that holds it.")
    descriptor = os.open(root / FOLDER, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError("Another command is changing the content. Wait for it to end, and try again.") from None
        _finish(root / FOLDER)
        yield
    finally:
        os.close(descriptor)


def recover(root: Path) -> None:
    """Finish what an interrupted command left, unless one is at work now."""
    if not (root / FOLDER / JOURNAL).exists():
        return
    try:
        with held(root):
            pass
    except BusyError:
        return  # it is finishing its own


def write(root: Path, files: Mapping[str, str | None]) -> None:
    """Replace, make or remove (None) the named files below the content folder, all or none. Call while `held`.

    Raises OSError where nothing was begun, and UnfinishedError where the next command has to end it.
    """
    folder = root / FOLDER
    journal = folder / JOURNAL
    journal.mkdir()
    try:
        _beside(journal, files)
    except OSError:
        shutil.rmtree(journal, ignore_errors=True)  # a full disk: nothing was begun, and nothing is left
        raise
    try:
        _finish(folder)
    except OSError as fault:
        raise UnfinishedError(fault.errno, fault.strerror) from fault


def _beside(journal: Path, files: Mapping[str, str | None]) -> None:
    """Write every new content beside, and then, in one step, the plan that names them."""
    plan: list[tuple[str, str | None]] = []
    for number, (name, text) in enumerate(sorted(files.items())):
        plan.append((name, None if text is None else str(number)))
        if text is not None:
            _synced(journal / str(number), text)
    _synced(journal / "plan.new", json.dumps(plan))
    _sync_folder(journal)
    (journal / "plan.new").replace(journal / _PLAN)  # from here on it will be done
    _sync_folder(journal)


def _finish(folder: Path) -> None:
    """Do what the plan says and is not done yet; without a plan nothing was begun."""
    journal = folder / JOURNAL
    if (journal / _PLAN).is_file():
        for name, made in json.loads((journal / _PLAN).read_text(encoding="utf-8")):
            target = _within(folder, name)
            if made is None:
                target.unlink(missing_ok=True)
            elif (journal / made).exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                _keep_mode(target, journal / made)
                (journal / made).replace(target)
            _sync_folder(target.parent)
        (journal / _PLAN).unlink()
    if journal.exists():
        shutil.rmtree(journal)


def _within(folder: Path, name: str) -> Path:
    """The file that a plan names: below the content folder, whoever wrote the plan. Raises ValueError."""
    if not folder.joinpath(name).resolve().is_relative_to(folder.resolve()):
        raise ValueError(f"The plan in {folder.name}/{JOURNAL} names a file elsewhere. Delete that folder.")
    return folder / name


def _keep_mode(old: Path, new: Path) -> None:
    """A file that is replaced keeps its permissions; a new one is readable by everyone."""
    new.chmod(old.stat().st_mode & 0o777 if old.exists() else 0o644)


def _synced(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    if not path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
