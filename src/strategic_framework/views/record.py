"""The parts of the page of one action or one aspiration, below its wording."""

from __future__ import annotations

from strategic_framework.language.english import day
from strategic_framework.language.labels import label
from strategic_framework.model import Update
from strategic_framework.views import lists
from strategic_framework.views.base import WRITTEN, Here, View, link, paragraph, section, tone
from strategic_framework.views.compare import strand_rows
from strategic_framework.views.linked import threads
from strategic_framework.views.short_forms import short_forms


def glance(here: Here) -> View:
    """What is known of the item, and what is not stated or not named, in a short table."""
    priority, item = here.priority, here.item
    rows = [
        _row("Priority", [link(here, here.links.priority(priority), f"{priority.number} {priority.nav_label}")]),
        _row("Bodies it names", lists.names(here, item.id), "Not named"),
        _row("Also names", _programmes(here), "Not named"),
        *(_row("Policy areas", _areas(here)) for _ in [0] if _areas(here)),
        *(_row("Short forms", short) for short in [short_forms(here, item.text)] if short),
        _due(here),
        _row("Lead or owner", [], "Not named"),
        _row("Permanent address", [link(here, here.links.item(item.id), "/" + here.links.item(item.id))]),
    ]
    if here.kind == "aspiration":
        rows[1:1] = [_row("Says it will show", _texts(lists.promise(item.text)), "Not stated")]
    return View("summary", {"rows": rows})


def _texts(text: str) -> list[dict[str, str]]:
    return [{"text": text, "href": ""}] if text else []


def _row(term: str, parts: list[dict[str, str]], absent: str = "") -> dict[str, object]:
    return {"term": term, "parts": parts or _texts(absent), "absent": not parts}


def _programmes(here: Here) -> list[dict[str, str]]:
    found = here.site.mentions.programmes.names(here.subject)
    return [link(here, here.links.body(one), here.site.body_names[one]) for one in found]


def _areas(here: Here) -> list[dict[str, str]]:
    areas = [area for area in here.framework.policy_areas if here.subject in area.named_in]
    return [link(here, here.links.policy_area(area.id), area.name) for area in areas]


def _due(here: Here) -> dict[str, object]:
    due = here.priority.due
    if not due:
        return _row("Date", [], "Not stated")
    if here.kind == "action":
        return _row("Date", [], f"Not stated. The aspirations of this priority look to {day(due)}.")
    if f"By {day(due)}" in here.item.text:
        return _row("Date", _texts(day(due)))
    if f"By {day(due)}" in here.priority.aspirations[0].text:
        return _row("Date", _texts(f"{day(due)}, stated in the first sentence of this priority’s aspirations"))
    return _row("Date", [], f"Not stated in this sentence. Its priority looks to {day(due)}.")


def updates(here: Here) -> View:
    """The published updates about the item, each with its source; or, plainly, that none is published."""
    found = here.site.updates_about.get(here.subject, [])
    none = "No update published" if here.kind == "action" else "No evidence published"
    what = "action" if here.kind == "action" else "aspiration"
    why = (
        f"None of the sources quoted on this site says what has happened since this {what} was set. "
        "That does not mean that nothing has."
    )
    return View("updates", {"absent": "" if found else none, "why": why, "updates": [_update(here, u) for u in found]})


_KINDS = {"activity": "Activity", "result": "Result", "setback": "Setback"}


def _update(here: Here, update: Update) -> dict[str, str]:
    kind = _KINDS[update.kind]
    if update.kind == "activity" and here.kind == "aspiration":
        kind = "Activity, not evidence of the aspiration"
    return {
        "href": here.to(here.links.update(update.id or "")),
        "title": update.title,
        "kind": kind,
        "when": day(update.date),
        "datetime": update.date,
        "quote": update.quote,
        "source": here.framework.source[update.source].short,
    }


def leads(here: Here) -> list[View]:
    """The other priorities that the wording of this item reaches for, and what it shares with items elsewhere."""
    rows = [
        {
            "number": one.target.number,
            "tone": tone(one.target, here.edition),
            "href": here.to(here.links.priority(one.target)),
            "label": one.target.nav_label,
            "threads": [{"href": "", "item": "Its words", "words": one.words}],
        }
        for one in threads(here)
        if one.item == here.subject
    ]
    return [section("leads", "Where it leads", View("linked", {"links": rows}), written=WRITTEN)] if rows else []


def same_work(here: Here) -> list[View]:
    """Other items whose wording names the same programme or service."""
    register = here.site.mentions.programmes
    groups = []
    for programme in register.names(here.subject):
        others = [item for item in register.items(programme) if item != here.subject]
        if others:
            name = link(here, here.links.body(programme), here.site.body_names[programme])
            items = [link(here, here.links.item(item), label(item)) for item in others]
            groups.append({"name": name["text"], "href": name["href"], "items": items})
    view = View("shared", {"rows": groups})
    return [section("same-work", "The same work elsewhere", view, written=WRITTEN)] if groups else []


def before(here: Here) -> list[View]:
    """What the earlier edition was described as saying of the same work, both sides quoted."""
    found = [one for one in here.framework.continuity if one.now and one.now.item == here.subject]
    view = View("continuity", {"rows": strand_rows(here, found)})
    return [section("before", "In the earlier edition", view, written=WRITTEN)] if found else []


def source(here: Here) -> View:
    """Where the wording is quoted from: document and line, or that it is new here."""
    name = here.framework.source_of(here.subject)
    if name is None or name == "new":
        return paragraph("This wording is new on this site. It is not quoted from a source document.")
    document = here.framework.source[name]
    first = here.site.ledger.first_words(here.subject) or here.item.text
    line = here.site.stored[name].line_of(first)
    at = f", line {line} of the stored text" if line else ""
    changed = here.subject in here.site.ledger.reworded
    how = "Quoted there first, and amended since: see the history." if changed else "Quoted without alteration."
    told = f"{document.author}, {document.title}{at}. {how} "
    return paragraph(told, parts=[link(here, here.links.source(name), "About this source, and the repairs made to it")])


def data(here: Here) -> View:
    """The same item as data."""
    json = link(here, here.links.data(here.subject), f"{label(here.subject)} as JSON")
    files = [
        link(here, here.links.citation(here.subject, end), name)
        for end, name in (("bib", "BibTeX"), ("ris", "For a reference manager"))
    ]
    return paragraph(
        "",
        voice="screen",
        parts=[*files, json, link(here, here.links.static_page("data"), "All data"), *_version(here)],
    )


def _version(here: Here) -> list[dict[str, str]]:
    """The version whose words are cited, where its fingerprint stands."""
    document = here.edition.id
    number = here.site.ledger.numbers.get(document)
    told = f"Version {number} and its fingerprint"
    return [link(here, here.links.version(document, number), told)] if number else []
