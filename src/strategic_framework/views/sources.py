"""What the site rests on: the documents that it quotes, the pages on the web that it tells of, and the page of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import RelatedDocument, Repair, Source, WebPage
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link, section
from strategic_framework.views.macro import macro
from strategic_framework.views.measures import resting_on
from strategic_framework.views.origins import dated, origin_facts, original
from strategic_framework.views.passages import passages
from strategic_framework.views.reports import listed
from strategic_framework.views.summary import Fact, Summary, fact
from strategic_framework.views.view import Link, View


@frozen
class Characters:
    """Part of a text, with its language where that is not English."""

    text: str
    lang: str = ""


@frozen
class RepairRow:
    """What copying had made of some words, what they are read as, how often, and why."""

    found: Sequence[Characters]
    read_as: Sequence[Characters]
    times: int
    why: str


@frozen
class SlipRow:
    """Words that look like a slip and are kept, and what is known of them."""

    words: str
    note: str


@frozen
class Repairs(View):
    """What was put right in the copy of a document, and what was kept as it is; `id` is the document’s."""

    id: str
    repairs: Sequence[RepairRow]
    slips: Sequence[SlipRow]


@frozen
class OriginRow:
    """A page or a document in a list: its page here or, without one, its original; who published it, and when."""

    id: str
    title: Link
    by: str
    when: str
    note: str
    ways: Sequence[Link]


@frozen
class Origins(View):
    """Pages on the web, or documents, in a list."""

    rows: Sequence[OriginRow]


@macro("section")
def sources(here: Here) -> list[View]:
    """Every document quoted, every page on the web that is told of, and the documents around the framework."""
    framework = here.framework
    quoted = [section(source.id, source.title, _listed(here, source)) for source in framework.sources]
    pages = [_page_row(here, page) for page in sorted(framework.web_pages, key=_by_publisher)]
    documents = [_document_row(document) for document in framework.documents]
    web = section("web-pages", translate("sources.pages"), Origins(pages), note=translate("sources.pages_mean"))
    around = section("documents", translate("sources.around"), Origins(documents))
    return [*quoted, *([web] if pages else []), *([around] if documents else [])]


def _listed(here: Here, source: Source) -> list[View]:
    more = link(here, here.links.source(source.id), translate_text("sources.more", title=source.short))
    return [Summary(_facts(source)), Paragraph("", parts=[more])]


def _by_publisher(page: WebPage) -> tuple[str, str]:
    return page.publisher.casefold(), page.title.casefold()


def _page_row(here: Here, page: WebPage) -> OriginRow:
    title = link(here, here.links.source(page.id), page.title)
    return OriginRow("", title, page.publisher, dated(page), "", original(page))


def _document_row(document: RelatedDocument) -> OriginRow:
    when = day(document.date) if document.date else translate("origin.undated")
    title = Link(document.address, document.title)
    return OriginRow(document.id, title, document.publisher, when, document.holds, [])


def _facts(source: Source) -> list[Fact]:
    facts = [fact(translate("sources.author"), source.author), fact(translate("sources.kind"), source.kind)]
    withdrawn = fact(translate("sources.withdrawn"), translate("sources.withdrawn_means"))
    return [*facts, *origin_facts(source), *([withdrawn] if source.retired else [])]


# --- the page of one ------------------------------------------------------------------------------------------------


@macro("section")
def source_page(here: Here) -> list[View]:
    """One source: what it is, the way to its original, what rests on it and, where its text is kept, how it reads."""
    origin = here.framework.origin[here.subject]
    note = [Paragraph(origin.note)] if origin.note else []
    publisher = [fact(translate("sources.publisher"), origin.author)]
    facts = _facts(origin) if isinstance(origin, Source) else [*publisher, *origin_facts(origin)]
    about = section("about", translate("sources.about"), [Summary(facts), *note])
    reports = listed(here, [update for update in here.site.updates if update.source == origin.id])
    rest = [section("reports", translate("sources.reports"), reports)] if reports else []
    return [about, *rest, *resting_on(here, origin.id), *(_kept(here, origin) if isinstance(origin, Source) else [])]


def _kept(here: Here, source: Source) -> list[View]:
    """What is shown of a text that is kept: the passages quoted, and what was done to the copy."""
    quoted = passages(here, source) if source.passages else None
    repairs = Repairs(
        source.id,
        [_repair(repair) for repair in source.repairs],
        [SlipRow(slip.words, slip.note) for slip in source.slips],
    )
    meaning = translate("passages.meaning")
    return [
        *([section("passages", translate("passages.title"), quoted, note=meaning)] if quoted else []),
        *([section("copy", translate("sources.copy_of"), repairs)] if repairs.repairs or repairs.slips else []),
    ]


def _repair(repair: Repair) -> RepairRow:
    copied, read_as = (_passages(_visible(text), repair) for text in (repair.found, repair.read_as))
    return RepairRow(copied, read_as, repair.times, repair.why)


#: Invisible character → the key of its name.
_INVISIBLE = {"\n": "line_end", "\u00a0": "no_break_space", "\t": "tab"}


def _visible(text: str) -> str:
    """Text with its invisible characters named, so that a repair can be read."""
    if not text:
        return translate_text("sources.nothing")
    if text.strip(" ") == "":
        return translate_text("sources.spaces", count=len(text))
    return " ".join("".join(map(_visible_character, text)).split())


def _visible_character(character: str) -> str:
    if character in _INVISIBLE:
        return f" [{translate_text(f'sources.{_INVISIBLE[character]}')}] "
    return character if character.isprintable() else f" [U+{ord(character):04X}] "


def _passages(text: str, repair: Repair) -> list[Characters]:
    """The text in parts, each with its language where that is not English."""
    languages = {words: language for language, those in repair.languages.items() for words in those}
    parts = re.split("|".join(f"({re.escape(words)})" for words in languages), text) if languages else [text]
    return [Characters(part, languages.get(part, "")) for part in parts if part]
