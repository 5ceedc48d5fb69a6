"""What stands between a priority and its actions, such as outcomes; and what stands in an action: its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from strategic_framework.language.english import and_list
from strategic_framework.language.labels import label
from strategic_framework.language.strings import translate
from strategic_framework.model import Action, Group
from strategic_framework.views import lists
from strategic_framework.views.base import Here, Paragraph, Section, section
from strategic_framework.views.cite import citations_of
from strategic_framework.views.history import retirement
from strategic_framework.views.macro import macro
from strategic_framework.views.retired import tally
from strategic_framework.views.view import View


@macro("section")
def parts(here: Here) -> list[View]:
    """The parts of the action that the page is about, each with its permanent address and how to cite it."""
    item = here.item
    if not isinstance(item, Action) or not item.parts:
        return []
    names = [part.id for part in item.parts]
    views = [*lists.actions_of(here, item.parts), *citations_of(here, names)]
    return [section("parts", translate("parts.title"), views)]


def groups(here: Here) -> list[View]:
    """The groups of the priority that a page is about, those in force first."""
    return [_group(here, group) for group in sorted(here.priority.groups, key=lambda group: group.retired)]


def _group(here: Here, group: Group) -> Section:
    return section(group.id, group.title, [*_body(here, group)], said=True, note=_note(group))


def _body(here: Here, group: Group) -> Iterator[View]:
    """Its text, then its actions after the words that lead into them, and its aspirations after theirs."""
    labels = here.edition.labels
    yield from retirement(replace(here, subject=group.id))
    if group.text:
        yield Paragraph(group.text, "said")
    if group.actions and labels.actions_lead_in:
        yield Paragraph(labels.actions_lead_in, "said")
    yield from lists.actions_of(here, group.actions)
    if group.aspirations and labels.aspirations:
        yield Paragraph(labels.aspirations, "said")
    yield from lists.aspirations_of(here, group.aspirations)


def _note(group: Group) -> str:
    """“Outcome 2: 3 actions and 1 aspiration.”, with the number that the plan itself gives it."""
    parts = ((group.actions, "action"), (group.aspirations, "aspiration"))
    under = and_list([tally(items, kind) for items, kind in parts if items])
    name = label(group.id)
    notes = [translate("groups.note", group=name, under=under) if under else translate("groups.empty", group=name)]
    notes += [translate("groups.reference", reference=group.reference)] if group.reference else []
    return Markup(" ").join(notes)
