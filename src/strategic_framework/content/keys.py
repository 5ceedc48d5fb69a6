"""Every key that an editor may write, file by file, with what it means: the model's own descriptions in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_args

from strategic_framework.content.schema import SCHEMAS
from strategic_framework.model import Edition, Measure, Noun
from strategic_framework.model.changes import Change


class Key(NamedTuple):
    """A key, whether an entry needs it, and what it means."""

    name: str
    needed: bool
    meaning: str


class KeyGroup(NamedTuple):
    """The keys of one kind of entry: the files it stands in, and what it stands under, nothing at a file's top."""

    files: tuple[str, ...]
    under: tuple[str, ...]
    keys: tuple[Key, ...]


#: The priorities of an edition and the values of a measure stand in files of their own.
_APART = {(Edition, "priorities"), (Measure, "values")}
#: What is edited most is told first.
_FIRST = ("priority.json", "edition.json", "update.json", "measure.json", "reason.json")


def key_groups() -> list[KeyGroup]:
    """Each kind of entry once, with the first file that has it; what publishing writes is left out."""
    names = dict.fromkeys((*_FIRST, *SCHEMAS))
    roots = [(file, noun) for file, kind in (SCHEMAS[name] for name in names) for noun in _nouns(kind)]
    files: dict[type[Noun], list[str]] = {}
    under: dict[type[Noun], list[str]] = {}
    for file, root in ((file, root) for file, root in roots if root is not Change):
        for noun, key in _within(root, ""):
            owner = _owner(noun)
            if not key or owner not in files:
                files.setdefault(owner, []).append(file)
            under.setdefault(owner, []).extend([key] if key else [])
    return [
        KeyGroup(tuple(files[noun]), tuple(dict.fromkeys(keys)), tuple(_keys(noun))) for noun, keys in under.items()
    ]


def _owner(noun: type[Noun]) -> type[Noun]:
    """The noun that declares the keys: an action has those of every item, and no more."""
    parent = noun.__mro__[1]
    if issubclass(parent, Noun) and noun.model_fields.keys() == parent.model_fields.keys():
        return _owner(parent)
    return noun


def _keys(noun: type[Noun]) -> Iterator[Key]:
    for name, field in noun.model_fields.items():
        if (noun, name) not in _APART:
            numbered = name == "id" and {"text", "source", "retired"} <= noun.model_fields.keys()
            yield Key(field.alias or name, field.is_required() and not numbered, field.description or "")


def _within(noun: type[Noun], key: str) -> Iterator[tuple[type[Noun], str]]:
    """The noun and, after it, those that its keys hold, each with its key."""
    yield noun, key
    for name, field in noun.model_fields.items():
        if (noun, name) not in _APART:
            for inner in _nouns(field.annotation):
                yield from _within(inner, name)


def _nouns(hint: object) -> Iterator[type[Noun]]:
    if isinstance(hint, type) and issubclass(hint, Noun):
        yield hint
    for part in get_args(hint):
        yield from _nouns(part)
