"""What publishing would do, in sentences that a board can sign off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from strategic_framework.content.files import natural
from strategic_framework.content.loader import Loaded
from strategic_framework.content.mentions import mentions
from strategic_framework.content.provenance import text_name
from strategic_framework.language.english import and_list, counted
from strategic_framework.language.labels import document_label, label, moved_date, title_of
from strategic_framework.ledger.difference import HALF, likeness, wording
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.ledger.records import Records, source_record
from strategic_framework.ledger.verify import addresses_promised
from strategic_framework.model import Framework, Planned
from strategic_framework.model.changes import Change
from strategic_framework.model.frozen import frozen
from strategic_framework.publication import outside
from strategic_framework.publication.changed_pages import ChangedPage, changed_pages, public_site
from strategic_framework.publication.publishing import Publication
from strategic_framework.site.project import Project
from strategic_framework.views.site import Site

NOTHING = "Nothing waits to be published."
#: So many new addresses are written out.
SHOWN = 6


@frozen
class Outcome:
    """The receipt, sentence by sentence, and the pages that readers would see another way."""

    sentences: list[str]
    pages: Sequence[ChangedPage] = ()


def sentences(publication: Publication | None, root: Path, public: Loaded | None = None) -> list[str]:
    """The receipt, sentence by sentence. `public` is the content that readers see now, where that is known."""
    return outcome(publication, root, public).sentences


def outcome(publication: Publication | None, root: Path, public: Loaded | None = None) -> Outcome:
    """The sentences, with the pages that they count."""
    if publication is None:
        return _of_no_wording(root, public)
    after = publication.after.site
    if publication.before.ledger.lock is None:
        return Outcome(["This would be the first publication.", *_versions(publication), _identifiers(after)])
    changed = changed_pages(public_site(publication.before, public), after, root)
    return Outcome(_sentences(publication, public, changed), changed)


def _of_no_wording(root: Path, public: Loaded | None) -> Outcome:
    """What changes beside the wording, where no wording waits."""
    project = Project.read(root)
    beside = _beside(project, project.ledger.published, public)
    if not beside:
        return Outcome([NOTHING])
    changed = changed_pages(public_site(project, public), project.site, root)
    return Outcome(["No wording waits to be published.", *beside, _pages(changed)], changed)


def _sentences(publication: Publication, public: Loaded | None, changed: Sequence[ChangedPage]) -> list[str]:
    before, after = public_site(publication.before, public), publication.after.site
    return [
        *(sentence for change in publication.changes for sentence in _told(change)),
        *_versions(publication),
        *_beside(publication.after, publication.before.ledger.published, public),
        _pages(changed),
        *_addresses(publication),
        *_bodies(before.framework, after.framework),
        *_leads(before.framework, after.framework),
        _updates(publication.changes),
        *(note for laid in publication.before.overlay.laid for note in laid.notes),
        *(idle(file, name) for file, name in publication.idle),
        _identifiers(after),
    ]


def _told(change: Change) -> Iterator[str]:
    """A change in a sentence, each date that moved, what is only tidied, and what stays itself in other words."""
    title = title_of(change)
    yield f"{title}."
    moves = (moved_date(name, record) for name, record in change.records.items())
    yield from (f"{move}." for move in moves if move and move not in title)
    tidied = [label(name) for name, record in change.records.items() if record.kind == "cosmetic"]
    if tidied:
        yield f"Tidied: {and_list(tidied)}."
    yield from _same_items(change)


def _beside(after: Project, published: Records, public: Loaded | None) -> list[str]:
    """What changes beside what is recorded; a stored source too. Nothing where what is public is not known."""
    if public is None or public.framework is None or after.framework is None:
        return []
    old, new = public.source_texts, after.loaded.source_texts
    held = {text_name(source) for source in after.framework.sources if source_record(source.id) in published}
    texts = [name for name in {**old, **new} if old.get(name) != new.get(name) and name not in held]
    sides = (framework_at(framework, published) for framework in (public.framework, after.framework))
    return [
        *outside.differences(*sides),
        *([f"The stored text is another: {and_list(sorted(texts))}."] if texts else []),
    ]


def _addresses(publication: Publication) -> Iterator[str]:
    """The addresses that are new, beside those that every change brings."""
    public = set(publication.before.ledger.addresses)
    brought = set(addresses_promised(publication.changes))
    added = sorted(publication.after.addresses - public - brought, key=natural)
    if added:
        shown = [f"/{address}" for address in added[:SHOWN]]
        more = [f"{len(added) - SHOWN} more"] if len(added) > SHOWN else []
        yield f"{counted(len(added), 'address is', 'addresses are')} new: {and_list([*shown, *more])}."


def idle(file: str, name: str) -> str:
    """That a reason has nothing to explain of what it names; `*` stands for everything that no other reason names."""
    if name == "*":
        return f"The reason in {file} has nothing left to explain, and is left out."
    return f"The reason in {file} is left out for {name}, which is as it was published."


def _versions(publication: Publication) -> Iterator[str]:
    numbers = publication.before.ledger.numbers
    framework = publication.after.site.framework
    for document, number in sorted(publication.after.ledger.numbers.items()):
        name, old = document_label(framework, document), numbers.get(document)
        if old is None:
            yield f"{name}: version {number}."
        elif old != number:
            yield f"{name}: version {old} becomes version {number}."


def _pages(changed: Sequence[ChangedPage]) -> str:
    added = sum(1 for each in changed if each.before is None)
    more = f" and {counted(added, 'page is', 'pages are')} new" if added else ""
    return f"{counted(len(changed) - added, 'page changes', 'pages change')}{more}."


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


def _leads(before: Framework, after: Framework) -> Iterator[str]:
    old, new = _times_leading(before), _times_leading(after)
    for slug, name in after.answerable.items():
        if old[slug] != new[slug]:
            yield f"{name} goes from leading {counted(old[slug], 'action')} to {new[slug]}."


def _times_leading(framework: Framework) -> Counter[str]:
    """Body, or the publisher → how many actions in force it leads, parts of actions included."""
    planned = [item for item in framework.current.items if isinstance(item, Planned) and not item.retired]
    return Counter(body for item in planned for body in item.lead)


def _updates(changes: tuple[Change, ...]) -> str:
    records = [recorded for change in changes for recorded in change.records.values()]
    added = sum(1 for record in records if record.was is None and (record.now or {}).get("kind") == "update")
    return f"{counted(added, 'update is', 'updates are')} added." if added else "No updates are added."


def _identifiers(after: Site) -> str:
    edition = after.framework.current
    count = len([*edition.items, *edition.priorities])
    return f"Nothing is lost: all {count} identifiers of this edition resolve."


def _same_items(change: Change) -> Iterator[str]:
    for name in change.items if change.same_item else ():
        recorded = change.records.get(name)
        was, now = (wording(side) for side in (recorded.was, recorded.now)) if recorded else ("", "")
        if was != now and likeness(was, now) < HALF:
            yield f"{label(name)} is the same item in other words. Was: {was} Now: {now}"
