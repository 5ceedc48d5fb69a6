"""What public pages report: the pages of which no text is kept here, and the updates that rest on a source."""

from typing import Literal

from pydantic import Field

from strategic_framework.model.nouns import Month, Name, Noun, Slug, WebAddress, When, Wording

UpdateKind = Literal["activity", "result", "setback", "plan", "assessment"]


class StatusScale(Noun):
    """The words in which reports on this plan say how it goes: a body's own, never ours. No order is read into them."""

    words: tuple[Name, ...] = Field(min_length=1, description="Each word of the scale, as its source writes it.")
    source: Slug = Field(description="The source or web page that has the scale.")


class WebPage(Noun):
    """A page on the web of which no text is kept here: what it reports is told in this site's words."""

    id: Slug = Field(description="The page, as updates name it.")
    kind: Literal["web"] = Field(description="Always “web”.")
    title: Name = Field(description="Its title.")
    publisher: Name = Field(description="Who publishes it.")
    address: WebAddress = Field(description="Its address.")
    date: When | None = Field(
        None, description="Its date, as exact as the page states it; left out where it is undated."
    )
    seen: Month = Field(description="The month in which it was seen.")
    note: Wording | None = Field(None, description="What readers should know of it, in this site’s words.")

    @property
    def short(self) -> str:
        """What a line calls it, as a stored source has a short name."""
        return self.title

    @property
    def author(self) -> str:
        """Who speaks in it, as a stored source has an author."""
        return self.publisher


class RelatedDocument(Noun):
    """A document around the framework, on the web: what it holds is said in this site's words."""

    id: Slug = Field(description="The document in addresses.")
    title: Name = Field(description="Its title.")
    publisher: Name = Field(description="Who publishes it.")
    address: WebAddress = Field(description="Its address.")
    date: When | None = Field(None, description="Its date, as exact as it states it; left out where it is undated.")
    seen: Month = Field(description="The month in which it was seen.")
    holds: Wording = Field(description="What it holds, in this site’s words.")


class Update(Noun):
    """What a source reports: quoted where the text of the source is kept, else told in this site's words."""

    id: str | None = Field(None, description="The permanent identifier.")
    date: When | None = Field(
        None,
        description="When it happened or was reported, as exact as the source has it; left out where that is undated.",
    )
    kind: UpdateKind = Field(
        description="activity, result, setback, plan (it will be) or assessment (somebody judged)."
    )
    about: tuple[str, ...] = Field(min_length=1, description="The items it is about.")
    near: tuple[str, ...] = Field(
        (), description="Those of them for which the source names the same work under another name."
    )
    title: Name = Field(description="A short title, written for this site.")
    source: Slug = Field(description="The source or web page that it is taken from.")
    quote: Wording | None = Field(None, description="What the source says, where its text is kept.")
    said: Wording | None = Field(None, description="What a web page reports, in this site’s words.")
    reported_as: Name | None = Field(
        None, description="The word of the scale by which the source reports on all that it is about, quoted."
    )
    retired: bool = Field(False, description="Whether it is withdrawn. It keeps its page, and counts no more.")

    @property
    def words(self) -> str:
        """What is reported: quoted, or told in this site's words."""
        return self.quote or self.said or ""
