"""Who and what is named: the lists of bodies and programmes, and the page of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from strategic_framework.content.mentions import Register
from strategic_framework.language.english import and_list, sentence
from strategic_framework.language.labels import alliance_name, the_alliance
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import translate
from strategic_framework.model import Action, Body, identifier
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, section, written
from strategic_framework.views.macro import macro
from strategic_framework.views.places import called
from strategic_framework.views.plain import plain
from strategic_framework.views.planned import part_in, tallied
from strategic_framework.views.quotations import quotations
from strategic_framework.views.short_forms import short_forms
from strategic_framework.views.view import View


@frozen
class BodyRow:
    """A name, its page, and where the name stands."""

    href: str
    name: str
    note: str


@frozen
class Bodies(View):
    """Names with what is known of each."""

    bodies: Sequence[BodyRow]


@frozen
class Mention:
    """An item that names the body or programme of the page, whole."""

    href: str
    label: str
    text: str


@frozen
class MentionGroup:
    """The items of one document, or of one priority of it."""

    heading: str
    items: Sequence[Mention]


@frozen
class Mentions(View):
    """Items that name the body or programme of the page."""

    groups: Sequence[MentionGroup]


def actions_naming(here: Here, body: str, register: Register | None = None) -> list[str]:
    """The actions in force in the edition that name the body, or what else the register holds."""
    items = (register or here.site.mentions.bodies).items(body)
    return [item for item in items if _is_action(here, item) and not here.framework.items[item].retired]


def _is_action(here: Here, item: str) -> bool:
    """Whether the item is an action of the edition."""
    framework = here.framework
    return isinstance(framework.items[item], Action) and framework.edition_of[item] is here.edition


def named_in_actions(here: Here) -> list[Body]:
    """The bodies that at least one action of the edition names, the most often named first."""
    return _named_in_actions(here, here.framework.bodies, here.site.mentions.bodies)


def programmes_in_actions(here: Here) -> list[Body]:
    """The programmes, services and documents that at least one action names, the most often named first."""
    return _named_in_actions(here, here.framework.programmes, here.site.mentions.programmes)


def _named_in_actions(here: Here, those: Iterable[Body], register: Register) -> list[Body]:
    counts = {body.id: len(actions_naming(here, body.id, register)) for body in those}
    # What is named equally often keeps the order of the register.
    return sorted((body for body in those if counts[body.id]), key=lambda body: -counts[body.id])


@macro("block")
def bodies(here: Here) -> View:
    """Every body named in the current edition, with how many of its actions name it, and how many it leads."""
    return _list(here, [body for body in here.framework.bodies if _takes_part(here, body)])


@macro("block")
def bodies_elsewhere(here: Here) -> View:
    """The bodies that only the companion documents name."""
    return _list(here, [body for body in here.framework.bodies if not _takes_part(here, body)])


def _takes_part(here: Here, body: Body) -> bool:
    """Whether the edition names the body, in its wording or as who leads an action or is a partner in it."""
    return bool(_of_edition(here, body.id) or part_in(here, body.id))


@macro("block")
def programmes(here: Here) -> View:
    """Every programme, product, service and document named in the current edition."""
    return _list(here, [programme for programme in here.framework.programmes if _of_edition(here, programme.id)])


@macro("block")
def programmes_elsewhere(here: Here) -> View:
    """The programmes that only the companion documents name."""
    return _list(here, [programme for programme in here.framework.programmes if not _of_edition(here, programme.id)])


def _of_edition(here: Here, name: str) -> list[str]:
    """Items of the edition that name the body or programme."""
    return [item for item in _register(here, name).items(name) if here.framework.edition_of.get(item) is here.edition]


def _register(here: Here, name: str) -> Register:
    """The register that holds a body or a programme."""
    registers = here.site.mentions
    return registers.bodies if name in registers.bodies.items_naming else registers.programmes


def _list(here: Here, listed: Iterable[Body]) -> View:
    """Bodies or programmes in alphabetical order, each with where its name stands."""
    rows = [
        BodyRow(here.to(here.links.body(body.id)), body.name, _note(here, body))
        for body in sorted(listed, key=lambda body: body.name.casefold())
    ]
    return Bodies(rows) if rows else Paragraph(translate("bodies.none"))


def _note(here: Here, body: Body) -> str:
    """“7 actions”, or where else the name stands; then what the body leads and is a partner in."""
    part = part_in(here, body.id)
    if part and not _register(here, body.id).items(body.id):
        return part
    return translate("planned.beside", named=_where_named(here, body), part=part) if part else _where_named(here, body)


def _where_named(here: Here, body: Body) -> str:
    items = _register(here, body.id).items(body.id)
    if not items:
        return translate("bodies.described")
    own = [item for item in items if here.framework.edition_of.get(item) is here.edition]
    if not own:
        return translate("bodies.elsewhere", places=and_list(_places(here, items)))
    actions = [item for item in own if _is_action(here, item)]
    return counted(len(actions), "action") if actions else translate("bodies.no_action", places=and_list(_kinds(own)))


def _kinds(items: Iterable[str]) -> list[str]:
    """What kinds of wording the items are, each once: “context”, “a role paragraph”."""
    kinds = dict.fromkeys(parsed.kind.replace(" ", "_") for item in items if (parsed := identifier(item)))
    return [translate(f"bodies.in_{kind}") for kind in kinds]


def _places(here: Here, items: Iterable[str]) -> list[str]:
    """The documents that the items are of, each once."""
    editions = (here.framework.edition_of.get(item) for item in items)
    return list(dict.fromkeys(edition.label if edition else the_alliance(here.framework) for edition in editions))


@macro("section")
def plain_words(here: Here) -> list[View]:
    """What the body or programme is, in a plain sentence of the site's, with the pages; nothing where there is none."""
    body = _body(here)
    view = plain(body)
    return [section("plain", translate("plain.title"), view, written=written())] if view else []


