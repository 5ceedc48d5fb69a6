"""The reasons that wait say what they explain, and it is there."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.problems import Problem
from strategic_framework.language.english import shortened
from strategic_framework.model import Place


@rule("reason-items")
def reason_items(content: Content) -> Iterator[Problem]:
    """A reason names what it explains by what is there; a review and `same_item` always name their items."""
    for covered in content.explained.by_reason:
        reason = covered.pending.reason
        place = reason.place("items") if reason.items else reason.place()
        for name in covered.unknown:
            what = f"“{shortened(name)}” names nothing here."
            instead = "Write an identifier such as act-12, or the opening words of a new item."
            yield fault(place, what, "", instead)
    for pending in content.ledger.pending:
        reason = pending.reason
        if reason.reviewed and not reason.items:
            what = "This reason says that something was reviewed, and not what."
            yield fault(reason.place("reviewed"), what, "", "Add a line items: [act-12] with what was looked at.")
        if reason.same_item and not reason.items:
            what = "This reason says that something is the same item in other words, and not what."
            yield fault(reason.place("same_item"), what, "", "Add a line items: [act-12] with what is the same.")


@rule("reason-twice")
def reason_twice(content: Content) -> Iterator[Problem]:
    """At most one reason names no items, where there is something that no other names: it stands for that."""
    several = content.explained.open_ended if content.explained.unexplained else []
    for pending in several[1:]:
        what = f"Two reasons name no items: this one and {content.explained.open_ended[0].file}."
        why = "Only one reason can stand for everything that no other names."
        yield fault(Place(pending.file, 1, 1), what, why, "Add a line items: [act-12] with what each explains.")


@rule("reason-corrects")
def reason_corrects(content: Content) -> Iterator[Problem]:
    """A reason that corrects a change names one that was published."""
    known = {change.id for change in content.ledger.changes}
    for pending in content.ledger.pending:
        corrects = pending.reason.corrects
        if corrects and corrects not in known:
            what = f"There is no change {corrects}."
            yield fault(pending.reason.place("corrects"), what, "", "Look in framework/changes.", len(corrects))
