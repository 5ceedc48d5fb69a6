"""What is quoted occurs in its source, character for character, and the stored texts are what they are said to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from strategic_framework.checks.registry import UNREADABLE, Content, fault, rule
from strategic_framework.content.files import FOLDER
from strategic_framework.content.problems import Problem, suggestion
from strategic_framework.content.provenance import Claim, Stored, text_name
from strategic_framework.model import Place, Source

#: How much of the two wordings is shown from where they part.
_SHOWN = 40
#: A beginning shorter than this is shared by chance.
_CHANCE = 12
#: Characters that are easily taken for one another.
_LOOKS = ("'’‘`´", '"“”„', "-‐‑–—−")


@rule("source-file")
def source_files(content: Content) -> Iterator[Problem]:
    """The stored text of every source is in framework/sources."""
    for source, meant in _without_text(content):
        name = text_name(source)
        instead = f"Did you mean {meant}?" if meant else f"Put the text of the document there, as {name}."
        why = "Without it nothing quoted from this source can be proved."
        yield fault(source.place("file"), f"There is no file {name}.", why, instead, len(source.file))


def _without_text(content: Content) -> Iterator[tuple[Source, str | None]]:
    """The sources whose stored text is missing, each with the file that was probably meant."""
    names = content.loaded.source_texts
    used = {source.file for source in content.framework.sources}
    free = [name.removeprefix(f"{FOLDER}/") for name in names if name.removeprefix(f"{FOLDER}/") not in used]
    for source in content.framework.sources:
        if text_name(source) not in names and text_name(source) not in content.loaded.files:
            yield source, suggestion(source.file, free)


@rule("source-unused")
def unused_texts(content: Content) -> Iterator[Problem]:
    """Every text in framework/sources belongs to a source listed in framework/sources.yml."""
    used = {source.file for source in content.framework.sources}
    used |= {meant for _, meant in _without_text(content) if meant}
    for name in content.loaded.source_texts if content.is_complete("sources.yml") else ():
        if name.removeprefix(f"{FOLDER}/") not in used:
            instead = "List it in framework/sources.yml, or take the file out."
            yield fault(Place(name, 1, 1), "No source in framework/sources.yml uses this text.", "", instead)


@rule("source-encoding")
def encodings(content: Content) -> Iterator[Problem]:
    """Stored texts are plain UTF-8 text."""
    for name, text in content.loaded.source_texts.items():
        before, unreadable, _ = text.partition(UNREADABLE)
        if unreadable:
            place = Place(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
            what = "A character here cannot be read: the file is not saved as UTF-8."
            yield fault(place, what, "", "Save the file again with the encoding UTF-8.")


@rule("repair")
def repairs(content: Content) -> Iterator[Problem]:
    """A repair finds its words in the stored text as many times as it says."""
    # they are made in their order: where one was left out, the text is not what the next one expects
    for source in (source for source in content.framework.sources if source.id not in content.hurt):
        counts = content.stored[source.id].counts if source.id in content.stored else ()
        for repair, count in zip(source.repairs, counts, strict=False):
            if count != repair.times:
                name, said, counted = text_name(source), _times(repair.times), _times(count)
                what = f"{shown(repair.found)} occurs {counted} in {name}; the repair says {said}."
                why = "Until this is right, what is quoted from this source cannot all be checked."
                instead = f"Write times: {count}." if count else "Copy the words from the stored text again."
                yield fault(repair.place("found"), what, why, instead)


@rule("repair-language")
def repair_languages(content: Content) -> Iterator[Problem]:
    """The words of a repair that are said to be of another language occur in it."""
    for repair in (repair for source in content.framework.sources for repair in source.repairs):
        for language, listed in repair.languages.items():
            for words in (words for words in listed if words not in repair.found and words not in repair.read_as):
                what = f"The repair has no words ‘{words}’, which are said to be of the language “{language}”."
                yield fault(repair.place("languages"), what, "", "Copy the words from found or read_as.")


@rule("slip")
def slips(content: Content) -> Iterator[Problem]:
    """The words of a slip that is kept occur in its source."""
    for source in content.framework.sources:
        text = content.judged(source.id)
        for slip in source.slips if text else ():
            if text and text.find(slip.words) < 0:
                yield _absent(slip.place("words"), slip.words, text, source)


@rule("verbatim")
def verbatim(content: Content) -> Iterator[Problem]:
    """Wording that has a source occurs in that source, character for character."""
    for claim in content.misquoted:
        source = content.framework.source[claim.source]
        yield _absent(claim.place, claim.wording, content.stored[claim.source], source, claim)


def _absent(place: Place, wording: str, text: Stored, source: Source, claim: Claim | None = None) -> Problem:
    """Where the wording leaves its source, and both ways from there."""
    start, length = text.agreement(wording)
    whose = f" of {claim.owner}" if claim else ""
    why = f"What is quoted from “{source.short}” is shown as its exact words."
    new = " If they are new here, add a line source: new." if claim and claim.answers == claim.owner else ""
    if length < min(_CHANCE, len(wording)):
        what = _closed(f"The words{whose} are not in “{source.short}”: {shown(wording)}")
        other = ", or name the source they come from" if claim else ""
        return fault(place, what, why, f"Copy the words from the source{other}.{new}")
    length = wording.rfind(" ", 0, length) + 1  # back to the beginning of a word
    theirs, ours = text.text[start + length :].partition("\n\n")[0], wording[length:]
    differ = f"the source has {shown(theirs)} where this says {shown(ours)}"
    what = _closed(f"The words{whose} are not those of “{source.short}”: {differ}")
    return fault(place, what, why, f"Write the source’s words.{_alike(theirs, ours)}{new}")


def _alike(theirs: str, ours: str) -> str:
    """A word of help where the first two characters that differ look almost the same."""
    for mark, other in zip(theirs, ours, strict=False):
        if mark != other:
            return f" Its mark is {mark} and not {other}." if any({mark, other} <= set(look) for look in _LOOKS) else ""
    return ""


def _closed(sentence: str) -> str:
    """The sentence with its full stop, unless it ends with a quotation that has one."""
    return sentence if sentence[-2:] in {".’", "…’", "?’", "!’"} else sentence + "."


def shown(words: str) -> str:
    """The first words of a text in quotation marks, with whatever cannot be seen in it named."""
    cut = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + "…"
    return "‘" + "".join(_visible(character) for character in cut) + "’"


def _visible(character: str) -> str:
    if character == "\n":
        return " [line break] "
    if character == " " or unicodedata.category(character) not in {"Zs", "Zl", "Zp", "Cf", "Cc"}:
        return character
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")
