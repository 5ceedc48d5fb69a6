"""Who and what is named: the table of bodies by priority, the lists, and the page of one body or programme."""

from __future__ import annotations

from collections.abc import Iterable

from strategic_framework.content.mentions import Register
from strategic_framework.language.english import counted, sentence
from strategic_framework.language.english import number as in_words
from strategic_framework.language.labels import label
from strategic_framework.model import Action, Body, identifier
from strategic_framework.views.base import Here, View, link, number, paragraph, tone
from strategic_framework.views.retired import in_force
from strategic_framework.views.short_forms import short_forms


def _in_actions(here: Here, body: str) -> list[str]:
    """The actions in force in the edition that name the body."""
    found = here.site.mentions.bodies.items(body)
    return [item for item in found if _is_action(here, item) and not here.framework.items[item].retired]


def _is_action(here: Here, item: str) -> bool:
    """Whether the item is an action of the edition."""
    framework = here.framework
    return isinstance(framework.items[item], Action) and framework.edition_of[item] is here.edition


def named_in_actions(here: Here) -> list[Body]:
    """The bodies that at least one action of the edition names, the most often named first."""
    found = [body for body in here.framework.bodies if _in_actions(here, body.id)]
    return sorted(found, key=lambda body: -len(_in_actions(here, body.id)))


def matrix(here: Here) -> View:
    """Bodies by priority: which actions name which body, each a link."""
    order = [priority for priority in here.edition.priorities if priority.actions]
    heads = [
        {"number": one.number, "label": one.nav_label, "tone": tone(one, here.edition),
         "href": here.to(here.links.priority(one))} for one in order
    ]  # fmt: skip
    rows = []
    for body in named_in_actions(here):
        items = _in_actions(here, body.id)
        cells = [[_cell(here, item) for item in items if here.framework.priority_of[item] is one] for one in order]
        rows.append({"name": body.name, "href": here.to(here.links.body(body.id)), "cells": cells, "total": len(items)})
    caption = f"Which actions name which body, by priority of {here.edition.title}"
    return View("matrix", {"caption": caption, "priorities": heads, "bodies": rows})


def _cell(here: Here, item: str) -> dict[str, object]:
    return {"href": here.to(here.links.item(item)), "number": number(item)}


def matrix_words(here: Here) -> View:
    """What the table shows, in sentences: how many bodies, and the priorities whose actions name none."""
    bodies = named_in_actions(here)
    naming = {item for body in bodies for item in _in_actions(here, body.id)}
    told = f"{sentence(in_words(len(naming)))} of {counted(len(in_force(here.edition.actions)), 'action')} "
    told += f"{'names' if len(naming) == 1 else 'name'} another body. "
    told += f"{sentence(in_words(len(bodies)))} {'body is' if len(bodies) == 1 else 'bodies are'} named."
    silent = [one for one in here.edition.priorities if one.actions and not {a.id for a in one.actions} & naming]
    for one in silent:
        told += f" No partner organisation is named in the actions of priority {one.number}, {one.nav_label}."
    return paragraph(told, voice="lead")


def bodies(here: Here) -> View:
    """Every body named in the current edition, with how many of its actions name it."""
    return _list(here, [body for body in here.framework.bodies if _of_edition(here, body.id)])


def bodies_elsewhere(here: Here) -> View:
    """The bodies that only the companion documents name."""
    return _list(here, [body for body in here.framework.bodies if not _of_edition(here, body.id)])


def _of_edition(here: Here, name: str) -> list[str]:
    """Items of the edition that name the body or programme."""
    return [item for item in _register(here, name).items(name) if here.framework.edition_of.get(item) is here.edition]


def _register(here: Here, name: str) -> Register:
    """The register that holds a body or a programme."""
    registers = here.site.mentions
    return registers.bodies if name in registers.bodies.items_naming else registers.programmes


def _list(here: Here, bodies: Iterable[Body]) -> View:
    rows = [
        {"href": here.to(here.links.body(one.id)), "name": one.name, "note": _note(here, one)}
        for one in sorted(bodies, key=lambda one: one.name.casefold())
    ]
    return View("bodies", {"bodies": rows}) if rows else paragraph("Not named.")


def _note(here: Here, one: Body) -> str:
    """“7 actions, 1 aspiration”, or where else the name stands."""
    framework = here.framework
    items = _register(here, one.id).items(one.id)
    if not items:
        return "Described in a source; not named in an item"
    own = [item for item in items if framework.edition_of.get(item) is here.edition]
    if not own:
        return f"Named in {_elsewhere(here, items)}"
    actions = [item for item in own if _is_action(here, item)]
    return counted(len(actions), "action") if actions else f"Named in {_kinds(own)}, not in an action"


def _kinds(items: Iterable[str]) -> str:
    found = dict.fromkeys(parsed.kind for item in items if (parsed := identifier(item)))
    names = {"context": "context", "aspiration": "aspirations", "role": "a role paragraph"}
    return " and ".join(names.get(kind, kind) for kind in found)


def _elsewhere(here: Here, items: Iterable[str]) -> str:
    places = dict.fromkeys(
        edition.label if (edition := here.framework.edition_of.get(item)) else "the Strategic Alliance"
        for item in items
    )
    return " and ".join(places)


def programmes(here: Here) -> View:
    """Every programme, product, service and document named in the current edition."""
    return _list(here, [one for one in here.framework.programmes if _of_edition(here, one.id)])


def programmes_elsewhere(here: Here) -> View:
    """The programmes that only the companion documents name."""
    return _list(here, [one for one in here.framework.programmes if not _of_edition(here, one.id)])


def described(here: Here) -> View:
    """How the sources describe the body, quoted; or that they do not."""
    one = _one(here)
    if not one.described:
        return paragraph("Not described in the source documents.")
    quotes = [
        {"text": quote.text,
         "source": link(here, here.links.source(quote.source), here.framework.source[quote.source].short)}
        for quote in one.described
    ]  # fmt: skip
    return View("quotations", {"quotations": quotes})


def _one(here: Here) -> Body:
    return here.site.named[here.subject]


def mentioned(here: Here) -> View:
    """Every item whose wording names the body or programme, whole, by document and priority."""
    items = _register(here, here.subject).items(here.subject)
    groups: dict[str, list[str]] = {}
    for item in items:
        groups.setdefault(_group(here, item), []).append(item)
    rows = [
        {"heading": heading, "items": [_mention(here, item) for item in group]} for heading, group in groups.items()
    ]
    if not rows:
        return paragraph("Not named in the wording of any item; a source describes it.")
    return View("mentions", {"groups": rows})


def _group(here: Here, item: str) -> str:
    edition, priority = here.framework.edition_of.get(item), here.framework.priority_of.get(item)
    if edition is None:
        return "Strategic Alliance"
    return f"{edition.label}: {priority.number} {priority.nav_label}" if priority else edition.label


def _mention(here: Here, item: str) -> dict[str, str]:
    text = here.framework.items[item].text
    return {"href": here.to(here.links.item(item)), "label": label(item), "text": text}


def also_known(here: Here) -> list[View]:
    """The forms in which the wording has the name, and the words behind an abbreviation in it."""
    one = _one(here)
    told = ", ".join(f"“{name}”" for name in (one.name, *one.aliases))
    stands_for = [paragraph("", parts=[one]) for one in short_forms(here, one.name)]
    return [paragraph(f"The wording is searched for: {told}."), *stands_for]
