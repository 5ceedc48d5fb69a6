"""What publishing would do, in sentences that a board can sign off, and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from strategic_framework.content.mentions import mentions
from strategic_framework.language.english import counted, day
from strategic_framework.language.labels import label, title_of
from strategic_framework.language.redline import as_text, redline
from strategic_framework.ledger.past import framework_at
from strategic_framework.ledger.records import Record
from strategic_framework.model import Framework
from strategic_framework.model.changes import Change
from strategic_framework.publication.publishing import Publication
from strategic_framework.site import pages
from strategic_framework.site.macros import answer
from strategic_framework.views.base import Site
from strategic_framework.views.macro import MacroError

_WORDING = ("text", "title", "due")


def sentences(publication: Publication | None, root: Path) -> list[str]:
    """The receipt, sentence by sentence."""
    if publication is None:
        return ["Nothing waits to be published."]
    before, after = publication.before, publication.after
    if before is None:
        return ["This would be the first publication.", *_versions(publication), _kept(after)]
    changes = publication.sealed.changes if publication.sealed else ()
    told = [f"{title_of(change)}." for change in changes]
    then = _past(before)
    return [
        *told,
        *_versions(publication),
        *_pages(then, after, root),
        *_bodies(then.framework, after.framework),
        _updates(changes),
        _kept(after),
    ]


def _past(site: Site) -> Site:
    """The site as it is public: the words of the lock in their places."""
    past = Site(site.loaded, site.ledger)
    past.framework = framework_at(site.framework, site.ledger.published)
    return past


def _versions(publication: Publication) -> Iterator[str]:
    numbers = publication.before.ledger.numbers if publication.before else {}
    labels = {one.id: one.label for one in publication.after.framework.editions}
    for document, number in sorted(publication.after.ledger.numbers.items()):
        name, old = labels.get(document, label(document)), numbers.get(document)
        if old is None:
            yield f"{name}: version {number}."
        elif old != number:
            yield f"{name}: version {old} becomes version {number}."


def _pages(before: Site, after: Site, root: Path) -> list[str]:
    old, new = _matter(before, root), _matter(after, root)
    changed = sum(1 for name, matter in new.items() if name in old and old[name] != matter)
    added = sum(1 for name in new if name not in old)
    more = f" and {counted(added, 'page is', 'pages are')} new" if added else ""
    return [f"{counted(changed, 'page changes', 'pages change')}{more}."]


def _matter(site: Site, root: Path) -> dict[str, int]:
    """Page → a fingerprint of what it shows."""
    return {page.src_uri: hash(tuple(_shown(page))) for page in pages.plan(site, root)}


def _shown(page: pages.Page) -> Iterator[str]:
    for call in page.template.calls:
        try:
            yield repr(answer(page.here, call))
        except (MacroError, LookupError, ValueError):
            yield ""


def _bodies(before: Framework, after: Framework) -> Iterator[str]:
    old, new = _named(before), _named(after)
    names = {body.id: body.name for body in after.bodies}
    for body, name in names.items():
        was, now = old.get(body, 0), new.get(body, 0)
        if was != now:
            yield f"{name} goes from {counted(was, 'named action')} to {now}."


def _named(framework: Framework) -> dict[str, int]:
    """Body → how many actions in force name it."""
    found: dict[str, int] = {}
    register = mentions(framework).bodies
    for action in framework.current.actions:
        for body in register.names(action.id) if not action.retired else ():
            found[body] = found.get(body, 0) + 1
    return found


def _updates(changes: tuple[Change, ...]) -> str:
    added = sum(
        1
        for change in changes
        for one in change.records.values()
        if one.was is None and (one.now or {}).get("kind") == "update"
    )
    return f"{counted(added, 'update is', 'updates are')} added." if added else "No updates are added."


def _kept(after: Site) -> str:
    edition = after.framework.current
    count = len([*edition.items, *edition.priorities])
    return f"Nothing is lost: all {count} identifiers of this edition resolve."


# --- three forms ------------------------------------------------------------------------------------------------------


def as_plain(publication: Publication | None, root: Path) -> str:
    """For a terminal."""
    told = sentences(publication, root)
    if publication is None:
        return told[0]
    return "\n".join(["If you publish this:", *(f"  {one}" for one in told)])


def as_markdown(publication: Publication | None, root: Path) -> str:
    """For the summary of a pull request: the sentences, then each change with its redline."""
    told = sentences(publication, root)
    if publication is None:
        return told[0]
    lines = ["## If you publish this", "", *(f"- {_plain(one)}" for one in told), ""]
    for change in publication.sealed.changes if publication.sealed else ():
        lines += [*_change(change)]
    return "\n".join(lines)


def _change(change: Change) -> Iterator[str]:
    yield f"### {_plain(title_of(change))}"
    yield ""
    if change.reason:
        when = f", {day(change.decided)}" if change.decided else ""
        yield from (f"{_plain(change.reason)} (Decided by {_plain(change.decided_by or '')}{when}.)", "")
    for name, one in change.records.items():
        for field in _WORDING:
            was, now = _text(one.was, field), _text(one.now, field)
            if was != now:
                yield f"- **{label(name)}** (`{name}`): {_marked(was, now)}"
    yield ""


def _text(record: Record | None, field: str) -> str:
    value = (record or {}).get(field)
    return value if isinstance(value, str) else ""


def _marked(was: str, now: str) -> str:
    marks = {"same": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}
    return "".join(marks[piece.kind].format(_plain(piece.text)) for piece in redline(was, now))


def _plain(text: str) -> str:
    """A text in which nothing is Markdown or HTML: proposals are read as data."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{character}" if character in "\\`*_[]()#!|~@" else character for character in escaped)


def as_json(publication: Publication | None, root: Path) -> str:
    """For a program: the sentences, the versions and the changes."""
    changes = publication.sealed.changes if publication and publication.sealed else ()
    data: dict[str, Any] = {
        "publishes": publication is not None,
        "sentences": sentences(publication, root),
        "changes": [_as_data(change) for change in changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_data(change: Change) -> dict[str, Any]:
    redlines = {
        name: as_text(redline(_text(one.was, field), _text(one.now, field)))
        for name, one in change.records.items()
        for field in _WORDING
        if _text(one.was, field) != _text(one.now, field)
    }
    return {"id": change.id, "title": title_of(change), "classes": list(change.kinds), "versions": change.versions,
            "items": list(change.records), "redlines": redlines}  # fmt: skip
