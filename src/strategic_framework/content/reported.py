"""What was last reported of an item, in the words of the scale: never worked out, and never without its date."""

from __future__ import annotations

from collections.abc import Iterable

from strategic_framework.model import Framework, Update


def last_reported(framework: Framework) -> dict[str, tuple[Update, ...]]:
    """Identifier → the latest updates that quote a word of the scale for it; several where none is the later.

    A withdrawn update does not count, nor does one whose source names the same work under another name.
    """
    by_item: dict[str, list[Update]] = {}
    for update in framework.updates:
        if update.reported_as and update.date and not update.retired:
            for name in (name for name in dict.fromkeys(update.about) if name not in update.near):
                by_item.setdefault(name, []).append(update)
    return {name: tuple(_latest(updates)) for name, updates in by_item.items()}


def _latest(updates: Iterable[Update]) -> list[Update]:
    """Those that no other comes after; a month and a day in it cannot be told apart."""
    updates = sorted(updates, key=lambda update: update.date or "", reverse=True)
    latest = updates[0].date or ""
    return [update for update in updates if latest.startswith(update.date or "")]
