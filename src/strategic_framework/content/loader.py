"""From files to a Framework: gathers every problem, stops at none.

A part that is wrong is reported and left out, and the rest is read on, so that one run tells an editor everything.
The identifiers of what was left out stay known: nothing else is called missing because of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from strategic_framework.content import series
from strategic_framework.content import source as yaml_source
from strategic_framework.content.problems import Problem, suggestion
from strategic_framework.content.validation import validated
from strategic_framework.model import (
    KINDS,
    Alliance,
    Body,
    Edition,
    Event,
    Framework,
    Language,
    Links,
    Measure,
    Noun,
    Numbering,
    Place,
    PolicyArea,
    Priority,
    Programme,
    RelatedDocument,
    Settings,
    Source,
    Strand,
    Synonym,
    Term,
    Translation,
    Update,
    WebPage,
    identifier,
    make_identifier,
)
from strategic_framework.model.kept import kept

FOLDER = "framework"
T = TypeVar("T")
#: What stands in a file of its own, and may wait for its identifier.
Filed = TypeVar("Filed", Update, Measure)
N = TypeVar("N", bound=Noun)

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

#: List in a file → prefix of the identifiers of its entries.
PREFIXES = {
    "introduction": "intro", "context": "ctx", "principles": "prin", "role": "role", "groups": "grp",
    "actions": "act", "parts": "part", "aspirations": "asp", "paragraphs": "para", "cross_cutting": "cross",
    "commitments": "all-c", "joint_priorities": "all-jp", "governance": "all-g", "results": "all-r",
    "ambitions": "all-f",
}  # fmt: skip

#: What else belongs in the folder. A reference document gives its styles to Word and ODT files (`documents.formats`).
_NOT_YAML = re.compile(
    r"((.*/)?README\.md|sources/[^/]+\.txt|measures/[^/]+\.csv|published\.lock|addresses\.txt|changes/.*|reference\.(docx|odt))"
)


def split(text: str) -> list[str]:
    """The lines of a text as places count them: no other character than these ends one."""
    return re.split("\r\n|\n|\r", text)


@dataclass
class Loaded:
    """What a folder held: the framework (None where too much is missing), every problem, and the files as read."""

    framework: Framework | None
    problems: list[Problem]
    files: dict[str, yaml_source.File]
    known: frozenset[str]
    provisional: frozenset[str]
    source_texts: dict[str, str]
    tables: dict[str, series.Table] = field(default_factory=dict)

    def line(self, place: Place) -> str:
        """The editor's own line at a place, or nothing."""
        file = self.files.get(place.file) or self.tables.get(place.file)
        lines = split(file.text if file else self.source_texts.get(place.file, ""))
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


@dataclass
class _Reading:
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


@lru_cache(maxsize=20_000)  # every identifier is sorted several times in a build, and again after every save
def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts `2-b` before `10-a`."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name) if part)


def load(
    root: Path,
    instead: Mapping[str, str] | None = None,
    new: Iterable[str] = (),
    parsed: Mapping[str, yaml_source.File] | None = None,
) -> Loaded:
    """Read the `framework` folder below `root`. Never raises for what an editor can write.

    `instead` are texts that count as files below the folder, or in the place of those there; in them the items `new`
    bear their numbers already, which are provisional like all others that no publication gave. `parsed` are files, by
    the names that places use, that somebody has read already.
    """
    reading = _Reading(root, instead or {}, parsed or {}, provisional=set(new))
    names = sorted({*_names(reading), *reading.instead}, key=natural)
    for name in names:
        (_read_table if _is_table(name) else _read)(reading, name)
    _number(reading)
    known = frozenset(_identifiers(reading))  # before anything that is wrong is left out
    parts = {part: _part(reading, name, kind) for name, (part, kind, _) in SINGLE.items() if name in reading.readable}
    newest_first = sorted(_editions(reading), key=lambda edition: edition.starts, reverse=True)
    parts["editions"] = tuple(_apart(newest_first))
    parts["updates"] = tuple(_in_files(reading, "updates", Update, "upd"))
    parts["measures"] = tuple(sorted(_measures(reading), key=lambda measure: natural(measure.id or "")))
    parts["languages"] = tuple(_languages(reading))
    framework = _whole(reading, parts, {edition.id for edition in newest_first})
    texts = _texts(root)
    for name, text in texts.items():
        reading.problems += yaml_source.conflicts(text, name)
    provisional = frozenset(reading.provisional)
    return Loaded(framework, reading.problems, reading.files, known, provisional, texts, reading.tables)


def _names(reading: _Reading) -> list[str]:
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
    reading.problems += [_missing_file(name) for name in missing]
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


