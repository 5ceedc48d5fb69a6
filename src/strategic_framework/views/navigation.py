"""The ways through the site that stand on every page: the places above, the footer, and the not-found page's."""

from __future__ import annotations

from strategic_framework.language.strings import translate
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link
from strategic_framework.views.suggest_ways import form_label
from strategic_framework.views.view import Link

#: Kinds of page that show aspirations.
_ASPIRATIONS = ("aspiration", "aspirations_page")


@frozen
class Place:
    """A place of the main navigation, and whether the page is in it."""

    href: str
    text: str
    current: bool


def places(here: Here) -> list[Place]:
    """The main navigation: what this framework has."""
    links, edition, framework = here.links, here.framework.current, here.framework
    rows = [
        (links.priorities(edition), translate("nav.priorities"), True, ("edition", "priority")),
        (links.actions(edition), translate("nav.actions"), edition.actions, ("action", "actions_page")),
        (links.aspirations(edition), translate("nav.aspirations"), edition.aspirations, _ASPIRATIONS),
        (links.static_page("measures"), translate("ways.measures"), framework.measures, ("measure",)),
        (links.static_page("named"), translate("nav.named"), framework.bodies, ("body", "programme")),
        (links.static_page("alliance"), translate("nav.alliance"), framework.alliance, ()),
        (links.static_page("editions"), translate("nav.editions"), len(framework.editions) > 1, ()),
        (links.static_page("timeline"), translate("nav.timeline"), framework.timeline, ()),
        (links.static_page("changes"), translate("nav.changes"), here.site.ledger.changes, ("change",)),
    ]
    return [
        Place(here.to(address), text, _is_current(here, address, kinds))
        for address, text, there, kinds in rows
        if there
    ]


def _is_current(here: Here, address: str, kinds: tuple[str, ...]) -> bool:
    """Whether the page is in this place: it is the place, or one of the things that the place lists."""
    if here.address == address or here.address.startswith(f"{address}compare"):
        return True
    if here.kind == "edition" and here.edition is not here.framework.current:
        return address == here.links.static_page("editions")
    return here.kind in kinds


def footer(here: Here) -> list[Link]:
    """The ways at the foot of every page."""
    links, edition, framework = here.links, here.framework.current, here.framework
    ways = [
        (links.static_page("contents"), translate("ways.contents"), True),
        (links.static_page("about"), translate("ways.about"), True),
        (links.static_page("sources"), translate("ways.sources"), True),
        (links.print_page(edition), translate("ways.whole"), True),
        (links.static_page("data"), translate("ways.data"), True),
        (links.versions(edition.id), translate("ways.versions"), here.site.ledger.changes),
        (links.static_page("as-at"), translate("ways.as_at"), here.site.ledger.changes),
        (links.feed(), translate("ways.feed"), here.site.ledger.changes),
        (links.static_page("topics"), translate("ways.topics"), framework.policy_areas),
        (links.static_page("glossary"), translate("ways.glossary"), framework.glossary),
        (links.static_page("accessibility"), translate("ways.accessibility"), True),
        (links.static_page("privacy"), translate("ways.privacy"), True),
        (links.static_page("feedback"), translate("ways.feedback"), True),
        (links.static_page("suggest"), form_label(here.site), True),
    ]
    return [link(here, address, text) for address, text, there in ways if there]


def from_nowhere(here: Here) -> list[Link]:
    """The ways that the not-found page offers."""
    links, edition = here.links, here.framework.current
    rows = [
        (links.priorities(edition), translate("not_found.priorities"), True),
        (links.actions(edition), translate("not_found.actions", count=len(edition.actions)), edition.actions),
        (links.static_page("changes"), translate("not_found.changes"), here.site.ledger.changes),
        (links.static_page("contents"), translate("not_found.contents"), True),
        (links.static_page("feedback"), translate("not_found.feedback"), True),
    ]
    return [link(here, address, text) for address, text, there in rows if there]
