"""The heading of a page: where you are, what kind of thing this is, its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from markupsafe import Markup

from strategic_framework.language.english import day, sentence
from strategic_framework.language.labels import alliance_name, label, title_of
from strategic_framework.language.nouns import noun
from strategic_framework.language.strings import translate
from strategic_framework.ledger.versions import Version
from strategic_framework.model import Item, Update, WebPage
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link
from strategic_framework.views.breadcrumbs import Breadcrumbs, breadcrumbs
from strategic_framework.views.change_page import part_name as change_part_name
from strategic_framework.views.changes import change_of
from strategic_framework.views.history import retirement, since
from strategic_framework.views.list_pages import items_of, page_title
from strategic_framework.views.macro import macro
from strategic_framework.views.retired import in_force
from strategic_framework.views.tools import tools
from strategic_framework.views.topics import topic_of
from strategic_framework.views.version_words import numbers_of, part_name, part_of, version_of
from strategic_framework.views.view import Inspected, Unbroken, View


@frozen
class Figure:
    """How much there is of something, and the way to it."""

    what: Inspected[str]
    number: int
    href: str = ""


@frozen
class Facts(View):
    """A few figures under the title."""

    facts: Sequence[Figure]


@frozen
class Head(View):
    """The top of a page.

    `kind` is what kind of thing it is, or `numeral` the number of the priority that it is; `voice` is `said` where the
    title is the framework's own, `label` where it is the name of a `statement`; `said` and `lead` stand under it.
    """

    breadcrumbs: Breadcrumbs
    title: Unbroken
    kind: str = ""
    numeral: str = ""
    voice: Literal["", "said", "label"] = ""
    lead_in: str = ""
    statement: str = ""
    said: str = ""
    lead: str = ""
    home: bool = False
    extra: Sequence[View] = ()


@macro("head")
def heading(here: Here) -> View:
    """The head of a page: its title and the words under it, from the front matter of its file."""
    if here.kind in _OF_KIND:
        return _OF_KIND[here.kind](here)
    title, lead = str(here.meta["title"]), str(here.meta.get("lead", ""))
    if here.meta.get("cover"):  # the page is the document itself, so it bears the document's title
        edition_title = here.edition.title
        return Head(breadcrumbs(here), edition_title, title, voice="said", lead=lead)
    return Head(breadcrumbs(here), title, page_kind(here), lead=lead)


def page_kind(here: Here) -> str:
    """What kind of page its front matter says it is; `alliance` stands for what the alliance is called."""
    kind = str(here.meta.get("kind", ""))
    return sentence(alliance_name(here.framework)) if kind == "alliance" else kind


@macro("head")
def wording(here: Here) -> View:
    """The head of an action or an aspiration: the sentence itself, whole, after the words that lead into it."""
    lead_in = here.edition.labels.actions_lead_in if here.kind == "action" else ""
    last_change = since(here, here.subject)
    notes = [*retirement(here), *map(Paragraph, _waiting(here))]
    since_when = [_since(here, last_change)] if last_change and not notes else []
    return Head(
        breadcrumbs(here),
        label(here.subject),
        voice="label",
        lead_in=lead_in or "",
        statement=here.item.text,
        extra=[*notes, tools(here), *since_when],
    )


def _since(here: Here, last_change: Markup) -> Paragraph:
    """How long the wording has stood, with the way to its history."""
    history = link(here, f"{here.address}#history", translate("head.history"))
    return Paragraph(last_change + " ", parts=[history])


def _waiting(here: Here) -> list[str]:
    """What is said of wording that the public cannot read yet."""
    if here.subject in here.site.loaded.provisional:
        return [translate("head.provisional")]
    explained = here.site.waiting.get(here.subject)
    if explained is None:
        return []
    return [translate("head.explained") if explained else translate("head.draft")]


def _facts(here: Here) -> Facts:
    edition, links = here.edition, here.links
    priorities = Figure(noun("priority", 2), len(edition.priorities), here.to(links.priorities(edition)))
    lists: list[tuple[str, Sequence[Item], str]] = [
        ("group", edition.groups, links.priorities(edition)),
        ("action", edition.actions, links.actions(edition)),
        ("aspiration", edition.aspirations, links.aspirations(edition)),
    ]
    facts = [_fact(kind, items, here.to(address)) for kind, items, address in lists if items]
    measures = [measure for measure in here.framework.measures if not measure.retired]
    if measures and edition is here.framework.current:
        facts.append(Figure(noun("measure", 2), len(measures), here.to(links.static_page("measures"))))
    return Facts([priorities, *facts])


def _fact(kind: str, items: Sequence[Item], href: str) -> Figure:
    """How many are in force; where some are not, that is said beside it."""
    current = len(in_force(items))
    if current == len(items):
        return Figure(noun(kind, 2), current, href)
    return Figure(translate("facts.current", nouns=noun(kind, 2), retired=len(items) - current), current, href)


def _home(here: Here) -> Head:
    """What this is and what one can do here, before any word of the framework but its title."""
    edition, settings = here.edition, here.framework.settings
    what = settings.plain or translate("home.what", publisher=settings.publisher.in_a_sentence, day=day(edition.ends))
    most = "action" if edition.actions else "aspiration" if edition.aspirations else "priority"
    return Head(
        breadcrumbs(here),
        edition.title,
        settings.publisher.name,
        voice="said",
        lead=Markup("{} {}").format(what, translate("home.can_do", item=noun(most))),
        home=True,
        extra=[_facts(here)],
    )


def _edition(here: Here) -> Head:
    edition = here.edition
    if edition.described_as:
        kind = translate("edition.described", known=edition.described_as)
        return Head(breadcrumbs(here), edition.title, kind, voice="said")
    publisher = here.framework.settings.publisher.name
    return Head(breadcrumbs(here), edition.title, publisher, voice="said", extra=[_facts(here)])


def _priority(here: Here) -> Head:
    priority = here.priority
    return Head(breadcrumbs(here), priority.title, numeral=str(priority.number), voice="said")


def _change(here: Here) -> Head:
    change = change_of(here)
    return Head(breadcrumbs(here), sentence(title_of(change)), label(change.id))


def _change_part(here: Here) -> Head:
    change = change_of(here)
    return Head(breadcrumbs(here), change_part_name(here), label(change.id), lead=f"{sentence(title_of(change))}.")


def _version(here: Here) -> Head:
    version = version_of(here)
    title = translate("head.version", number=version.number)
    return Head(breadcrumbs(here), title, _title_in(version))


def _version_part(here: Here) -> Head:
    part = part_of(here)
    lead = translate("head.version_part", count=len(part.numbers), versions=numbers_of(part))
    return Head(breadcrumbs(here), part_name(here, part), _title_in(version_of(here)), lead=lead)


def _title_in(version: Version) -> str:
    """The title that the document had in a version."""
    return str(version.records[version.document].get("title", version.document))


def _update(here: Here) -> Head:
    return Head(breadcrumbs(here), update_of(here).title, translate("head.update"))


def _measure(here: Here) -> Head:
    return Head(breadcrumbs(here), here.framework.measure[here.subject].name, label(here.subject))


def _source(here: Here) -> Head:
    origin = here.framework.origin[here.subject]
    kind = translate("head.web_page") if isinstance(origin, WebPage) else translate("head.source")
    return Head(breadcrumbs(here), origin.title, kind, voice="said")


def update_of(here: Here) -> Update:
    """The update that the page is about."""
    return next(update for update in here.framework.updates if update.id == here.subject)


def _named(here: Here) -> Head:
    kind = translate("head.body") if here.kind == "body" else translate("head.programme")
    return Head(breadcrumbs(here), here.site.body_names[here.subject], kind)


def _part(here: Here) -> Head:
    return Head(breadcrumbs(here), page_title(here, items_of(here)), lead=str(here.meta["lead"]))


def _topic(here: Here) -> Head:
    lead = translate("head.topic_lead", edition=here.framework.current.label)
    return Head(breadcrumbs(here), topic_of(here).name, translate("head.topic"), lead=lead)


#: Kind of page → the view of its head, where front matter does not give it.
_OF_KIND: dict[str, Callable[[Here], Head]] = {
    "home": _home,
    "update": _update,
    "measure": _measure,
    "source": _source,
    "change": _change,
    "change_part": _change_part,
    "version": _version,
    "version_part": _version_part,
    "edition": _edition,
    "priority": _priority,
    "topic": _topic,
    "body": _named,
    "programme": _named,
    "actions_page": _part,
    "aspirations_page": _part,
}
