"""Translations: of items that exist, each once in a language, and of a known English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategic_framework.checks.registry import Content, at, fault, rule
from strategic_framework.content.problems import Problem
from strategic_framework.model import Place, fingerprint


@rule("translation-english")
def of_which_english(content: Content) -> Iterator[Problem]:
    """A translation bears the fingerprint of the English that it translates."""
    items = content.framework.items
    for language in content.framework.languages:
        for translation in language.translations:
            if translation.item in items and not re.fullmatch(r"[0-9a-f]{64}", translation.english):
                what = f"This translation of {translation.item} does not say which English it translates."
                why = "Readers are told when the English has changed since."
                instead = f"For the present one, write “english: {fingerprint(items[translation.item].words)}”."
                yield fault(translation.place("english"), what, why, instead)


@rule("translation-twice")
def twice(content: Content) -> Iterator[Problem]:
    """No item is translated twice into one language."""
    for language in content.framework.languages:
        first: dict[str, Place] = {}
        for translation in language.translations:
            there = first.setdefault(translation.item, translation.place("item"))
            if there != translation.place("item"):
                what = f"{translation.item} is translated twice into “{language.id}”."
                instead = f"Keep one of them. The other stands in {at(there)}."
                yield fault(translation.place("item"), what, "", instead, len(translation.item))


@rule("translation-language")
def listed(content: Content) -> Iterator[Problem]:
    """A language that is translated into is listed in framework/framework.yml, after the first."""
    settings = content.framework.settings
    for language in content.framework.languages:
        if language.id not in settings.languages[1:] and language.translations and not content.damaged(settings):
            what = f"There are translations into “{language.id}”, which framework.yml does not list."
            instead = f"Write languages: [{', '.join((*settings.languages, language.id))}] there."
            yield fault(language.translations[0].place(), what, "", instead)
