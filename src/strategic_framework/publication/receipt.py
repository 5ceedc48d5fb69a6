"""The receipt in three forms: for a terminal, for the summary of a proposal, and for a program."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypedDict

from strategic_framework.content.loader import Loaded
from strategic_framework.language.english import day
from strategic_framework.language.labels import label, title_of
from strategic_framework.language.redline import as_text, redline
from strategic_framework.ledger.difference import HALF, likeness
from strategic_framework.model.changes import Change
from strategic_framework.publication.details import Detail, details
from strategic_framework.publication.publishing import Publication
from strategic_framework.publication.receipt_sentences import NOTHING, sentences


class SealedChange(TypedDict):
    """A change of the receipt as JSON has it: `redlines` are by item, gone words in [-…-] and new words in {+…+}.

    `details` hold every field that differs, before and after.
    """

    id: str
    title: str
    classes: list[str]
    versions: dict[str, int]
    items: list[str]
    redlines: dict[str, str]
    details: list[dict[str, str]]


class Receipt(TypedDict):
    """The receipt as JSON has it."""

    publishes: bool
    sentences: list[str]
    changes: list[SealedChange]


def as_plain(publication: Publication | None, root: Path, public: Loaded | None = None) -> str:
    """For a terminal: the sentences, then each change with its reason and every wording, as the Markdown has them."""
    receipt = sentences(publication, root, public)
    if receipt == [NOTHING]:
        return NOTHING
    lines = ["If you publish this:", *(f"  {sentence}" for sentence in receipt)]
    for change in publication.changes if publication else ():
        lines += ["", *_in_terminal(change)]
    return "\n".join(lines)


def _in_terminal(change: Change) -> Iterator[str]:
    yield f"{title_of(change)}"
    if change.reason:
        yield f"  {change.reason}{_decided(change)}"
    for detail in details(change):
        yield f"  {_heading(detail)}: {_words(detail, change, _TERMINAL, str)}"


def as_markdown(publication: Publication | None, root: Path, public: Loaded | None = None) -> str:
    """For the summary of a pull request: the sentences, then each change with its redline."""
    receipt = sentences(publication, root, public)
    if receipt == [NOTHING]:
        return NOTHING
    lines = ["## If you publish this", "", *(f"- {_plain(sentence)}" for sentence in receipt), ""]
    for change in publication.changes if publication else ():
        lines += [*_in_markdown(change)]
    return "\n".join(lines)


def _in_markdown(change: Change) -> Iterator[str]:
    yield f"### {_plain(title_of(change))}"
    yield ""
    if change.reason:
        yield from (f"{_plain(change.reason)}{_plain(_decided(change))}", "")
    for detail in details(change):
        called = f"**{label(detail.item)}** (`{detail.item}`)"
        field = f", {_plain(detail.field)}" if detail.field else ""
        yield f"- {called}{field}: {_words(detail, change, _MARKDOWN, _within)}"
    yield ""


def _decided(change: Change) -> str:
    """Who decided a change, and when, set after its reason; nothing where nobody is named."""
    if not change.decided_by:
        return ""
    when = f", {day(change.decided)}" if change.decided else ""
    return f" (Decided by {change.decided_by}{when}.)"


def _heading(detail: Detail) -> str:
    called = f"{label(detail.item)} ({detail.item})" if label(detail.item) != detail.item else detail.item
    return f"{called}, {detail.field}" if detail.field else called


#: How what stays, goes and comes is marked.
_TERMINAL = {"same": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}
_MARKDOWN = {"same": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}


def _words(detail: Detail, change: Change, marks: Mapping[str, str], written: Callable[[str], str]) -> str:
    """A field before and after: marked up; side by side where the same item has other words, or parts their order."""
    was, now = written(detail.was), written(detail.now)
    note = f" {written(detail.note)}" if detail.note else ""
    is_same = detail.item in change.items and change.same_item and not detail.field
    if is_same and likeness(detail.was, detail.now) < HALF:
        return f"the same item in other words. Was: {was} Now: {now}"
    if detail.field and detail.was and detail.now:
        return f"was {was}; now {now}.{note}"
    pieces = redline(detail.was, detail.now)
    return "".join(marks[piece.kind].format(written(piece.text)) for piece in pieces) + note


#: What begins a block where it begins a line: a list, a rule, or the line that makes a heading of the one above it.
_BLOCK = re.compile(r"^(\d*)([-+=.])", re.MULTILINE)
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
#: GitHub makes links and pictures of these after it has read the Markdown, so that no backslash holds them: bare
#: addresses, names, issues (#2, GH-2), commits, :tada:. An empty comment between two characters parts them.
_LINKED = re.compile(r":(?=//|[\w+-]+:)|\bw(?=ww\.)|\bGH-(?=\d)|\\[@#](?=\w)|[0-9a-f]{6}(?=[0-9a-f])", re.IGNORECASE)


def _plain(text: str) -> str:
    """A text in which nothing is Markdown, HTML or a link of GitHub's: proposals are read as data."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = "".join(f"\\{character}" if character in "\\`*_[]()#!|~@" else character for character in escaped)
    escaped = _BLOCK.sub(r"\1\\\2", _INDENTATION.sub("", escaped))
    return _LINKED.sub(r"\g<0><!-- -->", escaped).replace("$", "<span>$</span>")


def _within(text: str) -> str:
    """A piece of a line: the space that it begins with is no indentation, and keeps two words apart."""
    return f"{' ' if text[:1].isspace() else ''}{_plain(text)}"


def as_json(publication: Publication | None, root: Path, public: Loaded | None = None) -> str:
    """For a program: the sentences, the versions and the changes."""
    changes = publication.changes if publication else ()
    data: Receipt = {
        "publishes": publication is not None,
        "sentences": sentences(publication, root, public),
        "changes": [_as_data(change) for change in changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_data(change: Change) -> SealedChange:
    every = list(details(change))
    redlines: dict[str, str] = {}
    for detail in every:
        if not detail.field:
            redlines.setdefault(detail.item, as_text(redline(detail.was, detail.now)))
    return {
        "id": change.id, "title": title_of(change), "classes": list(change.kinds), "versions": change.versions,
        "items": list(change.records), "redlines": redlines,
        "details": [
            {"item": detail.item, "field": detail.field or "wording", "was": detail.was, "now": detail.now}
            for detail in every
        ],
    }  # fmt: skip
