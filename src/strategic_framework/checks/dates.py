"""Dates agree with each other, as far as they are known: a year stands for all of its days."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.problems import Problem
from strategic_framework.language.dates import first, last
from strategic_framework.language.english import day


@rule("period")
def periods(content: Content) -> Iterator[Problem]:
    """An edition starts before it ends, and its priorities fall due within its period."""
    for edition in content.framework.editions:
        starts, ends = edition.starts, edition.ends
        if first(starts) > last(ends):
            what = f"The edition starts ({day(starts)}) after it ends ({day(ends)})."
            yield fault(edition.place("starts"), what, "", "Put the two dates right.", len(starts))
            continue
        for priority in edition.priorities:
            due = priority.due
            if due and (first(due) > last(ends) or last(due) < first(starts)):
                what = f"{priority.id} is due in {day(due)}, outside the period {day(starts)} to {day(ends)}."
                yield fault(priority.place("due"), what, "", "Put the date right, or the edition’s period.", len(due))


@rule("future-update")
def future_updates(content: Content) -> Iterator[Problem]:
    """An update tells of what has happened: it is not later than the as-at date."""
    as_at = content.framework.settings.as_at
    for update in content.framework.updates:
        waits = content.ledger.lock is not None and update.id not in content.ledger.published
        if update.date and first(update.date) > as_at and not waits:  # publishing moves the as-at date, and asks again
            what = f"The update is dated {day(update.date)}, after {day(as_at)}, the date this site speaks of."
            instead = "Put the date right. Or wait: publishing moves as_at in framework/framework.yml."
            yield fault(update.place("date"), what, "", instead, len(update.date))


@rule("undated-source")
def undated_sources(content: Content) -> Iterator[Problem]:
    """A source without a date says in date_note what is known of it."""
    for source in content.framework.sources:
        if not source.date and not source.date_note and not content.damaged(source):
            what = f"The source {source.id} has neither a date nor a note on it."
            yield fault(source.place("id"), what, "", "Add date:, or date_note: undated in the source.")


@rule("undated-event")
def undated_events(content: Content) -> Iterator[Problem]:
    """A moment on the timeline has a date, or else a date that it comes after."""
    for event in content.framework.timeline:
        if event.when and event.undated_after:
            what = "This moment has both a date and undated_after."
            yield fault(event.place("undated_after"), what, "", "Keep the date, and take undated_after out.")
        elif not event.when and not event.undated_after and not content.damaged(event):
            what = "This moment has no date."
            yield fault(event.place("id"), what, "", "Add when:, or undated_after: and a date that it comes after.")
