"""Dates as people type them: as exact as they are stated, and never guessed."""

from __future__ import annotations

import pytest

from strategic_framework.importing import dates


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2027", "2027"), ("2027-03", "2027-03"), ("2027-03-31", "2027-03-31"), ("31/03/2027", "2027-03-31"),
        ("03/31/2027", "2027-03-31"), ("31.3.27", "2027-03-31"), ("05/05/2027", "2027-05-05"), ("03/2027", "2027-03"),
        ("March 2027", "2027-03"), ("Mar-27", "2027-03"), ("Sept 2027", "2027-09"), ("31 March 2027", "2027-03-31"),
        ("31st March 2027", "2027-03-31"), ("March 31, 2027", "2027-03-31"), ("by end of March 2027", "2027-03"),
        ("By 31 March 2027.", "2027-03-31"), ("Spring 2027", "2027"), ("Q1 2027", "2027"), ("late 2028", "2028"),
        ("2027-03-31T00:00:00", "2027-03-31"),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_it_is_stated(text: str, when: str) -> None:
    """A year, a month or a day; of a season or a quarter, the year."""
    read = dates.read(text)
    assert read is not None
    assert read.when == when
    assert read.repaired == (text != when)


@pytest.mark.parametrize("text", ["2027/28", "ongoing", "TBC", "31/02/2027", "30 February 2027", "", "12", "x" * 500])
def test_what_is_no_date_is_none(text: str) -> None:
    """A year of two halves, a day that is not there and a word are left to whoever reads the report."""
    assert dates.read(text) is None


def test_the_order_of_day_and_month_is_never_guessed() -> None:
    """It is told, or another date of the column shows it; where two dates contradict each other, it is not known."""
    read = dates.read("03/04/2027")
    assert read is not None
    assert read.ambiguous
    assert dates.read("03/04/2027", "dmy") == dates.Read("2027-04-03", repaired=True)
    assert dates.read("03/04/2027", "mdy") == dates.Read("2027-03-04", repaired=True)
    assert dates.order_of(["03/04/2027", "31/03/2027"]) == "dmy"
    assert dates.order_of(["03/04/2027", "03/31/2027"]) == "mdy"
    assert dates.order_of(["31/03/2027", "03/31/2027"]) is None
