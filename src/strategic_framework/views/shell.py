"""What stands around the matter of a page: title, description, navigation, banner, footer, metadata."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from strategic_framework.exports.jsonld import embed, jsonld_document, jsonld_item
from strategic_framework.language import strings
from strategic_framework.language.english import day, sentence, shortened
from strategic_framework.language.labels import label, title_of
from strategic_framework.language.strings import say
from strategic_framework.views.base import Here, Shared, Site, link, tone
from strategic_framework.views.card import card_of, told
from strategic_framework.views.changes import change_of, decided
from strategic_framework.views.difference import name_of
from strategic_framework.views.page_heading import update_of
from strategic_framework.views.versions import document_id, version_of

#: Kinds of page whose address is a permanent name (RFC 8574, rel="cite-as").
_CITED = {"action", "aspiration", "priority", "change", "version"}
#: Kinds of page that stand in one folder, none of them in the navigation or above anything that is.
_SIDE_BY_SIDE = {"action", "aspiration", "priority", "body", "programme", "change", "update"}


def shell(here: Here, problems: tuple[str, ...] = ()) -> dict[str, Any]:
    """The data of the page shell; every link is already what this page must write."""
    settings, edition = here.framework.settings, here.framework.current
    text, (places, footer) = title(here), _ways(here)
    return {
        "title": text,
        "name": settings.title,
        "name_label": edition.label,
        "home": here.to("") or "./",
        "description": description(here),
        "canonical": here.links.absolute(here.address) if not here.address.startswith("/") else "",
        "cite_as": here.links.absolute(here.address) if here.kind in _CITED else "",
        "robots": "" if settings.official else "noindex",
        "official": settings.official,
        "fictional": settings.fictional,
        "banner": _banner(here),
        "period_over": _over(here),
        "places": places,
        "footer": footer,
        "as_at": day(settings.as_at),
        "latest": next((one.id for one in reversed(here.site.ledger.changes) if not one.is_cosmetic), ""),
        "tone": _tone(here),
        "lang": "en-GB",
        "og": _open_graph(here, text),
        "jsonld": _jsonld(here),
        "edit": _edit(here),
        "alternates": _alternates(here),
        "problems": list(problems),
        "not_found": _not_found(here) if here.kind == "not-found" else {},
    }


def page_name(here: Here) -> str:
    """What the page is called, understandable without its neighbours."""
    if here.kind in {"action", "aspiration"}:
        return f"{label(here.subject)}: {shortened(here.item.text, 50)}"
    if here.kind == "priority":
        return f"Priority {here.priority.number}: {here.priority.nav_label}"
    if here.kind in {"body", "programme"}:
        return here.site.body_names[here.subject]
    if here.kind == "edition":
        return here.edition.title
    if here.kind == "update":
        return f"{label(here.subject)}: {update_of(here).title}"
    if here.kind == "change":
        return f"{label(here.subject)}: {sentence(title_of(change_of(here)))}"
    if here.kind == "version":
        return f"Version {version_of(here).number} of {_document(here)}"
    if here.meta.get("under") == "versions":
        return f"Versions of {_document(here)}"
    kind, name = here.meta.get("kind", ""), str(here.meta.get("title", here.framework.settings.title))
    return f"{kind}: {name[:1].lower()}{name[1:]}" if kind else name


def _document(here: Here) -> str:
    name = name_of(here, document_id(here))
    return f"the {name}" if here.edition_id else name.replace("The ", "the ")


def title(here: Here) -> str:
    """The title in the window's bar and in search results: what the page is, and whose framework it is about."""
    settings, name = here.framework.settings, page_name(here)
    publisher = settings.publisher.name
    own = here.kind == "edition"  # its own title holds the title and the period that the others add
    site = publisher if own else f"{settings.title} {here.framework.current.label}, {publisher}"
    what = strings.text("title.example") if settings.fictional else strings.text("title.demonstration")
    end = "" if settings.official else what
    return " – ".join(text for text in (name if here.address else "", site, end) if text)


