"""An item in other languages: beside the framework's own words, never in their place."""

from __future__ import annotations

from strategic_framework.model import Translation, fingerprint
from strategic_framework.views.base import Here, Untyped, View, section
from strategic_framework.views.macro import macro

#: What the languages are called in English, where the site knows; others go by their code.
_CALLED = {"gd": "Scottish Gaelic", "sco": "Scots", "cy": "Welsh", "ga": "Irish", "pl": "Polish", "ur": "Urdu"}
_WHAT = "A translation. The framework’s own words are the English ones above."
_MOVED = "The English has changed since this was translated."


@macro("section")
def translations(here: Here) -> list[View]:
    """The wording in each language that it is translated into, and whether the English has changed since."""
    return [
        section(f"in-{language.id}", f"In {_CALLED.get(language.id, language.id)}", _translated(here, language.id, one))
        for language in here.framework.languages
        for one in language.translations
        if one.item == here.subject
    ]


def _translated(here: Here, language: str, one: Translation) -> View:
    moved = _MOVED if one.english != fingerprint(here.item.text) else ""
    notes = [note for note in (_WHAT, one.note) if note]
    return Untyped("translation", {"lang": language, "text": one.text, "moved": moved, "notes": notes})
