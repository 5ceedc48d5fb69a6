"""Whose folder it is: a build replaces only what a build made.

Every build leaves a list of its files in the site's root, in the format of `sha256sum`. Whatever stands in the folder
and not in its list is somebody else's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from strategic_framework.build.files import everything
from strategic_framework.language.command_line import command

#: The marker: what `sha256sum` says of every file of the site but this one, in order of path.
LIST = ".framework-site.sha256"
#: How many names a message gives.
_NAMED = 5
#: What releases without the list put outside `assets/` and `data/`, beside pages.
_OTHER_FILES = {"sitemap.xml", "sitemap.xml.gz", "search/index.json"}
_OTHER_ENDS = ("/feed.xml", "/text.txt")


class NotOursError(RuntimeError):
    """The folder is not ours to replace; the message says why, and what to do."""


def _elsewhere(it: str) -> str:
    return f"Move {it} elsewhere, or build into another folder: {command('build --out DIR')}."


def refuse_foreign(folder: Path) -> None:
    """Raises NotOursError unless the folder is new, empty, or holds only what a build made."""
    if folder.is_symlink():
        refusal = (
            f"{folder.name} is a link to {folder.readlink()}. A build replaces a folder whole, and would not write "
        )
        refusal += f"where the link leads. Remove the link, or build into another folder: {command('build --out DIR')}."
        raise NotOursError(refusal)
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotOursError(f"{folder.name} is a file, not a folder. {_elsewhere('it')}")
    if folder.is_mount():
        refusal = f"{folder.name} is a disk or a volume of its own, which cannot be replaced in one step. "
        raise NotOursError(
            f"{refusal}Build into a folder inside it: {command(f'build --out {folder.name}/framework')}."
        )
    foreign = _foreign(folder)
    if foreign:
        named = ", ".join(foreign[:_NAMED])
        more = f" and {len(foreign) - _NAMED} more" if len(foreign) > _NAMED else ""
        refusal = f"{folder.name}/ holds files that no build made: {named}{more}. "
        once = " If an earlier release made them, delete them once." if not (folder / LIST).is_file() else ""
        raise NotOursError(f"{refusal}{_elsewhere('them')}{once}")


def _foreign(folder: Path) -> list[str]:
    """The path of everything in the folder, but folders, that no build made."""
    start = len(str(folder)) + 1
    names = {
        entry.path[start:].replace(os.sep, "/")
        for entry in everything(folder)
        if not entry.is_dir(follow_symlinks=False)
    }
    listed = _listed(folder)
    if listed is not None:
        places = {parent for name in listed for parent in _folders(name)} | {LIST}
        return sorted(name for name in names - listed - places if listed.isdisjoint(_folders(name)))
    is_ours = {"index.html", "assets/site.css"} <= names
    return sorted(name for name in names if not (is_ours and _is_of_earlier_release(folder, name)))


def _folders(name: str) -> Iterator[str]:
    """Every folder that a file stands in. What stands in the place of our folder, or in that of our file, is ours."""
    while name := name.rpartition("/")[0]:
        yield name


def _listed(folder: Path) -> set[str] | None:
    """The files that the folder's list names; None where there is no list, or none that can be read."""
    try:
        lines = (folder / LIST).read_bytes().decode("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    return {line.partition("  ./")[2] for line in lines}


def _is_of_earlier_release(folder: Path, name: str) -> bool:
    """Whether a release that left no list made that file: a page with our stylesheet, or a file where ours stand."""
    if name.startswith(".") or "/." in name:
        return False
    if name.endswith(".html"):
        return b"assets/site.css" in (folder / name).read_bytes()
    return name.startswith(("assets/", "data/")) or name in _OTHER_FILES or name.endswith(_OTHER_ENDS)
