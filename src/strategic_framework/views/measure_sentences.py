"""What a measure shows in sentences, which do not judge it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from strategic_framework.language.english import and_list, day, sentence
from strategic_framework.language.figures import amount
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Level, Measure, Value

#: More dates than this are counted, and not named.
_MOST = 3


def shows(one: Measure) -> Iterator[Markup]:
    """What a measure shows, sentence by sentence, without judging it."""
    yield from _of_values(one)
    missing = [value.date for value in one.values if value.value is None]
    if missing:
        yield translate("measure.absent", days=_days(missing))
    for name, level in (("baseline", one.baseline), ("target", one.target)):
        if level or name == "target":
            yield _of_level(name, level, one.unit)
    for change in one.breaks:
        yield translate("measure.break_from", day=day(change.date), words=sentence(change.words))


def _of_values(one: Measure) -> Iterator[Markup]:
    values, unit = one.reported, one.unit
    if not values:
        yield translate("measure.none_yet")
        return
    first, last = values[0], values[-1]
    if first is last:
        yield translate("measure.one", amount=amount(first.value or "", unit), day=day(first.date))
        return
    yield translate(
        "measure.first_latest", first=amount(first.value or "", unit), first_day=day(first.date),
        latest=amount(last.value or "", unit), latest_day=day(last.date),
    )  # fmt: skip
    by_number = sorted(values, key=_number)
    lowest, highest = by_number[0], by_number[-1]
    if _number(lowest) == _number(highest):
        yield translate("measure.level", amount=amount(first.value or "", unit))
        return
    yield translate(
        "measure.highest_lowest", highest=amount(highest.value or "", unit), highest_days=_alike(values, highest),
        lowest=amount(lowest.value or "", unit), lowest_days=_alike(values, lowest),
    )  # fmt: skip


def _number(value: Value) -> float:
    return float(value.value or 0)


def _alike(values: Sequence[Value], one: Value) -> str:
    """The dates for which the same number is reported."""
    return _days([value.date for value in values if _number(value) == _number(one)])


def _days(dates: Sequence[str]) -> str:
    if len(dates) > _MOST:
        return translate_text("measure.several", count=len(dates))
    return and_list([day(date) for date in dates])


def _of_level(name: str, level: Level | None, unit: str) -> Markup:
    if level is None:
        return translate(f"measure.{name}_none")
    number = amount(level.value, unit)
    if level.date is None:
        return translate(f"measure.{name}_undated", amount=number)
    return translate(f"measure.{name}_is", amount=number, day=day(level.date))


def in_short(one: Measure) -> str:
    """What was last reported of a measure, and its target."""
    last = one.reported[-1] if one.reported else None
    latest = translate("measures.latest", amount=amount(last.value or "", one.unit), day=day(last.date)) if last else ""
    return Markup(" ").join([latest or translate("measures.none"), _of_level("target", one.target, one.unit)])
