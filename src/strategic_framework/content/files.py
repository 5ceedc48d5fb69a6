"""The files of the framework folder: which belong there, and what each holds as it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from strategic_framework.content import series
from strategic_framework.content import source as yaml_source
from strategic_framework.content.problems import Problem, suggestion
from strategic_framework.model import (
    Alliance,
    Body,
    Event,
    Links,
    Place,
    PolicyArea,
    Programme,
    RelatedDocument,
    Settings,
    Source,
    Strand,
    Synonym,
    Term,
    WebPage,
)

FOLDER = "framework"

#: File → (the part of the Framework it fills, its type, whether it must exist).
SINGLE: dict[str, tuple[str, type[object], bool]] = {
    "framework.yml": ("settings", Settings, True),
    "sources.yml": ("sources", tuple[Source, ...], True),
    "web-pages.yml": ("web_pages", tuple[WebPage, ...], False),
    "documents.yml": ("documents", tuple[RelatedDocument, ...], False),
    "alliance.yml": ("alliance", Alliance, False),
    "continuity.yml": ("continuity", tuple[Strand, ...], False),
    "bodies.yml": ("bodies", tuple[Body, ...], False),
    "programmes.yml": ("programmes", tuple[Programme, ...], False),
    "policy-areas.yml": ("policy_areas", tuple[PolicyArea, ...], False),
    "synonyms.yml": ("synonyms", tuple[Synonym, ...], False),
    "glossary.yml": ("glossary", tuple[Term, ...], False),
    "links.yml": ("links", Links, False),
    "timeline.yml": ("timeline", tuple[Event, ...], False),
}

#: What else belongs in the folder. A reference document gives its styles to Word and ODT files (`documents.formats`).
_NOT_YAML = re.compile(
    r"((.*/)?README\.md|sources/[^/]+\.txt|measures/[^/]+\.csv|published\.lock|addresses\.txt|changes/.*|reference\.(docx|odt))"
)


@dataclass
class Reading:
    """One run of the loader: what has been gathered so far."""

    root: Path
    instead: Mapping[str, str] = field(default_factory=dict)
    parsed: Mapping[str, yaml_source.File] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, yaml_source.File] = field(default_factory=dict)
    tables: dict[str, series.Table] = field(default_factory=dict)
    readable: list[str] = field(default_factory=list)
    numbered: dict[str, yaml_source.Plain] = field(default_factory=dict)
    provisional: set[str] = field(default_factory=set)


def split(text: str) -> list[str]:
    """The lines of a text as places count them: no other character than these ends one."""
    return re.split("\r\n|\n|\r", text)


@lru_cache(maxsize=20_000)  # every identifier is sorted several times in a build, and again after every save
def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts `2-b` before `10-a`."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name) if part)


def read_all(reading: Reading) -> None:
    """Read every file of the folder, and every text that counts as one, in natural order."""
    for name in sorted({*_names(reading), *reading.instead}, key=natural):
        (_read_table if _is_table(name) else _read)(reading, name)


def _names(reading: Reading) -> list[str]:
    """The YAML files of the folder, in natural order; what has no business there is a problem."""
    folder = reading.root / FOLDER
    if not folder.is_dir():
        what = "There is no folder called framework here."
        where = "Run the command in the folder that holds framework, docs and mkdocs.yml."
        reading.problems.append(Problem(Place(FOLDER, 0, 0), "no-framework", what, "", where))
        return []
    names = []
    for path in sorted(folder.rglob("*"), key=lambda path: natural(path.relative_to(folder).as_posix())):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or (path.is_file() and (_is_yaml(name) or _is_table(name))):
            names.append(name)
        elif path.is_file() and not _NOT_YAML.fullmatch(name) and not path.name.startswith("."):
            reading.problems.append(_stray(name))
    missing = [name for name, (_, _, needed) in SINGLE.items() if needed and name not in names]
    reading.problems += [missing_file(name) for name in missing]
    return names


def _is_yaml(name: str) -> bool:
    return name in SINGLE or bool(
        re.fullmatch(r"(editions/[^/]+|updates|measures|translations/[^/]+)/[^/]+\.yml", name)
    )


def _is_table(name: str) -> bool:
    return bool(re.fullmatch(r"measures/[^/]+\.csv", name))


def _stray(name: str) -> Problem:
    meant = suggestion(name, SINGLE)
    what = "Nothing reads this file: its name is not one that belongs in the framework folder."
    instead = f"Did you mean {meant}?" if meant else "Take it out of the folder, or see the names in the README there."
    return Problem(Place(f"{FOLDER}/{name}", 0, 0), "stray-file", what, "It would be silently left out.", instead)


def missing_file(name: str) -> Problem:
    """What a file is that the site cannot be made without."""
    what = f"The file {name} is missing."
    why = "The site cannot be made without it."
    return Problem(Place(f"{FOLDER}/{name}", 0, 0), "missing-file", what, why, "Put it back.")


def _read(reading: Reading, name: str) -> None:
    shown = f"{FOLDER}/{name}"
    text = reading.instead.get(name)
    path = reading.root / FOLDER / name
    known = reading.parsed.get(shown)
    if text is not None:
        file = known if known and known.text == text else yaml_source.parse(text.encode(), shown)
    else:
        file = known or yaml_source.read(path, shown)
    reading.files[shown] = file
    reading.problems += file.problems
    if file.root is not None:
        reading.readable.append(name)


def _read_table(reading: Reading, name: str) -> None:
    """Read a table of values; one that belongs to no measure is a problem."""
    shown = f"{FOLDER}/{name}"
    text = reading.instead.get(name)
    path = reading.root / FOLDER / name
    table = series.read(path, shown) if text is None else series.parse(text.encode(), shown)
    reading.tables[shown] = table
    reading.problems += table.problems
    owner = name.removesuffix(".csv") + ".yml"
    if owner not in reading.instead and not (reading.root / FOLDER / owner).exists():
        what = f"These values belong to no measure: there is no file {FOLDER}/{owner}."
        instead = "Give the table the name of the file of its measure, or write that file."
        reading.problems.append(Problem(Place(shown, 0, 0), "stray-file", what, "They would be left out.", instead))
