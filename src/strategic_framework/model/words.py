"""What a plan calls its parts, where those are other words than the site's own: “commitment” for an action."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from strategic_framework.model.nouns import Noun

_PLAIN = re.compile(r"[^\W\d_]+(?:[ ’'-][^\W\d_]+)*")


def _is_plain(text: str) -> str:
    """Words of letters alone, which stand in any sentence, in the name of a sheet and in a heading."""
    if not _PLAIN.fullmatch(text):
        raise ValueError("plain words are letters, with single spaces, hyphens or apostrophes between them")
    return text


PlainNoun = Annotated[str, StringConstraints(min_length=2, max_length=25), AfterValidator(_is_plain)]


def with_article(noun: str) -> str:
    """The noun with “a” or “an” before it, by its first letter."""
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"


class Word(Noun):
    """A noun in both its forms."""

    one: PlainNoun = Field(description="What one is called, as it stands inside a sentence, such as commitment.")
    other: PlainNoun = Field(description="What several are called, such as commitments.")
    an: bool | None = Field(
        None, description="Whether “an” stands before it; left out where its first letter says so rightly."
    )

    @property
    def with_article(self) -> str:
        """One, with “a” or “an” before it: by its first letter, where the plan does not say otherwise."""
        return with_article(self.one) if self.an is None else f"{'an' if self.an else 'a'} {self.one}"


class Words(Noun):
    """What the plan calls its parts. What is left out has the site's own word."""

    framework: Word | None = Field(None, description="The whole, such as plan, plans.")
    priority: Word | None = Field(None, description="A priority, such as outcome, outcomes.")
    group: Word | None = Field(None, description="A group of a priority, such as theme, themes.")
    action: Word | None = Field(None, description="An action, such as commitment, commitments.")
    part: Word | None = Field(None, description="A part of an action, such as step, steps.")
    aspiration: Word | None = Field(None, description="An aspiration, such as result, results.")
    measure: Word | None = Field(None, description="A measure, such as indicator, indicators.")

    @property
    def chosen(self) -> dict[str, Word]:
        """Kind → its word, of those that the plan calls by a word of its own."""
        return {kind: word for kind in Words.model_fields if (word := getattr(self, kind))}
