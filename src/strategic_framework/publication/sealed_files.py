"""A proposal leaves alone what publishing writes: the lock, the addresses, the sealed changes and the numbers.

Those are written after a proposal is accepted, on the main branch, so that two proposals never collide. What a
proposal changes is asked of git: everything since it left the branch that it is for, saved or committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from strategic_framework.content import loader
from strategic_framework.content.files import FOLDER
from strategic_framework.content.loader import Loaded
from strategic_framework.content.problems import Problem
from strategic_framework.language.command_line import command
from strategic_framework.ledger import journal, lock, store
from strategic_framework.model import Place
from strategic_framework.publication.git import UnknownBaseError, commit, git, git_or_nothing

_WHY = "Publishing writes this file when the proposal has been accepted, so no proposal touches it."
_NUMBER_WHY = "Numbers are given when a proposal is published, so that two proposals never take the same one."

#: File below the content folder → what readers have it for.
_SEALED = {
    re.escape(lock.NAME): "the record of what readers can see now",
    re.escape(store.ADDRESSES): "the list of every address ever published",
    rf"{store.CHANGES}/\d[^/]*": "a change that is sealed",
    rf"{re.escape(journal.JOURNAL)}(/.*)?": "notes of a publication under way",
}
_DID = {"A": "adds", "D": "takes away"}


def touched(root: Path, base: str) -> list[Problem]:
    """Every sealed file that the proposal touches, and every number that it gives. Raises UnknownBaseError."""
    start = _start(root, base)
    files = [_file(name, letter, start) for name, letter in sorted(_changed(root, start).items()) if _meaning(name)]
    return [*files, *_numbers(root, start)]


def _start(root: Path, base: str) -> str:
    """The commit at which the proposal left `base`."""
    start = git_or_nothing(root, "merge-base", commit(root, base), "HEAD").strip()
    if not start:
        raise UnknownBaseError(f"The history here does not reach back to where the proposal left {base}.")
    return start


def _changed(root: Path, start: str) -> dict[str, str]:
    """File below the content folder → A, M or D (as git says it): in what is committed, in what is saved, and new."""
    diff = ("diff", "--name-status", "--no-renames", "--no-ext-diff", "--relative", "-z", start)
    changed = {**_statuses(git(root, *diff, "HEAD", "--", FOLDER)), **_statuses(git(root, *diff, "--", FOLDER))}
    new = git(root, "ls-files", "--others", "-z", "--", FOLDER).split("\0")
    changed |= dict.fromkeys((name for name in new if name), "A")
    return {name.removeprefix(f"{FOLDER}/"): letter for name, letter in changed.items()}


def _statuses(output: str) -> dict[str, str]:
    """File → its letter, from what git prints with --name-status -z: letters and names by turns."""
    parts = output.split("\0")
    return dict(zip(parts[1::2], parts[::2], strict=False))


def _meaning(name: str) -> str:
    return next((meaning for pattern, meaning in _SEALED.items() if re.fullmatch(pattern, name)), "")


def _file(name: str, letter: str, start: str) -> Problem:
    path = f"{FOLDER}/{name}"
    what = f"This proposal {_DID.get(letter, 'changes')} {path}, {_meaning(name)}."
    back = f"Put the file back as it is on the main branch: git restore --source {start[:12]} -- {path}"
    instead = "Take the file out of the proposal." if letter == "A" else f"{back} ."
    how = f"To change a wording, edit the wording and say why: {command('explain')}."
    return Problem(Place(path, 0, 0), "sealed", what, _WHY, f"{instead} {how}")


def _numbers(root: Path, start: str) -> Iterator[Problem]:
    """Every item whose number was given by hand, where something has been published that numbers follow."""
    before = git_or_nothing(root, "show", f"{start}:./{FOLDER}/{lock.NAME}")
    if not before:
        return
    published, loaded = lock.parse(before).records, loader.load(root)
    for name, item in loaded.framework.items.items() if loaded.framework else ():
        if name not in published and name not in loaded.provisional:
            yield _number(name, item.place("id"), loaded)


def _number(name: str, place: Place, loaded: Loaded) -> Problem:
    what = f"This proposal gives a number to something new: {name}."
    instead = f"Take the line id: {name} out. The site shows the next free number until it is published."
    return Problem(place, "sealed", what, _NUMBER_WHY, instead, loaded.line(place), len(name))
