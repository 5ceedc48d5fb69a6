"""What a page is called, alone and in a window's title, and how it is described in one sentence."""

from __future__ import annotations

from strategic_framework.language.english import sentence, shortened
from strategic_framework.language.labels import label, title_of
from strategic_framework.language.strings import as_text, translate_text
from strategic_framework.views.base import Here
from strategic_framework.views.changes import change_of, decided
from strategic_framework.views.difference import name_of
from strategic_framework.views.page_heading import update_of
from strategic_framework.views.versions import document_id, version_of


def page_name(here: Here) -> str:
    """What the page is called, understandable without its neighbours."""
    if here.kind in {"action", "aspiration"}:
        return f"{label(here.subject)}: {shortened(here.item.text, 50)}"
    if here.kind == "priority":
        return translate_text("title.priority", number=here.priority.number, title=here.priority.nav_label)
    if here.kind in {"body", "programme"}:
        return here.site.body_names[here.subject]
    if here.kind == "edition":
        return here.edition.title
    if here.kind == "update":
        return f"{label(here.subject)}: {update_of(here).title}"
    if here.kind == "change":
        return f"{label(here.subject)}: {sentence(title_of(change_of(here)))}"
    if here.kind == "version":
        return translate_text("title.version", number=version_of(here).number, document=_document(here))
    if here.meta.get("under") == "versions":
        return translate_text("title.versions", document=_document(here))
    if here.kind == "not-found":
        return translate_text("not_found.name")
    kind, name = here.meta.get("kind", ""), str(here.meta.get("title", here.framework.settings.title))
    return f"{kind}: {name[:1].lower()}{name[1:]}" if kind else name


def _document(here: Here) -> str:
    """The document whose versions the page shows, inside a sentence."""
    if here.edition_id:
        return translate_text("title.edition", edition=name_of(here, document_id(here)))
    return translate_text("title.alliance")


def title(here: Here) -> str:
    """The title in the window's bar and in search results: what the page is, and whose framework it is about."""
    settings, name = here.framework.settings, page_name(here)
    publisher = settings.publisher.name
    own = here.kind == "edition"  # its own title holds the title and the period that the others add
    site = publisher if own else f"{settings.title} {here.framework.current.label}, {publisher}"
    what = translate_text("title.example") if settings.fictional else translate_text("title.demonstration")
    end = "" if settings.official else what
    return " – ".join(text for text in (name if here.address else "", site, end) if text)


def description(here: Here) -> str:
    """One sentence for search results and link previews: the framework's own words where the page is about them."""
    if here.kind in {"action", "aspiration"}:
        return here.item.text
    if here.kind == "priority":
        return here.priority.title
    if here.kind == "change":
        change = change_of(here)
        parts = (f"{sentence(title_of(change))}.", change.reason or "", as_text(decided(change)))
        return " ".join(filter(None, parts))
    if here.kind == "version":
        return translate_text("description.version", number=version_of(here).number, document=_document(here))
    if here.kind in {"body", "programme"}:
        return translate_text("description.named", name=here.site.body_names[here.subject])
    first = here.edition.introduction[:1]
    return str(here.meta.get("description") or here.meta.get("lead") or (first[0].text if first else title(here)))
