"""An item in other languages: beside the framework's own words, never in their place."""

from __future__ import annotations

from collections.abc import Sequence

from strategic_framework import model
from strategic_framework.language.strings import translate
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Section, section
from strategic_framework.views.macro import macro
from strategic_framework.views.view import View

#: The languages whose names the site knows; others go by their code.
_NAMED = {"gd", "sco", "cy", "ga", "pl", "ur"}


@frozen
class Translation(View):
    """An item in another language; `moved` says that the English has changed since, `notes` what it is."""

    lang: str
    text: str
    moved: str
    notes: Sequence[str]


@macro("section")
def translations(here: Here) -> list[Section]:
    """The wording in each language that it is translated into, and whether the English has changed since."""
    return [
        section(
            f"in-{language.id}",
            translate("translation.title", language=_name(language.id)),
            _translated(here, language.id, translation),
        )
        for language in here.framework.languages
        for translation in language.translations
        if translation.item == here.subject
    ]


def _name(language: str) -> str:
    return translate(f"languages.{language}") if language in _NAMED else language


def _translated(here: Here, language: str, translation: model.Translation) -> Translation:
    current = translation.english == model.fingerprint(here.item.text)
    moved = "" if current else translate("translation.moved")
    notes = [translate("translation.what"), *([translation.note] if translation.note else [])]
    return Translation(language, translation.text, moved, notes)
