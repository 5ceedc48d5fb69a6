"""How a plan's site looks where that is its own: one colour, a logo, and which typefaces its two voices have."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from strategic_framework.model.nouns import Name, Noun

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Logo(Noun):
    """The publisher's logo, only on a site that it has approved."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*\.png$")] = Field(
        description="The file of the picture in docs/, such as logo.png."
    )
    text: Name = Field(description="What it says to those who do not see it: the publisher’s name.")


class Face(Noun):
    """What a plan's site shows of its publisher's own looks."""

    colour: Colour | None = Field(
        None, description="The colour of links and of the bands at the head and foot, such as #0065bd."
    )
    logo: Logo | None = Field(None, description="The publisher’s logo, where the site is official.")
    quoted: Literal["newsreader", "georgia"] = Field("newsreader", description="The typeface of quoted words.")
    written: Literal["public-sans", "system"] = Field(
        "public-sans", description="The typeface of words written for the site."
    )
