"""The proposals that wait, laid over the content one after the other: in the order of their decisions, then of names.

The files stay as they are. What is read with a proposal laid over it is what publishing it would make of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from strategic_framework.content import loader
from strategic_framework.content.files import FOLDER, natural, split
from strategic_framework.content.loader import Loaded
from strategic_framework.content.problems import Problem
from strategic_framework.ledger.desk import Desk, Unfit
from strategic_framework.ledger.difference import Difference, differences
from strategic_framework.ledger.proposal_edits import lay
from strategic_framework.ledger.reasons import needs_reason
from strategic_framework.ledger.records import Records, records, widened
from strategic_framework.ledger.sheets import Sheets, highest
from strategic_framework.ledger.store import Ledger, Pending, Proposed
from strategic_framework.ledger.yaml_edits import EditError
from strategic_framework.model import Place
from strategic_framework.model.changes import Class, Reason
from strategic_framework.model.frozen import frozen
from strategic_framework.model.proposals import Review

#: The day that a suggestion has in the order of proposals: after all that were decided.
_UNDECIDED = "9999-12-31"


@frozen
class Laid:
    """A proposal as it lies over the content and over the proposals before it.

    `before` and `after` are the records without and with it, `files` the texts that it leaves, of those edited so far.
    `repeated` is what an earlier proposal does as well, `idle` what is so already, and `notes` what was joined.
    """

    proposed: Proposed
    before: Records
    after: Records
    files: dict[str, str]
    new: tuple[str, ...] = ()
    repeated: Mapping[str, str] = field(default_factory=dict)
    idle: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lines: tuple[tuple[Place, str, frozenset[str]], ...] = ()

    @property
    def file(self) -> str:
        """The name of its file below the folder of the project."""
        return self.proposed.file

    @cached_property
    def differences(self) -> list[Difference]:
        """What differs with it, but for the order that follows from what came, went or moved."""
        was = widened(self.before, self.after)
        return [difference for difference in differences(was, self.after) if not difference.carried]

    @cached_property
    def again(self) -> list[Difference]:
        """What an earlier proposal has done already."""
        own = {difference.item for difference in self.differences}
        return [
            Difference(name, _class(kind), {}, {})
            for name, kind in self.repeated.items()
            if name in self.after and name not in own
        ]

    @property
    def items(self) -> tuple[str, ...]:
        """The identifiers of all records that it changes, or repeats the change of, in natural order."""
        return tuple(sorted({one.item for one in (*self.differences, *self.again)}, key=natural))

    @property
    def reviewed(self) -> tuple[str, ...]:
        """The items that it says were looked at."""
        changes = self.proposed.proposal.changes
        return tuple(name for change in changes if isinstance(change, Review) for name in change.review)

    @property
    def reason(self) -> Reason:
        """Its reason for what it changes. A suggestion has none yet: it is refused, and is never sealed."""
        proposal = self.proposed.proposal
        if proposal.is_suggestion:
            same = proposal.same_item
            reason = Reason.model_construct(
                items=self.items, decided=_UNDECIDED, decided_by="", reason="", same_item=same
            )
        else:
            reason = proposal.as_reason(self.items)
        reason._places.update(proposal._places)
        return reason

    @property
    def is_undecided(self) -> bool:
        """Whether it is a suggestion that would change what only a decision changes."""
        needs = self.again or self.reviewed or any(map(needs_reason, self.differences))
        return self.proposed.proposal.is_suggestion and bool(needs)

    @property
    def pending(self) -> list[Pending]:
        """What it stands for among the reasons that wait."""
        return [Pending(self.file, self.reason)] if self.items else []


def _class(kind: str) -> Class:
    classes: dict[str, Class] = {"retired": "retired", "restored": "restored", "moved": "moved"}
    return classes.get(kind, "amended")


@frozen
class Overlay:
    """The content with every proposal laid over it, the proposals, and what stands in the way of any."""

    base: Loaded
    loaded: Loaded
    laid: tuple[Laid, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def files(self) -> dict[str, str]:
        """The text of each file below the content folder that a proposal edits."""
        return self.laid[-1].files if self.laid else {}


def overlay(root: Path, base: Loaded, ledger: Ledger, *, numbered: bool = True) -> Overlay:
    """Lay every proposal over the content. Where one does not fit, it is a problem, and what fits of it is laid.

    With `numbered` what is new bears the identifier that publishing will give it.
    """
    if not ledger.proposed or base.framework is None:
        return Overlay(base, base)
    names = iter([*base.known, *base.provisional, *ledger.published])
    desk = Desk(Sheets(root, base.files, highest(names), numbered=numbered))
    laid: list[Laid] = []
    problems: list[Problem] = []
    loaded, before = base, records(base)
    for proposed in sorted(ledger.proposed, key=_when):
        lines, faults = _lay(desk, proposed)
        new = (*base.provisional, *desk.sheets.new)
        loaded = loader.load(root, desk.sheets.edited, new if numbered else (), desk.sheets.files)
        after = records(loaded) if loaded.framework else before
        laid.append(
            Laid(proposed, before, after, dict(desk.sheets.edited), tuple(desk.sheets.new), dict(desk.repeated),
                 tuple(desk.idle), tuple(desk.notes), tuple(lines))
        )  # fmt: skip
        before = after
        problems += faults
    misread = {problem.place.file for problem in ledger.problems}  # what is missing there may be what is misread
    problems += [problem for one in laid if one.file not in misread for problem in _undecided(one)]
    return Overlay(base, loaded, tuple(laid), tuple(problems))


def _undecided(laid: Laid) -> Iterator[Problem]:
    """A suggestion that would change what only a decision changes."""
    proposal = laid.proposed.proposal
    if laid.is_undecided:
        given = {"decided": proposal.decided, "decided_by": proposal.decided_by, "reason": proposal.reason}
        lacks = [name for name, value in given.items() if not value]
        what = f"This is a suggestion: it does not say yet {_listed([_LACKS[name] for name in lacks])}."
        why = "Published wording changes only together with the reason for it."
        instead = f"When it has been decided, add {_listed([f'{name}:' for name in lacks])} at the top of the file."
        yield Problem(Place(laid.file, 1, 1), "suggestion", what, why, instead)


#: What a proposal says of its decision, in words.
_LACKS = {"decided": "when it was decided", "decided_by": "who decided it", "reason": "why"}


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _when(proposed: Proposed) -> tuple[str, str]:
    return proposed.proposal.decided or _UNDECIDED, proposed.file


def _lay(desk: Desk, proposed: Proposed) -> tuple[list[tuple[Place, str, frozenset[str]]], list[Problem]]:
    """Lay the changes of a proposal: each with the lines that it wrote, and what does not fit."""
    desk.author, desk.notes, desk.idle, desk.repeated = proposed.file, [], [], {}
    lines: list[tuple[Place, str, frozenset[str]]] = []
    problems: list[Problem] = []
    for change in proposed.proposal.changes:
        before = dict(desk.sheets.edited)
        try:
            lay(desk, change)
        except Unfit as unfit:
            problems.append(Problem(unfit.place, unfit.code, unfit.what, unfit.why, unfit.instead))
        except (EditError, ValueError) as fault:
            problems.append(Problem(change.place(), "proposal-by-hand", str(fault)))
        written = [(name, text) for name, text in desk.sheets.edited.items() if before.get(name) != text]
        lines += [
            (change.place(), f"{FOLDER}/{name}", frozenset(map(str.strip, split(text)))) for name, text in written
        ]
    return lines, problems


def placed(overlay: Overlay, root: Path, problem: Problem) -> Problem:
    """The problem where an editor finds it: on the line of the file, or at the change of a proposal that wrote it."""
    name = problem.place.file.removeprefix(f"{FOLDER}/")
    if name not in overlay.files or problem.place.line == 0:
        return problem
    path = root / problem.place.file
    disk = split(path.read_text(encoding="utf-8-sig")) if path.is_file() else []
    lines = split(overlay.files[name])
    in_file = _lines(disk, lines)
    value = _value(lines, problem.place.line)
    if written := next((number for number in value if number not in in_file), 0):
        change = _author(overlay, problem.place.file, lines[written - 1].strip())
        return replace(problem, place=change, line_text="", length=1) if change else problem
    return replace(problem, place=problem.place._replace(line=in_file[problem.place.line]))


def _lines(before: list[str], after: list[str]) -> dict[int, int]:
    """Number of a line of the later text → its number in the earlier one, where it stands in that."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {j + k + 1: i + k + 1 for i, j, size in blocks for k in range(size)}


def _value(lines: list[str], number: int) -> list[int]:
    """The numbers of the lines of a value: those below its key too, where a text is folded there."""
    first = lines[number - 1]
    numbers = [number]
    if first.rstrip().endswith((">-", ">", "|", "|-")):
        depth = len(first) - len(first.lstrip(" -"))
        for below in range(number + 1, len(lines) + 1):
            line = lines[below - 1]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= depth:
                break
            numbers.append(below)
    return numbers


def _author(overlay: Overlay, file: str, line: str) -> Place | None:
    """The change after which a file first had a line."""
    changes = (change for laid in overlay.laid for change in laid.lines if change[1] == file)
    return next((place for place, _, lines in changes if line in lines), None)
