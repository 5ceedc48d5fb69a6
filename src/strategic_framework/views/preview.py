"""What a proposal would change, as one document: its receipt, then each page that changes, with what changes marked."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from strategic_framework.model.frozen import frozen
from strategic_framework.views.difference import Redline
from strategic_framework.views.view import Link, View


@frozen
class Wording:
    """A field before and after: what it belongs to, and one text with marks, or what it was and what it is."""

    called: str
    redline: Markup
    was: str = ""
    now: str = ""
    note: str = ""


@frozen
class Decision:
    """One change: its title, why, who decided it and when, and its wordings."""

    title: str
    reason: str
    decision: str
    wordings: Sequence[Wording]


@frozen
class ChangedPage:
    """A page that would change: where it stands, what changes on it, and the page as it would be, where it is shown."""

    id: str
    title: str
    address: str
    is_new: bool
    redlines: Markup
    whole: Markup


@frozen
class Preview(View):
    """The document. `problems` stand in the way of it; `key` says what the marks mean.

    `minor` are the titles of the pages that show another version's number, and no other change.
    """

    work: str
    sentences: Sequence[str]
    problems: Sequence[str]
    changes: Sequence[Decision]
    contents: Sequence[Link]
    pages: Sequence[ChangedPage]
    minor: Sequence[str]
    key: Redline
