"""The receipt as data, and how it is read where nothing that wrote it is trusted.

Only the standard library is used, here and in what turns it into Markdown: a job that may write to a proposal installs
nothing.
"""

from __future__ import annotations

import json
import re
from typing import Any, Literal, TypedDict, cast, get_args

#: How a field is told: as one text with marks, as two wordings of the same item, or as what it was and what it is.
Way = Literal["marked", "other words", "was and now"]


class Detail(TypedDict):
    """A field of an item, before and after; `field` is “wording” or what the field is called."""

    item: str
    called: str
    field: str
    way: Way
    was: str
    now: str
    note: str


class SealedChange(TypedDict):
    """A change: `decision` says who decided it and when; `redlines` are by item, with [-gone-] and {+new+} words.

    `details` hold every field that differs, before and after.
    """

    id: str
    title: str
    reason: str
    decision: str
    classes: list[str]
    versions: dict[str, int]
    items: list[str]
    redlines: dict[str, str]
    details: list[Detail]


class ShownPage(TypedDict):
    """A page that readers would see another way, or that would be new."""

    address: str
    title: str
    is_new: bool


class Fault(TypedDict):
    """What is to be put right before anything can be published; line 0 is the whole file."""

    code: str
    file: str
    line: int
    what: str
    why: str
    instead: str


class Receipt(TypedDict):
    """What publishing would do; where it is refused, what is proposed and what stands in the way.

    `suggestions` are the files of proposals that nobody has decided.
    """

    publishes: bool
    sentences: list[str]
    changes: list[SealedChange]
    suggestions: list[str]
    pages: list[ShownPage]
    problems: list[Fault]


#: What each part may be. A mapping of one key, `str`, holds any names.
_DETAIL = {**dict.fromkeys(("item", "called", "field", "was", "now", "note"), str), "way": get_args(Way)}
_CHANGE = {
    **dict.fromkeys(("id", "title", "reason", "decision"), str), "classes": [str], "versions": {str: int},
    "items": [str], "redlines": {str: str}, "details": [_DETAIL],
}  # fmt: skip
_FAULT = {**dict.fromkeys(("code", "file", "what", "why", "instead"), str), "line": int}
_RECEIPT = {
    "publishes": bool, "sentences": [str], "changes": [_CHANGE], "suggestions": [str],
    "pages": [{"address": str, "title": str, "is_new": bool}], "problems": [_FAULT],
}  # fmt: skip
#: The longest receipt in bytes, the longest text and the longest list in it.
LARGEST, _LONGEST, _MOST = 2_000_000, 20_000, 5_000
#: What turns the direction of a text around, and what cannot be seen at all.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")


class HostileError(ValueError):
    """What was handed over is not what it has to be; nothing of it is shown."""


def parse(data: bytes) -> Receipt:
    """A receipt from bytes that anybody may have written. Raises HostileError."""
    if len(data) > LARGEST:
        raise HostileError(f"The receipt is larger than {LARGEST:,} bytes.")
    try:
        receipt = _visible(json.loads(data.decode("utf-8")))
        json.dumps(receipt, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as fault:
        raise HostileError("The receipt is no JSON in UTF-8.") from fault
    if not _fits(receipt, _RECEIPT):
        raise HostileError("The receipt is not of the form that it has to have.")
    return cast("Receipt", receipt)


def _visible(value: Any) -> Any:
    """The data with every character spelt out that hides or turns around what stands beside it."""
    if isinstance(value, str):
        return _UNSEEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", value)
    if isinstance(value, dict):
        return {_visible(key): _visible(entry) for key, entry in value.items()}
    return [_visible(entry) for entry in value] if isinstance(value, list) else value


def _fits(value: Any, shape: Any) -> bool:
    """Whether the data is of the shape: nothing is missing, nothing is left over, nothing is too long."""
    if isinstance(shape, list):
        return isinstance(value, list) and len(value) <= _MOST and all(_fits(entry, shape[0]) for entry in value)
    if isinstance(shape, tuple):
        return isinstance(value, str) and value in shape
    if isinstance(shape, dict):
        return isinstance(value, dict) and len(value) <= _MOST and _entries_fit(value, shape)
    if shape is int:
        return type(value) is int and 0 <= value < 10_000_000
    return type(value) is shape and (shape is bool or len(value) <= _LONGEST)


def _entries_fit(value: dict[str, Any], shape: dict[Any, Any]) -> bool:
    if str in shape:
        return all(_fits(key, str) and _fits(entry, shape[str]) for key, entry in value.items())
    return value.keys() == shape.keys() and all(_fits(value[key], shape[key]) for key in shape)
