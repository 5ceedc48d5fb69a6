"""What carries on from one edition to another: on the later item what it carries on, on the earlier where it went."""

from __future__ import annotations

from collections.abc import Iterable

from strategic_framework.language.strings import translate, translate_text
from strategic_framework.views.base import Here, link, section
from strategic_framework.views.history import records_of
from strategic_framework.views.macro import macro
from strategic_framework.views.places import called
from strategic_framework.views.summary import Summary, fact
from strategic_framework.views.view import Link, View


def carries_on(here: Here, name: str) -> list[Link]:
    """What an item or a priority carries on."""
    noun = here.framework.items.get(name) or here.framework.priorities.get(name)
    return _links(here, name, noun.carried if noun else ())


def carried_on_by(here: Here, name: str) -> list[Link]:
    """Where an item or a priority went: everything that carries it on."""
    return _links(here, name, here.site.carried_on_by.get(name, []))


def _links(here: Here, name: str, others: Iterable[str]) -> list[Link]:
    return [link(here, here.links.item(other), _of_edition(here, name, other)) for other in others]


def _of_edition(here: Here, name: str, other: str) -> str:
    """What another item is called, with its edition where that is not this one's."""
    edition, item = here.framework.edition_of.get(other), called(here, other)
    if edition is None or edition is here.framework.edition_of.get(name) or edition.label in item:
        return item
    return translate_text("labels.of_edition", item=item, edition=edition.label)


@macro("section")
def continued(here: Here) -> list[View]:
    """What the priority or document carries on and where it went, with its parts that have no page of their own."""
    rows = [
        fact(translate(f"continued.{way}", item=called(here, name)), links)
        for name in records_of(here)
        if name in here.framework.items or name in here.framework.priorities
        for way, links in (("carries_on", carries_on(here, name)), ("carried_on", carried_on_by(here, name)))
        if links
    ]
    return [section("continued", translate("continued.title"), Summary(rows))] if rows else []
