"""Lists of priorities, actions and aspirations: whole and open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from strategic_framework.language.english import counted, day, sentence
from strategic_framework.language.labels import label
from strategic_framework.model import Action, Aspiration, Edition, Item, Priority
from strategic_framework.views import filters, retired
from strategic_framework.views.base import Here, View, link, number, paragraph, section, tone


def names(here: Here, item: str) -> list[dict[str, str]]:
    """Links to the bodies that an item names, in the order of its wording."""
    found = here.site.mentions.bodies.names(item)
    return [link(here, here.links.body(body), here.site.body_names[body]) for body in found]


def evidence(here: Here, item: str) -> str:
    """What has been published on an aspiration: a count, or that there is none."""
    updates = here.site.updates_about.get(item, [])
    results = [update for update in updates if update.kind == "result"]
    return f"{counted(len(results), 'result')} published" if results else "No evidence published"


def action_row(here: Here, action: Action | Item) -> dict[str, object]:
    """An action in a list: its number, label, address, wording and whom it names."""
    return {
        "id": action.id,
        "number": number(action.id),
        "label": label(action.id),
        "href": here.to(here.links.item(action.id)),
        "text": action.text,
        "names": names(here, action.id),
        "facets": [],
    }


def actions_of(here: Here, priority: Priority) -> list[View]:
    """The actions of a priority: those in force, then those retired."""
    return _open(here, "actions", priority.actions, [action_row(here, action) for action in priority.actions])


def aspirations_of(here: Here, priority: Priority) -> list[View]:
    """The aspirations of a priority: those in force, then those retired."""
    rows = [{**action_row(here, one), "evidence": evidence(here, one.id)} for one in priority.aspirations]
    return _open(here, "aspirations", priority.aspirations, rows)


def _open(here: Here, name: str, items: Sequence[Item], rows: list[dict[str, object]]) -> list[View]:
    current = [row for item, row in zip(items, rows, strict=True) if not item.retired]
    return [*([View(name, {name: current})] if current else []), *retired.part(here, items, rows)]


def priorities(here: Here) -> View:
    """The priorities of the edition, each with its number, its title and what stands under it."""
    rows = [_priority_row(here, priority) for priority in here.edition.priorities]
    return View("priorities", {"priorities": rows})


def _priority_row(here: Here, priority: Priority) -> dict[str, object]:
    parts = [(priority.actions, "action"), (priority.aspirations, "aspiration"), (priority.paragraphs, "paragraph")]
    return {
        "id": priority.id,
        "number": priority.number,
        "tone": tone(priority, here.edition),
        "title": priority.title,
        "href": here.to(here.links.priority(priority)),
        "under": [retired.tally(items, noun) for items, noun in parts if items],
    }


def all_actions(here: Here) -> list[View]:
    """Every action of the edition under its priority, with who each one names, and the choices to narrow them by."""
    parts = [_by_priority(here, priority, _filtered(here, priority), retired.tally(priority.actions, "action"))
             for priority in here.edition.priorities if priority.actions]  # fmt: skip
    return [filters.for_actions(here), *parts]


def _filtered(here: Here, priority: Priority) -> list[View]:
    rows = [{**action_row(here, one), "facets": filters.of_action(here, priority, one)} for one in priority.actions]
    return _open(here, "actions", priority.actions, rows)


def _by_priority(here: Here, priority: Priority, body: list[View], note: str) -> View:
    view = section(f"priority-{priority.number}", f"{priority.number} {priority.nav_label}", body)
    view.data["note"] = note
    view.data["tone"] = tone(priority, here.edition)
    view.data["title_href"] = here.to(here.links.priority(priority))
    return view


def tracker(here: Here) -> list[View]:
    """Every aspiration with its date, what its sentence says it will show, and what has been published."""
    groups = [
        {
            "number": priority.number,
            "tone": tone(priority, here.edition),
            "href": here.to(here.links.priority(priority)),
            "label": priority.nav_label,
            "rows": [_tracked(here, priority, one) for one in retired.in_force(priority.aspirations)],
        }
        for priority in here.edition.priorities
        if retired.in_force(priority.aspirations)
    ]
    gone = [_tracked(here, priority, one) for priority in here.edition.priorities for one in priority.aspirations
            if one.retired]  # fmt: skip
    groups += [{"number": "", "tone": "", "href": "", "label": "Retired", "rows": gone}] if gone else []
    return [filters.for_aspirations(here), View("tracker", {"groups": groups})]


def _tracked(here: Here, priority: Priority, one: Aspiration) -> dict[str, object]:
    programmes = here.site.mentions.programmes.names(one.id)
    reported = [
        here.site.body_names[name] for name in programmes if f"as reported in the {_name(here, name)}" in one.text
    ]
    return {
        **action_row(here, one),
        "retired": retired.told(here, one) if one.retired else None,
        "due": day(priority.due) if priority.due else "Not stated",
        "promise": promise(one.text),
        "facets": filters.of_aspiration(priority, one),
        "source": ", ".join(reported),
        "evidence": evidence(here, one.id),
    }


def _name(here: Here, programme: str) -> str:
    return here.site.body_names[programme]


def promise(text: str) -> str:
    """What a sentence says it will show, in its own nouns: “Examples, evidence”, or nothing."""
    return sentence(", ".join(filters.promised(text)))


def coverage(here: Here) -> View:
    """How many actions have a published update and how many aspirations published evidence: coverage, not progress."""
    actions, aspirations = retired.in_force(here.edition.actions), retired.in_force(here.edition.aspirations)
    with_update = sum(one.id in here.site.updates_about for one in actions)
    with_result = sum(evidence(here, one.id) != "No evidence published" for one in aspirations)
    told = (
        f"{with_update} of {counted(len(actions), 'action')} have a published update.\n"
        f"{with_result} of {counted(len(aspirations), 'aspiration')} have published evidence."
    )
    meaning = (
        "That is a count of what the sources report, not of what has been done. "
        "When something is published, it appears here with its source and date."
    )
    return View("coverage", {"sentence": told, "meaning": meaning})


def listing(here: Here, items: Iterable[str]) -> View:
    """Items with their label and their wording, each linked to its own page."""
    rows = [action_row(here, here.framework.items[item]) for item in items]
    return View("listing", {"items": rows})


def introduction(here: Here) -> View:
    """The introductory paragraphs of the edition, verbatim."""
    return View("paragraphs", {"paragraphs": [{"id": one.id, "text": one.text} for one in here.edition.introduction]})


def diagram_note(here: Here) -> View:
    """The words that stand in the source where its diagram was."""
    return paragraph(here.edition.diagram or "", voice="said")


def summary_of(edition: Edition) -> str:
    """“4 priorities, 35 actions and 15 aspirations”, leaving out what the edition has not."""
    told = [counted(len(edition.priorities), "priority", "priorities")] if edition.priorities else []
    parts = [(edition.actions, "action"), (edition.aspirations, "aspiration")]
    told += [retired.tally(items, noun) for items, noun in parts if items]
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)


def cross_cutting(here: Here) -> list[View]:
    """What the edition says cuts across its priorities, whole; nothing where it says nothing."""
    edition, labels = here.edition, here.edition.labels
    if not edition.cross_cutting:
        return []
    lead_in = [paragraph(labels.cross_cutting_lead_in, voice="said")] if labels.cross_cutting_lead_in else []
    body = [*lead_in, *(paragraph(one.text, voice="said", name=one.id) for one in edition.cross_cutting)]
    title = labels.cross_cutting or "Across the priorities"
    return [section("cross-cutting", title, body, said=bool(labels.cross_cutting))]
