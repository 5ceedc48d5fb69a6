"""What every noun is: frozen, knowing where it was written; and the kinds of value that it may hold."""

import re
import unicodedata
from datetime import date
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints


class Place(NamedTuple):
    """Where something stands: a file below the content folder, a line and a column, both counted from 1."""

    file: str
    line: int
    column: int


NOWHERE = Place("", 0, 0)


class Noun(BaseModel):
    """Anything an editor can write: frozen, with no unknown keys, and knowing the place of each of its fields.

    What reads a noun is built when one is first read: most are read only as parts of another. A noun that is part of
    several is built at once (`SHARED`), and they all take it as it is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    _places: dict[str, Place] = PrivateAttr(default_factory=dict)

    def place(self, field: str = "") -> Place:
        """Where the field was written; without a field, or where it was not written, where the noun begins."""
        places = self._places
        return places.get(field) or places.get("", NOWHERE)


_WHEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _is_when(text: str) -> str:
    """A year, a month or a day: as much as the source says and no more (ISO 8601, reduced precision)."""
    if not _WHEN.fullmatch(text):
        raise ValueError("a date is written 2027, 2027-03 or 2027-03-31")
    year, month, day = (*[int(part) for part in text.split("-")], 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no such date as {text}") from None
    return text


def _is_link(text: str) -> str:
    """Links in data: https, mailto, or relative to the site."""
    if re.match(r"(https://|mailto:)\S+$", text) or re.match(r"(?!//)[\w./#-]+$", text):
        return text
    raise ValueError("a link begins with https:// or mailto:, or is an address of this site")


#: Letters and signs that are drawn as nothing, though their Unicode category is that of a letter or a sign.
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"


def _is_visible(text: str) -> str:
    """Words that can be seen: a text of nothing but spaces and hidden characters is none."""
    if not any(unicodedata.category(char)[0] in "LNPS" and char not in _BLANK for char in text):
        names = dict.fromkeys(unicodedata.name(char, f"U+{ord(char):04X}").lower() for char in text)
        raise ValueError(f"it holds nothing that can be seen, only {', '.join([*names][:3])}: write its words")
    return text


def _is_name(text: str) -> str:
    """A name or a title: visible words on one line."""
    if "\n" in text:
        raise ValueError("it has a line break in it, and a name is one line: write it without a blank line")
    return _is_visible(text)


def _is_web_address(text: str) -> str:
    """A page of somebody else, read over a secure connection."""
    if not re.fullmatch(r"https://[^\s/]+(/\S*)?", text):
        raise ValueError("the address of a page begins with https://")
    return text


def _is_site(text: str) -> str:
    if not re.fullmatch(r"https://[^\s/]+(/[^\s]*)?/", text):
        raise ValueError("the address of the site begins with https:// and ends with /")
    return text


Wording = Annotated[str, StringConstraints(min_length=1), AfterValidator(_is_visible)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_is_name)]
#: A number that a plan gives to one of its parts, as it writes it.
Reference = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_is_name)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
When = Annotated[str, AfterValidator(_is_when)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_is_when)]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$"), AfterValidator(_is_when)]
Link = Annotated[str, AfterValidator(_is_link)]
WebAddress = Annotated[str, AfterValidator(_is_web_address)]
Site = Annotated[str, AfterValidator(_is_site)]


#: For a noun that is part of several others.
SHARED = ConfigDict(defer_build=False)


class PlainWords(Noun):
    """What this site explains in one plain sentence of its own, with the page that supports it."""

    plain: Wording | None = Field(None, description="What it is, in one sentence of this site’s words.")
    supported_by: WebAddress | None = Field(None, description="The address of the page that supports that sentence.")
    link: WebAddress | None = Field(None, description="The address of its own page, where that is another.")
    seen: Month | None = Field(None, description="The month in which these pages were seen.")
