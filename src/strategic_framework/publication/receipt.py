"""What publishing would do, in sentences that a board can sign off, and as data."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from strategic_framework.content.mentions import mentions
from strategic_framework.language.english import counted, day
from strategic_framework.language.labels import label, title_of
from strategic_framework.language.redline import as_text, redline
from strategic_framework.ledger.difference import HALF, likeness, wording
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.ledger.records import Record
from strategic_framework.model import Framework
from strategic_framework.model.changes import Change
from strategic_framework.publication.publishing import Publication
from strategic_framework.site import pages
from strategic_framework.site.macros import answer
from strategic_framework.site.project import Project
from strategic_framework.views.base import Site
from strategic_framework.views.macro import MacroError

_WORDING = ("text", "title", "due")


class SealedChange(TypedDict):
    """A change of the receipt as JSON has it: `redlines` are by item, gone words in [-…-] and new words in {+…+}."""

    id: str
    title: str
    classes: list[str]
    versions: dict[str, int]
    items: list[str]
    redlines: dict[str, str]


class Receipt(TypedDict):
    """The receipt as JSON has it."""

    publishes: bool
    sentences: list[str]
    changes: list[SealedChange]


def sentences(publication: Publication | None, root: Path) -> list[str]:
    """The receipt, sentence by sentence."""
    if publication is None:
        return ["Nothing waits to be published."]
    after = publication.after.site
    if publication.before.ledger.lock is None:
        return ["This would be the first publication.", *_versions(publication), _identifiers(after)]
    public = public_site(publication.before)
    return [
        *(sentence for change in publication.changes for sentence in (f"{title_of(change)}.", *_same_items(change))),
        *_versions(publication),
        _pages(public, after, root),
        *_bodies(public.framework, after.framework),
        _updates(publication.changes),
        *(idle(file, name) for file, name in publication.idle),
        _identifiers(after),
    ]


def idle(file: str, name: str) -> str:
    """That a reason has nothing to explain of what it names; `*` stands for everything that no other reason names."""
    if name == "*":
        return f"The reason in {file} has nothing left to explain, and is left out."
    return f"The reason in {file} is left out for {name}, which is as it was published."


def public_site(project: Project) -> Site:
    """The site as it is public: the words of the lock in their places, and every address worked out from those."""
    public = framework_at(project.site.framework, project.ledger.published)
    return Site(replace(project.loaded, framework=public), project.ledger)


def _versions(publication: Publication) -> Iterator[str]:
    numbers = publication.before.ledger.numbers
    labels = {edition.id: edition.label for edition in publication.after.site.framework.editions}
    for document, number in sorted(publication.after.ledger.numbers.items()):
        name, old = labels.get(document, label(document)), numbers.get(document)
        if old is None:
            yield f"{name}: version {number}."
        elif old != number:
            yield f"{name}: version {old} becomes version {number}."


def _pages(before: Site, after: Site, root: Path) -> str:
    old, new = _contents(before, root), _contents(after, root)
    changed = sum(1 for name, content in new.items() if name in old and old[name] != content)
    added = sum(1 for name in new if name not in old)
    more = f" and {counted(added, 'page is', 'pages are')} new" if added else ""
    return f"{counted(changed, 'page changes', 'pages change')}{more}."


def _contents(site: Site, root: Path) -> dict[str, int]:
    """Page → a fingerprint of what it shows."""
    return {page.src_uri: hash(tuple(_answers(page))) for page in pages.plan(site, root)}


def _answers(page: pages.Page) -> Iterator[str]:
    for call in page.template.calls:
        try:
            yield repr(answer(page.here, call))
        except (MacroError, LookupError, ValueError):
            yield ""


def _bodies(before: Framework, after: Framework) -> Iterator[str]:
    old, new = _times_named(before), _times_named(after)
    for body in after.bodies:
        was, now = old[body.id], new[body.id]
        if was != now:
            yield f"{body.name} goes from {counted(was, 'named action')} to {now}."


def _times_named(framework: Framework) -> Counter[str]:
    """Body → how many actions in force name it."""
    register = mentions(framework).bodies
    in_force = (action.id for action in framework.current.actions if not action.retired)
    return Counter(body for action in in_force for body in register.names(action))


def _updates(changes: tuple[Change, ...]) -> str:
    records = [recorded for change in changes for recorded in change.records.values()]
    added = sum(1 for record in records if record.was is None and (record.now or {}).get("kind") == "update")
    return f"{counted(added, 'update is', 'updates are')} added." if added else "No updates are added."


def _identifiers(after: Site) -> str:
    edition = after.framework.current
    count = len([*edition.items, *edition.priorities])
    return f"Nothing is lost: all {count} identifiers of this edition resolve."


# --- three forms ------------------------------------------------------------------------------------------------------


def as_plain(publication: Publication | None, root: Path) -> str:
    """For a terminal."""
    receipt = sentences(publication, root)
    if publication is None:
        return receipt[0]
    return "\n".join(["If you publish this:", *(f"  {sentence}" for sentence in receipt)])


def as_markdown(publication: Publication | None, root: Path) -> str:
    """For the summary of a pull request: the sentences, then each change with its redline."""
    receipt = sentences(publication, root)
    if publication is None:
        return receipt[0]
    lines = ["## If you publish this", "", *(f"- {_plain(sentence)}" for sentence in receipt), ""]
    for change in publication.changes:
        lines += [*_change(change)]
    return "\n".join(lines)


def _change(change: Change) -> Iterator[str]:
    yield f"### {_plain(title_of(change))}"
    yield ""
    if change.reason:
        when = f", {day(change.decided)}" if change.decided else ""
        decided = f" (Decided by {_plain(change.decided_by)}{when}.)" if change.decided_by else ""
        yield from (f"{_plain(change.reason)}{decided}", "")
    for name, record in change.records.items():
        for field in _WORDING:
            was, now = _text(record.was, field), _text(record.now, field)
            if was != now:
                same = change.same_item and name in change.items and likeness(was, now) < HALF
                words = _side_by_side(was, now) if same else _marked(was, now)
                yield f"- **{label(name)}** (`{name}`): {words}"
    yield ""


def _text(record: Record | None, field: str) -> str:
    value = (record or {}).get(field)
    return value if isinstance(value, str) else ""


def _side_by_side(was: str, now: str) -> str:
    """Wholly new words of the same item: what stood and what stands, each in full."""
    return f"the same item in other words. Was: {_plain(was)} Now: {_plain(now)}"


def _same_items(change: Change) -> Iterator[str]:
    for name in change.items if change.same_item else ():
        recorded = change.records.get(name)
        was, now = (wording(side) for side in (recorded.was, recorded.now)) if recorded else ("", "")
        if was != now and likeness(was, now) < HALF:
            yield f"{label(name)} is the same item in other words. Was: {was} Now: {now}"


def _marked(was: str, now: str) -> str:
    marks = {"same": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}
    return "".join(marks[piece.kind].format(_plain(piece.text)) for piece in redline(was, now))


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


def as_json(publication: Publication | None, root: Path) -> str:
    """For a program: the sentences, the versions and the changes."""
    changes = publication.changes if publication else ()
    data: Receipt = {
        "publishes": publication is not None,
        "sentences": sentences(publication, root),
        "changes": [_as_data(change) for change in changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_data(change: Change) -> SealedChange:
    redlines = {
        name: as_text(redline(_text(record.was, field), _text(record.now, field)))
        for name, record in change.records.items()
        for field in _WORDING
        if _text(record.was, field) != _text(record.now, field)
    }
    return {"id": change.id, "title": title_of(change), "classes": list(change.kinds), "versions": change.versions,
            "items": list(change.records), "redlines": redlines}  # fmt: skip
