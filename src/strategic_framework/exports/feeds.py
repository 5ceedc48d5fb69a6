"""Atom feeds (RFC 4287) of the published changes: of the site, and of each priority, action, body, programme and topic.

Identifiers are tag URIs (RFC 4151) made of the site's host, its first publication and the change, so that they never
move. Cosmetic changes are not announced. The author is the site, not the body whose framework it republishes, until the
site is official. What a feed looks like stands in `theme/feeds/`, where every text is escaped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files as package_files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from strategic_framework.content.links import Links
from strategic_framework.content.mentions import Mentions
from strategic_framework.language.english import day, sentence
from strategic_framework.language.labels import label, title_of
from strategic_framework.language.redline import redline
from strategic_framework.language.strings import translate_text
from strategic_framework.ledger.difference import wording
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework
from strategic_framework.model.changes import Change, listed_names

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = package_files("strategic_framework") / "theme" / "feeds"
#: Stand in the form of a feed for what it has of its own. No content has such characters.
_MARKS = {"id": "\x00", "title": "\x01", "address": "\x02", "page": "\x03"}


def files(framework: Framework, mentions: Mentions, links: Links, ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of every feed; none before the first publication."""
    if not ledger.changes:
        return
    announced = [change for change in ledger.changes if not change.is_cosmetic][::-1]
    title = f"{framework.settings.title}: what has changed"
    entries, forms = _Entries(links, ledger), _Forms(framework, ledger)
    names, tags = _names(framework), _tags(links, ledger)
    form = forms.form(announced, [entries.entry(change) for change in announced])
    yield links.feed(), _filled(form, links, tags, "", title)
    order = {change.id: place for place, change in enumerate(announced)}
    about = _by_subject(announced)
    always = [change for change in announced if change.is_first]
    for name, items in _followed(framework, mentions):
        concerned = {change.id: change for item in items for change in about.get(item, [])}
        concerned |= {change.id: change for change in always}
        concerning = sorted(concerned.values(), key=lambda change: order[change.id])
        heading = f"{title} in {names.get(name) or label(name)}"
        followed = {*items}
        form = forms.form(concerning, [entries.entry(change, followed) for change in concerning])
        yield links.feed(name), _filled(form, links, tags, name, heading)


def _names(framework: Framework) -> dict[str, str]:
    """What is followed by a name: identifier → name."""
    names = {body.id: body.name for body in (*framework.bodies, *framework.programmes)}
    return names | {area.id: area.name for area in framework.policy_areas}


def _followed(framework: Framework, mentions: Mentions) -> Iterator[tuple[str, Collection[str]]]:
    """Whatever has a feed of its own, with the records whose changes it tells."""
    for edition in framework.editions:
        if not edition.described_as:
            for priority in edition.priorities:
                yield priority.id, [priority.id, *(item.id for item in priority.items)]
            yield from ((action.id, [action.id]) for action in edition.actions)
    yield from ((body.id, mentions.bodies.items(body.id)) for body in framework.bodies)
    yield from ((programme.id, mentions.programmes.items(programme.id)) for programme in framework.programmes)
    yield from ((area.id, area.named_in) for area in framework.policy_areas)


def touched(change: Change) -> set[str]:
    """The records that a change is about, less the parents whose order only follows, and what is only recorded."""
    return {name for name, record in change.records.items() if not record.only_order and record.kind != "recorded"}


def reports(change: Change) -> dict[str, set[str]]:
    """The updates that a change records, each with what it is about."""
    updates = {name: record.now or {} for name, record in change.records.items() if name.startswith("upd-")}
    return {name: set(listed_names(fields.get("about"))) for name, fields in updates.items()}


def subjects(change: Change) -> set[str]:
    """The records that a change is about, and what its updates are about."""
    return touched(change).union(*reports(change).values())


