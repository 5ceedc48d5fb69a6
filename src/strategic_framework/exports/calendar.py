"""iCalendar (RFC 5545): every date that is stated, each as long as it is exact. A month is the whole month.

These are the moments of the timeline, the dates that priorities look to, and those by which actions are due. None of
them is a meeting: whoever has the calendar is shown as free.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from strategic_framework.content.links import Links
from strategic_framework.exports import records
from strategic_framework.exports.dictionary import ADDRESS, TEXT, Field
from strategic_framework.language.english import day, exactness
from strategic_framework.language.labels import label
from strategic_framework.language.strings import with_words
from strategic_framework.model import Event, Framework, Item, Planned, Priority

FILE = "data/dates.ics"
FIELDS = (
    Field("SUMMARY", TEXT, "What it is, in this site’s words; or what looks to the date or is due."),
    Field("DTSTART", TEXT, "The first day. A month begins with its first day, and a year with 1 January."),
    Field("DTEND", TEXT, "The day after the last: a month is the whole month."),
    Field("DESCRIPTION", TEXT, "How exactly the date is stated, and the words of the source."),
    Field("URL", ADDRESS, "The permanent address of what has the date."),
)
_EXACTLY = {"day": "Stated as a day: {}.", "month": "Stated as a month: {}.", "year": "Stated as a year: {}."}
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
#: A line holds no more octets than these, without its end.
_OCTETS = 75


class Moment(NamedTuple):
    """A stated date: what it is known by, when, what it is, what the source says, and its address."""

    id: str
    when: str
    what: str
    words: str
    address: str


def files(framework: Framework, links: Links) -> Iterator[tuple[str, bytes]]:
    """The calendar at its address; none where no date is stated."""
    stated = sorted(moments(framework, links), key=lambda moment: (moment.when, moment.id))
    if stated:
        yield FILE, _calendar(framework, links, stated)


def moments(framework: Framework, links: Links) -> Iterator[Moment]:
    """Every date that is stated."""
    yield from (_of_event(framework, links, event) for event in framework.timeline if event.when)
    yield from (_of_priority(links, priority) for priority in framework.priorities.values() if priority.due)
    yield from (_of_item(links, item) for item in dated(framework.items.values()))


def dated(items: Iterable[Item]) -> Iterator[Planned]:
    """Of some items those in force that the plan gives a date."""
    yield from (item for item in items if isinstance(item, Planned) and item.due and not item.retired)


def _of_event(framework: Framework, links: Links, event: Event) -> Moment:
    source = framework.source.get(event.quote.source)
    words = f"“{event.quote.text}” {source.title if source else ''}".strip()
    address = f"{links.static_page('timeline')}#{event.id}"
    return Moment(event.id, event.when or "", event.what, words, links.absolute(address))


def _of_priority(links: Links, priority: Priority) -> Moment:
    what = f"{label(priority.id)}: {with_words('what its [aspirations] look to')}"
    return Moment(priority.id, priority.due or "", what, priority.title, links.absolute(links.item(priority.id)))


def _of_item(links: Links, item: Planned) -> Moment:
    """When an action is due; its words are the plan’s."""
    number = f" ({item.reference})" if item.reference else ""
    what = f"{label(item.id)}{number} is due"
    return Moment(item.id, item.due or "", what, item.text, links.absolute(links.item(item.id)))


def _calendar(framework: Framework, links: Links, stated: list[Moment]) -> bytes:
    host = urlsplit(links.absolute("")).hostname or ""
    said = " ".join(filter(None, [records.standing(framework), framework.settings.rights]))
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{host}//strategic-framework//EN", "CALSCALE:GREGORIAN",
        f"NAME:{_text(framework.settings.title)}", f"X-WR-CALNAME:{_text(framework.settings.title)}",
        f"DESCRIPTION:{_text(said)}", f"X-WR-CALDESC:{_text(said)}",
        *(line for moment in stated for line in _event(moment, host, framework.settings.as_at)),
        "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(moment: Moment, host: str, as_at: str) -> Iterator[str]:
    first, end = span(moment.when)
    exactly = _EXACTLY[exactness(moment.when)].format(day(moment.when))
    yield "BEGIN:VEVENT"
    yield f"UID:{moment.id}@{host}"
    yield f"DTSTAMP:{as_at.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"
    yield f"SUMMARY:{_text(moment.what)}"
    yield f"DESCRIPTION:{_text(f'{exactly} {moment.words}')}"
    yield f"URL:{moment.address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def span(when: str) -> tuple[date, date]:
    """The first day of a year, a month or a day, and the day after its last."""
    year, month, number = (*[int(part) for part in when.split("-")], 1, 1)[:3]
    first = date(year, month, number)
    if exactness(when) == "day":
        return first, first + timedelta(days=1)
    following = (year + 1, 1) if exactness(when) == "year" or month == 12 else (year, month + 1)
    return first, date(*following, 1)


def _text(text: str) -> str:
    """A text with the marks of the format escaped, on one line."""
    known = _CONTROL.sub("\ufffd", text)
    return re.sub(r"[\\;,\n]", lambda match: _ESCAPED[match[0]], known)


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each after the first behind a space; no character is cut in two."""
    room, part = _OCTETS, ""
    for character in line:
        octets = len(character.encode())
        if octets > room:
            yield part
            room, part = _OCTETS - 1, " "
        room, part = room - octets, part + character
    yield part