def description(here: Here) -> str:
    """One sentence for search results and link previews: the framework's own words where the page is about them."""
    if here.kind in {"action", "aspiration"}:
        return here.item.text
    if here.kind == "priority":
        return here.priority.title
    if here.kind == "change":
        one = change_of(here)
        return " ".join(filter(None, [f"{sentence(title_of(one))}.", one.reason or "", decided(one)]))
    if here.kind == "version":
        return strings.text("description.version", number=version_of(here).number, document=_document(here))
    if here.kind in {"body", "programme"}:
        return strings.text("description.named", name=here.site.body_names[here.subject])
    first = here.edition.introduction[:1]
    return str(here.meta.get("description") or here.meta.get("lead") or (first[0].text if first else title(here)))


def _tone(here: Here) -> str:
    if here.kind in {"priority", "action", "aspiration"}:
        return tone(here.priority, here.edition)
    return ""


def _banner(here: Here) -> dict[str, str] | None:
    settings = here.framework.settings
    if settings.official:
        return None
    if settings.fictional:
        return {"tag": say("banner.example"), "text": say("banner.invented"), **_what_this_is(here)}
    text = say("banner.independent", publisher=settings.publisher.name)
    return {"tag": say("banner.demonstration"), "text": text, **_what_this_is(here)}


def _what_this_is(here: Here) -> dict[str, str]:
    return {"href": here.to(here.links.static_page("about")), "link_text": say("banner.what")}


def _over(here: Here) -> str:
    """Said once the period is over on the as-at date; a month or a year ends with its last day."""
    edition, as_at = here.edition, here.framework.settings.as_at
    over = as_at[: len(edition.ends)] > edition.ends
    return say("banner.over", day=day(edition.ends)) if over else ""


def _ways(here: Here) -> tuple[Shared, Shared]:
    """The places and the footer. Pages that stand side by side write them alike, as no way of theirs leads to one."""
    if here.kind in _SIDE_BY_SIDE:
        parent = here.address[: here.address.rindex("/", 0, -1) + 1]
        return _ways_beside(here.site, here.kind, here.edition_id, parent, strings.spoken())
    return Shared(_places(here)), Shared(_footer(here))


@lru_cache(maxsize=8)  # pages come kind by kind, and while serving no more than a few sites are held
def _ways_beside(
    site: Site,
    kind: str,
    edition: str,
    parent: str,
    spoken: strings.Strings,  # noqa: ARG001 (in whose words)
) -> tuple[Shared, Shared]:
    here = Here(site, f"{parent}-/", kind, edition_id=edition)
    return Shared(_places(here)), Shared(_footer(here))


def _places(here: Here) -> list[dict[str, Any]]:
    links, edition, framework = here.links, here.framework.current, here.framework
    places = [
        (links.edition(edition), say("nav.priorities"), True, ("edition", "priority")),
        (links.actions(edition), say("nav.actions"), edition.actions, ("action",)),
        (links.aspirations(edition), say("nav.aspirations"), edition.aspirations, ("aspiration",)),
        (links.static_page("named"), say("nav.named"), framework.bodies, ("body", "programme")),
        (links.static_page("alliance"), say("nav.alliance"), framework.alliance, ()),
        (links.static_page("editions"), say("nav.editions"), len(framework.editions) > 1, ()),
        (links.static_page("timeline"), say("nav.timeline"), framework.timeline, ()),
        (links.static_page("changes"), say("nav.changes"), here.site.ledger.changes, ("change",)),
    ]
    return [
        {"href": here.to(address), "text": text, "current": _is_current(here, address, kinds)}
        for address, text, there, kinds in places
        if there
    ]


