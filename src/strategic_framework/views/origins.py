"""What reports and quotations rest on, whatever page names it: who says so, when, and the way out to the original."""

from __future__ import annotations

from urllib.parse import urlsplit

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import PlainWords, Source, WebPage
from strategic_framework.views.base import Here, link
from strategic_framework.views.summary import Fact, fact
from strategic_framework.views.view import Link


def host(address: str) -> str:
    """The name of the site that an address belongs to, as a reader knows it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def original(origin: Source | WebPage) -> list[Link]:
    """The way out to the original, where its address is known."""
    if not origin.address:
        return []
    return [Link(origin.address, translate_text("origin.read", title=origin.title, site=host(origin.address)))]


def about_origin(here: Here, origin: Source | WebPage) -> Link:
    """The way to what this site knows of it."""
    return link(here, here.links.source(origin.id), translate_text("origin.about", title=origin.short))


def dated(origin: Source | WebPage) -> str:
    """Its date, as exact as it states it, or that it is undated."""
    noted = origin.date_note if isinstance(origin, Source) else None
    return day(origin.date) if origin.date else noted or translate("origin.undated")


def origin_facts(origin: Source | WebPage) -> list[Fact]:
    """Its date, the way out, and the month in which it was seen there."""
    facts = [fact(translate("origin.date"), dated(origin))]
    if origin.address:
        facts.append(fact(translate("origin.original"), original(origin)))
    return [*facts, fact(translate("origin.seen"), day(origin.seen))] if origin.seen else facts


def ways_out(noun: PlainWords) -> list[Link]:
    """The page of a thing's own, and the page that supports what this site says of it."""
    ways = [("own", noun.link), ("support", noun.supported_by)]
    return [Link(address, translate_text(f"plain.{kind}", site=host(address))) for kind, address in ways if address]
