"""The local desk: what waits to be published, on the page of the form, while the site is served to its editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.content.links import LOCAL_DESK
from strategic_framework.language.command_line import command
from strategic_framework.language.strings import translate
from strategic_framework.views.base import Here, View
from strategic_framework.views.macro import macro

#: What the form cannot do → the command that does it.
_COMMANDS = {
    "publish": "publish", "as_at": "publish --as-at 2026-12-01", "undo": "undo chg-0031",
    "new_source": "new-source plan-2027 --text plan.txt", "new_edition": "new-edition 2027-31",
}  # fmt: skip


@dataclass(frozen=True)
class Command:
    """Something that is done by a command, and how it is typed here."""

    what: str
    typed: str


@dataclass(frozen=True)
class LocalDesk(View):
    """What waits, with the ways to change it. The script asks at `door`, and fills the page."""

    door: str
    commands: Sequence[Command]


@macro("block")
def local_desk(here: Here) -> Sequence[View]:
    """What waits to be published, where the site is served on the editor’s own computer; nothing on a built site."""
    commands = [Command(translate(f"local_desk.{name}"), command(words)) for name, words in _COMMANDS.items()]
    return [LocalDesk(LOCAL_DESK, commands)] if here.site.editable else []
