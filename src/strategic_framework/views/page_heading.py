"""The head of a page: where you are, what kind of thing this is, its name."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.language.english import sentence
from strategic_framework.language.labels import label, title_of
from strategic_framework.model import Edition, Item, Priority, Update
from strategic_framework.views.base import WRITTEN, Here, View, link, paragraph
from strategic_framework.views.changes import change_of
from strategic_framework.views.difference import name_of
from strategic_framework.views.history import retirement, since
from strategic_framework.views.retired import in_force, tally
from strategic_framework.views.versions import document_id, version_of


def crumbs(here: Here) -> View:
    """The way from home to this page."""
    trail = [link(here, "", "Home")] if here.address else []
    if here.kind in {"priority", "action", "aspiration", "edition-part"}:
        trail.append(link(here, here.links.edition(here.edition), here.edition.label))
    if here.kind in {"action", "aspiration"}:
        priority = here.priority
        trail.append(link(here, here.links.priority(priority), f"{priority.number} {priority.nav_label}"))
    if here.kind in {"body", "programme"}:
        trail.append(link(here, here.links.static_page("named"), "Who is named"))
    if here.kind == "change":
        trail.append(link(here, here.links.static_page("changes"), "Changes"))
    if here.kind in {"version", "versions"} or here.meta.get("under") == "versions":
        trail += _document_trail(here)
    if here.kind == "update":
        trail.append(link(here, here.links.actions(here.edition), "Actions"))
    if here.meta.get("under") == "about":
        trail.append(link(here, here.links.static_page("about"), "About"))
    if here.meta.get("under") == "editions":
        trail.append(link(here, here.links.static_page("editions"), "Editions"))
    return View("crumbs", {"trail": trail})


def _document_trail(here: Here) -> list[dict[str, str]]:
    document = document_id(here)
    trail = [link(here, f"{document}/", name_of(here, document))] if here.kind != "edition-part" else []
    return [*trail, link(here, here.links.versions(document), "Versions")] if here.kind == "version" else trail


def _head(here: Here, **data: object) -> View:
    blank = {"home": False, "kind": "", "numeral": "", "title": "", "voice": "", "lead_in": "", "statement": "",
             "said": "", "lead": "", "written": "", "extra": []}  # fmt: skip
    return View("head", {**blank, "crumbs": crumbs(here), **data})


def heading(here: Here) -> View:
    """The head of a page: its title and the words under it, from the front matter of its file."""
    makers = {
        "home": _home,
        "update": _update,
        "change": _change,
        "version": _version,
        "edition": _edition,
        "priority": _priority,
        "body": _named,
        "programme": _named,
    }
    if here.kind in makers:
        return makers[here.kind](here)
    lead = str(here.meta.get("lead", ""))
    title = str(here.meta["title"])
    if here.meta.get("cover"):  # the page is the document itself, so it bears the document's title
        return _head(here, kind=title, title=here.edition.title, voice="said", lead=lead, written=WRITTEN)
    return _head(here, title=title, kind=here.meta.get("kind", ""), lead=lead, written=WRITTEN if lead else "")


def wording(here: Here) -> View:
    """The head of an action or an aspiration: the sentence itself, whole, after the words that lead into it."""
    labels = here.edition.labels
    lead_in = labels.actions_lead_in if here.kind == "action" else ""
    told = since(here, here.subject)
    notes = retirement(here)
    if told and not notes:
        notes = [paragraph(f"{told} ", parts=[link(here, f"{here.address}#history", "History")])]
    notes += [paragraph(told) for told in _waiting(here)]
    return _head(
        here, title=label(here.subject), voice="label", statement=here.item.text, lead_in=lead_in or "", extra=notes
    )


def _waiting(here: Here) -> list[str]:
    """What is said of wording that the public cannot read yet."""
    if here.subject in here.site.loaded.provisional:
        return ["New, and not published yet. Its number is provisional."]
    explained = here.site.waiting.get(here.subject)
    if explained is None:
        return []
    draft = "Draft. This differs from what is published, and no reason is recorded yet."
    return ["Not published yet. This differs from what is published, for a recorded reason." if explained else draft]


def _facts(edition: Edition) -> View:
    facts = [("priorities", len(edition.priorities)), _fact("actions", edition.actions),
             _fact("aspirations", edition.aspirations)]  # fmt: skip
    return View("facts", {"facts": [{"what": what, "number": count} for what, count in facts]})


def _fact(what: str, items: Sequence[Item]) -> tuple[str, int]:
    """How many are in force; where some are not, that is said beside it."""
    current = len(in_force(items))
    return (f"current {what}, {len(items) - current} retired" if current < len(items) else what), current


def _home(here: Here) -> View:
    edition, first = here.edition, here.edition.introduction[:1]
    return _head(
        here,
        home=True,
        kind=here.framework.settings.publisher.name,
        title=edition.title,
        voice="said",
        said=first[0].text if first else "",
        extra=[_facts(edition)],
    )


def _edition(here: Here) -> View:
    edition = here.edition
    kind = f"The framework {edition.described_as}" if edition.described_as else here.framework.settings.publisher.name
    extra = [] if edition.described_as else [_facts(edition)]
    return _head(here, kind=kind, title=edition.title, voice="said", extra=extra)


def _priority(here: Here) -> View:
    priority = here.priority
    jumps = View("jump", {"jumps": _jumps(here, priority)})
    return _head(here, kind="Priority", numeral=str(priority.number), title=priority.title, voice="said", extra=[jumps])


def _jumps(here: Here, priority: Priority) -> list[dict[str, str]]:
    parts = [
        ("context", "Context", bool(priority.context)),
        ("role", here.edition.labels.role or "Role", bool(priority.role)),
        ("actions", tally(priority.actions, "action"), bool(priority.actions)),
        ("aspirations", tally(priority.aspirations, "aspiration"), bool(priority.aspirations)),
        ("linked", "Linked priorities", len(here.edition.priorities) > 1),
    ]
    return [{"id": name, "text": text} for name, text, there in parts if there]


def _change(here: Here) -> View:
    one = change_of(here)
    return _head(here, kind=label(one.id), title=sentence(title_of(one)), written=WRITTEN)


def _version(here: Here) -> View:
    one = version_of(here)
    return _head(here, kind=one.records[one.document].get("title", one.document), title=f"Version {one.number}")


def _update(here: Here) -> View:
    one = update_of(here)
    return _head(here, kind="Update", title=one.title)


def update_of(here: Here) -> Update:
    """The update that the page is about."""
    return next(update for update in here.framework.updates if update.id == here.subject)


def _named(here: Here) -> View:
    kind = "Named in the framework" if here.kind == "body" else "Programme, service or document named"
    return _head(here, kind=kind, title=here.site.body_names[here.subject])
