"""The proposals that wait, as an editor is told of them: what each does in words, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from strategic_framework.content import source
from strategic_framework.content.problems import Problem
from strategic_framework.content.source import Mapping, Node, Sequence
from strategic_framework.language.english import and_list
from strategic_framework.language.labels import label, title_of
from strategic_framework.language.strings import translate_text
from strategic_framework.ledger.proposal_file import kind_of, names
from strategic_framework.ledger.proposals import Laid
from strategic_framework.model import Place
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.model.frozen import frozen
from strategic_framework.model.proposals import ProposedChange
from strategic_framework.site.project import Project


@frozen
class Fault:
    """A problem of a proposal, with the key that it belongs to: of its change of that number, or (-1) of the file."""

    code: str
    what: str
    why: str
    instead: str
    change: int = -1
    key: str = ""
    where: str = ""


@frozen
class Waiting:
    """A proposal that waits: what it does in a sentence and as its file has it, and what stands in its way."""

    name: str
    title: str
    decided: str
    decided_by: str
    reason: str
    same_item: bool
    changes: tuple[dict[str, object], ...]
    notes: tuple[str, ...]
    problems: tuple[Fault, ...]


def waiting(project: Project) -> Iterator[Waiting]:
    """Every proposal that waits, in the order in which they are laid over the content."""
    for laid in project.overlay.laid:
        proposal = laid.proposed.proposal
        data = proposal.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        problems = [problem for problem in project.content_problems if problem.place.file == laid.file]
        yield Waiting(
            Path(laid.file).name,
            title(laid),
            proposal.decided or "",
            proposal.decided_by or "",
            proposal.reason or "",
            proposal.same_item,
            tuple(data["changes"]),
            laid.notes,
            tuple(faults(problems, project.ledger.read[laid.file])),
        )


def title(laid: Laid) -> str:
    """What a proposal does, in one sentence without a full stop; what no record holds is named alone."""
    records = {one.item: Recorded(**{"class": one.kind}, was=one.was, now=one.now) for one in laid.differences}
    if records or laid.reviewed:
        sealed = Change.model_construct(
            id="", published="", versions={}, records=records, result="", items=laid.reviewed,
            reviewed=bool(laid.reviewed),
        )  # fmt: skip
        return title_of(sealed)
    changes = laid.proposed.proposal.changes
    added = [_called(change) for change in changes if kind_of(change) == "add"]
    others = dict.fromkeys(label(name) for change in changes if kind_of(change) != "add" for name in names(change))
    new = [translate_text("local_desk.new", items=and_list(added))] if added else []
    return "; ".join([*new, *([translate_text("local_desk.changes", items=and_list(list(others)))] if others else [])])


def _called(change: ProposedChange) -> str:
    """What something new is called: by its name, its title or its term."""
    known_by = (getattr(change, field, "") for field in ("name", "title", "term", "add"))
    return str(next(filter(None, known_by)))


def faults(problems: list[Problem], file: source.File) -> Iterator[Fault]:
    """Each problem with the key of the file that it belongs to; one of another file belongs to none."""
    for problem in problems:
        change, key = _key(file.root, problem.place) if problem.place.file == file.name else (-1, "")
        where = "" if key else f"{problem.place.file}, line {problem.place.line}"
        yield Fault(problem.code, problem.what, problem.why, problem.instead, change, key, where)


def _key(root: Node | None, place: Place) -> tuple[int, str]:
    """The number of the change, and its key, that a place stands in; a key of the file itself has the number -1."""
    key, node = _within(root, place)
    entries = node.entries if key == "changes" and isinstance(node, Sequence) else ()
    begun = [number for number, entry in enumerate(entries) if _at(entry.place) <= _at(place)]
    return (begun[-1], _within(entries[begun[-1]], place)[0]) if begun else (-1, key)


def _within(node: Node | None, place: Place) -> tuple[str, Node | None]:
    """The last key of a group that begins at that place or before, and its value."""
    entries = node.entries if isinstance(node, Mapping) else ()
    begun = [(key.value, child) for key, child in entries if _at(key.place) <= _at(place)]
    return begun[-1] if begun else ("", None)


def _at(place: Place) -> tuple[int, int]:
    return place.line, place.column
