"""The documents that the site quotes: whose they are, what was repaired in the copy, and what was kept as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from strategic_framework.language.english import day
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Repair, Source
from strategic_framework.views.base import Here, View, section
from strategic_framework.views.macro import macro
from strategic_framework.views.summary import Summary, fact


@dataclass(frozen=True)
class Passage:
    """Part of a text, with its language where that is not English."""

    text: str
    lang: str = ""


@dataclass(frozen=True)
class RepairRow:
    """What copying had made of some words, what they are read as, how often, and why."""

    found: Sequence[Passage]
    read_as: Sequence[Passage]
    times: int
    why: str


@dataclass(frozen=True)
class SlipRow:
    """Words that look like a slip and are kept, and what is known of them."""

    words: str
    note: str


@dataclass(frozen=True)
class Sources(View):
    """One document quoted; `id` is that of its heading."""

    id: str
    facts: Summary
    note: str
    repairs: Sequence[RepairRow]
    slips: Sequence[SlipRow]


@macro("section")
def sources(here: Here) -> list[View]:
    """Every document quoted: who wrote it, when, what was repaired in its copy, and what was kept as it is."""
    return [section(source.id, source.title, _source(source)) for source in here.framework.sources]


def _source(source: Source) -> Sources:
    when = day(source.date) if source.date else (source.date_note or translate("sources.undated"))
    facts = Summary([
        fact(translate("sources.author"), source.author),
        fact(translate("sources.kind"), source.kind),
        fact(translate("sources.date"), when),
    ])  # fmt: skip
    slips = [SlipRow(slip.words, slip.note) for slip in source.slips]
    return Sources(source.id, facts, source.note or "", [_repair(repair) for repair in source.repairs], slips)


def _repair(repair: Repair) -> RepairRow:
    found, read_as = (_passages(_visible(text), repair) for text in (repair.found, repair.read_as))
    return RepairRow(found, read_as, repair.times, repair.why)


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


def _passages(text: str, repair: Repair) -> list[Passage]:
    """The text in parts, each with its language where that is not English."""
    languages = {words: language for language, those in repair.languages.items() for words in those}
    parts = re.split("|".join(f"({re.escape(words)})" for words in languages), text) if languages else [text]
    return [Passage(part, languages.get(part, "")) for part in parts if part]
