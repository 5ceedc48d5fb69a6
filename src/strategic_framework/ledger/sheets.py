"""The content files as they would be with what is proposed: found by identifier, edited as text, read again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from strategic_framework.content import series, source
from strategic_framework.content.files import FOLDER
from strategic_framework.content.numbering import PREFIXES
from strategic_framework.content.source import Node, Scalar, Sequence
from strategic_framework.ledger import yaml_values
from strategic_framework.ledger.yaml_edits import Text
from strategic_framework.model import KINDS, Place, identifier, make_identifier
from strategic_framework.model.frozen import frozen

#: The field that holds the wording, the first of these that is there.
_WORDING = ("text", "term", "title", "name", "what")


@frozen
class Entry:
    """A group of keys in a file: an item, a priority, a document, the settings or a named thing.

    `parent` and `key` say in which list it stands, and of what.
    """

    file: str
    node: source.Mapping
    name: str
    parent: source.Mapping | None = None
    key: str = ""

    def place(self, field: str = "") -> Place:
        """Where the value of a field was written, or else where the entry begins."""
        node = self.node.get(field)
        return node.place if node else self.node.place

    def value(self, path: str) -> str:
        """The text at a path such as `labels.role`; empty where there is none."""
        return yaml_values.value(self.node, path)

    @property
    def wording(self) -> str:
        """The field of its wording."""
        if self.file.startswith(f"{FOLDER}/updates/"):
            return "said" if self.node.get("said") else "quote"
        if self.key == "groups":
            return "title"
        return next((field for field in _WORDING if self.node.get(field)), "text")

    def entries(self, key: str) -> list[str]:
        """The identifiers in one of its lists, in their order."""
        node = self.node.get(key)
        entries = node.entries if isinstance(node, Sequence) else ()
        return [_id(entry) for entry in entries if isinstance(entry, source.Mapping)]

    def listed(self, key: str) -> list[str]:
        """The texts in one of its lists."""
        node = self.node.get(key)
        return (
            [entry.value for entry in node.entries if isinstance(entry, Scalar)] if isinstance(node, Sequence) else []
        )

    @property
    def retired(self) -> bool:
        """Whether it is no longer in force."""
        return self.value("retired") == "true"


def _id(node: source.Mapping) -> str:
    named = node.get("id")
    return named.value if isinstance(named, Scalar) else ""


class Sheets:
    """Every file, the edited ones as they would be. With `numbered`, what is new gets its identifier at once."""

    def __init__(
        self, root: Path, files: Mapping[str, source.File], taken: Mapping[str, int], *, numbered: bool
    ) -> None:
        self.root = root
        self.files = dict(files)
        self.highest = dict(taken)
        self.numbered = numbered
        self.edited: dict[str, str] = {}
        self.new: list[str] = []
        self._index: dict[str, dict[str, Entry]] = {}

    def text(self, file: str) -> Text:
        """The text of a file, to be edited and handed to `keep`."""
        name = file.removeprefix(f"{FOLDER}/")
        return Text.of(self.edited[name]) if name in self.edited else Text.read(self.root, file)

    def keep(self, file: str, text: Text | str) -> None:
        """Take the edited text of a file, and read it again. Raises ValueError where it cannot be read as before."""
        written = str(text)
        parsed = source.parse(written.encode(), file)
        if parsed.root is None:
            raise ValueError(f"{file} could not be read after the edit: {parsed.problems[0].what}")
        self.files[file] = parsed
        self.edited[file.removeprefix(f"{FOLDER}/")] = written
        self._index.pop(file, None)

    def table(self, file: str) -> series.Table:
        """A table of values as it would be; empty where there is none."""
        name = file.removeprefix(f"{FOLDER}/")
        if name in self.edited:
            return series.parse(self.edited[name].encode(), file)
        path = self.root / file
        return series.read(path, file) if path.exists() else series.Table(file, "", (), ())

    def keep_table(self, file: str, text: Text | str) -> None:
        """Take the edited text of a table, and read it again. Raises ValueError where something is wrong in it."""
        written = str(text)
        if problems := series.parse(written.encode(), file).problems:
            raise ValueError(f"{file} could not be read after the edit: {problems[0].what}")
        self.edited[file.removeprefix(f"{FOLDER}/")] = written

    def number(self, prefix: str, *, at_once: bool = False) -> str:
        """The next free identifier of a kind; empty where numbers wait for the publication, and not `at_once`."""
        if not self.numbered and not at_once:
            return ""
        self.highest[prefix] = self.highest.get(prefix, 0) + 1
        name = make_identifier(prefix, self.highest[prefix])
        self.new.append(name)
        return name

    def find(self, target: str) -> Entry | None:
        """What an identifier, the name of a document, `framework` or `file/name` stands for."""
        file, _, name = target.rpartition("/")
        if file:
            return self._in(f"{FOLDER}/{file}.yml").get(name)
        if target == "framework":
            return self._root(f"{FOLDER}/framework.yml", target)
        if edition := self._root(f"{FOLDER}/editions/{target}/edition.yml", target):
            return edition
        if target == "alliance":
            return self._root(f"{FOLDER}/alliance.yml", target)
        if not identifier(target):
            return None
        files = [
            file for file in self.files if re.match(rf"{FOLDER}/(editions/|updates/|measures/|alliance\.yml)", file)
        ]
        return next((self._in(file)[target] for file in files if target in self._in(file)), None)

    def _root(self, file: str, name: str) -> Entry | None:
        read = self.files.get(file)
        return Entry(file, read.root, name) if read and isinstance(read.root, source.Mapping) else None

    def _in(self, file: str) -> dict[str, Entry]:
        """Every entry of a file that bears an identifier."""
        if file not in self._index:
            read = self.files.get(file)
            found = _walk(file, read.root, None, "") if read and read.root else ()
            self._index[file] = {entry.name: entry for entry in found}
        return self._index[file]

    def known(self, target: str) -> list[str]:
        """What may be meant by a name that nothing bears: with its file where that names one."""
        if "/" not in target:
            return [name for file in self.files for name in self._in(file)]
        named = {file: file.removeprefix(f"{FOLDER}/").removesuffix(".yml") for file in self.files}
        return [f"{short}/{name}" for file, short in named.items() if "/" not in short for name in self._in(file)]

    def others(self, entry: Entry) -> Iterator[Entry]:
        """Every other entry of the same folder that is in force."""
        folder = entry.file.rpartition("/")[0]
        for file in self.files:
            if file.rpartition("/")[0] == folder:
                yield from (one for name, one in self._in(file).items() if name != entry.name and not one.retired)


def _walk(file: str, node: Node, parent: source.Mapping | None, key: str) -> Iterator[Entry]:
    if isinstance(node, source.Mapping):
        if name := _id(node):
            yield Entry(file, node, name, parent, key)
        for written, child in node.entries:
            yield from _walk(file, child, node, written.value)
    elif isinstance(node, Sequence):
        for child in node.entries:
            yield from _walk(file, child, parent, key)


def highest(names: Iterator[str]) -> dict[str, int]:
    """The highest number of each kind among identifiers."""
    numbers = dict.fromkeys(KINDS, 0)
    for parsed in filter(None, map(identifier, names)):
        numbers[parsed.prefix] = max(numbers[parsed.prefix], parsed.number)
    return numbers


def list_of(name: str) -> str:
    """The list that an item of this identifier stands in."""
    parsed = identifier(name)
    return next((key for key, prefix in PREFIXES.items() if parsed and prefix == parsed.prefix), "")
