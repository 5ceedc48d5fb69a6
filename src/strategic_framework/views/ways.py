"""The main ways into the document, as the home page offers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.language.strings import translate
from strategic_framework.views.base import Here, View
from strategic_framework.views.macro import macro
from strategic_framework.views.retired import counted_apart


@dataclass(frozen=True)
class Way:
    """A task that a reader can follow, and what awaits there."""

    href: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Ways(View):
    """Tasks that a reader can follow; `two` in two columns where there is room."""

    ways: Sequence[Way]
    two: bool = False


@macro("block")
def ways(here: Here) -> View:
    """The main ways into the document, with what each holds."""
    edition, framework, links = here.edition, here.framework, here.links
    count, apart = len(edition.actions), counted_apart(edition.actions)
    actions = translate("retired.tally", count=count, apart=apart) if apart else count
    rows = [
        (links.actions(edition), "action", edition.actions),
        (links.static_page("named"), "named", framework.bodies),
        (links.aspirations(edition), "aspirations", edition.aspirations),
        (links.static_page("timeline"), "timeline", framework.timeline),
        (links.static_page("alliance"), "alliance", framework.alliance),
        (links.static_page("compare"), "compare", framework.continuity),
        (links.print_page(edition), "print", True),
        (links.static_page("data"), "data", True),
    ]
    return Ways([
        Way(here.to(address), translate(f"home.{name}"), translate(f"home.{name}_note", count=actions))
        for address, name, there in rows if there
    ], two=True)  # fmt: skip
