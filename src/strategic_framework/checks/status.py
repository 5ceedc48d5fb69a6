"""How a plan is reported to go is said in a body's own words: from one scale, with a source, a date and a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.problems import Problem, suggestion
from strategic_framework.language.english import and_list
from strategic_framework.model import Place, Update


@rule("status-scale")
def scale(content: Content) -> Iterator[Problem]:
    """Each word of the scale stands once, and in the text of its source where that is kept."""
    status = content.framework.settings.status_scale
    if status is None:
        return
    place, folded = status.place("words"), [word.casefold() for word in status.words]
    for word in (word for at, word in enumerate(status.words) if word.casefold() in folded[:at]):
        yield fault(content.spot(place, word), f"“{word}” stands twice in the scale.", "", "Take one of them out.")
    stored = content.judged(status.source)
    for word in status.words if stored else ():
        if stored and not _says(stored.text, word):
            what = f"The text of {status.source} does not have the word “{word}”."
            yield fault(
                content.spot(place, word), what, "", "Write each word as the source has it, or name its source."
            )


@rule("reported-as")
def reported(content: Content) -> Iterator[Problem]:
    """What an update is reported as is a word of the scale that its source has, with its date."""
    status = content.framework.settings.status_scale
    for update in (update for update in content.framework.updates if update.reported_as):
        place, word = update.place("reported_as"), update.reported_as or ""
        if status is None:
            what = "There is no scale that this word could be of."
            yield fault(
                place, what, "", "Add status_scale: to framework.yml, with its words and its source.", len(word)
            )
        elif word not in status.words:
            meant = suggestion(word, status.words)
            instead = f"Did you mean {meant}?" if meant else f"The scale has: {and_list(status.words)}."
            yield fault(place, f"“{word}” is not a word of the scale.", "", instead, len(word))
        elif not content.damaged(update):
            yield from _without_date(update, place)
            yield from _without_words(content, update, place)


def _without_date(update: Update, place: Place) -> Iterator[Problem]:
    if not update.date:
        what = f"“{update.reported_as}” is reported without a date, and would seem to hold for ever."
        yield fault(place, what, "", "Add a line date:, or take this line out.")


def _without_words(content: Content, update: Update, place: Place) -> Iterator[Problem]:
    """Where the source’s text is kept it has the word, in what is quoted or elsewhere."""
    stored = content.judged(update.source)
    if stored and not _says(f"{update.quote or ''}\n{stored.text}", update.reported_as or ""):
        what = f"The text of {update.source} does not have the word “{update.reported_as}”."
        yield fault(place, what, "Such a word is quoted, and never ours.", "Write what the source has, or take it out.")


def _says(text: str, word: str) -> bool:
    """Whether a text has the word whole, perhaps in other capitals: “incomplete” does not say “complete”."""
    words = r"\s+".join(map(re.escape, word.split()))
    return bool(re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE))
