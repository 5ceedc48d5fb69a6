"""The synonyms of the search lead to what there is, and call nothing “not named” that the wording names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategic_framework.checks.registry import Content, at, fault, rule
from strategic_framework.content.links import PAGES, page_of_site
from strategic_framework.content.problems import Problem, suggestion
from strategic_framework.model import Framework, Place, Synonym

_ASKED = "The search could not tell which of the two is meant."


@rule("synonym")
def synonyms(content: Content) -> Iterator[Problem]:
    """A synonym says what the words mean, or that the framework does not name it, with the nearest topic."""
    for synonym in content.framework.synonyms:
        if content.damaged(synonym):
            continue
        words = synonym.words[0]
        if bool(synonym.means) == synonym.not_named:
            what = f"“{words}” has {'both means and not_named' if synonym.means else 'neither means nor not_named'}."
            instead = "Write means: with what to look for, or not_named: true with nearest: and a topic."
            yield fault(synonym.place(), what, "", instead)
        elif synonym.not_named != bool(synonym.nearest):
            what = f"“{words}” is not named, but no nearest topic is given." if synonym.not_named else (
                f"“{words}” has a meaning, and also the nearest topic of what is not named.")  # fmt: skip
            instead = "Write nearest: with the id of a topic, or take the line out where there is a meaning."
            yield fault(synonym.place("nearest"), what, "", instead)


@rule("synonym-twice")
def words_twice(content: Content) -> Iterator[Problem]:
    """No words stand in two entries, or twice in one."""
    first: dict[str, Place] = {}
    for synonym in content.framework.synonyms:
        for words in synonym.words:
            place = content.spot(synonym.place("words"), words)
            if words.casefold() in first:
                what = f"“{words}” is written twice: here, and in {at(first[words.casefold()])}."
                yield fault(place, what, _ASKED, "Take one of the two out.", len(words))
            first.setdefault(words.casefold(), place)


@rule("synonym-means")
def meanings(content: Content) -> Iterator[Problem]:
    """What a synonym means is an identifier, a page of this site, or words that stand in the wording."""
    framework = content.framework
    named = _identifiers(framework)
    for synonym in content.framework.synonyms:
        means = synonym.means or ""
        broken = means in content.loaded.known or means in content.vanished
        if not means or means in named or broken or _stands(framework, means):
            continue
        page = means.removeprefix("page:")
        if page == means or page_of_site(framework, page) is None:
            yield _unknown(synonym, means, {*named, *(f"page:{name}" for name in PAGES)})


def _unknown(synonym: Synonym, means: str, known: set[str]) -> Problem:
    what = f"“{means}” is no identifier, no page of this site, and stands in no wording."
    meant = suggestion(means, sorted(known))
    instead = f"Did you mean {meant}?" if meant else "Copy words from the wording, or name a page, such as page:data."
    return fault(synonym.place("means"), what, "", instead, len(means))


@rule("synonym-not-named")
def not_named(content: Content) -> Iterator[Problem]:
    """What is said to be named nowhere stands in no wording of an edition."""
    for synonym in content.framework.synonyms:
        for words in synonym.words if synonym.not_named else ():
            item = _stands(content.framework, words)
            if item and item not in content.in_doubt:
                what = f"“{words}” is said not to be named, but it stands in {item}."
                place = content.spot(synonym.place("words"), words)
                yield fault(place, what, "", "Take the word out: the search finds the item.", len(words))


def _identifiers(framework: Framework) -> set[str]:
    """Whatever a synonym can mean by its identifier."""
    named = (framework.bodies, framework.programmes, framework.policy_areas, framework.glossary)
    return {*framework.items, *framework.priorities, *(noun.id for nouns in named for noun in nouns)}


def _stands(framework: Framework, words: str) -> str:
    """The first item of an edition in which the words stand, or nothing."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    items = (item for edition in framework.editions for item in edition.items)
    return next((item.id for item in items if pattern.search(item.all_words)), "")
