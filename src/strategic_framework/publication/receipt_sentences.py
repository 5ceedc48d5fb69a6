"""What publishing would do, in sentences that a board can sign off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from strategic_framework.content.loader import Loaded, natural
from strategic_framework.content.mentions import mentions
from strategic_framework.content.provenance import text_name
from strategic_framework.language.english import and_list, counted
from strategic_framework.language.labels import document_label, label, title_of
from strategic_framework.ledger.difference import HALF, likeness, wording
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.ledger.records import Records, source_record
from strategic_framework.ledger.verify import addresses_promised
from strategic_framework.model import Framework
from strategic_framework.model.changes import Change
from strategic_framework.publication import outside
from strategic_framework.publication.publishing import Publication
from strategic_framework.site import pages
from strategic_framework.site.macros import answer
from strategic_framework.site.project import Project
from strategic_framework.views.base import Site
from strategic_framework.views.macro import MacroError

NOTHING = "Nothing waits to be published."
#: So many new addresses are written out.
SHOWN = 6


def sentences(publication: Publication | None, root: Path, public: Loaded | None = None) -> list[str]:
    """The receipt, sentence by sentence. `public` is the content that readers see now, where that is known."""
    if publication is None:
        project = Project.read(root)
        beside = _beside(project, project.ledger.published, public)
        pages_changed = [_pages(public_site(project, public), project.site, root)] if beside else []
        return ["No wording waits to be published.", *beside, *pages_changed] if beside else [NOTHING]
    after = publication.after.site
    if publication.before.ledger.lock is None:
        return ["This would be the first publication.", *_versions(publication), _identifiers(after)]
    before = public_site(publication.before, public)
    return [
        *(sentence for change in publication.changes for sentence in _told(change)),
        *_versions(publication),
        *_beside(publication.after, publication.before.ledger.published, public),
        _pages(before, after, root),
        *_addresses(publication),
        *_bodies(before.framework, after.framework),
        _updates(publication.changes),
        *(note for laid in publication.before.overlay.laid for note in laid.notes),
        *(idle(file, name) for file, name in publication.idle),
        _identifiers(after),
    ]


def _told(change: Change) -> Iterator[str]:
    """A change in a sentence, the items whose words it only tidies, and those that stay themselves in other words."""
    yield f"{title_of(change)}."
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


def public_site(project: Project, public: Loaded | None = None) -> Site:
    """The site as it is public: the words of the lock in their places, and every address worked out from those.

    What no record holds is as the public content has it, where that is known; else as it is here.
    """
    loaded = public or project.loaded
    framework = loaded.framework or project.site.framework
    return Site(replace(loaded, framework=framework_at(framework, project.ledger.published)), project.ledger)


def _versions(publication: Publication) -> Iterator[str]:
    numbers = publication.before.ledger.numbers
    framework = publication.after.site.framework
    for document, number in sorted(publication.after.ledger.numbers.items()):
        name, old = document_label(framework, document), numbers.get(document)
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


def _same_items(change: Change) -> Iterator[str]:
    for name in change.items if change.same_item else ():
        recorded = change.records.get(name)
        was, now = (wording(side) for side in (recorded.was, recorded.now)) if recorded else ("", "")
        if was != now and likeness(was, now) < HALF:
            yield f"{label(name)} is the same item in other words. Was: {was} Now: {now}"
