"""The words quoted from a stored text, each in its neighbourhood, so that a line of that text can be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from strategic_framework.content.provenance import Stored, claims
from strategic_framework.model import Source
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, link
from strategic_framework.views.places import called
from strategic_framework.views.view import Link, View

#: How many characters of the neighbourhood are shown on each side, less what is cut to whole words.
NEAR = 140


@frozen
class PassageRow:
    """Words quoted, with what stands before and after them; `id` is that of the item whose words they are."""

    id: str
    line: int
    quoted_by: Link
    before: str
    words: str
    after: str


@frozen
class Passages(View):
    """The words quoted from a text, in its order."""

    rows: Sequence[PassageRow]


def passages(here: Here, source: Source) -> Passages | None:
    """The passages of a source that are quoted here, in the order of its text; nothing where there are none."""
    text = here.site.stored[source.id]
    rows = sorted(_rows(here, source, text), key=lambda row: row[0])
    return Passages([row for _, row in rows]) if rows else None


def _rows(here: Here, source: Source, text: Stored) -> Iterator[tuple[int, PassageRow]]:
    """(place in the text, passage) of every item whose words are the source's, as they were first published."""
    framework = here.framework
    for claim in claims(framework):
        name = claim.answers
        if claim.source != source.id or not (name in framework.items or name in framework.priorities):
            continue
        item = framework.items.get(name)
        words = (item and here.site.ledger.first_words(name, claim.field)) or claim.wording
        start = text.find(words)
        if start >= 0:
            end = start + len(words)
            quoted_by = link(here, here.links.item(name), called(here, name))
            below = item is not None and claim.field != next(iter(item.texts))  # a group has a title, and a text
            anchor, line = f"{name}-{claim.field}" if below else name, text.line_of(words) or 0
            around = _before(text.text[:start]), words, _after(text.text[end:])
            yield start, PassageRow(anchor, line, quoted_by, *around)


def _before(text: str) -> str:
    """The end of a text, from the beginning of a word, in its lines."""
    whole = _in_lines(text[-2 * NEAR :])
    return whole if len(whole) <= NEAR else "… " + re.split(r"\s", whole[-NEAR:], maxsplit=1)[-1]


def _after(text: str) -> str:
    """The beginning of a text, to the end of a word, in its lines."""
    whole = _in_lines(text[: 2 * NEAR])
    return whole if len(whole) <= NEAR else re.split(r"\s\S*$", whole[:NEAR])[0] + " …"


def _in_lines(text: str) -> str:
    """A text with single spaces and no empty lines, and without space at its ends but for a line break."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
