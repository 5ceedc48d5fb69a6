"""YAML as the tool writes it: the house style of the editors' files, and read back before it is believed.

List items stand two spaces in, a long text is folded below `>-`, and quotation marks stand only where they are needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import yaml

from strategic_framework.content import source
from strategic_framework.ledger.records import Data

#: Where a line ends at the next space.
_WIDTH = 90
#: A text longer than this is folded over lines.
_LONG = 60
#: Words that some reader of YAML takes for something else than a text.
_WORDS_THAT_MEAN = re.compile(r"null|true|false|yes|no|on|off|y|n", re.IGNORECASE)


def dump(data: Mapping[str, Data]) -> str:
    """A mapping as YAML that reads back as the same plain data. Raises ValueError where it would not."""
    text: str = yaml.dump(data, Dumper=_Dumper, width=_WIDTH, allow_unicode=True, sort_keys=False)
    file = source.parse(text.encode("utf-8", "replace"), "written")
    if file.problems or file.root is None or source.plain(file.root) != as_texts(data):
        what = file.problems[0].what if file.problems else "it would not be read back as it was meant."
        raise ValueError(f"A text cannot be written down: {what}")
    return text


def as_texts(value: Data) -> Data:
    """Data as a file gives it back: every value a text, a list or a mapping, or nothing."""
    if isinstance(value, Mapping):
        return {key: as_texts(child) for key, child in value.items()}
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, Sequence):
        return [as_texts(child) for child in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Dumper(yaml.SafeDumper):
    """PyYAML's dumper in house style. Texts stay texts: only the words that mean something else are told apart."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own form

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """A list stands two spaces in from its key."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Everything is written out: nothing refers to another place."""
        return True

    def choose_scalar_style(self) -> str:
        """Where a text needs quotation marks, they are double."""
        style: str = super().choose_scalar_style()
        return '"' if style == "'" else style

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002
        """On one line, with the codes that JSON and YAML share."""
        self.write_indicator(quoted(text), need_whitespace=True)


def quoted(text: str) -> str:
    """A text between double quotation marks, as YAML and JSON both have it."""
    return json.dumps(text, ensure_ascii=False)


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, _style(text))


def _style(text: str) -> str | None:
    """Folded where it is long and single spaces divide its words; quoted where plain would be read as another thing."""
    if len(text) > _LONG and re.fullmatch(r"\S+( \S+)+", text):
        return ">"
    # our own reader takes many a first sign for a slip, such as the dash of a list without its space
    return None if text[:1].isalnum() and not _WORDS_THAT_MEAN.fullmatch(text) else '"'


def _plain(dumper: _Dumper, value: bool | int | None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", "null" if value is None else str(value).lower())


def _list(dumper: _Dumper, values: Sequence[Data]) -> yaml.SequenceNode:
    """On one line where it is a short row of words, such as identifiers; else an entry a line."""
    words = [value for value in values if isinstance(value, str)]
    short = len(words) == len(values) and sum(len(word) + len(", ") for word in words) < _WIDTH - len("order: [")
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=short)


def _mapping(dumper: _Dumper, data: Mapping[str, Data]) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=False)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(bool, _plain)
_Dumper.add_representer(int, _plain)
_Dumper.add_representer(type(None), _plain)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)
_Dumper.add_representer(dict, _mapping)
