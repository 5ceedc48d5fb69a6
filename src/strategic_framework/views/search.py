"""The page of results: what it says before its script fills it, and to those who have none."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.language.strings import translate
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link
from strategic_framework.views.macro import macro
from strategic_framework.views.view import Link, View


@frozen
class Results(View):
    """The place for the results of a search, and the ways that need no script."""

    ways: Sequence[Link]


@frozen
class Shortcut(View):
    """The switch for the key that leads to the search field; hidden without script, where there is no such key."""


@macro("block")
def search_shortcut(_: Here) -> View:
    """The switch for the key “/”, which leads to the search field. The choice is kept in the reader’s browser."""
    return Shortcut()


@macro("block")
def search_results(here: Here) -> View:
    """The results of the search for the words in the page's address; without script, what to use instead."""
    links, edition, framework = here.links, here.framework.current, here.framework
    ways = [
        (links.static_page("topics"), translate("ways.topics"), framework.policy_areas),
        (links.actions(edition), translate("nav.actions"), edition.actions),
        (links.static_page("named"), translate("nav.named"), framework.bodies),
        (links.static_page("glossary"), translate("ways.glossary"), framework.glossary),
    ]
    return Results([link(here, address, text) for address, text, there in ways if there])