@macro("section")
def answers_for(here: Here) -> list[View]:
    """The actions that the body leads, and those that it is a partner in; nothing where no plan states any."""
    return [
        section(field, translate(f"planned.{field}_title"), Mentions(groups), note=tallied(items))
        for field, items in here.site.answers_for(here.subject).items()
        if (groups := _groups(here, items))
    ]


@macro("section")
def described(here: Here) -> list[View]:
    """How the sources describe the body, quoted; nothing where they do not."""
    quoted = _body(here).described
    return [section("described", translate("named.described"), quotations(here, quoted))] if quoted else []


def _body(here: Here) -> Body:
    """The body or programme that the page is about."""
    return here.site.named[here.subject]


@macro("block")
def mentioned(here: Here) -> View:
    """Every item whose wording names the body or programme, whole, by document and priority."""
    rows = _groups(here, _register(here, here.subject).items(here.subject))
    return Mentions(rows) if rows else Paragraph(translate("mentions.none"))


def _groups(here: Here, items: Iterable[str]) -> list[MentionGroup]:
    """Items by document and priority, which come in the order of the documents, so their groups do too."""
    groups: dict[str, list[Mention]] = {}
    for item in items:
        mention = Mention(here.to(here.links.item(item)), called(here, item), here.framework.items[item].words)
        groups.setdefault(_heading(here, item), []).append(mention)
    return [MentionGroup(heading, mentions) for heading, mentions in groups.items()]


def _heading(here: Here, item: str) -> str:
    """The document of an item and, where it stands under one, its priority."""
    edition, priority = here.framework.edition_of.get(item), here.framework.priority_of.get(item)
    if edition is None:
        return sentence(alliance_name(here.framework))
    if priority is None:
        return edition.label
    return translate("mentions.priority", edition=edition.label, number=priority.number, priority=priority.nav_label)


@macro("block")
def also_known(here: Here) -> list[View]:
    """The forms in which the wording has the name, and the words behind an abbreviation in it."""
    body = _body(here)
    names = ", ".join(f"“{name}”" for name in (body.name, *body.aliases))
    stands_for = [
        Paragraph("", parts=[short_form]) for short_form in short_forms(here, body.name, here.framework.glossary)
    ]
    return [Paragraph(translate("named.searched", names=names)), *stands_for]
