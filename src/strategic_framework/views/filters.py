"""What a reader can narrow a list by: its choices, and what each entry answers to. Facts of the model, nothing more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, Protocol

from strategic_framework.content.mentions import Register
from strategic_framework.language.english import sentence, shortened
from strategic_framework.language.nouns import counted, noun
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Action, Aspiration, Item, Planned, Priority, Strand
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here
from strategic_framework.views.reported import answers_to, words_with_counts
from strategic_framework.views.retired import tally
from strategic_framework.views.rows import Facet, FacetName
from strategic_framework.views.view import Inspected, View

NOT_STATED = "not-stated"
#: What a plan may state of an action and a list of actions is narrowed by.
STATED: tuple[Literal["lead", "due"], ...] = ("lead", "due")
#: The kinds of proof that an aspiration may promise: two are nouns of its own, the third is a measure that it names.
PROOF = ("examples", "evidence", "measure")


class Row(Protocol):
    """What can be narrowed: it says what it answers to."""

    @property
    def facets(self) -> Sequence[Facet]: ...


@frozen
class Choice:
    """One option of a choice, with how many entries it picks."""

    value: str
    text: str


@frozen
class FilterField:
    """A choice: its name, what a reader sees, the option that picks everything, and the others."""

    name: str
    text: str
    anything: str
    choices: Sequence[Choice]


@frozen
class Filter(View):
    """Choices over the list below. `all` counts the whole list, `noun` and `nouns` say what it is a list of.

    `source` holds every row, where the list below is so long that it stands on several pages.
    """

    fields: Sequence[FilterField]
    all: Inspected[str]
    noun: str
    nouns: str
    source: str = ""


def proof_promised(here: Here, aspiration: Aspiration) -> list[str]:
    """The kinds of proof that a sentence promises, out of PROOF; nothing where it states none."""
    kinds = [word for word in PROOF[:2] if word in aspiration.text]
    return [*kinds, PROOF[2]] if measures(here, aspiration) else kinds


def measures(here: Here, aspiration: Aspiration) -> list[str]:
    """The programmes that the sentence says will report it: its own words, “as reported in the …”."""
    names = [here.site.body_names[slug] for slug in here.site.mentions.programmes.names(aspiration.id)]
    return [name for name in names if f"as reported in the {name}" in aspiration.text]


def of_action(here: Here, priority: Priority, action: Action) -> list[Facet]:
    """What an action answers to: its priority, whom it names, and the other names that those go by."""
    mentions = here.site.mentions
    bodies, programmes = mentions.bodies.names(action.id), mentions.programmes.names(action.id)
    also = [name for slug in (*bodies, *programmes) for name in _names(here, slug)]
    group = here.framework.group_of(action.id)
    named: dict[FacetName, str] = {
        "priority": priority.id,
        "group": group.id if group else "",
        "body": " ".join(bodies),
        "programme": " ".join(programmes),
        "also": ", ".join(also),
    }
    return [*_present(named), *_stated_facets(here, action), *_present({"reported": answers_to(here, action.id)})]


def _stated_facets(here: Here, action: Action) -> list[Facet]:
    """Who leads an action or a part of it, and the years by which they are due, where the plan states such of any."""
    if here.edition.stated.isdisjoint(STATED):
        return []
    planned = [item for item in action.whole if isinstance(item, Planned)]
    values = {
        "lead": dict.fromkeys(body for item in planned for body in item.lead),
        "due": dict.fromkeys(item.due[:4] for item in planned if item.due),
    }
    return [Facet(field, " ".join(values[field]) or NOT_STATED) for field in STATED if field in here.edition.stated]


def _names(here: Here, slug: str) -> Iterable[str]:
    """Every name it goes by, once whatever its case."""
    body = here.site.named[slug]
    return {name.casefold(): name for name in (*body.aliases, body.name)}.values()


def of_aspiration(here: Here, priority: Priority, aspiration: Aspiration) -> list[Facet]:
    """What an aspiration answers to: its priority, and the kinds of proof that its sentence promises."""
    shows = " ".join(proof_promised(here, aspiration)) or NOT_STATED
    reported = answers_to(here, aspiration.id)
    return _present({"priority": priority.id, "shows": shows, "reported": reported})


def of_topics(here: Here, *items: str | None) -> list[Facet]:
    """What answers to topics: those whose list holds one of the items. It is there even where there are none."""
    names = [area.id for area in here.framework.policy_areas if not {*items}.isdisjoint(area.named_in)]
    return [Facet("topic", " ".join(names))]


def of_strand(here: Here, strand: Strand) -> list[Facet]:
    """What a strand answers to: the topics of the items that it quotes."""
    return of_topics(here, *(side.item for side in (strand.was, strand.now) if side))


def _present(values: Mapping[FacetName, str]) -> list[Facet]:
    return [Facet(name, value) for name, value in values.items() if value]


def for_actions(here: Here) -> Filter:
    """The choices over every action of the edition: priority, body, programme, words; lead and year where stated."""
    actions, mentions = here.edition.actions, here.site.mentions
    fields = [
        _field("priority", _priorities(here, "actions")),
        _groups(here),
        _field("body", _named(here, mentions.bodies, actions)),
        _field("programme", _named(here, mentions.programmes, actions)),
        *(_field(field, _stated(here, field, actions)) for field in STATED if field in here.edition.stated),
        _field("reported", _reported(here, actions)),
    ]
    return _filter(fields, tally(actions, "action"), "action")


def _stated(here: Here, field: Literal["lead", "due"], actions: Iterable[Action]) -> list[Choice]:
    """Who leads in alphabetical order, or the years in theirs; last, how many actions state none."""
    picks = Counter(
        value for action in actions for facet in _stated_facets(here, action) if facet.name == field
        for value in facet.value.split()
    )  # fmt: skip
    names = {value: here.framework.answerable.get(value, value) for value in picks if value != NOT_STATED}
    order = sorted(names, key=lambda value: names[value].casefold())
    missing = picks[NOT_STATED]
    none = [_choice(NOT_STATED, translate_text("filter.not_stated"), missing)] if missing else []
    return [*(_choice(value, names[value], picks[value]) for value in order), *none]


def for_aspirations(here: Here) -> Filter:
    """The choices over every aspiration of the edition: priority, the kind of proof promised, words."""
    aspirations = here.edition.aspirations
    counts = Counter(kind for aspiration in aspirations for kind in proof_promised(here, aspiration) or [NOT_STATED])
    values = (*PROOF, NOT_STATED)
    shows = [
        _choice(value, translate_text(f"filter.shows_{value}"), counts[value]) for value in values if counts[value]
    ]
    reported = _field("reported", _reported(here, aspirations))
    fields = [_field("priority", _priorities(here, "aspirations")), _field("shows", shows), reported]
    return _filter(fields, tally(aspirations, "aspiration"), "aspiration")


def for_paragraphs(here: Here, paragraphs: Sequence[Item]) -> Filter:
    """The choices over the paragraphs of an edition: topic, words."""
    facets = [facet for paragraph in paragraphs for facet in of_topics(here, paragraph.id)]
    return _filter(_topics(here, facets), tally(paragraphs, "paragraph"), "paragraph")


def for_strands(here: Here) -> Filter:
    """The choices over the strands from one edition to the next: topic, words."""
    strands = here.framework.continuity
    facets = [facet for strand in strands for facet in of_strand(here, strand)]
    return _filter(_topics(here, facets), counted(len(strands), "strand"), "strand")


def _topics(here: Here, facets: Iterable[Facet]) -> list[FilterField]:
    """The topics that pick something, in alphabetical order."""
    picks = Counter(value for facet in facets for value in facet.value.split())
    areas = sorted(here.framework.policy_areas, key=lambda area: area.name.casefold())
    return [_field("topic", [_choice(area.id, area.name, picks[area.id]) for area in areas if picks[area.id]])]


def for_matrix(columns: Iterable[Priority], rows: Sequence[Row]) -> Filter:
    """The choices over the table of bodies and programmes: priority, which of the two, words."""
    facets = [facet for row in rows for facet in row.facets if facet.name != "also"]
    picks = Counter(value for facet in facets for value in facet.value.split())
    priorities = [
        _choice(priority.id, f"{priority.number} {priority.nav_label}", picks[priority.id])
        for priority in columns
        if picks[priority.id]
    ]
    kinds = [_choice(kind, translate_text(f"matrix.{kind}_rows"), picks[kind]) for kind in ("body", "programme")]
    fields = [
        _field("priority", priorities if len(priorities) > 1 else []),
        _field("kind", kinds if all(picks[kind] for kind in ("body", "programme")) else []),
    ]
    everything = translate_text("matrix.rows", count=len(rows))
    return Filter([field for field in fields if field.choices], everything,
                  translate_text("matrix.row"), translate_text("matrix.rows_name"))  # fmt: skip


def _filter(fields: list[FilterField], everything: str, kind: str) -> Filter:
    """Fields that offer a choice at all; the words can always be searched."""
    return Filter([field for field in fields if field.choices], everything, noun(kind), noun(kind, 2))


def _field(name: str, choices: list[Choice]) -> FilterField:
    return FilterField(name, translate(f"filter.{name}"), translate_text(f"filter.{name}_any"), choices)


def _choice(value: str, text: str, count: int) -> Choice:
    return Choice(value, translate_text("filter.choice", text=text, count=count))


def _priorities(here: Here, part: str) -> list[Choice]:
    """The priorities that hold something, where there is more than one."""
    counts = [(priority, len(getattr(priority, f"all_{part}"))) for priority in here.edition.priorities]
    choices = [
        _choice(priority.id, f"{priority.number} {priority.nav_label}", count) for priority, count in counts if count
    ]
    return choices if len(choices) > 1 else []


def _reported(here: Here, items: Sequence[Item]) -> list[Choice]:
    """The words by which items were last reported to go, in the order of the scale, and that none was."""
    return [_choice(value, text, count) for value, text, count in words_with_counts(here, items)]


def _groups(here: Here) -> FilterField:
    """The groups that hold actions, by their titles, under the name that the document has for them."""
    choices = [
        _choice(group.id, f"{here.framework.numbering.number(group.id)} {shortened(group.title)}", len(group.actions))
        for group in here.edition.groups
        if group.actions
    ]
    field = _field("group", choices)
    return replace(field, text=here.edition.labels.groups or field.text)


def _named(here: Here, register: Register, items: Iterable[Action]) -> list[Choice]:
    """Whom the items name, in alphabetical order, with how many name each."""
    counts = Counter(name for item in items for name in register.names(item.id))
    order = sorted(counts, key=lambda slug: here.site.body_names[slug].casefold())
    return [_choice(slug, sentence(here.site.body_names[slug]), counts[slug]) for slug in order]
