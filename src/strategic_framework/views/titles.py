"""What a page is called, alone and in a window's title, and how it is described in one sentence."""

from __future__ import annotations

from collections.abc import Callable

from strategic_framework.language.english import sentence, shortened
from strategic_framework.language.labels import label, the_alliance, title_of, within
from strategic_framework.language.strings import as_text, translate_text
from strategic_framework.views.base import Here
from strategic_framework.views.change_page import part_name as change_part_name
from strategic_framework.views.changes import change_of, decided
from strategic_framework.views.difference import name_of
from strategic_framework.views.embed import frame_of
from strategic_framework.views.folder import alike
from strategic_framework.views.list_pages import items_of, page_title
from strategic_framework.views.page_heading import page_kind, update_of
from strategic_framework.views.topics import topic_of
from strategic_framework.views.version_words import document_id, part_name, part_of, version_of


def page_name(here: Here) -> str:
    """What the page is called, understandable without its neighbours."""
    if here.kind in _NAMES:
        with within(here.framework, here.edition_id):
            return _NAMES[here.kind](here)
    if here.meta.get("under") == "versions":
        return translate_text("title.versions", document=_document(here))
    kind, name = page_kind(here), str(here.meta.get("title", here.framework.settings.title))
    return f"{kind}: {name[:1].lower()}{name[1:]}" if kind else name


def _item_name(here: Here) -> str:
    return f"{label(here.subject)}: {shortened(here.item.words, 50)}"


def _embedded_name(here: Here) -> str:
    known = here.subject in here.framework.priorities
    return f"{label(here.subject)}: {here.priority.nav_label}" if known else _item_name(here)


def _source_name(here: Here) -> str:
    """The title of the source, told apart from another of the same title by its name here."""
    origins, title = here.framework.origin, here.framework.origin[here.subject].title
    alike = sum(origin.title == title for origin in origins.values()) > 1
    return translate_text("title.source", source=f"{title} ({here.subject})" if alike else title)


#: Kind of page → what it is called, where front matter does not say it.
_NAMES: dict[str, Callable[[Here], str]] = {
    "action": _item_name,
    "aspiration": _item_name,
    "embed": lambda here: translate_text("title.embed", name=_embedded_name(here)),
    "figure": lambda here: translate_text(f"title.{here.subject}", edition=here.edition.label),
    "priority": lambda here: translate_text(
        "title.priority", number=here.priority.number, title=here.priority.nav_label
    ),
    "body": lambda here: here.site.body_names[here.subject],
    "programme": lambda here: here.site.body_names[here.subject],
    "edition": lambda here: here.edition.title,
    "update": lambda here: f"{label(here.subject)}: {update_of(here).title}",
    "measure": lambda here: f"{label(here.subject)}: {here.framework.measure[here.subject].name}",
    "source": _source_name,
    "topic": lambda here: translate_text("title.topic", name=topic_of(here).name),
    "change": lambda here: f"{label(here.subject)}: {sentence(title_of(change_of(here)))}",
    "change_part": lambda here: translate_text("title.change_part", **_of_change(here)),
    "version": lambda here: translate_text("title.version", **_of_version(here)),
    "version_part": lambda here: translate_text("title.version_part", **_of_version(here)),
    "actions_page": lambda here: page_title(here, items_of(here)),
    "aspirations_page": lambda here: page_title(here, items_of(here)),
    "not-found": lambda _: translate_text("not_found.name"),
}


def _of_change(here: Here) -> dict[str, str | int]:
    """What names a part of a change: the change, and what the part is called."""
    return {"change": label(change_of(here).id), "part": change_part_name(here)}


def _of_version(here: Here) -> dict[str, str | int]:
    """What names a version, or a part of it: its number, the document, and what the part is called."""
    part = {"part": part_name(here, part_of(here))} if here.kind == "version_part" else {}
    return {"number": version_of(here).number, "document": _document(here), **part}


#: Kind of page of what was sealed → what names it.
_SEALED: dict[str, Callable[[Here], dict[str, str | int]]] = {
    "change_part": _of_change, "version": _of_version, "version_part": _of_version,
}  # fmt: skip


def _document(here: Here) -> str:
    """The document whose versions the page shows, inside a sentence."""
    if here.edition_id:
        return translate_text("title.edition", edition=name_of(here, document_id(here)))
    return the_alliance(here.framework)


def title(here: Here, name: str) -> str:
    """The title in the window's bar and in search results: what the page is, and whose framework it is about.

    `name` is what the page is called.
    """
    return f"{name} – {_whose(here)}" if here.address and name else _whose(here)


@alike
def _whose(here: Here) -> str:
    """What all titles end with: the framework and its publisher, and what site this is."""
    settings, publisher = here.framework.settings, here.framework.settings.publisher.name
    own = here.kind in {"edition", "source"}  # an edition's own title holds what the others add, and a source's may
    site = publisher if own else f"{settings.title} {here.edition.label}, {publisher}"
    what = translate_text("title.example") if settings.fictional else translate_text("title.demonstration")
    return site if settings.official else f"{site} – {what}"


def description(here: Here) -> str:
    """One sentence for search results and link previews: the framework's own words where the page is about them."""
    if here.kind in {"priority", "action", "aspiration", "embed"}:
        own = here.framework.priorities.get(here.subject)
        return own.title if own else here.item.words
    if here.kind == "figure":
        return frame_of(here, here.subject).title
    if here.kind == "change":
        change = change_of(here)
        parts = (f"{sentence(title_of(change))}.", change.reason or "", as_text(decided(change)))
        return " ".join(filter(None, parts))
    if here.kind in _SEALED:
        return translate_text(f"description.{here.kind}", **_SEALED[here.kind](here))
    if here.kind == "update":
        return update_of(here).words
    if here.kind == "measure":
        measure = here.framework.measure[here.subject]
        return translate_text("description.measure", name=measure.name, unit=measure.unit)
    if here.kind == "source":
        origin = here.framework.origin[here.subject]
        return translate_text("description.source", title=origin.title, author=origin.author)
    if here.kind == "topic":
        return translate_text("description.topic", name=topic_of(here).name)
    if here.kind in {"body", "programme"}:
        return translate_text("description.named", name=here.site.body_names[here.subject])
    first = here.edition.introduction[:1]
    return str(
        here.meta.get("description")
        or here.meta.get("lead")
        or (first[0].text if first else title(here, page_name(here)))
    )
