"""From files to a Framework: gathers every problem, stops at none.

A part that is wrong is reported and left out, and the rest is read on, so that one run tells an editor everything.
The identifiers of what was left out stay known: nothing else is called missing because of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from strategic_framework.content import series
from strategic_framework.content import source as yaml_source
from strategic_framework.content.files import FOLDER, SINGLE, Reading, missing_file, natural, read_all, split
from strategic_framework.content.numbering import identifiers, number_new
from strategic_framework.content.problems import Problem, suggestion
from strategic_framework.content.validation import validated
from strategic_framework.model import (
    Edition,
    Framework,
    Language,
    Measure,
    Noun,
    Numbering,
    Place,
    Priority,
    Settings,
    Translation,
    Update,
    identifier,
    make_identifier,
)
from strategic_framework.model.kept import kept

T = TypeVar("T")
#: What stands in a file of its own, and may wait for its identifier.
Filed = TypeVar("Filed", Update, Measure)
N = TypeVar("N", bound=Noun)


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

    def let_go(self) -> None:
        """Forget the files as they are written: for whoever neither checks this nor reads it again."""
        self.files.clear()
        yaml_source.forget()


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
    reading = Reading(root, instead or {}, parsed or {}, provisional=set(new))
    read_all(reading)
    number_new(reading)
    known = frozenset(identifiers(reading))  # before anything that is wrong is left out
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


#: What turns data into each type: made once, for making it takes longer than reading most files.
_ADAPTERS: dict[object, TypeAdapter[Any]] = {}


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _part(reading: Reading, name: str, kind: type[T]) -> T | None:
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


def _editions(reading: Reading) -> Iterator[Edition]:
    below = [name.removeprefix(f"{FOLDER}/") for name in reading.files]
    folders = dict.fromkeys(name.split("/")[1] for name in below if name.startswith("editions/"))
    for folder in folders:
        names = [name for name in reading.readable if name.startswith(f"editions/{folder}/")]
        head = f"editions/{folder}/edition.yml"
        if f"{FOLDER}/{head}" not in reading.files:
            reading.problems.append(missing_file(head))
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


def _in_files(reading: Reading, folder: str, kind: type[Filed], prefix: str) -> Iterator[Filed]:
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


def _measures(reading: Reading) -> Iterator[Measure]:
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


def _languages(reading: Reading) -> Iterator[Language]:
    """The translations into each language, all files of its folder together."""
    names = [name for name in reading.readable if name.startswith("translations/")]
    for language in dict.fromkeys(name.split("/")[1] for name in names):
        files = [name for name in names if name.split("/")[1] == language]
        translations = [text for name in files for text in _part(reading, name, tuple[Translation, ...]) or ()]
        yield Language(id=language, translations=tuple(translations))


def _whole(reading: Reading, parts: dict[str, object], editions: set[str]) -> Framework | None:
    """The framework, where there is enough of it: settings, sources and the current edition."""
    settings = parts.get("settings")
    if not isinstance(settings, Settings) or parts.get("sources") is None:
        return None
    if settings.current_edition not in editions:
        reading.problems += _no_current(reading, settings)
        return None
    known: dict[str, Any] = {part: value for part, value in parts.items() if value is not None}
    return Framework.model_construct(**known)  # each part of it was read as what it is


def _no_current(reading: Reading, settings: Settings) -> Iterator[Problem]:
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
