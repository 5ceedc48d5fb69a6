"""Words of the framework in another language: never the framework itself, and tied to the English they were made of."""

import hashlib
import unicodedata

from pydantic import Field

from strategic_framework.model.nouns import Name, Noun, Slug, Wording


def fingerprint(text: str) -> str:
    """SHA-256 of a wording as it was parsed, in Unicode form NFC: line breaks and house style do not change it."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


class Translation(Noun):
    """One item in another language. `english` is the fingerprint of the wording that was translated."""

    item: str = Field(description="The item that is translated.")
    english: str = Field(
        "", description="The fingerprint of the English that was translated; the check says what to write."
    )
    text: Wording = Field(description="The words in the other language.")
    note: Name | None = Field(None, description="What readers should know of the translation.")


class Language(Noun):
    """Every translation into one language, which is named as on the web: `gd` is Scottish Gaelic (BCP 47)."""

    id: Slug = Field(description="The language, as it is named on the web: gd is Scottish Gaelic.")
    translations: tuple[Translation, ...] = Field((), description="Every translation into it.")
