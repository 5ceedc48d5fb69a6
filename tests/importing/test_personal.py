"""People are left out: by the form of what reaches them, and by their names where a column says who is responsible."""

from __future__ import annotations

import pytest

from strategic_framework.importing.outline import Entry, Outline
from strategic_framework.importing.personal import is_person, without_addresses, without_personal


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Write to ann.ross@glen.gov.uk for a copy", "Write to for a copy"),
        ("Open the hall (call 01463 123456)", "Open the hall"),
        ("Ring +44 141 123 4567", "Ring"),
        ("Plant 10,000,000 trees by 2027-2031", "Plant 10,000,000 trees by 2027-2031"),
        ("Reach 0.5 by 2030", "Reach 0.5 by 2030"),
        ("£01234567890 is no price", "£01234567890 is no price"),
    ],
)
def test_addresses_and_numbers_are_taken_out(text: str, rest: str) -> None:
    """E-mail and telephone numbers go; amounts, years and decimals stay."""
    assert without_addresses(text)[0] == rest


@pytest.mark.parametrize(
    ("name", "beyond_doubt", "by_form"),
    [
        ("Ann Ross", True, True), ("Cllr Ross", True, True), ("Dr Niamh Ni Bhriain", True, True),
        ("Glen Rowan", False, True), ("Housing Service", False, False), ("Head of Housing", False, False),
        ("NHS Glen", False, False), ("Police Scotland", False, False), ("River Trust", False, False),
        ("A", False, False),
    ],
)  # fmt: skip
def test_a_person_is_told_from_a_body(name: str, beyond_doubt: bool, by_form: bool) -> None:
    """In a column of bodies only a given name or a title makes a person; in one of officers, the form does."""
    assert is_person(name) is beyond_doubt
    assert is_person(name, likely=True) is by_form


def test_nothing_personal_stays_and_nothing_of_it_is_said() -> None:
    """The remark says what was left out and where, not whose it was."""
    entry = Entry("action", "Call 01463 123456.", fields={"lead": "Ann Ross; Housing Service"}, place="row 2")
    outline = without_personal(Outline("", "", "", "", (entry,), ()))
    assert outline.entries[0].fields["lead"] == "Housing Service"
    assert {remark.place for remark in outline.remarks} == {"row 2"}
    assert "Ross" not in str(outline)
    assert "123456" not in str(outline)
