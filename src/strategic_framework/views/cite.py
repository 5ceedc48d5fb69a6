"""Citations: who published the words, in what, which part and version, and the address. Each can be copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from strategic_framework.language.strings import translate
from strategic_framework.model import Edition
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link
from strategic_framework.views.folder import alike
from strategic_framework.views.macro import macro
from strategic_framework.views.places import called
from strategic_framework.views.suggest_ways import form_label, suggestion_of
from strategic_framework.views.view import Link, View


@frozen
class Cite(View):
    """A citation to copy, whole or its address alone; `part` is the part of the page that it is of.

    `suggest` leads to the form of suggestions with the words of that part.
    """

    id: str
    words: str
    url: str
    part: Link | None = None
    suggest: Link | None = None


@frozen
class Citations(View):
    """The parts of a page, each with its citation."""

    citations: Sequence[Cite]


@macro("block")
def cite(here: Here) -> list[View]:
    """How to cite what the page is about, and each part of it that has an address on this page."""
    item = here.subject if here.kind in {"action", "aspiration", "priority"} else ""
    whole = _citation(here, here.address, _work(here, here.edition), item)
    return [whole] if here.kind in {"action", "aspiration"} else [whole, *_parts(here, _items(here))]


@macro("block")
def alliance_cite(here: Here) -> list[View]:
    """How to cite the alliance, and each part of it with the document that it is quoted from."""
    alliance = here.framework.alliance
    if alliance is None:
        raise ValueError("this framework has no alliance.yml")
    whole = _citation(here, here.address, _document(here, alliance.source), "")
    return [whole, *_parts(here, [item.id for item in alliance.items])]


def _items(here: Here) -> Iterator[str]:
    """The identifiers of what stands on the page or under it, in reading order."""
    if here.kind == "priority":
        yield from (item.id for item in here.priority.items)
    else:
        yield from (item.id for item in here.edition.introduction)
        for priority in here.edition.priorities:
            yield from (priority.id, *(item.id for item in priority.items))
        yield from (item.id for item in here.edition.cross_cutting)


def _parts(here: Here, items: Iterable[str]) -> list[View]:
    """A citation of each part that has no page of its own; nothing where every part has one."""
    return citations_of(here, [item for item in items if here.links.item(item).startswith(f"{here.address}#")])


def citations_of(here: Here, items: Sequence[str]) -> list[View]:
    """A citation of each of some items, with the way to suggest a change of it; nothing where there are none."""
    citations = [
        replace(
            _citation(here, address, _of(here, item), item),
            part=link(here, address, called(here, item)),
            suggest=Link(suggestion_of(here, item), form_label(here.site)),
        )
        for item, address in ((item, here.links.item(item)) for item in items)
    ]
    return [Citations(citations)] if citations else []


def _of(here: Here, item: str) -> str:
    """The work that an item belongs to: its edition, or the document it is quoted from."""
    edition = here.framework.edition_of.get(item)
    if edition:
        return _work(here, edition)
    return _document(here, here.framework.source_of(item) or "")


def _work(here: Here, edition: Edition) -> str:
    known = f", {edition.described_as}" if edition.described_as else ""
    return f"{here.framework.settings.publisher.name}, {edition.title}{known}"


def _document(here: Here, source: str) -> str:
    """The author and title of a source; words that are new here are the publisher's."""
    document = here.framework.source.get(source)
    alliance = here.framework.alliance
    if document:
        return f"{document.author}, {document.title}"
    return f"{here.framework.settings.publisher.name}, {alliance.title if alliance else ''}"


def _belongs_to(here: Here, item: str) -> str:
    """The document whose version is cited: the item’s, or the page’s own."""
    edition = here.framework.edition_of.get(item)
    if edition:
        return edition.id
    return here.edition_id or "alliance"


def _citation(here: Here, address: str, work: str, item: str) -> Cite:
    """The words of a citation up to its address, and the address."""
    version = here.site.ledger.numbers.get(_belongs_to(here, item)) or 0
    before, after = _beside_name(here, work, version)
    its_name = f", {escape(called(here, item))}" if item else ""
    words = Markup(f"{before}{its_name}{after}")  # noqa: S704 (all three are escaped)
    name = address.rpartition("#")[2] if "#" in address else "text"
    return Cite(f"cite-{name}", words, here.links.absolute(address))


@alike
def _beside_name(here: Here, work: str, version: int) -> tuple[Markup, Markup]:
    """What a citation says before and after the name of an item."""
    after = [
        translate("cite.version", number=version) if version else "",
        "" if here.framework.settings.official else translate("cite.republished"),
    ]
    return escape(work), Markup("").join(Markup(", ") + part for part in after if part) + "."
