"""The way from home to a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from strategic_framework.language.english import shortened
from strategic_framework.language.labels import label
from strategic_framework.language.strings import translate
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link
from strategic_framework.views.difference import name_of
from strategic_framework.views.folder import alike
from strategic_framework.views.list_pages import items_of
from strategic_framework.views.version_words import document_id, version_of
from strategic_framework.views.view import Link, View


@frozen
class Breadcrumbs(View):
    """The way from home to a page; nothing on the home page."""

    trail: Sequence[Link]


#: Kind of page → the page that lists them all, and what that is called.
_LISTED_ON: dict[str, tuple[str, Callable[[], str]]] = {
    "body": ("named", lambda: translate("nav.named")),
    "programme": ("named", lambda: translate("nav.named")),
    "change": ("changes", lambda: translate("nav.changes")),
    "change_part": ("changes", lambda: translate("nav.changes")),
    "measure": ("measures", lambda: translate("ways.measures")),
    "update": ("updates", lambda: translate("reports.title")),
    "source": ("sources", lambda: translate("ways.sources")),
    "topic": ("topics", lambda: translate("ways.topics")),
}
#: Kind of page that shows a part of a long list → what that list is called.
_PARTS: dict[str, Callable[[], str]] = {
    "actions_page": lambda: translate("nav.actions"),
    "aspirations_page": lambda: translate("nav.aspirations"),
}
#: Where a page stands that says `under: …` in its front matter: the page above it, and its name.
_UNDER: dict[str, Callable[[], str]] = {
    "about": lambda: translate("breadcrumbs.about"),
    "data": lambda: translate("ways.data"),
    "editions": lambda: translate("nav.editions"),
}


def breadcrumbs(here: Here) -> Breadcrumbs:
    """The way from home to this page."""
    if here.kind in {"action", "aspiration"}:
        group = here.framework.group_of(here.subject)
        return _to_item(here, here.priority.id, group.id if group else "")
    if here.kind == "change_part":
        change = here.subject.partition("/")[0]
        return _to_part(here, change)
    return _to_listed(here, str(here.meta.get("under", ""))) if here.kind in _LISTED_ON else Breadcrumbs(_trail(here))


@alike
def _to_item(here: Here, name: str, group: str) -> Breadcrumbs:
    """The way to what stands in a priority, and perhaps in a group."""
    priority = here.framework.priorities[name]
    trail = _trail(here)
    trail.append(link(here, here.links.priority(priority), f"{priority.number} {priority.nav_label}"))
    if group:
        trail.append(link(here, here.links.item(group), shortened(here.framework.items[group].words, 40)))
    return Breadcrumbs(trail)


@alike
def _to_part(here: Here, change: str) -> Breadcrumbs:
    """The way to the parts of a change."""
    return Breadcrumbs([*_trail(here), link(here, here.links.change(change), label(change))])


@alike
def _to_listed(here: Here, under: str) -> Breadcrumbs:  # noqa: ARG001 (front matter may differ in one folder)
    """The way to what one page lists."""
    return Breadcrumbs(_trail(here))


def _trail(here: Here) -> list[Link]:
    """The way from home, as far as it follows from the kind of page and its front matter."""
    trail = [link(here, "", translate("breadcrumbs.home"))] if here.address else []
    if here.kind in {"priority", "action", "aspiration", "edition-part", *_PARTS}:
        trail.append(link(here, here.links.edition(here.edition), here.edition.label))
    if here.kind in _PARTS:
        trail.append(link(here, here.links.list_of(items_of(here)[0].id), _PARTS[here.kind]()))
    if here.kind in _LISTED_ON:
        page, name = _LISTED_ON[here.kind]
        trail.append(link(here, here.links.static_page(page), name()))
    if here.kind in {"version", "versions", "version_part"} or here.meta.get("under") == "versions":
        trail += _document_trail(here)
    under = str(here.meta.get("under", ""))
    if under in _UNDER:
        trail.append(link(here, here.links.static_page(under), _UNDER[under]()))
    return trail


def _document_trail(here: Here) -> list[Link]:
    document = document_id(here)
    trail = [link(here, f"{document}/", name_of(here, document))] if here.kind != "edition-part" else []
    versions = [link(here, here.links.versions(document), translate("ways.versions"))]
    if here.kind == "version_part":
        version = version_of(here)
        name = translate("head.version", number=version.number)
        return [*trail, *versions, link(here, here.links.version(document, version.number), name)]
    return [*trail, *versions] if here.kind == "version" else trail
