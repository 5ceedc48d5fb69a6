"""What a change did to very many items, in parts, each on a page of its own.

A change is cut where it did something to more records than one page shows, in the order in which it was sealed. It
never changes, so its parts are what they are for ever: they are known by their numbers, from 1 on.
`list_pages.LONGEST` and `SPAN` say what is too long and how long a part is; as addresses follow from them, they never
change.
"""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework.content import list_pages
from strategic_framework.model.changes import Change

#: The identifiers of the records of one part, as they were sealed.
Names = Sequence[str]


def parts(change: Change) -> list[Names]:
    """The parts of a long change; none where its page shows all that it did."""
    names = [name for name in change.about if name in change.records]
    if not list_pages.is_long(names):
        return []
    return [names[first : first + list_pages.SPAN] for first in range(0, len(names), list_pages.SPAN)]
