"""What a plan calls its parts is used, and is one thing's name alone."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.problems import Problem
from strategic_framework.language.nouns import noun
from strategic_framework.language.words import PLACES
from strategic_framework.model import Framework, Word

#: What every site has, and calls by a noun of its own; and what only some have, by where the framework keeps it.
_ALWAYS = ("update", "source", "body", "edition", "change", "version")
_SOMETIMES = {"programme": "programmes", "topic": "policy_areas", "term": "glossary", "commitment": "alliance"}


@rule("unused-word")
def unused_words(content: Content) -> Iterator[Problem]:
    """A plan has a word for those parts alone that it has."""
    for kind, word in content.framework.settings.words.chosen.items():
        if not _has(content.framework, kind):
            what = f"There is a word for {PLACES[kind]}, “{word.other}”, and the plan has none."
            yield fault(word.place(), what, "", "Take it out, or add what it is for.")


@rule("taken-word")
def taken_words(content: Content) -> Iterator[Problem]:
    """What a plan calls one of its parts is not the name of another."""
    words = content.framework.settings.words.chosen
    for kind, word in words.items():
        for other in [*(name for name in PLACES if name != kind), *_nouns(content.framework)]:
            if _forms(word) & _forms(words.get(other) or _usual(other)):
                what = f"“{word.one}” is what this site calls {noun(other, 2)} already."
                yield fault(word.place(), what, "Readers could not tell the two apart.", "Choose another word.")


def _has(framework: Framework, kind: str) -> bool:
    """Whether the plan has such parts, or a heading that they are to stand under."""
    if kind == "framework":
        return True
    return any(
        getattr(part, PLACES[kind], ()) or getattr(getattr(part, "labels", None), PLACES[kind], "")
        for part in _wholes(framework)
    )


def _wholes(framework: Framework) -> Iterator[object]:
    """Everything that may have parts with a word of their own."""
    yield framework
    yield from framework.editions
    yield from framework.priorities.values()
    yield from framework.items.values()


def _usual(kind: str) -> Word:
    return Word.model_construct(one=noun(kind), other=noun(kind, 2), an=None)


def _forms(word: Word) -> set[str]:
    return {word.one.casefold(), word.other.casefold()}


def _nouns(framework: Framework) -> Iterator[str]:
    """The kinds of thing that the site speaks of beside the parts of the plan."""
    yield from _ALWAYS
    yield from (kind for kind, part in _SOMETIMES.items() if getattr(framework, part))
