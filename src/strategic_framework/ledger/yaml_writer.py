"""YAML as the tool writes it: readable, in one style, and read back before it is believed."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from typing import Any

from strategic_framework.content import source

_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 /_.-]*[A-Za-z0-9]|[A-Za-z0-9]")
_WIDTH = 100
_WORDS_THAT_MEAN = {"null", "true", "false", "yes", "no", "on", "off"}


def dump(data: Mapping[str, Any]) -> str:
    """A mapping as YAML that reads back as the same plain data. Raises ValueError where it would not."""
    text = "\n".join(_mapping(data, 0)) + "\n"
    file = source.parse(text.encode(), "written")
    if file.problems or file.root is None or source.plain(file.root) != _plain(data):
        what = file.problems[0].what if file.problems else "it would not be read back as it was meant."
        raise ValueError(f"A text cannot be written down: {what}")
    return text


def _plain(value: Any) -> Any:
    """Data as a file gives it back: every value a text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None else _word(value)


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _mapping(data: Mapping[str, Any], depth: int) -> list[str]:
    lines = []
    for key, value in data.items():
        lines += _entry(f"{'  ' * depth}{_key(key)}:", value, depth)
    return lines


def _key(key: object) -> str:
    return str(key) if re.fullmatch(r"[a-z0-9][\w-]*", str(key)) else json.dumps(str(key))


def _entry(head: str, value: Any, depth: int) -> list[str]:
    if value is None:
        return [f"{head} null"]
    if isinstance(value, Mapping):
        return [head, *_mapping(value, depth + 1)] if value else [f"{head} {{}}"]
    if isinstance(value, list | tuple):
        return _list(head, value, depth)
    return _scalar(head, _word(value), depth)


def _list(head: str, values: Any, depth: int) -> list[str]:
    flow = f"{head} [{', '.join(_flow(_word(one)) for one in values if not isinstance(one, Mapping))}]"
    if all(not isinstance(one, Mapping) for one in values) and len(flow) <= _WIDTH:
        return [flow]
    lines = [head]
    for value in values:
        if isinstance(value, Mapping):
            entry = _mapping(value, depth + 2)
            lines += [f"{'  ' * (depth + 1)}- {entry[0].lstrip()}", *entry[1:]]
        else:
            lines += _scalar(f"{'  ' * (depth + 1)}-", _word(value), depth + 1)
    return lines


def _flow(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9][\w/.-]*", text) and text not in _WORDS_THAT_MEAN else quoted(text)


def _scalar(head: str, text: str, depth: int) -> list[str]:
    if _SIMPLE.fullmatch(text) and len(head) + len(text) < _WIDTH and "  " not in text:
        return [f"{head} {text}"]
    if len(text) > 60 and re.fullmatch(r"\S+( \S+)*", text):
        indent = "  " * (depth + 1)
        wrapped = textwrap.wrap(text, _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
        return [f"{head} >-", *(indent + line for line in wrapped)]
    return [f"{head} {quoted(text)}"]


def quoted(text: str) -> str:
    """A text between double quotation marks, as YAML and JSON both have it."""
    return json.dumps(text, ensure_ascii=False)