def _by_subject(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """Record → the changes that are about it."""
    about: dict[str, list[Change]] = {}
    for change in changes:
        for name in subjects(change):
            about.setdefault(name, []).append(change)
    return about


@cache
def _environment() -> Environment:
    """Imported here, as a check lays nothing out."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    from strategic_framework.startup.compiled import Compiled  # noqa: PLC0415

    options: dict[str, Any] = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True,
                               "lstrip_blocks": True, "keep_trailing_newline": True}  # fmt: skip
    kept = Compiled(str(options))
    return Environment(loader=FileSystemLoader(str(_TEMPLATES)), bytecode_cache=kept, **options)  # noqa: S701 (it is on)


class _Forms:
    """Feeds without what each has of its own. Most tell the same as many others, so each form is laid out once."""

    def __init__(self, framework: Framework, ledger: Ledger) -> None:
        self._framework, self._ledger = framework, ledger
        self._forms: dict[tuple[Markup, ...], str] = {}

    def form(self, changes: Sequence[Change], entries: Sequence[Markup]) -> str:
        """The feed of these changes, with marks in the places of its identifier, its title and its addresses."""
        told = tuple(entries)
        if told not in self._forms:
            settings = self._framework.settings
            demonstration = f"{settings.title}: independent demonstration"
            self._forms[told] = (
                _environment()
                .get_template("feed.xml")
                .render(
                    **_MARKS,
                    updated=(changes or self._ledger.changes)[0].published,
                    author=settings.publisher.name if settings.official else demonstration,
                    rights=settings.rights,
                    entries=told,
                )
            )
        return self._forms[told]


def _filled(form: str, links: Links, tags: str, name: str, title: str) -> bytes:
    """The feed of what bears that name; of the whole site where it is empty."""
    page = links.url_for(name) if name else links.static_page("changes")
    own = {
        "id": tags + (name or "changes"),
        "title": title,
        "address": links.absolute(links.feed(name)),
        "page": links.absolute(page or ""),
    }
    for place, text in own.items():
        form = form.replace(_MARKS[place], escape(text))
    return form.encode()


def _tags(links: Links, ledger: Ledger) -> str:
    """What stands before a name in a tag URI: that names the thing for ever, wherever the feed is served from later."""
    host = urlsplit(links.absolute("")).hostname
    return f"tag:{host},{ledger.changes[0].published}:"


class _Entries:
    """Changes as entries. Many feeds tell the same of a change, so each way of telling it is laid out once."""

    def __init__(self, links: Links, ledger: Ledger) -> None:
        self._links, self._ledger = links, ledger
        self._made: dict[tuple[str, frozenset[str]], Markup] = {}
        self._known: dict[str, tuple[str, frozenset[str], dict[str, set[str]]]] = {}

    def entry(self, change: Change, items: Collection[str] | None = None) -> Markup:
        """A change as an entry; in the feed of some items, only what it did to these, and its updates about them."""
        if change.id not in self._known:
            self._known[change.id] = sentence(title_of(change)), frozenset(touched(change)), reports(change)
        title, records, told = self._known[change.id]
        followed = records if items is None else {*items, *(name for name, about in told.items() if about & {*items})}
        shown = records & followed
        if (change.id, shown) not in self._made:
            self._made[change.id, shown] = _entry(self._links, self._ledger, change, title, shown)
        return self._made[change.id, shown]


def _entry(links: Links, ledger: Ledger, change: Change, title: str, shown: Collection[str]) -> Markup:
    """A change as an entry, with what it did to these records."""
    entry = _environment().get_template("entry.xml").render(
        id=_tags(links, ledger) + change.id,
        title=title,
        published=change.published,
        address=links.absolute(links.change(change.id)),
        content=content(change, shown, ledger.sealed_as[change.id]),
    )  # fmt: skip
    return Markup(entry.rstrip("\n"))  # noqa: S704 (it was escaped as it was laid out)


def content(change: Change, shown: Collection[str] | None = None, sealed_as: str = "") -> str:
    """The reason, the redline of every item changed or of those shown, and the hash, for readers to hold."""
    decided = change.decided_by and change.decided
    html = _environment().get_template("content.html").render(
        reason=change.reason,
        decision=f"Decided by {change.decided_by}, {day(change.decided or '')}." if decided else "",
        records=[_record(change, name) for name in sorted(touched(change) if shown is None else shown)],
        sealed=f"Sealed as {sealed_as}." if sealed_as else "",
    )  # fmt: skip
    return html.rstrip("\n")


def _record(change: Change, name: str) -> dict[str, object]:
    record, said = change.records[name], [label(name)]
    if name.startswith("upd-"):
        now = record.now or {}
        said += [str(now["title"])] if now.get("title") else []
        said += [translate_text("recorded.reported_as", value=now["reported_as"])] if now.get("reported_as") else []
    return {"label": ", ".join(said), "pieces": redline(wording(record.was), wording(record.now))}
