"""What stands around the content of a page: title, description, navigation, banner, footer, metadata."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.exports import linked_data, oembed
from strategic_framework.exports.jsonld import embed, jsonld_document, jsonld_item, jsonld_update
from strategic_framework.language.english import day, shortened
from strategic_framework.language.labels import label, within
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Face
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link, tone
from strategic_framework.views.card import card_of, in_words
from strategic_framework.views.embed import figure_page, frame_of
from strategic_framework.views.navigation import from_nowhere, navigation
from strategic_framework.views.page_heading import update_of
from strategic_framework.views.suggest_ways import way_from
from strategic_framework.views.titles import description, page_name, title
from strategic_framework.views.view import Inspected, Link, Ready, SharedList

#: Kinds of page whose address is a permanent name (RFC 8574, rel="cite-as").
_CITED = {"action", "aspiration", "priority", "change", "version", "version_part"}
#: The looks of a plan that chooses none.
_PLAIN = Face()


@frozen
class Banner:
    """Whose page this is not, and the way to the page that explains it."""

    tag: str
    text: str
    link: Link


@frozen
class Later:
    """That a later edition is in force, and the way to it."""

    text: str
    link: Link


@frozen
class Property:
    """A property of Open Graph (ogp.me), for those who show links."""

    name: str
    content: str


@frozen
class Alternate:
    """The same in another form: its media type, its address, its name."""

    type: str
    href: str
    title: str


@frozen
class NotFound:
    """What the page at an unknown address offers: ways on, and the address of an action as an example."""

    ways: Sequence[Link]
    example: str


@frozen
class Shell:
    """The data of the page shell; every link is already what the page must write.

    `own` names the stylesheet and the script that this page alone loads, in `assets/`.
    """

    title: str
    name: str
    name_label: str
    home: str
    description: str
    canonical: str
    cite_as: str
    robots: str
    framed: bool
    banner: Banner | None
    period_over: str
    later: Later | None
    contents: str
    places: SharedList
    footer: SharedList
    as_at: str
    latest: str
    tone: str
    lang: str
    og: Sequence[Property]
    jsonld: Ready
    edit: Link | None
    alternates: Sequence[Alternate]
    problems: Sequence[str]
    not_found: NotFound | None
    own: str
    logo: Link | None
    fonts: Inspected[Sequence[str]]


#: What every page says in the same words.
_LOCALE = Property("og:locale", "en_GB")
_CARD = (
    Property("og:image:type", "image/png"), Property("og:image:width", "1200"), Property("og:image:height", "630"),
)  # fmt: skip


def shell(here: Here, problems: tuple[str, ...] = ()) -> Shell:
    """The shell of a page; `problems` are shown above it while serving."""
    settings, edition = here.framework.settings, here.framework.current
    places, footer = navigation(here)
    face = settings.face or _PLAIN
    called, described = page_name(here), description(here)
    name = title(here, called)
    return Shell(
        title=name,
        name=settings.title,
        name_label=edition.label,
        home=here.to("") or "./",
        description=described,
        canonical=_canonical(here),
        cite_as=here.links.absolute(here.address) if here.kind in _CITED else "",
        robots="noindex" if here.framed or not settings.official else "",
        framed=here.framed,
        banner=_banner(here),
        period_over=_period_over(here),
        later=_later(here),
        contents=here.to(here.links.static_page("contents")),
        places=places,
        footer=footer,
        as_at=day(settings.as_at),
        latest=here.site.ledger.latest,
        tone=_tone(here),
        lang="en-GB",
        og=_open_graph(here, name, described),
        jsonld=_jsonld(here),
        edit=way_from(here),
        alternates=_alternates(here, called),
        problems=problems,
        not_found=_not_found(here) if here.kind == "not-found" else None,
        own=str(here.meta.get("own", "")),
        logo=Link(here.to(face.logo.file), face.logo.text) if face.logo else None,
        fonts=_fonts(face),
    )


def _fonts(face: Face) -> list[str]:
    """The files of the fonts that every page shows: none for a typeface that the reader’s device has."""
    return [name for name in (face.quoted, face.written) if name in {"newsreader", "public-sans"}]


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


def _banner(here: Here) -> Banner | None:
    settings, about = here.framework.settings, link(here, here.links.static_page("about"), translate("banner.what"))
    if settings.official:
        return None
    if settings.fictional:
        return Banner(translate("banner.example"), translate("banner.invented"), about)
    text = translate("banner.independent", publisher=settings.publisher.in_a_sentence)
    return Banner(translate("banner.demonstration"), text, about)


def _period_over(here: Here) -> str:
    """Said once the period is over on the as-at date; a month or a year ends with its last day."""
    edition, as_at = here.edition, here.framework.settings.as_at
    over = as_at[: len(edition.ends)] > edition.ends
    return translate("banner.over", day=day(edition.ends)) if over else ""


def _later(here: Here) -> Later | None:
    """Said on every page of an edition before the current one."""
    later = here.later_edition
    if later is None:
        return None
    return Later(translate("banner.later"), link(here, here.links.edition(later), later.title))


def _open_graph(here: Here, name: str, described: str) -> list[Property]:
    settings, card = here.framework.settings, card_of(here)
    return [
        Property("og:type", "article" if here.address else "website"),
        Property("og:title", name),
        Property("og:description", shortened(described, 200)),
        Property("og:url", here.links.absolute(here.address.lstrip("/"))),
        Property("og:site_name", f"{settings.title} {here.framework.current.label}"),
        _LOCALE,
        Property("og:image", here.links.absolute(card.address)),
        *_CARD,
        Property("og:image:alt", in_words(card)),
    ]


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
