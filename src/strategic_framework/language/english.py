"""Words the site makes out of data: numbers, plurals, dates and lists, in British English."""

from __future__ import annotations

from collections.abc import Sequence

_SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_MONTHS = "January February March April May June July August September October November December".split()


def number(count: int) -> str:
    """A count in words up to twenty, in figures from there on: `number(11)` is “eleven”, `number(0)` is “no”."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def plural(count: int, one: str, many: str = "") -> str:
    """The noun that goes with a count: “1 action”, “35 actions”, “11 bodies”."""
    return one if count == 1 else many or one + "s"


def counted(count: int, one: str, many: str = "") -> str:
    """A figure and its noun: `counted(35, "action")` is “35 actions”."""
    return f"{count} {plural(count, one, many)}"


def sentence(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]


def day(when: str) -> str:
    """A date as exact as it was given: “2027”, “March 2027” or “2 March 2021”."""
    parts = when.split("-")
    month = [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    exact = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*exact, *month, parts[0]])


def exactness(when: str) -> str:
    """How exact a date is: `year`, `month` or `day`."""
    return ("year", "month", "day")[when.count("-")]


def and_list(texts: Sequence[str]) -> str:
    """“Solace”, “Solace and COSLA”, “Solace, COSLA and Public Health Scotland”."""
    return " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


def shortened(text: str, limit: int = 60) -> str:
    """The opening words of a text, cut at a space, with an ellipsis where something was left out."""
    if len(text) <= limit:
        return text
    return text[: text.rfind(" ", 0, limit)].rstrip(" ,;:-–") + "…"


def letter(index: int) -> str:
    """A key in letters, from 0: A … Z, then AA, AB and so on."""
    first, last = divmod(index, 26)
    return (letter(first - 1) if first else "") + chr(ord("A") + last)
