"""Names and aliases: each leads to one thing, and none to the publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategic_framework.checks.registry import Content, at, fault, rule
from strategic_framework.content.problems import Problem
from strategic_framework.model import Body, Place, PolicyArea


@rule("alias-twice")
def aliases_twice(content: Content) -> Iterator[Problem]:
    """No name or alias in one register leads to two things, or is written twice for one."""
    whole = content.framework
    registers: tuple[Sequence[Body | PolicyArea], ...] = (whole.bodies, whole.programmes, whole.policy_areas)
    for register in registers:
        first: dict[str, tuple[str, Place]] = {}
        written: set[tuple[str, str]] = set()
        for owner, alias, place in _aliases(content, register):
            other, there = first.setdefault(alias.casefold(), (owner, place))
            # one thing may be written with and without capitals; two things may not be told apart by them
            if owner != other or (owner, alias) in written:
                yield _alike(owner, alias, place, other, there)
            written.add((owner, alias))


def _aliases(content: Content, register: Sequence[Body | PolicyArea]) -> Iterator[tuple[str, str, Place]]:
    """Owner, name or alias, and where it is written."""
    for entry in register:
        yield entry.id, entry.name, entry.place("name")
        yield from ((entry.id, alias, content.spot(entry.place("aliases"), alias)) for alias in entry.aliases)


def _alike(owner: str, alias: str, place: Place, other: str, there: Place) -> Problem:
    if owner == other:
        what = f"“{alias}” is written twice for {owner}: the other time in {at(there)}."
        return fault(place, what, "", "Take one of the two out.", len(alias))
    what = f"“{alias}” names both {owner} and {other} (in {at(there)})."
    why = "The site could not tell which of the two is meant."
    return fault(place, what, why, "Leave it to one of them.", len(alias))


@rule("publisher-alias")
def publisher_aliases(content: Content) -> Iterator[Problem]:
    """The publisher is never counted as a body named: no body bears its name."""
    publisher = content.framework.settings.publisher
    own = {name.casefold() for name in (publisher.name, *publisher.aliases)}
    for _, alias, place in _aliases(content, content.framework.bodies):
        if alias.casefold() in own:
            what = f"“{alias}” is the publisher’s own name, and the publisher is not counted as a body named."
            yield fault(place, what, "", "Take it out of the bodies.", len(alias))
