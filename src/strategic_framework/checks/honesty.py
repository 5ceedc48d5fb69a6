"""What the site says of itself and of what it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from strategic_framework.checks.registry import Content, fault, field_names, in_nouns, rule
from strategic_framework.content.files import FOLDER
from strategic_framework.content.problems import Problem
from strategic_framework.model import (
    Alliance,
    Break,
    Crossing,
    Edition,
    Event,
    Measure,
    Noun,
    Place,
    PlainWords,
    RelatedDocument,
    Settings,
    SharedThing,
    Source,
    Strand,
    Update,
    Value,
    WebPage,
)

#: Words for absence or progress that no source may have meant → what to write instead.
_ABSENCE = "Write “not named”, “not reported”, “not described” or “not stated”."
_PROGRESS = "Leave it out, or quote the source that says it in an update."
CLAIMS: dict[str, str] = dict.fromkeys(
    ("dropped", "abandoned", "discontinued", "ended", "ceased", "scrapped", "lapsed", "no longer", "not done",
     "not mentioned", "not evidenced", "not included", "not covered", "not found"), _ABSENCE,
) | dict.fromkeys(
    ("completed", "on track", "off track", "on schedule", "behind schedule", "ahead of schedule", "in progress",
     "under way", "underway", "fully achieved"), _PROGRESS,
)  # fmt: skip
_CLAIM = re.compile(rf"\b(?:{'|'.join(CLAIMS)})\b", re.IGNORECASE)

#: The fields that are written for the site; all other texts are quotations.
OURS: tuple[tuple[type[Noun], str], ...] = (
    (Source, "note"), (Source, "date_note"), (Edition, "described_as"), (Alliance, "proposed_note"),
    (Crossing, "note"), (Strand, "name"), (Strand, "note"), (SharedThing, "name"), (Event, "what"),
    (Update, "title"), (Update, "said"), (WebPage, "note"), (RelatedDocument, "holds"), (PlainWords, "plain"),
    (Settings, "rights"), (Measure, "name"), (Measure, "note"), (Value, "note"), (Break, "words"),
)  # fmt: skip

#: A page's words, quoted inside what this site says of it.
_INSIDE = re.compile("“([^”]*)”")
_DRAFTING = re.compile(r"\b(?:REPLACE|TODO|TBC|TBD|FIXME|XXX+|[Ll]orem|LOREM|[Pp]laceholder|PLACEHOLDER)\b")


@rule("absence-words")
def absence_words(content: Content) -> Iterator[Problem]:
    """Words written for the site claim neither an end nor progress that no source states."""
    for place, word in _claims(content):
        what, why = f"“{word}” says more than the sources do.", "Silence in a source proves nothing."
        yield fault(content.spot(place, word), what, why, CLAIMS[word.lower()], len(word))


@in_nouns
def _claims(noun: Noun) -> Iterator[tuple[Place, str]]:
    for name in _ours(type(noun)):
        for word in dict.fromkeys(_CLAIM.findall(getattr(noun, name) or "")):
            if word.casefold() not in _quoted(noun).casefold():
                yield noun.place(name), word


@cache
def _ours(kind: type[Noun]) -> list[str]:
    """The fields of a noun that are written for the site."""
    return [name for owner, name in OURS if issubclass(kind, owner)]


def _quoted(noun: Noun) -> str:
    """The source's words that stand beside a text of ours, or quoted inside it: what they say, it may say."""
    quotes = [getattr(noun, name, None) for name in ("quote", "was", "now")]
    inside = _INSIDE.findall(noun.said or "") if isinstance(noun, Update) else []
    return " ".join([*(str(getattr(quote, "text", quote)) for quote in quotes if quote), *inside])


@rule("drafting-words")
def drafting_words(content: Content) -> Iterator[Problem]:
    """No leftover drafting words such as TODO, TBC or REPLACE stand in any text."""
    for place, word in _drafting(content):
        what = f"“{word}” looks like drafting text that was left in."
        yield fault(content.spot(place, word), what, "It would be published.", "Write the final words.", len(word))


@in_nouns
def _drafting(noun: Noun) -> Iterator[tuple[Place, str]]:
    for name in field_names(type(noun)):
        value = getattr(noun, name)
        for text in value if isinstance(value, tuple) else (value,) if value else ():
            words = _DRAFTING.findall(text) if isinstance(text, str) else []
            for word in dict.fromkeys(words) if words else ():
                yield noun.place(name), word


@rule("official")
def official(content: Content) -> Iterator[Problem]:
    """A site is official where, and only where, it names who approved it."""
    settings = content.framework.settings
    if settings.official and not settings.approved_by and not content.damaged(settings):
        what = "The site says that it is official, but not who approved it."
        instead = "Add a line approved_by: and who approved it, or write official: false."
        yield fault(settings.place("official"), what, "", instead)
    if settings.approved_by and not settings.official:
        what = "Somebody is named as having approved the site, but it does not say that it is official."
        instead = "Write official: true, or take this line out."
        yield fault(settings.place("approved_by"), what, "", instead)


@rule("not-named-still-there")
def not_named(content: Content) -> Iterator[Problem]:
    """A strand that is not named now is named in the earlier source, and not in the later edition’s."""
    _, later = content.framework.compared
    now = content.stored.get(later.source)
    for strand in content.framework.continuity:
        if strand.relation != "not-named" or not strand.was or not now:
            continue
        before = content.stored.get(strand.was.source)
        name = strand.name.casefold()
        if before and name not in before.text.casefold():
            what = f"“{strand.name}” is not in the words of the earlier source."
            why = "The name of a strand that is not named now is searched for in both sources."
            yield fault(strand.place("name"), what, why, "Write the name as the earlier source does.")
        elif name in now.text.casefold():
            what = f"“{strand.name}” is said to be not named in {later.label}, but its source has these words."
            why = f"They were searched for in {FOLDER}/{content.framework.source[later.source].file}."
            yield fault(strand.place("relation"), what, why, "Choose another relation, and quote the words as “now”.")
