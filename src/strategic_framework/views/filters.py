"""What a reader can narrow a list by: its choices, and what each entry answers to. Facts of the model, nothing more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from strategic_framework.content.mentions import Register
from strategic_framework.language.english import sentence
from strategic_framework.model import Action, Aspiration, Priority
from strategic_framework.views.base import Here, View
from strategic_framework.views.retired import tally

NOT_STATED = "not-stated"
Facets = list[dict[str, str]]


def promised(text: str) -> list[str]:
    """What a sentence says it will show, in its own nouns; nothing where it names neither."""
    return [word for word in ("examples", "evidence") if word in text]


def of_action(here: Here, priority: Priority, action: Action) -> Facets:
    """What an action answers to: its priority, whom it names, and the other names that those go by."""
    mentions = here.site.mentions
    bodies, programmes = mentions.bodies.names(action.id), mentions.programmes.names(action.id)
    also = [name for one in (*bodies, *programmes) for name in _names(here, one)]
    return _facets(priority=priority.id, body=" ".join(bodies), programme=" ".join(programmes), also=", ".join(also))


def _names(here: Here, slug: str) -> Iterable[str]:
    """Every name it goes by, once whatever its case."""
    found = here.site.named[slug]
    return {name.casefold(): name for name in (*found.aliases, found.name)}.values()


def of_aspiration(priority: Priority, one: Aspiration) -> Facets:
    """What an aspiration answers to: its priority, and what its sentence says it will show."""
    return _facets(priority=priority.id, shows=" ".join(promised(one.text)) or NOT_STATED)


def _facets(**values: str) -> Facets:
    return [{"name": name, "value": value} for name, value in values.items() if value]


def for_actions(here: Here) -> View:
    """The choices over every action of the edition: priority, body, programme, words."""
    actions, mentions = here.edition.actions, here.site.mentions
    fields = [
        _field("priority", "Priority", "All priorities", _priorities(here, "actions")),
        _field("body", "Body named", "Any or none", _named(here, mentions.bodies, actions)),
        _field("programme", "Programme named", "Any or none", _named(here, mentions.programmes, actions)),
    ]
    return _filter(fields, tally(actions, "action"), "action")


def for_aspirations(here: Here) -> View:
    """The choices over every aspiration of the edition: priority, what it says it will show, words."""
    aspirations = here.edition.aspirations
    counts = Counter(word for one in aspirations for word in promised(one.text) or [NOT_STATED])
    names = {"examples": "Examples", "evidence": "Evidence", NOT_STATED: "Not stated"}
    shows = [_choice(value, name, counts[value]) for value, name in names.items() if counts[value]]
    fields = [
        _field("priority", "Priority", "All priorities", _priorities(here, "aspirations")),
        _field("shows", "Says it will show", "Anything", shows),
    ]
    return _filter(fields, tally(aspirations, "aspiration"), "aspiration")


def _filter(fields: list[dict[str, object]], everything: str, noun: str) -> View:
    """Fields that offer a choice at all; the words can always be searched."""
    offered = [field for field in fields if field["choices"]]
    return View("filter", {"fields": offered, "all": everything, "noun": noun})


def _field(name: str, text: str, anything: str, choices: list[dict[str, str]]) -> dict[str, object]:
    return {"name": name, "text": text, "anything": anything, "choices": choices}


def _choice(value: str, text: str, count: int) -> dict[str, str]:
    return {"value": value, "text": f"{sentence(text)} ({count})"}


def _priorities(here: Here, part: str) -> list[dict[str, str]]:
    """The priorities that hold something, where there is more than one."""
    found = [(one, len(getattr(one, part))) for one in here.edition.priorities if getattr(one, part)]
    return [_choice(one.id, f"{one.number} {one.nav_label}", count) for one, count in found] if len(found) > 1 else []


def _named(here: Here, register: Register, items: Iterable[Action]) -> list[dict[str, str]]:
    """Whom the items name, in alphabetical order, with how many name each."""
    counts = Counter(name for item in items for name in register.names(item.id))
    order = sorted(counts, key=lambda slug: here.site.body_names[slug].casefold())
    return [_choice(slug, here.site.body_names[slug], counts[slug]) for slug in order]
