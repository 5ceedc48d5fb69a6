"""What stands around the content of every page, and is the same for many: whose site it is, navigation, footer."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate
from strategic_framework.model import Face
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link
from strategic_framework.views.folder import alike
from strategic_framework.views.navigation import Place, footer, places
from strategic_framework.views.view import Inspected, Link, Shared

#: Kinds of page that stand in one folder, none of them in the navigation or above anything that is.
_SIDE_BY_SIDE = {
    "action", "aspiration", "priority", "body", "programme", "change", "update", "source", "topic", "embed", "measure",
}  # fmt: skip
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
class Around(Shared):
    """What pages side by side have around them; every link is already what they must write."""

    name: str
    name_label: str
    home: str
    contents: str
    lang: str
    robots: str
    framed: bool
    banner: Banner | None
    period_over: str
    later: Later | None
    places: Sequence[Place]
    footer: Sequence[Link]
    as_at: str
    latest: str
    logo: Link | None
    fonts: Inspected[Sequence[str]]


def around(here: Here) -> Around:
    """What stands around a page. Pages that stand side by side have it alike, as no way in it leads to one of them."""
    return _beside(here) if here.kind in _SIDE_BY_SIDE else _of(here)


@alike
def _beside(here: Here) -> Around:
    return _of(here)


def _of(here: Here) -> Around:
    settings = here.framework.settings
    face = settings.face or _PLAIN
    return Around(
        name=settings.title,
        name_label=here.framework.current.label,
        home=here.to("") or "./",
        contents=here.to(here.links.static_page("contents")),
        lang="en-GB",
        robots="noindex" if here.framed or not settings.official else "",
        framed=here.framed,
        banner=_banner(here),
        period_over=_period_over(here),
        later=_later(here),
        places=places(here),
        footer=footer(here),
        as_at=day(settings.as_at),
        latest=here.site.ledger.latest,
        logo=Link(here.to(face.logo.file), face.logo.text) if face.logo else None,
        fonts=_fonts(face),
    )


def _fonts(face: Face) -> list[str]:
    """The files of the fonts that every page shows: none for a typeface that the reader’s device has."""
    return [name for name in (face.quoted, face.written) if name in {"newsreader", "public-sans"}]


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
