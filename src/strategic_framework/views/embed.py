"""One sentence on a small page of its own, for a frame on another site."""

from __future__ import annotations

from dataclasses import dataclass

from strategic_framework.language.labels import label
from strategic_framework.views.base import Here, Link, View, tone
from strategic_framework.views.card import standing
from strategic_framework.views.macro import macro


@dataclass(frozen=True)
class Embed(View):
    """A sentence, its name as the way to its page, what it is from, and whose page this is not.

    `later` is the edition in force, where the sentence is of an earlier one.
    """

    tone: str
    name: Link
    lead_in: str
    text: str
    work: Link
    publisher: str
    standing: str
    later: Link | None = None


@macro("head")
def sentence(here: Here) -> View:
    """One action or aspiration, whole, with the way to its page: for a frame on another site."""
    action = here.subject in {row.id for row in here.edition.actions}
    # A frame may stand anywhere, so its links leave it by their whole address.
    links, settings = here.links, here.framework.settings
    return Embed(
        tone(here.priority, here.edition),
        Link(links.absolute(links.item(here.subject)), label(here.subject)),
        (here.edition.labels.actions_lead_in or "") if action else "",
        here.item.text,
        Link(links.absolute(links.edition(here.edition)), here.edition.title),
        settings.publisher.name,
        standing(here),
        Link(links.absolute(links.edition(later)), later.title) if (later := here.later_edition) else None,
    )
