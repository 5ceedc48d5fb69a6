"""Long lists on several pages: the list itself leads there by numbers, and every anchor of it stays.

Which pages are cut so is said by `on_pages` in the front matter of their file: `of` names the lists of the edition, or
of the page's priority, that may be too long; of a version it is its words, of a change what it did. Then what else
stands there takes the place of the page's front matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from strategic_framework.content import list_pages
from strategic_framework.language.english import sentence
from strategic_framework.language.nouns import noun
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Item, Priority, identifier
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link, number, section, tone
from strategic_framework.views.changes import change_of
from strategic_framework.views.filters import Filter
from strategic_framework.views.folder import alike
from strategic_framework.views.retired import tally
from strategic_framework.views.version_words import version_of
from strategic_framework.views.view import Link, View

#: What a page that is cut knows itself by, in its front matter.
_CUT = "cut"


@frozen
class NumberRow:
    """An item by its number: its anchor, and the way to its words."""

    id: str
    href: str
    number: int


@frozen
class Numbers(View):
    """Items of a long list by their numbers; with a `way`, one way to them all, and only the anchors of each."""

    name: str
    rows: Sequence[NumberRow]
    way: Link | None = None


def on_pages(here: Here) -> Here:
    """The page, cut where one of its lists is too long."""
    cut = here.meta.get("on_pages")
    if not isinstance(cut, dict) or not _is_long(here, str(cut.get("of", "")).split()):
        return here
    return replace(here, meta={**here.meta, **cut, _CUT: True})


def _is_long(here: Here, kinds: Sequence[str]) -> bool:
    """Whether one of these lists is too long for the page: of its edition or priority; or what was sealed is."""
    if here.kind == "change":
        return bool(here.site.ledger.parts_of_change(change_of(here)))
    if here.kind == "version":
        return bool(here.site.ledger.parts_of(version_of(here)))
    of_priority = here.kind == "priority"
    lists = [getattr(here.priority, f"all_{kind}") if of_priority else getattr(here.edition, kind) for kind in kinds]
    return any(map(list_pages.is_long, lists))


def is_cut(here: Here, items: Sequence[Item]) -> bool:
    """Whether the page shows a list by its numbers: every list of a whole document that is cut, else one too long."""
    return _CUT in here.meta and (bool(here.meta.get("every")) or list_pages.is_long(items))


def kept(here: Here) -> dict[str, object]:
    """What a part of a page has to know of that."""
    return {name: here.meta[name] for name in (_CUT, "every") if name in here.meta}


def numbers(here: Here, items: Sequence[Item]) -> Numbers:
    """Items of a list or a priority by their numbers, each leading to its words in the part of the list that holds it.

    In a whole document one way leads to them, on the page of their priority.
    """
    rows = [
        NumberRow(item.id, href, _number(here, item)) for item, href in zip(items, _places(here, items), strict=True)
    ]
    return Numbers(sentence(noun(_kind(items), 2)), rows, _together(here, items) if here.meta.get("every") else None)


def _places(here: Here, items: Iterable[Item]) -> Iterator[str]:
    """The way to the words of each item of a list: the same up to its anchor for all on one page of the list."""
    ways: dict[str, str] = {}
    for item in items:
        page = list_pages.page_of(item.id)
        if page not in ways:
            ways[page] = here.to(f"{here.links.list_page(item.id)}#{item.id}").removesuffix(item.id)
        yield ways[page] + item.id


def _together(here: Here, items: Sequence[Item]) -> Link:
    priority, kind = here.framework.priority_of[items[0].id], _kind(items)
    return link(here, f"{here.links.priority(priority)}#{kind}s", tally(items, kind))


def _kind(items: Sequence[Item]) -> str:
    """What the items of a list are: `action` or `aspiration`."""
    parsed = identifier(items[0].id)
    return parsed.kind if parsed else "action"


def _number(here: Here, item: Item) -> int:
    return here.framework.numbering.number(item.id)


def over_rows(here: Here, choices: Filter) -> Filter:
    """The choices over a list that stands on several pages: its rows are fetched once somebody chooses."""
    return replace(choices, source=here.to(here.links.list_rows(here.address)))


def by_number(here: Here, kind: str) -> list[View]:
    """The pages of a list of the edition, and its items by number under their priority."""
    ways = [_way(here, items) for items in here.site.list_pages[here.edition.id, kind].values()]
    lists = [(priority, getattr(priority, f"all_{kind}")) for priority in here.edition.priorities]
    return [Paragraph("", parts=ways), *(_under(here, priority, items) for priority, items in lists if items)]


def _under(here: Here, priority: Priority, items: Sequence[Item]) -> View:
    name, title = f"priority-{number(priority.id)}", f"{priority.number} {priority.nav_label}"
    part = section(name, title, numbers(here, items), note=tally(items, _kind(items)))
    return replace(part, tone=tone(priority, here.edition), title_href=here.to(here.links.priority(priority)))


def _way(here: Here, items: Sequence[Item]) -> Link:
    """The way to a part: “Actions 201 to 400”."""
    return link(here, here.links.list_page(items[0].id), page_title(here, items))


def page_title(here: Here, items: Sequence[Item]) -> str:
    """“Actions 201 to 400”, by the numbers that readers see."""
    return _title(here, _kind(items), list_pages.page_of(items[0].id))


@alike
def _title(here: Here, kind: str, page: str) -> str:
    """What a page of a list is called, which each page beside it says too."""
    items = here.site.list_pages[here.edition.id, f"{kind}s"][page]
    shown = [_number(here, item) for item in items]
    nouns = noun(kind, len(items))
    return sentence(translate_text("contents.span", nouns=nouns, first=min(shown), last=max(shown)))


def items_of(here: Here) -> Sequence[Item]:
    """The items of the part that a page shows, in the order of the document."""
    return _parts(here)[here.subject]


def _parts(here: Here) -> Mapping[str, Sequence[Item]]:
    """The parts of the list that the page shows one of."""
    return here.site.list_pages[here.edition.id, here.kind.removesuffix("_page")]


def ways(here: Here) -> Paragraph:
    """The way to the part before, to the part after, and to the list itself."""
    parts = _parts(here)
    rows, at = [*parts.values()], [*parts].index(here.subject)
    beside = [rows[number] for number in (at - 1, at + 1) if 0 <= number < len(rows)]
    everything = link(here, here.links.list_of(rows[at][0].id), translate("list_pages.everything"))
    return Paragraph("", parts=[*(_way(here, items) for items in beside), everything])
