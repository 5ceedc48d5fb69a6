"""The main ways into the document, as the home page offers them."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.language.labels import the_alliance
from strategic_framework.language.strings import translate
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link, section
from strategic_framework.views.lists import priority_section
from strategic_framework.views.macro import macro
from strategic_framework.views.navigation import footer, places
from strategic_framework.views.retired import counted_apart
from strategic_framework.views.view import Link, View


@frozen
class Way:
    """A task that a reader can follow, and what awaits there."""

    href: str
    text: str
    note: str = ""


@frozen
class Ways(View):
    """Tasks that a reader can follow; `two` in two columns where there is room."""

    ways: Sequence[Way]
    two: bool = False


@frozen
class Topics(View):
    """The way to all topics, then some by name."""

    every: Link
    named: Sequence[Link]


@macro("block")
def ways(here: Here) -> View:
    """The main ways into the document in the order of what people come for, with what each holds."""
    edition, framework, links = here.edition, here.framework, here.links
    count, apart = len(edition.actions), counted_apart(edition.actions)
    alliance = the_alliance(framework)
    actions = translate("retired.tally", count=count, apart=apart) if apart else count
    rows = [
        (links.static_page("about"), "official", True),
        (links.static_page("changes"), "new", here.site.ledger.changes),
        (links.static_page("data"), "data", True),
        (f"{links.edition(edition)}#cite", "cite", True),
        (links.actions(edition), "action", edition.actions),
        (links.static_page("named"), "named", framework.bodies),
        (links.aspirations(edition), "aspirations", edition.aspirations),
        (links.static_page("timeline"), "timeline", framework.timeline),
        (links.static_page("alliance"), "alliance", framework.alliance),
        (links.static_page("compare"), "compare", framework.continuity),
        (links.print_page(edition), "print", True),
    ]
    return Ways([
        Way(here.to(address), translate(f"home.{name}", alliance=alliance),
            translate(f"home.{name}_note", count=actions))
        for address, name, there in rows if there
    ], two=True)  # fmt: skip


@macro("section")
def topic_ways(here: Here) -> list[View]:
    """The way to one’s own topic: the page of topics, and each policy area that the framework names."""
    areas, links = here.framework.policy_areas, here.links
    if not areas:
        return []
    every = link(here, links.static_page("topics"), translate("topic_ways.all"))
    named = [link(here, links.policy_area(area.id), area.name) for area in areas]
    return [section("topics", translate("topic_ways.title"), Topics(every, named))]


@macro("section")
def everything(here: Here) -> list[View]:
    """Every place of the site: the places of the navigation, the priorities, and the ways at the foot of each page."""
    main = [Way(place.href, place.text) for place in places(here)]
    more = [Way(way.href, way.text) for way in footer(here) if way.href != here.to(here.address)]
    return [
        section("framework", translate("everything.framework"), Ways(main, two=True)),
        *priority_section(here),
        section("more", translate("everything.more"), Ways(more, two=True)),
    ]