def _is_current(here: Here, address: str, kinds: tuple[str, ...]) -> bool:
    """Whether the page is in this place: it is the place, or one of the things that the place lists."""
    if here.address == address or here.address.startswith(f"{address}compare"):
        return True
    if here.kind == "edition" and here.edition is not here.framework.current:
        return address == here.links.static_page("editions")
    return here.kind in kinds


def _footer(here: Here) -> list[dict[str, str]]:
    links, edition = here.links, here.framework.current
    framework = here.framework
    ways = [
        (links.static_page("about"), say("ways.about"), True),
        (links.static_page("sources"), say("ways.sources"), True),
        (links.print_page(edition), say("ways.whole"), True),
        (links.static_page("data"), say("ways.data"), True),
        (links.versions(edition.id), say("ways.versions"), here.site.ledger.changes),
        (links.static_page("as-at"), say("ways.as_at"), here.site.ledger.changes),
        (links.feed(), say("ways.feed"), here.site.ledger.changes),
        (links.static_page("policy-areas"), say("ways.policy_areas"), framework.policy_areas),
        (links.static_page("glossary"), say("ways.glossary"), framework.glossary),
        (links.static_page("accessibility"), say("ways.accessibility"), True),
        (links.static_page("privacy"), say("ways.privacy"), True),
        (links.static_page("feedback"), say("ways.feedback"), True),
    ]
    return [link(here, address, text) for address, text, there in ways if there]


def _open_graph(here: Here, text: str) -> dict[str, str]:
    settings, card = here.framework.settings, card_of(here)
    return {
        "og:type": "article" if here.address else "website",
        "og:title": text,
        "og:description": shortened(description(here), 200),
        "og:url": here.links.absolute(here.address.lstrip("/")),
        "og:site_name": f"{settings.title} {here.framework.current.label}",
        "og:locale": "en_GB",
        "og:image": here.links.absolute(card.address),
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": told(card),
    }


def _jsonld(here: Here) -> str:
    if here.kind in {"action", "aspiration", "priority"}:
        return embed(jsonld_item(here.framework, here.links, here.subject))
    if here.kind in {"home", "edition"}:
        return embed(jsonld_document(here.framework, here.links, here.edition))
    return ""


def _edit(here: Here) -> dict[str, str] | None:
    """A link to the file behind the page, where the repository is known."""
    repository = here.framework.settings.repository
    file = _file(here) if repository else ""
    if not repository or not file:
        return None
    return {"href": f"{repository.rstrip('/')}/edit/main/{file}", "text": say("edit.suggest")}


def _file(here: Here) -> str:
    if here.kind in {"action", "aspiration"}:
        return here.item.place().file
    if here.kind == "priority":
        return here.priority.place().file
    return str(here.meta.get("file", ""))


def _alternates(here: Here) -> list[dict[str, str]]:
    found = []
    if here.kind in {"action", "aspiration", "priority"}:
        address = here.to(here.links.data(here.subject))
        found.append(
            {
                "type": "application/json",
                "href": address,
                "title": strings.text("alternates.data", item=label(here.subject)),
            }
        )
    if here.site.ledger.changes and not here.address.startswith("/"):
        own = here.subject if here.links.has_feed(here.subject) else ""
        title = (
            strings.text("alternates.own_changes", page=page_name(here)) if own else strings.text("alternates.changes")
        )
        found.append({"type": "application/atom+xml", "href": here.to(here.links.feed(own)), "title": title})
    return found


def _not_found(here: Here) -> dict[str, Any]:
    links, edition = here.links, here.framework.current
    ways = [
        link(here, "", say("not_found.priorities")),
        link(here, links.actions(edition), say("not_found.actions", count=len(edition.actions))),
        *([link(here, links.static_page("changes"), say("not_found.changes"))] if here.site.ledger.changes else []),
        link(here, links.static_page("feedback"), say("not_found.feedback")),
    ]
    example = "/" + links.item(edition.actions[0].id) if edition.actions else ""
    return {"ways": ways, "example": example}
