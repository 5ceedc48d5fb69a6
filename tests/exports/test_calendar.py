"""The calendar, read by the icalendar library; and the citations, held to what CSL processors read."""

from __future__ import annotations

import json
from datetime import date

import pytest
from icalendar import Calendar

from strategic_framework.exports import calendar, citations
from strategic_framework.model import Framework
from strategic_framework.views.site import Site
from tests.exports import hostile


def made(site: Site) -> bytes:
    """The calendar of a site."""
    return dict(calendar.files(site.framework, site.links))[calendar.FILE]


@pytest.fixture(scope="module")
def example() -> Site:
    """The invented council."""
    return hostile.example()


def test_every_stated_date_is_there(example: Site) -> None:
    """Each moment of the timeline that has a date, and each date that a priority looks to; nothing else."""
    read = Calendar.from_ical(made(example))
    host = "@example.org"
    dated = {event.id: event.when for event in example.framework.timeline if event.when}
    due = {priority.id: priority.due for priority in example.framework.priorities.values() if priority.due}
    assert dated
    assert due
    assert {str(event["UID"]).removesuffix(host) for event in read.walk("VEVENT")} == {*dated, *due}


@pytest.mark.parametrize(
    ("when", "first", "end"),
    [("2027", date(2027, 1, 1), date(2028, 1, 1)), ("2027-02", date(2027, 2, 1), date(2027, 3, 1)),
     ("2027-12", date(2027, 12, 1), date(2028, 1, 1)), ("2028-02-29", date(2028, 2, 29), date(2028, 3, 1))],
)  # fmt: skip
def test_a_date_is_as_long_as_it_is_exact(when: str, first: date, end: date) -> None:
    """A month is the whole month, and a year the whole year."""
    assert calendar.span(when) == (first, end)


def test_it_says_how_exact_a_date_is_and_keeps_nobody_busy(example: Site) -> None:
    """The words say month where a month is stated; the event covers it; whose words these are is said."""
    read = Calendar.from_ical(made(example))
    assert example.framework.settings.rights in str(read["DESCRIPTION"])
    assert "Independent demonstration" in str(read["DESCRIPTION"])
    for event in read.walk("VEVENT"):
        length = (event.decoded("DTEND") - event.decoded("DTSTART")).days
        word = "day" if length == 1 else "month" if length < 40 else "year"
        assert f"Stated as a {word}: " in str(event["DESCRIPTION"])
        assert str(event["TRANSP"]) == "TRANSPARENT"
        assert str(event["URL"]).startswith("https://example.org/")


@pytest.mark.parametrize("text", hostile.TEXTS, ids=lambda text: ascii(text[:12]))
def test_every_text_is_had_back(text: str) -> None:
    """Whatever it looks like, no line is longer than 75 octets, and no event begins inside another."""
    site = hostile.site_of(hostile.filled(text))
    data = made(site)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    events = list(Calendar.from_ical(data).walk("VEVENT"))
    assert len(events) == len(list(calendar.moments(site.framework, site.links)))
    moments = {event.id for event in site.framework.timeline}
    summaries = [str(event["SUMMARY"]) for event in events if str(event["UID"]).partition("@")[0] in moments]
    assert summaries
    assert set(summaries) == {text}


def test_without_a_stated_date_there_is_no_calendar(example: Site) -> None:
    """A calendar of nothing would only be subscribed to in vain."""
    undated = Framework(settings=example.framework.settings, sources=(), editions=())
    assert dict(calendar.files(undated, example.links)) == {}


def test_every_item_can_be_cited(example: Site) -> None:
    """CSL-JSON has each action and aspiration once, with publisher, title, year, version and address."""
    made = dict(citations.files(example.framework, example.links, example.ledger))[citations.TOGETHER]
    entries = {entry["id"]: entry for entry in json.loads(made)}
    editions = example.framework.editions
    assert [*entries] == [item.id for one in editions for item in (*one.actions, *one.aspirations)]
    entry = entries["act-21"]
    assert entry["type"] == "webpage"
    assert entry["author"] == [{"literal": "Inverskerry Council"}]
    assert entry["issued"] == {"date-parts": [[2025]]}
    assert entry["URL"] == "https://example.org/2025-28/act-21/"
    assert entry["version"] == str(example.ledger.numbers["2025-28"])
    assert "independent demonstration" in entry["note"]
