"""The local desk: what waits to be published, on the page of the form, while the site is served to its editor."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.content.links import LOCAL_DESK
from strategic_framework.language.command_line import command
from strategic_framework.language.strings import translate
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here
from strategic_framework.views.macro import macro
from strategic_framework.views.view import View

#: What neither the form nor this page does → the command that does it.
_COMMANDS = {
    "publish": "publish", "as_at": "publish --as-at 2026-12-01", "undo": "undo chg-0031",
    "new_priority": 'add priority --priority {edition} --set title="…" --set nav_label="…"',
    "new_measure": 'add measure --set under={priority} --set name="…" --set unit="…"',
    "new_edition": "new-edition 2027-31",
}  # fmt: skip
#: What can be added here, by its file → its fields as a proposal has them; one that it needs ends in a star.
_ADDITIONS = {
    "bodies": "name* plain supported_by link seen",
    "programmes": "name* plain supported_by link seen",
    "glossary": "term* expansion source quote plain supported_by seen",
    "policy-areas": "name* aliases named_in*",
    "web-pages": "title* publisher* address* date seen* note",
    "sources": "title* short* author* kind* date address seen note document*",
}
_LONG = {"plain", "quote", "note", "document"}
_WITH_HINT = {"aliases", "named_in", "supported_by", "date", "seen", "document", "address", "link"}


@frozen
class Command:
    """Something that is done by a command, and how it is typed here."""

    what: str
    typed: str


@frozen
class Field:
    """A field of what is added. Its label says where it may be left empty."""

    name: str
    label: str
    hint: str
    needed: bool
    long: bool


@frozen
class Addition:
    """Something that can be added: its file, what it is called, and its fields."""

    file: str
    text: str
    fields: Sequence[Field]


@frozen
class LocalDesk(View):
    """What waits, with the ways to change it and to add to it. The script asks at `door`, and fills the page."""

    door: str
    additions: Sequence[Addition]
    commands: Sequence[Command]


@macro("block")
def local_desk(here: Here) -> Sequence[View]:
    """What waits to be published, where the site is served on the editor’s own computer; nothing on a built site."""
    current = here.framework.current
    places = {"edition": current.id, "priority": next((priority.id for priority in current.priorities), "pri-1")}
    commands = [
        Command(translate(f"local_desk.{name}"), command(words.format(**places)))
        for name, words in _COMMANDS.items()
        if name != "new_measure" or not here.framework.measures  # the form adds one to those that there are
    ]
    additions = [
        Addition(file, translate(f"local_desk.add_{file}"), [_field(name) for name in fields.split()])
        for file, fields in _ADDITIONS.items()
    ]
    return [LocalDesk(LOCAL_DESK, additions, commands)] if here.site.editable else []


def _field(given: str) -> Field:
    name, needed = given.rstrip("*"), given.endswith("*")
    label = translate(f"local_desk.field_{name}")
    hint = translate(f"local_desk.hint_{name}") if name in _WITH_HINT else ""
    return Field(name, label if needed else translate("local_desk.optional", label=label), hint, needed, name in _LONG)
