"""Macros of general use: what gives plain text in a sentence, and items by their identifiers."""

from __future__ import annotations

from collections.abc import Iterable

from strategic_framework.content.problems import suggestion
from strategic_framework.language.english import number as in_words
from strategic_framework.language.english import sentence
from strategic_framework.language.strings import translate
from strategic_framework.views import linked, lists, named
from strategic_framework.views.base import Here, Paragraph
from strategic_framework.views.macro import MacroError, macro
from strategic_framework.views.retired import in_force
from strategic_framework.views.view import Link, View

#: Where a page says whether the publisher has approved this site: the parts of `standing` in the strings.
_PLACES = ("about", "statement", "enforcement", "feedback")


@macro("block")
def item(here: Here, identifier: str) -> View:
    """One item, whole, with its label: `{{ item("act-14") }}`."""
    if identifier not in here.framework.items:
        raise MacroError(unknown(identifier, here.framework.items))
    return lists.listing(here, [identifier])


@macro("block")
def items(here: Here, *identifiers: str) -> View:
    """Several items, whole, in the order given: `{{ items("act-12", "act-13") }}`."""
    for identifier in identifiers:
        item(here, identifier)
    return lists.listing(here, identifiers)


@macro("inline")
def count(here: Here, what: str, words: bool = False) -> str:
    """How many there are of something, in figures or in words: `{{ count("actions") }}`."""
    edition, framework = here.edition, here.framework
    counts = {
        "priorities": len(edition.priorities), "actions": len(in_force(edition.actions)),
        "aspirations": len(in_force(edition.aspirations)), "bodies": len(named.named_in_actions(here)),
        "programmes": len(framework.programmes), "sources": sum(not source.retired for source in framework.sources),
        "editions": len(framework.editions), "updates": len(here.site.updates), "links": len(linked.threads(here)),
    }  # fmt: skip
    if what not in counts:
        raise MacroError(unknown(what, counts))
    return in_words(counts[what]) if words else str(counts[what])


@macro("inline", "link")
def address(here: Here, name: str) -> str:
    """The address of an item, a body, a programme, an edition or a page: `[Action 14]({{ link("act-14") }})`."""
    place = here.links.url_for(name)
    if place is None:
        raise MacroError(unknown(name, [*here.framework.items, *here.framework.priorities, *here.site.body_names]))
    return here.to(place)


@macro("inline")
def setting(here: Here, name: str) -> str:
    """A value of framework.yml, as it stands in a sentence: the publisher, the rights: `{{ setting("publisher") }}`."""
    settings = here.framework.settings
    values = {"publisher": settings.publisher.in_a_sentence, "title": settings.title, "address": settings.address,
              "contact": settings.contact or "", "repository": settings.repository or "", "rights": settings.rights,
              "as_at": settings.as_at}  # fmt: skip
    if name not in values:
        raise MacroError(unknown(name, values))
    return values[name]


@macro("block")
def contact(here: Here) -> View:
    """How to reach whoever runs the site, or that this is not stated."""
    settings = here.framework.settings
    if not settings.contact:
        return Paragraph(translate("contact.none"))
    return Paragraph(
        translate("contact.write"), parts=[Link(settings.contact, settings.contact.removeprefix("mailto:"))]
    )


@macro("block")
def standing(here: Here, place: str) -> View:
    """What a page says of the publisher’s approval, as `official` has it: `{{ standing("about") }}`."""
    settings = here.framework.settings
    publisher = settings.publisher.in_a_sentence
    key = f"{place}_{'official' if settings.official else 'independent'}"
    if place not in _PLACES:
        raise MacroError(unknown(place, _PLACES))
    return Paragraph(
        translate(
            f"standing.{key}", publisher=publisher, publisher_first=sentence(publisher), by=settings.approved_by or ""
        )
    )


def unknown(name: str, known: Iterable[str]) -> str:
    """The message about a name that nothing bears, with the one that was probably meant."""
    meant = suggestion(name, known)
    return f"“{name}” is not known." + (f" Did you mean “{meant}”?" if meant else "")
