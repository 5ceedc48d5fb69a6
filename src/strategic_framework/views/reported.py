"""How an item was last reported to go: a body's own words, each with its day, and lists of items by them; no score."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from strategic_framework.language.english import and_list, day
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Item, Update
from strategic_framework.views.base import Here, Paragraph, Section, link, section
from strategic_framework.views.places import called
from strategic_framework.views.summary import Fact, Summary, fact
from strategic_framework.views.view import Link

#: What answers to the choice of those that no word was reported of.
NOT_REPORTED = "not-reported"


def last_reported_of(here: Here, item: str) -> list[Paragraph]:
    """The sentence on the page of an item, one for each latest report; nothing where there is no such report."""
    return [_sentence(here, update) for update in here.site.last_reported.get(item, ())]


def _sentence(here: Here, update: Update) -> Paragraph:
    origin = here.framework.origin[update.source]
    words = translate(
        "reported.last", words=update.reported_as, day=_day(update), publisher=origin.author, source=origin.title
    )
    see = link(here, here.links.update(update.id or ""), translate("reported.see"))
    return Paragraph(words + " ", "lead", [see])


def reported_line(here: Here, item: str) -> str:
    """What stands beside an item in a list: the words with their day; nothing where no word is reported."""
    latest = here.site.last_reported.get(item, ())
    return translate("reported.line", reports=and_list([_with_day(update) for update in latest])) if latest else ""


def _with_day(update: Update) -> Markup:
    return translate("reported.with_day", words=update.reported_as, day=_day(update))


def _day(update: Update) -> str:
    return day(update.date or "")


def value_of(word: str) -> str:
    """A word of the scale as a filter knows it: without spaces."""
    return re.sub(r"\W+", "-", word.casefold()).strip("-")


def answers_to(here: Here, item: str) -> str:
    """The words that an item was last reported by, as a filter knows them; nothing where the plan has no scale."""
    if here.framework.settings.status_scale is None:
        return ""
    latest = here.site.last_reported.get(item, ())
    return " ".join(value_of(update.reported_as or "") for update in latest) or NOT_REPORTED


def words_with_counts(here: Here, items: Sequence[Item]) -> Iterator[tuple[str, str, int]]:
    """Each word of the scale that picks an item: its value, what it is called, and how many; at last, not reported."""
    status = here.framework.settings.status_scale
    values = [value for item in items for value in answers_to(here, item.id).split()]
    for word in status.words if status else ():
        if count := values.count(value_of(word)):
            yield value_of(word), translate_text("reported.word", words=word), count
    if status and len(values) > values.count(NOT_REPORTED) > 0:
        yield NOT_REPORTED, translate_text("reported.none"), values.count(NOT_REPORTED)


def reported_section(here: Here, items: Iterable[Item]) -> list[Section]:
    """Under each word of the scale the items that were last reported by it, each with its day; at last all others."""
    status, items = here.framework.settings.status_scale, [item for item in items if not item.retired]
    if status is None or not any(item.id in here.site.last_reported for item in items):
        return []
    rows = [*(_row(here, word, items) for word in status.words), _not_reported(here, items)]
    body = [Paragraph(translate("reported.meaning")), Summary([row for row in rows if row.parts])]
    return [section("reported-as", translate("reported.title"), body)]


def _row(here: Here, word: str, items: Sequence[Item]) -> Fact:
    latest = ((item, update) for item in items for update in here.site.last_reported.get(item.id, ()))
    ways = [_way(here, item, _day(update)) for item, update in latest if update.reported_as == word]
    return fact(translate("reported.word", words=word), ways)


def _not_reported(here: Here, items: Sequence[Item]) -> Fact:
    ways = [_way(here, item) for item in items if item.id not in here.site.last_reported]
    return fact(translate("reported.none"), ways)


def _way(here: Here, item: Item, when: str = "") -> Link:
    name = called(here, item.id)
    text = translate_text("reported.item", item=name, day=when) if when else name
    return link(here, here.links.item(item.id), text)
