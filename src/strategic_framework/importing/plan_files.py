"""An outline as the files of an edition: introduction, priorities, measures, and the bodies that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from strategic_framework.content.files import FOLDER
from strategic_framework.content.problems import Problem, in_a_line
from strategic_framework.importing.bodies import Bodies
from strategic_framework.importing.measures import measure_files
from strategic_framework.importing.outline import Entry, Outline
from strategic_framework.ledger.records import Data
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model.frozen import frozen
from strategic_framework.site.new_plan import priority_file, short_title

_PRIORITY = """\
# Priority {number}, as it was brought in. reference/keys.md says what an entry may hold.
# What is new gets its identifier when it is first published; write none yourself.

"""
_BODIES = """\
# Who is named: each body with its name in addresses. aliases: are other forms that the wording is searched for.

"""
#: Kind → the list that it stands in, in the order of a file.
_LISTS = {
    "context": "context", "role": "role", "group": "groups", "action": "actions", "part": "parts",
    "aspiration": "aspirations",
}  # fmt: skip
#: The keys of an entry, in the order in which they are written.
_BEFORE, _AFTER = ("id", "reference"), ("due", "lead", "partners")
#: Where an entry begins in what is written.
_BEGINS = re.compile(r"\s*- (?:id|reference|title|text):")


@frozen
class PlanFiles:
    """Name below the content folder → text of each file; and for each, where the entries in it came from."""

    files: dict[str, str]
    places: dict[str, tuple[str, ...]]

    def told(self, problem: Problem) -> str:
        """A problem with a place in the file that was brought in, where its line came from there."""
        name = problem.place.file.removeprefix(f"{FOLDER}/")
        lines = self.files.get(name, "").split("\n")[: problem.place.line]
        places = self.places.get(name, ())
        count = sum(1 for line in lines if _BEGINS.match(line))
        if name.startswith("measures/"):  # a file of one entry, which begins with its first line
            count = 1
        place = places[min(count, len(places)) - 1] if count and places else problem.place.file
        return f"{place[:1].upper()}{place[1:]}: {in_a_line(problem)}"


def plan_files(outline: Outline, edition: str, bodies: Bodies) -> PlanFiles:
    """The files of an edition of that name; its own file holds what is to be put at the end of it."""
    files: dict[str, str] = {}
    places: dict[str, tuple[str, ...]] = {}
    for entry in outline.entries:
        if entry.kind == "body":
            aliases = [name for name in entry.fields.get("aliases", "").split("; ") if name]
            bodies.add(entry.title, entry.fields.get("id", ""), aliases)
    introduction = [entry for entry in outline.entries if entry.kind == "introduction"]
    if introduction:
        head = f"editions/{edition}/edition.yml"
        files[head] = "\n" + dump({"introduction": [_item(entry, bodies) for entry in introduction]})
        places[head] = tuple(entry.place for entry in introduction)
    priorities = [entry for entry in outline.entries if entry.kind == "priority"]
    under: list[tuple[str, Entry]] = []
    for number, (entry, identifier) in enumerate(zip(priorities, _identifiers(priorities), strict=True), 1):
        name = f"editions/{edition}/{priority_file(number, entry.title)}"
        files[name] = _PRIORITY.format(number=number) + dump(_priority(entry, identifier, bodies))
        places[name] = tuple(_places(entry))
        under += [(identifier, measure) for measure in _measures(entry)]
    for name, (text, place) in measure_files(outline, edition, under).items():
        files[name], places[name] = text, (place,)
    if bodies.new:
        files["bodies.yml"] = _BODIES + _listed(bodies.new.values())
    return PlanFiles(files, places)


def titles(outline: Outline) -> tuple[str, ...]:
    """The titles of its priorities."""
    return tuple(entry.title for entry in outline.entries if entry.kind == "priority")


def _identifiers(priorities: Sequence[Entry]) -> Iterator[str]:
    """The identifier of each priority: its own, or the next that none of them has."""
    own = {entry.fields.get("id", "") for entry in priorities}
    free = (name for number in range(1, 2 * len(priorities) + 1) if (name := f"pri-{number}") not in own)
    return (entry.fields.get("id") or next(free) for entry in priorities)


def _priority(entry: Entry, name: str, bodies: Bodies) -> dict[str, Data]:
    head: dict[str, Data] = {"id": name, "title": entry.title, "nav_label": short_title(entry.title)}
    return head | _picked(entry, ("due",)) | _standing(entry) | _children(entry, bodies)


def _item(entry: Entry, bodies: Bodies) -> dict[str, Data]:
    data = _picked(entry, _BEFORE)
    data |= {"title": entry.title} if entry.title else {}
    data |= {"text": entry.text} if entry.text else {}
    for name in _AFTER:
        if value := entry.fields.get(name):
            data[name] = value if name == "due" else bodies.slugs(value)
    return data | _standing(entry) | _children(entry, bodies)


def _picked(entry: Entry, names: Iterable[str]) -> dict[str, Data]:
    return {name: value for name in names if (value := entry.fields.get(name))}


def _standing(entry: Entry) -> dict[str, Data]:
    retired: dict[str, Data] = {"retired": True} if entry.fields.get("retired") else {}
    return retired | _picked(entry, ("replaced_by", "continues"))


def _children(entry: Entry, bodies: Bodies) -> dict[str, Data]:
    lists = {key: [_item(child, bodies) for child in entry.children if child.kind == kind]
             for kind, key in _LISTS.items()}  # fmt: skip
    return {key: items for key, items in lists.items() if items}


def _places(entry: Entry) -> Iterator[str]:
    """Where each entry came from, in the order in which they are written."""
    for kind in _LISTS:
        for child in entry.children:
            if child.kind == kind:
                yield child.place
                yield from _places(child)


def _measures(entry: Entry) -> Iterator[Entry]:
    """The measures of a priority and of its groups."""
    for child in entry.children:
        if child.kind == "measure":
            yield child
        elif child.kind == "group":
            yield from _measures(child)


def _listed(entries: Iterable[dict[str, Data]]) -> str:
    """Entries as a file that is a list."""
    lines = dump({"-": [*entries]}).splitlines()[1:]
    return "".join(f"{line.removeprefix('  ')}\n" for line in lines)
