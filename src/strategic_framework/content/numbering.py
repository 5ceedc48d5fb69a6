"""The identifiers of a framework: those that its files bear, and the provisional ones of what is new."""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategic_framework.content import source as yaml_source
from strategic_framework.content.files import FOLDER, Reading
from strategic_framework.model import KINDS, identifier, make_identifier
from strategic_framework.model.kept import kept

#: List in a file → prefix of the identifiers of its entries.
PREFIXES = {
    "introduction": "intro", "context": "ctx", "principles": "prin", "role": "role", "groups": "grp",
    "actions": "act", "parts": "part", "aspirations": "asp", "paragraphs": "para", "cross_cutting": "cross",
    "commitments": "all-c", "joint_priorities": "all-jp", "governance": "all-g", "results": "all-r",
    "ambitions": "all-f",
}  # fmt: skip


def _walk(data: yaml_source.Plain) -> Iterator[dict[str, yaml_source.Plain]]:
    """Every mapping in the data, outermost first."""
    if isinstance(data, dict):
        yield data
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            if isinstance(value, dict | list):
                yield from _walk(value)


def identifiers(reading: Reading) -> Iterator[str]:
    """Everything that looks like an identifier in any file, broken files and items included."""
    for file in reading.files.values():
        yield from _names_in(file)[0]
    for data in reading.numbered.values():
        yield from _first_words(data)


@kept
def _names_in(file: yaml_source.File) -> tuple[tuple[str, ...], bool]:
    """Those of a file, and whether it holds anything that waits for one."""
    if file.root is None:
        return tuple(re.findall(r"^\s*(?:- )?id:\s*['\"]?([\w-]+)", file.text, re.MULTILINE)), False
    data = yaml_source.plain(file.root)
    return tuple(_first_words(data)), any(True for _ in _unnumbered(data))


def _first_words(data: yaml_source.Plain) -> Iterator[str]:
    """The first word of each `id`: where the key of the next line is missing, its text has run on from there."""
    names = (group.get("id") for group in _walk(data))
    yield from (word for name in names if isinstance(name, str) for word in name.split()[:1])


def number_new(reading: Reading) -> None:
    """Give each new item, which has no identifier yet, a provisional one: next after the highest ever used."""
    highest = dict.fromkeys(KINDS, 0)
    for text in identifiers(reading):
        parsed = identifier(text)
        if parsed:
            highest[parsed.prefix] = max(highest[parsed.prefix], parsed.number)
    for name in reading.readable:
        file = reading.files[f"{FOLDER}/{name}"]
        if file.root is None or not _names_in(file)[1]:
            continue
        data = reading.numbered[name] = yaml_source.plain(file.root)
        for entry, prefix in _unnumbered(data):
            highest[prefix] += 1
            entry["id"] = number = make_identifier(prefix, highest[prefix])
            reading.provisional.add(number)


def _unnumbered(data: yaml_source.Plain) -> Iterator[tuple[dict[str, yaml_source.Plain], str]]:
    for group in _walk(data):
        for key, prefix in () if PREFIXES.keys().isdisjoint(group) else PREFIXES.items():  # as most are
            entries = group.get(key)
            if isinstance(entries, list):
                yield from (
                    (e, prefix)
                    for e in entries
                    if isinstance(e, dict) and "id" not in e and {"text", "title"} & e.keys()
                )
