"""Words the site makes out of data: numbers, dates and lists, in the words of the interface shown now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from strategic_framework.language.strings import current, translate, translate_text

#: The largest number that is written in words.
_LARGEST_IN_WORDS = 20


def number(count: int) -> str:
    """A count in words up to twenty, in figures from there on: `number(11)` is “eleven”, `number(0)` is “no”."""
    return translate_text(f"numbers.words.{count}") if 0 <= count <= _LARGEST_IN_WORDS else str(count)


def plural(count: int, one: str, many: str = "") -> str:
    """The noun that goes with a count: “1 action”, “35 actions”, “11 bodies”."""
    return one if count == 1 else many or one + "s"


def counted(count: int, one: str, many: str = "") -> str:
    """A figure and its noun: `counted(35, "action")` is “35 actions”."""
    return f"{count} {plural(count, one, many)}"


def sentence(text: str) -> str:
    """The text with its first letter raised; of HTML, the first letter that a reader sees."""
    # Words of another language begin with the element that bears it.
    tags = re.match(r"(?:<[^>]*>)*", text) if isinstance(text, Markup) else None
    start = tags.end() if tags else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def day(when: str) -> str:
    """A date as exact as it was given: “2027”, “March 2027” or “2 March 2021”."""
    return _day(when, current().places)  # the places are new ones whenever the words change


@lru_cache(maxsize=500)
def _day(when: str, _: object) -> str:
    year, *rest = when.split("-")
    month = translate_text(f"dates.months.{int(rest[0]) - 1}") if rest else ""
    return translate_text(f"dates.{exactness(when)}", year=year, month=month, day=int(rest[-1]) if rest else "")


def exactness(when: str) -> str:
    """How exact a date is: `year`, `month` or `day`."""
    return ("year", "month", "day")[when.count("-")]


def and_list(texts: Sequence[str]) -> str:
    """“The trust”, “the trust and the board”, “the trust, the board and Glen Rowan”; HTML where one of them is."""
    html = any(isinstance(text, Markup) for text in texts)
    before = (Markup(", ") if html else ", ").join(texts[:-1])
    if not before:
        return texts[0] if texts else ""
    return (translate if html else translate_text)("list.last", before=before, last=texts[-1])


def shortened(text: str, limit: int = 60) -> str:
    """The opening words of a text, cut at a space, with an ellipsis where something was left out."""
    if len(text) <= limit:
        return text
    return text[: text.rfind(" ", 0, limit)].rstrip(" ,;:-–") + "…"


def letter(index: int) -> str:
    """A key in letters, from 0: A … Z, then AA, AB and so on."""
    first, last = divmod(index, 26)
    return (letter(first - 1) if first else "") + chr(ord("A") + last)