def _missing_file(name: str) -> Problem:
    what = f"The file {name} is missing."
    why = "The site cannot be made without it."
    return Problem(Place(f"{FOLDER}/{name}", 0, 0), "missing-file", what, why, "Put it back.")


def _read(reading: _Reading, name: str) -> None:
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


def _read_table(reading: _Reading, name: str) -> None:
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


def _walk(data: yaml_source.Plain) -> Iterator[dict[str, yaml_source.Plain]]:
    """Every mapping in the data, outermost first."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _walk(value)
    elif isinstance(data, list):
        for value in data:
            yield from _walk(value)


def _identifiers(reading: _Reading) -> Iterator[str]:
    """Everything that looks like an identifier in any file, broken files and items included."""
    for file in reading.files.values():
        yield from _names_in(file)
    for data in reading.numbered.values():
        yield from _first_words(data)


@kept
def _names_in(file: yaml_source.File) -> tuple[str, ...]:
    if file.root is None:
        return tuple(re.findall(r"^\s*(?:- )?id:\s*['\"]?([\w-]+)", file.text, re.MULTILINE))
    return tuple(_first_words(yaml_source.plain(file.root)))


def _first_words(data: yaml_source.Plain) -> Iterator[str]:
    """The first word of each `id`: where the key of the next line is missing, its text has run on from there."""
    names = (group.get("id") for group in _walk(data))
    yield from (word for name in names if isinstance(name, str) for word in name.split()[:1])


def _number(reading: _Reading) -> None:
    """Give each new item, which has no identifier yet, a provisional one: next after the highest ever used."""
    highest = dict.fromkeys(KINDS, 0)
    for text in _identifiers(reading):
        parsed = identifier(text)
        if parsed:
            highest[parsed.prefix] = max(highest[parsed.prefix], parsed.number)
    for name in reading.readable:
        file = reading.files[f"{FOLDER}/{name}"]
        if file.root is None or not _is_to_be_numbered(file):
            continue
        data = reading.numbered[name] = yaml_source.plain(file.root)
        for entry, prefix in _unnumbered(data):
            highest[prefix] += 1
            entry["id"] = number = make_identifier(prefix, highest[prefix])
            reading.provisional.add(number)


@kept
def _is_to_be_numbered(file: yaml_source.File) -> bool:
    return file.root is not None and any(True for _ in _unnumbered(yaml_source.plain(file.root)))


def _unnumbered(data: yaml_source.Plain) -> Iterator[tuple[dict[str, yaml_source.Plain], str]]:
    for group in _walk(data):
        for key, prefix in PREFIXES.items():
            entries = group.get(key)
            if isinstance(entries, list):
                yield from (
                    (e, prefix)
                    for e in entries
                    if isinstance(e, dict) and "id" not in e and {"text", "title"} & e.keys()
                )


#: What turns data into each type: made once, for making it takes longer than reading most files.
_ADAPTERS: dict[object, TypeAdapter[Any]] = {}


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _part(reading: _Reading, name: str, kind: type[T]) -> T | None:
    """The typed content of one file, less what is wrong in it; None where nothing of it can be used."""
    file = reading.files[f"{FOLDER}/{name}"]
    if name in reading.numbered and file.root is not None:
        value, problems = validated(_adapter(kind), reading.numbered[name], file.root)
    else:
        value, problems = _valid(file, kind)
    reading.problems += problems
    return value


@kept
def _valid(file: yaml_source.File, kind: type[T]) -> tuple[T | None, list[Problem]]:
    """What a file holds that needs no number."""
    return validated(_adapter(kind), yaml_source.plain(file.root), file.root) if file.root else (None, [])


def _editions(reading: _Reading) -> Iterator[Edition]:
    below = [name.removeprefix(f"{FOLDER}/") for name in reading.files]
    folders = dict.fromkeys(name.split("/")[1] for name in below if name.startswith("editions/"))
    for folder in folders:
        names = [name for name in reading.readable if name.startswith(f"editions/{folder}/")]
        head = f"editions/{folder}/edition.yml"
        if f"{FOLDER}/{head}" not in reading.files:
            reading.problems.append(_missing_file(head))
        priorities = tuple(_part(reading, name, Priority) for name in names if name != head)
        edition = _part(reading, head, Edition) if head in names else None
        if edition:
            reading.problems += _folder(edition, folder)
            kept = tuple(priority for priority in priorities if priority)
            yield _with_priorities(edition, folder, kept)


def _apart(editions: list[Edition]) -> Iterator[Edition]:
    """The editions; a priority that an earlier reading told another number is left to that, and a copy is told."""
    numbering = Numbering(editions)
    for edition in editions:
        priorities = tuple(
            priority if priority.number in {0, numbering.number(priority.id)} else _with(priority)
            for priority in edition.priorities
        )
        yield _with(edition, priorities=priorities)


def _folder(edition: Edition, folder: str) -> Iterator[Problem]:
    """An edition bears the name of its folder: its address is made of it."""
    if edition.id != folder:
        what = f"The edition is called “{edition.id}”, but it stands in the folder editions/{folder}."
        instead = f"Write id: {folder}, or rename the folder."
        yield Problem(edition.place("id"), "edition-folder", what, "", instead, length=len(edition.id))


def _with_priorities(edition: Edition, folder: str, priorities: tuple[Priority, ...]) -> Edition:
    """The edition and the priorities of its folder, keeping where everything was written."""
    return _with(edition, id=folder, priorities=priorities)


def _in_files(reading: _Reading, folder: str, kind: type[Filed], prefix: str) -> Iterator[Filed]:
    """What stands in the files of a folder, one in each; what is new gets the next number."""
    parts = [_part(reading, name, kind) for name in reading.readable if name.startswith(f"{folder}/")]
    nouns = [noun for noun in parts if noun]
    numbers = [parsed.number for noun in nouns if (parsed := identifier(noun.id or ""))]
    highest = max(numbers, default=0)
    for noun in nouns:
        if noun.id:
            yield noun
            continue
        highest += 1
        name = make_identifier(prefix, highest)
        reading.provisional.add(name)
        yield _with(noun, id=name)


def _with(noun: N, **update: object) -> N:
    """A copy of a noun that still knows where it was written."""
    copy = noun.model_copy(update=update)
    copy._places = {**noun._places}
    return copy


def _measures(reading: _Reading) -> Iterator[Measure]:
    """Each measure with the values of the table beside its file."""
    for measure in _in_files(reading, "measures", Measure, "mea"):
        file = measure.place().file
        table = reading.tables.get(file.removesuffix(".yml") + ".csv")
        if measure.values:
            what = "The values of a measure stand in a table, and not in its file."
            instead = f"Move them to {file.removesuffix('.yml')}.csv, under the line {','.join(series.COLUMNS)}."
            reading.problems.append(Problem(measure.place("values"), "table", what, "", instead))
        whole = _with(measure, values=table.values if table else ())
        if table:
            whole._places["values"] = Place(table.name, 1, 1)
        yield whole


def _languages(reading: _Reading) -> Iterator[Language]:
    """The translations into each language, all files of its folder together."""
    names = [name for name in reading.readable if name.startswith("translations/")]
    for language in dict.fromkeys(name.split("/")[1] for name in names):
        files = [name for name in names if name.split("/")[1] == language]
        translations = [text for name in files for text in _part(reading, name, tuple[Translation, ...]) or ()]
        yield Language(id=language, translations=tuple(translations))


def _whole(reading: _Reading, parts: dict[str, object], editions: set[str]) -> Framework | None:
    """The framework, where there is enough of it: settings, sources and the current edition."""
    settings = parts.get("settings")
    if not isinstance(settings, Settings) or parts.get("sources") is None:
        return None
    if settings.current_edition not in editions:
        reading.problems += _no_current(reading, settings)
        return None
    return Framework.model_validate({part: value for part, value in parts.items() if value is not None})


def _no_current(reading: _Reading, settings: Settings) -> Iterator[Problem]:
    """Only where the folder is truly not there: an edition that could not be read has been reported."""
    folder = f"editions/{settings.current_edition}/"
    if not any(name.startswith(f"{FOLDER}/{folder}") for name in reading.files):
        folders = {name.split("/")[2] for name in reading.files if name.startswith(f"{FOLDER}/editions/")}
        meant = suggestion(settings.current_edition, sorted(folders))
        what = f"The current edition is “{settings.current_edition}”, but there is no folder {FOLDER}/{folder}."
        instead = f"Did you mean {meant}?" if meant else "Write the name of one of the folders in editions."
        place = settings.place("current_edition")
        yield Problem(place, "unknown-edition", what, "", instead, length=len(settings.current_edition))


def _texts(root: Path) -> dict[str, str]:
    """The stored text of every source document, by the name that places use."""
    folder = root / FOLDER / "sources"
    texts = {}
    for path in sorted(folder.glob("*.txt")) if folder.is_dir() else []:
        if path.is_file() and not path.is_symlink():
            text = path.read_bytes().decode("utf-8-sig", "replace")
            texts[f"{FOLDER}/sources/{path.name}"] = text.replace("\r\n", "\n")  # some editors end lines so
    return texts
