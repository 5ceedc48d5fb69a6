"""What is measured: a measure, its baseline and target, and the values that sources report for it."""

import re
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field

from strategic_framework.model.nouns import Name, Noun, Slug, When, Wording

_FIGURE = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,9})?")
#: What is typed for a value that there is none of.
_ABSENT = {"n/a", "na", "nan", "none", "null", "nil", "inf", "-inf", "infinity", "-", "–", "—", "..", ":", "x", "*"}


def _is_figure(text: str) -> str:
    """A number in figures, as exact as it is stated; it stays a text, so that 12.40 is not 12.4."""
    if _FIGURE.fullmatch(text):
        return text
    raise ValueError(_instead_of_figure(text))


def _instead_of_figure(text: str) -> str:
    """What to type in the place of what is no figure."""
    bare = text.replace(",", "")
    if "," in text and _FIGURE.fullmatch(bare) and re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        return f"a number is written without commas: {bare}"
    if _FIGURE.fullmatch(text.replace(",", ".")):
        return f"a decimal point is a full stop: {text.replace(',', '.')}"
    if text.startswith(("=", "+", "@")):
        return "this is a formula of a spreadsheet: write the number that it gives"
    if text.casefold() in _ABSENT:
        return "where no value is reported, leave its place empty, and say why in a note"
    if text.startswith(("−", "–")) and _FIGURE.fullmatch("-" + text[1:]):
        return f"a minus is typed as a hyphen: -{text[1:]}"
    if (bare := re.sub(r"^[£$€]|\s*[^\d\s.,-]+$", "", text)) != text and _FIGURE.fullmatch(bare):
        return f"write the number alone, {bare}: its unit stands once, in unit:"
    return "write a number in figures, such as 12.4"


#: A number as its source states it, in figures.
Figure = Annotated[str, AfterValidator(_is_figure)]
#: What stands for the number where none is reported.
NOT_REPORTED = "not reported"


def _is_reading(text: str) -> str:
    return text if text == NOT_REPORTED else _is_figure(text)


#: A number in figures, or the words that none is reported.
ReadingText = Annotated[str, AfterValidator(_is_reading)]


class Value(Noun):
    """A value of a measure for one date: a row of its table. Without a value, none is reported for that date."""

    date: When = Field(description="What the value is for: a year, a month or a day, as exact as its source states.")
    value: Figure | None = Field(None, description="The number in figures; empty where none is reported.")
    low: Figure | None = Field(None, description="The lower end of its uncertainty, where the source gives it.")
    high: Figure | None = Field(None, description="The upper end of its uncertainty, where the source gives it.")
    source: Slug | None = Field(None, description="The source or web page that reports the value.")
    note: Name | None = Field(None, description="What readers should know of this value, in this site’s words.")


class Level(Noun):
    """A number that the values are held against: where a measure began, or what it is to come to."""

    value: Figure = Field(description="The number in figures.")
    date: When | None = Field(None, description="The date that it is for, as exact as its source states.")
    source: Slug = Field(description="The source or web page that states it.")


class Break(Noun):
    """From here on values are not counted as they were before."""

    date: When = Field(description="The first date that is counted in the new way.")
    words: Wording = Field(description="What is different from then on, in this site’s words.")


class Measure(Noun):
    """A measure: what is counted, under which parts of the plan, its baseline, its target and its values.

    Its values stand in a table beside its file, under the same name and ending in .csv.
    """

    id: str | None = Field(None, description="The permanent identifier.")
    name: Name = Field(description="What is measured, in a few plain words.")
    unit: Name = Field(description="What it is counted in, such as %, people or £ million.")
    under: tuple[str, ...] = Field(
        min_length=1, description="The priorities, groups and aspirations that it is a measure of."
    )
    baseline: Level | None = Field(None, description="The value that it began with, where a source states one.")
    target: Level | None = Field(None, description="The value that it is to come to, where a source states one.")
    breaks: tuple[Break, ...] = Field((), description="Where the way of counting changed.")
    note: Wording | None = Field(None, description="What readers should know of it, in this site’s words.")
    retired: bool = Field(False, description="Whether it is no longer in use. It keeps its page and its values.")
    values: tuple[Value, ...] = Field((), description="Its values, which stand in the table beside its file.")

    @cached_property
    def reported(self) -> tuple[Value, ...]:
        """The values that a number is reported for, in the order of their dates."""
        return tuple(value for value in self.values if value.value is not None)

    @cached_property
    def sources(self) -> frozenset[str]:
        """Every source that states a number of it."""
        levels = [level.source for level in (self.baseline, self.target) if level]
        return frozenset([*levels, *(value.source for value in self.values if value.source)])
