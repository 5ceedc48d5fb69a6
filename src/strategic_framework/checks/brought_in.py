"""History that is brought in: decided before this site began its record, and recorded afterwards as such."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.problems import Problem
from strategic_framework.language.english import day
from strategic_framework.model.changes import Reason
from strategic_framework.model.proposals import Proposal

_WHY = "The record is in the order in which things came into force, and says what it saw and what it was told."


@rule("history-late")
def history_late(content: Content) -> Iterator[Problem]:
    """History is brought in after the earliest words are published and before anything newer, in its own order."""
    for decision in _brought_in(content):
        if found := _out_of_place(content, decision.decided or ""):
            what, instead = found
            yield fault(decision.place("imported"), what, _WHY, instead, len("true"))


def _brought_in(content: Content) -> Iterator[Reason | Proposal]:
    yield from (pending.reason for pending in content.ledger.pending if pending.reason.imported)
    yield from (laid.proposed.proposal for laid in content.laid if laid.proposed.proposal.imported)


def _out_of_place(content: Content, decided: str) -> tuple[str, str] | None:
    """What is wrong with bringing in what came into force on that day, and what to do instead."""
    changes = content.ledger.changes
    if not changes:
        return "Nothing is published yet.", "Publish the earliest words that are known. Then bring in what followed."
    if decided >= changes[0].published:
        what = f"This was decided on {day(decided)}, and the record began on {day(changes[0].published)}."
        return what, "Take the line imported: true out: it is a change like any other."
    newer = [change.id for change in changes if change.versions and not (change.is_first or change.imported)]
    if newer:
        return (
            f"{newer[0]} was published here already.",
            "Take the line imported: true out, and say in the reason when it was.",
        )
    last = max((change.decided or "" for change in changes if change.imported), default="")
    if decided < last:
        what = f"This was decided on {day(decided)}, and what was decided on {day(last)} is in the record already."
        return what, "Take the line imported: true out, and say in the reason when it was."
    return None
