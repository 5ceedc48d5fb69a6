"""What a plan states of an action beside its words, as facts; and which actions a body leads or is a partner in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from strategic_framework.language.english import and_list, day
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Item, Planned, identifier
from strategic_framework.views.base import Here, link, section
from strategic_framework.views.macro import macro
from strategic_framework.views.summary import Fact, Summary, texts
from strategic_framework.views.view import Link, View

#: How a body may take part in an action.
PARTS = ("lead", "partners")


def as_line(facts: Iterable[Fact]) -> str:
    """Facts on one line, as text: “Due: March 2027 · Lead: Glen Rowan Council”."""
    lines = [
        translate_text("planned.fact", term=known.term, value=and_list([part.text for part in known.parts]))
        for known in facts
    ]
    return " · ".join(lines)


def stated(here: Here, item: Item) -> list[Fact]:
    """The plan’s own number, the date, who leads and who are partners: each only where it is stated."""
    if not isinstance(item, Planned):
        return []
    known = (
        ("reference", texts(item.reference or "")),
        ("due", texts(day(item.due)) if item.due else []),
        ("lead", _answerable(here, item.lead) if item.lead else []),
        ("partners", _answerable(here, item.partners) if item.partners else []),
    )
    return [Fact(translate(f"planned.{name}"), parts) for name, parts in known if parts]


@macro("section")
def in_the_plan(here: Here) -> list[View]:
    """What the plan states of the action: its own number, a date, who leads, who are partners; nothing where none."""
    facts = stated(here, here.item)
    return [section("planned", translate("planned.title"), Summary(facts))] if facts else []


def _answerable(here: Here, slugs: Iterable[str]) -> list[Link]:
    """Those who lead or are partners, each with its page; the publisher has none."""
    names, pages = here.framework.answerable, here.site.named
    return [
        link(here, here.links.body(slug), names[slug]) if slug in pages else Link("", names.get(slug, slug))
        for slug in slugs
    ]


def part_in(here: Here, body: str) -> str:
    """“Leads 3 actions; partner in 2 actions”: those in force of the edition; nothing where there are none."""
    counts = {part: tallied(items) for part, items in _current(here, body).items() if items}
    if len(counts) > 1:
        return translate("planned.both_parts", **counts)
    parts = [translate(f"planned.part_{part}", actions=count) for part, count in counts.items()]
    return parts[0] if parts else ""


def tallied(items: Iterable[str]) -> str:
    """Items counted by kind: “3 actions and 1 part”."""
    kinds = Counter(known.kind for item in items if (known := identifier(item)))
    return and_list([counted(count, kind) for kind, count in kinds.items()])


def _current(here: Here, body: str) -> dict[str, list[str]]:
    """The actions in force of the edition that the body leads, and those that it is a partner in."""
    framework = here.framework
    return {
        field: [
            name for name in items if framework.edition_of[name] is here.edition and not framework.items[name].retired
        ]
        for field, items in here.site.answers_for(body).items()
    }
