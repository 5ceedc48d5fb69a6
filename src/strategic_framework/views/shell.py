"""What stands around the content of a page: title, description, navigation, banner, footer, metadata."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.exports import linked_data, oembed
from strategic_framework.exports.jsonld import embed, jsonld_document, jsonld_item, jsonld_update
from strategic_framework.language.english import shortened
from strategic_framework.language.labels import label, within
from strategic_framework.language.strings import translate_text
from strategic_framework.model.frozen import frozen
from strategic_framework.views.around import Around, around
from strategic_framework.views.base import Here, tone
from strategic_framework.views.card import card_of, cards, in_words
from strategic_framework.views.embed import figure_page, frame_of
from strategic_framework.views.folder import alike
from strategic_framework.views.navigation import from_nowhere
from strategic_framework.views.page_heading import update_of
from strategic_framework.views.suggest_ways import way_from
from strategic_framework.views.titles import description, page_name, title
from strategic_framework.views.view import Link, Ready

#: Kinds of page whose address is a permanent name (RFC 8574, rel="cite-as").
_CITED = {"action", "aspiration", "priority", "change", "change_part", "version", "version_part"}


@frozen
class Alternate:
    """The same in another form: its media type, its address, its name."""

    type: str
    href: str
    title: str


@frozen
class Image:
    """A picture of its own address, and what it says."""

    href: str
    text: str


@frozen
class NotFound:
    """What the page at an unknown address offers: ways on, and the address of an action as an example."""

    ways: Sequence[Link]
    example: str


@frozen
class Shell:
    """The data of the page shell; every link is already what the page must write.

    `url`, `summary` and `image` are for those who show links (Open Graph, ogp.me); `is_article` is any page but the
    first. `own` names the stylesheet and the script that this page alone loads, in `assets/`.
    """

    around: Around
    title: str
    description: str
    canonical: str
    cite_as: str
    is_article: bool
    url: str
    summary: str
    image: Image
    tone: str
    jsonld: Ready
    edit: Link | None
    alternates: Sequence[Alternate]
    problems: Sequence[str]
    not_found: NotFound | None
    own: str


def shell(here: Here, problems: tuple[str, ...] = ()) -> Shell:
    """The shell of a page; `problems` are shown above it while serving."""
    called, described, canonical = page_name(here), description(here), _canonical(here)
    return Shell(
        around=around(here),
        title=title(here, called),
        description=described,
        canonical=canonical,
        cite_as=canonical if here.kind in _CITED else "",
        is_article=bool(here.address),
        url=here.links.absolute(here.address.lstrip("/")),
        summary=shortened(described, 200),
        image=_image(here, card_of(here)),
        tone=_tone(here),
        jsonld=_jsonld(here),
        edit=way_from(here),
        alternates=_alternates(here, called),
        problems=problems,
        not_found=_not_found(here) if here.kind == "not-found" else None,
        own=str(here.meta.get("own", "")),
    )


def _canonical(here: Here) -> str:
    """The address that search engines keep: where the page is for a frame, that of the page that it shows."""
    if here.address.startswith("/"):
        return ""
    if here.kind == "figure":
        return here.links.absolute(figure_page(here))
    return here.links.absolute(here.links.item(here.subject) if here.kind == "embed" else here.address)


def _tone(here: Here) -> str:
    if here.kind in {"priority", "action", "aspiration", "embed"}:
        return tone(here.priority, here.edition)
    return ""


@alike
def _image(here: Here, card: str) -> Image:
    """The card of that name."""
    drawn = cards(here.site)[card]
    return Image(here.links.absolute(drawn.address), in_words(drawn))


def _jsonld(here: Here) -> str:
    if here.kind in {"action", "aspiration", "priority"}:
        return embed(jsonld_item(here.framework, here.links, here.subject))
    if here.kind == "update":
        return embed(jsonld_update(here.framework, here.links, update_of(here)))
    if here.kind in {"home", "edition"}:
        return embed(jsonld_document(here.framework, here.links, here.edition))
    return ""


def _alternates(here: Here, called: str) -> list[Alternate]:
    """The page's subject as data, the feed of its changes or of all of them, and what shows it on another site.

    `called` is the name of the page.
    """
    alternates = []
    if here.kind == "home" or here.address == here.links.static_page("data"):
        name = translate_text("alternates.linked")
        rows = (("text/turtle", linked_data.TURTLE), ("application/ld+json", linked_data.JSONLD))
        alternates += [Alternate(media, here.to(address), name) for media, address in rows]
    if here.kind in {"action", "aspiration", "priority"}:
        with within(here.framework, here.edition_id):
            name = translate_text("alternates.data", item=label(here.subject))
        alternates.append(Alternate("application/json", here.to(here.links.data(here.subject)), name))
    if frame := _frame(here):
        address = here.to(here.links.oembed(frame.address))
        alternates.append(Alternate(oembed.MEDIA_TYPE, address, frame.title))
    if here.site.ledger.changes and not here.address.startswith("/"):
        own = here.subject if here.links.has_feed(here.subject) else ""
        name = translate_text("alternates.own_changes", page=called) if own else translate_text("alternates.changes")
        alternates.append(Alternate("application/atom+xml", here.to(here.links.feed(own)), name))
    return alternates


def _frame(here: Here) -> oembed.Frame | None:
    """What a page gives to another site that is told only its address: its item, or the figure that it shows."""
    if here.kind in {"priority", "action", "aspiration"}:
        return frame_of(here)
    if here.kind == "edition" and not here.edition.described_as:
        return frame_of(here, "weave")
    return frame_of(here, "matrix") if here.address == here.links.static_page("named") else None


def _not_found(here: Here) -> NotFound:
    actions = here.framework.current.actions
    return NotFound(from_nowhere(here), "/" + here.links.item(actions[0].id) if actions else "")
