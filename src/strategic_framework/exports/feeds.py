"""Atom feeds (RFC 4287) of the published changes: of the site, and of each priority, action, body and programme.

Identifiers are tag URIs (RFC 4151) made of the site's host, its first publication and the change, so that they never
move. Cosmetic changes are not announced. The author is the site, not the body whose framework it republishes, until the
site is official.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape
from urllib.parse import urlsplit

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.language.english import day, sentence
from strategic_framework.language.labels import label, only_order, title_of
from strategic_framework.language.redline import redline
from strategic_framework.ledger.difference import wording
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework
from strategic_framework.model.changes import Change

_MARKS = {"same": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}


def files(framework: Framework, mentions: Mentions, links: Links, ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of every feed; none before the first publication."""
    if not ledger.changes:
        return
    announced = [change for change in ledger.changes if not change.is_cosmetic][::-1]
    title = f"{framework.settings.title}: what has changed"
    entries = {change.id: _entry(links, ledger, change) for change in announced}
    yield links.feed(), _feed(framework, links, ledger, "", title, announced, entries)
    for name, items in _followed(framework, mentions):
        found = [one for one in announced if one.is_first or touched(one) & set(items)]
        heading = f"{framework.settings.title}: what has changed in {_name(framework, name)}"
        yield links.feed(name), _feed(framework, links, ledger, name, heading, found, entries)


def _name(framework: Framework, name: str) -> str:
    named = {one.id: one.name for one in (*framework.bodies, *framework.programmes)}
    return named.get(name) or label(name)


def _followed(framework: Framework, mentions: Mentions) -> Iterator[tuple[str, Collection[str]]]:
    """Whatever has a feed of its own, with the records whose changes it tells."""
    for edition in framework.editions:
        if not edition.described_as:
            yield from ((one.id, [one.id, *(item.id for item in one.items)]) for one in edition.priorities)
            yield from ((one.id, [one.id]) for one in edition.actions)
    yield from ((one.id, mentions.bodies.items(one.id)) for one in framework.bodies)
    yield from ((one.id, mentions.programmes.items(one.id)) for one in framework.programmes)


def touched(change: Change) -> set[str]:
    """The records that a change is about, less the parents whose order only follows."""
    return {name for name, one in change.records.items() if not only_order(one)}


def _feed(
    framework: Framework, links: Links, ledger: Ledger, name: str, title: str, changes: list[Change],
    entries: dict[str, str],
) -> bytes:  # fmt: skip
    settings = framework.settings
    author = settings.publisher.name if settings.official else f"{settings.title}: independent demonstration"
    newest = changes[0].published if changes else ledger.changes[0].published
    page = links.url_for(name) if name else links.static_page("changes")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
        f"<id>{_tag(links, ledger, name or 'changes')}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{newest}T00:00:00Z</updated>",
        f"<author><name>{escape(author)}</name></author>",
        f"<rights>{escape(settings.rights)}</rights>",
        f'<link rel="self" type="application/atom+xml" href="{links.absolute(links.feed(name))}"/>',
        f'<link rel="alternate" type="text/html" href="{links.absolute(page or "")}"/>',
        *(entries[change.id] for change in changes),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _tag(links: Links, ledger: Ledger, name: str) -> str:
    """A tag URI: it names the thing for ever, wherever the feed is served from later."""
    host = urlsplit(links.absolute("")).hostname
    return f"tag:{host},{ledger.changes[0].published}:{name}"


def _entry(links: Links, ledger: Ledger, change: Change) -> str:
    address = links.absolute(links.change(change.id))
    content = _content(change)  # of the first publication the title says everything
    return "\n".join(
        [
            "<entry>",
            f"<id>{_tag(links, ledger, change.id)}</id>",
            f"<title>{escape(sentence(title_of(change)))}</title>",
            f"<updated>{change.published}T00:00:00Z</updated>",
            f"<published>{change.published}T00:00:00Z</published>",
            f'<link rel="alternate" type="text/html" href="{address}"/>',
            *([f'<content type="html">{escape(content)}</content>'] if content else []),
            "</entry>",
        ]
    )


def _content(change: Change) -> str:
    """The reason, and the redline of every item that was changed."""
    parts = [f"<p>{escape(change.reason)}</p>"] if change.reason else []
    if change.decided_by and change.decided:
        parts.append(f"<p>Decided by {escape(change.decided_by)}, {day(change.decided)}.</p>")
    for name in sorted(touched(change)):
        one = change.records[name]
        pieces = redline(wording(one.was), wording(one.now))
        marked = "".join(_MARKS[piece.kind].format(escape(piece.text)) for piece in pieces)
        parts.append(f"<p>{escape(label(name))}: {marked}</p>" if marked else f"<p>{escape(label(name))}</p>")
    return "".join(parts)
