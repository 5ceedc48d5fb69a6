"""The ways to a change: from a sentence to the form, from a page to what holds its words, and to the forges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from urllib.parse import quote, urlsplit

from strategic_framework.language.strings import translate
from strategic_framework.model import Event, Strand, Term
from strategic_framework.views.base import Here, link
from strategic_framework.views.site import Site
from strategic_framework.views.view import Link

Forge = Literal["github", "gitea", "gitlab"]
#: A part of a host's name → what it runs.
_HOSTS: dict[str, Forge] = {
    "github": "github", "gitlab": "gitlab", "codeberg": "gitea", "gitea": "gitea", "forgejo": "gitea",
}  # fmt: skip
#: Forge → its page for a new file on the main branch, after the repository's address.
NEW_FILE: dict[Forge, str] = {"github": "/new/main", "gitea": "/_new/main", "gitlab": "/-/new/main"}
#: Forge → where it opens a file of the main branch for editing.
_EDIT: dict[Forge, str] = {"github": "/edit/main", "gitea": "/_edit/main", "gitlab": "/-/edit/main"}
#: Kinds of page that have their way under the sentence, or whose words were sealed.
_WITHOUT_WAY = {
    "action", "aspiration", "embed", "figure", "change", "change_part", "version", "version_part", "not-found",
}  # fmt: skip
#: Kind of page → the file of the content that holds what it is about.
_FILES = {"body": "bodies", "programme": "programmes", "topic": "policy-areas"}


def forge_of(repository: str) -> Forge | None:
    """What the host of a repository runs, by its name; nothing where the name does not say."""
    host = urlsplit(repository).netloc
    return next((forge for part, forge in _HOSTS.items() if part in host), None)


def form_label(site: Site) -> str:
    """What the way to the form is called: where what is written there can be saved, it is for editors."""
    return translate("tools.edit") if site.editable else translate("tools.suggest")


def suggestion_of(here: Here, name: str) -> str:
    """Where a change to that item is suggested: the form with its words, or the form alone where it has no name yet."""
    page = here.to(here.links.static_page("suggest"))
    return page if name in here.site.loaded.provisional else f"{page}#{name}"


def way_from(here: Here) -> Link | None:
    """The way from a page to a change of its own words; None where those have theirs already, or never change.

    What a page names is changed in the form. The words of any other page are the site's: they stand in a file of the
    repository, which its forge opens for editing. Where no forge is known, the page about feedback says what to do.
    """
    if here.kind in _WITHOUT_WAY or here.meta.get("own") == "suggest":
        return None
    name, file = _subject(here), here.meta.get("file")
    text = translate("edit.page") if here.site.editable else translate("edit.suggest")
    if name:
        return Link(suggestion_of(here, name), text)
    repository = here.framework.settings.repository or ""
    forge = forge_of(repository)
    if forge and file:
        return Link(f"{repository.rstrip('/')}{_EDIT[forge]}/{quote(str(file))}", text)
    feedback = here.links.static_page("feedback")
    return link(here, feedback, translate("edit.suggest")) if here.address != feedback else None


def _subject(here: Here) -> str:
    """What a page is about, as a proposal knows it: an item, a document, a name, or the first of what it lists."""
    framework = here.framework
    if here.kind in {"edition", "priority", "update", "measure"}:
        return here.edition_id if here.kind == "edition" else here.subject
    if here.kind in _FILES:
        return f"{_FILES[here.kind]}/{here.subject}"
    if here.kind == "source":
        file = "sources" if here.subject in framework.source else "web-pages"
        return f"{file}/{here.subject}"
    listed: dict[str, Sequence[Term | Event | Strand]] = {
        "glossary": framework.glossary, "timeline": framework.timeline, "continuity": framework.continuity,
    }  # fmt: skip
    addresses = {"glossary": "glossary", "timeline": "timeline", "compare": "continuity"}
    file = next((file for page, file in addresses.items() if here.address == here.links.static_page(page)), "")
    if here.address == here.links.static_page("alliance") and framework.alliance:
        return "alliance"
    return f"{file}/{listed[file][0].id}" if file and listed[file] else ""
