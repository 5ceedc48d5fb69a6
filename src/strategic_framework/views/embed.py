"""Small pages for a frame on another site: a sentence, a priority or a figure, and the code that shows each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from strategic_framework.exports import oembed
from strategic_framework.exports.oembed import Frame
from strategic_framework.language.english import and_list
from strategic_framework.language.labels import label
from strategic_framework.language.strings import current, translate
from strategic_framework.model import Action
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link, tone
from strategic_framework.views.card import standing
from strategic_framework.views.diagrams.weave import weave
from strategic_framework.views.folder import alike
from strategic_framework.views.macro import macro
from strategic_framework.views.matrix import table
from strategic_framework.views.retired import tally
from strategic_framework.views.site import Site
from strategic_framework.views.view import Link, View


@frozen
class Embed(View):
    """A sentence or a figure, its name as the way to its page, what it is from, and whose page this is not.

    `under` is what stands under a priority; `later` the edition in force, where the sentence is of an earlier one.
    """

    tone: str
    name: Link
    lead_in: str
    text: str
    work: Link
    publisher: str
    standing: str
    later: Link | None = None
    under: str = ""
    figure: Sequence[View] = ()


@frozen
class EmbedCode(View):
    """The code that shows something on another site, and the way to what it shows; `folded` under its own name."""

    embed: Link
    code: str
    folded: bool = False


@macro("head")
def embedded(here: Here) -> View:
    """What a page for a frame shows: an action, an aspiration, a priority or a figure, with the way to its page."""
    if here.kind == "figure":
        return _figure(here)
    return _priority(here) if here.subject in here.framework.priorities else _sentence(here)


@macro("block")
def to_embed(here: Here, figure: str = "") -> View:
    """The code that shows the priority of the page, or a figure, on another site: `{{ to_embed("weave") }}`."""
    if figure and figure not in oembed.FIGURES:
        raise ValueError(f"There is no figure “{figure}”. Write one of: {', '.join(oembed.FIGURES)}.")
    return embed_code(here, frame_of(here, figure), folded=True)


def embed_code(here: Here, frame: Frame, *, folded: bool = False) -> EmbedCode:
    """The code that shows a frame."""
    return EmbedCode(link(here, frame.address, translate("share.embed")), oembed.code(here.links, frame), folded)


def frame_of(here: Here, figure: str = "") -> Frame:
    """The frame of what the page is about, or of a figure of its edition."""
    if figure:
        return oembed.figure_of(here.framework, here.links, figure, here.edition)
    return _last_frame(here.site, here.subject, current().places)


@lru_cache(maxsize=1)  # a page asks for it twice: what stands around it, and what it shows
def _last_frame(site: Site, subject: str, _: object) -> Frame:
    return oembed.frame_of(site.framework, site.links, subject)


def _sentence(here: Here) -> Embed:
    lead_in = (here.edition.labels.actions_lead_in or "") if isinstance(here.item, Action) else ""
    name = _way(here, here.links.item(here.subject), label(here.subject))
    return _framed(here, name, tone=tone(here.priority, here.edition), lead_in=lead_in, text=here.item.words)


def _priority(here: Here) -> Embed:
    priority = here.priority
    name = _way(here, here.links.priority(priority), label(priority.id))
    parts = ((priority.groups, "group"), (priority.all_actions, "action"), (priority.all_aspirations, "aspiration"))
    under = and_list([tally(items, kind) for items, kind in parts if items])
    return _framed(here, name, tone=tone(priority, here.edition), text=priority.title, under=under)


def _figure(here: Here) -> Embed:
    views: Sequence[View] = [weave(here)] if here.subject == "weave" else table(here)
    return _framed(here, _way(here, figure_page(here), frame_of(here, here.subject).title), figure=views)


def figure_page(here: Here) -> str:
    """The page that a figure stands on; the table of who is named stands on one for the edition in force alone."""
    named = here.subject == "matrix" and here.edition is here.framework.current
    return here.links.static_page("named") if named else here.links.edition(here.edition)


def _way(here: Here, address: str, text: str) -> Link:
    """A frame may stand anywhere, so its links leave it by their whole address."""
    return Link(here.links.absolute(address), text)


def _framed(
    here: Here, name: Link, *, tone: str = "", lead_in: str = "", text: str = "", under: str = "",
    figure: Sequence[View] = (),
) -> Embed:  # fmt: skip
    work, publisher, whose, later = _from(here)
    return Embed(tone, name, lead_in, text, work, publisher, whose, later, under, figure)


@alike
def _from(here: Here) -> tuple[Link, str, str, Link | None]:
    """What everything in a frame is from: its edition, the publisher, whose page this is not, the edition in force."""
    edition, later = here.edition, here.later_edition
    return (
        _way(here, here.links.edition(edition), edition.title),
        here.framework.settings.publisher.name,
        standing(here),
        _way(here, here.links.edition(later), later.title) if later else None,
    )
