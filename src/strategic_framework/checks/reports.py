"""What updates and plain sentences rest on: a source that is quoted, or a page on the web that is told of."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.problems import Problem
from strategic_framework.language.dates import first, last
from strategic_framework.language.english import day
from strategic_framework.model import PlainWords, RelatedDocument, Source, Update, WebPage


@rule("update-words")
def update_words(content: Content) -> Iterator[Problem]:
    """An update quotes a source whose text is kept, or says in the site’s words what a web page reports; never both."""
    for update in content.framework.updates:
        origin = content.framework.origin.get(update.source)
        if origin is None or content.damaged(update):
            continue  # other rules speak of it
        needed, other = ("said", "quote") if isinstance(origin, WebPage) else ("quote", "said")
        if getattr(update, other):
            yield _wrong_words(update, other, needed)
        elif not getattr(update, needed):
            what = f"The update does not say what {update.source} reports."
            instead = f"Add a line {needed}: with {_WORDS[needed]}."
            yield fault(update.place(), what, "Nothing can be shown without it.", instead)


_WORDS = {"quote": "the words of the source, exactly", "said": "what the page reports, in our own words"}


def _wrong_words(update: Update, other: str, needed: str) -> Problem:
    if other == "quote":
        what = f"{update.source} is a web page of which no text is kept, so a quotation from it cannot be checked."
    else:
        what = f"The text of {update.source} is kept here, so it is quoted and not told in other words."
    return fault(update.place(other), what, "", f"Write {needed}: instead, with {_WORDS[needed]}.")


@rule("update-date")
def update_dates(content: Content) -> Iterator[Problem]:
    """An update has a date, except where its source is undated."""
    for update in content.framework.updates:
        origin = content.framework.origin.get(update.source)
        if origin and origin.date and not update.date and not content.damaged(update):
            what = f"The update has no date, and {update.source} is dated {day(origin.date)}."
            instead = "Add a line date: with when it happened or was reported, as exact as the source has it."
            yield fault(update.place(), what, "Only an undated source leaves an update undated.", instead)


@rule("update-near")
def update_near(content: Content) -> Iterator[Problem]:
    """What an update calls near is among the items that it is about."""
    for update in content.framework.updates:
        for name in (name for name in update.near if name not in update.about):
            what = f"The update says that {name} is near, and is not about {name}."
            instead = f"Add {name} to about:, or take it out here."
            yield fault(content.spot(update.place("near"), name), what, "", instead, len(name))


@rule("plain-supported")
def plain_supported(content: Content) -> Iterator[Problem]:
    """A plain sentence names the page that supports it."""
    for noun in (noun for noun in content.nouns if isinstance(noun, PlainWords) and not content.damaged(noun)):
        if noun.plain and not noun.supported_by:
            what = "This sentence is ours, and nothing says which page supports it."
            yield fault(noun.place("plain"), what, "", "Add a line supported_by: with the address of that page.")
        if noun.supported_by and not noun.plain:
            what = "A page is named here that supports a sentence, and there is none."
            yield fault(noun.place("supported_by"), what, "", "Add a line plain:, or take this line out.")


@rule("seen")
def seen(content: Content) -> Iterator[Problem]:
    """A page was seen in a month, and not before its own date; an original that has an address was seen."""
    for page in (noun for noun in content.nouns if isinstance(noun, Source | WebPage | RelatedDocument)):
        if page.date and page.seen and first(page.date) > last(page.seen):
            what = f"{page.id} is dated {day(page.date)}, after it was seen ({day(page.seen)})."
            yield fault(page.place("seen"), what, "", "Put one of the two right.", len(page.seen))
        if isinstance(page, Source) and bool(page.address) != bool(page.seen) and not content.damaged(page):
            missing, there = ("seen", "address") if page.address else ("address", "seen")
            what = f"The source {page.id} has {there}: and not {missing}:."
            yield fault(page.place(there), what, "", f"Add {missing}:, or take this line out.")
